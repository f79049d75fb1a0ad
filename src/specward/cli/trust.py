"""`spec trust`: which commands of the constitution and of the packs may run on this machine."""

from __future__ import annotations

from typing import Annotated, NamedTuple

import typer

from specward.artifacts.enforcement_entry import Command
from specward.cli.console import note, write, write_json
from specward.cli.person import ask, require_person
from specward.cli.place import Place
from specward.constitution.norms import whole_norms_of
from specward.constitution.trust import revoke, store, trust, trusted
from specward.digest import digest
from specward.errors import UsageError
from specward.output.terminal import printable

app = typer.Typer(rich_markup_mode=None, add_completion=False)


class Runnable(NamedTuple):
    """Something that runs once it is trusted."""

    text: str
    origin: str
    """The id of the principle, or the pack that it belongs to."""
    path: str
    line: int
    within: int
    """Seconds."""


@app.command()
def main(
    listing: Annotated[bool, typer.Option("--list", help="Show every command and whether it is trusted.")] = False,
    revoked: Annotated[bool, typer.Option("--revoke", help="Trust no command of this project any more.")] = False,
    yes: Annotated[bool, typer.Option("--yes", "-y", help="Trust every command without being asked.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="With --list: one JSON object.")] = False,
) -> None:
    """Trust the commands that the constitution names, one by one, each by its exact text.

    `spec verify --run` runs none but these. With the FastAPI pack, what `spec fastapi probe` runs is one of them. A
    changed text must be trusted anew. Trust is kept for you and this project, outside of it; it does not reach into
    the scripts that a command calls. Where nobody can be asked, as in continuous integration, SPECWARD_TRUST names the
    digests that `spec trust --list` shows, separated by commas.

    The JSON object of --list has the key commands: objects with text, sha256, principle, path, line, within, trusted.
    """
    if listing + revoked + yes > 1:
        raise UsageError("--list, --revoke and --yes exclude each other", help="spec trust --help")
    if as_json and not listing:
        raise UsageError("--json is the form of a list", help="spec trust --list --json")
    place = Place()
    if revoked:
        count = revoke(place.root)
        note(f"{count} command{' is' if count == 1 else 's are'} trusted no more")
        return
    commands = {command.text: command for command in (*_of_constitution(place), *_of_packs(place))}
    known = trusted(commands, place.root)
    if listing:
        _list(commands, known, as_json=as_json)
        return
    wanted = {text: command for text, command in commands.items() if text not in known}
    if not wanted:
        note("every command is trusted" if commands else "the constitution names no command")
        return
    require_person("trust commands", terminal=not yes)
    agreed = [text for text, command in wanted.items() if _agreed(command, yes=yes)]
    trust(agreed, place.root)
    note(f"{len(agreed)} of {len(wanted)} trusted, kept in {printable(store())}")


def _of_constitution(place: Place) -> list[Runnable]:
    commands = whole_norms_of(place.project).of_kind(Command)
    where = [command.place.location() for command in commands]
    return [
        Runnable(command.run, command.principle, location.path, location.start.line, command.within)
        for command, location in zip(commands, where, strict=True)
    ]


def _of_packs(place: Place) -> list[Runnable]:
    """What the packs run, where they are asked for."""
    if "fastapi" not in place.project.config.packs:
        return []
    from specward.packs.fastapi.probing.probe import plan

    try:
        planned = plan(place.project, place.root)
    except UsageError as error:
        note("the FastAPI pack can run nothing yet:")
        for line in (*error.message.split("\n"), error.help):
            note(f"  {printable(line)}".rstrip())
        return []
    application = planned.application
    seconds = place.project.config.fastapi_timeout
    return [Runnable(planned.text, "FastAPI pack", application.path, application.line, seconds)]


def _agreed(command: Runnable, *, yes: bool) -> bool:
    note(_shown(command))
    return yes or ask("Trust this command?")


def _shown(command: Runnable) -> str:
    lines = [f"{printable(command.origin)}  {printable(command.path)}:{command.line}"]
    shown = exact(command.text)
    lines += [f"  $ {line}" for line in shown]
    escaped = "" if "\n".join(shown) == command.text else "  (shown with escapes: it holds more than plain ASCII)"
    return "\n".join([*lines, f"  sha256 {digest(command.text)}{escaped}"])


def exact(text: str) -> list[str]:
    """The lines of a command such that nothing in it can pass for something else.

    Where it holds anything but printable ASCII (a control character, a letter that looks like another), that is written
    as an escape, and so is each backslash.
    """
    lines = text.split("\n")
    if all(line.isascii() and line.isprintable() for line in lines):
        return lines
    return [line.encode("unicode_escape").decode("ascii") for line in lines]


def _list(commands: dict[str, Runnable], known: frozenset[str], *, as_json: bool) -> None:
    if as_json:
        write_json({"commands": [_as_json(command, text in known) for text, command in commands.items()]})
        return
    for text, command in commands.items():
        write(f"{'trusted' if text in known else 'not trusted'}  {_shown(command)}")
    note(f"{len(known)} of {len(commands)} trusted")


def _as_json(command: Runnable, is_trusted: bool) -> dict[str, object]:
    return {
        "text": command.text,
        "sha256": digest(command.text),
        "principle": command.origin,
        "path": command.path,
        "line": command.line,
        "within": command.within,
        "trusted": is_trusted,
    }
