"""An OpenAPI document as a file: read into plain values, and where its parts stand in the text.

Documents are hostile: what is too large, too deep or repeats itself without end is told, not read. A YAML document is
read as `specward.yaml_text` reads it, without anchors and tags.
"""

from __future__ import annotations

import json
import re
from bisect import bisect_right
from typing import TYPE_CHECKING, Any, TypeAlias

from specward.finding import Location, Position
from specward.lazy import own

if TYPE_CHECKING:
    from specward.yaml_text import Node

Keys: TypeAlias = tuple[str, ...]
"""The keys that lead to a part of a document: `("paths", "/items")`."""
LARGEST = 32_000_000
"""Bytes. The largest public documents have about 10 MB."""
_DEEPEST_PLACE = 3
"""How many keys a part may be away whose place is known: `components`, `schemas`, `Item`."""
_EXCERPT_LIMIT = 400
_MAPPING_KEY = re.compile(r"\s*:")
_TOKEN = re.compile(r'[{}\[\]]|"(?:[^"\\]|\\.)*+"')
_NUMBER = re.compile(r"[-+]?\d{1,300}(\.\d*)?([eE][-+]?\d{1,3})?")
_CONSTANTS: dict[str, object] = {"true": True, "True": True, "false": False, "False": False}


class NotOpenApi(Exception):
    """A document cannot be judged as an OpenAPI document.

    Attributes:
        message: what is wrong, lower case, one line.
        help: what to do about it.
        offset: where, in characters of the text.
    """

    def __init__(self, message: str, help: str = "", offset: int = 0) -> None:  # noqa: A002 -- as of an error
        super().__init__(message)
        self.message = message
        self.help = help
        self.offset = offset


class Text:
    """The text of a document at a path, with the places of its parts."""

    def __init__(self, path: str, text: str) -> None:
        self.path = path
        self.text = text
        self.yaml: Node | None = None
        """What it was read into where it is YAML."""

    def place(self, *keys: str) -> Location:
        """Where the key of a part stands, of `keys` as many as there are; the whole file where none of them is."""
        for count in range(min(len(keys), _DEEPEST_PLACE), 0, -1):
            if found := self._places.get(keys[:count]):
                return self.at(*found)
        return Location(self.path)

    def at(self, start: int, end: int) -> Location:
        """What stands between two offsets of one line."""
        line = bisect_right(self._lines, start)
        first = self._lines[line - 1]
        # In a document of one line no reader finds a place, and thousands of places would copy it each.
        excerpt = self.text[first : first + _EXCERPT_LIMIT] if end - first <= _EXCERPT_LIMIT else ""
        excerpt = excerpt.partition("\n")[0].rstrip("\r")
        return Location(self.path, Position(line, start - first + 1), Position(line, end - first + 1), "", excerpt)

    @own
    def _lines(self) -> list[int]:
        return [0, *(match.end() for match in re.finditer("\n", self.text))]

    @own
    def _places(self) -> dict[Keys, tuple[int, int]]:
        found: dict[Keys, tuple[int, int]] = {}
        if self.yaml is None:
            _json_places(self.text, found)
        else:
            _yaml_places(self.yaml, (), found)
        return found


def read_openapi(path: str, data: bytes) -> tuple[dict[str, Any], Text]:
    """A document as plain values, and its text.

    Raises:
        NotOpenApi: it is no OpenAPI document of version 3, or cannot be read as one.
    """
    if len(data) > LARGEST:
        raise NotOpenApi(
            f"the document has {len(data) // 1_000_000} MB, and is not read",
            f"documents of up to {LARGEST // 1_000_000} MB are; leave out what the API does not serve",
        )
    try:
        text = Text(path, data.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        raise NotOpenApi(f"byte {error.start} is not UTF-8", "save the document as UTF-8") from None
    value = _yaml(text) if path.endswith((".yaml", ".yml")) else _json(text.text)
    return understood(value, text), text


def understood(value: object, text: Text | None = None) -> dict[str, Any]:
    """The same value, where it is an OpenAPI document of version 3.

    Raises:
        NotOpenApi: it is not.
    """
    if not isinstance(value, dict):
        raise NotOpenApi("the document is no object", "an OpenAPI document begins with `openapi`, `info` and `paths`")
    if "swagger" in value:
        raise NotOpenApi(
            f"this is Swagger {_short(value['swagger'])}, and only OpenAPI 3 is read",
            "convert it to OpenAPI 3, or leave `fastapi.openapi` out and run `spec fastapi probe`",
            _offset(text, "swagger"),
        )
    version = value.get("openapi")
    if not isinstance(version, str):
        raise NotOpenApi(
            "the document does not say its version of OpenAPI", 'write `"openapi": "3.1.0"` at its beginning'
        )
    if not version.startswith("3."):
        raise NotOpenApi(
            f"this is OpenAPI {_short(version)}, and only OpenAPI 3 is read",
            "convert it to OpenAPI 3.1, or leave `fastapi.openapi` out and run `spec fastapi probe`",
            _offset(text, "openapi"),
        )
    for key in ("info", "paths"):
        if not isinstance(value.get(key), dict):
            if key == "paths" and key not in value and isinstance(value.get("webhooks"), dict):
                continue  # since 3.1 an API may consist of webhooks
            what = "is no object" if key in value else "is missing"
            raise NotOpenApi(f"`{key}` {what}", "export the document from the application", _offset(text, key))
    return _encodable(value)


def _encodable(document: dict[str, Any]) -> dict[str, Any]:
    """The same without halves of surrogate pairs, which JSON can escape and no file or terminal can take."""
    try:
        if "\\ud" not in json.dumps(document):
            return document
        whole: dict[str, Any] = json.loads(json.dumps(document, ensure_ascii=False).encode("utf-8", "replace"))
    except RecursionError:
        raise NotOpenApi("the document cannot be read: it is nested too deeply", "export it anew") from None
    return whole


def _offset(text: Text | None, key: str) -> int:
    place = text.place(key) if text else None
    return 0 if place is None or text is None else text._lines[place.start.line - 1] + place.start.column - 1  # noqa: SLF001 -- the same file


def _short(value: object) -> str:
    return " ".join(str(value)[:20].split()) if isinstance(value, str | float) else "of an unknown version"


def _json(text: str) -> object:
    try:
        return json.loads(text)
    except json.JSONDecodeError as error:
        reason = error.msg[:1].lower() + error.msg[1:]
        raise NotOpenApi(f"the document is not JSON: {reason}", "export it anew", error.pos) from None
    except (ValueError, RecursionError) as error:
        why = "it is nested too deeply" if isinstance(error, RecursionError) else "it holds too long a number"
        raise NotOpenApi(f"the document cannot be read: {why}", "export it anew") from None


def _yaml(text: Text) -> object:
    from specward import yaml_text

    try:
        text.yaml = yaml_text.read(text.text)
    except yaml_text.YamlError as error:
        said = f"the document is not YAML as Specward reads it: {error.message}"
        raise NotOpenApi(said, "mend it, or export it as JSON", error.offset) from None
    return _plain(text.yaml)


def _plain(node: Node) -> object:
    """What a node means by YAML's core schema; nodes nest 64 levels at most."""
    if isinstance(node.value, dict):
        return {key: _plain(value) for key, value in node.value.items()}
    if isinstance(node.value, list):
        return [_plain(value) for value in node.value]
    if node.end - node.start != len(node.value):  # quoted
        return node.value
    if node.is_null or node.value in _CONSTANTS:
        return _CONSTANTS.get(node.value)
    if number := _NUMBER.fullmatch(node.value):
        return float(node.value) if number[1] or number[2] else int(node.value)
    return node.value


def _json_places(text: str, found: dict[Keys, tuple[int, int]]) -> None:
    """Find the keys of the outer objects in one pass over the text, which is known to be JSON."""
    outer: list[str] = []
    key = ""
    lists = 0
    for token in _TOKEN.finditer(text):
        word = token[0]
        if word == "{":
            outer.append(key)
        elif word == "}":
            outer.pop()
        elif word == "[":
            outer.append("[")
            lists += 1
        elif word == "]":
            outer.pop()
            lists -= 1
        elif not lists and len(outer) <= _DEEPEST_PLACE and _MAPPING_KEY.match(text, token.end()):
            key = json.loads(word)
            found[*outer[1:], key] = token.span()


def _yaml_places(node: Node, outer: Keys, found: dict[Keys, tuple[int, int]]) -> None:
    for key, value in node.entries.items():
        found[*outer, key] = value.key_start, value.key_start + len(key)
        if len(outer) + 1 < _DEEPEST_PLACE:
            _yaml_places(value, (*outer, key), found)
