"""The words of a line that may name a feature: its name, its number before an item's id, in prose, in a pattern."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import TYPE_CHECKING, NamedTuple

from specward.artifacts import references
from specward.artifacts.phr_header import read_header
from specward.renumber.mentions import mentions
from specward.sources.searched import pattern_of

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from specward.markdown.document import Document
    from specward.renumber.mentions import Mention

NAME = "name"
OWN = "own"
"""The bare number in a heading, a field or a key of the feature's own document."""
ITEM = "item"
"""The bare number before an item's id: `006/FR-003`."""
PROSE = "prose"
"""The number of a feature that is spoken of: `feature 006`, `005 FR-083`."""
_BEHIND = "behind"
PATTERN = "pattern"
"""A glob that begins with the number: `specs/006-*`."""


class Word(NamedTuple):
    """One word that may name a feature; offsets are the line's."""

    kind: str
    start: int
    end: int
    number: int = -1
    """The number; -1 where it is a whole name."""
    mention: Mention | None = None
    is_branch_field: bool = False
    """Whether the line is the document's own field for its branch."""


def coarse(names: Collection[str], numbers: Collection[int]) -> str:
    """What every line holds in which any of the words stands, as `sources.searched` wants it."""
    number = f"0*({'|'.join(map(str, sorted(numbers)))})"
    item = rf"{number}(/|[ '§][^0-9A-Za-z]*)(US|[A-Z]{{1,3}}-?[0-9A-Z])"
    spoken = rf"([Ff]eature|FEATURE|[Ss]pec|SPEC|[Ss]pecification)s?[ _-]#?{number}([^0-9]|$)"
    return "|".join((*map(pattern_of, names), item, spoken, rf"/{number}[-_]?[*]"))


def words(
    line: str, names: Collection[str], numbers: Collection[int], own: tuple[int, int] | None = None
) -> Iterator[Word]:
    """Every word of a line that may name a feature; where two overlap, the one that comes first counts.

    Args:
        line: the line, without its end.
        names: the whole names.
        numbers: the bare numbers.
        own: where the line has the feature's own number, see `own_numbers`.
    """
    field = is_branch_field(line)
    for mention in mentions(line, names):
        yield Word(NAME, mention.start, mention.end, -1, mention, field)
    if own:
        yield Word(OWN, *own)
    for match in _numbered(tuple(sorted(numbers))).finditer(line):
        group = match.lastgroup or ""
        yield Word(PROSE if group == _BEHIND else group, *match.span(group), int(match[group]))


def own_numbers(document: Document, name: str, *, other: bool = False) -> dict[int, tuple[int, int]]:
    """Where a document of a feature says the feature's number: in its title, its front matter, its fields.

    Args:
        document: one in the feature's folder.
        name: of the folder.
        other: whether it has a number of its own, as a record has, so that only a key for the feature counts.

    Returns:
        By line, where in the line.
    """
    digits = re.escape(name.partition("-")[0])
    found: dict[int, tuple[int, int]] = {}
    front = document.front_matter
    last = document.line(front.content_end) if front else 0
    title = next((heading for heading in document.headings if heading.depth == 1), None)
    title_line = document.line(title.start) if title else 0
    for number, line in enumerate(document.text.split("\n"), 1):
        pattern = _key(digits, other) if number <= last else _title(digits) if number == title_line else _field(digits)
        match = pattern.search(line) if number <= last or not other else None
        if match:
            found[number] = match.span("number")
    return found


def past_keys(document: Document) -> int:
    """The last line of the keys of a prompt record: whatever stands below says what was."""
    header = read_header(document)
    ends = [header.end, *(node.end for node in header.entries.values())]
    return document.line(max(ends) - 1) if max(ends) > 0 else 0


def is_title_of_test(line: str, word: Word) -> bool:
    """Whether a word begins what stands in brackets as an item's id: `"[006-search/AC-002] finds nothing"`."""
    return line[: word.start].endswith("[") and _item().match(line, word.end) is not None


def is_branch_field(line: str) -> bool:
    """Whether a line says which branch a feature has, or a record was written on."""
    return _branch_field().match(line) is not None


@cache
def _branch_field() -> re.Pattern[str]:
    """What begins such a line: `**Feature Branch**: …`, `branch: …`, `- **Branch:** …`."""
    return re.compile(r"[\s>*-]{0,8}(?:Feature[ -]?)?Branch\b[*]{0,2}\s?:", re.IGNORECASE)


@cache
def _item() -> re.Pattern[str]:
    return re.compile(rf"/(?:US-?\d{{1,4}}/AC-?\d{{1,3}}(?![\w/])|{references.ID}|{references.TASK_ID})", re.ASCII)


@lru_cache(maxsize=8)
def _numbered(numbers: tuple[int, ...]) -> re.Pattern[str]:
    number = rf"0{{0,17}}(?:{'|'.join(map(str, numbers))})"
    item = rf"(?<![\w./-])(?P<{ITEM}>{number})(?={_item().pattern})"
    spoken = rf"\b(?:features?|spec(?:ification)?s?)[\s_-]{{1,2}}#?(?P<{PROSE}>{number})(?![\w/]|-\w|\.\w)"
    behind = rf"(?<![\w./-])(?P<{_BEHIND}>0{number})(?:['’]s)?[ \t]{{1,3}}(?:{references.ID})"
    glob = rf"/(?P<{PATTERN}>{number})(?=[-_]?\*)"
    return re.compile(f"{item}|(?i:{spoken})|{behind}|{glob}", re.ASCII)


@lru_cache(maxsize=8)
def _title(digits: str) -> re.Pattern[str]:
    return re.compile(rf"(?<![\w./#-])(?P<number>{digits})(?![\w%/-]|\.\d)", re.ASCII)


@lru_cache(maxsize=8)
def _field(digits: str) -> re.Pattern[str]:
    label = r"(?:Feature|Spec(?:ification)?)(?:[ -](?:ID|Number|No\.?|Branch))?"
    return re.compile(
        rf"^[\s>*-]{{0,8}}{label}[*]{{0,2}}\s?:[*]{{0,2}}\s{{0,3}}[`\"'#]{{0,2}}(?P<number>{digits})(?![\w.-])",
        re.ASCII | re.IGNORECASE,
    )


@lru_cache(maxsize=8)
def _key(digits: str, other: bool) -> re.Pattern[str]:
    keys = "feature|feature[_-]?(?:id|number)" + ("" if other else "|id|number|spec|spec[_-]?(?:id|number)")
    return re.compile(rf"^(?:{keys})\s?:\s{{0,4}}[\"']?(?P<number>{digits})[\"']?\s*$", re.ASCII | re.IGNORECASE)
