"""What a schema says, be it of OpenAPI 3.0 or of 3.1, which is JSON Schema."""

from __future__ import annotations

from typing import Any

from specward.packs.fastapi.interface.shape import items

_SAYS_NOTHING = frozenset({"title", "description", "default", "example", "examples", "deprecated", "nullable"})
_LOWER = ("minimum", "exclusiveMinimum", "minLength", "minItems")
_UPPER = ("maximum", "exclusiveMaximum", "maxLength", "maxItems")
_FIXED = ("enum", "const", "pattern", "format", "multipleOf")


def types_of(schema: dict[str, Any]) -> tuple[str, ...]:
    """The types that a schema names itself, `null` among them where it is `nullable`; what it leads to is not asked."""
    given = schema.get("type")
    types = [given] if isinstance(given, str) else [one for one in items(given) if isinstance(one, str)]
    if schema.get("nullable") is True and "null" not in types:
        types.append("null")
    return tuple(types)


def takes_anything(schema: dict[str, Any]) -> bool:
    """Whether any value whatever is valid: nothing but words about it is said."""
    return _SAYS_NOTHING.issuperset(schema)


def is_free_object(schema: dict[str, Any]) -> bool:
    """Whether any object whatever is valid: no property is named, none is required, each may hold anything."""
    more = schema.get("additionalProperties", True)
    return (
        "object" in types_of(schema)
        and not any(key in schema for key in ("properties", "patternProperties", "allOf", "anyOf", "oneOf", "$ref"))
        and (more is True or more == {} or (isinstance(more, dict) and takes_anything(more)))
    )


def examples_of(schema: dict[str, Any]) -> list[Any]:
    """The examples that a schema, a parameter or a body gives itself."""
    found = [schema["example"]] if "example" in schema else []
    given = schema.get("examples")
    return found + (list(given.values()) if isinstance(given, dict) else items(given))


def is_bounded(schema: dict[str, Any]) -> bool:
    """Whether a string, number or array is limited upwards, or to fixed values or a form.

    `exclusiveMaximum` is a flag in 3.0 and a number in 3.1; false says nothing.
    """
    return any(key in schema for key in _FIXED) or any(_is_set(schema, key) for key in _UPPER)


def has_lower_bound(schema: dict[str, Any]) -> bool:
    """Whether a string, number or array is limited downwards."""
    return any(_is_set(schema, key) for key in _LOWER)


def _is_set(schema: dict[str, Any], key: str) -> bool:
    """Whether a bound is given; 0 is one."""
    return schema.get(key) is not None and schema[key] is not False


def property_path(path: str, name: str) -> str:
    """The names that lead to a property of an object that others lead to: `items[].price`.

    What lies far from a place that people look up is cut: schemas may be nested thousands deep.
    """
    return f"{path[:200]}.{name}" if path else name
