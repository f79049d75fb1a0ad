"""Parts of a document that may have another form than they should: they count as absent then."""

from __future__ import annotations

from typing import Any


def mapping(value: object) -> dict[str, Any]:
    """A value that is an object; `{}` for any other."""
    return value if isinstance(value, dict) else {}


def mappings(value: object) -> dict[str, dict[str, Any]]:
    """Those values of an object that are objects themselves, by their keys."""
    return {key: one for key, one in mapping(value).items() if isinstance(one, dict)}


def items(value: object) -> list[Any]:
    """A value that is a list; none for any other."""
    return value if isinstance(value, list) else []


def words(value: object) -> str:
    """A value that is text; empty for any other."""
    return value if isinstance(value, str) else ""


def line(value: object) -> str:
    """The same in one line."""
    return " ".join(value.split()) if isinstance(value, str) else ""
