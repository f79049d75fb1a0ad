"""Fingerprints of what people agreed on: blind to how a text is laid out, sharp to what it says.

A fingerprint is `sf1:` and the first 128 bits of a SHA-256 over length-prefixed fields, so that no field runs into the
next. Each text is normalised before: re-wrapping, list marks, emphasis, comments and typographic quotes are nobody's
business; letter case, digits, punctuation, code and link targets are.

The prefix names the algorithm. A later one is added to `ALGORITHMS` beside the earlier ones: what an earlier one wrote
is compared by that one, so that a new version of the tool puts no link in doubt.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    Fields = Iterable[tuple[str, str]]

_DIGITS = 32
_LITERAL = frozenset({"kind", "parent", "source"})
"""Fields that are no prose: names, keys and program source are taken as they are."""
_CODE, _TARGET = "\ud800", "\ud801"
"""Stand in for what is set aside: lone surrogates, which no decoded text can hold."""
_FOLDED = {0x2018: "'", 0x2019: "'", 0x201C: '"', 0x201D: '"', 0x2013: "-", 0x2014: "-"}


def fingerprint(fields: Fields) -> str:
    """The fingerprint of an item.

    Args:
        fields: name and value in the order `kind`, `text`, the steps of a scenario (`given`, `when`, `then`, `and`,
            `but`) in document order, `attr:<name>` by name, `parent` by value. Prose is normalised here; `kind`,
            `parent` and `source` are taken as they are. Empty values count as absent.
    """
    return ALGORITHMS[CURRENT](fields)


def matches(stored: str, fields: Fields) -> bool:
    """Whether a stored fingerprint is that of `fields`, by the algorithm that made it; never where none is `known`."""
    algorithm = ALGORITHMS.get(stored.partition(":")[0])
    return algorithm is not None and algorithm(fields) == stored


def every(fields: Fields) -> list[str]:
    """The fingerprints of `fields` by all algorithms, to be looked for among stored ones."""
    listed = tuple(fields)
    return [algorithm(listed) for algorithm in ALGORITHMS.values()]


def known(stored: str) -> bool:
    """Whether a stored fingerprint is well formed and made by an algorithm that this version has."""
    tag, _, digits = stored.partition(":")
    return tag in ALGORITHMS and _hexadecimal().fullmatch(digits) is not None


def digest(tag: str, fields: Fields) -> str:
    """The digest of values as they are, under an algorithm's tag: `sf1:` and 32 hexadecimal digits."""
    from hashlib import sha256

    parts = [tag]
    for name, value in fields:
        if value:
            parts += name, value
    return f"{tag}:{sha256(b''.join(map(_prefixed, parts))).hexdigest()[:_DIGITS]}"


def normalised(text: str) -> str:
    """A text without what is only its layout.

    Line ends, blanks, one list mark, check box or heading mark a line, emphasis, HTML comments, typographic quotes
    and dashes, and the composition of characters do not show; code and link targets stay as written.
    """
    if text.isascii() and not _marked().search(text):
        return " ".join(text.split())
    text = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n").replace("\u00a0", " ")
    if not text.isascii():
        from unicodedata import normalize

        text = normalize("NFC", text)
    code: list[str] = []
    if "`" in text or "<!--" in text or "~~~" in text:
        text = "".join(_prose(text, code))
    text = _line_mark().sub("", text)
    targets = _target().findall(text) if "](" in text or "://" in text else []
    text = _target().sub(_TARGET, text) if targets else text
    for mark, borders in (("**", False), ("__", True), ("*", True), ("_", True)):
        text = _unemphasised(text, mark, borders=borders)
    text = " ".join(text.translate(_FOLDED).split())
    return _put_back(_put_back(text, _TARGET, targets), _CODE, code)


def _sf1(fields: Fields) -> str:
    return digest("sf1", ((name, value if name in _LITERAL else normalised(value)) for name, value in fields))


ALGORITHMS: dict[str, Callable[[Fields], str]] = {"sf1": _sf1}
"""Every algorithm that ever wrote a fingerprint, by its tag."""
CURRENT = "sf1"
"""The tag of the algorithm that writes them now."""


def _prefixed(value: str) -> bytes:
    # What the command line passed may hold surrogates, for bytes that are no UTF-8.
    data = value.encode("utf-8", "surrogatepass")
    return b"%d:%s," % (len(data), data)


def _put_back(text: str, stand_in: str, pieces: list[str]) -> str:
    if not pieces:
        return text
    following = iter(pieces)
    return re.sub(stand_in, lambda _: next(following, ""), text)


def _prose(text: str, code: list[str]) -> Iterator[str]:
    """The text without comments, code set aside; of code and comment, what opens first wins."""
    spans = _Spans(text)
    start = last = 0
    comments = True
    while match := _opening().search(text, start):
        start = match.end()
        if match["fence"]:
            end = _fence_end(text, match)
            piece = _fenced(text[match.start() : end].rstrip(), len(match["indent"]))
        elif match["span"]:
            end = spans.end(match.start(), start)
            piece = _line_end().sub(" ", text[match.start() : end]) if end else ""
        elif match["comment"] and comments:
            end = text.find("-->", match.start() + 2) + 3
            comments = end > 2  # what no later mark ends, none ends: asked once
            end = end if comments else 0
            piece = ""
        else:
            continue
        if not end:
            continue
        yield text[last : match.start()]
        if piece:
            code.append(piece)
            yield _CODE
        start = last = end
    yield text[last:]


class _Spans:
    """Finds where code spans end, in a text that may hold a million backticks of all lengths."""

    __slots__ = ("_breaks", "_runs", "_text")

    def __init__(self, text: str) -> None:
        self._text = text
        self._runs: dict[int, list[int]] | None = None
        self._breaks: list[int] = []

    def end(self, start: int, content: int) -> int:
        """Past the run of backticks that closes the one from `start` to `content` in its paragraph; 0 without one."""
        if self._runs is None:
            self._runs = {}
            for run in _backticks().finditer(self._text):
                self._runs.setdefault(len(run[0]), []).append(run.start())
            self._breaks = [blank.start() for blank in _blank_line().finditer(self._text)]
        length = content - start
        runs = self._runs.get(length, [])
        index = bisect_left(runs, content)
        if index == len(runs):
            return 0
        broken = bisect_left(self._breaks, content)
        if broken < len(self._breaks) and self._breaks[broken] < runs[index]:
            return 0
        return runs[index] + length


def _fence_end(text: str, opening: re.Match[str]) -> int:
    mark = opening["fence"]
    closing = re.compile(rf"^[ \t]*{mark}{mark[0]}*[ \t]*$", re.MULTILINE).search(text, opening.end())
    return closing.end() if closing else len(text)


def _fenced(code: str, indent: int) -> str:
    """A fence as written, less the indent that its opening line has."""
    lines = code.split("\n")
    return "\n".join(line[min(indent, len(line) - len(line.lstrip(" \t"))) :] for line in lines)


def _unemphasised(text: str, mark: str, *, borders: bool) -> str:
    """The text without pairs of `mark` that open before and close after what is not blank.

    A pair with `borders` neither opens nor closes inside a word. One pass: an opening mark that nothing closes leaves
    no later one that something would close.
    """
    if mark not in text:
        return text
    cuts: list[int] = []
    opened = -1
    for match in _emphasis(mark).finditer(text):
        if match[0] != mark:
            opened = opened if match[0][0] == "\\" else -1
            continue
        before, after = text[match.start() - 1 : match.start()], text[match.end() : match.end() + 1]
        if opened >= 0 and match.start() > opened + len(mark):
            if before and not before.isspace() and not (borders and after.isalnum()):
                cuts += opened, match.start()
                opened = -1
        elif opened < 0 and after and not after.isspace() and not (borders and before.isalnum()):
            opened = match.start()
    kept = zip([0, *(cut + len(mark) for cut in cuts)], [*cuts, len(text)], strict=True)
    return "".join(text[start:end] for start, end in kept)


@cache
def _marked() -> re.Pattern[str]:
    """Something that plain text does not hold: what has none of these is normalised by its blanks alone."""
    return re.compile(r"[`*_<~\\\]]|://|^[ \t]*(?:[-+#]|[0-9]+[.)])", re.MULTILINE)


@cache
def _opening() -> re.Pattern[str]:
    return re.compile(
        r"\\[\\`<]|(?P<comment><!--)|^(?P<indent>[ \t]*)(?P<fence>`{3,}(?=[^`\n]*$)|~{3,})[^\n]*$|(?P<span>`+)",
        re.MULTILINE,
    )


@cache
def _backticks() -> re.Pattern[str]:
    return re.compile("`+")


@cache
def _blank_line() -> re.Pattern[str]:
    return re.compile(r"\n[ \t]*(?=\n)")


@cache
def _line_end() -> re.Pattern[str]:
    return re.compile(r"(?<![ \t])[ \t]*+\n[ \t]*+")


@cache
def _line_mark() -> re.Pattern[str]:
    """One bullet with or without a check box, one list number, or the hashes of a heading."""
    return re.compile(
        r"^[ \t]*+(?:[-*+](?:[ \t]+\[[ xX]\])?+|[0-9]{1,9}[.)]|#{1,6})(?=[ \t]|$)",
        re.MULTILINE,
    )


@cache
def _target() -> re.Pattern[str]:
    """What a link leads to: in brackets after its words, or an address that stands by itself."""
    return re.compile(
        r"(?<=\]\()[^\s()]++(?:\([^\s()]*+\)[^\s()]*+)*+|https?://[^\s<>]*[^\s<>*_.,:;!?'\"~)\]]",
    )


@cache
def _emphasis(mark: str) -> re.Pattern[str]:
    """The mark, and what is none: an escaped character; a blank line, across which no pair reaches."""
    alone = rf"(?<!{re.escape(mark)}){re.escape(mark)}(?!{re.escape(mark)})" if len(mark) == 1 else re.escape(mark)
    return re.compile(rf"\\[\\*_]|{alone}|\n[ \t]*(?=\n)")


@cache
def _hexadecimal() -> re.Pattern[str]:
    return re.compile(rf"[0-9a-f]{{{_DIGITS}}}")
