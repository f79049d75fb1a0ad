"""`spec sign`: a person's word on what an item says."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, NamedTuple

import typer

from specward import fingerprint
from specward.artifacts.enforcement_entry import ChecklistItem
from specward.cli.console import note as say
from specward.cli.console import write, write_json, write_patch
from specward.cli.person import ask, require_person
from specward.cli.place import Place
from specward.cli.writing import carry_out, today
from specward.constitution.norms import norms_of
from specward.errors import UndeterminedError, UsageError
from specward.output.terminal import printable
from specward.signoff.lookup import find_content
from specward.signoff.record import Signoff, add
from specward.signoff.signature import Worth, check
from specward.signoff.signature import sign as make_signature
from specward.signoff.standing import State, signed, signoffs_of, signoffs_path, standing
from specward.words import counted

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from specward.changes import Change
    from specward.git.repository import Repository
    from specward.project import Feature
    from specward.signoff.content import Content, Question
    from specward.signoff.lookup import Found
    from specward.signoff.standing import Standing

app = typer.Typer(rich_markup_mode=None, add_completion=False)

_LONGEST_NOTE = 2000
_MOST_LINES = 40


@app.command()
def main(
    items: Annotated[
        list[str] | None, typer.Argument(metavar="ITEM…", help="001-login/FR-003, 001-login/spec.md, 001-login, P-05 …")
    ] = None,
    feature: Annotated[
        str, typer.Option("--feature", metavar="FEATURE", help="Where an ITEM such as FR-003 belongs.")
    ] = "",
    note: Annotated[str, typer.Option("--note", metavar="TEXT", help="What you want remembered with it.")] = "",
    signature: Annotated[
        bool | None,
        typer.Option("--signature/--no-signature", help="Sign by your key; as `commit.gpgSign` says if left out."),
    ] = None,
    listing: Annotated[
        bool, typer.Option("--list", help="Show what is signed and what that is worth; ITEM is a feature.")
    ] = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Show what would be written, and write nothing.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object.")] = False,
) -> None:
    """Sign what you have judged, as a person.

    Your name from git is bound to what the item says now. When it says something else, `spec check` reports the
    sign-off as stale. A coding agent is refused, as far as its environment tells; it cannot be seen where it hides that
    or types into your own terminal. So the history of the file is part of the evidence, and a signature the strongest.

    \b
    spec sign 001-login/spec.md                  a whole document
    spec sign 001-login/FR-003 001-login/AC-001  items with an id
    spec sign 001-login/checklists/a.md#CHK003   one box of a checklist
    spec sign 001-login                          the feature as accepted, its code too
    spec sign --list                             what is signed, and what that is worth

    The JSON object has the keys by, items, files and dry_run; with --list the key signoffs.
    """
    place = Place()
    if listing:
        _list(place, items or (), as_json=as_json)
        return
    if not items:
        raise UsageError("nothing is named to be signed", help="spec sign 001-login/spec.md; spec sign --help")
    if not dry_run:
        require_person("sign")
    by, repository = _signer(place)
    named = _contents(place, items, feature)
    found = [each for each in named if not _signed_already(place, each, by, with_key=bool(signature))]
    if not found:
        say("it is signed already")
        if as_json:
            _tell(_Draft([], []), place.root, by, dry_run=dry_run, as_json=True)
        return
    words = " ".join(note.split())
    if len(words) > _LONGEST_NOTE:
        raise UsageError(f"the note is longer than {_LONGEST_NOTE:,} characters")
    if not dry_run:
        _ask(found, by)
    by_key = not dry_run and (_signs_commits(repository) if signature is None else signature)
    wanted = [_signoff(each.content, by, words) for each in found]
    if by_key:
        wanted = [signoff._replace(signature=make_signature(repository, signoff)) for signoff in wanted]
    draft = carry_out(place.root, lambda: _draft(found, wanted), dry_run=dry_run)
    _tell(draft, place.root, by, dry_run=dry_run, as_json=as_json)
    if not dry_run:
        _warn_of_own(found)


class _Draft(NamedTuple):
    changes: list[Change]
    signoffs: list[Signoff]


def _contents(place: Place, items: Sequence[str], feature: str = "") -> list[Found]:
    """What the user names, each once."""
    found = (find_content(place.project, item, lambda: place.feature(feature), _checks(place)) for item in items)
    return list({each.content.item: each for each in found}.values())


def _checks(place: Place) -> list[ChecklistItem | Question]:
    """What the constitution and the project's packs want a person to confirm for each feature."""
    asked: list[ChecklistItem | Question] = [*norms_of(place.project).of_kind(ChecklistItem)]
    if "fastapi" in place.project.config.packs:
        from specward.packs.fastapi.judged import QUESTIONS

        asked += QUESTIONS.values()
    return asked


def _ask(found: list[Found], by: str) -> None:
    """Show what is about to be signed, and have the user say so."""
    for each in found:
        say(_shown(each.content))
    if not ask(f"Sign {counted(len(found), 'item')} as {printable(by)}?"):
        raise UsageError("nothing is signed")


def _warn_of_own(found: list[Found]) -> None:
    """Say where a signer has signed what nobody else wrote: a stage gate asks for another person's word."""
    place = Place()
    for each in found:
        known = signed(standing(place.project, each.feature, _checks(place)), each.content.item)
        if known and known.state is State.SELF:
            say(printable(f"you alone wrote {each.content.item}: it takes somebody else to approve it"))


def _whole_name(found: Found) -> str:
    """What names the same item in any project, one with two features of a name too."""
    item = found.content.item
    return item if found.feature is None else found.feature.folder + item.removeprefix(found.feature.name)


def _signed_already(place: Place, found: Found, by: str, *, with_key: bool) -> bool:
    """Whether the same person has signed the same content, by key where that is asked for; notes may differ."""
    known = signed(standing(place.project, found.feature, _checks(place)), found.content.item)
    if known is None or known.state is State.STALE or known.signoff.by != by:
        return False
    return known.signoff.files == found.content.files and (bool(known.signoff.signature) or not with_key)


def _signer(place: Place) -> tuple[str, Repository]:
    repository = place.repository
    identity = repository.identity() if repository else None
    if repository is None:
        raise UsageError("a sign-off is bound to a name from git, and there is no repository here", help="git init")
    if identity is None or not identity.name or not identity.email:
        help_ = "git config user.name 'Your Name'; git config user.email you@example.org"
        raise UsageError("git does not know who you are", help=help_)
    if identity.name.endswith("[bot]"):
        raise UsageError(f"{identity.name} is no person, and only a person may sign")
    return f"{identity.name} <{identity.email}>", repository


def _signs_commits(repository: Repository) -> bool:
    from specward.git.process import run

    return run(["config", "--type=bool", "commit.gpgSign"], repository.root).out.strip() == b"true"


def _signoff(content: Content, by: str, words: str) -> Signoff:
    return Signoff(content.item, fingerprint.fingerprint(content.fields), by, today(), words, content.files)


def _draft(shown: list[Found], wanted: list[Signoff]) -> _Draft:
    """The change to each file of sign-offs. What is signed must still say what was shown."""
    place = Place()
    for before, now in zip(shown, _contents(place, list(map(_whole_name, shown))), strict=True):
        if before.content.fields != now.content.fields or before.content.files != now.content.files:
            raise UndeterminedError(f"{now.content.item} was changed meanwhile", help="read it again, then sign")
    grouped: dict[str, list[Signoff]] = {}
    for each, signoff in zip(shown, wanted, strict=True):
        grouped.setdefault(signoffs_path(each.feature), []).append(signoff)
    changes = []
    for path, signoffs in grouped.items():
        data = place.project.source.read(path)
        text = None if data is None else data.decode("utf-8", "surrogateescape")
        changes.append(add(path, text, signoffs))
    return _Draft(changes, wanted)


def _tell(draft: _Draft, root: str, by: str, *, dry_run: bool, as_json: bool) -> None:
    paths = [change.path for change in draft.changes]
    if as_json:
        items = [{"item": each.item, "fingerprint": each.fingerprint} for each in draft.signoffs]
        write_json({"by": by, "items": items, "files": paths, "dry_run": dry_run})
    elif dry_run:
        from specward.changes import diff

        write_patch(diff(draft.changes, root))
    else:
        write("\n".join(map(printable, paths)))
        say("commit it: a sign-off counts where others can see it")


def _shown(content: Content) -> str:
    """What is about to be signed, as the user reads it: of a long document its beginning."""
    path = printable(content.place.path)
    lines = content.text.strip().splitlines()
    shown = [f"  | {printable(line)}" for line in lines[:_MOST_LINES]]
    if len(lines) > _MOST_LINES:
        shown.append(f"  … {len(lines) - _MOST_LINES} more lines in {path}")
    return "\n".join([f"{printable(content.item)}  {path}:{content.place.location().start.line}", *shown, ""])


def _list(place: Place, named: Sequence[str], *, as_json: bool) -> None:
    project = place.project
    features = [place.feature(name) for name in named] if named else list(project.features())
    scopes: list[Feature | None] = [*features] if named else [None, *features]
    shown = [each for scope in scopes for each in _rows(place, scope)]
    for malformed in (one for scope in scopes for one in signoffs_of(project, scope).malformed):
        where = malformed.place.location()
        raise UndeterminedError(
            malformed.reason, where=f"{where.path}:{where.start.line}", help="mend it, or take it out"
        )
    if as_json:
        write_json({"signoffs": shown})
        return
    for row in shown:
        signature = f"  {row['signature']}" if row["signature"] else ""
        line = f"{row['item']:<32}  {row['state']:<8}  {row['on']}  {row['by']}{signature}"
        write(printable(line))
    say(f"{counted(len(shown), 'item')} signed")


def _rows(place: Place, scope: Feature | None) -> Iterator[dict[str, str]]:
    for each in standing(place.project, scope, _checks(place)):
        signoff = each.signoff
        yield {
            "item": each.item,
            "state": each.state.value,
            "by": signoff.by,
            "on": signoff.on,
            "note": signoff.note,
            "signature": _signature_word(place, each),
        }


def _signature_word(place: Place, each: Standing) -> str:
    """What is to be said of a record's signature; empty where it has none."""
    verdict = check(place.project, each.signoff)
    if verdict is None:
        return ""
    words = {Worth.GOOD: "good signature", Worth.BAD: "bad signature", Worth.UNCHECKED: "signature not checked"}
    return words[verdict.worth] + (f": {verdict.reason}" if verdict.reason else "")
