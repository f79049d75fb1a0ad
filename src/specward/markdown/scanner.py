"""The machine behind `scan`: one pass over the lines, a stack of open list items, at most one open run of text.

Where the rules come from: CommonMark 0.31.2 for all blocks, the GitHub Flavored Markdown specification for tables.
No step costs more than a constant times the length of its line, whatever came before: documents are hostile.
"""

from __future__ import annotations

from bisect import bisect_right
from typing import Final

from specward.finding import new
from specward.markdown import html
from specward.markdown.block import CODE, FENCE, HEADING, HTML, ITEM, PARAGRAPH, QUOTE, RULE, TABLE, Block
from specward.markdown.fences import Fences
from specward.markdown.lines import BLANKS, column_after, indent, past_blanks, split
from specward.markdown.marks import (
    CODE_INDENT,
    FENCE_OPENING,
    OPENERS,
    atx_heading,
    is_break,
    is_table_head,
    marker_end,
    may_interrupt,
    unquoted,
)

MAX_ITEM_DEPTH: Final = 100
"""A list marker nested deeper than this is read as text."""
MAX_QUOTE_DEPTH: Final = 8
"""Quotes within quotes are looked into (for what continues them) down to this depth."""

_LEAVES = frozenset("#`~<>_")
"""What begins a block other than an item; a thematic break, which can look like one, also ends with one of these:"""
_BREAK_ENDS = frozenset("-*_" + BLANKS)
_OPEN_TEXT = "text"
"""Stands for the text that lazy lines have continued, where a quote goes on after them."""


class Scanner:
    """Reads lines into `blocks`. What is open at the end stays open: `text_is_open` says whether text is.

    Args:
        lines: without their endings.
        starts: the offset of each line.
        first_line: the number of the first one.
        quote_depth: in how many block quotes the lines stand.
    """

    __slots__ = (
        "_fences", "_first", "_items", "_lines", "_mode", "_open", "_open_end", "_own", "_quote_depth", "_starts",
        "blocks",
    )  # fmt: skip

    def __init__(self, lines: list[str], starts: list[int], first_line: int = 1, quote_depth: int = 0) -> None:
        self.blocks: list[Block] = []
        self._lines = lines
        self._starts = starts
        self._first = first_line
        self._quote_depth = quote_depth
        self._items: list[int] = []
        """The content column of each open list item, strictly rising."""
        self._open = -1
        """The index in `blocks` of the run of text that the next line may continue; -1 where there is none."""
        self._open_end = 0
        self._mode = PARAGRAPH
        """What holds the open text: `PARAGRAPH` (an item's words too), `QUOTE` (only lazy lines continue it)
        or `TABLE` (lazy lines do not)."""
        self._own = -1
        """The index of the innermost item while nothing stands in it yet; -1 otherwise."""
        self._fences = Fences(lines, recover=not quote_depth)

    @property
    def text_is_open(self) -> bool:
        """Whether a lazy line could continue the last block."""
        return self._open >= 0 and self._mode is not TABLE

    def run(self) -> None:
        """Read all lines."""
        lines = self._lines
        row = 0
        while row < len(lines):
            line = lines[row]
            if not line:
                self._blank()
                row += 1
                continue
            first = line[0]
            if first not in OPENERS:
                row = self._text(row, 0, 0)
                continue
            offset, column = indent(line) if first in BLANKS else (0, 0)
            if offset == len(line):
                self._blank()
                row += 1
            else:
                row = self._line(row, line, offset, column)
        if self._open >= 0:
            self._settle()

    def _line(self, row: int, line: str, offset: int, column: int) -> int:
        """Read what begins on a line that is not blank; the row to read next."""
        items = self._items
        keep = len(items) if not items or column >= items[-1] else bisect_right(items, column)
        if column >= CODE_INDENT and column - (items[keep - 1] if keep else 0) >= CODE_INDENT:
            if self.text_is_open:
                self._open_end = self._end_of(row)
                return row + 1
            return self._code(row, offset, keep)
        if line[offset] not in OPENERS:
            return self._text(row, offset, keep)
        interrupting = self._open >= 0 and self._mode is PARAGRAPH and keep == len(items)
        if interrupting and line[offset] in "=-" and self._underline(row, offset):
            return row + 1
        return self._marked(row, offset, column, keep, interrupting=interrupting)

    def _marked(self, row: int, offset: int, column: int, keep: int, *, interrupting: bool) -> int:
        """Read the blocks that begin on a line one inside the other: items, then a leaf or text."""
        line = self._lines[row]
        while (mark := line[offset]) in OPENERS:
            if mark in _LEAVES or line[-1] in _BREAK_ENDS:
                after = self._leaf(row, offset, column, keep, interrupting=interrupting)
                if after:
                    return after
            end = marker_end(line, offset)
            if not end or keep >= MAX_ITEM_DEPTH or (interrupting and not may_interrupt(line, offset, end)):
                break
            marker_column = column + end - offset
            if line[end : end + 1] == " " and line[end + 1 : end + 2] not in BLANKS:
                words, column = end + 1, marker_column + 1
            else:
                words = past_blanks(line, end)
                column = column_after(line, end, words, marker_column)
            is_code = column - marker_column > CODE_INDENT
            is_plain = not is_code and "|" not in line and _is_text(line, words)
            self._begin(keep)
            self._item(row, offset, end, words if is_plain else 0)
            self._items.append(marker_column + 1 if is_code or words == len(line) else column)
            if is_plain or words == len(line):
                return row + 1
            keep += 1
            if is_code:
                return self._code(row, words, keep)
            interrupting = False
            offset = words
        return self._text(row, offset, keep)

    def _leaf(self, row: int, offset: int, column: int, keep: int, *, interrupting: bool) -> int:
        """Read the block, other than an item, whose mark stands at `offset`; 0 where none does."""
        line = self._lines[row]
        mark = line[offset]
        if mark == "#":
            return self._atx(row, offset, keep)
        if mark in "`~":
            return self._fence(row, offset, keep)
        if mark == "<":
            return self._html(row, offset, keep, interrupting=interrupting or self._open >= 0)
        if mark == ">":
            return self._quote(row, offset, column, keep)
        if mark in "-*_" and line[-1] in _BREAK_ENDS and is_break(line, offset):
            self._begin(keep)
            self._add(RULE, row, offset, self._end_of(row))
            return row + 1
        return 0

    # Open text

    def _blank(self) -> None:
        """A blank line ends open text, and the item in which nothing stands."""
        if self._open >= 0:
            self._settle()
            self._open = -1
        if self._own >= 0:
            self._items.pop()
            self._own = -1

    def _begin(self, keep: int) -> None:
        """End open text and all items but the outermost `keep`: a block begins there."""
        if self._open >= 0:
            self._settle()
            self._open = -1
        self._own = -1
        del self._items[keep:]

    def _settle(self) -> None:
        """Give the block of the open text the end that its lines so far have."""
        block = self.blocks[self._open]
        end = self._open_end
        if block.end != end:
            kind, start, _, text_start, _, line, depth, info, _ = block
            self.blocks[self._open] = Block(kind, start, end, text_start, end, line, depth, info)

    def _text(self, row: int, offset: int, keep: int) -> int:
        """Read a line that begins no block: it continues the open text or begins some; the row to read next."""
        line = self._lines[row]
        if self._open >= 0 and self._mode is TABLE:
            if keep == len(self._items):
                self._open_end = self._end_of(row)
                return row + 1
            self._begin(keep)
        if "|" in line and (self._open < 0 or self._mode is PARAGRAPH) and self._table(row, offset, keep):
            return row + 2
        end = self._starts[row] + len(line.rstrip(BLANKS))
        if self._open < 0:
            self._open_text(row, offset, end, keep)
        self._open_end = end
        return row + 1

    def _open_text(self, row: int, offset: int, end: int, keep: int) -> None:
        """Begin a paragraph, or the words of the item that was opened last."""
        if keep < len(self._items):
            self._begin(keep)
        blocks = self.blocks
        if self._own >= 0:
            _, start, _, _, _, line, depth, info, _ = blocks[self._own]
            blocks[self._own] = Block(ITEM, start, end, self._starts[row] + offset, end, line, depth, info)
            self._own = -1
        else:
            start = self._starts[row] + offset
            blocks.append(
                new(Block, (PARAGRAPH, start, end, start, end, self._first + row, len(self._items), "", True))
            )
        self._open = len(blocks) - 1
        self._mode = PARAGRAPH

    def _underline(self, row: int, offset: int) -> bool:
        """Turn the open text into a heading where the line is a setext underline."""
        rest = self._lines[row][offset:].rstrip(BLANKS)
        mark = rest[0]
        if rest.strip(mark):
            return False
        self._settle()
        kind, start, _, text_start, text_end, number, depth, info, _ = self.blocks.pop()
        if kind is ITEM:
            marker_end = start + len(info)
            self.blocks.append(Block(ITEM, start, marker_end, marker_end, marker_end, number, depth, info))
            number = self._first + bisect_right(self._starts, text_start) - 1
        level = 1 if mark == "=" else 2
        end = self._end_of(row)
        self.blocks.append(Block(HEADING, text_start, end, text_start, text_end, number, level, mark))
        self._open = -1
        return True

    def _table(self, row: int, offset: int, keep: int) -> bool:
        """Begin a table where the next line is a delimiter row with as many columns as this one."""
        if row + 1 == len(self._lines):
            return False
        items = self._items
        base = items[keep - 1] if keep else 0
        innermost = items[-1] if items and self._open >= 0 else base
        below = self._lines[row + 1]
        if below.strip("|:- \t") or "-" not in below:
            return False
        below_offset, below_column = indent(below)
        if below_column < innermost or below_column - base >= CODE_INDENT:
            return False
        if not is_table_head(self._lines[row][offset:], below[below_offset:]):
            return False
        self._begin(keep)
        self._add(TABLE, row, offset, self._end_of(row))
        self._open = len(self.blocks) - 1
        self._open_end = self._end_of(row + 1)
        self._mode = TABLE
        return True

    # Blocks that take their lines at once. Each returns the row to read next, or 0 where it does not begin.

    def _atx(self, row: int, offset: int, keep: int) -> int:
        heading = atx_heading(self._lines[row], offset, self._starts[row], self._first + row)
        if not heading:
            return 0
        self._begin(keep)
        self.blocks.append(heading)
        return row + 1

    def _code(self, row: int, offset: int, keep: int) -> int:
        self._begin(keep)
        base = self._base()
        last = row
        for next_row in range(row + 1, len(self._lines)):
            line = self._lines[next_row]
            line_offset, column = indent(line)
            if line_offset == len(line):
                continue
            if column - base < CODE_INDENT:
                break
            last = next_row
        self._add(CODE, row, offset, self._end_of(last))
        return last + 1

    def _fence(self, row: int, offset: int, keep: int) -> int:
        match = FENCE_OPENING.match(self._lines[row], offset)
        if not match:
            return 0
        self._begin(keep)
        past, closed = self._fences.past(row + 1, match[1], self._base())
        info = self._lines[row][match.end() :].strip(BLANKS)
        last = past - 2 if closed else self._last_filled(row, past)
        end = self._end_of(past - 1) if closed else self._starts[last] + len(self._lines[last])
        text_start = self._starts[row + 1] if closed or last > row else end
        text_end = self._starts[last] + len(self._lines[last]) if last > row else text_start
        start = self._starts[row] + offset
        self.blocks.append(
            Block(FENCE, start, end, text_start, text_end, self._first + row, len(self._items), info, closed)
        )
        return past

    def _html(self, row: int, offset: int, keep: int, *, interrupting: bool) -> int:
        lines = self._lines
        kind = html.opening(lines[row], offset, interrupting=interrupting)
        if not kind:
            return 0
        self._begin(keep)
        base = self._base()
        bounded = not html.ends_at_blank_line(kind)
        closed = not bounded or html.ends(kind, lines[row], offset)
        past = row + 1
        while past < len(lines) and not (bounded and closed):
            line_offset, column = indent(lines[past])
            if line_offset == len(lines[past]):
                if not bounded:
                    break
            elif column < base:
                break
            elif bounded:
                closed = html.ends(kind, lines[past])
            past += 1
        self._add(HTML, row, offset, self._end_of(self._last_filled(row, past)), closed=closed)
        return past

    def _quote(self, row: int, offset: int, column: int, keep: int) -> int:
        content: list[str] = []
        if self._open >= 0 and self._mode is QUOTE and keep == len(self._items):
            content.append(_OPEN_TEXT)
        else:
            self._begin(keep)
            self._open = len(self.blocks)
            self._add(QUOTE, row, offset, self._end_of(row))
        base = self._base()
        while True:
            content.append(unquoted(self._lines[row], offset, column))
            row += 1
            if row == len(self._lines):
                break
            offset, column = indent(self._lines[row])
            if not (self._lines[row].startswith(">", offset) and base <= column < base + CODE_INDENT):
                break
        self._open_end = self._end_of(row - 1)
        self._mode = QUOTE
        if not self._leaves_text_open(content):
            self._settle()
            self._open = -1
        return row

    def _leaves_text_open(self, content: list[str]) -> bool:
        """Whether a quote of this content ends with text that a line without a quote mark would continue."""
        if self._quote_depth == MAX_QUOTE_DEPTH:
            return bool(content[-1].strip(BLANKS))
        inner = Scanner(*split("\n".join(content)), quote_depth=self._quote_depth + 1)
        inner.run()
        return inner.text_is_open

    # Places

    def _item(self, row: int, offset: int, marker_end: int, words: int) -> None:
        """Open an item, with the words that stand at `words`, if any do. The caller pushes its content column."""
        line = self._lines[row]
        start = self._starts[row]
        index = len(self.blocks)
        if words:
            text_start = start + words
            end = self._open_end = start + len(line.rstrip(BLANKS))
            self._open = index
            self._mode = PARAGRAPH
        else:
            text_start = end = start + marker_end
            self._own = index
        marker = line[offset:marker_end]
        depth = len(self._items)
        self.blocks.append(
            new(Block, (ITEM, start + offset, end, text_start, end, self._first + row, depth, marker, True))
        )

    def _base(self) -> int:
        """The content column of the innermost open item."""
        return self._items[-1] if self._items else 0

    def _end_of(self, row: int) -> int:
        """The offset past a line's last character that is not blank."""
        return self._starts[row] + len(self._lines[row].rstrip(BLANKS))

    def _last_filled(self, row: int, past: int) -> int:
        """The last row before `past` that is not blank, and at least `row`."""
        last = past - 1
        while last > row and not self._lines[last].strip(BLANKS):
            last -= 1
        return last

    def _add(self, kind: str, row: int, offset: int, end: int, *, closed: bool = True) -> None:
        start = self._starts[row] + offset
        self.blocks.append(new(Block, (kind, start, end, start, end, self._first + row, len(self._items), "", closed)))


def _is_text(line: str, offset: int) -> bool:
    """Whether what stands there begins no block for certain: the common cases only, bold words among them."""
    return line[offset : offset + 1] not in OPENERS or (line.startswith("**", offset) and line[-1] not in _BREAK_ENDS)
