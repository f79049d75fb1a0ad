from __future__ import annotations

import json
from typing import TYPE_CHECKING

from specward.agents import manifest
from specward.agents.installed_commands import install
from specward.agents.manifest import text_hash
from specward.changes import apply
from specward.doctor.case import Case
from specward.doctor.check import Check, Grade
from specward.doctor.commands import look
from specward.hooks.agents import install as hooks

if TYPE_CHECKING:
    from pathlib import Path

PLAN = ".claude/skills/spec-plan/SKILL.md"


def looked(root: Path) -> list[Check]:
    return list(look(Case(str(root), {})))


def test_without_agents_there_is_nothing_to_say(tmp_path: Path) -> None:
    assert looked(tmp_path) == []


def test_hooks_without_commands_are_no_fault_and_the_command_that_brings_them_is_named(tmp_path: Path) -> None:
    apply(hooks.install(str(tmp_path), hooks.named(["claude", "devin"])).changes, str(tmp_path))
    said = "Claude Code has the hooks and no commands such as /spec-plan"
    assert looked(tmp_path) == [Check("commands", Grade.GOOD, said, "spec init --agent claude")]


def test_commands_of_another_version_are_a_fault_and_edited_ones_are_yours(tmp_path: Path) -> None:
    apply(install(str(tmp_path), ["claude"]).changes, str(tmp_path))
    assert looked(tmp_path) == [Check("commands", Grade.GOOD, "as this version writes them for claude")]
    (tmp_path / PLAN).write_text("another version's\n")
    said = "as this version writes them for claude; 1 file edited by you"
    assert looked(tmp_path) == [Check("commands", Grade.GOOD, said)]
    told = json.loads((tmp_path / manifest.PATH).read_text())
    told["files"][PLAN]["sha256"] = text_hash("another version's\n")
    (tmp_path / manifest.PATH).write_text(json.dumps(told))
    said = "1 file not as this version writes it"
    assert looked(tmp_path) == [Check("commands", Grade.BAD, said, "spec upgrade")]
