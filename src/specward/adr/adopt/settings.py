"""Options of the configuration, set in its text: comments, order and every other byte stay."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from specward import yaml_text
from specward.config import PATH, ConfigError, parse
from specward.errors import UsageError
from specward.markdown.scalar import quote

if TYPE_CHECKING:
    from specward.config import Config
    from specward.yaml_text import Node

_INDENT = "  "


def with_option(text: str, option: str, value: str) -> str:
    """The text of a configuration with one option set.

    Args:
        text: the file; empty for a new one.
        option: group and name: `adr.folder`.
        value: what it is set to: a word, a path.

    Raises:
        ConfigError: the text is no valid configuration.
        UsageError: it is written in a way that cannot be edited here.
    """
    before = parse(text)
    group, _, name = option.partition(".")
    edited = _edited(text, group, name, quote(value))
    if not _differ_in_one(before, edited, option, value):
        raise UsageError(f"`{option}` cannot be set in this file", where=PATH, help=f"write `{option}: {value}` there")
    return edited


def _edited(text: str, group: str, name: str, written: str) -> str:
    """The text with `name: written` under a group: in place of what stands there, else below the group's key."""
    ending = "\r\n" if "\r\n" in text else "\n"
    groups = yaml_text.read(text).entries
    if group not in groups:
        gap = "" if not text or text.endswith("\n") else ending
        return f"{text}{gap}{group}:{ending}{_INDENT}{name}: {written}{ending}"
    node = groups[group]
    if name in node.entries:
        return _replaced(text, node.entries[name], written)
    if not node.entries:
        end = node.end if node.value == "" else -1
        return _below(text, end, f"{_INDENT}{name}: {written}", ending) if end >= 0 else text
    first = min(entry.key_start for entry in node.entries.values())
    start = text.rfind("\n", 0, first) + 1
    indent = text[start:first]
    if indent.strip(" "):  # `adr: {format: madr}`
        return f"{text[:first]}{name}: {written}, {text[first:]}"
    return f"{text[:start]}{indent}{name}: {written}{ending}{text[start:]}"


def _replaced(text: str, value: Node, written: str) -> str:
    """The text with another value; one that was left out is set off by a blank."""
    gap = " " if value.start == value.end and text[value.start - 1] == ":" else ""
    return text[: value.start] + gap + written + text[value.end :]


def _below(text: str, place: int, line: str, ending: str) -> str:
    """The text with a line after the one that a place lies in."""
    end = text.find("\n", place)
    if end < 0:
        return f"{text}{ending}{line}{ending}"
    return f"{text[: end + 1]}{line}{ending}{text[end + 1 :]}"


def _differ_in_one(before: Config, edited: str, option: str, value: str) -> bool:
    """Whether the edited text is valid and says what the text said, but for the option."""
    attribute = option.replace(".", "_")
    try:
        after = parse(edited)
    except ConfigError:
        return False
    set_so: dict[str, Any] = {attribute: value}
    return after._replace(where={}) == before._replace(**set_so, where={})
