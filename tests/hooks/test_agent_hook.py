"""Conversations held through the real hook commands, event by event, as the agents tell them.

Most run hundreds of processes that go the same way; coverage is taken where a conversation goes through once.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

import pytest
from tests.hooks.conversation import (
    SESSION,
    Workplace,
    claude,
    cline,
    codex,
    copilot,
    cursor,
    gemini,
    kiro,
    opencode,
    qwen,
    said,
    windsurf,
)

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import GitRepository


@pytest.fixture
def workplace(repository: GitRepository) -> Workplace:
    repository.write(".specify/memory/constitution.md", "# C\n")
    repository.write("specs/001-login/spec.md", "# Feature Specification: Login\n")
    repository.write("src/login.py", "")
    repository.commit()
    repository.git("switch", "-q", "-c", "001-login")
    return Workplace(repository.root)


ASK, ANSWER = "Add the session store", "The store is written."
CONVERSATIONS = {
    "claude": lambda w: [
        claude("SessionStart", w, source="startup"),
        claude("UserPromptSubmit", w, prompt=ASK),
        claude("PostToolUse", w, tool_name="Write", tool_input={"file_path": f"{w.root}/src/login.py"}),
        claude("Stop", w, stop_hook_active=False, last_assistant_message=ANSWER),
        claude("SessionEnd", w, reason="other"),
    ],
    "codex": lambda w: [
        codex("UserPromptSubmit", w, prompt=ASK),
        codex("PostToolUse", w, tool_name="apply_patch", tool_input={"path": "src/login.py"}),
        codex("Stop", w, stop_hook_active=False, last_assistant_message=ANSWER),
    ],
    "gemini": lambda w: [
        gemini("BeforeAgent", w, "01", prompt=ASK),
        gemini("AfterTool", w, "02", tool_name="write_file", tool_input={"file_path": "src/login.py"}),
        gemini("AfterAgent", w, "03", prompt=ASK, prompt_response=ANSWER, stop_hook_active=False),
    ],
    "copilot": lambda w: [
        copilot(w, 1, source="new", initialPrompt=ASK),
        copilot(w, 2, prompt=ASK),
        copilot(w, 3, prompt=ASK, transformedPrompt=f"<now/>\n{ASK}"),
        copilot(w, 4, toolName="create", toolArgs={"path": "src/login.py"}, toolResult={"resultType": "success"}),
        copilot(w, 5, stopReason="end_turn", transcriptPath="/nowhere", last_assistant_message=ANSWER),
        copilot(w, 6, reason="complete"),
    ],
    "cursor": lambda w: [
        cursor("beforeSubmitPrompt", w, "g1", prompt=ASK, attachments=[]),
        cursor("afterFileEdit", w, "g1", file_path=f"{w.root}/src/login.py", edits=[]),
        cursor("afterAgentResponse", w, "g1", text=ANSWER),
        cursor("stop", w, "g1", status="completed", loop_count=0),
    ],
    "qwen": lambda w: [
        qwen("UserPromptSubmit", w, prompt=ASK, submitted_prompt=ASK),
        qwen("PostToolUse", w, tool_name="write_file", tool_input={"file_path": f"{w.root}/src/login.py"}),
        qwen("UserPromptSubmit", w, prompt=""),
        qwen("Stop", w, last_assistant_message=ANSWER, input_tokens=11),
    ],
    "kiro": lambda w: [
        kiro("UserPromptSubmit", w, prompt=ASK),
        kiro("PostToolUse", w, tool_name="fs_write", tool_input={"path": "src/login.py"}),
        kiro("Stop", w, last_assistant_message=ANSWER),
    ],
    "devin": lambda w: [
        kiro("UserPromptSubmit", w, prompt=ASK),
        kiro("PostToolUse", w, tool_name="edit", tool_input={"file_path": "src/login.py"}),
        kiro("Stop", w, last_assistant_message=ANSWER),
    ],
    "windsurf": lambda w: [
        windsurf("pre_user_prompt", w, "e1", user_prompt=ASK),
        windsurf("post_write_code", w, "e1", file_path="src/login.py"),
        windsurf("post_cascade_response", w, "e1", response=ANSWER),
    ],
    "opencode": lambda w: [
        opencode("chat.message", w, messageID="m1", parts=[{"type": "text", "text": ASK}], model="fake"),
        opencode("tool.execute.after", w, tool="write", args={"filePath": f"{w.root}/src/login.py"}),
        opencode("session.idle", w, text=ANSWER),
    ],
    "cline": lambda w: [
        cline("UserPromptSubmit", w, userPromptSubmit={"prompt": ASK, "attachments": []}),
        cline("tool_result", w, tool_result={"name": "editor"}),
        cline("agent_end", w, turn={"outputText": ANSWER, "status": "completed"}),
    ],
}
"""What each agent tells while one prompt is asked and answered, as seen of real clients or documented."""


@pytest.mark.verifies("003-prompts-are-captured/AC-001")
@pytest.mark.parametrize("agent", CONVERSATIONS)
def test_a_conversation_leaves_one_whole_record(agent: str, workplace: Workplace) -> None:
    for payload in CONVERSATIONS[agent](workplace):
        workplace.tell(agent, payload)
    assert workplace.prompts() == [ASK]
    (record,) = workplace.records()
    assert record.complete
    assert record.response is not None
    assert record.document.slice(record.response) == ANSWER
    assert said(record, "surface") == agent
    assert said(record, "feature") == "001-login"
    assert said(record, "user") == "Ada Lovelace"
    assert [entry.value for entry in record.files] == ([] if agent == "cline" else ["src/login.py"])
    stage = "misc" if agent == "cline" else "green"
    assert record.document.path == f"history/prompts/001-login/0001-add-the-session-store.{stage}.prompt.md"
    assert workplace.log == []


@pytest.mark.usefixtures("unmeasured")
@pytest.mark.verifies("003-prompts-are-captured/AC-002")
@pytest.mark.parametrize("agent", CONVERSATIONS)
def test_events_that_come_twice_change_nothing(agent: str, workplace: Workplace) -> None:
    for payload in CONVERSATIONS[agent](workplace):
        workplace.tell(agent, payload)
        workplace.tell(agent, payload)
    (record,) = workplace.records()
    assert record.prompt_text == ASK
    assert record.response is not None
    assert record.document.slice(record.response) == ANSWER


@pytest.mark.usefixtures("unmeasured")
@pytest.mark.verifies("003-prompts-are-captured/AC-002")
@pytest.mark.parametrize("agent", CONVERSATIONS)
def test_an_answer_that_comes_before_its_prompt_is_put_where_it_belongs(agent: str, workplace: Workplace) -> None:
    events = CONVERSATIONS[agent](workplace)
    ends = [payload for payload in events if ANSWER in json.dumps(payload)]
    for payload in [ends[-1], *(payload for payload in events if payload not in ends)]:
        workplace.tell(agent, payload)
    (record,) = workplace.records()
    assert record.prompt_text == ASK
    if agent != "cursor":  # it tells the answer and the end apart
        assert record.response is not None
        assert record.document.slice(record.response) == ANSWER


@pytest.mark.verifies("003-prompts-are-captured/AC-002")
def test_the_same_words_in_two_turns_are_two_prompts(workplace: Workplace) -> None:
    for turn in ("p1", "p2"):
        workplace.tell("claude", claude("UserPromptSubmit", workplace, turn, prompt="continue"))
        workplace.tell("claude", claude("Stop", workplace, turn, last_assistant_message=f"Done {turn}."))
    answers = [record.document.slice(record.response) for record in workplace.records() if record.response]
    assert answers == ["Done p1.", "Done p2."]


@pytest.mark.verifies("003-prompts-are-captured/AC-002")
def test_the_same_words_in_two_turns_are_two_prompts_where_the_agent_has_no_ids(workplace: Workplace) -> None:
    for _ in range(2):
        workplace.tell("kiro", kiro("UserPromptSubmit", workplace, prompt="continue"))
        workplace.tell("kiro", kiro("Stop", workplace, last_assistant_message="Done."))
    assert workplace.prompts() == ["continue", "continue"]


@pytest.mark.verifies("003-prompts-are-captured/AC-002")
def test_a_prompt_that_is_queued_under_the_id_of_the_one_before_is_its_own(workplace: Workplace) -> None:
    for prompt in ("first", "and a queued second"):
        workplace.tell("claude", claude("UserPromptSubmit", workplace, prompt=prompt))
    workplace.tell("claude", claude("Stop", workplace, last_assistant_message=ANSWER))
    assert workplace.prompts() == ["first", "and a queued second"]
    assert all("Under way" not in record.document.text for record in workplace.records())


@pytest.mark.verifies("003-prompts-are-captured/AC-002")
def test_one_prompt_that_sets_off_the_hooks_of_two_agents_is_one(workplace: Workplace) -> None:
    through_claude = {
        "hook_event_name": "UserPromptSubmit",
        "session_id": SESSION,
        "timestamp": "2026-11-29T15:28:10.420Z",
        "cwd": str(workplace.root),
        "prompt": ASK,
    }
    workplace.tell("copilot", through_claude)
    workplace.tell("claude", through_claude)
    (record,) = workplace.records()
    assert said(record, "surface") == "copilot"


@pytest.mark.verifies("003-prompts-are-captured/AC-002")
def test_one_prompt_told_by_two_agents_under_ids_of_their_own_is_one(workplace: Workplace) -> None:
    workplace.tell("cursor", cursor("beforeSubmitPrompt", workplace, "g1", prompt=ASK))
    workplace.tell("claude", claude("UserPromptSubmit", workplace, prompt=ASK))
    assert workplace.prompts() == [ASK]


@pytest.mark.usefixtures("unmeasured")
@pytest.mark.verifies("003-prompts-are-captured/AC-002")
def test_four_agents_in_four_work_trees_at_once_lose_and_duplicate_nothing(
    workplace: Workplace, repository: GitRepository, tmp_path: Path
) -> None:
    places = [workplace]
    for name in ("b", "c", "d"):
        repository.git("worktree", "add", "-q", "-b", f"001-login-{name}", str(tmp_path / name))
        places.append(Workplace(tmp_path / name))

    def talk(agent: str, place: Workplace) -> None:
        for number in range(4):
            asked = f"{place.root.name} asks {number}"
            for event in CONVERSATIONS[agent](place):
                told = (
                    json.dumps(event)
                    .replace(ASK, asked)
                    .replace('"p1"', f'"p{number}"')
                    .replace('"t1"', f'"t{number}"')
                )
                place.tell(agent, told.replace('"g1"', f'"g{number}"').encode())

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(talk, ("claude", "codex", "gemini", "cursor"), places))
    for place in places:
        assert place.prompts() == [f"{place.root.name} asks {number}" for number in range(4)]
    records = [record for place in places for record in place.records()]
    assert len({said(record, "uid") for record in records}) == 16
    assert len({(record.place.folder, record.name.number) for record in records}) == 16


KILLED = """
import os, signal, sys
limit, agent = int(sys.argv[1]), sys.argv[2]
count = 0
WRITING = {"os.mkdir", "os.rename", "os.remove", "os.link", "os.symlink", "os.rmdir", "os.truncate", "os.chmod"}
def watch(event, args):
    global count
    writes = event in WRITING or (event == "open" and isinstance(args[2], int) and args[2] & (os.O_WRONLY | os.O_RDWR))
    if writes:
        count += 1
        if count == limit:
            os.kill(os.getpid(), signal.SIGKILL)
sys.addaudithook(watch)
sys.argv = ["spec", "hook", agent]
import runpy
runpy.run_module("specward", run_name="__main__")
"""


@pytest.mark.usefixtures("unmeasured")
@pytest.mark.verifies("003-prompts-are-captured/AC-003")
@pytest.mark.skipif(os.name == "nt", reason="there is no SIGKILL")
@pytest.mark.parametrize("event", ["UserPromptSubmit", "Stop"])
def test_a_hook_killed_at_any_write_loses_and_duplicates_nothing(event: str, workplace: Workplace) -> None:
    killed, limit = 0, 0
    while True:
        limit += 1
        turn = f"p{limit}"
        asked = claude("UserPromptSubmit", workplace, turn, prompt=f"ask {limit}")
        answered = claude("Stop", workplace, turn, last_assistant_message=f"Answer {limit}.")
        file = {"file_path": f"{workplace.root}/src/login.py"}  # with it the end of the turn moves the record
        edited = claude("PostToolUse", workplace, turn, tool_name="Write", tool_input=file)
        if event == "Stop":
            workplace.tell("claude", asked)
            workplace.tell("claude", edited)
        payload = asked if event == "UserPromptSubmit" else answered
        command = [sys.executable, "-c", KILLED, str(limit), "claude"]
        status = subprocess.run(
            command, cwd=workplace.root, env=os.environ.copy(), input=json.dumps(payload).encode(), check=False
        ).returncode
        workplace.tell("claude", asked)  # the agent tells it again, or the next prompt brings it to light
        workplace.tell("claude", answered)
        if status == 0:
            break
        killed += 1
        assert limit < 60
    assert killed > 2
    assert workplace.prompts() == [f"ask {n}" for n in range(1, limit + 1)]
    answers = [record.document.slice(record.response) for record in workplace.records() if record.response]
    assert answers == [f"Answer {n}." for n in range(1, limit + 1)]


@pytest.mark.usefixtures("unmeasured")
@pytest.mark.verifies("003-prompts-are-captured/AC-003")
@pytest.mark.skipif(os.name == "nt", reason="there is no SIGKILL")
def test_what_a_killed_hook_has_noted_is_written_by_a_sync(workplace: Workplace) -> None:
    payload = json.dumps(claude("UserPromptSubmit", workplace, prompt=ASK)).encode()
    noted = False
    for limit in range(1, 12):
        subprocess.run(
            [sys.executable, "-c", KILLED, str(limit), "claude"],
            cwd=workplace.root,
            env=os.environ.copy(),
            input=payload,
            check=False,
        )
        noted = any((workplace.root / ".git/specward/capture").glob("*.jsonl"))
        if noted:
            break
    assert noted
    assert workplace.records() == []
    done = subprocess.run(
        [sys.executable, "-m", "specward", "phr", "sync"], cwd=workplace.root, capture_output=True, check=True
    )
    assert done.stdout.decode().split() == [record.document.path for record in workplace.records()]
    assert workplace.prompts() == [ASK]


@pytest.mark.usefixtures("unmeasured")
@pytest.mark.verifies("003-prompts-are-captured/AC-003")
@pytest.mark.skipif(os.name == "nt", reason="there is no SIGKILL")
def test_a_number_that_somebody_took_after_a_hook_was_killed_is_not_used_again(workplace: Workplace) -> None:
    payload = json.dumps(claude("UserPromptSubmit", workplace, prompt=ASK)).encode()
    for limit in range(1, 12):
        command = [sys.executable, "-c", KILLED, str(limit), "claude"]
        subprocess.run(command, cwd=workplace.root, env=os.environ.copy(), input=payload, check=False)
        if any((workplace.root / ".git/specward/capture").glob("*.jsonl")):
            break
    record = ("phr", "Another", "--stage", "misc", "--feature", "001", "--prompt", "Something else")
    subprocess.run([sys.executable, "-m", "specward", "new", *record], cwd=workplace.root, check=True)
    workplace.tell("claude", payload)
    assert sorted(workplace.prompts()) == [ASK, "Something else"]
    assert sorted(said(record, "id") for record in workplace.records()) == ["0001", "0002"]


HOSTILE = {
    "nothing": b"",
    "no JSON": b"{",
    "JSON that is no object": b"[1, 2]",
    "deep JSON": b"[" * 200_000,
    "not UTF-8": b'{"prompt": "\xff"}',
    "an unknown event": b'{"hook_event_name": "Teleport", "session_id": "s"}',
    "no event": b'{"session_id": "s", "cwd": "/"}',
    "wrong types": b'{"hook_event_name": 7, "session_id": [], "prompt": {"a": 1}, "cwd": 3, "prompt_id": null}',
    "an empty prompt": b'{"hook_event_name": "UserPromptSubmit", "session_id": "s", "prompt": "  "}',
    "more than is read": b'{"hook_event_name": "UserPromptSubmit", "prompt": "' + b"x" * 5_000_000 + b'"}',
}


@pytest.mark.usefixtures("unmeasured")
@pytest.mark.verifies("003-prompts-are-captured/AC-004")
@pytest.mark.parametrize("data", HOSTILE.values(), ids=HOSTILE.keys())
@pytest.mark.parametrize("agent", ["claude", "gemini"])
def test_whatever_stands_on_stdin_the_agent_is_not_disturbed(agent: str, data: bytes, workplace: Workplace) -> None:
    assert workplace.tell(agent, data) == ""
    assert workplace.records() == []


@pytest.mark.verifies("003-prompts-are-captured/AC-004")
def test_the_log_says_what_went_wrong_and_nothing_of_what_was_said(workplace: Workplace) -> None:
    workplace.tell("claude", b"{ a secret thought")
    (entry,) = workplace.log
    assert (entry["agent"], entry["problem"]) == ("claude", "the event is no JSON")
    assert "secret" not in json.dumps(entry)


@pytest.mark.verifies("003-prompts-are-captured/AC-004")
def test_outside_of_a_project_nothing_is_written(tmp_path: Path) -> None:
    place = Workplace(tmp_path)
    place.tell("claude", claude("UserPromptSubmit", place, prompt=ASK))
    assert list(tmp_path.iterdir()) == []


@pytest.mark.verifies("003-prompts-are-captured/AC-004")
def test_a_working_directory_that_is_gone_disturbs_nobody(workplace: Workplace, tmp_path: Path) -> None:
    gone = tmp_path / "gone"
    gone.mkdir()
    script = f"rmdir {gone}; exec {sys.executable} -P -m specward hook claude"
    payload = json.dumps({**claude("UserPromptSubmit", workplace, prompt=ASK), "cwd": str(gone)}).encode()
    done = subprocess.run(["sh", "-c", script], cwd=gone, input=payload, capture_output=True, check=False)
    assert (done.returncode, done.stdout) == (0, b"")


@pytest.mark.verifies("003-prompts-are-captured/AC-004")
def test_a_symbolic_link_in_the_way_is_not_followed(workplace: Workplace, tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    (workplace.root / "history").symlink_to(tmp_path / "elsewhere")
    workplace.tell("claude", claude("UserPromptSubmit", workplace, prompt=ASK))
    assert list((tmp_path / "elsewhere").iterdir()) == []
    assert "symbolic link" in workplace.log[0]["problem"]


@pytest.mark.verifies("003-prompts-are-captured/AC-004")
def test_a_prompt_that_could_not_be_written_is_written_once_it_can(workplace: Workplace) -> None:
    blocked = workplace.root / "history"
    blocked.write_text("a file where a folder belongs")
    workplace.tell("claude", claude("UserPromptSubmit", workplace, prompt=ASK))
    assert workplace.records() == []
    blocked.unlink()
    workplace.tell("claude", claude("Stop", workplace, last_assistant_message=ANSWER))
    assert workplace.prompts() == [ASK]


FULL = """
import resource, runpy, signal, sys
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (100, 100))
sys.argv = ["spec", "hook", sys.argv[1]]
runpy.run_module("specward", run_name="__main__")
"""


@pytest.mark.verifies("003-prompts-are-captured/AC-004")
@pytest.mark.skipif(os.name == "nt", reason="there are no limits of this kind")
def test_a_full_disk_disturbs_nobody_and_leaves_nothing_half_written(workplace: Workplace) -> None:
    payload = json.dumps(claude("UserPromptSubmit", workplace, prompt=ASK)).encode()
    command = [sys.executable, "-c", FULL, "claude"]
    done = subprocess.run(command, cwd=workplace.root, input=payload, capture_output=True, check=False)
    assert (done.returncode, done.stdout) == (0, b"")
    assert workplace.records() == []
    workplace.tell("claude", claude("UserPromptSubmit", workplace, prompt=ASK))
    assert workplace.prompts() == [ASK]


STRICT = {
    "claude": lambda w: claude("UserPromptSubmit", w, prompt=ASK),
    "codex": lambda w: codex("UserPromptSubmit", w, prompt=ASK),
    "kiro": lambda w: kiro("UserPromptSubmit", w, prompt=ASK),
}


@pytest.mark.verifies("003-prompts-are-captured/AC-004")
@pytest.mark.parametrize("agent", STRICT)
def test_a_strict_project_blocks_a_prompt_that_cannot_be_recorded(agent: str, workplace: Workplace) -> None:
    (workplace.root / ".specify/specward.yml").write_text("phr: {capture: strict}\n")
    (workplace.root / "history").write_text("a file where a folder belongs")
    complaint = workplace.tell(agent, STRICT[agent](workplace), 2)
    assert "cannot be recorded" in complaint
    assert "spec doctor" in complaint


@pytest.mark.verifies("003-prompts-are-captured/AC-004")
def test_a_strict_project_blocks_in_the_words_of_the_agent(workplace: Workplace) -> None:
    (workplace.root / ".specify/specward.yml").write_text("phr: {capture: strict}\n")
    (workplace.root / "history").write_text("a file where a folder belongs")
    payload = cursor("beforeSubmitPrompt", workplace, "g1", prompt=ASK)
    command = [sys.executable, "-m", "specward", "hook", "cursor"]
    done = subprocess.run(
        command, cwd=workplace.root, input=json.dumps(payload).encode(), capture_output=True, check=False
    )
    reply = json.loads(done.stdout)
    assert (done.returncode, reply["continue"]) == (0, False)
    assert "cannot be recorded" in reply["user_message"]


def test_a_project_that_wants_no_capture_gets_none(workplace: Workplace) -> None:
    (workplace.root / ".specify/specward.yml").write_text("phr: {capture: off}\n")
    workplace.tell("claude", claude("UserPromptSubmit", workplace, prompt=ASK))
    assert workplace.records() == []


@pytest.mark.parametrize("source", ["sdk", "system", "loop_wakeup", "schedule_wakeup", "poll_event"])
def test_a_machine_that_speaks_is_no_prompt(source: str, workplace: Workplace) -> None:
    workplace.tell("claude", claude("UserPromptSubmit", workplace, prompt=ASK, source=source))
    assert workplace.records() == []


def test_an_agent_that_another_agent_calls_is_no_prompt(workplace: Workplace) -> None:
    workplace.tell("claude", claude("UserPromptSubmit", workplace, prompt=ASK, agent_id="a1"))
    assert workplace.records() == []


def test_an_answer_to_a_question_of_the_agent_is_a_prompt(workplace: Workplace) -> None:
    answers = {"Which colour?": "Red"}
    workplace.tell("claude", claude("UserPromptSubmit", workplace, prompt=ASK))
    workplace.tell(
        "claude",
        claude(
            "PostToolUse",
            workplace,
            tool_name="AskUserQuestion",
            tool_input={"questions": [], "answers": answers},
            tool_response={"answers": answers},
            tool_use_id="toolu_1",
        ),
    )
    assert workplace.prompts() == [ASK, "Which colour?: Red"]


def test_an_address_of_whoever_asks_reaches_no_record(workplace: Workplace) -> None:
    workplace.tell("cursor", cursor("beforeSubmitPrompt", workplace, "g1", prompt=ASK))
    (record,) = workplace.records()
    assert "ada@example.org" not in record.document.text


STAGES = {
    "/sp.plan the login": "plan",
    "/speckit.specify a login": "spec",
    "/tasks": "tasks",
    "/sp.implement": "green",
    "$speckit-clarify": "spec",
    "/sp.constitution raise the bar": "constitution",
    "/etc/hosts is wrong": "misc",
}


@pytest.mark.parametrize("prompt", STAGES)
def test_the_command_tells_the_stage(prompt: str, workplace: Workplace) -> None:
    workplace.tell("claude", claude("UserPromptSubmit", workplace, prompt=prompt))
    (record,) = workplace.records()
    assert said(record, "stage") == STAGES[prompt]


def test_without_a_feature_a_prompt_is_general(workplace: Workplace, repository: GitRepository) -> None:
    repository.git("switch", "-q", "main")
    workplace.tell("claude", claude("UserPromptSubmit", workplace, prompt="/sp.plan something"))
    (record,) = workplace.records()
    assert record.document.path == "history/prompts/general/0001-sp-plan-something.general.prompt.md"


def test_the_feature_is_told_by_what_was_written_where_nothing_told_it_before(
    workplace: Workplace, repository: GitRepository
) -> None:
    repository.git("switch", "-q", "main")
    workplace.tell("claude", claude("UserPromptSubmit", workplace, prompt="/speckit.specify export to CSV"))
    spec = {"file_path": f"{workplace.root}/specs/002-export/spec.md"}
    workplace.tell("claude", claude("PostToolUse", workplace, tool_name="Write", tool_input=spec))
    workplace.tell("claude", claude("Stop", workplace, last_assistant_message=ANSWER))
    (record,) = workplace.records()
    assert record.document.path == "history/prompts/002-export/0001-speckit-specify-export-to-csv.spec.prompt.md"
    assert said(record, "feature") == "002-export"


def test_a_record_that_is_committed_keeps_its_name(workplace: Workplace, repository: GitRepository) -> None:
    workplace.tell("claude", claude("UserPromptSubmit", workplace, prompt=ASK))
    (begun,) = workplace.records()
    repository.commit()
    edit = {"file_path": f"{workplace.root}/src/login.py"}
    workplace.tell("claude", claude("PostToolUse", workplace, tool_name="Write", tool_input=edit))
    workplace.tell("claude", claude("Stop", workplace, last_assistant_message=ANSWER))
    (record,) = workplace.records()
    assert record.document.path == begun.document.path
    assert ANSWER in record.document.text


def test_a_record_of_another_branch_is_left_alone(workplace: Workplace, repository: GitRepository) -> None:
    workplace.tell("claude", claude("UserPromptSubmit", workplace, prompt=ASK))
    repository.commit()
    repository.git("switch", "-q", "main")
    workplace.tell("claude", claude("Stop", workplace, last_assistant_message=ANSWER))
    assert workplace.records() == []
    assert workplace.log == []


def test_what_somebody_has_written_meanwhile_stands(workplace: Workplace) -> None:
    workplace.tell("claude", claude("UserPromptSubmit", workplace, prompt=ASK))
    (begun,) = workplace.records()
    path = workplace.root / begun.document.path
    path.write_text(begun.document.text.replace("Under way: not answered yet.", "A better summary."))
    workplace.tell("claude", claude("Stop", workplace, last_assistant_message=ANSWER))
    (record,) = workplace.records()
    assert "A better summary." in record.document.text
    assert ANSWER not in record.document.text


def test_the_project_of_the_folder_that_the_agent_works_in_gets_the_record(
    workplace: Workplace, repository: GitRepository
) -> None:
    repository.write("packages/app/.specify/memory/constitution.md", "# C\n")
    payload = {**claude("UserPromptSubmit", workplace, prompt=ASK), "cwd": f"{workplace.root}/packages/app"}
    workplace.tell("claude", payload)
    assert workplace.records() == []
    assert Workplace(workplace.root / "packages/app").prompts() == [ASK]


@pytest.mark.usefixtures("unmeasured")
@pytest.mark.parametrize("agent", CONVERSATIONS)
def test_each_agent_s_command_has_its_help(agent: str, workplace: Workplace) -> None:
    command = [sys.executable, "-m", "specward", "hook", agent, "--help"]
    done = subprocess.run(command, cwd=workplace.root, capture_output=True, check=True)
    assert f"spec hook install --agent {agent}" in " ".join(done.stdout.decode().split())


@pytest.mark.skipif(os.name == "nt", reason="there are no terminals of this kind")
def test_a_person_who_types_it_is_told_who_runs_it(workplace: Workplace) -> None:
    ours, theirs = os.openpty()
    command = [sys.executable, "-m", "specward", "hook", "claude"]
    done = subprocess.run(command, cwd=workplace.root, stdin=theirs, capture_output=True, check=False)
    os.close(ours)
    os.close(theirs)
    assert done.returncode == 2
    assert "spec hook install --agent claude" in done.stderr.decode()


ODD = {
    "headings": "## Prompt\n\nx\n\n## Outcome\n\n- done",
    "front matter": "---\nid: 1\n---\n",
    "fences": "````\n```\n`````",
    "template tokens": "{{PROMPT_TEXT}} and {{ id }} and $ARGUMENTS {% raw %}",
    "NUL": "a\0b",
    "escapes": "\x1b[31mred\x1b[0m",
    "a lone surrogate": "a\ud800b",
    "right to left": "a\u202eb",
    "blanks around": "  x \n\n",
    "a megabyte": "words and words\n" * 65_536,
}


@pytest.mark.usefixtures("unmeasured")
@pytest.mark.verifies("003-prompts-are-captured/AC-014")
@pytest.mark.parametrize("prompt", ODD.values(), ids=ODD.keys())
def test_any_prompt_reads_back_byte_for_byte(prompt: str, workplace: Workplace) -> None:
    workplace.tell("claude", claude("UserPromptSubmit", workplace, prompt=prompt))
    workplace.tell("claude", claude("Stop", workplace, last_assistant_message="## Outcome\n\x1b[1m"))
    (record,) = workplace.records()
    assert record.prompt_text == prompt
    assert record.complete
    assert "\x1b" not in record.document.text
