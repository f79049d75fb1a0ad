"""Decision records in reStructuredText and AsciiDoc, as the Markdown that says the same.

Enough for a listing: titles, sections, fields, lists and links. One line stays one line, so that places are told right;
nothing is ever written back.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from specward.markdown.document import Document

if TYPE_CHECKING:
    from collections.abc import Iterator

RESTRUCTUREDTEXT = "restructuredtext"
ASCIIDOC = "asciidoc"
_MARKUPS = {".rst": RESTRUCTUREDTEXT, ".adoc": ASCIIDOC, ".asciidoc": ASCIIDOC}
_DEEPEST = 6
_NAMES = {"revdate": "date"}
"""What AsciiDoc calls a field otherwise."""


def markup_of(path: str) -> str:
    """The markup that a file's ending tells, `restructuredtext` or `asciidoc`; empty for any other."""
    return next((markup for ending, markup in _MARKUPS.items() if path.endswith(ending)), "")


def in_markdown(document: Document) -> Document:
    """A document in Markdown: itself, or one that says the same and is marked as not to be written."""
    markup = markup_of(document.path)
    if not markup:
        return document
    ending = "\r\n" if "\r\n" in document.text else "\n"
    lines = document.text.removeprefix("\ufeff").splitlines()
    translated = _restructuredtext(lines) if markup == RESTRUCTUREDTEXT else _asciidoc(lines)
    # No editor touches what is not UTF-8, and so not this either.
    return Document(document.path, ending.join([*translated, ""]), encoding=markup)


def _restructuredtext(lines: list[str]) -> Iterator[str]:
    levels: dict[tuple[str, bool], int] = {}
    key = ""
    """The key of a table of lists, whose value stands on the next line."""
    skipped = False
    for index, line in enumerate(lines):
        below = lines[index + 1] if index + 1 < len(lines) else ""
        above = lines[index - 1] if index else ""
        if skipped:
            skipped = False
            yield ""
        elif _adornment().fullmatch(below) and _is_title(line, below):
            over = _adornment().fullmatch(above) is not None and above.rstrip()[:1] == below[0]
            level = levels.setdefault((below[0], over), min(len(levels) + 1, _DEEPEST))
            skipped = True
            yield f"{'#' * level} {_links(line.strip())}"
        elif _adornment().fullmatch(line) or line.startswith(".. "):
            yield ""
        elif key:
            value = _second_cell().match(line)
            yield f"- **{key}:** {_links(value[1])}" if value else ""
            key = ""
        elif cell := _first_cell().match(line):
            key = cell[1].strip("*` :")
            yield ""
        else:
            yield _field(line) or _links(line)


def _is_title(line: str, below: str) -> bool:
    """Whether a line is a title over an adornment; a label above it may stand without a blank line between."""
    words = line.strip()
    if not words or words.startswith("..") or _adornment().fullmatch(line):
        return False
    return len(below) >= len(words) // 2  # shorter ones are slips, which renderers only warn of


def _links(line: str) -> str:
    return _role_link().sub(r"[\1](\2)", _bare_role().sub(r"\1", line)) if "`" in line else line


def _field(line: str) -> str:
    """A field as an item with a bold key; empty where the line is none."""
    match = _field_line().match(line)
    if match is None:
        return ""
    name, value = match[1] or match[3], match[2] or match[4]
    return f"- **{_NAMES.get(name.lower(), name)}:** {_links(value)}"


def _asciidoc(lines: list[str]) -> Iterator[str]:
    code = ""
    """The delimiter of the block of code or comment that stands open."""
    for line in lines:
        plain = line.rstrip()
        if code:
            closes = plain == code
            code = "" if closes else code
            yield "```" if closes and plain[0] != "/" else "" if plain[:1] == "/" or closes else line
        elif _code_block().fullmatch(plain):
            code = plain
            yield "" if plain[0] == "/" else "```"
        elif plain.startswith("//") or _block().fullmatch(plain) or _attribute_list().fullmatch(plain):
            yield ""
        elif title := _asciidoc_title().match(plain):
            yield f"{'#' * min(len(title[1]), _DEEPEST)} {_asciidoc_words(title[2])}"
        elif row := _row().fullmatch(plain):
            yield f"- **{row[1].strip('* ')}:** {_asciidoc_words(row[2])}"
        elif item := _ordered().match(plain):
            yield f"1. {_asciidoc_words(item[1])}"
        else:
            yield _field(plain) or _asciidoc_words(plain)


def _asciidoc_words(words: str) -> str:
    words = _cross_reference().sub(lambda match: f"[{match[2] or match[1]}]({match[1]})", words)
    words = _macro().sub(lambda match: f"[{match[2] or match[1]}]({match[1]})", words)
    return _bold().sub(r"**\1**", words)


@cache
def _adornment() -> re.Pattern[str]:
    return re.compile(r"([=\-`:'\"~^_*+#<>.])\1{2,}\s*")


@cache
def _first_cell() -> re.Pattern[str]:
    return re.compile(r"\s{1,12}\* - ([^\r\n]{1,60}?)\s*$")


@cache
def _second_cell() -> re.Pattern[str]:
    return re.compile(r"\s{1,12}- (.*)$")


@cache
def _role_link() -> re.Pattern[str]:
    return re.compile(r"(?::\w{1,20}:)?`([^`<>\r\n]{1,200}?)\s*<([^<>`\r\n]{1,300})>`_{0,2}")


@cache
def _bare_role() -> re.Pattern[str]:
    return re.compile(r":(?:doc|ref):`([^`<>\r\n]{1,200})`")


@cache
def _field_line() -> re.Pattern[str]:
    return re.compile(r":([A-Za-z][\w -]{0,30}):\s+(\S.*)$|([A-Za-z][\w -]{0,30})::\s+(\S.*)$")


@cache
def _code_block() -> re.Pattern[str]:
    return re.compile(r"-{4,}|\.{4,}|/{4,}|```")


@cache
def _block() -> re.Pattern[str]:
    return re.compile(r"={4,}|\*{4,}|_{4,}|\+{4,}|\|={3,}|--")


@cache
def _attribute_list() -> re.Pattern[str]:
    return re.compile(r"\[[^\[\]]{0,200}\]")


@cache
def _asciidoc_title() -> re.Pattern[str]:
    return re.compile(r"(={1,6})\s+(\S.*)$")


@cache
def _row() -> re.Pattern[str]:
    return re.compile(r"\|\s*([^|]{1,60}?)\s*\|\s*([^|]{1,300}?)\s*")


@cache
def _ordered() -> re.Pattern[str]:
    return re.compile(r"\.{1,5}\s+(\S.*)$")


@cache
def _cross_reference() -> re.Pattern[str]:
    return re.compile(r"<<([^<>,\r\n]{1,300})(?:,\s*([^<>\r\n]{1,200}))?>>")


@cache
def _macro() -> re.Pattern[str]:
    return re.compile(r"(?:link|xref):([^\s\[\]]{1,300})\[([^\[\]\r\n]{0,200})\]")


@cache
def _bold() -> re.Pattern[str]:
    return re.compile(r"(?<![\w*])\*([^\s*](?:[^*\r\n]{0,200}[^\s*])?)\*(?![\w*])")
