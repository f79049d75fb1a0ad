"""Putting entries into a JSON settings file and taking them out again, as texts.

Everything that is not ours stays as it is, character by character. Entries of others for the same event stay, and ours
goes after them: Codex knows the hooks that were approved by their place in the list.
"""

from __future__ import annotations

from enum import IntEnum
from typing import TYPE_CHECKING, NamedTuple

from specward.errors import UsageError
from specward.hooks.agents.manifest import FileRecord, Holder, Mark, value_hash
from specward.hooks.agents.targets import command
from specward.json_text import Node, NotJson, insert, loads, parse, remove, replace

if TYPE_CHECKING:
    from specward.hooks.agents.targets import Entry, Settings

_NEW = "{}\n"
_BLANKS = "\ufeff \t\r\n"
_VERSION = ("version",)


class State(IntEnum):
    """How what stands in a file compares with what is written there; the gravest counts for several."""

    INSTALLED = 0
    """Just as this version writes it."""
    MISSING = 1
    OUTDATED = 2
    """As another version has written it."""
    EDITED = 3
    """Somebody has changed it, or has taken a part of it out."""
    UNREADABLE = 4
    """It is no file, or no JSON, that anything can be put into."""

    @property
    def word(self) -> str:
        """As people read it."""
        return "not installed" if self is State.MISSING else self.name.lower()


class Merged(NamedTuple):
    """A settings file with our entries in it."""

    text: str
    record: FileRecord
    kept: tuple[str, ...]
    """The events whose entry somebody has edited; it is left so."""


class Unmerged(NamedTuple):
    """A settings file without our entries."""

    text: str | None
    """None where nothing is left of a file that we have made."""
    kept: tuple[str, ...]
    """The events whose entry somebody has edited; it is left there."""


def merge(text: str | None, settings: Settings, record: FileRecord | None) -> Merged:
    """Put an agent's entries into a file.

    Args:
        text: what the file holds; None where there is none.
        settings: the file and the entries.
        record: what was written there before.

    Raises:
        UsageError: the file is no JSON object, or something else stands where the entries belong.
    """
    draft = _Draft(text, settings, record if text is not None else None)
    draft.set_version()
    kept = [entry.event for entry in settings.entries if not draft.put(entry)]
    return Merged(draft.text, draft.record(), tuple(kept))


def snippet(settings: Settings) -> str:
    """The file as it is where it holds nothing else, for people to paste."""
    return merge(None, settings, None).text


def judge(text: str, settings: Settings, record: FileRecord | None) -> list[tuple[str, State]]:
    """How each event's entry stands in a file, which may be empty.

    Raises:
        UsageError: as for `merge`.
    """
    root = _root(text if text.strip(_BLANKS) else _NEW, settings)
    found = [_Found.of(text, _list(root, entry.at, settings), entry, record) for entry in settings.entries]
    return [(entry.event, here.state) for entry, here in zip(settings.entries, found, strict=True)]


def unmerge(text: str, settings: Settings, record: FileRecord) -> Unmerged:
    """Take out what was written and is unchanged, and what then holds nothing and held nothing before.

    Raises:
        UsageError: the file is no JSON object any more.
    """
    for mark in record.marks:
        holder = _root(text, settings).find(mark.at)
        for index, child in enumerate(holder.children if holder else ()):
            if value_hash(_value(text, child.node)) == mark.sha256:
                text = remove(text, holder, index) if holder else text
                break
    kept = tuple(event for event, state in judge(text, settings, None) if state is not State.MISSING)
    for made in reversed(record.holders):
        text = _put_back(text, made, settings)
        if not made.at and not text.strip(_BLANKS):
            return Unmerged(text, kept)
    spent = record.created and not _root(text, settings).children
    return Unmerged(None if spent else text, kept)


def _put_back(text: str, made: Holder, settings: Settings) -> str:
    """Undo what was made to hold our entries, where it holds nothing now."""
    root = _root(text, settings)
    node = root.find(made.at)
    if node is None or node.children or (not node.kind and made.at != _VERSION):
        return text
    if made.at == _VERSION and _is_needed(text, root, node, settings):
        return text
    if made.before is None:
        parent = root.find(made.at[:-1]) or root
        keys = [child.key for child in parent.children]
        return remove(text, parent, len(keys) - 1 - keys[::-1].index(made.at[-1]))
    if not made.before.strip(_BLANKS):
        return made.before
    return text[: node.start] + made.before + text[node.end :]


def _is_needed(text: str, root: Node, version: Node, settings: Settings) -> bool:
    """Whether the version that we have added speaks for entries of others by now."""
    hooks = root.find(settings.entries[0].at[:1])
    return bool(hooks and hooks.children) or _value(text, version) != settings.version


class _Draft:
    """A settings file being changed."""

    def __init__(self, text: str | None, settings: Settings, record: FileRecord | None) -> None:
        self._settings = settings
        self._before = record
        self._created = text is None or bool(record and record.created)
        self._holders = list(record.holders) if record else []
        self._marks: list[Mark] = []
        self.text = text or _NEW
        if text is not None and not text.strip(_BLANKS):
            self._holders = [Holder((), text)]
            self.text = _NEW

    def record(self) -> FileRecord:
        """What is written there now."""
        return FileRecord(self._created, tuple(self._holders), tuple(self._marks))

    def set_version(self) -> None:
        """Add the version where there is none."""
        version = self._settings.version
        root = _root(self.text, self._settings)
        if version is None or root.member(*_VERSION):
            return
        self._remember((), root)
        self.text = insert(self.text, root, version, *_VERSION)
        self._holders.append(Holder(_VERSION, None))

    def put(self, entry: Entry) -> bool:
        """Bring one entry to its place; False where somebody has edited it and it stays so."""
        items = _list(_root(self.text, self._settings), entry.at, self._settings)
        found = _Found.of(self.text, items, entry, self._before)
        if found.state is State.EDITED:
            # What was written stays in mind: whoever takes the edit back has our entry again.
            self._marks += [mark for mark in (self._before.marks if self._before else ()) if mark.at == entry.at]
            return False
        if items and found.state is State.OUTDATED:
            self.text = replace(self.text, items.children[found.place].node, entry.value)
        elif found.state is State.MISSING:
            self._append(entry)
        self._marks.append(Mark(entry.at, value_hash(entry.value)))
        return True

    def _append(self, entry: Entry) -> None:
        for depth, key in enumerate(entry.at, 1):
            holder = _root(self.text, self._settings).find(entry.at[: depth - 1])
            if holder and holder.member(key) is None:
                self._remember(entry.at[: depth - 1], holder)
                self.text = insert(self.text, holder, [] if depth == len(entry.at) else {}, key)
                self._holders.append(Holder(entry.at[:depth], None))
        items = _root(self.text, self._settings).find(entry.at)
        if items:
            self._remember(entry.at, items)
            self.text = insert(self.text, items, entry.value)

    def _remember(self, at: tuple[str, ...], holder: Node) -> None:
        """Keep in mind what an empty holder was before we put something into it."""
        known = {made.at for made in self._holders}
        if holder.children or at in known or (not at and self._created):
            return
        self._holders.append(Holder(at, self.text[holder.start : holder.end]))


class _Found(NamedTuple):
    """What stands in a list for an event."""

    state: State
    place: int = -1

    @classmethod
    def of(cls, text: str, items: Node | None, entry: Entry, record: FileRecord | None) -> _Found:
        found = cls(State.MISSING)
        for index, child in enumerate(items.children if items else ()):
            if not _is_ours(text, child.node, entry):
                continue
            told = value_hash(_value(text, child.node))
            if told == value_hash(entry.value):
                return cls(State.INSTALLED, index)
            if record and Mark(entry.at, told) in record.marks:
                found = cls(State.OUTDATED, index)
            elif found.state is State.MISSING:
                found = cls(State.EDITED, index)
        return found


def _is_ours(text: str, node: Node, entry: Entry) -> bool:
    """Whether an item calls our command at the entry's event; Kiro keeps all events in one list."""
    if command(entry.agent) not in text[node.start : node.end]:
        return False
    trigger = node.member("trigger") if node.kind == "{" else None
    return trigger is None or _value(text, trigger) == entry.event


def _value(text: str, node: Node) -> object:
    """What a node holds; its text where Python has no number for it."""
    try:
        return loads(text, node)
    except ValueError:
        return text[node.start : node.end]


def _list(root: Node, at: tuple[str, ...], settings: Settings) -> Node | None:
    """The list that entries stand in, where it is there."""
    node: Node | None = root
    for depth, key in enumerate(at, 1):
        node = node.member(key) if node else None
        wanted, name = ("[", "list") if depth == len(at) else ("{", "object")
        if node and node.kind != wanted:
            raise _refusal(f"`{'.'.join(at[:depth])}` is no {name} here", settings.path, settings)
    return node


def _root(text: str, settings: Settings) -> Node:
    try:
        root = parse(text)
    except NotJson as error:
        place = f"{settings.path}:{error.line}:{error.column}"
        raise _refusal(f"this is not valid JSON: {error.problem}", place, settings) from None
    if root.kind != "{":
        raise _refusal("this is no JSON object", settings.path, settings)
    return root


def _refusal(problem: str, where: str, settings: Settings) -> UsageError:
    return UsageError(problem, where=where, help=f"mend it, or put this into it yourself:\n{snippet(settings)}")
