"""Fields of JSON values whose types nothing vouches for: what is not of the type asked for is as good as absent."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator

Fields = dict[str, Any]
"""A JSON object."""

_SURROGATE = re.compile("[\ud800-\udfff]")
_MOST = 10**15


def find(value: object, *path: str) -> object:
    """The value at the end of a path of keys; None where it does not lead there."""
    for key in path:
        if not isinstance(value, dict):
            return None
        value = value.get(key)
    return value


def text(value: object, *path: str) -> str:
    """The text at the end of a path, empty where there is none; a lone surrogate, which no file may hold, is U+FFFD."""
    found = find(value, *path)
    if not isinstance(found, str):
        return ""
    return found if found.isascii() else _SURROGATE.sub("\ufffd", found)


def first_text(value: object, *keys: str) -> str:
    """The first of some fields that is text and not empty."""
    return next(filter(None, (text(value, key) for key in keys)), "")


def fields(value: object, *path: str) -> Fields:
    """The object at the end of a path, empty where there is none."""
    found = find(value, *path)
    return found if isinstance(found, dict) else {}


def objects(value: object, *path: str) -> Iterator[Fields]:
    """The objects in the list at the end of a path; its other members are left out."""
    found = find(value, *path)
    if isinstance(found, list):
        yield from (each for each in found if isinstance(each, dict))


def number(value: object, *path: str) -> int:
    """The count at the end of a path; 0 where there is none that could be one."""
    found = find(value, *path)
    return found if isinstance(found, int) and not isinstance(found, bool) and 0 <= found < _MOST else 0


def parsed(value: object) -> object:
    """A value that may stand there as JSON in a text, as it is meant."""
    if not isinstance(value, str):
        return value
    try:
        return json.loads(value, strict=False)
    except (ValueError, RecursionError):
        return None
