"""The commands in the form of each agent, and put into a project."""

from __future__ import annotations

import json
import re
import tomllib
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import yaml

from specward.agents import commands_part, manifest
from specward.agents.installed_commands import install, renew, uninstall
from specward.agents.manifest import text_hash
from specward.agents.places import AGENTS_MD
from specward.agents.placing import State
from specward.agents.toolkit import FORMS, NAMES, Command, commands, wanted
from specward.changes import apply
from specward.phr.agents import AGENTS

if TYPE_CHECKING:
    from specward.agents.placing import Placed

ONE = Command("plan", 'Plan it: "small" steps.', "wishes", "Wishes: {{request}}\n\n1. `spec status --json`\n")
NOTE = "Written by Specward; `spec upgrade` renews it unless you edit it."
SKILL = f"""\
---
# {NOTE}
name: spec-plan
description: 'Plan it: "small" steps.'
---

Wishes: what the user wrote with this command

1. `spec status --json`
"""
GOLDEN = {
    "claude": (".claude/skills/spec-plan/SKILL.md", SKILL),
    "codex": (".agents/skills/spec-plan/SKILL.md", SKILL),
    "copilot": (".github/skills/spec-plan/SKILL.md", SKILL),
    "kiro": (".kiro/skills/spec-plan/SKILL.md", SKILL),
    "gemini": (
        ".gemini/commands/spec/plan.toml",
        f"""\
# {NOTE}
description = "Plan it: \\"small\\" steps."
prompt = '''
Wishes: {{{{args}}}}

1. `spec status --json`
'''
""",
    ),
    "cursor": (
        ".cursor/commands/spec-plan.md",
        f"""\
# spec-plan

Plan it: "small" steps.

Wishes: what the user wrote with this command

1. `spec status --json`

<!-- {NOTE} -->
""",
    ),
    "opencode": (
        ".opencode/commands/spec-plan.md",
        f"""\
---
# {NOTE}
description: 'Plan it: "small" steps.'
---

Wishes: $ARGUMENTS

1. `spec status --json`
""",
    ),
    "qwen": (
        ".qwen/commands/spec-plan.md",
        f"""\
---
# {NOTE}
description: 'Plan it: "small" steps.'
argument-hint: wishes
---

Wishes: {{{{args}}}}

1. `spec status --json`
""",
    ),
}


def put(root: Path, *agents: str) -> Placed:
    return _done(root, install(str(root), agents))


def _done(root: Path, placed: Placed) -> Placed:
    apply(placed.changes, str(root))
    return placed


def states(placed: Placed) -> set[State]:
    return {outcome.state for outcome in placed.outcomes}


def files(root: Path) -> dict[str, str]:
    found = sorted(path for path in root.rglob("*") if path.is_file() and path.name != "lock")
    return {path.relative_to(root).as_posix(): path.read_bytes().decode() for path in found}


def as_another_version_wrote(root: Path, path: str, text: str) -> None:
    """Put an earlier version's file there, and have the manifest say so."""
    (root / path).write_text(text)
    kept = json.loads((root / manifest.PATH).read_text())
    kept["files"][path]["sha256"] = text_hash(text)
    (root / manifest.PATH).write_text(json.dumps(kept))


@pytest.mark.parametrize("agent", FORMS)
def test_a_command_has_the_form_that_the_agent_takes(agent: str) -> None:
    form = FORMS[agent]
    assert (form.path.format(name=ONE.name), form.render(ONE)) == GOLDEN[agent]


def test_every_agent_with_a_form_is_one_with_hooks() -> None:
    assert set(AGENTS) - set(FORMS) == {"devin", "windsurf", "cline"}


@pytest.mark.parametrize("agent", ["claude", "codex", "copilot", "kiro"])
def test_a_skill_keeps_to_the_standard(agent: str) -> None:
    for one in wanted([agent]):
        _, head, body = one.text.split("---\n", 2)
        keys = yaml.safe_load(head)
        assert set(keys) == {"name", "description"}
        assert keys["name"] == one.path.split("/")[-2]
        assert re.fullmatch(r"[a-z0-9]+(?:-[a-z0-9]+)*", keys["name"])
        assert len(keys["name"]) <= 64
        assert 0 < len(keys["description"]) <= 1024
        assert body.count("\n") < 500


def test_the_toml_of_each_command_says_what_its_source_says() -> None:
    sources = {one.name: one for one in commands()}
    for one in wanted(["gemini"]):
        said = tomllib.loads(one.text)
        source = sources[one.source.removeprefix("command:")]
        assert said == {"description": source.description, "prompt": source.given("{{args}}")}


@pytest.mark.verifies("006-the-five-agents/AC-007")
def test_installing_for_every_agent_and_again_changes_nothing(tmp_path: Path) -> None:
    first = put(tmp_path, *AGENTS)
    assert states(first) == {State.WRITTEN}
    assert len(first.outcomes) == len(FORMS) * len(NAMES) + 1
    before = files(tmp_path)
    again = put(tmp_path, *AGENTS)
    assert (states(again), again.changes) == ({State.UNCHANGED}, [])
    assert files(tmp_path) == before


def test_a_file_of_somebody_else_is_left_and_said(tmp_path: Path) -> None:
    theirs = tmp_path / ".claude/skills/spec-plan/SKILL.md"
    theirs.parent.mkdir(parents=True)
    theirs.write_text("mine\n")
    placed = put(tmp_path, "claude")
    assert [outcome.path for outcome in placed.outcomes if outcome.is_left] == [".claude/skills/spec-plan/SKILL.md"]
    assert theirs.read_text() == "mine\n"


@pytest.mark.verifies("006-the-five-agents/AC-008")
def test_renewing_brings_what_another_version_wrote_up_to_date_and_keeps_edits(tmp_path: Path) -> None:
    put(tmp_path, "claude", "codex")
    fresh = files(tmp_path)
    old, edited = ".claude/skills/spec-plan/SKILL.md", ".agents/skills/spec-adr/SKILL.md"
    as_another_version_wrote(tmp_path, old, "what an earlier version wrote\n")
    (tmp_path / edited).write_text(fresh[edited] + "My own rule.\n")
    placed = _done(tmp_path, renew(str(tmp_path)))
    done = {outcome.path: outcome.state for outcome in placed.outcomes if outcome.state is not State.UNCHANGED}
    assert done == {old: State.RENEWED, edited: State.EDITED}
    after = files(tmp_path)
    del after[manifest.PATH], fresh[manifest.PATH]
    assert after == {**fresh, edited: fresh[edited] + "My own rule.\n"}
    assert renew(str(tmp_path)).changes == []


def test_what_was_removed_stays_away_until_it_is_asked_for_again(tmp_path: Path) -> None:
    put(tmp_path, "claude")
    before = files(tmp_path)
    gone = tmp_path / ".claude/skills/spec-adr/SKILL.md"
    gone.unlink()
    for _ in range(2):
        assert _done(tmp_path, renew(str(tmp_path))).changes == []
    put(tmp_path, "claude")
    assert files(tmp_path) == before


def test_a_command_that_is_no_more_goes_and_a_new_one_comes(tmp_path: Path) -> None:
    put(tmp_path, "cursor")
    before = files(tmp_path)
    text = before[manifest.PATH].replace("spec-adr.md", "spec-old.md").replace("command:adr", "command:old")
    (tmp_path / manifest.PATH).write_text(text)
    (tmp_path / ".cursor/commands/spec-adr.md").rename(tmp_path / ".cursor/commands/spec-old.md")
    placed = _done(tmp_path, renew(str(tmp_path)))
    done = {outcome.path: outcome.state for outcome in placed.outcomes if outcome.state is not State.UNCHANGED}
    assert done == {".cursor/commands/spec-adr.md": State.WRITTEN, ".cursor/commands/spec-old.md": State.REMOVED}
    assert files(tmp_path) == before


@pytest.mark.parametrize("before", ["", "# Ours\n\nHello.\n", "# Ours\r\n\r\nHello.\r\n", "# Ours", "\ufeff", None])
def test_agents_md_gets_a_part_and_is_as_before_without_it(tmp_path: Path, before: str | None) -> None:
    shared = tmp_path / AGENTS_MD
    if before is not None:
        shared.write_bytes(before.encode())
    put(tmp_path, "cursor", "claude")
    text = shared.read_bytes().decode()
    assert text.startswith(before or "")
    assert all(f"`spec-{name}`" in text for name in NAMES)
    assert put(tmp_path, "cursor").changes == []
    assert State.REMOVED in states(_done(tmp_path, uninstall(str(tmp_path))))
    assert files(tmp_path) == ({} if before is None else {AGENTS_MD: before})


def test_the_part_is_renewed_as_it_was_written_and_left_once_it_is_edited(tmp_path: Path) -> None:
    put(tmp_path, "codex")
    shared = tmp_path / AGENTS_MD
    ours = shared.read_text()
    older = ours.replace("- Where the request", "- If the request")
    digits = commands_part._digits(re.sub(r"sha256 [0-9a-f]+", f"sha256 {'0' * 12}", older))
    older = re.sub(r"sha256 [0-9a-f]+", f"sha256 {digits}", older)
    shared.write_text(f"# Mine\n\n{older}\nAfter.\n")
    assert State.RENEWED in states(_done(tmp_path, renew(str(tmp_path))))
    assert shared.read_text() == f"# Mine\n\n{ours}\nAfter.\n"
    shared.write_text(ours.replace("- Where", "- Often where"))
    assert State.EDITED in states(_done(tmp_path, renew(str(tmp_path))))
    assert State.EDITED in states(_done(tmp_path, uninstall(str(tmp_path))))
    assert "- Often where" in shared.read_text()


def test_marks_that_do_not_pair_leave_agents_md_alone(tmp_path: Path) -> None:
    (tmp_path / AGENTS_MD).write_text(f"{commands_part.MARKS.start}\nno end\n")
    placed = put(tmp_path, "codex")
    (left,) = [outcome for outcome in placed.outcomes if outcome.is_left]
    assert "do not pair" in left.reason
    assert (tmp_path / AGENTS_MD).read_text() == f"{commands_part.MARKS.start}\nno end\n"


def test_the_part_goes_with_the_last_agent_that_reads_it(tmp_path: Path) -> None:
    put(tmp_path, "codex", "kiro", "claude")
    _done(tmp_path, uninstall(str(tmp_path), ["claude"]))
    _done(tmp_path, uninstall(str(tmp_path), ["kiro"]))
    assert (tmp_path / AGENTS_MD).exists()
    _done(tmp_path, uninstall(str(tmp_path), ["codex"]))
    assert files(tmp_path) == {}


def test_what_was_edited_stays_when_the_rest_is_taken_away(tmp_path: Path) -> None:
    put(tmp_path, "qwen")
    mine = tmp_path / ".qwen/commands/spec-plan.md"
    mine.write_text("mine\n")
    assert states(_done(tmp_path, uninstall(str(tmp_path)))) == {State.REMOVED, State.EDITED}
    assert files(tmp_path) == {".qwen/commands/spec-plan.md": "mine\n"}


def test_the_documentation_names_each_form() -> None:
    text = (Path(__file__).parents[2] / "docs/agents.md").read_text(encoding="utf-8")
    for agent, form in FORMS.items():
        row = f"| {AGENTS[agent]} | `{agent}` | `{form.path}` … | `{form.call}` |"
        assert row.replace("{name}", "plan") in text
