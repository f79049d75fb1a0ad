"""What a decision record says was chosen, where it says so plainly; nothing is guessed from prose.

`Chosen option: "X", because …` (MADR), `We decided for [Option 1](#option-1) because: …` (ADG), and the first words of
a decision that can be nothing else: `Use PostgreSQL because …`, `We will adopt **FastAPI**`.
"""

from __future__ import annotations

import re
from functools import cache
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from specward.artifacts.adr_option_names import is_short_for, is_unfilled, option_named, plain_name
from specward.artifacts.adr_roles import DECISION, RATIONALE
from specward.artifacts.adr_template import is_placeholder
from specward.markdown import inline
from specward.markdown.scan import HEADING, ITEM, PARAGRAPH

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from specward.artifacts.adr_options import AdrOption
    from specward.markdown.document import Document, Section
    from specward.markdown.scan import Block

_LONGEST_NAME = 100
_MOST_WORDS = 6
"""Of a name without quotes or emphasis at the beginning of a decision; a longer one is a sentence."""
_VAGUE = frozenset({"a", "an", "the", "this", "these", "that", "those", "our", "we", "it", "all", "both", "following"})
"""With these begins a description, not a name."""


class Chosen(NamedTuple):
    """What was chosen."""

    name: str
    """On one line, without quotes; as the list of options has it, where it is in the list."""
    rationale: str
    """Why, on one line; empty where the record does not say."""
    start: int
    """Of the name."""
    end: int
    is_stated: bool = True
    """Whether the record calls it the chosen option; else it is what the decision begins with."""


def chosen_of(document: Document, roles: dict[str, list[Section]], options: Sequence[AdrOption]) -> Chosen | None:
    """What was chosen; None where the record does not say it plainly.

    Args:
        document: the record.
        roles: its sections.
        options: those that it weighs.
    """
    for section in roles.get(DECISION, ()):
        blocks = [block for block in document.within(section) if block.kind in {HEADING, ITEM, PARAGRAPH}]
        for index, block in enumerate(blocks):
            found = _stated(document, blocks, index) if block.kind != HEADING else None
            if found:
                return _reasoned(document, roles, _resolved(found, options))
    for section in roles.get(DECISION, ()):
        first = next(document.within(section), None)
        found = _begun(document, first, options) if first and first.kind in {ITEM, PARAGRAPH} else None
        if found:
            return _reasoned(document, roles, _resolved(found, options))
    return None


def _stated(document: Document, blocks: list[Block], index: int) -> Chosen | None:
    """What a block calls the chosen option, with the reasons that follow it there and below."""
    block = blocks[index]
    text = inline.visible(document.text, block.text_start, block.text_end)
    if "`" in document.text[block.text_start : block.text_end]:
        text = document.words(block)  # a name in backquotes is hidden as code
    lead = _lead().search(text)
    if lead is None:
        return None
    match = _name().match(text, lead.end())
    if match is None:
        alone = not text[lead.end() :].strip(" \t*_:") and not lead[1]
        return _named_below(document, blocks, index) if alone else None
    group = match.lastindex or 0
    name = plain_name(match[group])
    if not name or len(name) > 2 * _LONGEST_NAME or _says_nothing(match[group]):
        return None
    start = block.text_start + match.start(group)
    below = list(_below(document, islice(blocks, index + 1, None)))
    return Chosen(name, _reasons(text[match.end() :], below), start, start + len(match[group]))


def _named_below(document: Document, blocks: list[Block], index: int) -> Chosen | None:
    """`Chosen option:` by itself, with the one that is meant as the first item below it."""
    block = blocks[index + 1] if index + 1 < len(blocks) else None
    if block is None or block.kind != ITEM:
        return None
    name = plain_name(document.words(block))
    if not name or len(name) > _LONGEST_NAME or _says_nothing(document.words(block)):
        return None
    return Chosen(name, "", block.text_start, block.text_end)


def _says_nothing(words: str) -> bool:
    """Whether the words of a name are a template's; `Option 1` is an option as it is called."""
    return is_unfilled(words) and not _label().fullmatch(plain_name(words))


def _begun(document: Document, block: Block, options: Sequence[AdrOption]) -> Chosen | None:
    """What the first words of a decision choose, where they name an option or are no more than a name."""
    text = document.words(block)
    match = _beginning().match(text) or _passive().match(text)
    if match is None:
        return None
    group = match.lastindex or 0
    name = plain_name(match[group])
    words = name.split()
    plain = text[match.start(group)] not in '*`"“'
    if not words or len(name) > _LONGEST_NAME or _says_nothing(match[group]) or words[0].lower() in _VAGUE:
        return None
    option = option_named(options, name)
    if option is None and plain and (len(words) > _MOST_WORDS or not _proper().match(name)):
        return None
    if option is not None and option.is_alternative:
        return None
    start = block.text_start + match.start(group)
    reasons = _reasons(text[match.end() :], []) if _reason().match(text, match.end()) else ""
    return Chosen(name, reasons, start, start + len(match[group]), is_stated=False)


def _resolved(chosen: Chosen, options: Sequence[AdrOption]) -> Chosen:
    """What is chosen by the name that the list of options has for it, where it is in the list.

    A record may name it by its label or its place alone, `Option 1`, `B`, and go on with a reason after a comma.
    """
    found = option_named(options, chosen.name)
    name, comma, rest = chosen.name.partition(", ")
    before = option_named(options, name) if comma and not (found and is_short_for(chosen.name, found.name)) else None
    if before and is_short_for(name, before.name):
        found = before
        chosen = chosen._replace(name=name, rationale=chosen.rationale or rest, end=chosen.start + len(name))
    place = _place().fullmatch(chosen.name)
    if place and found is None:
        index = int(place[1]) - 1 if place[1].isdigit() else ord(place[1].upper()) - ord("A")
        found = option_named(options, f"Option {place[1]}") or next(iter(options[index : index + 1]), None)
    if found is None or found.is_alternative or not (place or is_short_for(chosen.name, found.name)):
        return chosen
    return chosen._replace(name=found.name)


def _reasoned(document: Document, roles: dict[str, list[Section]], chosen: Chosen) -> Chosen:
    """With the section on the reasons, where the place itself gives none."""
    if chosen.rationale:
        return chosen
    for section in roles.get(RATIONALE, ()):
        said = " ".join(document.words(block) for block in document.within(section) if block.kind in {ITEM, PARAGRAPH})
        if said.strip() and not is_placeholder(said):
            return chosen._replace(rationale=" ".join(said.split()))
    return chosen


def _reasons(after: str, below: list[str]) -> str:
    """What follows the name: the rest of its paragraph, or what stands below where that has none or leads on."""
    rest = " ".join(_because().sub("", after, count=1).split())
    said = "" if is_placeholder(rest) else rest
    if not said or said.endswith(":"):
        said = " ".join([said, "; ".join(below)]).strip()
    return said


def _below(document: Document, blocks: Iterable[Block]) -> Iterator[str]:
    """The texts that follow, up to the next heading."""
    for block in blocks:
        if block.kind == HEADING:
            return
        words = " ".join(document.words(block).split())
        if block.depth == 0 and words and not is_placeholder(words):
            yield words


@cache
def _lead() -> re.Pattern[str]:
    what = r"(?:option|alternative|solution|approach|outcome|variant)(s)?"
    return re.compile(
        rf"(?:\b(?:chosen|selected|preferred|recommended|accepted) {what}[*_]{{0,3}}"
        rf"(?:\s?[:：][*_]{{0,3}}|\s(?:is|was)\b:?|(?=\s[\"“`*]))|\bwe (?:have )?decided for\b|\bdecided for\b)\s*",
        re.IGNORECASE,
    )


@cache
def _name() -> re.Pattern[str]:
    """A name in quotes, emphasis or a link; or bare, up to what ends it."""
    quoted = "|".join(
        rf"[*_]{{0,3}}{opening}([^{closing}\r\n]{{1,200}}){closing}[*_]{{0,3}}"
        for opening, closing in ('""', "“”", "„“", "‘’", "''", "``", "«»", '"”')
    )
    bold = r"[*_]{2,3}([^*\r\n]{1,200}?)[*_]{2,3}"
    link = r"(\[[^\[\]\r\n]{1,200}\]\([^()\r\n]{0,300}\))"
    ends = r",?\s+because\b|,?\s+since\b|[;.](?:\s|$)|\s[–—-]\s|\s*(?:[\r\n]|$)"
    bare = rf"([^\s\"“„‘`«*\[][^\r\n]{{0,199}}?)(?={ends})"
    return re.compile(rf"\s*(?:{quoted}|{bold}|{link}|{bare})")


@cache
def _because() -> re.Pattern[str]:
    return re.compile(r"^[\s,.;:*_\"”)–—-]{0,6}(?:(?:because|since|as|due to)\b[\s:,]{0,3})?", re.IGNORECASE)


@cache
def _reason() -> re.Pattern[str]:
    return re.compile(r"[\s,;.*_]{0,4}(?:because|since|due to)\b|\s?[–—]", re.IGNORECASE)


@cache
def _place() -> re.Pattern[str]:
    return re.compile(r"(?:(?:option|alternative) )?#?([1-9]\d?|[A-Z])", re.IGNORECASE)


@cache
def _beginning() -> re.Pattern[str]:
    verb = r"(?:use|adopt|choose|select|pick|go with)"
    done = r"(?:chose|selected|picked|adopted|went with)(?: to use)?"
    will = r"(?:will|shall|have decided to|decided to|chose to|choose to|are going to)?"
    who = rf"(?:we {will} ?{verb}|we (?:have )?{done}|{verb}|{done})"
    name = r"(\*\*[^*\r\n]{1,100}\*\*|`[^`\r\n]{1,100}`|[\"“][^\"“”\r\n]{1,100}[\"”]|[^\s*`\"“][^\r\n]{0,120}?)"
    words = r"because|for|as|to|with|since|in|instead|over|rather|on|when|so|and then"
    end = rf"(?=\s*(?:[,;:.](?:\s|$)|[–—(]|-\s|$|[\r\n])|\s(?:{words})\b)"
    return re.compile(rf"[*_]{{0,2}}(?:{who})\s{name}{end}", re.IGNORECASE)


@cache
def _passive() -> re.Pattern[str]:
    return re.compile(r"(Option \w{1,2})\b[^.\r\n]{0,120}\b(?:has been|was|is) chosen\b", re.IGNORECASE)


@cache
def _proper() -> re.Pattern[str]:
    """A name, not a common noun: it begins with a capital or a digit, or is an option by its label."""
    return re.compile(r"[A-Z0-9.@]|option \w{1,2}$|[a-z]{1,20}[A-Z0-9’'.-]")


@cache
def _label() -> re.Pattern[str]:
    return re.compile(r"(?:option|alternative) \w{1,2}", re.IGNORECASE)
