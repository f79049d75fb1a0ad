"""A file of source code as text in lines, and places in it as people count them."""

from __future__ import annotations

import re
from array import array
from bisect import bisect_right
from functools import cache
from itertools import accumulate

from specward.finding import Location, Position

_EXCERPT_LIMIT = 400
_LONG_LINE = 1_000


class Unparsable(Exception):
    """A file that mentions a mark and cannot be read as what it is; the message says why."""


class Code:
    """The text of one file; its line endings are all line feeds."""

    __slots__ = ("_ends", "lines", "path", "text")

    def __init__(self, path: str, text: str) -> None:
        self.path = path
        self.text = text.replace("\r\n", "\n").replace("\r", "\n")
        self.lines = self.text.split("\n")
        self._ends: dict[int, array[int]] = {}
        """Of long lines: at which byte each character ends. Thousands of places may lie in one."""

    def location(self, line: int, start: int, end: int) -> Location:
        """A part of one line: characters counted from 0, `end` exclusive."""
        excerpt = self.lines[line - 1][:_EXCERPT_LIMIT]
        return Location(self.path, Position(line, start + 1), Position(line, end + 1), "", excerpt)

    def characters(self, line: int, offset: int) -> int:
        """How many characters the first `offset` bytes of a line's UTF-8 are; Python's syntax tree counts bytes."""
        text = self.lines[line - 1]
        if text.isascii():
            return offset
        if len(text) <= _LONG_LINE:
            return len(text.encode("utf-8", "surrogatepass")[:offset].decode("utf-8", "ignore"))
        if line not in self._ends:
            widths = (len(one.encode("utf-8", "surrogatepass")) for one in text)
            self._ends[line] = array("I", accumulate(widths))
        return bisect_right(self._ends[line], offset)


def decode_python(data: bytes) -> str:
    """The text of a Python file, in the encoding that it declares (PEP 263), UTF-8 where it declares none.

    Raises:
        Unparsable: it is not in that encoding, or holds a NUL byte.
    """
    if b"\0" in data:
        raise Unparsable("it holds a NUL byte")
    declared = _encoding().match(data)
    name = declared[1].decode("ascii") if declared else "utf-8"
    try:
        return data.decode("utf-8-sig" if name.lower().replace("_", "-").startswith("utf-8") else name)
    except UnicodeDecodeError as error:
        raise Unparsable(f"byte {error.start} is not {name}") from None
    except UnicodeError:  # `punycode` and the like say no more
        raise Unparsable(f"it is not {name}") from None
    except LookupError:
        raise Unparsable(f"there is no encoding {name}") from None


@cache
def _encoding() -> re.Pattern[bytes]:
    """A declaration in the first two lines, the first of which may be a comment or blank only."""
    return re.compile(rb"(?:[ \t\f]*(?:#[^\r\n]*)?(?:\r\n?|\n))?[ \t\f]*#[^\r\n]*?coding[:=][ \t]*([-\w.]{1,40})")
