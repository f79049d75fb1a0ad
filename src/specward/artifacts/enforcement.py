"""How a principle is held to: the blocks marked `yaml enforce` under it.

A block is a YAML list. Each entry has one key that says how (`rule`, `forbid`, `require`, `command`, `plan`,
`checklist`, `manual`, `override`) and may have `severity`, `pass` and `fail`.
"""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING

from specward import yaml_text
from specward.artifacts.enforcement_entry import (
    SECONDS,
    BuiltinRule,
    ChecklistItem,
    Command,
    Forbid,
    Malformed,
    Manual,
    Override,
    PlanAnswer,
    Require,
)
from specward.artifacts.line_pattern import PatternRefused, compiled
from specward.finding import Severity
from specward.words import suggestion

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from specward.artifacts.constitution import Constitution, Principle
    from specward.artifacts.enforcement_entry import Enforced, Entry
    from specward.markdown.block import Block
    from specward.markdown.document import Document, Place
    from specward.yaml_text import Node

INFO = ["yaml", "enforce"]
"""The words after the fence's opening mark."""
ENTRY_LIMIT = 2_000
"""How many entries of a constitution are read; each is held against every file that it names."""
SECONDS_LIMIT = 3_600
_SEVERITIES = {severity.label: severity for severity in Severity if severity}


def read_enforcement(constitution: Constitution) -> list[Enforced]:
    """Every entry of every enforcement block, in source order; whatever the text is, nothing is raised."""
    document = constitution.document
    if "enforce" not in document.text:
        return []
    principles = sorted(constitution.principles, key=lambda principle: principle.start)
    starts = [principle.start for principle in principles]
    found: list[Enforced] = []
    for block in document.fences:
        if block.info.split() == INFO:
            index = bisect_right(starts, block.start) - 1
            above = principles[index] if index >= 0 and block.start < principles[index].end else None
            found += _block(document, block, above)
            if len(found) > ENTRY_LIMIT:
                excess = found[ENTRY_LIMIT]
                reason = f"only the first {ENTRY_LIMIT:,} entries of a constitution are read"
                return [*found[:ENTRY_LIMIT], Malformed(excess.principle, excess.place, reason)]
    return found


def _block(document: Document, block: Block, principle: Principle | None) -> list[Enforced]:
    place = document.place(block.start, block.text_start)
    identity = principle.id if principle else ""
    if principle is None:
        return [Malformed("", place, "this block stands under no principle", "move it under a principle's heading")]
    if not block.closed:
        return [Malformed(identity, place, "this block is not closed", "end it with ```")]
    try:
        root = yaml_text.read(document.text, block.text_start, block.text_end)
    except yaml_text.YamlError as error:
        where = document.place(error.offset, error.offset + 1)
        return [Malformed(identity, where, f"this is not YAML as Specward reads it: {error.message}")]
    if not root.items:
        example = "write `- forbid: {pattern: …, in: …}`, or `- manual: 'why no machine can tell'`"
        return [Malformed(identity, place, "this block is no list of entries", example)]
    return [_entry(document, item, identity) for item in root.items]


class _Refused(Exception):
    """A part of an entry is not what it must be."""

    def __init__(self, node: Node, reason: str, help_: str = "") -> None:
        super().__init__(reason)
        self.node = node
        self.reason = reason
        self.help = help_


def _entry(document: Document, item: Node, principle: str) -> Enforced:
    try:
        return _read(document, item, principle)
    except _Refused as refused:
        node = refused.node
        start = node.key_start if node.key_start >= 0 else node.start
        return Malformed(principle, document.place(start, max(node.end, start + 1)), refused.reason, refused.help)


def _read(document: Document, item: Node, principle: str) -> Entry:
    entries = item.entries
    if not entries:
        raise _Refused(item, "an entry is a mapping with one key that says how the principle is held to")
    for key, node in entries.items():
        if key not in _KINDS and key not in _EXTRAS:
            raise _Refused(node, f"unknown key `{key[:60]}`", suggestion(key, [*_KINDS, *_EXTRAS]))
    kinds = [key for key in entries if key in _KINDS]
    if len(kinds) != 1:
        raise _Refused(item, f"an entry says once how the principle is held to, and this says it {len(kinds)} times")
    kind = kinds[0]
    if "paths" in entries and kind != "rule":
        raise _Refused(entries["paths"], f"`paths` belongs to rule, not to {kind}")
    passing, failing = (_texts(entries[key]) if key in entries else () for key in ("pass", "fail"))
    if (passing or failing) and kind not in _SAMPLED:
        raise _Refused(
            entries["pass" if passing else "fail"], f"samples are run against forbid and require, not {kind}"
        )
    entry = _KINDS[kind](principle, document.place(item.start, item.end), entries[kind], item)
    if "severity" in entries:
        entry = entry._replace(severity=_severity(entries["severity"]))
    return entry._replace(passing=passing, failing=failing) if isinstance(entry, Forbid | Require) else entry


def _rule(principle: str, place: Place, node: Node, item: Node) -> Entry:
    paths = _globs(item.entries["paths"]) if "paths" in item.entries else ()
    return BuiltinRule(principle, place, _sentence(node), paths=paths)


def _forbid(principle: str, place: Place, node: Node, _item: Node) -> Entry:
    parts = _parts(node, ("pattern", "in"), ("why",))
    pattern = parts["pattern"].text
    try:
        compiled(pattern)
    except PatternRefused as refused:
        raise _Refused(parts["pattern"], f"this pattern is refused: {refused}") from None
    if not pattern:
        raise _Refused(parts["pattern"], "the pattern is empty")
    return Forbid(principle, place, pattern, _globs(parts["in"]), _why(parts))


def _require(principle: str, place: Place, node: Node, _item: Node) -> Entry:
    parts = _parts(node, ("path",), ("when", "why"))
    when = _globs(parts["when"]) if "when" in parts else ()
    return Require(principle, place, _globs(parts["path"]), when, _why(parts))


def _command(principle: str, place: Place, node: Node, _item: Node) -> Entry:
    if isinstance(node.value, str):
        return Command(principle, place, _command_line(node))
    parts = _parts(node, ("run",), ("when", "within"))
    when = _globs(parts["when"]) if "when" in parts else ()
    within = _seconds(parts["within"]) if "within" in parts else SECONDS
    return Command(principle, place, _command_line(parts["run"]), when, within)


def _plan(principle: str, place: Place, node: Node, _item: Node) -> Entry:
    if node.text != "answer":
        raise _Refused(node, "the only word here is `answer`: `plan: answer`")
    return PlanAnswer(principle, place)


def _worded(kind: Callable[[str, Place, str], Entry]) -> Reader:
    return lambda principle, place, node, _item: kind(principle, place, _sentence(node))


if TYPE_CHECKING:
    Reader = Callable[[str, Place, Node, Node], Entry]

_KINDS: dict[str, Reader] = {
    "rule": _rule,
    "forbid": _forbid,
    "require": _require,
    "command": _command,
    "plan": _plan,
    "checklist": _worded(ChecklistItem),
    "manual": _worded(Manual),
    "override": _worded(Override),
}
_EXTRAS = ("severity", "paths", "pass", "fail")
_SAMPLED = frozenset({"forbid", "require"})


def _parts(node: Node, required: Iterable[str], optional: Iterable[str]) -> dict[str, Node]:
    """The entries of a mapping that has all of the required keys and no unknown one."""
    known = [*required, *optional]
    for key, value in node.entries.items():
        if key not in known:
            raise _Refused(value, f"unknown key `{key[:60]}`", suggestion(key, known))
    for key in required:
        if key not in node.entries:
            raise _Refused(node, f"`{key}` is missing", f"write {{{', '.join(f'{name}: …' for name in required)}}}")
    return node.entries


def _sentence(node: Node) -> str:
    text = " ".join(node.text.split())
    if not text:
        raise _Refused(node, "nothing is said here")
    return text


def _command_line(node: Node) -> str:
    """The exact text: it is what the user trusts."""
    if not node.text.strip():
        raise _Refused(node, "there is no command")
    if "\0" in node.text:
        raise _Refused(node, "the command holds a NUL character")
    return node.text


def _why(parts: dict[str, Node]) -> str:
    return " ".join(parts["why"].text.split()) if "why" in parts else ""


def _texts(node: Node) -> tuple[str, ...]:
    """One text, or a list of them."""
    nodes = node.items or [node]
    for each in nodes:
        if not isinstance(each.value, str):
            raise _Refused(each, "a sample is a text, or a list of texts")
    return tuple(str(each.value) for each in nodes)


def _globs(node: Node) -> tuple[str, ...]:
    """One glob, or a list of them, inside of the project."""
    nodes = node.items or [node]
    for each in nodes:
        glob = each.text
        if not glob:
            raise _Refused(each, "a glob is missing", "write one, such as 'src/**'")
        if "\\" in glob or glob.startswith(("/", "~")) or ".." in glob.split("/"):
            raise _Refused(each, "this glob leads out of the project", "write it relative to the project's root")
    return tuple(each.text.removeprefix("./") for each in nodes)


def _seconds(node: Node) -> int:
    text = node.text.removesuffix("s").strip()
    if not (text.isascii() and text.isdigit() and len(text) <= 6 and 0 < int(text) <= SECONDS_LIMIT):
        raise _Refused(node, f"`within` is a number of seconds from 1 to {SECONDS_LIMIT:,}")
    return int(text)


def _severity(node: Node) -> Severity:
    if node.text not in _SEVERITIES:
        raise _Refused(node, f"`{node.text[:60]}` is no severity", suggestion(node.text, _SEVERITIES))
    return _SEVERITIES[node.text]
