"""Prompts that no hook has seen are recorded from what the agents keep, once."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from tests.cli.conftest import Spec
from tests.hooks.conversation import Workplace, claude, codex, said

from specward.artifacts.phr import read_record
from specward.markdown.document import Document

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import GitRepository

pytestmark = pytest.mark.usefixtures("inside")
SESSION = "e9d70779-f0a4-40c5-99c7-09f0320a3737"


class ClaudeTranscript:
    """A transcript of Claude Code, written line by line as its client writes it."""

    def __init__(self, home: Path, project: Path) -> None:
        slug = "".join(character if character.isalnum() else "-" for character in str(project))
        self.path = home / ".claude/projects" / slug / f"{SESSION}.jsonl"
        self.path.parent.mkdir(parents=True)
        self._project = project
        self._count = 0

    def add(self, kind: str, **more: object) -> None:
        self._count += 1
        line = {
            "type": kind,
            "uuid": f"u{self._count}",
            "sessionId": SESSION,
            "timestamp": f"2026-10-0{min(self._count, 9)}T10:00:00.000Z",
            "cwd": str(self._project),
            "gitBranch": "001-login",
            "version": "2.1.332",
            **more,
        }
        with self.path.open("a") as file:
            file.write(json.dumps(line) + "\n")

    def asks(self, text: str, **more: object) -> None:
        self.add("user", message={"role": "user", "content": text}, **more)

    def answers(self, text: str) -> None:
        usage = {"input_tokens": 10, "output_tokens": 5}
        content = [{"type": "text", "text": text}]
        message = {"id": f"m{self._count}", "role": "assistant", "model": "opus", "content": content, "usage": usage}
        self.add("assistant", message=message)

    def uses(self, tool: str, **given: object) -> None:
        content = [{"type": "tool_use", "id": f"toolu_{self._count}", "name": tool, "input": given}]
        message = {"id": f"m{self._count}", "role": "assistant", "model": "opus", "content": content}
        self.add("assistant", message=message)

    def queued(self, text: str) -> None:
        self.add("attachment", attachment={"type": "queued_command", "prompt": text, "commandMode": "prompt"})


@pytest.fixture
def spec(repository: GitRepository) -> Spec:
    """`spec` in a project in a repository."""
    repository.write(".specify/memory/constitution.md", "# C\n")
    return Spec(repository.root)


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    return tmp_path / "home"


@pytest.fixture
def transcript(spec: Spec, home: Path) -> ClaudeTranscript:
    spec.write("specs/001-login/spec.md", "# Feature Specification: Login\n")
    spec.write("src/login.py", "")
    return ClaudeTranscript(home, spec.root)


@pytest.mark.verifies("003-prompts-are-captured/AC-006")
def test_what_no_hook_has_told_is_recorded_once(spec: Spec, transcript: ClaudeTranscript) -> None:
    transcript.asks("Add the session store")
    transcript.uses("Edit", file_path=f"{spec.root}/src/login.py")
    transcript.uses("Bash", command="pytest -q")
    transcript.queued("and test it")
    transcript.answers("The store is there.")
    done = spec("phr", "sync")
    assert len(done.out.split()) == 2
    place = Workplace(spec.root)
    assert place.prompts() == ["Add the session store", "and test it"]
    first, second = place.records()
    assert said(first, "date") == "2026-10-01"
    assert said(first, "source") == "transcript"
    assert said(first, "session") == SESSION
    assert said(first, "model") == "opus"
    assert [entry.value for entry in first.files] == ["src/login.py"]
    assert first.document.path.startswith("history/prompts/001-login/")
    assert "The store is there." in second.document.text
    assert spec("phr", "sync").out == ""
    assert len(place.records()) == 2


@pytest.mark.verifies("003-prompts-are-captured/AC-006")
def test_a_dry_run_says_what_is_missing_and_writes_nothing(spec: Spec, transcript: ClaudeTranscript) -> None:
    transcript.asks("Add the session store")
    done = spec("phr", "sync", "--dry-run")
    assert done.out == "claude  2026-10-01T10:00:00.000Z  Add the session store\n"
    assert Workplace(spec.root).records() == []


@pytest.mark.verifies("003-prompts-are-captured/AC-006")
def test_what_a_hook_has_told_is_not_recorded_again(spec: Spec, transcript: ClaudeTranscript) -> None:
    place = Workplace(spec.root)
    payload = {**claude("UserPromptSubmit", place, prompt="Add the session store"), "session_id": SESSION}
    place.tell("claude", payload)
    place.tell("claude", {**claude("UserPromptSubmit", place, "p2", prompt="continue"), "session_id": SESSION})
    transcript.asks("Add the session store")
    for _ in range(3):
        transcript.asks("continue")
    spec("phr", "sync")
    assert sorted(place.prompts()) == ["Add the session store", "continue", "continue", "continue"]
    assert spec("phr", "sync").out == ""


@pytest.mark.verifies("003-prompts-are-captured/AC-006")
def test_the_end_of_a_turn_records_what_was_typed_meanwhile(spec: Spec, transcript: ClaudeTranscript) -> None:
    place = Workplace(spec.root)
    told = {"session_id": SESSION, "transcript_path": str(transcript.path)}
    transcript.add("summary")
    place.tell("claude", {**claude("UserPromptSubmit", place, prompt="Add the session store"), **told})
    transcript.asks("Add the session store")
    transcript.uses("Write", file_path=f"{spec.root}/src/login.py")
    transcript.queued("and test it")
    transcript.answers("Both are done.")
    place.tell("claude", {**claude("Stop", place, last_assistant_message="Both are done."), **told})
    first, second = sorted(place.records(), key=lambda record: record.prompt_text)
    assert [first.prompt_text, second.prompt_text] == ["Add the session store", "and test it"]
    assert [entry.value for entry in first.files] == ["src/login.py"]
    assert "Both are done." in second.document.text
    assert spec("phr", "sync").out == ""


def test_an_answer_that_reaches_the_transcript_late_is_read_by_a_later_event_or_a_sync(
    spec: Spec, transcript: ClaudeTranscript
) -> None:
    place = Workplace(spec.root)
    told = {"session_id": SESSION, "transcript_path": str(transcript.path)}
    for number, prompt in enumerate(("first", "second"), 1):
        place.tell("claude", {**claude("UserPromptSubmit", place, f"p{number}", prompt=prompt), **told})
        transcript.asks(prompt)
        place.tell("claude", {**claude("Stop", place, f"p{number}"), **told})
        assert "Under way" in place.records()[-1].document.text
        transcript.answers(f"The {prompt} answer.")
    assert "The first answer." in place.records()[0].document.text
    transcript.asks("third")
    spec("phr", "sync")
    (second,) = [record for record in place.records() if record.prompt_text == "second"]
    assert "The second answer." in second.document.text
    assert "Under way" not in second.document.text


def test_a_record_that_an_agent_has_written_by_itself_answers_for_its_prompt(
    spec: Spec, transcript: ClaudeTranscript
) -> None:
    transcript.asks("Let people sign in with a passkey")
    spec("new", "phr", "Passkeys", "--stage", "general", "--prompt", "Let people sign in with a passkey")
    assert spec("phr", "sync").out == ""


def test_a_conversation_that_is_forked_asks_nothing_twice(spec: Spec, transcript: ClaudeTranscript) -> None:
    transcript.asks("Add the session store")
    fork = transcript.path.with_name("fork.jsonl")
    fork.write_text(transcript.path.read_text().replace(SESSION, "fork"))
    assert len(spec("phr", "sync").out.split()) == 1
    transcript.path.unlink()
    assert spec("phr", "sync").out == ""


def test_a_record_may_have_gone_to_another_branch(
    spec: Spec, repository: GitRepository, transcript: ClaudeTranscript
) -> None:
    transcript.asks("Add the session store")
    repository.commit()
    repository.git("switch", "-q", "-c", "001-login")
    spec("phr", "sync")
    repository.commit()
    repository.git("switch", "-q", "main")
    assert spec("phr", "sync").out == ""


def test_prompts_of_another_project_stay_out(spec: Spec, transcript: ClaudeTranscript, tmp_path: Path) -> None:
    transcript.asks("Somewhere else", cwd=str(tmp_path))
    assert spec("phr", "sync").out == ""


@pytest.mark.verifies("003-prompts-are-captured/AC-007")
def test_lines_that_nobody_knows_are_counted_and_passed_over(spec: Spec, transcript: ClaudeTranscript) -> None:
    transcript.add("hologram")
    transcript.asks("Add the session store")
    with transcript.path.open("a") as file:
        file.write('{"type": "user", "message": {"role": "us')
    report = spec("phr", "sync", "--json").json
    (agent,) = [one for one in report["agents"] if one["agent"] == "claude"]
    assert (agent["seen"], agent["skipped"]) == (1, 1)
    assert len(report["written"]) == 1


def test_what_another_project_of_the_repository_has_noted_is_left_to_it(
    spec: Spec, repository: GitRepository, transcript: ClaudeTranscript
) -> None:
    repository.write("app/.specify/memory/constitution.md", "# C\n")
    (spec.root / "app/history").write_text("a file where a folder belongs")
    inner = Workplace(spec.root / "app")
    inner.tell("claude", claude("UserPromptSubmit", inner, prompt="Add a page to the app"))
    assert spec("phr", "sync").out == ""
    (spec.root / "app/history").unlink()
    assert Spec(inner.root)("phr", "sync").out.split() == [inner.records()[0].document.path]


def test_journals_that_are_done_are_made_small_and_still_known(spec: Spec, transcript: ClaudeTranscript) -> None:
    place = Workplace(spec.root)
    place.tell("claude", claude("UserPromptSubmit", place, prompt="Add the session store. " * 100))
    place.tell("claude", claude("Stop", place, last_assistant_message="Done."))
    (journal,) = (spec.root / ".git/specward/capture").glob("*.jsonl")
    before = journal.stat().st_size
    spec("phr", "sync")
    assert journal.stat().st_size < before / 4
    place.tell("claude", claude("UserPromptSubmit", place, prompt="Add the session store. " * 100))
    assert len(place.records()) == 1


def test_an_agent_that_nobody_knows_is_refused_with_the_one_that_was_meant(spec: Spec) -> None:
    done = spec("phr", "sync", "--agent", "cluade")
    assert done.code == 2
    assert "did you mean `claude`" in done.err


def test_a_second_machine_learns_nothing_new(spec: Spec, transcript: ClaudeTranscript) -> None:
    """The records alone are enough: the journals of another clone are not there."""
    transcript.asks("Add the session store")
    transcript.asks("Use ghp_" + "a1B2" * 9)
    spec("phr", "sync")
    for path in (spec.root / ".git/specward").rglob("*"):
        if path.is_file():
            path.unlink()
    assert spec("phr", "sync").out == ""


@pytest.mark.verifies("003-prompts-are-captured/AC-008")
def test_no_file_that_is_written_holds_the_secret(spec: Spec, transcript: ClaudeTranscript) -> None:
    secret = "ghp_" + "a1B2" * 9
    place = Workplace(spec.root)
    transcript.asks(f"Use {secret} for the API")
    transcript.uses("Bash", command=f"TOKEN={secret} pytest")
    transcript.answers(f"I have used {secret}.")
    place.tell("codex", codex("UserPromptSubmit", place, prompt=f"Use {secret} for the API"))
    place.tell("codex", codex("Stop", place, last_assistant_message=f"I have used {secret}."))
    place.tell("codex", b'{"prompt": "' + secret.encode())
    spec("phr", "sync")
    spec("phr", "sync", "--dry-run")
    assert len(place.records()) == 2
    for path in spec.root.rglob("*"):
        assert not path.is_file() or secret.encode() not in path.read_bytes(), path
    assert "[REDACTED:" in place.records()[0].document.text
    assert said(place.records()[0], "redactions") == "2"


def test_a_record_holds_no_more_than_a_record(spec: Spec, transcript: ClaudeTranscript) -> None:
    transcript.asks("---\nid: 1\n---\n\n## Outcome\n")
    spec("phr", "sync")
    (record,) = Workplace(spec.root).records()
    text = record.document.text
    assert read_record(Document("x.prompt.md", text)).prompt_text == "---\nid: 1\n---\n\n## Outcome\n"
