"""What was found in each unit by a former run, and whether it still holds."""

from __future__ import annotations

import json
import os
from importlib import import_module
from typing import TYPE_CHECKING, Any, NamedTuple

from specward import noted
from specward.artifacts.kind import Kind
from specward.check.memory.ledger import Holding, Ledger, MarksOf, Node, arrange
from specward.check.memory.shelf import NOT_ASKED, Shelf, split
from specward.check.memory.written import part_as_list, part_of, report_as_list
from specward.check.parts import Part, Unit
from specward.noted import Notes
from specward.sources.worktree import Recalled

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from specward.check.memory.world import World
    from specward.check.report import Report
    from specward.noted import Question
    from specward.project import Project


class Found(NamedTuple):
    """What a unit came to, and the number of the node that it rests on; its own documents are not in that node."""

    part: Part
    node: int


class Former:
    """What was kept of the units.

    Args:
        shelf: where.
        facts: the facts of its front.
        world: the world by now.

    Raises:
        ValueError, TypeError, LookupError: it means nothing.
    """

    def __init__(self, shelf: Shelf, facts: Sequence[tuple[Question, str]], world: World) -> None:
        said = json.loads(shelf.back)
        self.stamp: str = said["stamp"]
        self._paths = shelf.files.paths
        self._wrong = {number for row in world.changed_rows for number in range(row * 3, row * 3 + 2)}
        nodes = [Node(tuple(questions), tuple(others)) for questions, others in said["nodes"]]
        under = dict(said["under"])
        self._facts = facts
        self._holding = Holding(nodes, under, self._wrong | {-1 - number for number in world.changed_facts})
        self._units: dict[str, tuple[list[int], int]] = {name: (rows, node) for name, rows, node in said["features"]}
        self._units.update((self._paths[row], ([row], node)) for row, node in zip(*said["records"], strict=True))
        self._units.update((code, ([], node)) for code, node in said["rules"].items())
        self._parts: dict[str, list[Any]] = said["parts"]
        self._ground: int = said["ground"]
        self.listing: int = said["listing"]
        """The node of the list of files."""
        self._listed: int = said["listed"]
        self._letters: str = said["kinds_listed"]
        self._layout: str = said["layout"]
        self._complete: bool = said["complete"]
        self._features = said["features"]
        self._others = os.fsdecode(shelf.others)
        self.ledger = Ledger(shelf.files, facts, nodes, under)
        self.ledger.kinds.update(said["kinds"])
        self.ledger.forget(world.changed_rows, world.changed_facts)

    def recalled(self) -> Recalled | None:
        """What is known of the work tree as a whole; None where some of it may be other now."""
        if not self._holding.holds(self.listing):
            return None
        paths = self._paths[: self._listed]
        kinds = {path: _KINDS[letter] for path, letter in zip(paths, self._letters, strict=True) if letter != NOT_ASKED}
        features = None
        if self._complete:
            features = {name: [self._paths[row] for row in rows] for name, rows, _ in self._features}
        return Recalled(Notes(self.listing), paths, split(self._others), self._layout, kinds, features)

    def holds_in(self, project: Project) -> bool:
        """Whether what everything rests on is as it was; from now on questions are put to the project."""

        def ask(number: int) -> bool:
            question, answer = self._facts[number]
            if answered(question, project) == answer:
                return True
            self.ledger.forget((), [number])
            return False

        if not self._holding.holds(self.listing):
            kinds = project.kinds
            for row, value in [*self.ledger.kinds.items()]:
                kind = kinds.get(self._paths[row])
                if value != (kind.value if kind else ""):
                    self._holding.wrong.add(row * 3 + 2)
                    del self.ledger.kinds[row]
        self._holding.ask = ask
        return self._holding.holds(self._ground)

    def known(self, units: Iterable[Unit]) -> dict[Unit, Found]:
        """What units came to; those that are to be checked anew are left out."""
        nodes = {node for _, node in self._units.values()}
        empty = {node: Found(NOTHING, node) for node in nodes if self._holding.holds(node)}
        changed = {self._paths[number // 3] for number in self._wrong}
        found = {}
        former, paths, parts = self._units.get, self._paths, self._parts
        for unit in units:
            rows, node = former(unit.name, ((), -1))
            # A record is known by its path; the documents of a feature may have become others.
            alike = unit.paths == (unit.name,) or [paths[row] for row in rows] == [*unit.paths]
            if node in empty and alike and changed.isdisjoint(unit.paths):
                found[unit] = empty[node] if unit.name not in parts else Found(part_of(parts[unit.name]), node)
        return found


NOTHING = Part()
_KINDS = {str(number): kind for number, kind in enumerate(Kind)}


def answered(question: Question, project: Project) -> str:
    """What Specward answers to a question about a project."""
    match question:
        case ("project", name):
            return noted.digest_of(getattr(project, name))
        case ("fact", function, path):
            module, _, name = function.partition(":")
            return noted.digest_of(getattr(import_module(module), name)(project, path))
        case _:
            return noted.UNSURE


class Kept(NamedTuple):
    """What is to be kept of a run."""

    key: object
    stamp: str
    listed: list[str]
    """The paths of the project's documents."""
    others: list[str]
    """Those of all other files."""
    nested: list[str]
    """The folders of the projects nested in it."""
    project: Project
    complete: bool
    """Whether it tells of every unit."""
    listing: int
    ground: int
    whole: int
    """The node of everything that was asked outside of the units."""
    units: dict[Unit, Found]
    report: Report | None
    """None where it is not to be told again."""


def shelf_of(kept: Kept, ledger: Ledger, marks_of: MarksOf) -> Shelf:
    """Put it into the form in which it is kept."""
    row = ledger.row
    rows = {row(path) for unit in kept.units for path in unit.paths}
    nodes = [kept.listing, kept.ground, kept.whole, *(found.node for found in kept.units.values())]
    arranged = arrange(ledger, kept.listed, rows, nodes, marks_of)
    row_of, node_of = arranged.row_of, arranged.node_of
    features: list[Any] = []
    records: tuple[list[int], list[int]] = ([], [])
    rules: dict[str, int] = {}
    parts: dict[str, list[Any]] = {}
    for unit, (part, node) in kept.units.items():
        if not unit.paths:
            rules[unit.name] = node_of[node]
        elif unit.name == unit.paths[0]:
            records[0].append(row_of[row(unit.name)])
            records[1].append(node_of[node])
        else:
            features.append([unit.name, [row_of[row(path)] for path in unit.paths], node_of[node]])
        if part.findings or part.suppressions or part.outline:
            parts[unit.name] = part_as_list(part)
    kinds = dict(kept.project.kinds.items())
    letters: dict[Kind | None, str] = {None: NOT_ASKED, **{kind: letter for letter, kind in _KINDS.items()}}
    back = {
        "stamp": kept.stamp,
        "nodes": arranged.nodes,
        "under": arranged.under,
        "kinds": arranged.kinds,
        "listing": node_of[kept.listing],
        "listed": len(kept.listed),
        "kinds_listed": "".join(letters[kinds.get(path)] for path in kept.listed),
        "layout": repr(kept.project.layout),
        "complete": kept.complete,
        "ground": node_of[kept.ground],
        "features": sorted(features),  # what is recalled of them is in the order in which a project has them
        "records": records,
        "rules": rules,
        "parts": parts,
    }
    front = {
        "key": kept.key,
        "facts": arranged.facts,
        "nested": kept.nested,
        "report": report_as_list(kept.report) if kept.report else None,
    }
    others = os.fsencode("\0".join(kept.others))
    return Shelf(front, arranged.files, json.dumps(back, separators=(",", ":")).encode(), others)
