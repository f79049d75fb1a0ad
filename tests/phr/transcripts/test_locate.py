from __future__ import annotations

import json
import os
import sqlite3
from contextlib import closing
from hashlib import sha256
from typing import TYPE_CHECKING

import pytest

from specward.phr.agents import AGENTS
from specward.phr.transcripts.locate import NOT_READ, locate, unreadable
from specward.phr.transcripts.reading import READERS, read_transcript
from specward.phr.transcripts.stores import STORES
from specward.phr.transcripts.turn import Mark

if TYPE_CHECKING:
    from pathlib import Path


class Machine:
    """A home folder with transcripts, and a project."""

    def __init__(self, folder: Path) -> None:
        self.home = folder / "home"
        self.root = folder / "work" / "my.shop"
        self.root.mkdir(parents=True)
        self.home.mkdir()
        self.environ = {"HOME": str(self.home)}

    def write(self, path: str, *rows: object) -> str:
        file = self.home / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text("".join(json.dumps(row) + "\n" for row in rows))
        return str(file)

    def found(self, *agents: str, since_ns: int = 0) -> list[str]:
        return [found.path for found in locate(str(self.root), self.environ, agents, since_ns)]


@pytest.fixture
def machine(tmp_path: Path) -> Machine:
    return Machine(tmp_path)


def dashed(path: Path) -> str:
    return "".join(letter if letter.isascii() and letter.isalnum() else "-" for letter in str(path))


def claude(cwd: Path) -> dict[str, object]:
    return {"type": "user", "cwd": str(cwd), "message": {"content": "a"}}


def test_transcripts_of_claude_lie_in_a_folder_that_is_called_after_the_project(machine: Machine) -> None:
    slug = dashed(machine.root)
    mine = machine.write(f".claude/projects/{slug}/a.jsonl", {"type": "summary"}, claude(machine.root))
    below = machine.write(f".claude/projects/{slug}-docs/b.jsonl", {"type": "mode"}, claude(machine.root / "docs"))
    machine.write(f".claude/projects/{slug}-old/c.jsonl", claude(machine.root.with_name("my.shop-old")))
    machine.write(f".claude/projects/{slug}/a/subagents/agent-1.jsonl", claude(machine.root))
    machine.write(f".claude/projects/{slug}/notes.txt", claude(machine.root))
    machine.write(".claude/projects/-elsewhere/d.jsonl", claude(machine.root))
    assert machine.found("claude") == [mine, below]


def test_the_folder_of_a_long_path_is_called_by_its_beginning(tmp_path: Path) -> None:
    machine = Machine(tmp_path / ("x" * 120) / ("y" * 120))
    mine = machine.write(f".claude/projects/{dashed(machine.root)[:200]}-1x2y3/a.jsonl", claude(machine.root))
    machine.write(
        f".claude/projects/{dashed(machine.root)[:200]}-9z9z9/a.jsonl", claude(machine.root.with_name("other"))
    )
    assert machine.found("claude") == [mine]


def test_a_variable_may_name_another_place(machine: Machine) -> None:
    mine = machine.write(f"conf/projects/{dashed(machine.root)}/a.jsonl", claude(machine.root))
    machine.environ["CLAUDE_CONFIG_DIR"] = str(machine.home / "conf")
    assert machine.found("claude") == [mine]


def test_a_project_may_be_reached_through_a_link(machine: Machine, tmp_path: Path) -> None:
    link = tmp_path / "link"
    link.symlink_to(machine.root)
    real = machine.write(f".claude/projects/{dashed(machine.root)}/a.jsonl", claude(machine.root))
    linked = machine.write(f".claude/projects/{dashed(link)}/b.jsonl", claude(link))
    assert {found.path for found in locate(str(link), machine.environ, ["claude"])} == {real, linked}


def test_rollouts_of_codex_tell_their_folder_on_the_first_line(machine: Machine) -> None:
    def meta(cwd: Path) -> dict[str, object]:
        return {"type": "session_meta", "payload": {"id": "s", "cwd": str(cwd), "instructions": "x" * 50_000}}

    mine = machine.write(".codex/sessions/2026/11/02/rollout-1.jsonl", meta(machine.root))
    archived = machine.write(".codex/archived_sessions/rollout-0.jsonl", meta(machine.root / "sub"))
    machine.write(".codex/sessions/2026/11/02/rollout-2.jsonl", meta(machine.home), meta(machine.root))
    machine.write(".codex/sessions/2026/11/02/rollout-3.jsonl")
    machine.write(".codex/sessions/2026/11/02/other.jsonl", meta(machine.root))
    assert machine.found("codex") == [mine, archived]


def test_the_folder_of_gemini_is_called_by_a_hash_or_says_whose_it_is(machine: Machine) -> None:
    key = sha256(str(machine.root).encode()).hexdigest()
    hashed = machine.write(f".gemini/tmp/{key}/chats/session-1.json", {})
    named = machine.write(".gemini/tmp/my-shop/chats/session-2.jsonl", {})
    machine.write(".gemini/tmp/my-shop/chats/session-2.json", {})
    machine.write(".gemini/tmp/my-shop/chats/other.json", {})
    machine.write(".gemini/tmp/my-shop/chats/parent/sub.jsonl", {})
    machine.write(".gemini/tmp/foreign/chats/session-3.jsonl", {})
    (machine.home / ".gemini/tmp/my-shop/.project_root").write_text(f"{machine.root}\n")
    (machine.home / ".gemini/tmp/foreign/.project_root").write_text(str(machine.home))
    found = locate(str(machine.root), machine.environ, ["gemini"])
    assert {one.path for one in found} == {hashed, named}
    assert {one.start for one in found} == {Mark(cwd=str(machine.root))}


def test_sessions_of_copilot_are_folders_or_files_and_tell_their_folder(machine: Machine) -> None:
    def start(cwd: Path | None) -> dict[str, object]:
        return {"type": "session.start", "data": {"context": {"cwd": str(cwd)}} if cwd else {}}

    mine = machine.write(".copilot/session-state/s1/events.jsonl", start(machine.root))
    flat = machine.write(
        ".copilot/session-state/s2.jsonl", {"type": "session.start", "data": {"cwd": str(machine.root)}}
    )
    machine.write(".copilot/session-state/s3/events.jsonl", start(machine.home))
    by_file = machine.write(".copilot/session-state/s4/events.jsonl", start(None))
    (machine.home / ".copilot/session-state/s4/workspace.yaml").write_text(f"id: s4\ncwd: '{machine.root}'\n")
    machine.write(".copilot/session-state/s5/events.jsonl", start(None))
    machine.write(".copilot/session-state/s6/plan.md")
    found = locate(str(machine.root), machine.environ, ["copilot"])
    assert [(one.path, one.start.session) for one in found] == [(mine, "s1"), (flat, "s2"), (by_file, "s4")]


def test_chats_of_qwen_lie_in_a_folder_that_is_called_after_the_project(machine: Machine) -> None:
    mine = machine.write(f".qwen/projects/{dashed(machine.root)}/chats/s.jsonl", claude(machine.root))
    machine.write(f".qwen/projects/{dashed(machine.root)}/notes.jsonl", claude(machine.root))
    assert machine.found("qwen") == [mine]


def test_transcripts_of_cursor_are_known_by_the_name_of_their_folder_alone(machine: Machine) -> None:
    slug = dashed(machine.root).strip("-")
    folder = f".cursor/projects/{slug}/agent-transcripts"
    nested = machine.write(f"{folder}/s1/s1.jsonl", {})
    flat = machine.write(f"{folder}/s2.jsonl", {})
    machine.write(f"{folder}/s1/subagents/x.jsonl", {})
    machine.write(f".cursor/projects/{slug}-docs/agent-transcripts/s3.jsonl", {})
    found = locate(str(machine.root), machine.environ, ["cursor"])
    assert [(one.path, one.start) for one in found] == [
        (nested, Mark(session="s1", cwd=str(machine.root))),
        (flat, Mark(session="s2", cwd=str(machine.root))),
    ]


def test_sessions_of_opencode_are_rows_of_its_database(machine: Machine) -> None:
    path = machine.home / ".local/share/opencode/opencode.db"
    path.parent.mkdir(parents=True)
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("CREATE TABLE session (id text, parent_id text, directory text)")
        connection.execute(
            "CREATE TABLE message (id text, session_id text, time_created int, time_updated int, data text)"
        )
        connection.execute("CREATE TABLE part (id text, message_id text, session_id text, time_updated int, data text)")
        rows = [("mine", None, machine.root), ("sub", "mine", machine.root), ("foreign", None, machine.home)]
        connection.executemany("INSERT INTO session VALUES (?,?,?)", [(a, b, str(c)) for a, b, c in rows])
        connection.execute("INSERT INTO message VALUES ('m', 'mine', 1, 5, '{\"role\": \"user\"}')")
        connection.execute("INSERT INTO part VALUES ('p', 'm', 'mine', 7, '{\"type\": \"text\", \"text\": \"a\"}')")
    [found] = locate(str(machine.root), machine.environ, ["opencode"])
    assert (found.path, found.size, found.mtime_ns) == (f"{path}#mine", 1, 7_000_000)
    with read_transcript(found.agent, found.path, found.start) as told:
        assert [(turn.prompt, turn.session, turn.cwd) for turn in told] == [("a", "mine", str(machine.root))]
    machine.environ["OPENCODE_DB"] = "opencode-dev.db"
    assert machine.found("opencode") == []
    machine.environ |= {"OPENCODE_DB": str(path), "HOME": ""}
    assert machine.found("opencode") == [f"{path}#mine"]


def test_what_was_not_touched_since_is_left_out(machine: Machine) -> None:
    slug = dashed(machine.root)
    old = machine.write(f".claude/projects/{slug}/old.jsonl", claude(machine.root))
    new = machine.write(f".claude/projects/{slug}/new.jsonl", claude(machine.root))
    os.utime(old, ns=(1_000, 1_000))
    os.utime(new, ns=(2_000, 2_000))
    assert machine.found("claude", since_ns=1_500) == [new]
    assert [(found.size, found.mtime_ns) for found in locate(str(machine.root), machine.environ)] == [
        (os.stat(new).st_size, 2_000),
        (os.stat(old).st_size, 1_000),
    ]


def test_a_machine_without_agents_has_none_and_says_so_for_each(machine: Machine) -> None:
    assert machine.found() == []
    reasons = unreadable(machine.environ)
    assert reasons.keys() == AGENTS.keys()
    assert reasons["claude"] == f"there is no {machine.home}/.claude/projects"
    assert reasons["kiro"] == NOT_READ
    assert set(unreadable({}, ["claude", "opencode"]).values()) == {"the environment names no home"}


def test_an_agent_whose_transcripts_can_be_read_has_no_reason(machine: Machine) -> None:
    machine.write(".claude/projects/-x/a.jsonl")
    assert unreadable(machine.environ, ["claude"]) == {}


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_folder_that_may_not_be_read_is_a_reason(machine: Machine) -> None:
    machine.write(".claude/projects/-x/a.jsonl")
    (machine.home / ".claude/projects").chmod(0)
    assert "cannot be read: Permission denied" in unreadable(machine.environ, ["claude"])["claude"]
    assert machine.found("claude") == []


def test_a_file_in_the_place_of_a_folder_is_a_reason(machine: Machine) -> None:
    machine.write(".claude/projects")
    machine.write(".local/share/opencode/opencode.db", "no database")
    reasons = unreadable(machine.environ, ["claude", "opencode"])
    assert reasons["claude"] == f"{machine.home}/.claude/projects cannot be read: Not a directory"
    assert reasons["opencode"].endswith("opencode.db cannot be read: file is not a database")
    assert machine.found() == []


def test_compressed_rollouts_are_a_reason(machine: Machine) -> None:
    path = machine.write(".codex/sessions/2026/11/02/rollout-1.jsonl.zst")
    folder = f"{machine.home}/.codex/sessions"
    assert unreadable(machine.environ, ["codex"])["codex"] == (
        f"1 transcript in {folder} is compressed, and such are not read"
    )
    os.link(path, path.replace("-1.", "-2."))
    assert unreadable(machine.environ, ["codex"])["codex"].startswith("2 transcripts in ")


def test_what_is_no_file_is_not_waited_for(machine: Machine) -> None:
    slug = dashed(machine.root)
    for path in (f".claude/projects/{slug}/a.jsonl", ".codex/sessions/rollout-1.jsonl", ".gemini/tmp/x/.project_root"):
        (machine.home / path).parent.mkdir(parents=True)
        os.mkfifo(machine.home / path)
    assert machine.found() == []


def test_whatever_is_found_can_be_read() -> None:
    assert STORES.keys() == READERS.keys()
    assert STORES.keys() < AGENTS.keys()
