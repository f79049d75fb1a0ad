"""The sessions of opencode, which keeps them in a database: `~/.local/share/opencode/opencode.db`.

The facts belong to versions 1.1 to 1.18, whose source is public. A session has messages, a message has parts; what they
are stands in their columns `data` as JSON. A session with a parent is a sub-agent's. The database is opened for reading
alone, and may be in use.
"""

from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import UTC, datetime
from typing import TYPE_CHECKING
from urllib.parse import quote

from specward.phr.transcripts.fields import fields, find, first_text, number, objects, parsed, text
from specward.phr.transcripts.lines import LONGEST, Line, UnreadableTranscript
from specward.phr.transcripts.patch import patched_files
from specward.phr.transcripts.turn import Tokens

if TYPE_CHECKING:
    from collections.abc import Iterator

    from specward.phr.transcripts.fields import Fields
    from specward.phr.transcripts.talk import Talk

VERSIONS = "1.1 to 1.18"

SEPARATOR = "#"
"""Between the path of the database and the id of a session, in what `locate` tells as a path."""
_PATIENCE = 2
_EDITS = frozenset({"edit", "write", "multiedit"})


def connect(path: str) -> sqlite3.Connection:
    """The database, opened for reading alone.

    Raises:
        UnreadableTranscript: it cannot be opened.
    """
    try:
        return sqlite3.connect(f"file:{quote(path)}?mode=ro", uri=True, timeout=_PATIENCE)
    except sqlite3.Error as error:
        raise UnreadableTranscript(str(error)) from None


def sessions(database: str) -> list[tuple[str, str]]:
    """The sessions that somebody has begun, each with its folder.

    Raises:
        UnreadableTranscript: the database cannot be read.
    """
    select = "SELECT id, directory FROM session WHERE parent_id IS NULL ORDER BY id"
    try:
        with closing(connect(database)) as connection:
            return [(text(key), text(folder)) for key, folder in connection.execute(select)]
    except sqlite3.Error as error:
        raise UnreadableTranscript(str(error)) from None


def measure(path: str) -> tuple[int, int]:
    """How many messages a session has, and when one was last touched, in nanoseconds since 1970.

    Args:
        path: of the database, a `#`, and the id of the session.

    Raises:
        UnreadableTranscript: the database cannot be read.
    """
    database, _, key = path.rpartition(SEPARATOR)
    select = "SELECT count(*), max(time_updated) FROM {} WHERE session_id = ?"
    try:
        with closing(connect(database)) as connection:
            counts = [connection.execute(select.format(name), (key,)).fetchone() for name in ("message", "part")]
    except sqlite3.Error as error:
        raise UnreadableTranscript(str(error)) from None
    return number(counts[0][0]), max(number(touched) for _, touched in counts) * 1_000_000


class Session:
    """A session in the database.

    Args:
        path: of the database, a `#`, and the id of the session.

    Attributes:
        count: how many messages it has.

    Raises:
        UnreadableTranscript: it cannot be read.
    """

    def __init__(self, path: str) -> None:
        database, _, self._id = path.rpartition(SEPARATOR)
        self._connection = connect(database)
        try:
            rows = self._connection.execute("SELECT count(*) FROM message WHERE session_id = ?", (self._id,))
            self.count = int(rows.fetchone()[0])
            found = self._connection.execute("SELECT directory FROM session WHERE id = ?", (self._id,)).fetchone()
        except sqlite3.Error as error:
            self.close()
            raise UnreadableTranscript(str(error)) from None
        self._directory = found[0] if found else ""

    def close(self) -> None:
        """Let go of the database."""
        self._connection.close()

    def lines(self, start: int = 0) -> Iterator[Line]:
        """The messages from a place on, each with its parts, as lines of a file would be.

        Raises:
            UnreadableTranscript: they cannot be read.
        """
        order = "WHERE session_id = ? ORDER BY time_created, id LIMIT -1 OFFSET ?"
        try:
            with closing(self._connection.execute(f"SELECT id, data FROM message {order}", (self._id, start))) as rows:  # noqa: S608 -- no text of anybody's
                for place, (key, data) in enumerate(rows, start):
                    message = parsed(data)
                    line = {"id": key, "session": self._id, "directory": self._directory, "info": message}
                    line["parts"] = self._parts(key) if isinstance(message, dict) else []
                    yield Line(place, place + 1, line if isinstance(message, dict) else None)
        except sqlite3.Error as error:
            raise UnreadableTranscript(str(error)) from None

    def _parts(self, message: object) -> list[object]:
        select = "SELECT data FROM part WHERE message_id = ? AND length(data) <= ? ORDER BY id"
        return [parsed(data) for (data,) in self._connection.execute(select, (message, LONGEST))]


def read(line: Fields, talk: Talk) -> None:
    """Read one message with its parts."""
    info = fields(line, "info")
    role = text(info, "role")
    talk.session = text(line, "session") or talk.session
    talk.cwd = text(info, "path", "cwd") or text(line, "directory") or talk.cwd
    if role == "user":
        _user(line, info, talk)
    elif role == "assistant":
        _answer(line, info, talk)
    else:
        talk.skip(role or "without a role")


def _user(line: Fields, info: Fields, talk: Talk) -> None:
    said = []
    for part in objects(line, "parts"):
        kind = text(part, "type")
        if kind == "text" and not find(part, "synthetic") and not find(part, "ignored"):
            said.append(text(part, "text"))
        elif kind == "file" and text(part, "mime").startswith("image/"):
            said.append("[image]")
    prompt = "\n".join(filter(None, said))
    if prompt.strip():
        talk.begin(prompt, (text(line, "id"),), _moment(number(info, "time", "created")))


def _answer(line: Fields, info: Fields, talk: Talk) -> None:
    talk.model = text(info, "modelID") or talk.model
    draft, key = talk.at_hand(), text(line, "id")
    for place, part in enumerate(objects(line, "parts")):
        kind = text(part, "type")
        if kind == "text" and not find(part, "synthetic"):
            draft.say(text(part, "text"))
        elif kind == "tool":
            _call(talk, text(part, "callID") or f"{key}.{place}", part)
    if tokens := fields(info, "tokens"):
        cache = fields(tokens, "cache")
        counts = (number(tokens, "input"), number(tokens, "output"), number(cache, "read"), number(cache, "write"))
        draft.spend(key, Tokens(*counts))
    draft.ended = bool(number(info, "time", "completed")) and text(info, "finish") not in {"", "tool-calls"}


def _call(talk: Talk, call: str, part: Fields) -> None:
    draft, tool, state = talk.at_hand(), text(part, "tool"), fields(part, "state")
    status, given = text(state, "status"), fields(state, "input")
    if status == "error":
        failed: bool | None = True
    else:
        code = find(state, "metadata", "exit")
        failed = code != 0 if isinstance(code, int) and status == "completed" else None
    if tool == "bash":
        draft.run(call, text(given, "command"), failed=failed)
    elif tool in _EDITS and not failed:
        draft.edit(call, [first_text(given, "filePath", "file_path")])
    elif tool in {"patch", "apply_patch"} and not failed:
        draft.edit(call, patched_files(first_text(given, "patchText", "patch", "input")))


def _moment(milliseconds: int) -> str:
    if not milliseconds:
        return ""
    try:
        return datetime.fromtimestamp(milliseconds / 1000, UTC).isoformat(timespec="milliseconds")
    except (OverflowError, ValueError, OSError):
        return ""
