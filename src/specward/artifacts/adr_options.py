"""The options that a decision record weighs, in each way in which records list them.

Bullets of "Considered Options" with "Pros and Cons" below headings of their own (MADR), bullets, bold names, headings
or a table of "Alternatives Considered" (SpecKit Plus), headings such as `## Option 1: …` anywhere (home-made).
"""

from __future__ import annotations

import re
from functools import cache
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from specward.artifacts.adr_arguments import CON, NEUTRAL, PRO, REJECTION, Argument, arguments, sign_of, split
from specward.artifacts.adr_option_names import LABEL, is_bare, is_unfilled, name_and_rest, option_named, plain_name
from specward.artifacts.adr_roles import OPTIONS
from specward.markdown import table
from specward.markdown.scan import HEADING, ITEM, PARAGRAPH, TABLE

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from specward.markdown.document import Document, Section
    from specward.markdown.scan import Block

_NOTHING = frozenset({"none", "none considered", "n/a", "na", "nil", "-", "not applicable"})
_GENERIC = frozenset(
    {"conclusion", "comparison", "summary", "discussion", "notes", "overview", "example", "examples", "rationale"}
)
"""Headings among options that are none."""
_DETAILS = "pros and cons"
_MOST = 100
"""Options of one record: more are no options, or hostile."""


class AdrOption(NamedTuple):
    """One option."""

    name: str
    """On one line, links reduced to their words: `Redis`, `Option 2: Keep it in memory`."""
    start: int
    """Of the words or the heading that name it first."""
    end: int
    pros: tuple[str, ...] = ()
    cons: tuple[str, ...] = ()
    neutral: tuple[str, ...] = ()
    """What is said of it, too."""
    rejection: str = ""
    """Why it was not chosen, where the record says so of this option."""
    is_alternative: bool = False
    """Whether it stands among the alternatives to what was decided, and so cannot be that."""


def options_of(document: Document, roles: dict[str, list[Section]]) -> list[AdrOption]:
    """The options of a record, each once, in the order in which they are first named."""
    found: list[AdrOption] = []
    covered = -1
    for section in roles.get(OPTIONS, ()):
        if section.start < covered or len(found) >= _MOST:
            continue
        covered = section.end
        listed = list(islice(_of_section(document, section), _MOST))
        if not found:
            found = _each_once(listed)
        elif _DETAILS in section.title and len(listed) == len(found) and not _any_known(found, listed):
            found = [_joined(option, detail) for option, detail in zip(found, listed, strict=True)]
        else:
            found = _each_once([*found, *listed])
    return found or _each_once(list(islice(_anywhere(document), _MOST)))


def _of_section(document: Document, section: Section) -> Iterator[AdrOption]:
    blocks = list(document.within(section))
    heads = [index for index, block in enumerate(blocks) if block.kind == HEADING]
    is_alternative = "alternative" in section.title
    for option in _listed(document, blocks[: heads[0] if heads else None], cut=is_alternative):
        yield option._replace(is_alternative=is_alternative)
    for option in _headed(document, blocks, heads):
        yield option._replace(is_alternative=is_alternative)


def _headed(document: Document, blocks: list[Block], heads: list[int]) -> Iterator[AdrOption]:
    """The options that are headings: on the level of the first that counts itself, else on the highest."""
    named = [index for index in heads if not _is_generic(document.words(blocks[index]))]
    counted = [index for index in named if _counted().match(document.words(blocks[index]))]
    level = blocks[counted[0]].depth if counted else min((blocks[index].depth for index in named), default=0)
    bounds = [index for index in heads if blocks[index].depth <= level]
    for index, past in zip(bounds, [*bounds[1:], None], strict=False):
        if blocks[index].depth == level and not _is_generic(document.words(blocks[index])):
            yield from _option(document, blocks[index], arguments(document, blocks[index + 1 : past]))


def _anywhere(document: Document) -> Iterator[AdrOption]:
    """The headings of a record that call themselves an option: `## Option 1: Redis`."""
    for section in document.sections:
        if section.level > 1 and _labelled().match(document.words(section.heading)):
            yield from _option(document, section.heading, arguments(document, document.within(section)))


def _option(document: Document, block: Block, said: list[Argument]) -> Iterator[AdrOption]:
    words = document.words(block)
    name = plain_name(words)
    if name and not is_unfilled(words) and name.lower() not in _NOTHING:
        yield _with(AdrOption(name, block.text_start, block.text_end), said)


def _listed(document: Document, blocks: list[Block], *, cut: bool) -> Iterator[AdrOption]:
    """The options in the items, the bold lines or the table of a section before its first heading.

    Args:
        document: the record.
        blocks: those of the section.
        cut: whether what follows a name on its line is no part of the name, however short.
    """
    tables = [block for block in blocks if block.kind == TABLE]
    starts = [index for index, block in enumerate(blocks) if _is_name(document, block)]
    if not starts:
        blocks = _first_list(blocks)
        items = [index for index, block in enumerate(blocks) if block.kind == ITEM and block.depth == 0]
        # Below the items of a numbered list bullets tell of them, be they nested or not.
        starts = [index for index in items if _is_numbered(blocks[index]) == _is_numbered(blocks[items[0]])]
    for index, past in zip(starts, [*starts[1:], None], strict=False):
        block = blocks[index]
        words = document.words(block)
        name, rest = name_and_rest(words, cut=cut)
        if not name or sign_of(name) or is_unfilled(words) or name.lower().rstrip(".") in _NOTHING:
            continue
        below = [each for each in blocks[index + 1 : past] if each.kind != TABLE]
        said = [*split(rest), *arguments(document, [_raised(each) for each in below])]
        yield _with(AdrOption(name, block.text_start, block.text_end), said)
    for block in tables if not starts else ():
        yield from _rows(document, block)


def _first_list(blocks: list[Block]) -> list[Block]:
    """The blocks up to the paragraph after a list of several items: what is listed below it is said of them all."""
    items = 0
    for index, block in enumerate(blocks):
        items += block.kind == ITEM and block.depth == 0
        if items and block.kind == PARAGRAPH and block.depth == 0:
            return blocks[:index] if items > 1 else blocks
    return blocks


def _rows(document: Document, block: Block) -> Iterator[AdrOption]:
    """The options in a table whose first column names them."""
    head, *rows = table.rows(document.text, block)
    titles = [document.slice(cell).strip("*_` ").lower() for cell in head]
    if not titles or not (_first_column().match(titles[0]) or any(map(sign_of, titles[1:]))):
        return
    for cells in rows:
        words = document.slice(cells[0]) if cells else ""
        name = plain_name(words)
        if not name or is_unfilled(words):
            continue
        said = []
        for title, cell in zip(titles[1:], cells[1:], strict=False):
            parts = _breaks().split(document.slice(cell))
            said += [found for part in parts for found in split(part, sign_of(title) or NEUTRAL)]
        yield _with(AdrOption(name, cells[0].start, cells[0].end), said)


def _is_name(document: Document, block: Block) -> bool:
    """Whether a paragraph is but the name of an option: in bold as a whole, or with a label such as `Option 1`."""
    if block.kind != PARAGRAPH or block.depth:
        return False
    words = document.words(block)
    return bool(_labelled().match(words) or _bold_line().fullmatch(words)) and not sign_of(words)


def _is_numbered(item: Block) -> bool:
    return item.info[0].isdigit()


def _is_generic(words: str) -> bool:
    return bool(sign_of(words)) or plain_name(words).lower().rstrip(":") in _GENERIC


def _raised(block: Block) -> Block:
    """A block of an item as it would be outside of it."""
    return block._replace(depth=max(0, block.depth - 1))


def _with(option: AdrOption, said: Iterable[Argument]) -> AdrOption:
    signed: dict[str, list[str]] = {}
    for argument in said:
        signed.setdefault(argument.sign, []).append(argument.text)
    pros, cons, neutral = (tuple(signed.get(sign, ())) for sign in (PRO, CON, NEUTRAL))
    return option._replace(pros=pros, cons=cons, neutral=neutral, rejection=" ".join(signed.get(REJECTION, ())))


def _each_once(options: list[AdrOption]) -> list[AdrOption]:
    found: list[AdrOption] = []
    for option in options:
        known = option_named(found, option.name)
        if known is None:
            found.append(option)
        else:
            found[found.index(known)] = _joined(known, option)
    return found


def _any_known(found: list[AdrOption], options: list[AdrOption]) -> bool:
    return any(option_named(found, option.name) for option in options)


def _joined(option: AdrOption, detail: AdrOption) -> AdrOption:
    """One option from two places that tell of it."""
    return option._replace(
        name=detail.name if is_bare(option.name) else option.name,
        pros=option.pros + detail.pros,
        cons=option.cons + detail.cons,
        neutral=option.neutral + detail.neutral,
        rejection=option.rejection or detail.rejection,
    )


@cache
def _labelled() -> re.Pattern[str]:
    return re.compile(rf"[*_]{{0,3}}(?:\d{{1,2}}[.)]\s+)?{LABEL}", re.IGNORECASE)


@cache
def _counted() -> re.Pattern[str]:
    return re.compile(rf"[*_`\[]{{0,3}}(?:{LABEL}|\d{{1,2}}[.)]\s|[A-Z][.)]\s)")


@cache
def _bold_line() -> re.Pattern[str]:
    return re.compile(r"\*\*[^*\r\n]{1,200}\*\*:?\s*")


@cache
def _first_column() -> re.Pattern[str]:
    return re.compile(r"(?:considered )?(?:option|alternative|approach|candidate|choice|solution|name)s?\b|$")


@cache
def _breaks() -> re.Pattern[str]:
    return re.compile(r"<br ?/?>|;\s")
