"""What is known of a conversation while it goes on: one file for each, a line for each thing that happened.

The file lies in the state folder, never in the project. A line is appended before what it tells of is done, and read
again by whoever comes next. So a hook that is killed anywhere loses nothing, and one that runs twice does nothing
twice. Whoever reads or writes a journal holds the project's lock.
"""

from __future__ import annotations

import json
import os

from specward.digest import digest
from specward.state import make_state_folder, state_folder
from specward.whole_files import overwrite

TYPE_CHECKING = False  # before `typing`, which a prompt does not wait for
if TYPE_CHECKING:
    from typing import Any

FOLDER = "capture"
_NOTED = ("key", "id", "print", "stamp", "at", "uid", "path", "told", "folder", "session", "start")
SUFFIX = ".jsonl"
_LONGEST_NAME = 80


class Turn:
    """One prompt and what became of it.

    Attributes:
        key: tells it from every other prompt of the conversation.
        id: the agent's id; empty where it gave none.
        print: the prompt's `fingerprint`.
        stamp: when it was asked, as the payload said.
        at: when it was recorded, milliseconds since 1970.
        uid: of its record.
        path: where its record was written, relative to the project's root.
        text: all of the record as it was begun.
        told: the stage that its command has told; empty where it is to be inferred from what the work touches.
        folder: the project's, below the top of its repository.
        session: the agent's id of the conversation.
        start: the transcript's size when it was asked, in bytes.
        written: whether the record was written.
        files: what the agent has written meanwhile.
        response: what the agent has said last.
        done: whether the turn is over and the record complete.
        ended: when that was, milliseconds since 1970.
    """

    __slots__ = (
        *("at", "done", "ended", "files", "folder", "id", "key", "path", "print", "response", "session", "stamp"),
        *("start", "text", "told", "uid", "written"),
    )

    def __init__(self, line: dict[str, Any]) -> None:
        self.key = str(line["key"])
        self.id = str(line["id"])
        self.print = str(line["print"])
        self.stamp = str(line["stamp"])
        self.at = int(line["at"])
        self.uid = str(line["uid"])
        self.path = str(line["path"])
        self.text = str(line["text"])
        self.told = str(line["told"])
        self.folder = str(line["folder"])
        self.session = str(line["session"])
        self.start = int(line["start"])
        self.written = False
        self.done = False
        self.ended = 0
        self.files: list[str] = []
        self.response = ""


class Journal:
    """The journal of one conversation.

    Args:
        root: the project's root.
        name: the journal's, see `journal_name`.

    Attributes:
        turns: its prompts in order, by key.
        loose: the last end of a turn that came before its prompt, as it was noted; None where there is none.

    Raises:
        OSError: it cannot be read.
    """

    def __init__(self, root: str, name: str) -> None:
        self._root = root
        self._name = name
        self.turns: dict[str, Turn] = {}
        self.loose: dict[str, Any] | None = None
        self._torn = False
        try:
            with open(os.path.join(state_folder(root), FOLDER, name), "rb") as file:
                data = file.read()
        except FileNotFoundError:
            return
        self._torn = bool(data) and not data.endswith(b"\n")
        for line in data.split(b"\n"):
            self._take(line)

    def _take(self, line: bytes) -> None:
        """One line; what a killed writer has left of one is none."""
        try:
            entry = json.loads(line)
            self._apply(entry)
        except (ValueError, TypeError, KeyError, RecursionError):
            return

    def _apply(self, entry: dict[str, Any]) -> None:
        act = entry["do"]
        if act == "begin":
            self.turns.setdefault(str(entry["key"]), Turn(entry))
        elif act == "loose":
            self.loose = entry
        elif turn := self.turns.get(str(entry["key"])):
            if act == "written":
                turn.written = True
                turn.path = str(entry.get("path", turn.path))
                turn.text = ""
            elif act == "edited":
                turn.files = list(dict.fromkeys([*turn.files, *map(str, entry["files"])]))
            elif act == "said":
                turn.response = str(entry["text"])
            elif act == "done":
                turn.done = True
                turn.ended = int(entry["at"])
                turn.path = str(entry["path"])

    def note(self, act: str, **entry: object) -> None:
        """Append a line and take it in.

        Raises:
            OSError: it cannot be written.
        """
        noted = {"do": act, **entry}
        line = json.dumps(noted).encode() + b"\n"
        folder = make_state_folder(self._root, FOLDER)
        flags = os.O_WRONLY | os.O_CREAT | os.O_APPEND | getattr(os, "O_BINARY", 0) | getattr(os, "O_CLOEXEC", 0)
        descriptor = os.open(os.path.join(folder, self._name), flags, 0o600)
        try:
            rest = memoryview(b"\n" + line if self._torn else line)
            while rest:
                rest = rest[os.write(descriptor, rest) :]
        finally:
            os.close(descriptor)
        self._torn = False
        self._apply(noted)

    def compact(self) -> None:
        """Keep of turns that are over who they were, and no more of their records, which stand in the project.

        Raises:
            OSError: the file cannot be written.
        """
        lines = []
        for turn in self.turns.values():
            told = {name: getattr(turn, name) for name in _NOTED}
            lines += [{"do": "begin", **told, "text": ""}, {"do": "written", "key": turn.key}]
            lines += [{"do": "done", "key": turn.key, "path": turn.path, "at": turn.ended}]
        target = os.path.join(state_folder(self._root), FOLDER, self._name)
        data = b"".join(json.dumps(line).encode() + b"\n" for line in lines)
        overwrite(target, data, 0o600)

    def open_turns(self) -> list[Turn]:
        """The prompts whose turn is not over, in order."""
        return [turn for turn in self.turns.values() if not turn.done]

    def find(self, id_: str, fingerprint: str) -> Turn | None:
        """The prompt with an id and these words: one that is typed while the agent works has the id of the one before.

        Without an id, the last one of the same words whose turn is not over.
        """
        alike = [turn for turn in self.turns.values() if turn.print == fingerprint]
        if id_:
            return next((turn for turn in alike if turn.id == id_), None)
        return next((turn for turn in reversed(alike) if not turn.done), None)


def journal_name(agent: str, session: str, folder: str) -> str:
    """The name of a conversation's journal.

    Args:
        agent: a word of `AGENTS`.
        session: the agent's id of the conversation.
        folder: the project's folder below the top of its repository: several projects share a state folder.
    """
    plain = "".join(character if character.isascii() and character.isalnum() else "-" for character in session)
    if plain == session and session and len(session) <= _LONGEST_NAME and not folder:
        return f"{agent}-{session}{SUFFIX}"
    return f"{agent}-{digest(f'{session}{chr(0)}{folder}')[:32]}{SUFFIX}"


def journal_names(root: str, since: int = 0) -> list[str]:
    """The journals of the work tree that a project lies in, the one that changed last at the end.

    Args:
        root: the project's root.
        since: milliseconds since 1970; those that have not changed after it are left out.
    """
    folder = os.path.join(state_folder(root), FOLDER)
    try:
        with os.scandir(folder) as entries:
            found = [(entry.stat().st_mtime_ns, entry.name) for entry in entries if entry.name.endswith(SUFFIX)]
    except OSError:
        return []
    return [name for changed, name in sorted(found) if changed >= since * 1_000_000]
