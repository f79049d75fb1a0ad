"""Which files never were, in the tree or in its history, as far as anybody can tell."""

from __future__ import annotations

from typing import TYPE_CHECKING

from specward.git.presence import ignored, paths_ever_added
from specward.lazy import lazy
from specward.remembered import remembered
from specward.sources.scope import is_document

if TYPE_CHECKING:
    from collections.abc import Iterable

    from specward.project import Project
    from specward.sources.source import Source


def never_there(project: Project, paths: Iterable[str]) -> set[str]:
    """Of some paths, those under whose name no file is in the project, in whatever folder, and none ever was.

    Names that differ only in their way of writing are taken for one (`key`). Left out is what nobody can tell: every
    path where history is not whole, what git ignores, and kinds of file that the repository never held, which may be
    kept elsewhere. What the settings of tools are written in says nothing of the code: `.claude/settings.json` makes
    `.json` no kind that is kept here.
    """
    return _known(project).without(paths)


def key(path: str) -> str:
    """What the names of a file have in common that changed its way of writing, its number or its dialect.

    `0018_day-cell.jsx`, `DayCell.tsx` and `day_cell.ts` are one.
    """
    stem = _name(path).rpartition(".")[0].lower()
    return stem.lstrip("0123456789").replace("-", "").replace("_", "") or stem


def kind(path: str) -> str:
    """What follows the last dot of a file's name; empty of a folder."""
    before, dot, after = _name(path).rpartition(".")
    return after.lower() if dot and before else ""


class _Known:
    """What a source and its history know."""

    def __init__(self, source: Source) -> None:
        self._source = source
        self._root: str = getattr(source, "root", "")

    def without(self, paths: Iterable[str]) -> set[str]:
        # The history is asked last, and only about what is not in the tree: it is the dearest.
        absent = [path for path in paths if key(path) not in self._present]
        if not absent or self._past is None:
            return set()
        past, kinds = self._past
        never = {path for path in absent if key(path) not in past and kind(path) in kinds}
        return never - ignored(self._root, sorted(never)) if self._root and never else never

    @lazy
    def _present(self) -> frozenset[str]:
        return frozenset(map(key, self._source.files()))

    @lazy
    def _past(self) -> tuple[frozenset[str], frozenset[str]] | None:
        """The keys of all files that ever were, and the kinds of those and of the present; None where nobody can tell.

        What lies in memory has no past. Documents and the settings of tools alone are no whole tree.
        """
        past = paths_ever_added(self._root) if self._root else frozenset()
        if past is None:
            return None
        kept = [path for path in (*self._source.files(), *past) if not _is_of_tool(path)]
        if all(map(is_document, kept)):
            return None
        return frozenset(map(key, past)), frozenset(map(kind, kept))


@remembered
def _known(project: Project) -> _Known:
    return _Known(project.source)


def _is_of_tool(path: str) -> bool:
    """Whether a file lies in a folder whose name begins with a dot, or its own does."""
    return path.startswith(".") or "/." in path


def _name(path: str) -> str:
    return path.rpartition("/")[2]
