"""Other branches that live in dictionaries: for tests and for examples in rule manuals."""

from __future__ import annotations

from typing import TYPE_CHECKING

from specward.git.elsewhere import Line

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence


class MemoryElsewhere:
    """Other lines of work over dictionaries; see `git.elsewhere.Elsewhere`.

    Args:
        branches: what each branch holds, `path -> text`, by the branch's name.
        common: the paths that were there before the lines parted.
        main: the paths on the main line of a remote.
    """

    def __init__(
        self, branches: Mapping[str, Mapping[str, str]], *, common: Sequence[str] = (), main: Sequence[str] = ()
    ) -> None:
        self._branches = branches
        self._common = frozenset(common)
        self._main = frozenset(main)

    def lines(self, folders: Sequence[str]) -> list[Line]:
        """Every branch that holds anything in the folders."""
        held = {name: [path for path in files if _folder(path) in folders] for name, files in self._branches.items()}
        return [Line(name, name, frozenset(paths)) for name, paths in held.items() if paths]

    def shared(self, line: Line, folders: Sequence[str]) -> frozenset[str] | None:
        """What was there before all lines parted."""
        return frozenset(path for path in self._common if line.paths and _folder(path) in folders)

    def published(self, folders: Sequence[str]) -> frozenset[str]:
        """What the folders hold on the main line."""
        return frozenset(path for path in self._main if _folder(path) in folders)

    def read(self, line: Line, path: str) -> bytes | None:
        """The bytes of a file of a branch."""
        text = self._branches[line.name].get(path)
        return None if text is None else text.encode()


def _folder(path: str) -> str:
    return path.rpartition("/")[0]
