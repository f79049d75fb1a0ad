"""A project's constitution: its principles and its version.

Source of the format: `constitution-template.md` of spec-kit 0.0.1 to 1.2 and of SpecKit Plus.
"""

from __future__ import annotations

import re
from functools import cache, cached_property
from typing import TYPE_CHECKING, NamedTuple

from specward.artifacts import header
from specward.finding import Span

if TYPE_CHECKING:
    from specward.artifacts.unreadable import Unreadable
    from specward.markdown.document import Document, Section

_PRINCIPLES = ("principle", "princíp", "princip", "prinzip", "grunds", "原則", "原则", "원칙", "принцип")
"""What the title of the section of principles holds, in the languages met."""
_VERSION = ("version", "versão", "versión", "versione", "版本", "バージョン", "버전", "версия")

_ROMAN = {"I": 1, "V": 5, "X": 10, "L": 50}


class Principle(NamedTuple):
    """One principle: its heading and all that stands under it."""

    id: str
    """`P-01` in order of appearance, or what an explicit `{#P-01}` in the heading says."""
    name: str
    """Without ordinal, emphasis, `(NON-NEGOTIABLE)` and explicit id."""
    ordinal: str
    """As written: `I`, `1`, `2.1`; empty where it has none."""
    text: str
    """The words under the heading, without blanks around them."""
    heading: Span
    start: int
    """Where the body begins, past the heading."""
    end: int
    """Where the next heading of the same or a higher level begins."""
    explicit: bool = False
    """Whether the id is written out; one counted from the position may mean another principle tomorrow."""


class Version(NamedTuple):
    """The line `**Version**: 1.2.0 | **Ratified**: 2026-01-31 | **Last Amended**: 2026-02-14`."""

    number: str
    """Without a leading `v`; empty where it is still a token or a TODO."""
    ratified: str
    """As written; `TODO(…)` and tokens too; empty where it is not given."""
    amended: str
    start: int
    end: int


class Constitution:
    """A constitution as read."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.title = ""
        self.title_span: Span | None = None
        self.principles: list[Principle] = []
        self.unreadable: list[Unreadable] = []

    @cached_property
    def version(self) -> Version | None:
        """The last version line that has a number, else the last; None where there is none.

        It is looked for when it is asked for: whoever checks a plan wants the principles alone.
        """
        return _version(self.document)


def read_constitution(document: Document) -> Constitution:
    """Read a constitution; whatever the text is, nothing is raised."""
    constitution = Constitution(document)
    constitution.title, constitution.title_span = header.title(document)
    for index, section in enumerate(_principle_sections(document)):
        constitution.principles.append(_principle(document, section, index + 1))
    return constitution


def _principle_sections(document: Document) -> list[Section]:
    """The sections that are principles.

    Those called `Principle 1`, if two are; else the sections right under each section of principles, and those of later
    chapters that go on counting; else those whose heading has an ordinal.
    """
    called = [section for section in document.sections if _called_principle().match(document.words(section.heading))]
    if len(called) > 1:
        return called
    found: list[Section] = []
    holder: Section | None = None
    level = 0
    for section in document.sections:
        if holder and section.heading.start < holder.end:
            level = level or section.level
            if section.level == level:
                found.append(section)
        elif _holds_principles(document, section):
            holder, level = section, 0
    if found:
        return found + _continued(document, found[-1])
    numbered = [s for s in document.sections if s.level in (2, 3) and _numbered(document.words(s.heading))]
    level = numbered[0].level if numbered else 0
    return [section for section in numbered if section.level == level]


def _continued(document: Document, last: Section) -> list[Section]:
    """The later sections of the same level that go on counting in Roman numerals where `last` stops.

    The chapter on governance says how the constitution is kept, and holds no principles.
    """
    found: list[Section] = []
    expected = _roman(document, last) + 1
    if expected == 1:
        return []
    for section in document.sections:
        if section.heading.start < last.end:
            continue
        if section.level < last.level and section.title.startswith("governance"):
            break
        if section.level == last.level and _roman(document, section) == expected:
            found.append(section)
            expected += 1
    return found


def _roman(document: Document, section: Section) -> int:
    """The Roman numeral that a section's heading begins with; 0 where it begins with none."""
    match = _ordinal().match(document.words(section.heading))
    values = [_ROMAN[numeral] for numeral in match["roman"] or ""] if match else []
    return sum(-value if value < max(values[index:]) else value for index, value in enumerate(values))


def _holds_principles(document: Document, section: Section) -> bool:
    """Whether a section's title speaks of principles and is not itself the name of a numbered one."""
    named = section.level > 1 and any(word in section.title for word in _PRINCIPLES)
    return named and not _ordinal().match(document.words(section.heading))


def _numbered(words: str) -> bool:
    match = _ordinal().match(words)
    return match is not None and bool(match["roman"] or match["word"] or match["cjk"])


def _principle(document: Document, section: Section, position: int) -> Principle:
    words = document.words(section.heading)
    explicit = _explicit_id().search(words)
    match = _ordinal().match(words)
    name = words[match.end() if match else 0 :]
    name = _suffix().sub("", _explicit_id().sub("", name)).strip(" \t*_`:")
    return Principle(
        explicit[1] if explicit else f"P-{position:02}",
        name,
        (match["roman"] or match["arabic"] or match["number"] or match["cjk"] or "") if match else "",
        document.text[section.start : section.end].strip(),
        Span(section.heading.start, section.heading.end),
        section.start,
        section.end,
        explicit is not None,
    )


def _version(document: Document) -> Version | None:
    best: re.Match[str] | None = None
    text = without_comments(document.text)
    for match in _version_line().finditer(text, document.body_start):
        if match["number"] or not best or not best["number"]:
            best = match
    if not best:
        return None
    ratified, amended = (_dated(text, pattern, best.start()) for pattern in (_ratified(), _amended()))
    return Version(best["number"] or "", ratified, amended, best.start("start"), best.end())


def without_comments(text: str) -> str:
    """The text with HTML comments blanked, every other character in its place."""
    pieces: list[str] = []
    shown = 0
    while (begin := text.find("<!--", shown)) >= 0 and (end := text.find("-->", begin)) >= 0:
        pieces += text[shown:begin], " " * (end + 3 - begin)
        shown = end + 3
    return "".join((*pieces, text[shown:]))


def without_version_line(text: str) -> str:
    """A text without the lines of version and dates, which stand under the last heading, whatever that is."""
    return "".join(line for line in text.splitlines(keepends=True) if not _dated_line().match(line))


def _dated(text: str, pattern: re.Pattern[str], near: int) -> str:
    matches = list(pattern.finditer(text, max(0, near - 1000), near + 1000))
    return matches[-1][1].strip(" \t\\`*") if matches else ""


@cache
def _called_principle() -> re.Pattern[str]:
    return re.compile(r"[^\w\[]{0,6}(?:Principle|Princípio|Principio|Prinzip|原則|原则)[ \t]*(?:[IVXL]{1,6}|\d{1,2})\b")


@cache
def _ordinal() -> re.Pattern[str]:
    return re.compile(
        r"[^\w\[]{0,6}(?:(?P<word>Principle|Article|Princípio|Principio|Artikel|原則|原则)[ \t]*"
        r"(?P<number>[IVXL]{1,6}|\d{1,2})\b"
        r"|(?P<cjk>[一二三四五六七八九十]{1,3})(?=[、.:：])"
        r"|(?P<roman>[IVXL]{1,6})(?=[.:)）、 \t—–-])"
        r"|(?P<arabic>\d{1,2}(?:\.\d{1,2})?)(?=[.:)）、 \t—–-]))"
        r"[.:)）、]?[ \t—–-]*[*_]{0,3}"
    )


@cache
def _explicit_id() -> re.Pattern[str]:
    return re.compile(r"\{#(P-\d{1,4})\}")


@cache
def _suffix() -> re.Pattern[str]:
    return re.compile(
        r"[ \t]*[(（](?:NON[- ]?NEGOTIABLE|不可協商|不可协商|MANDATORY|CRITICAL|REQUIRED)[^()（）]{0,80}[)）]",
        re.IGNORECASE,
    )


@cache
def _version_line() -> re.Pattern[str]:
    return re.compile(
        r"(?:^|\n|\r)(?P<start>[ \t]{0,3}(?:[-*+|][ \t]+)?[*_]{0,3}(?:Constitution |Current )?"
        rf"(?:{'|'.join(_VERSION)})"
        r"[*_]{0,3}[ \t]?[:：|][*_]{0,3})[ \t|]*[`*]{0,3}"
        r"(?:v?(?P<number>\d{1,4}(?:\.\d{1,4}){0,2}[\w.+-]{0,20})|TODO\([^)\r\n]{0,60}\)[^\r\n|]{0,80}|\[[A-Z_]{1,40}\])?",
        re.IGNORECASE,
    )


@cache
def _dated_line() -> re.Pattern[str]:
    return re.compile(r"^[ \t\-*+|_]{0,8}(?:Version|Ratified|Last Amended)\b", re.IGNORECASE)


@cache
def _ratified() -> re.Pattern[str]:
    return re.compile(r"Ratified(?: on| date)?[*_]{0,3}[ \t]?[:：][*_]{0,3}[ \t]*([^|\r\n]{0,120})", re.IGNORECASE)


@cache
def _amended() -> re.Pattern[str]:
    return re.compile(
        r"(?:Last Amended|Last Updated|Amended)[*_]{0,3}[ \t]?[:：][*_]{0,3}[ \t]*([^|\r\n]{0,120})", re.IGNORECASE
    )
