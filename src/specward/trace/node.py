"""What the trace is made of: items, and the links that the child of two items declares."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple
from weakref import WeakKeyDictionary

from specward import noted
from specward.finding import Location, Position

if TYPE_CHECKING:
    from specward.markdown.document import Document, Place
    from specward.project import Project


_last_read: WeakKeyDictionary[Project, tuple[Document, noted.Notes | None]] = WeakKeyDictionary()
"""The document that was read last for a place: faults come document by document."""


class NodeKind(StrEnum):
    """What an item is."""

    __hash__ = str.__hash__  # the hash of `StrEnum` runs in Python, at each look-up

    PRINCIPLE = "principle"
    STORY = "story"
    REQUIREMENT = "requirement"
    CRITERION = "criterion"
    SUCCESS = "success criterion"
    EDGE = "edge case"
    TASK = "task"
    TEST = "test"


class LinkKind(StrEnum):
    """What a child says of its parent."""

    __hash__ = str.__hash__

    DERIVES = "derives"
    """A requirement from a principle."""
    REFINES = "refines"
    """A criterion a requirement or a story; a requirement a story or another requirement."""
    IMPLEMENTS = "implements"
    """A task a requirement, a criterion or a story."""
    VERIFIES = "verifies"
    """A test a criterion or a requirement."""
    SUPERSEDES = "supersedes"
    """A requirement an older one, which then needs nothing any more."""


class Node(NamedTuple):
    """One item. Tens of thousands are held at once, so it is flat: `location` and `place` are made when asked for."""

    key: str
    """Its whole id: `001-login/FR-003`, `P-01`; of a test the runner's id."""
    kind: NodeKind
    feature: str
    """The feature's part of the key: the folder's name, or its path where two have that name; empty of none."""
    id: str
    """As declared: `FR-003`; of a scenario without an id its place, `US1.2`."""
    text: str
    """What it says, on one line."""
    path: str
    line: int
    start: int
    """Where its id begins in the text of the document; of a test, 0."""
    end: int
    done: bool | None = None
    """Of a task, whether it is ticked."""
    stable: bool = True
    """Whether its id survives a change of order."""
    aside: bool = False
    """Whether it says of itself that it is out of scope, put off or withdrawn."""

    @property
    def location(self) -> Location:
        """Where it stands, by line; without the source line, which only the document has."""
        return Location(self.path, Position(self.line, 1), Position(self.line, 1))

    def place(self, project: Project) -> Place | Location:
        """Where it stands, with the source line: the document is read once more, if it is not the last one asked of."""
        if self.kind is NodeKind.TEST:
            return self.location
        document, notes = _last_read.get(project, (None, None))
        if document is None or document.path != self.path:
            document, notes = noted.shared(project.document, self.path)
            if document is None:
                return self.location
            _last_read[project] = document, notes
        else:
            noted.rest_on(notes)
        return document.place(self.start, self.end)


class Link(NamedTuple):
    """One link. It is stored with its child; the inverse is computed."""

    kind: LinkKind
    child: str
    parent: str
    partial: bool = False
    """Whether a test verifies a part of its parent only."""
    written: bool = True
    """False where the outline of the document says it: a scenario refines the story that it stands in."""


class Unresolved(NamedTuple):
    """A link that names no item, or more than one."""

    kind: LinkKind
    child: str
    target: str
    """As written."""
    candidates: tuple[str, ...] = ()
    """The keys that it may mean, where it is ambiguous."""
