"""`spec adr suggest`: which choices deserve a record, and which the team has declined."""

from __future__ import annotations

from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, Annotated

import typer

from specward.adr.suggest.declined import PATH, decline, read_declined
from specward.adr.suggest.gathered import everywhere, exchanged, latest, planned, ranged, staged
from specward.adr.suggest.recorded import records_of
from specward.adr.suggest.suggestion import State, suggestions
from specward.artifacts.phr import read_record
from specward.changeset import DELETED
from specward.cli.console import note, write, write_json
from specward.cli.person import require_person
from specward.cli.place import Place
from specward.cli.writing import carry_out, tell, today
from specward.errors import UndeterminedError, UsageError
from specward.output.terminal import printable
from specward.sources.source import UnreadableFile

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from specward.adr.suggest.declined import Declining, Refusals
    from specward.adr.suggest.significance import Judgement, Part
    from specward.adr.suggest.suggestion import Suggestion
    from specward.adr.suggest.weighed import Passage, Weighed
    from specward.project import Feature

_PARTS = ("impact", "alternatives", "scope")
_WIDTH = 100
_MOST = 4
"""Passages of one part that are shown; JSON has all."""


def suggest(
    feature: Annotated[str, typer.Argument(metavar="[FEATURE]", help="Whose plan is read: name, number or slug.")] = "",
    rev: Annotated[str, typer.Option("--rev", metavar="A..B", help="Read what a range of commits brought.")] = "",
    staged_only: Annotated[bool, typer.Option("--staged", help="Read what is staged.")] = False,
    record: Annotated[
        str, typer.Option("--record", metavar="ID", help="Read a prompt record: its uid, path or FEATURE/NUMBER.")
    ] = "",
    everything: Annotated[
        bool, typer.Option("--all", help="Show those too that are recorded already, or declined.")
    ] = False,
    declining: Annotated[
        str, typer.Option("--decline", metavar="KEY", help="Say, as a person, that this wants no record.")
    ] = "",
    reason: Annotated[str, typer.Option("--reason", metavar="TEXT", help="Why it is declined.")] = "",
    dry_run: Annotated[bool, typer.Option("--dry-run", help="With --decline: show the change, write nothing.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object.")] = False,
) -> None:
    """Suggest decision records, by a test of three parts.

    A choice deserves a record where it has long-term consequences, other options were weighed or plainly exist, and
    much code depends on it. Where that cannot be told, nothing is suggested. Without a source, the current feature's
    plan and what is staged are read. Nothing is written: `spec new adr --suggestion KEY` accepts, and an agent may run
    that when it is told to; only a person declines, for what is declined is not asked for again.

    \b
    spec adr suggest                   the current feature's plan, and what is staged
    spec adr suggest --rev main..HEAD  what a branch brought
    spec adr suggest --decline KEY --reason "the company standard says so"

    The JSON object has the key suggestions; with --decline the keys key, title, decides, by, reason, path, files and
    dry_run.
    """
    if (reason or dry_run) and not declining:
        raise UsageError("--reason and --dry-run belong to --decline", help="spec adr suggest --decline KEY")
    place = Place()
    with _readable():
        chosen = _chosen(place, feature, rev, record, staged_only=staged_only)
        if declining:
            _decline(place, find_suggestion(place, declining, chosen), reason, dry_run=dry_run, as_json=as_json)
            return
        if chosen is None:
            if not _current_feature(place):
                note("no feature is current, so no plan is read; name one: spec adr suggest FEATURE")
            chosen = _current(place)
        found = suggestions(chosen, records_of(place.project), _refusals(place).subjects)
    shown = [one for one in found if everything or one.state is State.OPEN]
    if as_json:
        write_json({"suggestions": [_as_json(one) for one in shown]})
        return
    write("\n\n".join("\n".join(_lines(one)) for one in shown))
    if not shown:
        settled = f"; --all shows {len(found)} that are settled" if found else ""
        note(f"nothing here asks for a decision record{settled}")


def find_suggestion(place: Place, key: str, chosen: list[Weighed] | None = None) -> Suggestion:
    """The suggestion with a key, wherever it comes from: what is current, any plan, prompt record or late commit.

    Args:
        place: where the command stands.
        key: the key.
        chosen: the choices that the user names; they are looked through first.

    Raises:
        UsageError: there is none, or a record covers it already.
    """
    settled: Suggestion | None = None
    with _readable():
        records, declined = records_of(place.project), _refusals(place).subjects
        for found in _sources(place, chosen):
            same = [one for one in suggestions(found, records, declined) if one.key == key.lower()]
            if waiting := next((one for one in same if one.state is not State.RECORDED), None):
                return waiting
            settled = same[0] if same else settled
    if settled:
        names = ", ".join(settled.records)
        raise UsageError(f"{settled.title} is recorded already: {printable(names)}", help="spec adr suggest --all")
    raise UsageError(f"there is no suggestion {printable(key)}", help="`spec adr suggest` lists them")


@contextmanager
def _readable() -> Iterator[None]:
    """A document that cannot be read leaves the answer open."""
    try:
        yield
    except UnreadableFile as error:
        raise UndeterminedError(f"this cannot be read: {error.reason}", where=error.path) from error


def _sources(place: Place, chosen: list[Weighed] | None) -> Iterator[list[Weighed]]:
    """Where a suggestion may come from, the likeliest first, each read only when it is asked for."""
    yield _current(place) if chosen is None else chosen
    yield from everywhere(place.project)
    if place.repository:
        yield latest(place.root)


def _decline(place: Place, suggestion: Suggestion, reason: str, *, dry_run: bool, as_json: bool) -> None:
    if not dry_run:
        # An agent that may decline could silence the test for the whole team. It may accept: a record is only proposed.
        require_person("decline a decision record", terminal=False)
    if suggestion.state is State.DECLINED:
        note("it is declined already")
        if as_json:
            write_json({"key": suggestion.key, "title": suggestion.title, "files": [], "dry_run": dry_run})
        return

    def make() -> Declining:
        data = place.project.source.read(PATH)
        return decline(data, suggestion, by=place.user or "unknown", today=today(), reason=reason)

    draft = carry_out(place.root, make, dry_run=dry_run)
    refusal = draft.refusal
    facts = {"key": refusal.key, "title": refusal.title, "decides": list(refusal.decides), "by": refusal.by}
    tell(draft, place.root, {**facts, "reason": refusal.reason, "path": PATH}, dry_run=dry_run, as_json=as_json)
    if not dry_run and not as_json:
        note("commit it: then the whole team is not asked again")


def _chosen(place: Place, feature: str, rev: str, record: str, *, staged_only: bool) -> list[Weighed] | None:
    """The choices from where the user says; None where nothing is said."""
    if sum(map(bool, (feature, rev, record, staged_only))) > 1:
        raise UsageError("FEATURE, --rev, --staged and --record exclude each other", help="name one of them")
    if feature:
        return planned(place.project, place.feature(feature))
    if rev:
        return ranged(place.root, rev)
    if record:
        return _exchanged(place, record)
    if staged_only and place.repository is None:
        raise UsageError("nothing is staged here: this is no git repository", help="git init")
    return _staged(place) if staged_only else None


def _current(place: Place) -> list[Weighed]:
    """The choices of the current feature's plan, where one is current, and of what is staged."""
    feature = _current_feature(place)
    return [*(planned(place.project, feature) if feature else ()), *_staged(place)]


def _current_feature(place: Place) -> Feature | None:
    with suppress(UsageError):
        return place.feature()
    return None


def _staged(place: Place) -> list[Weighed]:
    if place.repository is None:
        return []
    changes = place.repository.staged(cwd=place.root)
    paths = [change.path for change in changes if change.status != DELETED]
    return staged(place.root, paths) if paths else []


def _exchanged(place: Place, reference: str) -> list[Weighed]:
    from specward.phr.policy import resolve
    from specward.phr.records import ProjectRecords

    found = resolve(reference, ProjectRecords(place.project), None)
    if len(found) != 1:
        said = f"there is no prompt record {reference}" if not found else f"{reference} may be {len(found)} records"
        raise UsageError(printable(said), help="name it by its uid, its path or FEATURE/NUMBER")
    document = place.project.document(found[0].path)
    return exchanged(read_record(document)) if document else []


def _refusals(place: Place) -> Refusals:
    refusals = read_declined(place.project.source.read(PATH))
    if refusals.problem:
        note(f"{PATH}: {printable(refusals.problem)}; what stands there may be asked again")
    return refusals


def _lines(suggestion: Suggestion) -> Iterator[str]:
    settled = {State.OPEN: "", State.DECLINED: "declined: "}
    before = settled.get(suggestion.state, f"recorded by {', '.join(suggestion.records)}: ")
    yield printable(suggestion.text if suggestion.state is State.OPEN else f"{before}{suggestion.brief}")
    for judgement in suggestion.judgements:
        yield printable(f"  {judgement.subject}")
        shown: set[Passage] = set()
        for name in _PARTS:
            part: Part = getattr(judgement, name)
            yield printable(f"    {name:<12}  {'yes' if part.holds else 'no':<3}  {part.why}")
            yield from (f"      {_cited(passage)}" for passage in part.evidence[:_MOST] if passage not in shown)
            shown.update(part.evidence)


def _cited(passage: Passage) -> str:
    where = f"{passage.path}:{passage.line}" if passage.path else "commit message"
    return printable(f"{where}: {passage.text[:_WIDTH]}{'…' if len(passage.text) > _WIDTH else ''}")


def _as_json(suggestion: Suggestion) -> dict[str, object]:
    return {
        "key": suggestion.key,
        "title": suggestion.title,
        "brief": suggestion.brief,
        "area": suggestion.area,
        "state": suggestion.state.value,
        "records": list(suggestion.records),
        "path": suggestion.place.path,
        "line": suggestion.place.line,
        "text": suggestion.text,
        "choices": [_choice(judgement) for judgement in suggestion.judgements],
    }


def _choice(judgement: Judgement) -> dict[str, object]:
    parts: Iterable[tuple[str, Part]] = ((name, getattr(judgement, name)) for name in _PARTS)
    return {
        "choice": judgement.subject,
        "topic": judgement.topic.name,
        "option": judgement.option.name,
        "rivals": list(judgement.rivals),
        **{
            name: {"holds": part.holds, "why": part.why, "evidence": [one._asdict() for one in part.evidence]}
            for name, part in parts
        },
    }
