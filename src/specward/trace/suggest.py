"""Suggested links: likely ones that nobody has written. They count for nothing until a person writes them.

A task is held against the requirements of its feature, and a criterion without a test against the tests that have no
mark, by the words that they share. Rare words weigh more, and a suggestion must be well ahead of the next one.
"""

from __future__ import annotations

import re
from functools import cache
from math import log
from typing import TYPE_CHECKING, NamedTuple

from specward import globs
from specward.changes import Replace
from specward.markdown.document import Document
from specward.sources.source import UnreadableFile
from specward.trace.node import LinkKind, NodeKind

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from specward.changes import Change
    from specward.project import Project
    from specward.trace.coverage import Coverage
    from specward.trace.graph import Graph
    from specward.trace.node import Node

_LEAST = 0.4
"""How alike two texts must be, from 0 to 1."""
_FEWEST = 3
"""How many words of a text the items must know at all."""
_LEAD = 1.25
"""How many times as alike as the second best the best must be."""
_LARGEST = 2_000_000
_COMMON = frozenset(
    {
        *("and", "are", "can", "for", "from", "has", "have", "into", "its", "must", "not", "shall", "should", "that"),
        *("the", "then", "this", "when", "which", "will", "with", "given", "user", "users", "system", "test", "tests"),
        *("task", "add", "create", "implement", "update", "make"),
    }
)
"""Words that say nothing of what an item is about."""


class UnmarkedTest(NamedTuple):
    """A test of Python's without a mark."""

    path: str
    name: str
    start: int
    """Where its line begins in the text of the file."""
    indent: str
    line: int


class Suggestion(NamedTuple):
    """One likely link."""

    kind: LinkKind
    child: str
    """The key of the task, or the id of the test."""
    parent: Node
    likeness: float
    """From 0 to 1."""
    path: str
    line: int
    at: int
    """Where the text is put in."""
    text: str
    """What would be put in."""


def suggestions(project: Project, coverage: Coverage) -> list[Suggestion]:
    """Every suggestion, in the order of the files.

    Raises:
        UnreadableFile: a document cannot be read.
    """
    graph = coverage.graph
    by_feature: dict[str, list[Node]] = {}
    for node in graph.nodes.values():
        if node.feature:
            by_feature.setdefault(node.feature, []).append(node)
    tests = list(_unmarked(project))
    found: list[Suggestion] = []
    for nodes in by_feature.values():
        found.extend(_for_tasks(project, graph, nodes))
    criteria = [node for node in graph.of_kind(NodeKind.CRITERION) if node.stable and _lacks_test(node, coverage)]
    found.extend(_for_tests(tests, criteria))
    return sorted(found, key=lambda suggestion: (suggestion.path, suggestion.at))


def edits(project: Project, found: Iterable[Suggestion]) -> list[Change]:
    """The suggestions as changes, one a file, for a patch."""
    texts: dict[str, str] = {}
    marked: set[str] = set()
    for suggestion in sorted(found, key=lambda one: (one.path, -one.at)):
        path = suggestion.path
        if path not in texts:
            texts[path] = Document.from_bytes(path, project.source.read(path) or b"").text
        texts[path] = texts[path][: suggestion.at] + suggestion.text + texts[path][suggestion.at :]
        if suggestion.kind is LinkKind.VERIFIES:
            marked.add(path)
    return [Replace(path, _with_import(text) if path in marked else text) for path, text in texts.items()]


def _with_import(text: str) -> str:
    """A file of tests with `import pytest`, which the marks need, before its first other import."""
    if "import pytest" in text:
        return text
    place = _first_import().search(text)
    start = place.start() if place else 0
    return f"{text[:start]}import pytest\n{text[start:]}"


def _for_tasks(project: Project, graph: Graph, nodes: list[Node]) -> Iterator[Suggestion]:
    requirements = [node for node in nodes if node.kind is NodeKind.REQUIREMENT and not node.aside]
    likeness = _Likeness(requirements)
    for task in (node for node in nodes if node.kind is NodeKind.TASK):
        links = graph.parents.get(task.key, ())
        if any(graph.nodes[link.parent].kind is not NodeKind.STORY for link in links if link.parent in graph.nodes):
            continue
        best = likeness.best(task.text)
        if best:
            requirement, value = best
            end = _line_end(project, task)
            yield Suggestion(
                *(LinkKind.IMPLEMENTS, task.key, requirement, value, task.path, task.line, end),
                f" ({requirement.id})",
            )


def _for_tests(tests: Iterable[UnmarkedTest], criteria: list[Node]) -> Iterator[Suggestion]:
    likeness = _Likeness(criteria)
    for test in tests:
        best = likeness.best(test.name.replace("_", " "))
        if best:
            criterion, value = best
            mark = f'{test.indent}@pytest.mark.verifies("{criterion.key}")\n'
            child = f"{test.path}::{test.name}"
            yield Suggestion(LinkKind.VERIFIES, child, criterion, value, test.path, test.line, test.start, mark)


def _lacks_test(node: Node, coverage: Coverage) -> bool:
    found = coverage.covered[node.key]
    return found.counts and not found.tests and not found.justified


def _line_end(project: Project, task: Node) -> int:
    document = project.document(task.path)
    text = document.text if document else ""
    end = text.find("\n", task.end)
    return len(text[: end if end >= 0 else len(text)].rstrip())


def _unmarked(project: Project) -> Iterator[UnmarkedTest]:
    """The test functions of Python that have no decorator which names a mark of ours."""
    marked = {case.id.rpartition("::")[2] for case in project.tests.cases}
    for path in project.source.files():
        if not path.endswith(".py") or not any(globs.matches(glob, path) for glob in project.config.trace_tests):
            continue
        try:
            data = project.source.read(path) or b""
        except UnreadableFile:
            continue
        text = data.decode("utf-8", "replace") if len(data) <= _LARGEST else ""
        line, counted = 1, 0
        for match in _test().finditer(text):
            line += text.count("\n", counted, match.start())
            counted = match.start()
            if match[2] not in marked:
                yield UnmarkedTest(path, match[2], match.start(), match[1], line)


class _Likeness:
    """How alike a text is to each of some items: the cosine of their words, weighed by how rare they are."""

    def __init__(self, nodes: list[Node]) -> None:
        self._nodes = nodes
        self._with: dict[str, list[int]] = {}
        words = [_words(node.text) for node in nodes]
        for index, found in enumerate(words):
            for word in found:
                self._with.setdefault(word, []).append(index)
        self._weight = {word: log(1 + len(nodes) / len(indexes)) ** 2 for word, indexes in self._with.items()}
        self._sizes = [sum(self._weight[word] for word in found) ** 0.5 or 1.0 for found in words]

    def best(self, text: str) -> tuple[Node, float] | None:
        """The item that a text is most alike, where it is much ahead of all others."""
        words = [word for word in _words(text) if word in self._weight]
        if len(words) < _FEWEST:
            return None
        unknown = len(_words(text)) - len(words)
        scores: dict[int, float] = {}
        for word in words:
            for index in self._with[word]:
                scores[index] = scores.get(index, 0.0) + self._weight[word]
        size = (sum(self._weight[word] for word in words) + unknown) ** 0.5 or 1.0
        ranked = sorted(((score / size / self._sizes[index], -index) for index, score in scores.items()), reverse=True)
        if not ranked or ranked[0][0] < _LEAST or (len(ranked) > 1 and ranked[0][0] < _LEAD * ranked[1][0]):
            return None
        return self._nodes[-ranked[0][1]], round(ranked[0][0], 2)


def _words(text: str) -> set[str]:
    """The words of a text, lower case, without endings of number and time."""
    found = (word.lower() for word in _word().findall(text[:2000]))
    return {_stem(word) for word in found if word not in _COMMON and len(word) > 2}


def _stem(word: str) -> str:
    for ending in ("ing", "ed", "es", "s"):
        if word.endswith(ending) and len(word) - len(ending) > 3:
            return word[: -len(ending)]
    return word


@cache
def _first_import() -> re.Pattern[str]:
    return re.compile(r"^(?:import |from (?!__future__)|@|def |class )", re.MULTILINE)


@cache
def _word() -> re.Pattern[str]:
    return re.compile(r"[^\W\d_]+")


@cache
def _test() -> re.Pattern[str]:
    return re.compile(r"^([ \t]*)(?:async[ \t]+)?def[ \t]+(test_\w+)[ \t]*\(", re.MULTILINE)
