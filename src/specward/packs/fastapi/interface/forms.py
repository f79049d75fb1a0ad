"""The forms that a schema allows: what `anyOf`, `oneOf`, `allOf`, references and null come to."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from specward.packs.fastapi.interface.schema import takes_anything, types_of
from specward.packs.fastapi.interface.shape import items, line, mapping

if TYPE_CHECKING:
    from specward.packs.fastapi.interface.api import Api

_MOST_BRANCHES = 50
_MOST_PARTS = 200
"""How many parts of an `allOf` are put together, those of its parts included."""
_LONGEST = 60


class Branch(NamedTuple):
    """One of the forms that a value may have; null is none."""

    owner: str
    at: str
    schema: dict[str, Any]
    reference: str = ""
    """What led to it, where that is a component."""


class Forms(NamedTuple):
    """The forms that a value may have."""

    branches: list[Branch]
    nullable: bool

    @property
    def is_anything(self) -> bool:
        """Whether any value whatever is valid."""
        return (not self.branches and not self.nullable) or any(takes_anything(one.schema) for one in self.branches)


def forms_of(api: Api, schema: object, owner: str = "", at: str = "") -> Forms:
    """The forms that a schema allows, references followed and `allOf` made one.

    Args:
        api: in whose document it stands.
        schema: whatever stands there.
        owner: the component around it.
        at: the names that lead to it from there.
    """
    found: list[Branch] = []
    nullable = False
    todo = [_whole(api, schema, Branch(owner, at, {}))]
    for _ in range(_MOST_BRANCHES):
        if not todo:
            break
        branch = todo.pop(0)
        resolved = branch.schema
        nullable |= resolved.get("nullable") is True
        if among := [*items(resolved.get("anyOf")), *items(resolved.get("oneOf"))]:
            todo += [_whole(api, one, branch) for one in among[:_MOST_BRANCHES]]
            continue
        types = types_of(resolved)
        values = items(resolved.get("enum"))
        nullable |= "null" in types or None in values
        if set(types) != {"null"} and not (values and all(value is None for value in values)):
            found.append(branch)
    return Forms(found, nullable)


def _whole(api: Api, given: object, around: Branch) -> Branch:
    """A schema with its reference followed and the parts of its `allOf` put together."""
    resolved = api.resolve(given)
    found = _named(given, around)._replace(schema=resolved)
    todo = items(resolved.get("allOf"))
    if not todo:
        return found
    if len(todo) == 1:  # as OpenAPI 3.0 puts words beside a reference
        found = _named(todo[0], found)
    merged: dict[str, Any] = {key: value for key, value in resolved.items() if key != "allOf"}
    seen = set()
    for _ in range(_MOST_PARTS):
        if not todo:
            break
        part, *todo = todo
        reference = line(mapping(part).get("$ref"))
        if reference and reference in seen:
            continue
        seen.add(reference)
        schema = api.resolve(part)
        todo = [*items(schema.get("allOf"))[:_MOST_BRANCHES], *todo]
        _merge(merged, schema)
    return found._replace(schema=merged)


def _named(given: object, around: Branch) -> Branch:
    """Whose a schema is: the component's that it refers to, else that of what is around it."""
    reference = line(mapping(given).get("$ref"))
    return Branch(reference.rpartition("/")[2], "", {}, reference) if reference else around


def _merge(merged: dict[str, Any], schema: dict[str, Any]) -> None:
    """Add what a part of an `allOf` says to what is known already."""
    for key, value in schema.items():
        if key == "properties":
            merged[key] = {**mapping(value), **mapping(merged.get(key))}
        elif key == "required":
            merged[key] = [*items(merged.get(key)), *items(value)]
        elif key != "allOf":
            merged.setdefault(key, value)


def rivals_of(branch: Branch, offered: list[Branch], *, as_text: bool) -> tuple[list[Branch], bool]:
    """The forms that a form may have become: one of its name, else all of its type; and whether it is the former."""
    same = [one for one in offered if branch.reference and one.reference == branch.reference]
    same = [one for one in same if _is_object(one) == _is_object(branch)]
    mine = _types(branch.schema)
    fitting = [one for one in offered if _fits(mine, _types(one.schema), as_text=as_text)][:_MOST_BRANCHES]
    return (same, True) if same else (fitting, False)


def _fits(mine: set[str], others: set[str], *, as_text: bool) -> bool:
    if not mine or not others or mine <= others or ("number" in others and mine <= {*others, "integer"}):
        return True
    return as_text and ("string" in others or "array" in others)


def _types(schema: dict[str, Any]) -> set[str]:
    """The types that a schema names or lets guess, without null."""
    types = {*types_of(schema)} - {"null"}
    if types:
        return types
    if "properties" in schema:
        return {"object"}
    if "items" in schema:
        return {"array"}
    return {_json_type(value) for value in fixed_values(schema) or () if value is not None}


def _json_type(value: object) -> str:
    kinds = ((bool, "boolean"), (int, "integer"), (float, "number"), (str, "string"), (list, "array"))
    return next((name for kind, name in kinds if isinstance(value, kind)), "object")


def _is_object(branch: Branch) -> bool:
    return "object" in _types(branch.schema)


def fixed_values(schema: dict[str, Any]) -> list[Any] | None:
    """The values that alone are valid; None where there are no such."""
    if "const" in schema:
        return [schema["const"]]
    return schema["enum"] if isinstance(schema.get("enum"), list) else None


def types_said(forms: Forms) -> str:
    """How the forms of a value are told: `a string or an object`."""
    found = list(dict.fromkeys(map(form_said, forms.branches))) or ["null"]
    return " or ".join(found[:3]) + (" or another" if len(found) > 3 else "")


def form_said(branch: Branch) -> str:
    """How a form is told: `a string`, the name of a component."""
    types = sorted(_types(branch.schema))
    if branch.reference and types in ([], ["object"]):
        return f"`{branch.owner[:_LONGEST]}`"
    words = [f"{'an' if word[:1] in 'aeiou' else 'a'} {word[:_LONGEST]}" for word in types]
    return " or ".join(words) if words else "anything"
