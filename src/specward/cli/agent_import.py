"""`spec agent import`: definitions of any form become neutral sources."""

from __future__ import annotations

import re
import shlex
from collections import Counter
from typing import TYPE_CHECKING, Annotated

import typer

from specward.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from specward.agents.importing import Candidate, Imported, Taken, Wishes

_MOST = 5
"""So many files that are no definitions are named."""
_MOST_REMARKS = 20
"""So many remarks on one definition are written to a terminal."""


def import_definitions(
    paths: Annotated[
        list[str] | None,
        typer.Argument(metavar="PATH...", help="Files, or folders that hold some.", show_default=False),
    ] = None,
    name: Annotated[str, typer.Option("--name", metavar="NAME", help="What a single one is to be called.")] = "",
    rename_duplicates: Annotated[
        bool, typer.Option("--rename-duplicates", help="Give a free name to one whose own is another's.")
    ] = False,
    unescape: Annotated[
        bool, typer.Option("--unescape", help="Make line breaks of a literal \\n in a description.")
    ] = False,
    force: Annotated[bool, typer.Option("--force", help="Replace a source that says something else.")] = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Show the change as a diff, and write nothing.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object.")] = False,
) -> int:
    """Make a source in .specify/agents/ of each definition, and say what had to be mended.

    What is read: Markdown with front matter, as Claude Code, Copilot, Gemini CLI, Cursor, opencode and Qwen Code have
    it, be it valid YAML or not; TOML of Codex; JSON of Kiro. The prompt is kept to the last byte. Of two definitions
    with one name, the second is refused, with a name that it may have instead. A second import writes nothing.

    \b
      spec agent import .claude/agents --dry-run
      spec agent import reviewer.toml --name api-reviewer

    The JSON object has the keys agents (origin, name, path, state: created, replaced, unchanged or refused; remarks
    with line, column, message; reason, mends), passed (path, reason), files, dry_run and, of a dry run, diff. The exit
    code is 1 where one is refused or a named file holds none.
    """
    from specward.agents.collecting import collect
    from specward.agents.importing import Wishes, import_agents
    from specward.changes import Replace, diff
    from specward.cli.place import Place
    from specward.cli.writing import carry_out
    from specward.opening import open_project

    if not paths:
        raise UsageError("nothing is named to import", help="spec agent import .claude/agents")
    place = Place()
    candidates = collect(paths)
    _refuse_name(name, candidates)
    if not candidates:
        raise UsageError(f"there is no definition in {paths[0]}", help="name a file, or another folder")
    wishes = Wishes(name, rename_duplicates, unescape, force)
    replaced: list[str] = []

    def keep_difference(draft: Imported) -> Callable[[], None]:
        """Note what is replaced while it is still there."""
        replaced.append(diff([change for change in draft.changes if isinstance(change, Replace)], place.root))
        return replaced.clear

    def draft() -> Imported:
        """What an import comes to, in the project as it is under the lock: another one may just have ended."""
        return import_agents(open_project(place.root), candidates, wishes)

    done = carry_out(place.root, draft, dry_run=dry_run, before=keep_difference)
    if not done.agents:
        first = done.passed[0]
        raise UsageError(f"there is no definition here: {first.reason}", where=first.path)
    if as_json:
        _write_json(done, wishes, place.root, dry_run=dry_run)
    else:
        patch = diff(done.changes, place.root) if dry_run else "".join(replaced)
        _write_text(done, wishes, patch, dry_run=dry_run)
    return int(bool(done.refused) or any(one.named for one in done.passed))


def _refuse_name(name: str, candidates: Sequence[Candidate]) -> None:
    from specward.agents.neutral import slug

    if not name:
        return
    if len(candidates) != 1:
        raise UsageError(f"--name names one definition, and these are {len(candidates)}", help="import it by itself")
    if name != slug(name):
        near = slug(name)
        told = f": {near}" if near else ""
        raise UsageError(f"`{name}` is no name for an agent", help=f"small letters, digits and hyphens{told}")


def _mends(taken: Taken, wishes: Wishes) -> list[str]:
    """The commands that take what was refused, as the user wished the rest."""
    command = f"spec agent import {shlex.quote(taken.origin)}{' --unescape' if wishes.unescape else ''}"
    by_name = [f"{command} --name {taken.free}"] if taken.free else []
    return [*by_name, f"{command} --force"] if taken.forcible else by_name


def _write_json(done: Imported, wishes: Wishes, root: str, *, dry_run: bool) -> None:
    from specward.changes import diff
    from specward.cli.console import write_json

    said: dict[str, object] = {
        "agents": [_as_json(taken, wishes) for taken in done.agents],
        "passed": [{"path": one.path, "reason": one.reason} for one in done.passed],
        "files": [change.path for change in done.changes],
        "dry_run": dry_run,
    }
    write_json({**said, "diff": diff(done.changes, root)} if dry_run else said)


def _as_json(taken: Taken, wishes: Wishes) -> dict[str, object]:
    remarks = [
        {
            "line": remark.place.line if remark.place else None,
            "column": remark.place.column if remark.place else None,
            "message": remark.message,
        }
        for remark in taken.remarks
    ]
    said: dict[str, object] = {"origin": taken.origin, "name": taken.name, "path": taken.path, "state": taken.state}
    return {**said, "remarks": remarks, "reason": taken.reason or None, "mends": _mends(taken, wishes)}


def _write_text(done: Imported, wishes: Wishes, patch: str, *, dry_run: bool) -> None:
    from specward.cli.console import write, write_patch
    from specward.output.terminal import printable
    from specward.words import counted, listed

    lines = [line for taken in done.agents for line in _lines(taken, wishes, dry_run=dry_run)]
    if done.passed:
        reasons = [f"{one.path} ({one.reason})" for one in done.passed]
        lines.append(f"left out: {listed(reasons, _MOST)}")
    counts = Counter(_word(taken.state, dry_run=dry_run) for taken in done.agents)
    told = ", ".join(f"{count} {state}" for state, count in counts.items())
    lines.append(f"{counted(len(done.agents), 'definition')}: {told}")
    write("\n".join(map(printable, lines)))
    if patch:
        write_patch("\n" + patch)


def _lines(taken: Taken, wishes: Wishes, *, dry_run: bool) -> Iterator[str]:
    from specward.agents.importing import REFUSED

    yield taken.origin
    if taken.state == REFUSED:
        yield f"  refused: {taken.reason}"
        yield from (f"    {mend}" for mend in _mends(taken, wishes))
    else:
        yield f"  {_word(taken.state, dry_run=dry_run)}: {taken.path}"
    for remark in taken.remarks[:_MOST_REMARKS]:
        place = f"line {remark.place.line}, column {remark.place.column}: " if remark.place else ""
        yield f"  {place}{remark.message}"
    if len(taken.remarks) > _MOST_REMARKS:
        yield f"  and {len(taken.remarks) - _MOST_REMARKS} more; --json has them all"


def _word(state: str, *, dry_run: bool) -> str:
    """A state as it is told: in a dry run nothing is created."""
    return re.sub(r"^(create|replace)d$", r"to \1", state) if dry_run else state
