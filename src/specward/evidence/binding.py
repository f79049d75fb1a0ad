"""Which marked test a foreign report's entry is about.

A runner's node id, where a plugin of this tool wrote it, is the identity. Elsewhere it is a file and a title, and what
cannot be told for certain stays unbound: a test that is not found is a gap that somebody sees, and one that is bound to
the wrong test is a pass that nobody earned.
"""

from __future__ import annotations

import re
from collections import defaultdict
from functools import cache
from typing import TYPE_CHECKING

from specward.evidence.result import Result, split_nodeid

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator

    from specward.evidence.junit import Record
    from specward.evidence.mark import TestCase

_CLASS_FILES = (".java", ".kt", ".groovy", ".scala")
_SURE = (" > ", " › ", " » ", "::")
"""What runners put between the titles of a group and of a test, and nobody writes in a title."""
_WORD_LIMIT = 40
_TOLD = 100
"""How many unbound entries are looked at to tell why."""
_SCRIPTS = (".js", ".jsx", ".ts", ".tsx", ".mjs", ".cjs", ".mts", ".cts")
_JEST = "jest-junit writes files with `addFileAttribute: true`"
_GO = "the packages of Go are found by its go.mod, and there is none"
_TITLE_TAG = "a title can name what it verifies: `[001-login/AC-001]`"
_TEXT_LIMIT = 1_000_000


class Binding:
    """What binds entries of reports to tests.

    Args:
        cases: every marked test of the source.
        files: every file of the project.
        read: the text of one of them; empty where it cannot be had.
    """

    def __init__(self, cases: Iterable[TestCase], files: Collection[str], read: Callable[[str], str]) -> None:
        self._files = frozenset(files)
        self._read = read
        self._titles: defaultdict[str, set[str]] = defaultdict(set)
        for case in cases:
            path, _, title = case.id.partition("::")
            if title:
                self._titles[path].add(title)
        self._named: defaultdict[str, list[str]] = defaultdict(list)
        for path in self._files:
            self._named[path.rpartition("/")[2]].append(path)
        self._places: dict[tuple[str, str, str], tuple[str, ...]] = {}
        self._groups: dict[tuple[str, str], bool] = {}
        self._bound = 0
        self._unbound: list[str] = []

    def result(self, record: Record) -> Result:
        """One entry as a result; where no marked test is found, under the place and name that the report gives."""
        test, parameters = split_nodeid(record.nodeid) if record.nodeid else self._foreign(record)
        path, _, title = test.partition("::")
        if record.verifies or title in self._titles.get(path, ()):
            self._bound += 1
        elif len(self._unbound) < _TOLD:
            self._unbound.append(test)
        return Result(test, parameters, record.outcome, record.verifies, record.reruns, record.steps)

    def why_nothing_is_bound(self) -> str:
        """Why no entry so far is of a marked test, and the cure; empty where one is, or there was none."""
        if self._bound or not self._unbound:
            return ""
        if not self._titles:
            return "no test says what it verifies, so nothing is bound; spec test --help"
        if any(test.partition("::")[0] in self._files for test in self._unbound):
            return f"no marked test has the title of a result, such as {self._unbound[0]}; {_TITLE_TAG}"
        cures = [
            *([_JEST] if any(path.endswith(_SCRIPTS) for path in self._titles) else ()),
            *([_GO] if "go.mod" not in self._named and any(path.endswith(".go") for path in self._titles) else ()),
            _TITLE_TAG,
        ]
        return f"the report names no file of this project, so nothing is bound; {', or '.join(cures)}"

    def _foreign(self, record: Record) -> tuple[str, str]:
        key = record.file, record.classname, record.suite
        places = self._places.get(key)
        if places is None:
            places = self._places[key] = tuple(self._where(record))
        if len(places) == 1 and places[0].endswith(".py"):
            return self._python(places[0], record)
        found = {(path, *bound) for path in places if (bound := self._titled(path, record.name))}
        longest = max((len(title) for _, title, _ in found), default=0)
        best = [one for one in found if len(one[1]) == longest]
        if len(best) == 1:
            path, title, parameters = best[0]
            return f"{path}::{title}", parameters
        head = places[0] if len(places) == 1 else record.file or record.classname or record.suite
        return f"{head}::{record.name}", ""

    def _where(self, record: Record) -> Iterable[str]:
        """The file that an entry is about; of a package in Go, each of its files with marked tests."""
        for told in (record.file, record.classname, record.suite):
            path = self._file(told)
            if path:
                return (path,)
        path = self._module(record.classname) or self._class(record.classname)
        return (path,) if path else self._package(record.classname or record.suite)

    def _file(self, told: str) -> str:
        """The one file that a path names: from the project's root, from a folder inside, or absolute."""
        told = told.replace("\\", "/").removeprefix("./")
        if told in self._files:
            return told
        near = self._named.get(told.rpartition("/")[2], [])
        inside = [path for path in near if path.endswith(f"/{told}")]
        if inside:
            return inside[0] if len(inside) == 1 else ""
        return max((path for path in near if told.endswith(f"/{path}")), key=len, default="")

    def _module(self, classname: str) -> str:
        """The Python file of `tests.test_login.TestSession`."""
        parts = classname.split(".")[:_WORD_LIMIT]
        for end in range(len(parts), 0, -1):
            path = self._file("/".join(parts[:end]) + ".py")
            if path:
                return path
        return ""

    def _class(self, classname: str) -> str:
        """The file of the class `com.example.LoginTest`, or of one nested in it, `com.example.LoginTest$Refused`."""
        stem = classname.partition("$")[0].replace(".", "/")
        found = [path for extension in _CLASS_FILES if (path := self._file(stem + extension))]
        return found[0] if len(found) == 1 else ""

    def _package(self, package: str) -> list[str]:
        """The test files of a package in Go, by its import path or its folder in the module."""
        folders = {self._folder_in(module, package) for module in self._named.get("go.mod", [])} - {None}
        if len(folders) != 1:
            return []
        folder = folders.pop()
        return sorted(path for path in self._titles if path.endswith("_test.go") and path.rpartition("/")[0] == folder)

    def _folder_in(self, module: str, package: str) -> str | None:
        """The folder of a package, where it belongs to the module whose `go.mod` is given."""
        match = _module_line().search(self._read(module))
        root = module.rpartition("/")[0]
        if match and package == match[1]:
            return root
        if match and package.startswith(match[1] + "/"):
            return "/".join(filter(None, (root, package[len(match[1]) + 1 :])))
        return None

    def _python(self, path: str, record: Record) -> tuple[str, str]:
        module = path.removesuffix(".py").replace("/", ".")
        # From the end: pytest may have been started in a folder inside of the project, or above it.
        parts = record.classname.split(".")
        stem = module.rpartition(".")[2]
        classes = parts[parts.index(stem) + 1 :] if stem in parts else []
        return split_nodeid("::".join([path, *classes, record.name]))

    def _titled(self, path: str, name: str) -> tuple[str, str] | None:
        """The marked test in a file that a name is about, the one with the longest title, and its parameters."""
        titles = self._titles.get(path)
        if not titles:
            return None
        if name in titles:
            return name, ""
        found = [(title, parameters) for title, parameters in _split(name, path) if title in titles]
        for start in _places(" ", name):
            title = name[start + 1 :]
            if title in titles and self._are_groups(path, name[:start]):
                found.append((title, ""))
        return max(found, key=lambda one: len(one[0]), default=None)

    def _are_groups(self, path: str, words: str) -> bool:
        """Whether words that stand before a title are titles of groups in that file, not a longer title's beginning."""
        key = path, words
        if key not in self._groups:
            text = self._read(path)[:_TEXT_LIMIT]
            parts = words.split(" ")
            reached = {0}
            for end in range(1, len(parts) + 1):
                pieces = (" ".join(parts[start:end]) for start in reached)
                if any(f"{quote}{piece}{quote}" in text for piece in pieces for quote in "\"'`"):
                    reached.add(end)
            self._groups[key] = len(parts) in reached
        return self._groups[key]


def _split(name: str, path: str) -> Iterator[tuple[str, str]]:
    """Each title that a name may begin with, followed by parameters, or end with, after those of groups."""
    for bracket in "/" if path.endswith(".go") else "([{":
        for start in _places(bracket, name):
            yield name[:start], name[start:].removeprefix("()").strip("/")
    for mark in _SURE:
        for start in _places(mark, name):
            yield name[start + len(mark) :], ""


def _places(mark: str, name: str) -> Iterator[int]:
    """Where a mark occurs, at most so often as anybody nests groups."""
    start = name.find(mark)
    for _ in range(_WORD_LIMIT):
        if start < 0:
            return
        yield start
        start = name.find(mark, start + 1)


@cache
def _module_line() -> re.Pattern[str]:
    return re.compile(r"^module[ \t]+\"?([^\s\"]+)", re.MULTILINE)
