"""What the probe found, as it is kept: `.specify/fastapi/probe.json`.

`spec fastapi probe` writes the file; a check only reads it. It belongs to one machine and is never committed, and yet
whatever stands there is taken for a stranger's: each part is looked at, and what is not as it must be counts as absent.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from specward.changes import Create, Replace
from specward.packs.fastapi.interface.shape import line
from specward.packs.fastapi.probing.probed import Failure, Probed, Row, RuffFinding, Tree
from specward.remembered import remembered
from specward.sources.source import UnreadableFile

if TYPE_CHECKING:
    from collections.abc import Mapping

    from specward.changes import Change
    from specward.sources.source import Source

FOLDER = ".specify/fastapi"
PATH = f"{FOLDER}/probe.json"
SCHEMA = "specward/fastapi-probe/v1"
LARGEST = 64 << 20
"""Bytes; a larger file is no probe."""
_IGNORE = "# What belongs to one machine is not committed.\n*\n"
_LONGEST = 20_000
"""Characters of any text in the file, the OpenAPI document and the trees apart."""
_MOST = 100_000
"""Items of any list, or entries of any mapping in it."""


@remembered
def read_probe(source: Source) -> Probed | None:
    """What the probe found; None where it never ran, or what is kept makes no sense."""
    try:
        data = source.read(PATH)
    except UnreadableFile:
        return None
    if data is None or len(data) > LARGEST:
        return None
    try:
        value = json.loads(data)
    except (ValueError, RecursionError):
        return None
    if not isinstance(value, dict) or value.get("schema") != SCHEMA:
        return None
    return as_probed(value)


def kept(probed: Probed, source: Source) -> list[Change]:
    """The changes that keep what was found, in a place that git ignores."""
    changes: list[Change] = [Replace(PATH, written(probed)) if source.exists(PATH) else Create(PATH, written(probed))]
    ignore = f"{FOLDER}/.gitignore"
    if not source.exists(ignore):
        changes.insert(0, Create(ignore, _IGNORE))
    return changes


def written(probed: Probed) -> str:
    """The text of the file: a line for each part."""
    parts = {"schema": SCHEMA, **_plain(probed)}
    lines = (f"{json.dumps(name)}: {json.dumps(value, separators=(',', ':'))}" for name, value in parts.items())
    return "{\n" + ",\n".join(lines) + "\n}\n"


def _plain(value: Any) -> Any:  # noqa: ANN401 -- a named tuple, or what one holds
    """The same in what JSON has; a named tuple as an object."""
    if hasattr(value, "_asdict"):
        return {name: _plain(part) for name, part in value._asdict().items()}
    if isinstance(value, tuple):
        return [_plain(part) for part in value]
    if isinstance(value, dict) and any(isinstance(part, Tree) for part in value.values()):
        return {name: _plain(part) for name, part in value.items()}
    return value


def as_probed(value: Mapping[str, Any]) -> Probed:
    """What an object in JSON says of an application; what is not as it must be is left out."""
    openapi = value.get("openapi")
    found = value.get("ruff")
    failure = value.get("failure")
    return Probed(
        application=_text(value.get("application")),
        interpreter=_text(value.get("interpreter")),
        openapi=openapi if isinstance(openapi, dict) else None,
        mounted=tuple(_mounted(item) for item in _list(value.get("mounted")) if _is_mounted(item)),
        rows=tuple(map(_row, _objects(value.get("rows")))),
        middleware=_texts(value.get("middleware")),
        confined=value.get("confined") is True,
        survivors=_number(value.get("survivors")),
        python=_text(value.get("python")),
        fastapi=_text(value.get("fastapi")),
        trees={file: _tree(tree) for file, tree in _entries(value.get("trees")).items() if isinstance(tree, dict)},
        unparsed={file: _text(said) for file, said in _entries(value.get("unparsed")).items()},
        ruff=tuple(map(_finding, _objects(found))) if isinstance(found, list) else None,
        ruff_reason=_text(value.get("ruff_reason")),
        digests={file: _text(said) for file, said in _entries(value.get("digests")).items()},
        failure=_failure(failure) if isinstance(failure, dict) else None,
        when=_text(value.get("when")),
        seconds=seconds if isinstance(seconds := value.get("seconds"), float) and 0 <= seconds < 1 << 31 else 0.0,
    )


def _row(value: Mapping[str, Any]) -> Row:
    return Row(
        path=_text(value.get("path")),
        method=_text(value.get("method")),
        operation_id=_text(value.get("operation_id")),
        file=_file(value.get("file")),
        line=_number(value.get("line")),
        function=_text(value.get("function")),
        dependencies=_texts(value.get("dependencies")),
        is_async=value.get("is_async") is True,
        status=_number(value.get("status")),
        in_schema=value.get("in_schema") is not False,
    )


def _tree(value: Mapping[str, Any]) -> Tree:
    return Tree(_text(value.get("digest")), nodes if isinstance(nodes := value.get("nodes"), list) else [])


def _finding(value: Mapping[str, Any]) -> RuffFinding:
    return RuffFinding(
        file=_file(value.get("file")),
        line=max(1, _number(value.get("line"))),
        column=max(1, _number(value.get("column"))),
        end_line=max(1, _number(value.get("end_line"))),
        end_column=max(1, _number(value.get("end_column"))),
        code=_text(value.get("code")),
        message=_text(value.get("message")),
    )


def _failure(value: Mapping[str, Any]) -> Failure:
    return Failure(
        kind=_text(value.get("kind")),
        message=line(_text(value.get("message"))),
        help=line(_text(value.get("help"))),
        tail=_text(value.get("tail")),
        file=_file(value.get("file")),
        line=_number(value.get("line")),
    )


def _is_mounted(item: object) -> bool:
    return isinstance(item, list) and len(item) == 2 and isinstance(item[0], str) and isinstance(item[1], dict)


def _mounted(item: list[Any]) -> tuple[str, dict[str, Any]]:
    return _text(item[0]), item[1]


def _text(value: object) -> str:
    return value[:_LONGEST] if isinstance(value, str) else ""


def _texts(value: object) -> tuple[str, ...]:
    return tuple(_text(item) for item in _list(value) if isinstance(item, str))


def _number(value: object) -> int:
    """A count; 0 for whatever is none."""
    return value if isinstance(value, int) and not isinstance(value, bool) and 0 <= value < 1 << 31 else 0


def _file(value: object) -> str:
    """A path inside the project; empty for whatever is none."""
    path = _text(value)
    parts = path.split("/")
    return "" if {"", ".", ".."}.intersection(parts) or "\0" in path or "\\" in path or ":" in path else path


def _list(value: object) -> list[Any]:
    return value[:_MOST] if isinstance(value, list) else []


def _objects(value: object) -> list[dict[str, Any]]:
    return [item for item in _list(value) if isinstance(item, dict)]


def _entries(value: object) -> dict[str, Any]:
    """The entries of a mapping by files."""
    if not isinstance(value, dict) or len(value) > _MOST:
        return {}
    return {path: entry for path, entry in value.items() if _file(path)}
