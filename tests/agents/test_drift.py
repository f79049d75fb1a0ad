from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from specward.agents import manifest
from specward.agents.render import render
from specward.agents.targets.table import NAMES
from specward.changes import apply
from specward.check.fix import fix
from specward.check.run import check
from specward.check.select import Selection
from specward.project import Project
from specward.rules.agent.drifted_rendering import check as rule
from specward.sources.memory import MemorySource
from specward.sources.worktree import WorkTreeSource

if TYPE_CHECKING:
    from pathlib import Path

    from specward.check.report import Report
    from specward.sources.source import Source

SOURCE = ".specify/agents/reviewer.md"
TEXT = "---\nname: reviewer\ndescription: Reviews.\n---\n\nLook at it.\n"
CLAUDE = ".claude/agents/reviewer.md"


def look(source: Source) -> Report:
    project = Project(source)
    return check(project, Selection.of(project, [rule], select=[rule.name]))


def found(source: Source) -> list[tuple[str, str]]:
    report = look(source)
    assert report.undetermined == ()
    return [(finding.location.path, finding.message) for finding in report.findings]


@pytest.fixture
def files(tmp_path: Path) -> dict[str, str]:
    """A project with a definition that is rendered for every target."""
    (tmp_path / SOURCE).parent.mkdir(parents=True)
    (tmp_path / SOURCE).write_text(TEXT)
    project = Project(WorkTreeSource(str(tmp_path)))
    apply(render(project, str(tmp_path), (), NAMES).changes, str(tmp_path))
    return {str(path.relative_to(tmp_path)): path.read_text() for path in tmp_path.rglob("*") if path.is_file()}


def test_what_was_just_rendered_has_not_drifted(files: dict[str, str]) -> None:
    assert len(files) == 11
    assert found(MemorySource(files)) == []


@pytest.mark.verifies("006-the-five-agents/AC-006")
def test_a_changed_source_is_found_at_each_rendering_and_mended(files: dict[str, str]) -> None:
    source = MemorySource({**files, SOURCE: TEXT.replace("Look", "Look hard")})
    report = look(source)
    assert {finding.message for finding in report.findings} == {
        f"{SOURCE} changed since this was rendered from it",
        ".specify/agents changed since this was rendered from it",
    }
    assert len(report.findings) == 9
    fixed = fix(source, look)
    assert fixed.report.findings == ()
    assert "Look hard at it." in (fixed.state.read(CLAUDE) or b"").decode()
    assert (fixed.state.read(manifest.PATH) or b"").decode().count("\n") == files[manifest.PATH].count("\n")


@pytest.mark.verifies("006-the-five-agents/AC-006")
def test_an_edited_rendering_is_found_and_not_overwritten(files: dict[str, str]) -> None:
    edited = {**files, CLAUDE: files[CLAUDE] + "Mine.\n", "AGENTS.md": files["AGENTS.md"].replace("Reviews", "Mine")}
    source = MemorySource({**edited, SOURCE: TEXT.replace("Look", "Look hard")})
    edits = [(path, message) for path, message in found(source) if "edited" in message]
    assert edits == [
        (CLAUDE, f"this was edited since it was rendered from {SOURCE}"),
        ("AGENTS.md", "this was edited since it was rendered from .specify/agents"),
    ]
    fixed = fix(source, look)
    assert {path for path, _ in edits} == {finding.location.path for finding in fixed.report.findings}
    assert (fixed.state.read(CLAUDE) or b"").decode() == edited[CLAUDE]


def test_a_rendering_that_a_killed_run_has_not_renewed_is_found_and_mended(files: dict[str, str]) -> None:
    sha256 = manifest.text_hash(files[CLAUDE])
    told = files[manifest.PATH].replace(f'"sha256": "{sha256}"', f'"sha256": "{"0" * 64}", "former": "{sha256}"')
    source = MemorySource({**files, manifest.PATH: told})
    assert (CLAUDE, f"{SOURCE} changed since this was rendered from it") in found(source)
    assert fix(source, look).report.findings == ()


def test_what_is_written_around_the_list_in_agents_md_is_no_edit(files: dict[str, str]) -> None:
    around = f"# Ours\n\n{files['AGENTS.md']}\nMore.\n"
    assert found(MemorySource({**files, "AGENTS.md": around})) == []
    changed = MemorySource({**files, "AGENTS.md": around, SOURCE: TEXT.replace("Reviews", "Reads")})
    assert (fix(changed, look).state.read("AGENTS.md") or b"").decode().startswith("# Ours\n\n<!--")


@pytest.mark.verifies("006-the-five-agents/AC-006")
def test_a_rendering_that_is_gone_and_one_whose_source_is_gone_are_found(files: dict[str, str]) -> None:
    del files[CLAUDE]
    assert found(MemorySource(files)) == [
        (manifest.PATH, f"{CLAUDE}, rendered for claude from {SOURCE}, is gone"),
    ]
    del files[SOURCE]
    messages = found(MemorySource(files))
    assert len(messages) == 8
    assert {message for _, message in messages} == {
        f"its source {SOURCE} is gone",
        "its source .specify/agents is gone",
    }


def test_other_line_endings_are_no_drift(files: dict[str, str]) -> None:
    assert found(MemorySource({path: text.replace("\n", "\r\n") for path, text in files.items()})) == []


def test_a_manifest_that_tells_nothing_is_one_finding(files: dict[str, str]) -> None:
    assert found(MemorySource({**files, manifest.PATH: "{}"})) == [
        (manifest.PATH, "this is not the manifest that `spec agent render` writes")
    ]


def test_a_project_without_a_manifest_is_asked_nothing(files: dict[str, str]) -> None:
    del files[manifest.PATH]
    assert not rule.needs or not rule.needs.is_met(Project(MemorySource(files)))
    assert found(MemorySource(files)) == []


def test_a_commit_under_way_answers_for_what_it_touches(files: dict[str, str]) -> None:
    source = MemorySource({**files, SOURCE: TEXT.replace("Look", "Look hard")})
    for touched, count in (({"README.md"}, 0), ({CLAUDE}, 1), ({SOURCE}, 9)):
        project = Project(source, touched=touched)
        assert len(list(rule.function(project, project))) == count
