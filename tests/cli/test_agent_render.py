"""`spec agent render`, `diff` and `uninstall` as a user has them."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.cli.conftest import Spec

pytestmark = pytest.mark.usefixtures("inside")
SOURCE = ".specify/agents/reviewer.md"
TEXT = "---\nname: reviewer\ndescription: Reviews.\ncolor: blue\n---\n\nLook at it.\n"
CLAUDE = ".claude/agents/reviewer.md"
CODEX = ".codex/agents/reviewer.toml"
MANIFEST = ".specify/agent-files.json"


@pytest.fixture
def project(spec: Spec) -> Spec:
    """A project with one definition."""
    spec.write(".specify/specward.yml", "")
    spec.write(SOURCE, TEXT)
    return spec


@pytest.mark.verifies("006-the-five-agents/AC-003")
def test_rendering_for_all_says_what_is_written_and_what_is_dropped_and_a_second_run_changes_nothing(
    project: Spec,
) -> None:
    done = project("agent", "render", "--target", "all")
    assert done.code == 0
    assert done.out.splitlines() == [
        "written  .claude/agents/reviewer.md",
        "written  .codex/agents/reviewer.toml",
        "written  .gemini/agents/reviewer.md",
        "written  .github/agents/reviewer.agent.md",
        "written  .cursor/agents/reviewer.md",
        "written  .opencode/agents/reviewer.md",
        "written  .qwen/agents/reviewer.md",
        "written  .kiro/agents/reviewer.json",
        "written  AGENTS.md",
    ]
    assert done.err.splitlines() == [
        "codex: `color` dropped: Codex has no word for it (reviewer)",
        "gemini: `color` dropped: Gemini CLI has no word for it (reviewer)",
        "copilot: `color` dropped: Copilot has no word for it (reviewer)",
        "cursor: `color` dropped: Cursor has no word for it (reviewer)",
        "opencode: `color` dropped: opencode has no word for it (reviewer)",
        "kiro: `color` dropped: Kiro has no word for it (reviewer)",
    ]
    before = project.files()
    again = project("agent", "render")
    assert (again.code, again.out, again.err) == (0, "", "nothing to do: 9 files as wanted\n")
    assert project.files() == before


@pytest.mark.verifies("006-the-five-agents/AC-004")
def test_what_is_edited_or_foreign_is_left_and_said_and_uninstalling_takes_the_rest(project: Spec) -> None:
    project.write(CODEX, "mine = true\n")
    project("agent", "render", "--target", "claude", "--target", "codex", "--target", "kiro")
    project.write(CLAUDE, project.read(CLAUDE) + "Mine.\n")
    project.write(SOURCE, TEXT.replace("Look", "Look hard"))
    done = project("agent", "render", "--target", "claude", "--target", "codex", "--target", "kiro")
    assert (done.code, done.out) == (0, "renewed  .kiro/agents/reviewer.json\n")
    assert done.err.splitlines()[:4] == [
        "left as it is: .claude/agents/reviewer.md: it was edited since it was written",
        "left alone: .codex/agents/reviewer.toml: Specward has not written it",
        "  help: `spec agent diff` shows how they differ; bring what is to stay to the source, then",
        "        remove the file, of AGENTS.md the part between the marks, and run `spec agent render` again",
    ]
    assert "nothing to do" not in project("agent", "render").err
    gone = project("agent", "uninstall")
    assert (gone.code, gone.out) == (0, "removed  .kiro/agents/reviewer.json\n")
    assert project.files().keys() == {".specify/specward.yml", SOURCE, CLAUDE, CODEX}
    assert project.read(CODEX) == "mine = true\n"


def test_a_diff_leads_from_what_stands_there_to_what_the_sources_say(project: Spec) -> None:
    project("agent", "render", "--target", "codex")
    assert (clean := project("agent", "diff")).code == 0
    assert (clean.out, clean.err) == ("", "no difference\n")
    project.write(CODEX, project.read(CODEX).replace("Look at it.", "Mine."))
    done = project("agent", "diff")
    assert done.code == 1
    assert "\n-Mine.\n+Look at it.\n" in done.out
    assert done.err.startswith(
        "left as it is: .codex/agents/reviewer.toml: it was edited since it was written\n  help: "
    )
    said = project("agent", "diff", "--json").json
    assert [file["state"] for file in said["files"]] == ["edited"]
    assert "+Look at it." in said["diff"]


def test_a_dry_run_shows_the_diff_and_writes_nothing(project: Spec) -> None:
    before = project.files()
    done = project("agent", "render", "--target", "codex", "--dry-run")
    assert (done.code, project.files()) == (0, before)
    assert "+++ b/.codex/agents/reviewer.toml\n" in done.out
    assert f"+++ b/{MANIFEST}\n" in done.out
    project("agent", "render", "--target", "codex")
    before = project.files()
    assert "--- a/.codex/agents/reviewer.toml\n+++ /dev/null\n" in project("agent", "uninstall", "--dry-run").out
    assert project.files() == before


def test_json_holds_files_notices_and_refusals(project: Spec) -> None:
    project.write(".specify/agents/long.md", "---\nname: long\ndescription: Long.\n---\n\n" + "x" * 30_001 + "\n")
    done = project("agent", "render", "--target", "copilot", "--json")
    assert done.json == {
        "files": [
            {
                "path": ".github/agents/reviewer.agent.md",
                "target": "copilot",
                "source": SOURCE,
                "state": "written",
                "reason": "",
            }
        ],
        "targets": ["copilot"],
        "notices": [
            {
                "target": "copilot",
                "agent": "reviewer",
                "path": ".github/agents/reviewer.agent.md",
                "field": "color",
                "message": "dropped: Copilot has no word for it",
            }
        ],
        "refused": [
            {
                "targets": ["copilot"],
                "source": ".specify/agents/long.md",
                "reason": "its prompt has 30,002 characters, and Copilot takes 30,000",
            }
        ],
        "dry_run": False,
    }
    assert "not rendered for Copilot: .specify/agents/long.md: its prompt has 30,002 characters" in done.err


def test_without_a_target_those_are_meant_whose_folder_is_here(project: Spec) -> None:
    nothing = project("agent", "render")
    assert nothing.code == 2
    assert "nothing here tells which agents to render for" in nothing.err
    assert "`claude`" in nothing.err
    project.write(".claude/settings.json", "{}\n")
    assert project("agent", "render").out == "written  .claude/agents/reviewer.md\n"


def test_a_definition_that_is_gone_takes_its_renderings_with_it(project: Spec) -> None:
    project("agent", "render", "--target", "claude", "--target", "agents-md")
    (project.root / SOURCE).unlink()
    assert project("agent", "render").out == "removed  .claude/agents/reviewer.md\nremoved  AGENTS.md\n"
    assert project("agent", "render", "--target", "all").code == 2


def test_only_those_named_are_rendered_and_a_slip_is_told(project: Spec) -> None:
    project.write(".specify/agents/other.md", TEXT.replace("reviewer", "other"))
    assert project("agent", "render", "other", "--target", "claude").out == "written  .claude/agents/other.md\n"
    slip = project("agent", "render", "revewer", "--target", "claude")
    assert slip.code == 2
    assert "did you mean `reviewer`?" in slip.err
    assert project("agent", "render", "--target", "claud").code == 2
    assert project("agent", "uninstall", "--target", "claud").code == 2
    assert "help: --target claude --target codex\n" in project("agent", "render", "--target", "claude,codex").err
    project("agent", "render", "--target", "claude")
    assert project("agent", "uninstall", "other").out == "removed  .claude/agents/other.md\n"
    assert project("agent", "uninstall", "other").err == "nothing to do\n"
    slip = project("agent", "uninstall", "revewer")
    assert (slip.code, "did you mean `reviewer`?" in slip.err) == (2, True)


def test_folders_that_hold_no_file_tell_of_no_agent(project: Spec) -> None:
    project("agent", "render", "--target", "all")
    project("agent", "uninstall")
    assert project("agent", "render").code == 2


def test_a_team_with_claude_s_files_alone_is_told_to_import_them(project: Spec) -> None:
    project.write(CLAUDE, TEXT)
    (project.root / SOURCE).unlink()
    for command in ("render", "diff"):
        done = project("agent", command)
        assert done.code == 2
        assert "there is no agent definition in .specify/agents/" in done.err
        assert "spec agent import PATH makes one of any file, such as those in .claude/agents" in done.err


def test_outside_of_a_project_nothing_is_taken_away(spec: Spec) -> None:
    for arguments in ((), ("--commands",)):
        done = spec("agent", "uninstall", *arguments)
        assert (done.code, "no project here" in done.err) == (2, True)


def test_a_shell_offers_targets_and_agents(spec: Spec) -> None:
    for words in ("spec agent render --target cl", "spec agent uninstall --target cl", "spec init --agent cl"):
        done = spec(_SPEC_COMPLETE="complete_bash", COMP_WORDS=words, COMP_CWORD=str(len(words.split()) - 1))
        assert done.out.split()[0] == "claude"


def test_a_shell_offers_sources_where_they_are_rendered_and_all_where_they_are_shown(project: Spec) -> None:
    project.write(".claude/agents/other.md", TEXT.replace("reviewer", "other"))
    for command, offered in (("render", ["reviewer"]), ("show", ["reviewer", "other"])):
        done = project(_SPEC_COMPLETE="complete_bash", COMP_WORDS=f"spec agent {command} ", COMP_CWORD="3")
        assert done.out.split() == offered


def test_two_definitions_of_one_name_are_not_rendered_over_each_other(project: Spec) -> None:
    project.write(".specify/agents/second.md", TEXT.replace("Look", "Look twice"))
    done = project("agent", "render", "--target", "claude")
    assert done.code == 2
    assert "would both be written to .claude/agents/reviewer.md" in done.err
    assert CLAUDE not in project.files()


def test_what_targets_would_not_take_is_said_and_stops_nothing(project: Spec) -> None:
    project.write(".specify/agents/bad.md", "---\nname: ../../evil\ndescription: d\n---\n\nx\n")
    done = project("agent", "render", "--target", "claude")
    assert (done.code, done.out) == (1, "written  .claude/agents/reviewer.md\n")
    assert "nothing to do" not in project("agent", "render").err
    assert (
        "not rendered for Claude Code: .specify/agents/bad.md: its name is none that all agents take: call it"
        in done.err
    )


def test_a_long_agents_md_is_told(project: Spec) -> None:
    project.write("AGENTS.md", "x" * 40_000 + "\n")
    done = project("agent", "render", "--target", "agents-md")
    assert "agents-md: `body` the file has 40," in done.err
    assert "and Codex stops reading at 32,768" in done.err


def test_several_at_once_lose_nothing(project: Spec) -> None:
    targets = ("claude", "codex", "gemini", "cursor", "kiro")
    running = [project.start("agent", "render", "--target", target) for target in targets]
    for process in running:
        process.communicate()
    assert [process.returncode for process in running] == [0] * len(targets)
    assert {file["target"] for file in json.loads(project.read(MANIFEST))["files"].values()} == set(targets)
