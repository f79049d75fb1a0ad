"""The API of a back end as rules see it: an OpenAPI document as operations, with what the probe knows of each.

The document is one of the repository (`fastapi.openapi`), or what the application said of itself when it was probed.
Whatever stands in it, nothing here fails: what has not the form that OpenAPI gives it is as if it were not there.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, NamedTuple
from urllib.parse import unquote

from specward.finding import Location
from specward.lazy import lazy, own
from specward.packs.fastapi.interface.openapi import NotOpenApi, understood
from specward.packs.fastapi.interface.operation import Operation
from specward.packs.fastapi.interface.schema import property_path
from specward.packs.fastapi.interface.shape import items, line, mapping, mappings
from specward.packs.fastapi.probing.probed import Row
from specward.packs.fastapi.texts import Texts

if TYPE_CHECKING:
    from collections.abc import Iterator

    from specward.packs.fastapi.interface.openapi import Text
    from specward.packs.fastapi.probing.probed import Probed
    from specward.sources.source import Source

METHODS = ("get", "put", "post", "delete", "options", "head", "patch", "trace")
"""The methods of OpenAPI 3, in the order of the standard."""
_MOST_HOPS = 20
_LONGEST_PATH = 8_000
"""Characters: no server takes more."""
_MOST_PARTS = 5_000
"""How many parts of a schema are looked at: more nobody reads, and schemas may repeat each other without end."""
_CONVERTER = re.compile(r"\{([^{}:]*):[^{}]*\}")
_UNKNOWN = Row("", "")
_BRANCHES = ("allOf", "anyOf", "oneOf", "prefixItems")


class Property(NamedTuple):
    """A property of an object, however deep it lies in a schema."""

    name: str
    path: str
    """The names that lead to it: `items[].price`."""
    schema: dict[str, Any]
    """Resolved."""
    required: bool
    owner: str
    """The component whose property it is; empty where the object has no name."""


class Api:
    """What a back end offers.

    Args:
        document: the OpenAPI document, whose outermost form has been looked at.
        text: the file that holds it.
        source: what the files of functions are read from.
        probed: what the application said of itself, where the document is its.
        prefix: where the application is mounted in another.
    """

    def __init__(
        self, document: dict[str, Any], text: Text, source: Source, probed: Probed | None = None, prefix: str = ""
    ) -> None:
        self.document = document
        self.prefix = prefix
        self.path = text.path
        self.from_probe = probed is not None
        self.version: str = document["openapi"]
        """Of OpenAPI: `3.1.0`."""
        info = mapping(document.get("info"))
        self.title = line(info.get("title"))
        self.api_version = line(info.get("version"))
        components = mapping(document.get("components"))
        self.schemas: dict[str, dict[str, Any]] = mappings(components.get("schemas"))
        self.security_schemes: dict[str, dict[str, Any]] = mappings(components.get("securitySchemes"))
        self.middleware: tuple[str, ...] | None = tuple(probed.middleware) if probed else None
        """The dotted names of the middleware that was added; None where nobody has probed the application."""
        self._probed = probed
        self._text = text
        self._texts = Texts(source)
        self._rows = _rows(probed) if probed else {}
        self._mounted = [] if prefix or not probed else _mounted(probed, text, source)

    @own
    def operations(self) -> tuple[Operation, ...]:
        """Every operation, in the order of the document, then those of applications that are mounted in it."""
        here = (
            Operation(self, path, item, method)
            for path, given in mappings(self.document.get("paths")).items()
            if path.startswith("/") and path.isprintable() and len(path) <= _LONGEST_PATH
            for item in [self.resolve(given)]
            for method in METHODS
            if isinstance(item.get(method), dict)
        )
        return (*here, *(operation for api in self._mounted for operation in api.operations))

    @own
    def paths(self) -> tuple[str, ...]:
        """Every path that is answered, those that the document leaves out too where the application was probed."""
        rows = self._probed.rows if self._probed else ()
        return tuple(dict.fromkeys([*(one.path for one in self.operations), *(row.path for row in rows)]))

    def row_of(self, path: str, method: str) -> Row:
        """What the probe knows of an operation, by its whole path; an empty row where that is nothing."""
        return self._rows.get((path, method), _UNKNOWN)

    def resolve(self, schema: object) -> dict[str, Any]:
        """What a schema, parameter, body or response is once its `$ref` has been followed.

        What stands beside the `$ref` counts too. One that leads nowhere, into another file or back to itself stays as
        it is. What is no object is `{}`.
        """
        found = mapping(schema)
        beside: dict[str, Any] = {}
        for _ in range(_MOST_HOPS):
            reference = found.get("$ref")
            if not isinstance(reference, str):
                return {**found, **beside} if beside else found
            target = self._target(reference)
            if target is None:
                break
            beside = {**{key: value for key, value in found.items() if key != "$ref"}, **beside}
            found = target
        return mapping(schema)

    def walk(self, schema: object) -> Iterator[tuple[str, dict[str, Any], str]]:
        """Each schema that a schema leads to, itself first: the names that lead to it, itself resolved, its component.

        The component is the nearest around it that has a name. Each is looked at once, wherever else it stands.
        """
        todo: list[tuple[str, object, str]] = [("", schema, "")]
        seen: set[str] = set()
        for _ in range(_MOST_PARTS):
            if not todo:
                return
            path, given, owner = todo.pop()
            reference = mapping(given).get("$ref")
            if isinstance(reference, str):
                if reference in seen:
                    continue
                seen.add(reference)
                owner = reference.rpartition("/")[2]
            resolved = self.resolve(given)
            yield path, resolved, owner
            todo += reversed(list(_parts(path, resolved, owner)))

    def walk_properties(self, schema: object) -> Iterator[Property]:
        """Each property of the objects that a schema leads to, outer ones first."""
        for path, found, owner in self.walk(schema):
            required = {name for name in items(found.get("required")) if isinstance(name, str)}
            for name, given in mapping(found.get("properties")).items():
                yield Property(name, property_path(path, name), self.resolve(given), name in required, owner)

    def place(self, *keys: str) -> Location:
        """Where a part of the document stands: `place("info")`, `place("components", "schemas", "Item")`.

        Of what the probe brought nothing is written anywhere: its place is where the application is made.
        """
        return self._application if self.from_probe else self._text.place(*keys)

    def place_of_function(self, path: str, line: int) -> Location:
        """Where a function stands that the probe tells of; without its line where the file does not have it."""
        code = self._texts.at(path) if path.endswith(".py") else None
        if code is None:  # a forged probe may name whatever it likes
            return self._application
        if not 0 < line <= len(code.lines):
            return Location(path)
        text = code.lines[line - 1]
        return code.location(line, len(text) - len(text.lstrip()), len(text.rstrip()))

    @lazy
    def _application(self) -> Location:
        """Where the application that was probed is made, as far as its name tells."""
        folder, _, name = (self._probed.application if self._probed else "").rpartition("/")
        module = name.partition(":")[0].replace(".", "/")
        stem = f"{folder}/{module}" if folder else module
        for path in (f"{stem}.py", f"{stem}/__init__.py"):
            code = self._texts.at(path) if module else None
            for number, text in enumerate(code.lines if code else (), start=1):
                if (start := text.find("FastAPI(")) >= 0 and code:
                    return code.location(number, start, start + len("FastAPI"))
            if code:
                return Location(path)
        return Location(self.path)

    def _target(self, reference: str) -> dict[str, Any] | None:
        """What a reference within the document points at (RFC 6901)."""
        if not reference.startswith("#/"):
            return None
        found: object = self.document
        for part in reference[2:].split("/"):
            key = unquote(part).replace("~1", "/").replace("~0", "~")
            if not isinstance(found, dict) or key not in found:
                return None
            found = found[key]
        return found if isinstance(found, dict) else None


def _rows(probed: Probed) -> dict[tuple[str, str], Row]:
    """What the probe knows by path and method; `{name:path}` of a route is `{name}` in the document.

    Of two at one place the first is what is asked.
    """
    found: dict[tuple[str, str], Row] = {}
    for row in probed.rows:
        found.setdefault((_CONVERTER.sub(r"{\1}", row.path), row.method.lower()), row)
    return found


def _mounted(probed: Probed, text: Text, source: Source) -> list[Api]:
    """The applications that are mounted in the one that was probed, as far as their documents can be judged."""
    found = []
    for prefix, document in probed.mounted:
        try:
            found.append(Api(understood(document), text, source, probed, prefix))
        except NotOpenApi:
            continue
    return found


def _parts(path: str, schema: dict[str, Any], owner: str) -> Iterator[tuple[str, object, str]]:
    """The schemas that stand in a schema."""
    for name, given in mapping(schema.get("properties")).items():
        yield property_path(path, name), given, owner
    for branch in _BRANCHES:
        for given in items(schema.get(branch)):
            yield path, given, owner
    if isinstance(schema.get("items"), dict):
        yield f"{path}[]", schema["items"], owner
    if isinstance(schema.get("additionalProperties"), dict):
        yield f"{path}{{}}", schema["additionalProperties"], owner
