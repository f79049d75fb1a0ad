"""The files that documents name: which of the tree is meant, and which files a task list speaks of.

People write a path from the project's root, from the part of the project that they work in, or give a file's name
alone. So a written path means the file that ends with it, whole names compared.
"""

from __future__ import annotations

import re
from collections import defaultdict
from functools import cache
from typing import TYPE_CHECKING

from specward import globs
from specward.artifacts import task_line

if TYPE_CHECKING:
    from collections.abc import Iterable

    from specward.artifacts.tasks import Tasks


class Tree:
    """The files of a project by their names.

    Args:
        files: their paths, such as `Source.files` gives.
    """

    def __init__(self, files: Iterable[str]) -> None:
        self._by_name: defaultdict[str, list[str]] = defaultdict(list)
        for path in files:
            self._by_name[path.rpartition("/")[2]].append(path)

    def find(self, written: str) -> list[str]:
        """The files that a written path may mean: the one from the root, else all that end with it."""
        wanted = written.removeprefix("./")
        found = self.called(wanted.rpartition("/")[2])
        return [wanted] if wanted in found else [path for path in found if path.endswith(f"/{wanted}")]

    def called(self, name: str) -> list[str]:
        """The files of one name, in whatever folder."""
        return self._by_name.get(name, [])


class Declared:
    """What a task list says that it touches: every file, folder and glob named in it, notes below the tasks included.

    Args:
        tasks: the task list.
    """

    def __init__(self, tasks: Tasks) -> None:
        text = tasks.document.text
        written = [path.removeprefix("./") for named in task_line.paths(text) for path in _each(named)]
        self._globs = [path for path in written if "*" in path]
        self._names = {path.rstrip("/") for path in written if "*" not in path}
        self._names.update(match[1] for match in _bare_name().finditer(text))

    def __bool__(self) -> bool:
        """Whether it names anything."""
        return bool(self._names or self._globs)

    def covers(self, path: str) -> bool:
        """Whether a file is named, or lies in a folder that is."""
        parts = path.split("/")
        for first in range(len(parts)):
            run = ""
            for part in parts[first:]:
                run = f"{run}/{part}" if run else part
                if run in self._names:
                    return True
        return any(globs.matches(glob, path) for glob in self._globs)


def _each(path: str) -> list[str]:
    """The paths that a pair of braces stands for: `src/{a,b}.py` is two. Of several pairs none is opened."""
    before, brace, rest = path.partition("{")
    inner, closed, after = rest.partition("}")
    if not brace or not closed or "{" in after:
        return [path]
    return [f"{before}{word.strip()}{after}" for word in inner.split(",")]


@cache
def _bare_name() -> re.Pattern[str]:
    """A file's name without a folder: `README.md`."""
    return re.compile(r"(?<![\w./@+-])([\w@+-][\w.@+-]{0,150}\.[A-Za-z][A-Za-z0-9]{0,9})(?![\w/@+-])", re.ASCII)
