"""Where a raw HTML block begins and how it ends: the seven kinds of CommonMark 0.31, section 4.6."""

from __future__ import annotations

import re
from functools import cache

COMMENT = 2
_TO_BLANK_LINE = 6
"""From this kind on, a block ends before a blank line; the kinds below end with the line of their end mark."""

_NAMES = (
    "address|article|aside|base|basefont|blockquote|body|caption|center|col|colgroup|dd|details|dialog|dir|div|dl|dt|"
    "fieldset|figcaption|figure|footer|form|frame|frameset|h[1-6]|head|header|hr|html|iframe|legend|li|link|main|menu|"
    "menuitem|nav|noframes|ol|optgroup|option|p|param|search|section|summary|table|tbody|td|tfoot|th|thead|title|tr|"
    "track|ul"
)
_END_MARKS = {COMMENT: "-->", 3: "?>", 4: ">", 5: "]]>"}


def opening(line: str, offset: int, *, interrupting: bool) -> int:
    """The kind of HTML block, 1 to 7, that begins with the `<` at `offset`; 0 where none does.

    Where it would be `interrupting` a paragraph, the seventh kind does not begin.
    """
    if line.startswith("<!--", offset):
        return COMMENT
    match = _opening().match(line, offset)
    if match:
        return match.lastindex or 0
    return 7 if not interrupting and _lone_tag().match(line, offset) else 0


def ends_at_blank_line(kind: int) -> bool:
    """Whether a block of this kind has no end mark but ends before a blank line."""
    return kind >= _TO_BLANK_LINE


def ends(kind: int, line: str, offset: int = 0) -> bool:
    """Whether the end mark of a block of this kind stands on the line, from `offset` on."""
    if kind == 1:
        return bool(_raw_end().search(line, offset))
    return line.find(_END_MARKS[kind], offset) >= 0


@cache
def _opening() -> re.Pattern[str]:
    return re.compile(
        r"<(?:((?:pre|script|style|textarea)(?=[ \t>]|$))|(!--)|(\?)|(![A-Za-z])|(!\[(?-i:CDATA)\[)|"
        rf"(/?(?:{_NAMES})(?=[ \t]|/?>|$)))",
        re.IGNORECASE | re.ASCII,
    )


@cache
def _raw_end() -> re.Pattern[str]:
    return re.compile(r"</(?:pre|script|style|textarea)>", re.IGNORECASE | re.ASCII)


@cache
def _lone_tag() -> re.Pattern[str]:
    value = r"""(?:[^"'=<>`\x00-\x20]++|'[^']*+'|"[^"]*+")"""
    attribute = rf"(?:\s++[A-Za-z_:][A-Za-z0-9:._-]*+(?:\s*+=\s*+{value})?+)"
    tag = rf"<[A-Za-z][A-Za-z0-9-]*+{attribute}*+\s*+/?>|</[A-Za-z][A-Za-z0-9-]*+\s*+>"
    return re.compile(rf"(?:{tag})\s*+$", re.ASCII)
