"""What an imported name stands for, across the files of a back end.

A name such as `app.errors.NotFound` is looked for in the folders that its file lies in and that are no packages, the
nearest first: one of them is where the application is started. Nothing is imported, and what is made at run time is
not known.
"""

from __future__ import annotations

import sys
from collections import defaultdict
from typing import TYPE_CHECKING

from specward.lazy import own
from specward.packs.fastapi.source.outlines import outlines
from specward.remembered import remembered, remembered_each

if TYPE_CHECKING:
    from collections.abc import Iterator

    from specward.packs.fastapi.source.outline import ClassLine, Outline
    from specward.project import Project

_MOST_HOPS = 8
"""Files that hand a name on to each other."""
_DEEPEST = 20
"""Classes above each other."""


@remembered
def names_of(project: Project) -> Names:
    """The names of a project's back end."""
    return Names(outlines(project))


class Names:
    """The files of a back end by what they are imported as.

    Args:
        known: their outlines, by path.
    """

    def __init__(self, known: dict[str, Outline]) -> None:
        self.outlines = known
        self._paths: defaultdict[str, list[tuple[str, str]]] = defaultdict(list)
        """By each name that a file may be imported as: where that name begins to count, and the path."""
        packages = {path.removesuffix("__init__.py") for path in known if path.endswith("/__init__.py")}
        for path in known:
            parts = path.removesuffix(".py").removesuffix("/__init__").split("/")
            for start in range(len(parts)):
                root = "".join(f"{part}/" for part in parts[:start])
                if root not in packages:
                    self._paths[".".join(parts[start:])].append((root, path))

    def file_of(self, importer: str, name: str) -> tuple[str, str] | None:
        """The file that an imported name leads to, and what of the name is left over; None where it lies outside."""
        if name.startswith("."):
            return self._relative(importer, name)
        parts = name.split(".")
        if parts[0] in sys.stdlib_module_names:
            return None
        for count in range(len(parts), 0, -1):
            found = self._paths.get(".".join(parts[:count]), ())
            near = [(root, path) for root, path in found if importer.startswith(root)]
            if near:
                return max(near)[1], ".".join(parts[count:])
        return None

    def _relative(self, importer: str, name: str) -> tuple[str, str] | None:
        words = name.lstrip(".")
        folders = importer.split("/")[: -(len(name) - len(words))]
        parts = words.split(".") if words else []
        for count in range(len(parts), -1, -1):
            stem = "/".join((*folders, *parts[:count]))
            for path in (f"{stem}.py", f"{stem}/__init__.py"):
                if path in self.outlines:
                    return path, ".".join(parts[count:])
        return None

    def class_of(self, path: str, name: str) -> tuple[str, ClassLine] | None:
        """The class that a name in a file stands for, and its file; None where it lies outside."""
        for _ in range(_MOST_HOPS):
            if "." not in name:
                here = self._classes_in(path).get(name)
                if here:
                    return path, here
                name = self.imported(path, name)
            found = self.file_of(path, name) if name else None
            if not found or not found[1] or found == (path, name):
                return None
            path, name = found
        return None

    def imported(self, path: str, name: str) -> str:
        """What a file imports under a name; empty where it imports nothing so."""
        return self._imports_of(path).get(name, "")

    @remembered_each
    def _classes_in(self, path: str) -> dict[str, ClassLine]:
        """The classes of a file, of two with one name the first."""
        return {one.name: one for one in reversed(self.outlines[path].classes)}

    @remembered_each
    def _imports_of(self, path: str) -> dict[str, str]:
        """What a file imports from others, by the last part of its name."""
        dotted = (one.name for one in reversed(self.outlines[path].imports) if "." in one.name)
        return {name.rpartition(".")[2]: name for name in dotted}

    @remembered_each
    def ancestry(self, place: tuple[str, str]) -> frozenset[str]:
        """The dotted names of everything that a class of a file is made from, as far as that can be told.

        A class of the back end is told as `path:name`, itself included; any other as it is imported.
        """
        found: set[str] = set()
        waiting = [(*place, 0)]
        while waiting:
            path, name, depth = waiting.pop()
            known = self.class_of(path, name)
            told = f"{known[0]}:{known[1].name}" if known else name
            if told in found or depth > _DEEPEST:
                continue
            found.add(told)
            if known:
                waiting += [(known[0], base, depth + 1) for base in known[1].bases if base]
        return frozenset(found)

    @own
    def applications(self) -> list[str]:
        """The files in which an application is made."""
        return [path for path, known in self.outlines.items() if any(made.kind == "FastAPI" for made in known.made)]

    @own
    def reached(self) -> frozenset[str]:
        """The files that an application imports, directly or not, and those in which one is made."""
        return self._reached(self.applications)

    @remembered_each
    def reached_from(self, start: str) -> frozenset[str]:
        """A file, and those that it imports, directly or not."""
        return self._reached([start])

    def _reached(self, starts: list[str]) -> frozenset[str]:
        waiting = [*starts]
        found: set[str] = set()
        while waiting:
            path = waiting.pop()
            if path not in found:
                found.add(path)
                waiting += self._imported_by(path)
        return frozenset(found)

    @remembered_each
    def _imported_by(self, path: str) -> list[str]:
        """The files that a file imports itself, or that are run for that."""
        targets = (self.file_of(path, one.name) for one in self.outlines[path].imports)
        return [*{target[0]: None for target in targets if target}, *self._packages_above(path)]

    def _packages_above(self, path: str) -> list[str]:
        """What is run before a file is imported."""
        folders = path.split("/")[:-1]
        above = ("/".join((*folders[:count], "__init__.py")) for count in range(len(folders), 0, -1))
        return [package for package in above if package in self.outlines]

    def classes(self) -> Iterator[tuple[str, ClassLine]]:
        """Every class of the back end, with its file."""
        return ((path, one) for path, outline in self.outlines.items() for one in outline.classes)
