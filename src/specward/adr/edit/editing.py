"""The ground of all edits of a decision record: spans with other words, the record read again, nothing else changed.

New lines end as the line before them does. A record that is not UTF-8 is not edited.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from specward.adr.edit.line_spans import indent_of, line_end, line_ending
from specward.artifacts.adr import read_adr
from specward.artifacts.adr_markup import markup_of
from specward.artifacts.adr_roles import LOG4BRAINS
from specward.changes import Replace
from specward.errors import UsageError
from specward.markdown.document import UTF8, Document, normal_title
from specward.markdown.scan import HEADING, ITEM

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

    from specward.artifacts.adr import Adr
    from specward.markdown.document import Section
    from specward.markdown.scan import Block

_DEPTH = 2
_MARKERS = ("-", "*", "+")


class Edit(NamedTuple):
    """Other words at a span of a text; an empty span inserts."""

    start: int
    end: int
    words: str


class Reading(NamedTuple):
    """What a record says, as far as an edit of something else must leave it."""

    title: str
    number: int | None
    status: str
    date: str
    metadata: tuple[tuple[str, str], ...]
    links: tuple[tuple[str, bool, str], ...]
    headings: tuple[tuple[int, str], ...]


def respan(adr: Adr, start: int, end: int, words: str) -> Adr:
    """The record with other words at a span, read again. Line breaks in them become those of the file there.

    Raises:
        UsageError: it is not UTF-8.
    """
    return respanned(adr, [Edit(start, end, words)])


def respanned(adr: Adr, edits: Iterable[Edit]) -> Adr:
    """The record with several spans changed at once; see `respan`.

    Raises:
        UsageError: it is not UTF-8, or two of the spans overlap.
    """
    require_utf8(adr.document)
    text = adr.document.text
    ordered = sorted(edits)
    if any(after.start < before.end for before, after in pairwise(ordered)):
        raise UsageError("two changes to this record overlap", where=adr.document.path, help="make them by hand")
    for edit in reversed(ordered):
        words = unix(edit.words).replace("\n", line_ending(text, edit.start))
        text = text[: edit.start] + words + text[edit.end :]
    return read_adr(Document(adr.document.path, text))


def require_utf8(document: Document) -> None:
    """Refuse a document that cannot be rewritten without changing bytes that nobody named.

    Raises:
        UsageError: it is not UTF-8, or no Markdown.
    """
    markup = markup_of(document.path)
    if markup:
        raise UsageError(f"records in {markup} are read, not edited", where=document.path, help="change it by hand")
    if document.encoding != UTF8:
        raise UsageError("this record is not UTF-8, so it is not edited", where=document.path, help="save it as UTF-8")


def replacement(before: Adr, after: Adr) -> Replace:
    """The change to the project's files that makes one state of a record the other."""
    return Replace(before.document.path, after.document.text, before.document.text)


def reading(adr: Adr) -> Reading:
    """What a record says, for comparison."""
    document = adr.document
    return Reading(
        adr.title,
        adr.number,
        adr.status.raw if adr.status else "",
        adr.date.raw if adr.date else "",
        tuple((each.name, each.value) for each in adr.metadata),
        tuple((link.kind, link.partly, link.target) for link in adr.links),
        tuple((heading.depth, document.words(heading).strip()) for heading in document.headings),
    )


def differs(  # noqa: PLR0913 -- one argument for each part that an edit may name
    before: Adr,
    after: Adr,
    *,
    fields: Collection[str] = (),
    names: Collection[str] = (),
    links: Collection[tuple[str, bool, str]] = (),
    headings: Collection[str] = (),
) -> bool:
    """Whether a record says anything else than before, what was to change left out.

    Args:
        before: the record as it was.
        after: as it was edited.
        fields: the parts of `Reading` that may differ at will.
        names: the metadata that may differ, lower case.
        links: the links that may have come or gone.
        headings: the titles that may have come or gone, as `normal_title` makes them.
    """

    def compared(adr: Adr) -> Iterator[object]:
        said = reading(adr)._asdict()
        said["metadata"] = sorted(each for each in said["metadata"] if each[0] not in names)
        said["links"] = sorted(each for each in said["links"] if each not in links)
        said["headings"] = [each for each in said["headings"] if normal_title(each[1]) not in headings]
        return (value for name, value in said.items() if name not in fields)

    return any(old != new for old, new in zip(compared(before), compared(after), strict=True))


def refusal(adr: Adr, what: str, by_hand: str) -> UsageError:
    """What is raised where an edit would not read as it was meant."""
    return UsageError(
        f"{what} cannot be written without changing what else this record says",
        where=adr.document.path,
        help=f"write it by hand: {by_hand}",
    )


def appended_section(adr: Adr, title: str, markdown: str) -> Adr:
    """The record with Markdown at the end of the section of a title, which is made at the end where there is none.

    Raises:
        UsageError: it is not UTF-8, or the section cannot be read back, as after a fence that is never closed.
    """
    text, name = adr.document.text, normal_title(title)
    section = adr.document.section(name)
    if section is None and is_open(adr):
        raise refusal(adr, f"the section `{title}`", markdown)
    if section is None:
        at = len(text.rstrip())
        lead = "\n\n" if text[:at].strip("\ufeff") else ""
        edited = respan(adr, at, at, f"{lead}{'#' * section_depth(adr)} {title}\n\n{markdown}")
    else:
        at, lead, marker = section_tail(adr, section)
        listed = bool(marker) and markdown.startswith("- ")
        edited = respan(adr, at, at, f"{lead}{marker}{markdown[2:]}" if listed else f"\n\n{markdown}")
    found = edited.document.section(name)
    if found is None or differs(adr, edited, headings={name}):
        raise refusal(adr, f"the section `{title}`", markdown)
    return edited


def is_madr(adr: Adr) -> bool:
    """Whether a record has the sections of MADR, of which log4brains is a dialect."""
    return adr.format.startswith("madr") or adr.format == LOG4BRAINS


def is_open(adr: Adr) -> bool:
    """Whether a fence or a comment that is never closed swallows whatever is added at the end."""
    blocks = adr.document.blocks
    return bool(blocks) and not blocks[-1].closed


def section_depth(adr: Adr) -> int:
    """The level at which the record's sections stand: that of the first heading after the title."""
    headings = adr.document.headings
    below = headings[1:] if headings and headings[0].depth == 1 else headings
    return min((heading.depth for heading in below), default=_DEPTH)


def own_blocks(adr: Adr, section: Section) -> list[Block]:
    """The blocks of a section up to the next heading."""
    found = []
    for block in adr.document.within(section):
        if block.kind == HEADING:
            break
        found.append(block)
    return found


def section_tail(adr: Adr, section: Section) -> tuple[int, str, str]:
    """Where a line is added to a section, what parts it from what stands before, and the mark of the list it joins.

    The mark is empty where the section does not end with a list, or with a numbered one.
    """
    blocks = own_blocks(adr, section)
    if not blocks:
        return section.start, "\n\n", ""
    text = adr.document.text
    end = line_end(text, blocks[-1].end)
    items = [block for block in blocks if block.kind == ITEM and block.depth == 0]
    if items and items[-1].info in _MARKERS and all(block.depth for block in blocks[blocks.index(items[-1]) + 1 :]):
        return end, "\n", f"{indent_of(text, items[-1].start)}{items[-1].info} "
    return end, "\n\n", ""


def unix(words: str) -> str:
    """Words with line feeds."""
    return words.replace("\r\n", "\n")
