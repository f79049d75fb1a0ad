"""What stands around a citation: whether its own words say that the decision is past, planned, or an example."""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import cache
from typing import TYPE_CHECKING

from specward.adr.citations import phrases
from specward.finding import Position
from specward.lazy import lazy
from specward.markdown.document import Document
from specward.markdown.scan import CODE, FENCE, HTML, TABLE

if TYPE_CHECKING:
    from specward.adr.citations.scan import Citation
    from specward.markdown.document import Section
    from specward.markdown.scan import Block

_HEAD = 20
"""Lines in which a text says what it is."""
_NEAR = 600
"""Characters on either side of a citation in which its paragraph says how it is meant."""
_SHOWN = frozenset({FENCE, CODE, HTML})
_OPENING = ("'", '"', "`", "“", "‘", "「", "«", "#")
_CLOSING = ("'", '"', "”")


class Context:
    """One file around the citations in it.

    Args:
        path: of the file.
        data: its content.
    """

    def __init__(self, path: str, data: bytes) -> None:
        self.document = Document.from_bytes(path, data)
        self._is_markdown = path.endswith((".md", ".markdown", ".mdx"))

    def is_made(self, citation: Citation) -> bool:
        """Whether a citation is made here, rather than shown, as in a sample or by `for example`, or another's."""
        block = self._block(citation)
        if (block is not None and block.kind in _SHOWN) or phrases.example().search(_before(citation)):
            return False
        return not self.is_of_other(citation)

    def is_quoted(self, citation: Citation) -> bool:
        """Whether a name stands in quotes of any kind, as a word that is spoken of."""
        return _before(citation).endswith(_OPENING) or citation.text.startswith(_CLOSING, citation.mention.end)

    def is_of_other(self, citation: Citation) -> bool:
        """Whether a name may be another project's: by the word before it, or by the link that it is the words of."""
        if phrases.other_project().search(_before(citation)):
            return True
        named = _link_name().match(citation.text, citation.mention.end) if self._is_markdown else None
        if named is None:
            return False
        opened = citation.text.rfind("[", 0, citation.mention.start)
        words = citation.text[opened + 1 : citation.text.find("]", citation.mention.end)] if opened >= 0 else ""
        return "://" in (named["target"] or self._definitions.get((named["name"] or words).casefold(), ""))

    def says_past(self, citation: Citation) -> bool:
        """Whether the words around, the headings above or the head of the text say that something is past."""
        if phrases.past().search(self.around(citation)):
            return True
        if not self._is_markdown:
            return False
        return self._is_past_text or any(map(phrases.past_title().search, self._titles(citation)))

    def says_planned(self, citation: Citation) -> bool:
        """Whether the words around say that a decision is yet to be written."""
        if phrases.announcement().match(_before(citation)):
            return True
        return phrases.planned().search(self.around(citation)) is not None

    def says_missing(self, citation: Citation) -> bool:
        """Whether the words around say that there is no such decision."""
        return phrases.missing().search(self.around(citation)) is not None

    def around(self, citation: Citation) -> str:
        """The paragraph or item of a document, as far as it is near; a row of a table; a line with those beside it."""
        block = self._block(citation)
        if block is not None and block.kind == TABLE:
            return citation.text
        if block is not None and block.kind not in _SHOWN:
            offset = self._offset(citation)
            return self.document.text[max(block.start, offset - _NEAR) : min(block.end, offset + _NEAR)]
        lines = range(max(1, citation.line - 1), min(self._last_line, citation.line + 1) + 1)
        return "\n".join(map(self.document.line_text, lines))

    @lazy
    def _last_line(self) -> int:
        return self.document.line(len(self.document.text))

    @lazy
    def _is_past_text(self) -> bool:
        head = "\n".join(self.document.text.split("\n", _HEAD)[:_HEAD])
        return phrases.past_text().search(head) is not None

    @lazy
    def _definitions(self) -> dict[str, str]:
        """Where the links lead that the document defines by name."""
        return {match[1].casefold(): match[2] for match in _definition().finditer(self.document.text)}

    def _block(self, citation: Citation) -> Block | None:
        """The innermost block that a citation stands in."""
        if not self._is_markdown:
            return None
        return self.document.block_at(self._offset(citation))

    def _offset(self, citation: Citation) -> int:
        return self.document.offset(Position(citation.line, citation.mention.start + 1))

    def _titles(self, citation: Citation) -> list[str]:
        sections = self.document.sections
        index = bisect_right(sections, self._offset(citation), key=_heading_start) - 1
        titles = []
        while index >= 0:
            titles.append(sections[index].title)
            index = self._above[index]
        return titles

    @lazy
    def _above(self) -> list[int]:
        """For each section the one that holds it, by their places in the document; -1 for none."""
        above: list[int] = []
        for index, section in enumerate(self.document.sections):
            holding = index - 1
            while holding >= 0 and self.document.sections[holding].level >= section.level:
                holding = above[holding]
            above.append(holding)
        return above


def _heading_start(section: Section) -> int:
    return section.heading.start


def _before(citation: Citation) -> str:
    return citation.text[: citation.mention.start]


@cache
def _link_name() -> re.Pattern[str]:
    """What follows the words of a link by name: `…][name]`, `…]`, and in its definition `…]: target`."""
    return re.compile(r"[^\[\]()]{0,200}\](?:\[(?P<name>[^\[\]]{1,200})\]|:\s(?P<target>\S{1,300})|(?![(:]))")


@cache
def _definition() -> re.Pattern[str]:
    return re.compile(r"^ {0,3}\[([^\[\]\n]{1,200})\]:[ \t]*<?([^\s<>]{1,300})", re.MULTILINE)
