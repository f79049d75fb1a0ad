"""Lines of a text by offsets: where they begin and end, whatever ends them."""

from __future__ import annotations


def line_ending(text: str, at: int) -> str:
    """What ends the lines where a text is edited: as the line before does, else the one that is edited."""
    before = max(text.rfind("\n", 0, at), text.rfind("\r", 0, at))
    if before < 0:
        before = line_end(text, at)
        before += text.startswith("\r\n", before)
    if text[before : before + 1] == "\r":
        return "\r"
    return "\r\n" if text[before - 1 : before + 1] == "\r\n" else "\n"


def line_start(text: str, at: int) -> int:
    """Where the line of an offset begins."""
    return max(text.rfind("\n", 0, at), text.rfind("\r", 0, at)) + 1


def line_end(text: str, at: int) -> int:
    """Where the words of the line of an offset end, before its line break."""
    ends = (text.find("\n", at), text.find("\r", at))
    return min((end for end in ends if end >= 0), default=len(text))


def line_before(text: str, start: int) -> int:
    """Where the line begins that comes before the line that begins at an offset."""
    return line_start(text, start - (2 if text[max(0, start - 2) : start] == "\r\n" else 1))


def past_line(text: str, at: int) -> int:
    """Past the line break of the line of an offset."""
    end = line_end(text, at)
    return end + (2 if text.startswith("\r\n", end) else text[end : end + 1] in ("\n", "\r"))


def indent_of(text: str, at: int) -> str:
    """The blanks before an offset on its line."""
    return text[line_start(text, at) : at]


def without_line(text: str, start: int, end: int) -> tuple[int, int]:
    """The span to delete so that the lines of a span go, with the blank line that parts them from those before."""
    first, past = line_start(text, start), past_line(text, end)
    if first == 0:
        return 0, past
    before = line_before(text, first)
    after = text[past : line_end(text, past)].strip()
    if before and not text[before:first].strip() and not after:
        if not _is_heading(text, before):
            first = before
        elif past < len(text):
            past = past_line(text, past)
    if past == len(text) == line_end(text, end):
        first = line_end(text, line_before(text, first))
    return first, past


def _is_heading(text: str, blank: int) -> bool:
    """Whether the line before a blank one is a heading, which the blank line belongs to."""
    return text.startswith("#", line_before(text, blank))
