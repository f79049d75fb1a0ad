"""What is known around a project: which numbers are taken, which line of work was there first, what came when."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from specward.git.arrival import Arrivals
from specward.git.elsewhere import GitElsewhere
from specward.ids import numbers_taken

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from specward.project import Project

    Parse = Callable[[str], int | None]


class Ground(Protocol):
    """What is asked before anything is renumbered."""

    @property
    def kept(self) -> str:
        """The line of work whose numbers stand; empty where there is none but this one."""
        ...

    def taken(self, folder: str, parse: Parse, *, branches: bool = False) -> set[int]:
        """Every number that a name in a folder bears, here or on any line of work that is known."""
        ...

    def has(self, path: str) -> bool:
        """Whether the line whose numbers stand has a file."""
        ...

    def read(self, path: str) -> bytes | None:
        """What a file holds there; None where there is none."""
        ...

    def held(self, folders: Sequence[str]) -> frozenset[str]:
        """What the folders hold there."""
        ...

    def parted(self, folders: Sequence[str]) -> frozenset[str] | None:
        """What they held where the lines parted; None where nobody knows."""
        ...

    def ages(self, paths: Sequence[str]) -> dict[str, int]:
        """How old each file is, as numbers to compare: the older, the higher."""
        ...

    def own_lines(self, path: str, others: Sequence[str]) -> Mapping[str, Iterable[str]]:
        """The lines that came with a file and not with others, by path."""
        ...

    def added(self) -> Mapping[str, Iterable[str]]:
        """The lines that came since the line parted from the one whose numbers stand, by path."""
        ...


class GitGround:
    """The same of a repository, or of a folder without one.

    Args:
        root: the project's root; ask under the lock.
        arrivals: what git tells.
    """

    def __init__(self, root: str, arrivals: Arrivals) -> None:
        self._root = root
        self._arrivals = arrivals
        self.has = arrivals.has
        self.read = arrivals.read
        self.held = arrivals.held
        self.parted = arrivals.parted
        self.ages = arrivals.ages
        self.own_lines = arrivals.own_lines
        self.added = arrivals.added

    @property
    def kept(self) -> str:
        """See `Ground`."""
        return self._arrivals.kept

    def taken(self, folder: str, parse: Parse, *, branches: bool = False) -> set[int]:
        """See `Ground`.

        Raises:
            UndeterminedError: the folder or the repository cannot be read.
        """
        names = (path.rpartition("/")[2] for path in self._arrivals.held([folder]))
        there = {number for number in map(parse, names) if number is not None}
        return there | numbers_taken(self._root, folder, parse, branches=branches)


def ground_of(project: Project) -> Ground:
    """What a rule may know: what git tells, where the project was opened with that, else what the documents tell."""
    root = getattr(project.source, "root", "")
    if root and isinstance(project.elsewhere, GitElsewhere):
        return _AskedGround(root, Arrivals(root), project)
    return ProjectGround(project)


class ProjectGround:
    """The same as far as a project and what it was opened with tell, without a history.

    Args:
        project: the project.
    """

    kept = ""

    def __init__(self, project: Project) -> None:
        self._project = project

    def taken(self, folder: str, parse: Parse, *, branches: bool = False) -> set[int]:  # noqa: ARG002
        """See `Ground`; the names of branches are not asked for."""
        above = len(folder) + 1
        names = {path[above:].partition("/")[0] for path in self._project.paths if path.startswith(f"{folder}/")}
        for line in self._project.elsewhere.lines([folder]) if self._project.elsewhere else ():
            names.update(path.rpartition("/")[2] for path in line.paths)
        return {number for number in map(parse, names) if number is not None}

    def has(self, path: str) -> bool:
        """Whether the main line of a remote has what lies beside a path under its name."""
        elsewhere = self._project.elsewhere
        return elsewhere is not None and path in elsewhere.published([path.rpartition("/")[0]])

    def read(self, path: str) -> bytes | None:  # noqa: ARG002
        """See `Ground`; nothing is known."""
        return None

    def held(self, folders: Sequence[str]) -> frozenset[str]:  # noqa: ARG002
        """See `Ground`; nothing is known."""
        return frozenset()

    def parted(self, folders: Sequence[str]) -> frozenset[str] | None:  # noqa: ARG002
        """See `Ground`; nothing is known."""
        return None

    def ages(self, paths: Sequence[str]) -> dict[str, int]:
        """See `Ground`; all came at the same time."""
        return dict.fromkeys(paths, -1)

    def own_lines(self, path: str, others: Sequence[str]) -> Mapping[str, Iterable[str]]:  # noqa: ARG002
        """See `Ground`; nothing is known."""
        return {}

    def added(self) -> Mapping[str, Iterable[str]]:
        """See `Ground`; nothing is known."""
        return {}


class _AskedGround(GitGround):
    """What git tells, and the numbers that the project and other lines of work have taken."""

    def __init__(self, root: str, arrivals: Arrivals, project: Project) -> None:
        super().__init__(root, arrivals)
        self._known = ProjectGround(project)

    def taken(self, folder: str, parse: Parse, *, branches: bool = False) -> set[int]:
        """See `Ground`; folders of other work trees are read by the project's own means alone."""
        return self._known.taken(folder, parse, branches=branches)
