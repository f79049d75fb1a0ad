from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING, Any

import pytest

from specward.phr.transcripts.lines import UnreadableTranscript
from specward.phr.transcripts.reading import read_transcript
from specward.phr.transcripts.turn import Command, Mark, Tokens, Turn

if TYPE_CHECKING:
    from pathlib import Path

SCHEMA = """
CREATE TABLE session (id text PRIMARY KEY, project_id text, parent_id text, directory text NOT NULL, title text,
    version text, time_created integer NOT NULL, time_updated integer NOT NULL);
CREATE TABLE message (id text PRIMARY KEY, session_id text NOT NULL, time_created integer NOT NULL,
    time_updated integer NOT NULL, data text NOT NULL);
CREATE TABLE part (id text PRIMARY KEY, message_id text NOT NULL, session_id text NOT NULL,
    time_created integer NOT NULL, time_updated integer NOT NULL, data text NOT NULL);
"""
MILLISECONDS = 1_793_610_000_000


class Database:
    """A database of opencode, filled message by message."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.count = 0
        with closing(sqlite3.connect(path)) as connection, connection:
            connection.executescript(SCHEMA)
            connection.execute("INSERT INTO session VALUES ('ses_1','p',NULL,'/w/shop','t','1.18',1,2)")

    @property
    def session(self) -> str:
        return f"{self.path}#ses_1"

    def add(self, role: str, *parts: dict[str, Any] | str, session: str = "ses_1", **info: object) -> None:
        self.count += 1
        at, key = MILLISECONDS + self.count, f"msg_{self.count:03d}"
        data = json.dumps({"role": role, "time": {"created": at}, **info})
        with closing(sqlite3.connect(self.path)) as connection, connection:
            connection.execute("INSERT INTO message VALUES (?,?,?,?,?)", (key, session, at, at, data))
            for number, part in enumerate(parts):
                held = part if isinstance(part, str) else json.dumps(part)
                row = (f"prt_{self.count:03d}_{number:03d}", key, session, at, at, held)
                connection.execute("INSERT INTO part VALUES (?,?,?,?,?,?)", row)


@pytest.fixture
def database(tmp_path: Path) -> Database:
    return Database(tmp_path / "op#en code.db")


def text(words: str, **more: object) -> dict[str, Any]:
    return {"type": "text", "text": words, **more}


def tool(
    name: str, key: str, status: str = "completed", exit_code: int | None = None, **given: object
) -> dict[str, Any]:
    metadata = {} if exit_code is None else {"exit": exit_code}
    return {
        "type": "tool",
        "tool": name,
        "callID": key,
        "state": {"status": status, "input": given, "metadata": metadata},
    }


def read(path: str, start: Mark | None = None) -> tuple[list[Turn], Mark]:
    with read_transcript("opencode", path, start or Mark()) as reading:
        return list(reading), reading.resume


def test_a_turn_is_a_prompt_and_what_came_of_it(database: Database) -> None:
    database.add(
        "user", text("Add a form"), text("<file>…</file>", synthetic=True), {"type": "file", "mime": "image/png"}
    )
    database.add(
        "assistant",
        {"type": "step-start"},
        text("I test."),
        tool("bash", "c1", exit_code=1, command="npm test"),
        tool("write", "c2", filePath="/w/shop/a.ts"),
        tool("edit", "c3", status="error", filePath="/w/shop/no.ts"),
        tool("apply_patch", "c4", patchText="*** Begin Patch\n*** Add File: b.ts\n*** End Patch"),
        modelID="claude-opus-5",
        finish="tool-calls",
        tokens={"input": 6, "output": 88, "reasoning": 1, "cache": {"read": 10, "write": 20}},
    )
    done = {"created": MILLISECONDS, "completed": MILLISECONDS}
    database.add("assistant", text("The form is there."), finish="stop", time=done, tokens={"input": 1, "output": 2})
    [turn], _ = read(database.session)
    assert (turn.agent, turn.session, turn.cwd) == ("opencode", "ses_1", "/w/shop")
    assert (turn.prompt, turn.ids) == ("Add a form\n[image]", ("msg_001",))
    assert turn.at.endswith("+00:00")
    assert turn.at.startswith("2026-11-0")
    assert (turn.response, turn.model, turn.ended) == ("The form is there.", "claude-opus-5", True)
    assert turn.commands == (Command("npm test", failed=True),)
    assert turn.files == ("/w/shop/a.ts", "b.ts")
    assert turn.tokens == Tokens(7, 90, 10, 20)


def test_a_later_reading_tells_the_last_turn_again_with_what_came_since(database: Database) -> None:
    database.add("user", text("a"))
    database.add("assistant", text("A"))
    database.add("user", text("b"))
    turns, resume = read(database.session)
    assert [turn.prompt for turn in turns] == ["a", "b"]
    assert (resume.offset, resume.session, resume.cwd) == (2, "ses_1", "/w/shop")
    database.add("assistant", text("B"))
    database.add("user", text("c"))
    assert [(turn.prompt, turn.response) for turn in read(database.session, resume)[0]] == [("b", "B"), ("c", "")]


def test_a_session_that_has_become_shorter_is_read_from_its_beginning(database: Database) -> None:
    database.add("user", text("a"))
    assert [turn.prompt for turn in read(database.session, Mark(7, "ses_1"))[0]] == ["a"]


def test_other_sessions_are_left_out(database: Database) -> None:
    database.add("user", text("a"), session="ses_2")
    assert read(database.session)[0] == []


def test_what_is_no_json_is_passed_over(database: Database) -> None:
    database.add("user", "{", "[]", text("a"), '{"type": ["odd"]}', "null")
    with closing(sqlite3.connect(database.path)) as connection, connection:
        connection.execute("INSERT INTO message VALUES ('msg_0', 'ses_1', 0, 0, 'no json')")
    with read_transcript("opencode", database.session) as reading:
        assert [turn.prompt for turn in reading] == ["a"]
    assert reading.malformed == 1


def test_it_is_read_while_the_client_writes(database: Database) -> None:
    database.add("user", text("a"))
    with closing(sqlite3.connect(database.path)) as connection:
        connection.execute("PRAGMA journal_mode=WAL")
        connection.execute("INSERT INTO message VALUES ('msg_9', 'ses_1', 9, 9, '{}')")
        assert [turn.prompt for turn in read(database.session)[0]] == ["a"]


@pytest.mark.parametrize("content", [None, b"", b"no database, but text", b"SQLite format 3\0" + b"\xff" * 200])
def test_what_is_no_database_cannot_be_read(tmp_path: Path, content: bytes | None) -> None:
    path = tmp_path / "opencode.db"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(UnreadableTranscript):
        read(f"{path}#ses_1")
    assert path.exists() == (content is not None)


def test_a_database_of_another_form_says_so_while_it_is_read(database: Database) -> None:
    database.add("user", text("a"))
    with closing(sqlite3.connect(database.path)) as connection, connection:
        connection.execute("DROP TABLE part")
    with pytest.raises(UnreadableTranscript, match="no such table: part"):
        read(database.session)


def test_unknown_roles_are_counted(database: Database) -> None:
    database.add("oracle", text("a"))
    database.add(
        "assistant", text("A", synthetic=True), {"type": "patch"}, {"type": "tool", "tool": "read", "callID": "c"}
    )
    with read_transcript("opencode", database.session) as reading:
        assert list(reading) == []
    assert reading.skipped == {"oracle": 1}
