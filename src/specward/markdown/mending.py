"""Front matter that YAML refuses, made the YAML that it is read as.

Nothing is guessed: an edit counts only where YAML then reads, of every key, what the line reader had read of it.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from specward.finding import Span
from specward.markdown import front_matter as reader
from specward.markdown.scalar import in_quotes
from specward.yaml_text import YamlError
from specward.yaml_text import read as read_yaml

if TYPE_CHECKING:
    from collections.abc import Iterator

    from specward.markdown.front_matter import FrontMatter
    from specward.yaml_text import Node

_MOST_LINES = 2000
"""Of a longer block none is mended: it is no front matter that somebody wrote."""


class Mended(NamedTuple):
    """How front matter becomes YAML."""

    edits: tuple[tuple[Span, str], ...]
    """Spans of the document's text and what takes their place, in order."""
    sure: bool
    """Whether nobody can have meant anything else, and YAML takes no words of a line for a remark."""
    closes: bool
    """Whether a line of dashes is among what is written."""


class _Line(NamedTuple):
    """One line and what takes its place."""

    edit: tuple[Span, str] | None
    sure: bool = True


def mended(text: str, front_matter: FrontMatter) -> Mended | None:
    """The edits that make a document's front matter YAML; None where it is, or where there is no telling.

    Args:
        text: the document.
        front_matter: what `front_matter.read` found in it.
    """
    if not front_matter.problem:
        return None
    start, end = front_matter.content_start, front_matter.content_end
    if text.count("\n", start, end) > _MOST_LINES:
        return None
    lines = [] if _is_mapping(text[start:end]) else list(_mended_lines(text, start, end))
    edits = [line.edit for line in lines if line.edit]
    closing = None if front_matter.closed else _closing(text, front_matter)
    if closing:
        edits.append(closing)
    if not edits or not (closing or front_matter.closed):
        return None
    after_text = applied(text, edits)
    after = reader.read(after_text)
    if after is None or after.problem or not _says_the_same(front_matter.entries, after.entries):
        return None
    sure = all(line.sure for line in lines) and not has_remark(after_text, after)
    return Mended(tuple(edits), sure, closing is not None)


def has_remark(text: str, front_matter: FrontMatter) -> bool:
    """Whether YAML takes the rest of a line, behind a key or a value, for a remark, which may be meant as words."""
    places = [(node.start, node.end) for value in front_matter.entries.values() for node in _scalars(value)]
    past = first = front_matter.content_start
    for start, end in (*places, (front_matter.content_end, 0)):
        if _remark().search(text, max(past - 1, first), start):
            return True
        past = end
    return False


def new_entry(text: str, front_matter: FrontMatter, key: str, value: str) -> tuple[Span, str]:
    """The edit that gives closed front matter, at its end, a key with a value as YAML writes it; an empty one goes."""
    node = front_matter.entries.get(key)
    if node is None:
        end = front_matter.content_end
        return Span(end, end), f"{key}: {value}\n"
    return Span(node.start, node.end), value if text[node.start - 1 : node.start] == " " else f" {value}"


def frame(text: str, keys_end: int) -> list[tuple[Span, str]]:
    """The edits that make the keys at the head of a text front matter; none where there is no telling how.

    Args:
        text: a text without front matter: keys without dashes around them, a fence around all, or blanks before them.
        keys_end: where the last of the keys ends.
    """
    head = len(text) - len(text.lstrip("\ufeff \t\r\n"))
    if text.startswith(("```", "~~~"), head):
        return _unfenced(text, head)
    if text.startswith("---", head):
        return [(Span(int(text.startswith("\ufeff")), head), "")]
    if text[:head].strip("\ufeff\r\n") or not _past_keys().match(text, keys_end):
        return []
    return [(Span(head, head), "---\n"), (Span(keys_end, keys_end), "\n---")]


def _unfenced(text: str, head: int) -> list[tuple[Span, str]]:
    """The edits that take away the two lines of a fence around the whole of a text."""
    mark = text[head : head + 3]
    body = text.rstrip()
    last = body.rfind("\n") + 1
    first_end = text.find("\n", head) + 1
    if first_end <= 0 or last <= first_end or body[last:].strip() != mark or not text.startswith("---", first_end):
        return []
    return [(Span(int(text.startswith("\ufeff")), first_end), ""), (Span(last, len(text)), "")]


def applied(text: str, edits: list[tuple[Span, str]] | tuple[tuple[Span, str], ...]) -> str:
    """A text with other words at some spans, none of which overlaps another."""
    for span, words in sorted(edits, reverse=True):
        text = text[: span.start] + words + text[span.end :]
    return text


def _is_mapping(chunk: str) -> bool:
    try:
        return isinstance(read_yaml(chunk).value, dict)
    except YamlError:
        return False


def _mended_lines(text: str, start: int, end: int) -> Iterator[_Line]:
    """What becomes of the lines of each key that YAML cannot read by itself; one that is there twice goes."""
    seen: set[str] = set()
    for first, past in _keys(text, start, end):
        chunk = text[first:past]
        if chunk in seen:
            yield _Line((Span(first, past), ""))
            continue
        seen.add(chunk)
        if _is_mapping(chunk):
            continue
        at = first
        while at < past:
            line_end = text.find("\n", at, past)
            line_end = past if line_end < 0 else line_end
            yield _mended_line(text[at:line_end].rstrip(" \t\r"), at)
            at = line_end + 1


def _keys(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Where each key at the left edge begins, and where the lines that belong to it end."""
    starts = [match.start() for match in _left_edge().finditer(text, start, end)]
    yield from zip(starts, [*starts[1:], end], strict=False)


def _mended_line(line: str, start: int) -> _Line:
    """A line with its value in quotes, with the blank that its colon lacks, or as it is where YAML reads it."""
    if not line.strip() or _reads(line):
        return _Line(None)
    tight = _tight().fullmatch(line)
    if tight:
        return _Line((Span(start + tight.end(1), start + tight.end(1)), " "))
    item = _item().match(line)
    entry = None if item else _entry().match(line)
    value_at = item.end() if item else entry.end() if entry else -1
    value = line[value_at:] if value_at >= 0 else ""
    if not value or value[0] in "|>":
        return _Line(None)
    written = _quoted(value)
    if written is None:
        return _Line(None)
    # Behind a number sign YAML sees a remark, and the author may have too.
    return _Line((Span(start + value_at, start + len(line)), written), sure=" #" not in value)


def _quoted(value: str) -> str | None:
    """A value in quotes; None where it is already in some that do not fit, and nobody can tell what was meant."""
    mark = value[0]
    if mark in "[{" and not _brackets_first().match(value):
        return None
    if mark in "\"'" and value.endswith(mark) and len(value) > 1:
        inner = value[1:-1]
        lone = mark not in inner and "\\" in inner and "'" not in inner
        return f"'{inner}'" if lone else None  # `"C:\temp"`: an escape that is none
    return in_quotes(value)


def _reads(line: str) -> bool:
    """Whether a line reads as YAML when it stands alone, and not as mere words."""
    stripped = line.lstrip(" ")
    try:
        node = read_yaml(stripped)
    except YamlError:
        return False
    return not isinstance(node.value, str) or node.is_null or not _tight().fullmatch(line)


def _closing(text: str, front_matter: FrontMatter) -> tuple[Span, str] | None:
    """The line of dashes that is missing; None where there is no telling where it belongs.

    That is known where what is left is Markdown that begins with a heading, or nothing, and holds none of the keys
    that records have.
    """
    end = front_matter.content_end
    rest = text[end:]
    if rest.strip() and (not _heading().match(rest.lstrip()) or _late_key().search(rest)):
        return None
    head = text[: front_matter.content_end].rstrip(" \t\r\n")
    newline = "\r\n" if "\r\n" in text[front_matter.start : end] else "\n"
    return Span(len(head), len(head)), f"{newline}---"


def _says_the_same(before: dict[str, Node], after: dict[str, Node]) -> bool:
    """Whether every key says what it said, and none went; one whose colon lacked a blank was no key before."""
    return before.keys() <= after.keys() and all(_words(before[key]) == _words(after[key]) for key in before)


def _scalars(node: Node) -> Iterator[Node]:
    """The values of a value in order, itself where it is one."""
    if isinstance(node.value, str):
        yield node
        return
    for item in node.value.values() if isinstance(node.value, dict) else node.value:
        yield from _scalars(item)


def _words(node: Node) -> list[str]:
    """The words of a value in order, whatever its notation."""
    if isinstance(node.value, list):
        return [word for item in node.value for word in _words(item)]
    if isinstance(node.value, dict):
        return [word for key, value in node.value.items() for word in (*_plain_words(key), *_words(value))]
    return _plain_words(node.value)


def _plain_words(text: str) -> list[str]:
    return _of_no_weight().sub(" ", text).split()


@cache
def _left_edge() -> re.Pattern[str]:
    """A line that begins a key, or looks like one whose colon lacks its blank."""
    return re.compile(r"^[A-Za-z_\"'][^:\r\n]{0,80}:", re.MULTILINE)


@cache
def _tight() -> re.Pattern[str]:
    """`tag:web`, which is no key and value for YAML; an address is none for anybody."""
    return re.compile(r"([A-Za-z][\w-]{0,40}:)[^\s/:][^\r\n]{0,200}")


@cache
def _item() -> re.Pattern[str]:
    return re.compile(r"[ ]{0,16}-[ ]{1,8}(?=\S)")


@cache
def _entry() -> re.Pattern[str]:
    return re.compile(r"[ ]{0,16}[A-Za-z_][\w .-]{0,60}:[ ]{1,8}(?=\S)")


@cache
def _brackets_first() -> re.Pattern[str]:
    """Prose that begins with a bracket: `[P] tasks first`."""
    return re.compile(r"\[[^\[\]]{0,200}\][ ]{0,4}[A-Za-z]|\{[^{}]{0,200}\}[ ]{0,4}[A-Za-z]")


@cache
def _remark() -> re.Pattern[str]:
    return re.compile(r"\S[ \t]+#")


@cache
def _heading() -> re.Pattern[str]:
    return re.compile(r"#{1,6}[ \t]")


@cache
def _past_keys() -> re.Pattern[str]:
    """What follows the last of some keys where they end with it: nothing, or a blank line and no further key."""
    return re.compile(r"[ \t]*(?:\r?\n[ \t]*)?\Z|[ \t]*\r?\n[ \t]*\r?\n(?![ \t]*[\w-]{1,40}:(?:[ \t\r\n]|\Z)|[ \t]*- )")


@cache
def _late_key() -> re.Pattern[str]:
    """A key of a record at the left edge, below where its keys seemed to end."""
    keys = "stage|date|surface|model|feature|branch|user|command|labels|links|files|tests|outcome|evaluation"
    return re.compile(rf"^(?:{keys}|files_yaml|tests_yaml|prompt_text|response_text):", re.MULTILINE)


@cache
def _of_no_weight() -> re.Pattern[str]:
    """What is notation in one reading and text in the other: colons after words, quotes around them."""
    return re.compile(r"[:\"'{}\[\],]")
