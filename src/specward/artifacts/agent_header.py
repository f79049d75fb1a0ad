"""The front matter of an agent definition, read as leniently as Claude Code reads it, and more strictly told.

Real definitions hold unquoted descriptions with a whole dialogue in them, which no YAML reader but a lenient one takes:
where YAML refuses the block, it is read by its lines, and a known key begins the next value.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from specward.artifacts.agent_words import KNOWN_KEYS
from specward.markdown import front_matter
from specward.yaml_text import Node, YamlError
from specward.yaml_text import read as read_yaml

if TYPE_CHECKING:
    from collections.abc import Iterator

YAML_LIMIT = 1 << 18
"""Characters; of a longer block so many are read, by its lines, and nothing of it is given to YAML."""
NOT_YAML = "front matter is not valid YAML"
"""How a repair begins that tells of this."""
_DIALOGUE = frozenset({"user", "assistant", "context", "commentary", "human", "example", "examples", "note", "agent"})
"""Words before a colon that stand in the example of a description far oftener than they are a key."""
_PLAINLY = {
    "mapping values are not allowed in this context": "a value that holds a colon and a blank needs quotes",
    "found a tab character where an indentation space is expected": "a tab stands where YAML indents with blanks",
}
"""What is wrong in plain words, for the words that the parser has for it."""
_MARKS = re.compile(r"[|>][+-]?\d?[+-]?")


class Repair(NamedTuple):
    """What had to be read leniently, or could not be kept."""

    start: int
    end: int
    message: str
    """Lower case, no full stop."""
    faulty: bool = True
    """Whether the front matter is not what it must be; else it is only told."""


class Header(NamedTuple):
    """The front matter as read."""

    entries: dict[str, Node]
    """Key to value, in source order."""
    body_start: int
    repairs: tuple[Repair, ...] = ()
    content_start: int = -1
    """-1 where there is no front matter."""
    content_end: int = -1
    closed: bool = True

    @property
    def is_too_long(self) -> bool:
        """Whether only its beginning was read."""
        return self.content_end - self.content_start > YAML_LIMIT


class _Frame(NamedTuple):
    start: int
    content_start: int
    content_end: int
    body_start: int
    closed: bool = True


def read_header(text: str) -> Header:
    """The front matter of a definition. Never raises, and takes time in proportion to the text."""
    bom = int(text.startswith("\ufeff"))
    said = [Repair(0, 1, "a byte order mark stands before the text; it is not kept", faulty=False)] if bom else []
    frame, node, problem = _framed(text, bom)
    if frame is None:
        said.append(Repair(bom, bom, "there is no front matter: all of the text is the body", faulty=False))
        return Header({}, bom, tuple(said))
    if not frame.closed:
        said.append(Repair(frame.start, frame.start + 3, "front matter is not closed"))
    if node is None:
        if problem:
            said.append(problem)
        entries = _by_lines(text, frame.content_start, min(frame.content_end, frame.content_start + YAML_LIMIT), said)
    else:
        entries = node.entries
        said += _remarks(text, frame, entries)
    return Header(entries, frame.body_start, tuple(said), frame.content_start, frame.content_end, frame.closed)


def _framed(text: str, bom: int) -> tuple[_Frame | None, Node | None, Repair | None]:
    """Where the front matter stands, and the mapping that YAML reads in it, or why it reads none."""
    frame = _closed(text, bom)
    if frame is None:
        frame = _unclosed(text)
        if frame is None:
            return None, None, None
        return (frame, *_mapping(text, frame))
    node, problem = _mapping(text, frame)
    if node is None and not _begins_with_keys(text, frame):
        return None, None, None  # a thematic break, and prose
    if node is None and _markdown_inside(text, frame):
        open_frame = _unclosed(text[: frame.content_end])
        if open_frame:
            return (open_frame, *_mapping(text, open_frame))
    return frame, node, problem


def _closed(text: str, bom: int) -> _Frame | None:
    """Between the first line, which is `---`, and the next one that is exactly that."""
    start = bom + len(text[bom : bom + 1000]) - len(text[bom : bom + 1000].lstrip(" \t\r\n"))
    start = text.rfind("\n", bom, start) + 1 or bom
    content_start = front_matter.past_line(text, start)
    if text[start:content_start].rstrip(" \t\r\n") != "---":
        return None
    at = text.find("\n---", content_start - 1)
    while at >= 0:
        past = front_matter.past_line(text, at + 1)
        if not text[at + 4 : past].strip(" \t\r\n"):
            return _Frame(start, content_start, at + 1, past)
        at = text.find("\n---", past - 1)
    return None


def _unclosed(text: str) -> _Frame | None:
    found = front_matter.read(text)
    if found is None or found.closed:
        return None
    return _Frame(found.start, found.content_start, found.content_end, found.body_start, closed=False)


def _mapping(text: str, frame: _Frame) -> tuple[Node | None, Repair | None]:
    start, end = frame.content_start, frame.content_end
    if end - start > YAML_LIMIT:
        return None, Repair(
            start, start, f"front matter is longer than {YAML_LIMIT:,} characters; only its beginning is read"
        )
    try:
        node = read_yaml(text, start, end)
    except YamlError as error:
        at = min(error.offset, end)
        line_end = min(front_matter.past_line(text, at), end)
        problem = _PLAINLY.get(error.message, error.message)
        return None, Repair(at, at + len(text[at:line_end].rstrip()), f"{NOT_YAML}: {problem}")
    if isinstance(node.value, dict) or node.is_null:
        return Node(node.entries, node.start, node.end), None
    return None, Repair(start, start, f"{NOT_YAML}: it holds no `key: value`")


def _begins_with_keys(text: str, frame: _Frame) -> bool:
    """Whether any line of a block that YAML refuses is one of a known key."""
    return any(match[2] in KNOWN_KEYS for match in _key_line().finditer(text, frame.content_start, frame.content_end))


def _markdown_inside(text: str, frame: _Frame) -> bool:
    """Whether a heading stands in the block and no known key behind it: the dashes are then a line of the body."""
    heading = front_matter.heading_after_keys().search(text, frame.content_start, frame.content_end)
    if heading is None:
        return False
    keys = _key_line().finditer(text, heading.end(), frame.content_end)
    return not any(match[2] in KNOWN_KEYS for match in keys)


def _remarks(text: str, frame: _Frame, entries: dict[str, Node]) -> Iterator[Repair]:
    """The remarks of valid YAML, which no reader of it sees."""
    past = frame.content_start
    for start, end in (*((node.start, node.end) for node in entries.values()), (frame.content_end, 0)):
        for match in _remark().finditer(text, max(past - 1, frame.content_start), start):
            yield Repair(match.start(1), match.end(1), "a remark of YAML; it is not kept", faulty=False)
        past = end


class _Entry:
    """A value that is being read by its lines."""

    def __init__(self, key: str, key_start: int, value_start: int) -> None:
        self.key = key
        self.key_start = key_start
        self.value_start = value_start
        self.end = value_start
        self.prose = False
        """Whether a line of it stands at the left edge or behind a blank line, as in a text of paragraphs."""


def _by_lines(text: str, start: int, end: int, said: list[Repair]) -> dict[str, Node]:
    """Every value of a block that YAML refuses. Of two equal keys the first counts."""
    entries: dict[str, Node] = {}
    for entry in _entries(text, start, end, said):
        node = _value(text, entry)
        former = entries.get(entry.key)
        if former is None:
            entries[entry.key] = node
        else:
            same = "once more" if former.value == node.value else "with another value; the first one holds"
            said.append(Repair(entry.key_start, node.end, f"`{entry.key[:60]}` stands here {same}"))
    return entries


def _entries(text: str, start: int, end: int, said: list[Repair]) -> Iterator[_Entry]:
    """The lines of each key, in order."""
    entry: _Entry | None = None
    indent = ""
    position = start
    while position < end:
        past = min(front_matter.past_line(text, position), end)
        line = text[position:past].rstrip(" \t\r\n")
        match = _key_line().match(text, position, past)
        if line and entry is None:
            indent = line[: len(line) - len(line.lstrip(" \t"))]
        if match and match[1] == indent and _is_key(match[2], match[0], entry):
            if entry:
                yield entry
            entry = _Entry(match[2], match.start(2), match.end())
            entry.end = position + max(len(line), match.end() - position)
        elif entry is None:
            if line and not line.startswith("#"):
                said.append(Repair(position, position + len(line), "this line belongs to no key; it is not kept"))
        elif not line:
            entry.prose = True
        elif line.startswith("#") and not entry.prose:
            said.append(Repair(position, position + len(line), "a remark of YAML; it is not kept", faulty=False))
        else:
            entry.prose = entry.prose or line[0] not in " \t-"
            entry.end = position + len(line)
        position = past
    if entry:
        yield entry


def _is_key(key: str, written: str, entry: _Entry | None) -> bool:
    """Whether a line that may begin a key does. In a text of paragraphs only what is known for one is a key."""
    if key in KNOWN_KEYS:
        return True
    return not (entry and entry.prose) and written.endswith((":", " ", "\t")) and key.lower() not in _DIALOGUE


def _value(text: str, entry: _Entry) -> Node:
    """A value as YAML reads it by itself, else as it stands there."""
    chunk = text[entry.key_start : entry.end]
    if len(chunk) <= YAML_LIMIT and " #" not in chunk:
        try:
            node = read_yaml(text, entry.key_start, entry.end)
        except YamlError:
            pass
        else:
            alone = node.entries.get(entry.key)
            if alone is not None and len(node.entries) == 1:
                return alone
    value = text[entry.value_start : entry.end]
    start = entry.value_start + len(value) - len(value.lstrip())
    return Node(_as_it_stands(value), min(start, entry.end), entry.end, entry.key_start)


def _as_it_stands(value: str) -> str | list[Node]:
    first, *below = value.split("\n")
    first, below = first.strip(), [line.rstrip() for line in below]
    if not first and below and all(_item().match(line) for line in below if line):
        return [Node(_unquoted(line.strip()[1:].strip()), 0, 0) for line in below if line]
    if _MARKS.fullmatch(first):
        first = ""
    indent = min((len(line) - len(line.lstrip(" \t")) for line in below if line), default=0)
    lines = [first, *(line[indent:] for line in below)] if first else [line[indent:] for line in below]
    return _unquoted("\n".join(lines).strip())


def _unquoted(value: str) -> str:
    """A value without the quotes around all of it, where both are there."""
    balanced = len(value) > 1 and value[0] == value[-1] and value[0] in "\"'"
    return value[1:-1] if balanced else value


@cache
def _key_line() -> re.Pattern[str]:
    """A line that may begin a key: the indent, the key, and the colon with a blank, the line's end or a word behind."""
    return re.compile(
        r"""^([ \t]{0,8})["']?([A-Za-z_][\w-]{0,40})["']?[ \t]?:(?:[ \t]+|(?=[\r\n]|\Z)|(?=[^\s/:]))""", re.MULTILINE
    )


@cache
def _item() -> re.Pattern[str]:
    return re.compile(r"[ \t]*-(?:[ \t]|$)")


@cache
def _remark() -> re.Pattern[str]:
    return re.compile(r"(?:^|[ \t])(#[^\r\n]*)", re.MULTILINE)
