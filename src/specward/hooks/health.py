"""Whether everything is in place for hooks to work: values for `spec doctor`, each with what mends it."""

from __future__ import annotations

import json
import os
import shutil
import sys
import tempfile
from enum import Enum
from typing import TYPE_CHECKING, NamedTuple

from specward.errors import SpecError
from specward.git.place import folder_of
from specward.git.process import GitMissing, run
from specward.hooks.agents.settings import State as AgentState
from specward.hooks.agents.survey import survey as survey_agents
from specward.hooks.install import State as GitState
from specward.hooks.install import statuses
from specward.hooks.install import survey as survey_git
from specward.hooks.script import Launcher
from specward.phr.agents import AGENTS
from specward.phr.capture.journal import Journal, journal_names
from specward.phr.capture.log import failures
from specward.phr.capture.settings import read_settings
from specward.state import make_state_folder
from specward.words import counted

if TYPE_CHECKING:
    from collections.abc import Iterator

    from specward.git.repository import Repository
    from specward.hooks.agents.survey import Standing

_SECONDS = 20


class Grade(Enum):
    """How a check came out."""

    GOOD = "ok"
    NOTE = "note"
    """Nothing is wrong; somebody may want to know."""
    BAD = "bad"


class Check(NamedTuple):
    """One thing that was looked at."""

    name: str
    grade: Grade
    said: str
    """What was found, a clause."""
    help: str = ""
    """The command or the step that mends it."""


def examine(root: str, repository: Repository | None) -> Iterator[Check]:
    """Look at the installation, the configuration, the hooks of git and of agents, and what capture has left undone.

    Args:
        root: the project's root.
        repository: the one that it lies in, or None.
    """
    yield _command()
    yield _git()
    yield _configuration(root)
    if repository:
        yield from _git_hooks(repository)
    yield from _agents(root)
    yield _state(root)
    yield from _undone(root)
    yield from _failures(root)


def _command() -> Check:
    found = shutil.which("spec")
    if not found:
        help_ = "put its folder on the PATH that agents see, or install it for the user: pipx install specward"
        return Check("spec", Grade.BAD, "it is not on this PATH, so no agent will find it either", help_)
    return Check("spec", Grade.GOOD, found)


def _git() -> Check:
    try:
        said = run(["--version"], os.getcwd())
    except GitMissing:
        return Check("git", Grade.BAD, "it is not installed", "install git")
    return Check("git", Grade.GOOD, said.out.decode("utf-8", "replace").strip().removeprefix("git version "))


def _configuration(root: str) -> Check:
    from specward.config import PATH

    try:
        settings = read_settings(root)
    except SpecError as error:
        return Check("configuration", Grade.BAD, error.message, error.help or f"mend {PATH}")
    except OSError as error:
        return Check("configuration", Grade.BAD, f"{PATH} cannot be read: {error.strerror}")
    if settings.capture == "off":
        return Check("configuration", Grade.NOTE, "phr.capture is off: no prompt is recorded by hooks")
    return Check("configuration", Grade.GOOD, f"prompts are captured (phr.capture: {settings.capture})")


def _git_hooks(repository: Repository) -> Iterator[Check]:
    try:
        site = survey_git(repository)
        found = statuses(site.folder, Launcher.of_this_process())
    except SpecError as error:
        yield Check("git hooks", Grade.BAD, error.message, error.help)
        return
    if site.manager:
        grade = Grade.GOOD if site.manager.served else Grade.BAD
        verb = "calls" if site.manager.served else "does not call"
        help_ = "" if site.manager.served else site.manager.snippet
        yield Check("git hooks", grade, f"{site.manager.name} {verb} Specward", help_)
        return
    for hook in found:
        good = hook.state is GitState.CURRENT
        yield Check(hook.name, Grade.GOOD if good else Grade.BAD, hook.state.value, "" if good else "spec hook install")


def _agents(root: str) -> Iterator[Check]:
    """How each agent's hooks stand, and whether an event of each that is installed leaves a record."""
    try:
        found = survey_agents(root)
    except SpecError as error:
        yield Check("agents", Grade.BAD, error.message, error.help)
        return
    standing = [one for one in found if one.state is not AgentState.MISSING]
    if not standing:
        names = ", ".join(AGENTS)
        yield Check(
            "agents", Grade.NOTE, "no agent's prompts are captured", f"spec hook install --agent NAME ({names})"
        )
    for one in standing:
        yield _agent(one)


def _agent(standing: Standing) -> Check:
    agent, name = standing.target.agent, standing.target.name
    if standing.state is not AgentState.INSTALLED:
        remarks = "; ".join(standing.remarks)
        return Check(name, Grade.BAD, f"{standing.state.word}: {remarks}", f"spec hook install --agent {agent}")
    problem = rehearse(agent)
    if problem:
        return Check(name, Grade.BAD, f"its hook is installed and does not work: {problem}")
    return Check(name, Grade.GOOD, "installed, and an event leaves a record", " ".join(standing.target.left))


def rehearse(agent: str) -> str:
    """Hand a made-up prompt of an agent to its hook in a scratch project; why no record appears, or empty."""
    import subprocess

    prompt = "A made-up prompt of spec doctor"
    with tempfile.TemporaryDirectory() as folder:
        os.makedirs(os.path.join(folder, ".specify"))
        payload = {**_EVENTS.get(agent, _EVENT), "cwd": folder, "workspace_roots": [folder]}
        told = json.dumps(payload).replace("PROMPT", prompt)
        try:
            done = subprocess.run(  # noqa: S603 -- our own command, with a word of our own table
                [sys.executable, "-P", "-m", "specward", "hook", agent],
                cwd=folder,
                input=told.encode(),
                capture_output=True,
                timeout=_SECONDS,
                check=False,
            )
        except (OSError, subprocess.TimeoutExpired) as error:
            return str(error)
        if done.returncode or done.stdout:
            return f"it ends with {done.returncode} and says {done.stdout[:80].decode('utf-8', 'replace')!r}"
        records = os.path.join(folder, "history", "prompts", "general")
        if not os.path.isdir(records) or not os.listdir(records):
            return "; ".join(str(entry.get("problem")) for entry in failures(folder)) or "no record appears"
    return ""


_EVENT = {"hook_event_name": "UserPromptSubmit", "session_id": "doctor", "prompt": "PROMPT"}
_EVENTS: dict[str, dict[str, object]] = {
    "gemini": {**_EVENT, "hook_event_name": "BeforeAgent", "timestamp": "2026-01-02T03:04:05Z"},
    "cursor": {
        "hook_event_name": "beforeSubmitPrompt",
        "conversation_id": "doctor",
        "generation_id": "g",
        "prompt": "PROMPT",
    },
    "qwen": {**_EVENT, "submitted_prompt": "PROMPT"},
    "windsurf": {
        "agent_action_name": "pre_user_prompt",
        "trajectory_id": "doctor",
        "execution_id": "e",
        "tool_info": {"user_prompt": "PROMPT"},
    },
    "opencode": {
        "hook_event_name": "chat.message",
        "sessionID": "doctor",
        "messageID": "m",
        "parts": [{"type": "text", "text": "PROMPT"}],
    },
    "cline": {
        "clineVersion": "3",
        "hookName": "UserPromptSubmit",
        "taskId": "doctor",
        "userPromptSubmit": {"prompt": "PROMPT"},
    },
}


def _state(root: str) -> Check:
    try:
        folder = make_state_folder(root)
        with tempfile.TemporaryFile(dir=folder):
            pass
    except OSError as error:
        said = f"{error.filename or root}: {error.strerror}"
        return Check("state", Grade.BAD, f"nothing can be kept there, so no prompt either ({said})")
    return Check("state", Grade.GOOD, folder)


def _undone(root: str) -> Iterator[Check]:
    """Prompts that a killed hook has noted, and turns whose end was never told."""
    folder = folder_of(root)
    turns = [turn for name in journal_names(root) for turn in Journal(root, name).turns.values()]
    unwritten = sum(not turn.written and turn.folder == folder for turn in turns)
    if unwritten:
        yield Check("records", Grade.BAD, f"{counted(unwritten, 'prompt')} noted and not written yet", "spec phr sync")


def _failures(root: str) -> Iterator[Check]:
    told = failures(root)
    if not told:
        return
    last = told[-1]
    said = f"{counted(len(told), 'failure')}; the last at {last.get('at')}: {last.get('agent')}, {last.get('problem')}"
    yield Check(
        "capture", Grade.BAD, said, "spec phr sync records what was missed; spec doctor --clear empties the log"
    )
