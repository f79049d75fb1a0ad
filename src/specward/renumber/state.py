"""A project while one kind of thing after the other gets its new numbers; nothing is written."""

from __future__ import annotations

from typing import TYPE_CHECKING

from specward.project import Project
from specward.renumber.values import Plan
from specward.sources.edited import EditedSource, Text

if TYPE_CHECKING:
    from collections.abc import Iterable

    from specward.adr.numbers.citing import Left
    from specward.finding import Rename
    from specward.renumber.values import Renumbered, Step


class State:
    """The project as the steps so far leave it.

    Args:
        project: the project before.
    """

    def __init__(self, project: Project) -> None:
        self.before = project
        self.project = project
        self._texts: dict[str, Text] = {}
        self._renames: list[Rename] = []
        self._renumbered: list[Renumbered] = []
        self._left: dict[Left, None] = {}
        self._unread: dict[str, None] = {}
        self._notes: dict[str, None] = {}

    def take(self, step: Step) -> None:
        """Add a step, whose paths are those of the project as it was left."""
        for path, (was, now) in step.texts.items():
            origin = self._origin(path)
            self._texts[origin] = Text(self._texts[origin].was if origin in self._texts else was, now)
        self.leave(step.left)
        self._renames += step.renames
        self._renumbered += step.renumbered
        self._unread |= dict.fromkeys(step.unread)
        self._notes |= dict.fromkeys(step.notes)
        if step.texts or step.renames:
            source = EditedSource(self.before.source, self._texts, self._renames)
            self.project = Project(source, self.before.config)

    def leave(self, left: Iterable[Left]) -> None:
        """Add what is left as it is."""
        self._left |= {one._replace(path=self._origin(one.path)): None for one in left}

    def _origin(self, path: str) -> str:
        source = self.project.source
        # Before the first step the source is the caller's, which may be an edited one, too.
        if source is self.before.source or not isinstance(source, EditedSource):
            return path
        return source.origin(path)

    def plan(self) -> Plan:
        """All steps as one."""
        changed = {path: texts for path, texts in sorted(self._texts.items()) if texts.was != texts.now}
        left = sorted(self._left, key=lambda one: (one.path, one.line))
        return Plan(
            tuple(self._renumbered),
            changed,
            tuple(self._renames),
            tuple(left),
            tuple(self._unread),
            tuple(self._notes),
        )


def line_before(project: Project, path: str, number: int, line: str) -> str:
    """What a line said before any step, which is what git knows of it; no step adds lines or takes any away.

    Args:
        project: as steps left it, or as it was.
        path: the file, by its path there.
        number: of the line.
        line: what it says there.
    """
    source = project.source
    text = source.texts.get(source.origin(path)) if isinstance(source, EditedSource) else None
    return text.was.split("\n")[number - 1].removesuffix("\r") if text else line
