"""An operation of an API: what it takes, what it answers, who may call it, and the function behind it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from specward.lazy import own
from specward.packs.fastapi.interface.shape import items, line, mapping, mappings, words

if TYPE_CHECKING:
    from specward.finding import Location
    from specward.packs.fastapi.interface.api import Api

JSON = "application/json"
_LONGEST_PATH = 150
"""Characters of a path that a message shows."""


class Parameter(NamedTuple):
    """A parameter of an operation."""

    name: str
    where: str
    """`path`, `query`, `header` or `cookie`."""
    required: bool
    schema: dict[str, Any]
    """With what a `$ref` leads to still to be resolved."""
    raw: dict[str, Any]
    """As it stands in the document: `description`, `deprecated`, `example`."""

    @property
    def description(self) -> str:
        """What it is said to be."""
        return words(self.raw.get("description"))


class Body(NamedTuple):
    """What an operation is sent."""

    schema: dict[str, Any] | None
    """Of JSON, else of the first kind that has one; `{}` takes anything; None where nothing has a schema."""
    required: bool
    content_types: tuple[str, ...]
    raw: dict[str, Any]
    """As it stands in the document."""


class Response(NamedTuple):
    """What an operation answers with one status."""

    description: str
    schema: dict[str, Any] | None
    """Of JSON, else of the first kind that has one; `{}` may be anything; None where nothing has a schema."""
    content_types: tuple[str, ...]
    raw: dict[str, Any]
    """As it stands in the document."""


class Operation:
    """A method of a path.

    Attributes:
        api: whose document tells of it: its schemas are resolved there.
        path: as it is called, `/items/{id}`.
        method: in lower case.
        raw: as it stands in the document.
    """

    def __init__(self, api: Api, path: str, item: dict[str, Any], method: str) -> None:
        self.api = api
        self.path = api.prefix + path
        self._path = path
        self._shared = item.get("parameters")
        raw: dict[str, Any] = item[method]
        self.method = method
        self.raw = raw
        self.id = line(raw.get("operationId"))
        self.tags = tuple(line(tag) for tag in items(raw.get("tags")) if isinstance(tag, str))
        self.summary = line(raw.get("summary"))
        self.description = words(raw.get("description"))
        self.deprecated = raw.get("deprecated") is True
        row = api.row_of(self.path, method)
        self.function = row.function
        """The dotted name of the function behind it; empty where nobody has probed the application."""
        self.file = row.file
        self.line = row.line
        self.dependencies = row.dependencies
        """The dotted names of the functions that are injected, those of routers included."""
        self.is_async = row.is_async

    def __repr__(self) -> str:
        return f"<{self}>"

    def __str__(self) -> str:
        return f"{self.method.upper()} {self.path[:_LONGEST_PATH]}"

    @property
    def segments(self) -> list[str]:
        """The parts of the path, without those that are empty: `["items", "{id}"]`."""
        return [segment for segment in self.path.split("/") if segment]

    @own
    def parameters(self) -> tuple[Parameter, ...]:
        """Its own parameters and those of its path, which it may replace."""
        found: dict[tuple[str, str], Parameter] = {}
        for given in [*items(self._shared), *items(self.raw.get("parameters"))]:
            raw = self.api.resolve(given)
            name, where = words(raw.get("name")), words(raw.get("in"))
            if name and where:
                schema = mapping(raw["schema"]) if "schema" in raw else _first_schema(raw) or {}
                found[name, where] = Parameter(name, where, raw.get("required") is True, schema, raw)
        return tuple(found.values())

    def parameter(self, name: str, where: str = "query") -> Parameter | None:
        """The parameter of a name, or None."""
        return next((one for one in self.parameters if one.name == name and one.where == where), None)

    @own
    def body(self) -> Body | None:
        """What it is sent; None where it takes nothing."""
        raw = self.api.resolve(self.raw.get("requestBody"))
        if not raw:
            return None
        return Body(_first_schema(raw), raw.get("required") is True, tuple(mapping(raw.get("content"))), raw)

    @own
    def responses(self) -> dict[str, Response]:
        """What it answers, by status: `200`, `4XX`, `default`."""
        found = {}
        for status, given in mapping(self.raw.get("responses")).items():
            raw = self.api.resolve(given)
            kinds = tuple(mapping(raw.get("content")))
            found[str(status)] = Response(words(raw.get("description")), _first_schema(raw), kinds, raw)
        return found

    @property
    def success(self) -> dict[str, Response]:
        """What it answers where all is well, by status; a redirect is none of it."""
        return {status: response for status, response in self.responses.items() if status.startswith("2")}

    @own
    def security(self) -> tuple[dict[str, Any], ...]:
        """The ways to prove who is calling, any of which will do: its own, else those of the whole API."""
        given = self.raw.get("security", self.api.document.get("security"))
        return tuple(one for one in items(given) if isinstance(one, dict))

    @property
    def is_open(self) -> bool:
        """Whether anybody may call it: no way to prove who is calling is asked for, or none is among the ways."""
        return not self.security or {} in self.security

    def place(self) -> Location:
        """Where its function stands, where the probe knows; else where its path stands in the document."""
        return self.api.place_of_function(self.file, self.line) if self.file else self.api.place("paths", self._path)


def _first_schema(raw: dict[str, Any]) -> dict[str, Any] | None:
    """The schema of a body or response: that of JSON first."""
    content = mappings(raw.get("content"))
    kinds = [content[JSON]] if JSON in content else []
    for kind in [*kinds, *content.values()]:
        if "schema" in kind:
            return mapping(kind["schema"])
    return None
