"""Decisions under other numbers: what `spec adr renumber` does, for each of those that collide."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

from specward.adr.catalogue.catalogue import catalogue_of, record_at
from specward.adr.numbers.citing import Left
from specward.adr.numbers.renumber import renumber
from specward.adr.numbers.taken import number_in
from specward.artifacts.adr_identity import AdrIdentity
from specward.changes import Move, Replace
from specward.errors import SpecError
from specward.finding import Rename
from specward.renumber.apart import Named, claimed_there
from specward.renumber.precedence import Claim, moving
from specward.renumber.values import DECISION, Renumbered, Step
from specward.sources.searched import lines_with

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from specward.adr.catalogue.entry import Entry
    from specward.project import Project
    from specward.renumber.ground import Ground


class DecisionMove(NamedTuple):
    """A record that is to have another number."""

    entry: Entry
    reason: str
    others: tuple[str, ...]
    """The records that bear its number too."""


def decisions_to_move(project: Project, ground: Ground) -> tuple[list[DecisionMove], list[Left]]:
    """Each record whose number another one bears, with the reason; and records that are one decision written twice."""
    moves: list[DecisionMove] = []
    left: list[Left] = []
    for entries in colliding_decisions(project):
        if len({entry.title.lower() for entry in entries}) == 1 and entries[0].title:
            left += [Left(entry.path, 1, "", "it has the title of another: delete one") for entry in entries[1:]]
            continue
        paths = [entry.path for entry in entries]
        for path, reason in later_of(project, ground, entries):
            others = tuple(other for other in paths if other != path)
            moves.append(DecisionMove(_entry(project, path), reason, others))
    told = {move.entry.path for move in moves}
    for path, other in claimed_there([entry.path for entry in catalogue_of(project).entries], ground, _named):
        if path not in told:
            moves.append(DecisionMove(_entry(project, path), f"{ground.kept} has {other}", ()))
    return moves, left


def colliding_decisions(project: Project) -> list[list[Entry]]:
    """The records of each number that several of a folder bear, by path."""
    found: defaultdict[tuple[str, int], list[Entry]] = defaultdict(list)
    for entry in catalogue_of(project).entries:
        number = AdrIdentity.parse(entry.path).number
        if number is not None:
            found[entry.folder, number].append(entry)
    return [sorted(entries, key=lambda entry: entry.path) for entries in found.values() if len(entries) > 1]


def later_of(project: Project, ground: Ground, entries: list[Entry]) -> Iterator[tuple[str, str]]:
    """The paths of all but the record that came first, each with the reason."""
    claims = [Claim(entry.path, entry.path, entry.date or "") for entry in entries]
    for claim, reason in moving(claims, ground, lambda claim: _links(project, claim.path)):
        yield claim.path, reason


def renumbered_decision(project: Project, ground: Ground, move: DecisionMove, *, number: int, today: str) -> Step:
    """One record under a new number; what cannot be edited is told.

    Raises:
        UndeterminedError: a lock cannot be relied on, or git refuses.
    """
    path = move.entry.path
    own: Mapping[str, set[str]] = {}
    if move.others:
        own = {at: set(lines) for at, lines in ground.own_lines(path, move.others).items()}
    draft = renumber(project, move.entry, number, today=today, own=own)
    texts, renames = {}, []
    for change in draft.changes:
        if isinstance(change, Replace):
            texts[change.path] = change.old_text or "", change.text
        elif isinstance(change, Move):
            renames.append(Rename(change.path, change.to))
    done = Renumbered(DECISION, path, draft.path, move.reason)
    return Step((done,), texts, tuple(renames), tuple(draft.left), draft.unread)


def next_number(ground: Ground, folder: str) -> int:
    """The number after the highest of a folder."""
    return max(ground.taken(folder, number_in), default=0) + 1


def refusal(project: Project, entry: Entry) -> str:
    """Why a record cannot be renumbered; empty where it can."""
    from specward.adr.edit.editing import require_utf8
    from specward.adr.numbers.naming import renamed

    adr = record_at(project, entry.path)
    if adr is None:
        return "this decision is gone"
    try:
        require_utf8(adr.document)
        renamed(adr, 1)
    except SpecError as error:
        return error.message
    return ""


def _entry(project: Project, path: str) -> Entry:
    return catalogue_of(project).at[path]


def _links(project: Project, path: str) -> int:
    name = "".join(s if s.isalnum() and s.isascii() else "." for s in AdrIdentity.parse(path).text)
    return sum(line.path != path for line in lines_with(project.source, name).lines)


def _named(name: str) -> Named | None:
    parsed = AdrIdentity.parse(name)
    return None if parsed.number is None else Named((parsed.date, parsed.number), parsed.slug.lower())
