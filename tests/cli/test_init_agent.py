from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.cli.conftest import Spec

pytestmark = pytest.mark.usefixtures("inside")
PLAN = ".claude/skills/spec-plan/SKILL.md"


@pytest.mark.verifies("006-the-five-agents/AC-007")
def test_an_agent_gets_commands_skills_and_hooks_and_a_second_run_changes_nothing(spec: Spec) -> None:
    done = spec("init", "--agent", "claude", "--agent", "gemini", "--agent", "windsurf")
    assert done.code == 0
    assert "agents   claude, gemini, windsurf           (installed)\n" in done.out
    assert "commands claude                             (installed; such as /spec-specify)\n" in done.out
    assert "commands gemini                             (installed; such as /spec:specify)\n" in done.out
    assert (
        "commands windsurf                           (none: the form of its commands is not known here)\n" in done.out
    )
    before = spec.files()
    assert {PLAN, ".claude/settings.json", ".gemini/commands/spec/plan.toml", ".windsurf/hooks.json"} <= set(before)
    again = spec("init", "--agent", "claude", "--agent", "gemini", "--agent", "windsurf")
    assert "commands claude                             (in place; such as /spec-specify)\n" in again.out
    assert spec.files() == before


@pytest.mark.verifies("006-the-five-agents/AC-004")
def test_a_file_of_yours_is_left_and_said_and_the_others_are_written(spec: Spec) -> None:
    spec.write(PLAN, "mine\n")
    done = spec("init", "--agent", "claude", "--json").json
    told = {file["path"]: (file["state"], file["reason"]) for file in done["commands"]["files"]}
    assert told[PLAN] == ("foreign", "Specward has not written it")
    assert {state for state, _ in told.values()} == {"foreign", "written"}
    assert spec.read(PLAN) == "mine\n"
    out = spec("init", "--agent", "claude").out
    assert "commands claude                             (in place but for 1 file; such as /spec-specify)\n" in out
    assert f"kept     {PLAN}  (foreign: Specward has not written it)\n" in out


def test_where_all_stands_in_the_way_nothing_is_called_in_place(spec: Spec) -> None:
    spec.write(".claude", "no folder\n")
    assert "commands claude                             (left alone)\n" in spec("init", "--agent", "claude").out


def test_a_dry_run_shows_the_commands_and_writes_nothing(spec: Spec) -> None:
    done = spec("init", "--agent", "codex", "--dry-run")
    assert "+++ b/.agents/skills/spec-adr/SKILL.md\n" in done.out
    assert "+++ b/AGENTS.md\n" in done.out
    assert spec.files() == {}
    planned = spec("init", "--agent", "codex", "--agent", "devin", "--dry-run", "--json").json
    assert (planned["commands"]["state"], planned["commands"]["agents"]) == ("planned", ["codex"])
    assert planned["commands"]["without"] == ["devin"]
    assert "+++ b/.agents/skills/spec-adr/SKILL.md\n" in planned["diff"]


def test_a_manifest_that_cannot_be_read_is_said_and_stops_nothing_else(spec: Spec) -> None:
    spec.write(".specify/agent-files.json", "{}")
    done = spec("init", "--agent", "claude")
    assert done.code == 0
    assert (
        "commands claude                             (refused; .specify/agent-files.json: this is not the" in done.out
    )
    assert "agents   claude                             (installed)\n" in done.out


@pytest.mark.verifies("006-the-five-agents/AC-004")
def test_commands_are_taken_away_again_and_an_edited_one_stays(spec: Spec) -> None:
    spec("init", "--no-hooks")
    before = spec.files()
    spec("init", "--agent", "claude", "--agent", "cursor")
    spec.write(PLAN, "mine\n")
    done = spec("agent", "uninstall", "--commands")
    assert done.code == 0
    assert "removed  .cursor/commands/spec-plan.md\n" in done.out
    assert f"left as it is: {PLAN}: it was edited since it was written\n" in done.err
    spec("hook", "uninstall", "--agent", "claude", "--agent", "cursor")
    assert spec.files() == {**before, PLAN: b"mine\n"}
    wrong = spec("agent", "uninstall", "--commands", "reviewer")
    assert (wrong.code, "--commands is not about definitions" in wrong.err) == (2, True)
