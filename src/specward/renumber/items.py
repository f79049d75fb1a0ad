"""Tasks and requirements under other ids: where they are declared, and what cites them.

An id counts within its feature. Where two items of a document have one, a citation may mean either: it is rewritten
only where its line came with the one that moves, and the other did not; in all other cases it is told.
"""

from __future__ import annotations

import re
from collections import defaultdict
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from specward.adr.numbers.citing import Left
from specward.artifacts import references
from specward.artifacts.kind import Kind
from specward.artifacts.requirement import Requirement, is_copy
from specward.errors import UsageError
from specward.finding import Span
from specward.markdown.document import UTF8, Document
from specward.renumber.values import REQUIREMENT, TASK
from specward.sources.source import UnreadableFile
from specward.trace.lock import Lock, read_lock

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from specward.artifacts.task import Task
    from specward.project import Feature, Project
    from specward.renumber.ground import Ground


class ItemMove(NamedTuple):
    """An item that is to have another id."""

    folder: str
    kind: str
    """`task` or `requirement`."""
    path: str
    """The document that declares it."""
    id: str
    new: str
    reason: str
    declared: Span | None = None
    """Where it is declared, of several items with the id; None where it has the id alone."""


def items_to_move(project: Project, ground: Ground) -> tuple[list[ItemMove], list[Left]]:
    """Each item whose id another one of its document has, and copies, of which one is to be deleted."""
    moves: list[ItemMove] = []
    left: list[Left] = []
    for feature in project.features():
        try:
            found, doubled = _of_feature(project, ground, feature)
        except UnreadableFile as error:
            left.append(Left(error.path, 1, "", error.reason))
            continue
        moves += found
        left += doubled
    return moves, left


def move_of(project: Project, ground: Ground, folder: str, identity: str, *, to: int | None) -> list[ItemMove]:
    """The item of a feature that an id names, under another one; of several all but the first.

    Raises:
        UsageError: there is none, or the new id is taken.
    """
    feature = project.feature(folder)
    key = references.key(identity)
    shared, copies = _of_feature(project, ground, feature)
    moves = [move for move in shared if references.key(move.id) == key]
    if not moves:
        kind, path, written = _declared(feature, key, identity)
        if any(references.key(copy.text) == key for copy in copies):
            raise UsageError(f"{identity} stands there twice with the same words", where=path, help="delete one copy")
        moves = [ItemMove(folder, kind, path, written, "", "as asked")]
        moves = [_numbered(moves[0], _highest(_used(project, ground, feature)))]
    if to is not None:
        if len(moves) > 1:
            raise UsageError(f"{len(moves)} items give up the id {identity}", help="leave --to out")
        parts = parts_of(moves[0].id)
        new = f"{parts[0]}{to:0{len(parts[1])}d}{parts[2]}"
        if references.key(new) in {references.key(one) for one in _used(project, ground, feature)}:
            raise UsageError(f"{new} is taken in {feature.name}", help="leave --to out to get a free one")
        moves = [moves[0]._replace(new=new)]
    return moves


def _of_feature(project: Project, ground: Ground, feature: Feature) -> tuple[list[ItemMove], list[Left]]:
    found: list[ItemMove] = []
    left: list[Left] = []
    highest: dict[str, int] | None = None
    groups: defaultdict[tuple[str, str], list[Task | Requirement]] = defaultdict(list)
    for item in declared_in(feature):
        groups[kind_of(item), item.id].append(item)
    for (kind, identity), items in groups.items():
        if len(items) == 1:
            continue
        document = _document_of(feature, kind)
        there = ground.read(document.path)
        lines = set(there.decode(UTF8, "replace").replace("\r\n", "\n").split("\n")) if there else set[str]()
        known = [document.line_text(document.line(span_of(item).start)) in lines for item in items]
        keeper = items[known.index(True)] if any(known) else items[0]
        for item, is_known in zip(items, known, strict=True):
            line = document.line(span_of(item).start)
            if item is keeper:
                continue
            if is_copy(item.text, keeper.text):
                left.append(Left(document.path, line, identity, "a copy of the item with this id: delete one"))
                continue
            highest = _highest(_used(project, ground, feature)) if highest is None else highest
            reason = "it is not the first in the file"
            if any(known) and not is_known:
                reason = f"{ground.kept} has the other"
            move = _numbered(
                ItemMove(feature.folder, kind, document.path, identity, "", reason, span_of(item)), highest
            )
            found.append(move)
    return found, left


def declared_in(feature: Feature) -> Iterator[Task | Requirement]:
    """Everything that declares an id of its own in one of the lists in which ids must not repeat."""
    spec, tasks = feature.spec, feature.tasks
    if spec:
        for declared in (spec.requirements, spec.success_criteria, spec.criteria, spec.edge_cases):
            yield from declared
    if tasks:
        yield from (task for task in tasks.tasks if task.box is not None)


def _declared(feature: Feature, key: str, identity: str) -> tuple[str, str, str]:
    """The kind, document and written id of the item that a key names."""
    spec, tasks = feature.spec, feature.tasks
    if spec:
        ids = [*(item.id for item in spec.declared), *(one.id for one in spec.scenarios if one.stable)]
        for written in ids:
            if references.key(written) == key:
                return REQUIREMENT, spec.document.path, written
    for task in tasks.tasks if tasks else ():
        if references.key(task.id) == key and tasks:
            return TASK, tasks.document.path, task.id
    raise UsageError(f"{feature.name} has no {identity}", help=f"`spec show {feature.name}` lists what it has")


def _used(project: Project, ground: Ground, feature: Feature) -> set[str]:
    """Every id that the feature's documents name, here or on the line that was there first, and every retired one."""
    found: set[str] = set()
    for kind in (Kind.SPEC, Kind.PLAN, Kind.TASKS):
        path = feature.path(kind)
        document = project.document(path) if path else None
        there = ground.read(path) if path else None
        for text in (document.text if document else "", there.decode(UTF8, "replace") if there else ""):
            found.update(match[0] for match in citation().finditer(text))
    lock = read_lock(project, feature.folder)
    found.update(entry.item for entry in (lock.tombstones if isinstance(lock, Lock) else ()))
    return found


def _highest(used: Iterable[str]) -> dict[str, int]:
    """The highest number of each kind of id."""
    found: dict[str, int] = {}
    for stem, digits, _ in map(parts_of, used):
        found[stem.rstrip("-")] = max(found.get(stem.rstrip("-"), 0), int(digits))
    return found


def _numbered(move: ItemMove, highest: dict[str, int]) -> ItemMove:
    """The item with the id after the highest of its kind, which is the highest from now on."""
    stem, digits, _ = parts_of(move.id)
    number = highest[stem.rstrip("-")] = highest.get(stem.rstrip("-"), 0) + 1
    return move._replace(new=f"{stem}{number:0{len(digits)}d}")


@lru_cache(maxsize=4096)
def parts_of(identity: str) -> tuple[str, str, str]:
    """An id before its number, the number's digits, and what follows: `FR-`, `012`, `a`."""
    match = re.match(r"(\D*)(\d*)(.*)", identity, re.ASCII)
    stem, digits, rest = match.groups() if match else (identity, "", "")
    return stem, digits or "0", rest


def kind_of(item: Task | Requirement) -> str:
    """`task` or `requirement`."""
    return REQUIREMENT if isinstance(item, Requirement) else TASK


def span_of(item: Task | Requirement) -> Span:
    """Where an item declares its id."""
    return Span(item.id_start, item.id_end) if isinstance(item, Requirement) else item.id_span


def _document_of(feature: Feature, kind: str) -> Document:
    artifact = feature.tasks if kind == TASK else feature.spec
    document: Document = artifact.document  # type: ignore[union-attr]  # it declares the item
    return document


@lru_cache(maxsize=1)
def citation() -> re.Pattern[str]:
    """Whatever has the shape of an item's id."""
    return re.compile(rf"{references.ID}|{references.TASK_ID}", re.ASCII)
