from __future__ import annotations

import json
import os
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.conftest import Spec
    from tests.conftest import GitRepository

pytestmark = pytest.mark.usefixtures("inside")
SETTINGS = ".claude/settings.json"
MANIFEST = ".specify/agent-hooks.json"


@pytest.fixture
def project(spec: Spec) -> Spec:
    """A project with nothing in it but its configuration."""
    spec.write(".specify/specward.yml", "")
    return spec


@pytest.fixture
def path_with_spec(tmp_path: Path) -> str:
    """A PATH on which `spec` is found."""
    found = tmp_path / "bin/spec"
    found.parent.mkdir()
    found.write_text("#!/bin/sh\n")
    found.chmod(0o755)
    return f"{found.parent}{os.pathsep}{os.environ['PATH']}"


def test_installing_says_what_was_written_and_what_is_left_to_the_user(project: Spec, path_with_spec: str) -> None:
    done = project("hook", "install", "--agent", "codex", "--agent", "opencode", PATH=path_with_spec)
    assert done.code == 0
    assert done.out.splitlines() == [
        "write   .codex/hooks.json              UserPromptSubmit, Stop, SessionEnd",
        "write   .opencode/plugins/specward.js  chat.message, tool.execute.after, session.idle",
    ]
    assert done.err == (
        "Codex CLI: Trust the hooks: start it here and enter /hooks."
        " Hooks that are not trusted, or no longer, it skips silently.\n"
        "opencode: Restart it: plugins are loaded when it starts.\n"
    )
    again = project("hook", "install", "--agent", "codex", PATH=path_with_spec)
    assert (again.code, again.out, again.err) == (0, "", "nothing to do\n")


def test_a_path_without_spec_is_told(project: Spec) -> None:
    done = project("hook", "install", "--agent", "codex", PATH=os.path.dirname(os.path.realpath("/bin/sh")))
    assert "`spec` is not on the PATH here; the agent must find it on its own" in done.err


def test_a_dry_run_shows_the_change_and_makes_none(project: Spec) -> None:
    project.write(SETTINGS, '{\n  "model": "opus"\n}\n')
    before = project.files()
    done = project("hook", "install", "--agent", "claude", "--dry-run")
    assert done.code == 0
    assert '-  "model": "opus"\n+  "model": "opus",\n+  "hooks": {\n' in done.out
    assert f"+++ b/{MANIFEST}" in done.out
    assert project.files() == before


def test_json_says_what_becomes_of_each_file(project: Spec) -> None:
    said = project("hook", "install", "--agent", "claude", "--json").json
    (agent,) = said["agents"]
    assert (agent["agent"], agent["name"], said["dry_run"]) == ("claude", "Claude Code", False)
    events = ["UserPromptSubmit", "Stop", "SessionEnd", "PostToolUse"]
    assert agent["files"] == [{"path": SETTINGS, "action": "write", "events": events, "edited": []}]
    rehearsed = project("hook", "uninstall", "--agent", "claude", "--dry-run", "--json").json
    assert rehearsed["agents"][0]["files"][0]["action"] == "remove"
    assert "deleted file mode" in rehearsed["diff"]


def test_uninstalling_takes_it_all_away_but_what_was_edited(project: Spec) -> None:
    before = project.files()
    project("hook", "install", "--agent", "claude", "--agent", "codex")
    project.write(SETTINGS, project.read(SETTINGS).replace('"timeout": 30', '"timeout": 60'))
    done = project("hook", "uninstall", "--agent", "claude", "--agent", "codex")
    assert done.out.splitlines() == [
        "change  .claude/settings.json          UserPromptSubmit, Stop, SessionEnd, PostToolUse",
        "remove  .codex/hooks.json              UserPromptSubmit, Stop, SessionEnd",
    ]
    assert done.err == "left as it is, since it was edited: .claude/settings.json Stop\n"
    assert set(project.files()) - set(before) == {SETTINGS}


def test_settings_that_cannot_be_merged_are_told_with_what_to_paste(project: Spec) -> None:
    project.write(SETTINGS, "{\n  // mine\n}\n")
    done = project("hook", "install", "--agent", "claude")
    assert done.code == 2
    assert "this is not valid JSON" in done.err
    assert f"{SETTINGS}:2:3" in done.err
    assert '"command": "spec hook claude"' in done.err


def test_a_misspelt_agent_is_told_the_near_one(project: Spec) -> None:
    done = project("hook", "install", "--agent", "cursr")
    assert done.code == 2
    assert "did you mean `cursor`?" in done.err
    assert project("hook", "uninstall", "--agent", "x").code == 2
    assert project("init", "--agent", "x").code == 2


def test_without_a_project_nothing_is_installed(spec: Spec) -> None:
    done = spec("hook", "install", "--agent", "codex")
    assert done.code == 2
    assert "spec init --agent codex" in done.err
    assert spec.files() == {}


def test_force_is_for_git_hooks_alone(project: Spec) -> None:
    assert project("hook", "install", "--agent", "codex", "--force").code == 2


def test_the_git_hooks_are_left_alone(project: Spec, repository: GitRepository) -> None:
    project.root = repository.root
    project.write(".specify/specward.yml", "")
    assert project("hook", "install", "--agent", "codex").code == 0
    assert not (repository.root / ".git/hooks/pre-commit").exists()
    assert project("hook", "install").code == 0
    assert project("hook", "uninstall", "--agent", "codex").code == 0
    assert (repository.root / ".git/hooks/pre-commit").exists()


def test_status_shows_how_each_agent_stands(project: Spec, repository: GitRepository, path_with_spec: str) -> None:
    project.root = repository.root
    project.write(".specify/specward.yml", "")
    project("hook", "install", "--agent", "claude", "--agent", "gemini")
    project.write(SETTINGS, project.read(SETTINGS).replace("AskUserQuestion", "*"))
    done = project("hook", "status", PATH=path_with_spec)
    assert done.code == 0
    assert done.out.splitlines()[-5:] == [
        "claude             edited    .claude/settings.json",
        "                             PostToolUse is edited",
        "gemini             installed .gemini/settings.json",
        "no hooks for codex, copilot, cursor, opencode, qwen, kiro, devin, windsurf, cline",
        f"spec               on PATH   {path_with_spec.partition(os.pathsep)[0]}/spec",
    ]
    said = project("hook", "status", "--json", PATH=path_with_spec).json
    assert {agent["agent"]: agent["state"] for agent in said["agents"]}["codex"] == "not installed"
    assert said["agents"][0]["remarks"] == ["PostToolUse is edited"]
    assert said["spec"].endswith("/bin/spec")


def test_a_project_below_the_top_of_its_repository_is_told(project: Spec, repository: GitRepository) -> None:
    project.root = repository.root / "shop"
    project.write(".specify/specward.yml", "")
    done = project("hook", "install", "--agent", "codex")
    assert f"start the agent in {project.root}" in done.err


def test_init_installs_them_as_well(spec: Spec) -> None:
    done = spec("init", "--agent", "claude", "--agent", "qwen")
    assert done.code == 0
    assert "agents   claude, qwen                       (installed)\n" in done.out
    assert "Qwen Code: Trust the folder" in done.err
    assert "spec hook qwen" in spec.read(".qwen/settings.json")
    assert "(in place)" in spec("init", "--agent", "claude").out


def test_init_goes_on_where_an_agent_s_settings_stand_in_the_way(spec: Spec) -> None:
    spec.write(SETTINGS, "{,}")
    done = spec("init", "--agent", "claude")
    assert done.code == 0
    assert "(refused; .claude/settings.json:1:2: this is not valid JSON" in done.out
    assert "spec hook claude" in done.out
    assert spec.read(SETTINGS) == "{,}"
    assert ".specify/specward.yml" in spec.files()


def test_init_rehearses_and_tells_in_json(spec: Spec) -> None:
    done = spec("init", "--agent", "codex", "--dry-run")
    assert "+++ b/.codex/hooks.json" in done.out
    assert "(planned)" in done.out
    assert spec.files() == {}
    said = spec("init", "--agent", "codex", "--json").json
    assert said["agents"] == {"state": "installed", "names": ["codex"], "remark": "", "help": ""}
    assert json.loads(spec.read(MANIFEST))["schema"] == "specward/agent-hooks/v1"
