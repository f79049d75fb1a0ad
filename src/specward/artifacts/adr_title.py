"""The title of a decision record, and the numbers that it goes by: in its file name, its front matter, its title."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from specward.artifacts.adr_identity import AdrIdentity
from specward.artifacts.adr_metadata import FRONT_MATTER, title_heading
from specward.finding import Span
from specward.markdown.scan import ITEM

if TYPE_CHECKING:
    from specward.artifacts.adr_metadata import Metadatum
    from specward.markdown.document import Document

FILE_NAME = "file name"
HEADING = "heading"
_NUMBER_NAMES = ("number", "id", "adr", "adr_id", "adr-id", "slug")


class AdrNumber(NamedTuple):
    """A number as it stands somewhere."""

    value: int
    start: int
    """Of the digits, or of the value that holds them; 0 for that of the file name."""
    end: int
    notation: str


class AdrTitle(NamedTuple):
    """A title as it stands somewhere."""

    text: str
    """Without the number, on one line."""
    span: Span
    """Where it stands, its number included."""
    number: AdrNumber | None
    is_identified: bool
    """Whether it begins with a number, or with words such as `Decision Record:`."""


def read_titles(document: Document, metadata: list[Metadatum]) -> list[AdrTitle]:
    """The titles of a record in the order in which they count.

    The heading before all sections, `title` of the front matter, a comment that heads the front matter.
    """
    span = _heading_span(document)
    found = [_title(document.slice(span), span, HEADING)] if span else []
    front = document.front_matter
    if front is None:
        return found
    found += (
        _title(each.value, Span(each.start, each.end), FRONT_MATTER)
        for each in metadata
        if each.name == "title" and each.notation == FRONT_MATTER and each.value.strip()
    )
    comment = _comment().match(document.text, front.content_start, front.content_end)
    if comment:
        found.append(_title(comment[1], Span(*comment.span(1)), FRONT_MATTER))
    return found


def read_numbers(identity: AdrIdentity, metadata: list[Metadatum], titles: list[AdrTitle]) -> list[AdrNumber]:
    """The numbers of a record in the order in which they count: file name, front matter, title."""
    found = [AdrNumber(identity.number, 0, 0, FILE_NAME)] if identity.number is not None else []
    numbered = [title.number for title in titles if title.number]
    if any(metadatum.notation == FRONT_MATTER for metadatum in metadata):
        for name in _NUMBER_NAMES:
            for metadatum in metadata:
                if metadatum.name == name and metadatum.notation == FRONT_MATTER and metadatum.value:
                    value = AdrIdentity.parse(metadatum.value).number
                    if value is not None:
                        found.append(AdrNumber(value, metadatum.start, metadatum.end, FRONT_MATTER))
        numbered.sort(key=lambda number: number.notation != FRONT_MATTER)
    return found + numbered


def _title(words: str, span: Span, notation: str) -> AdrTitle:
    match = _identified(words)
    number = None
    if match and match.lastindex:
        start, end = match.span(match.lastindex)
        # A scalar of YAML is not what stands in the text: its span is all that is known.
        place = (span.start + start, span.start + end) if notation == HEADING else span
        number = AdrNumber(int(match[match.lastindex]), *place, notation)
    return AdrTitle(_plain(words, match), span, number, match is not None)


def _plain(words: str, match: re.Match[str] | None) -> str:
    """A title without its number, anchors, comments and the emphasis around it, on one line."""
    text = words[match.end() :] if match else words
    if "<" in text:
        text = _markup().sub("", text)
    if "\n" in text and text.lstrip().startswith(".. _"):  # a label of reStructuredText
        text = text.partition("\n")[2]
    text = " ".join(text.split())
    for mark in ("**", "__", "*", "_") if text.endswith(("*", "_")) else ():
        if text.endswith(mark) and (text.startswith(mark) or (match and mark in match[0])):
            inner = text[len(mark) if text.startswith(mark) else 0 : -len(mark)]
            return text if mark in inner else inner.strip()
    return text


def _heading_span(document: Document) -> Span | None:
    block = title_heading(document)
    if block is not None:
        return Span(block.text_start, block.text_end)
    first = document.blocks_between(document.body_start, _first_heading(document))[:1]
    if first and first[0].kind == ITEM and first[0].info[0].isdigit():
        # `7. Use X` over a line of `=` is a title for people; for CommonMark it is an item of a list.
        underlined = _underlined().match(document.text, first[0].start, first[0].end)
        return Span(*underlined.span(1)) if underlined else None
    return None


def _first_heading(document: Document) -> int:
    return document.headings[0].start if document.headings else len(document.text)


def _identified(words: str) -> re.Match[str] | None:
    """What a title begins with that tells which record it is; what is only the word `ADR` too."""
    match = _identity().match(words)
    if match is None and " " not in words.strip():
        match = _file_stem().match(words)
    return match


@cache
def _identity() -> re.Pattern[str]:
    lead = r"(?:<a name=[^<>]{0,80}></a>|\.\. _[^\n]{0,80}:\s*\n|[^\w\s\[({<\"'`*_#$@.~/\\-]{1,4}\s|[*_\s]{1,3}){0,4}"
    word = r"(?:AD|DEC|DR|(?:Architect(?:ure|ural) )?Decision(?: Record)?)"
    kinds = (
        r"[\[(]?M?ADR[-_ #]{0,2}(\d{1,6})(?!\w)[\s.:：)\]|–—-]*",
        rf"{word}[-_ #]{{0,2}}(\d{{1,6}})\s*[.:：)–—-]+\s*",
        r"\[?(\d{1,6})(?:[.:：)\]](?:\s+|$)|\s+[-–—]\s+)",
        r"M?ADR[-_ ]?(?:XX{2,5}|NN{2,5}|\?{1,4})\s*[.:：–—-]\s*",
        r"(?:XX{2,5}|NN{2,5})(?:[.:：]|\s+[-–—])\s+(?=\S)",  # pyadr, whose proposals have no number yet
        r"(?:ADR|Architect(?:ure|ural) Decision(?: Record)?|Decision Record)\s*[:：–—]\s*(?=\S)",
    )
    return re.compile(rf"{lead}(?:{'|'.join(kinds)})", re.ASCII | re.IGNORECASE)


@cache
def _file_stem() -> re.Pattern[str]:
    return re.compile(r"(\d{3,6})[-_](?=[A-Za-z])", re.ASCII)


@cache
def _markup() -> re.Pattern[str]:
    return re.compile(r"<!--(?:(?!-->).){0,400}-->|<a (?:name|id)=[^<>]{0,80}>|</a>", re.DOTALL)


@cache
def _underlined() -> re.Pattern[str]:
    return re.compile(r"(\d{1,6}[.)][ \t]+[^\r\n]{1,300})\r?\n[ \t]*={3,}[ \t]*(?=\r?\n|\Z)")


@cache
def _comment() -> re.Pattern[str]:
    """A comment by itself at the top of front matter: somebody meant a heading."""
    return re.compile(r"\s{0,20}#[ \t]+([^\r\n]{1,300}?)[ \t]*(?=\r?\n[ \t]*\r?\n)")
