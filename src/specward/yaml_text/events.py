"""The rest of YAML: PyYAML's events made into nodes, with libyaml where it is built in.

Imported only for text that `subset` declines. Events, not composed nodes: nesting then costs no recursion,
and an alias is seen before anything is expanded.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import yaml

from specward.yaml_text.node import DEPTH_LIMIT, Node, YamlError

if TYPE_CHECKING:
    from collections.abc import Iterator

_LOADER = getattr(yaml, "CBaseLoader", yaml.BaseLoader)


def read(text: str, start: int, end: int) -> Node:
    """Read the YAML document between two offsets of `text`.

    Raises:
        YamlError: it is not one YAML document, or uses what is refused.
    """
    builder = _Builder(text, start)
    for event in _events(text, start, end):
        builder.take(event)
    return builder.root or Node("", start, start)


def _events(text: str, start: int, end: int) -> Iterator[yaml.Event]:
    chunk = text[start:end]
    try:
        yield from yaml.parse(chunk, Loader=_LOADER)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        raise YamlError(_one_line(error.problem or error.context), start + (mark.index if mark else 0)) from None
    except (yaml.YAMLError, UnicodeError) as error:
        # The C reader counts bytes and the Python reader characters: look for the character instead.
        found = next((index for index, char in enumerate(chunk) if not _allowed(char)), 0)
        raise YamlError(_one_line(getattr(error, "reason", "") or "unreadable"), start + found) from None


def _allowed(char: str) -> bool:
    """Whether YAML 1.1 lets this character stand in a document."""
    return (
        char in "\t\n\r\x85"
        or " " <= char <= "~"
        or (char >= "\xa0" and not "\ud800" <= char <= "\udfff" and char not in "\ufffe\uffff")
    )


def _one_line(problem: str | None) -> str:
    return " ".join((problem or "not YAML").split())


class _Open:
    """A collection whose end has not come yet."""

    __slots__ = ("end", "entries", "flow", "items", "key", "key_start", "mapping", "start")

    def __init__(self, start: int, *, mapping: bool, flow: bool) -> None:
        self.start = start
        self.end = start
        self.mapping = mapping
        self.flow = flow
        self.items: list[Node] = []
        self.entries: dict[str, Node] = {}
        self.key: str | None = None
        self.key_start = -1


class _Builder:
    """Takes events one by one; `root` is the document once its last event was taken."""

    def __init__(self, text: str, shift: int) -> None:
        self.root: Node | None = None
        self._text = text
        self._shift = shift
        self._open: list[_Open] = []
        self._documents = 0

    def take(self, event: yaml.Event) -> None:
        """Take the next event.

        Raises:
            YamlError: what it stands for is refused.
        """
        start, end = self._span(event)
        if isinstance(event, yaml.DocumentStartEvent):
            self._documents += 1
            if self._documents > 1:
                raise YamlError("a second document begins here", start)
        elif isinstance(event, yaml.AliasEvent):
            raise YamlError(f"alias `*{event.anchor}` is not supported; write the value out", start)
        elif isinstance(event, yaml.ScalarEvent):
            self._refuse(event, start)
            self._scalar(event, start, end)
        elif isinstance(event, yaml.CollectionStartEvent):
            self._refuse(event, start)
            self._begin(event, start)
        elif isinstance(event, yaml.CollectionEndEvent):
            done = self._open.pop()
            self._add(done.entries if done.mapping else done.items, done.start, end if done.flow else done.end)

    def _span(self, event: yaml.Event) -> tuple[int, int]:
        if event.start_mark is None or event.end_mark is None:  # pragma: no cover -- a parser always gives them
            return self._shift, self._shift
        return self._shift + event.start_mark.index, self._shift + event.end_mark.index

    def _refuse(self, event: yaml.ScalarEvent | yaml.CollectionStartEvent, start: int) -> None:
        if event.anchor:
            raise YamlError(f"anchor `&{event.anchor}` is not supported", start)
        if event.tag:
            raise YamlError("tags are not supported; every value is read as text", start)

    def _begin(self, event: yaml.CollectionStartEvent, start: int) -> None:
        if len(self._open) >= DEPTH_LIMIT:
            raise YamlError(f"nested more than {DEPTH_LIMIT} levels deep", start)
        if self._open and self._open[-1].mapping and self._open[-1].key is None:
            raise YamlError("a key must be plain text", start)
        mapping = isinstance(event, yaml.MappingStartEvent)
        self._open.append(_Open(start, mapping=mapping, flow=bool(event.flow_style)))

    def _scalar(self, event: yaml.ScalarEvent, start: int, end: int) -> None:
        if event.style in ("|", ">"):
            end = start + len(self._text[start:end].rstrip())
        holder = self._open[-1] if self._open else None
        if holder is None or not holder.mapping or holder.key is not None:
            self._add(event.value, start, end)
            return
        if event.value == "<<" and not event.style:
            raise YamlError("merge keys are not supported", start)
        if start == end:
            raise YamlError("a key is missing", start)
        if event.value in holder.entries:
            raise YamlError(f"duplicate key `{event.value[:60]}`", start)
        holder.key = event.value
        holder.key_start = start

    def _add(self, value: str | list[Node] | dict[str, Node], start: int, end: int) -> None:
        if not self._open:
            self.root = Node(value, start, end)
            return
        holder = self._open[-1]
        holder.end = end
        if holder.mapping:
            holder.entries[holder.key or ""] = Node(value, start, end, holder.key_start)
            holder.key = None
        else:
            holder.items.append(Node(value, start, end))
