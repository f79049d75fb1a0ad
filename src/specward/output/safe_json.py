"""JSON that is harmless wherever it is shown: on a terminal, in a log, inside a page.

What a terminal or a browser would act on is written by its number: control and format characters, `<`, `>` and `&`.
To who reads the JSON they are the same characters.
"""

from __future__ import annotations

import json
from typing import Any

_FEW = 40
"""So many searches through a text take less time than one look at each of its characters."""


def dumps(value: Any) -> str:  # noqa: ANN401 -- whatever JSON can hold
    """One value, two blanks of indent, ending in a line break."""
    text = json.dumps(value, indent=2, ensure_ascii=False)
    unsafe = [sign for sign in set(text) if _is_unsafe(sign)]
    if len(unsafe) > _FEW:
        return text.translate({ord(sign): _escaped(sign) for sign in unsafe}) + "\n"
    for sign in unsafe:
        text = text.replace(sign, _escaped(sign))
    return text + "\n"


def _is_unsafe(sign: str) -> bool:
    return sign in "<>&" or not (sign.isprintable() or sign == "\n")


def _escaped(sign: str) -> str:
    return f"\\u{ord(sign):04x}" if sign.isascii() else json.dumps(sign)[1:-1]
