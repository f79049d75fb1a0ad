from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from specward.agents.manifest import text_hash

if TYPE_CHECKING:
    from tests.cli.conftest import Spec
    from tests.conftest import GitRepository

pytestmark = pytest.mark.usefixtures("inside")
MANIFEST = ".specify/agent-files.json"
OLD, EDITED = ".claude/skills/spec-plan/SKILL.md", ".claude/skills/spec-adr/SKILL.md"


@pytest.fixture
def project(spec: Spec) -> Spec:
    """A project in which Claude Code has commands and hooks, one command as an earlier version wrote it, one edited."""
    spec("init", "--agent", "claude")
    spec.write(OLD, "what an earlier version wrote\n")
    told = json.loads(spec.read(MANIFEST))
    told["files"][OLD]["sha256"] = text_hash("what an earlier version wrote\n")
    spec.write(MANIFEST, json.dumps(told))
    spec.write(EDITED, f"{spec.read(EDITED)}My own rule.\n")
    return spec


@pytest.mark.verifies("006-the-five-agents/AC-008")
def test_what_is_unedited_is_renewed_and_what_is_edited_is_kept_and_shown(project: Spec) -> None:
    mine = project.read(EDITED)
    done = project("upgrade")
    assert done.code == 0
    renewed, kept, *patch = [line for line in done.out.splitlines() if line]
    assert sorted((renewed.split(None, 2), kept.split(None, 2))) == [
        ["kept", EDITED, "command; edited"],
        ["renewed", OLD, "command"],
    ]
    assert "-My own rule." in patch
    assert project.read(EDITED) == mine
    assert "spec status" in project.read(OLD) or "spec new plan" in project.read(OLD)
    again = project("upgrade", "--json").json
    assert again["files"] == [{"path": EDITED, "what": "command", "state": "edited", "reason": ""}]
    assert "-My own rule." in again["kept_diff"]


@pytest.mark.verifies("006-the-five-agents/AC-008")
def test_a_dry_run_shows_a_patch_of_what_would_be_renewed_and_writes_nothing(project: Spec) -> None:
    before = project.files()
    done = project("upgrade", "--dry-run")
    assert done.out.startswith("diff --git a/.specify/agent-files.json b/.specify/agent-files.json\n")
    assert f"\ndiff --git a/{OLD} b/{OLD}\n" in done.out
    assert "My own rule" not in done.out
    assert "-My own rule.\n" in done.err
    told = project("upgrade", "--dry-run", "--json").json
    assert (told["dry_run"], told["diff"]) == (True, done.out)
    assert project.files() == before


def test_with_nothing_to_renew_that_is_said(spec: Spec) -> None:
    spec("init", "--agent", "qwen")
    before = spec.files()
    done = spec("upgrade")
    assert (done.code, done.out) == (0, "")
    assert done.err == "nothing to do: what is installed is as this version writes it, or yours\n"
    assert spec.files() == before


def test_without_anything_installed_or_without_a_project_it_says_what_installs(spec: Spec) -> None:
    outside = spec("upgrade")
    assert (outside.code, "help: spec init" in outside.err) == (2, True)
    spec("init")
    assert spec("upgrade").err == (
        "nothing to do: nothing is installed here; spec init --agent NAME installs commands and hooks\n"
    )


def test_hooks_of_git_and_of_agents_are_renewed_where_another_version_wrote_them(
    spec: Spec, repository: GitRepository
) -> None:
    here = type(spec)(repository.root)
    here("init", "--agent", "opencode", "--adr-tools")
    hook, plugin, program = ".git/hooks/commit-msg", ".opencode/plugins/specward.js", ".specify/bin/adr"
    fresh = {path: here.read(path) for path in (hook, plugin, program)}
    here.write(hook, f"{fresh[hook]}# another version\n")
    here.write(program, f"{fresh[program]}# another version\n")
    here.write(plugin, "// another version\n")
    told = here.read(".specify/agent-hooks.json")
    here.write(".specify/agent-hooks.json", told.replace(text_hash(fresh[plugin]), text_hash("// another version\n")))
    done = here("upgrade")
    assert done.code == 0
    assert sorted(line.split(None, 2) for line in done.out.splitlines()) == [
        ["renewed", hook, "git hook"],
        ["renewed", plugin, "agent hook"],
        ["renewed", program, "program"],
    ]
    assert {path: here.read(path) for path in fresh} == fresh


def test_renderings_of_definitions_are_renewed_with_their_source(spec: Spec) -> None:
    spec("init")
    spec.write(".specify/agents/ada.md", "---\nname: ada\ndescription: Counts.\n---\n\nCount.\n")
    assert spec("agent", "render", "--target", "claude").code == 0
    spec.write(".specify/agents/ada.md", "---\nname: ada\ndescription: Counts.\n---\n\nCount twice.\n")
    assert spec("upgrade").out.split(None, 2) == ["renewed", ".claude/agents/ada.md", "definition\n"]
    assert "Count twice.\n" in spec.read(".claude/agents/ada.md")


def test_what_stands_in_the_way_of_one_kind_stops_no_other(project: Spec) -> None:
    project.write(".specify/agent-hooks.json", "{}")
    done = project("upgrade")
    assert done.code == 2
    assert f"renewed  {OLD}" in done.out
    assert "refused  .specify/agent-hooks.json" in done.out
