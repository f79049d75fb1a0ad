"""The objects that an API is sent and answers: each once, wherever else it stands."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, Any, NamedTuple

from specward.packs.fastapi.interface.shape import line

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from specward.finding import Location
    from specward.packs.fastapi.interface.api import Property
    from specward.packs.fastapi.interface.operation import Operation

_OF_FASTAPI = frozenset({"HTTPValidationError", "ValidationError"})
_MOST_PROPERTIES = 300_000
"""How many are looked at in all: a document may lead from each operation to everything that it holds."""
_FORM = "Body_"
"""What the names of forms begin with, which FastAPI makes of the parameters of a function."""


class Model(NamedTuple):
    """An object that has properties."""

    name: str
    """Of the component; empty where it stands in the operation itself."""
    operation: Operation
    """The first that has to do with it."""
    schema: dict[str, Any]
    """Whose body or answer it was found in; it leads to the object."""
    properties: tuple[Property, ...]

    def __str__(self) -> str:
        return f"`{line(self.name)[:80]}`" if self.name and not self.is_form else str(self.operation)

    @property
    def is_form(self) -> bool:
        """Whether FastAPI made it of a function's parameters."""
        return self.name.startswith(_FORM)

    def place(self) -> Location:
        """Where it stands in the document; where that is the probe's, or it has no name, where its operation does."""
        api = self.operation.api
        is_written = self.name and not api.from_probe
        return api.place("components", "schemas", self.name) if is_written else self.operation.place()


def sent(operations: Iterable[Operation]) -> list[Model]:
    """What operations are sent."""
    return _models((one, one.body.schema) for one in operations if one.body and one.body.schema)


def answered(operations: Iterable[Operation]) -> list[Model]:
    """What operations answer where all is well."""
    return _models((one, found.schema) for one in operations for found in one.success.values() if found.schema)


def exchanged(operations: Sequence[Operation]) -> list[Model]:
    """Both, those that are sent first."""
    found = [*sent(operations), *answered(operations)]
    return list({(id(one.operation.api), one.name or str(one.operation)): one for one in reversed(found)}.values())[
        ::-1
    ]


def _models(given: Iterable[tuple[Operation, dict[str, Any]]]) -> list[Model]:
    found: dict[tuple[int, str], tuple[Operation, dict[str, Any], dict[str, Property]]] = {}
    walked: set[tuple[int, str]] = set()
    left = _MOST_PROPERTIES
    for operation, schema in given:
        key = id(operation.api), str(schema)
        if key in walked:
            continue
        walked.add(key)
        for one in islice(operation.api.walk_properties(schema), left):
            left -= 1
            if one.owner not in _OF_FASTAPI:
                whose = id(operation.api), one.owner or str(operation)
                found.setdefault(whose, (operation, schema, {}))[2].setdefault(one.name, one)
    return list(_made(found))


def _made(
    found: dict[tuple[int, str], tuple[Operation, dict[str, Any], dict[str, Property]]],
) -> Iterator[Model]:
    for operation, schema, properties in found.values():
        parts = tuple(properties.values())
        yield Model(parts[0].owner, operation, schema, parts)
