"""A Markdown document: its text exactly as stored, and lazily what is in it."""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from specward.finding import Location, Position, Span
from specward.lazy import own
from specward.markdown import front_matter
from specward.markdown.scan import FENCE, HEADING, Block, scan, simple_headings

if TYPE_CHECKING:
    from collections.abc import Iterator

    from specward.markdown.front_matter import FrontMatter

UTF8 = "utf-8"
FALLBACK = "windows-1252"
_EXCERPT_LIMIT = 400
_STRETCHES = 4
"""So often as much as the whole text is looked through for the sake of stretches; then reading all is cheaper."""


class Place(NamedTuple):
    """Where a fault lies: a span of a document, or a whole path where no document is (a missing file, a folder)."""

    path: str
    start: int = 0
    end: int = 0
    document: Document | None = None
    label: str = ""

    def location(self) -> Location:
        """The place as people count it, with the source line."""
        if self.document is None:
            return Location(self.path, label=self.label)
        return self.document.location(self.start, self.end, self.label)


class Section(NamedTuple):
    """A heading and all that stands under it, subsections included."""

    title: str
    """The heading's words as compared: see `normal_title`."""
    level: int
    heading: Block
    start: int
    """Past the heading's own line or lines."""
    end: int
    """Where the next heading of the same or a higher level begins, or the end of the text."""


class Document:
    """One Markdown file as read from a source.

    Args:
        path: relative to the project's root, forward slashes.
        text: the decoded file, nothing normalised: byte order mark, line endings and final newline are as stored.
        encoding: `utf-8`, or `windows-1252` where the bytes are not UTF-8; such a document is never rewritten.
        undecodable: the offset of the first byte that is not UTF-8, -1 where all are.
    """

    def __init__(self, path: str, text: str, encoding: str = UTF8, undecodable: int = -1) -> None:
        self.path = path
        self.text = text
        self.encoding = encoding
        self.undecodable = undecodable
        self._stretched = 0

    @classmethod
    def from_bytes(cls, path: str, data: bytes) -> Document:
        """Decode `data` as UTF-8, or as Windows-1252 where it is not; bytes undefined in both become U+FFFD."""
        try:
            return cls(path, data.decode(UTF8))
        except UnicodeDecodeError as error:
            return cls(path, data.decode(FALLBACK, "replace"), FALLBACK, error.start)

    @own
    def front_matter(self) -> FrontMatter | None:
        """The front matter, or None where the document has none."""
        return front_matter.read(self.text)

    @property
    def body_start(self) -> int:
        """Where the Markdown begins: past the front matter."""
        return self.front_matter.body_start if self.front_matter else 0

    @own
    def blocks(self) -> list[Block]:
        """Every block of the body, in source order."""
        return scan(self.text, self.body_start)

    @own
    def _simple_headings(self) -> list[Block] | None:
        return simple_headings(self.text, self.body_start)

    @own
    def headings(self) -> list[Block]:
        """Every heading of the body."""
        if "blocks" in self.__dict__ or self._simple_headings is None:
            return [block for block in self.blocks if block.kind == HEADING]
        return self._simple_headings

    def blocks_between(self, start: int, end: int) -> list[Block]:
        """The blocks of a stretch of the body, without reading the rest where that is not needed.

        Args:
            start: the beginning of the body or of a heading, or the end of one.
            end: the beginning of a later heading, or the end of the text.
        """
        self._stretched += end
        if "blocks" in self.__dict__ or self._simple_headings is None or self._stretched > _STRETCHES * len(self.text):
            blocks = self.blocks
            first = bisect_right(blocks, start - 1, key=_start_of)
            return blocks[first : bisect_right(blocks, end - 1, key=_start_of)]
        return scan(self.text[:end], start)

    @own
    def sections(self) -> list[Section]:
        """Every heading with its extent, in source order. Nested sections overlap those that hold them."""
        ends: list[int] = []
        open_sections: list[tuple[int, int]] = []
        for index, heading in enumerate(self.headings):
            while open_sections and open_sections[-1][0] >= heading.depth:
                ends[open_sections.pop()[1]] = heading.start
            open_sections.append((heading.depth, index))
            ends.append(len(self.text))
        return [
            Section(normal_title(self.words(heading)), heading.depth, heading, heading.end, end)
            for heading, end in zip(self.headings, ends, strict=True)
        ]

    def section(self, *titles: str) -> Section | None:
        """The first section with one of these titles (compared as `normal_title` makes them)."""
        return next((section for section in self.sections if section.title in titles), None)

    def within(self, section: Section, kind: str = "") -> Iterator[Block]:
        """The blocks that begin inside a section, of one kind where given."""
        blocks = self.blocks
        first = bisect_right(blocks, section.start - 1, key=_start_of)
        for index in range(first, len(blocks)):
            block = blocks[index]
            if block.start >= section.end:
                return
            if not kind or block.kind == kind:
                yield block

    def block_at(self, offset: int) -> Block | None:
        """The innermost block that an offset lies in."""
        index = bisect_right(self.blocks, offset, key=_start_of) - 1
        return self.blocks[index] if index >= 0 and offset < self.blocks[index].end else None

    def block_from(self, offset: int) -> Block | None:
        """The first block that begins at an offset or behind it."""
        index = bisect_right(self.blocks, offset - 1, key=_start_of)
        return self.blocks[index] if index < len(self.blocks) else None

    def heading_from(self, offset: int) -> Block | None:
        """The first heading that begins at an offset or behind it."""
        index = bisect_right(self.headings, offset - 1, key=_start_of)
        return self.headings[index] if index < len(self.headings) else None

    def heading_before(self, offset: int) -> Block | None:
        """The last heading that begins before an offset."""
        index = bisect_right(self.headings, offset - 1, key=_start_of)
        return self.headings[index - 1] if index else None

    @property
    def fences(self) -> list[Block]:
        """Every fenced code block."""
        return [block for block in self.blocks if block.kind == FENCE]

    def words(self, block: Block) -> str:
        """The content of a block, as written."""
        return self.text[block.text_start : block.text_end]

    def slice(self, span: Span) -> str:
        """The text at a span."""
        return self.text[span.start : span.end]

    def place(self, start: int, end: int, label: str = "") -> Place:
        """A place in this document, for a fault."""
        return Place(self.path, start, end, self, label)

    @own
    def _line_starts(self) -> list[int]:
        return [0, *(match.end() for match in re.finditer(r"\r\n|\n|\r", self.text))]

    def position(self, offset: int) -> Position:
        """The line and column of an offset; an offset past the end is the end."""
        line = bisect_right(self._line_starts, min(offset, len(self.text)))
        return Position(line, min(offset, len(self.text)) - self._line_starts[line - 1] + 1)

    def line(self, offset: int) -> int:
        """The line of an offset, from 1; where only that is asked for, of many items."""
        return bisect_right(self._line_starts, offset)

    def offset(self, position: Position) -> int:
        """The offset of a position; the inverse of `position`."""
        starts = self._line_starts
        line = min(position.line, len(starts))
        return min(starts[line - 1] + position.column - 1, len(self.text))

    def line_text(self, line: int) -> str:
        """The text of a line (counted from 1) without its ending."""
        starts = self._line_starts
        end = starts[line] if line < len(starts) else len(self.text)
        return self.text[starts[line - 1] : end].rstrip("\r\n")

    def location(self, start: int, end: int, label: str = "") -> Location:
        """A span as people count it, with its first source line (cut at 400 characters)."""
        first = self.position(start)
        begin = self._line_starts[first.line - 1]
        end_of_line = self._line_starts[first.line] if first.line < len(self._line_starts) else len(self.text)
        # A line may have megabytes, and a hundred thousand places.
        excerpt = self.text[begin : min(end_of_line, begin + _EXCERPT_LIMIT + 2)].rstrip("\r\n")[:_EXCERPT_LIMIT]
        return Location(self.path, first, self.position(max(start, end)), label, excerpt)


def _start_of(block: Block) -> int:
    return block.start


@lru_cache(maxsize=4096)
def normal_title(words: str) -> str:
    """A heading's words as titles are compared.

    Lower case, blanks collapsed, emphasis, links' anchors, trailing notes such as `*(mandatory)*`, leading ordinals
    and leading or trailing symbols left out: `## 2. **Requirements** *(mandatory)*` is `requirements`.
    """
    title = words.strip().lower()
    if title.isascii() and title.replace(" ", "").isalpha():
        return " ".join(title.split())
    title = _trailing_note().sub("", title)
    title = _leading_clutter().sub("", title)
    return " ".join(title.strip(" \t*_`:：#").split())


def _trailing_note() -> re.Pattern[str]:
    return re.compile(r"(?:[*_]{1,2}\([^()]{0,80}\)[*_]{1,2}|<!--[^>]{0,200}-->)\s*$")


def _leading_clutter() -> re.Pattern[str]:
    return re.compile(r"^(?:<a name=[^>]{0,80}></a>)?(?:[^\w(]{0,8})(?:\d{1,3}(?:\.\d{1,3}){0,3}[.)]\s+)?[*_`]{0,2}")
