"""Front matter that every reader of YAML takes, the lenient ones too: one line a key, text always in double quotes."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Any

from specward.artifacts.agent import Plain
from specward.markdown.scalar import in_double_quotes, quote

if TYPE_CHECKING:
    from collections.abc import Iterable


def document(note: str, lines: Iterable[str], body: str) -> str:
    """Front matter that opens with a note, and the text below it.

    Args:
        note: one line; it becomes a comment.
        lines: see `line` and `block`.
        body: the text.
    """
    return "\n".join(["---", f"# {note}", *lines, "---", "", body])


def line(key: str, value: Any) -> str:  # noqa: ANN401 -- text, lists and mappings, in one another
    """A key and its value on one line."""
    return f"{_key(key)}: {flow(value)}"


def block(key: str, values: Iterable[str]) -> list[str]:
    """A key and a list, one item a line, indented by two: the only form of a list that Qwen Code reads."""
    return [f"{key}:", *(f"  - {value if _word().fullmatch(value) else in_double_quotes(value)}" for value in values)]


def flow(value: Any) -> str:  # noqa: ANN401 -- text, lists and mappings, in one another
    """A value on one line."""
    if isinstance(value, list):
        return f"[{', '.join(map(flow, value))}]"
    if isinstance(value, dict):
        return f"{{{', '.join(f'{_key(key)}: {flow(item)}' for key, item in value.items())}}}"
    if isinstance(value, Plain) and _word().fullmatch(value):
        return str(value)
    return in_double_quotes(value)


def _key(key: str) -> str:
    return key if _name().fullmatch(key) and quote(key) == key else in_double_quotes(key)  # `on` is no text in YAML 1.1


@cache
def _word() -> re.Pattern[str]:
    """A number, `true`, `null` or a mere word: it means the same without quotes, in lists and mappings too."""
    return re.compile(r"[A-Za-z0-9_.+][A-Za-z0-9_.+-]*", re.ASCII)


@cache
def _name() -> re.Pattern[str]:
    return re.compile(r"[A-Za-z_][A-Za-z0-9_-]*", re.ASCII)
