"""The endpoints that a feature's plan promises: the tables in its documents that list methods and paths.

Read are `plan.md` and the Markdown files below `contracts/`. A table is one of endpoints where a column is called
`Path`, `Endpoint`, `Route` or the like, in any order and with whatever else beside it, and where the cells have paths:
with the method in a column of its own, or before the path. What is struck through, or said to go, is not promised.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from specward.markdown import table
from specward.markdown.scan import TABLE
from specward.packs.fastapi.interface.api import METHODS
from specward.packs.fastapi.interface.breaking import plain_path

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from specward.finding import Location, Span
    from specward.markdown.document import Document
    from specward.project import Feature, Project

_PATH_COLUMN = re.compile(
    r"\b(path|endpoint|route|url|uri|api|resource|operation|request)s?\b|端点|端點|路径|路徑|接口|エンドポイント|パス"
    r"|\b(ruta|chemin|pfad|endpunkt|маршрут|путь)\b",
    re.IGNORECASE,
)
_METHOD_COLUMN = re.compile(r"\b(methods?|verbs?|http|méthodes?|métodos?|methode|метод)\b|方法|メソッド", re.IGNORECASE)
_GONE = re.compile(
    r"[\W_]*(?:removed?|dropped|retired|deprecated|obsolete|deferred|future|planned|later|tbd|external|third[- ]party"
    r"|not (?:implemented|built|in scope|yet)|out of (?:\w+ )?scope)\b.{0,60}|.*(?:~~|out of (?:\w+ )?scope).*",
    re.IGNORECASE,
)
"""A cell that says that its row is no promise."""
_SKETCH = re.compile(r"\b(illustrative|examples?|proposed|tentative|current|today|before|old)\b", re.IGNORECASE)
"""What the header of a table says that promises nothing."""
_METHODS = re.compile("|".join(METHODS), re.IGNORECASE)
_LEAD = re.compile(
    rf"[`*\s]*(?:{_METHODS.pattern})\b(?:[`*\s]*(?:[,/|&+]|and|or)[`*\s]*(?:{_METHODS.pattern})\b)*[`*\s:]*",
    re.IGNORECASE,
)
"""The methods that a cell begins with."""
_PATH = re.compile(
    r"(?:https?://[^\s/`|]{1,200}|\{\{?\w{1,60}\}?\}|\$\{?\w{1,60}\}?)?(/(?:<[\w:-]{1,60}>|[^\s`|?#\"<>])*)"
)
"""A path after a host, or a variable in its place, if there is one."""
_ESCAPED = re.compile(r"\\([_*{}\[\]<>|~-])")
_TEMPLATE = re.compile(r"\{[^{}/]*\}|<[^<>/]*>|\[[^\[\]/]*\]|(?<=/):[A-Za-z_]\w*")
_BASE = re.compile(r"(?:/api)?(?:/v\d+)?/?", re.IGNORECASE)
_LONGEST_CELL = 400
_DERIVED = frozenset({"head", "options", "trace"})


class Endpoint(NamedTuple):
    """A method and a path that a plan promises."""

    method: str
    """In lower case."""
    path: str
    """As written, without a host and a query."""
    place: Location
    table: tuple[str, int]
    """The document of its table, and where that begins in it: endpoints of one table belong together."""

    def __str__(self) -> str:
        return f"{self.method.upper()} {self.path}"


def endpoints(document: Document) -> list[Endpoint]:
    """The endpoints that a document promises, in source order; whatever stands in it, nothing is raised."""
    return [one for block in document.blocks if block.kind == TABLE for one in _of_table(document, block)]


def promised(project: Project, feature: Feature) -> list[Endpoint]:
    """The endpoints that a feature's plan and the documents below its `contracts/` promise.

    Raises:
        UnreadableFile: one of them cannot be read.
    """
    paths = [path for path in project.below(f"{feature.folder}/contracts") if path.endswith(".md")]
    documents = [feature.plan.document if feature.plan else None, *map(project.document, paths)]
    return [one for document in documents if document for one in endpoints(document)]


class Paths:
    """The paths of an API, to be found as plans write them: without `/api/v1`, with other names for parameters."""

    def __init__(self, operations: Iterable[tuple[str, str]]) -> None:
        self._known: dict[str, set[str]] = {}
        for method, path in operations:
            self._known.setdefault(plain(path), set()).add(method)

    def find(self, endpoint: Endpoint) -> str | None:
        """The plain path that an endpoint is about, whatever its method; None where there is no such."""
        wanted = plain(endpoint.path)
        if wanted in self._known:
            return wanted
        ending = [path for path in self._known if path.endswith(wanted) and _BASE.fullmatch(path[: -len(wanted)])]
        return min(ending, key=len, default=None)

    def methods(self, path: str) -> set[str]:
        """The methods of a plain path, in lower case."""
        return self._known.get(path, set())


def missing(told: Iterable[Endpoint], paths: Paths) -> list[Endpoint]:
    """The endpoints that an API does not have; none of a table of which it has no path at all."""
    every = list({(one.place.path, one.method, plain(one.path)): one for one in reversed([*told])}.values())[::-1]
    tables = {one.table for one in every if paths.find(one) is not None}
    return [
        one
        for one in every
        if one.table in tables and one.method not in _DERIVED and one.method not in paths.methods(paths.find(one) or "")
    ]


def plain(path: str) -> str:
    """A path as it is compared: without the names of its parameters, a slash at its end and capitals."""
    return (plain_path(_TEMPLATE.sub("{}", path)).rstrip("/") or "/").lower()


def _of_table(document: Document, block: object) -> Iterator[Endpoint]:
    header, *rows = table.rows(document.text, block)  # type: ignore[arg-type]
    names = [_cell(document, span) for span in header]
    paths = [number for number, name in enumerate(names) if _PATH_COLUMN.search(name)]
    methods = [number for number, name in enumerate(names) if _METHOD_COLUMN.search(name)]
    for row in rows if paths and not any(map(_SKETCH.search, names)) else ():
        cells = [_cell(document, span) for span in row]
        if any(map(_GONE.fullmatch, cells)):
            continue
        for number in paths:
            if found := list(_in_row(cells, number, methods)):
                place = document.place(row[number].start, row[number].end).location()
                yield from (Endpoint(method, path, place, (document.path, header[0].start)) for method, path in found)
                break


def _in_row(cells: list[str], number: int, methods: list[int]) -> Iterator[tuple[str, str]]:
    """The methods and paths of a row, by the cell that may hold its path."""
    cell = cells[number] if number < len(cells) else ""
    lead = _LEAD.match(cell)
    rest = cell[lead.end() if lead else 0 :].lstrip(" `*[")
    path = _PATH.match(rest)
    if path is None or "…" in path[1] or (path[1] == "/" and rest[1:].strip(" `*")):
        return
    asked = lead[0] if lead else ""
    for column in methods if not lead else ():
        if column < len(cells) and _LEAD.fullmatch(cells[column]):
            asked = cells[column]
            break
    yield from ((method.lower(), _clean(path[1])) for method in _METHODS.findall(asked))


def _clean(path: str) -> str:
    """A path as it is told, without what ends a sentence or a link."""
    path = path.partition("](")[0]
    return path.rstrip(".,;:*" if "(" in path else ".,;:*)") or "/"


def _cell(document: Document, span: Span) -> str:
    return _ESCAPED.sub(r"\1", document.text[span.start : min(span.end, span.start + _LONGEST_CELL)])
