"""What the doctor finds amiss, and with which remedy."""

from __future__ import annotations

import os
import sys
import time
from typing import TYPE_CHECKING

import pytest

from specward import __version__
from specward.doctor.check import Check, Grade
from specward.doctor.examine import examine
from specward.lock import lock
from specward.state import make_state_folder, state_folder

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.conftest import GitRepository

CONSTITUTION = """# Shop Constitution

## Core Principles

### I. Simple

Keep it simple.

**Version**: 1.0.0 | **Ratified**: 2026-01-01 | **Last Amended**: 2026-01-01
"""
SPEC = "# Feature Specification: Login\n"
RECORD = "---\nid: 1\ntitle: Go\nstage: green\n---\n\n# Go\n"


@pytest.fixture
def programs(tmp_path: Path) -> Path:
    """A folder with a `spec` in it, which is all of the PATH."""
    folder = tmp_path / "bin"
    folder.mkdir()
    put_spec(folder, f"spec {__version__}")
    return folder


def put_spec(folder: Path, said: str) -> None:
    program = folder / "spec"
    program.write_text(f"#!/bin/sh\necho '{said}'\n")
    program.chmod(0o755)


@pytest.fixture
def shop(repository: GitRepository) -> GitRepository:
    """A project in which nothing is amiss but that its hooks are not installed."""
    repository.write(".specify/memory/constitution.md", CONSTITUTION)
    repository.write("specs/001-login/spec.md", SPEC)
    repository.commit()
    return repository


@pytest.fixture
def look(programs: Path) -> Callable[..., list[Check]]:
    """What is not as it should be, of one theme or of all but the hooks."""

    def looked(root: Path, theme: str = "", *, good: bool = False, **variables: str) -> list[Check]:
        groups = examine(str(root), {"PATH": str(programs), **variables})
        asked = [
            group for group in groups if (group.name == theme if theme else group.name not in {"git hooks", "agents"})
        ]
        return [check for group in asked for check in group.checks if good or check.grade is not Grade.GOOD]

    return looked


def test_in_a_project_in_order_nothing_is_amiss(shop: GitRepository, look: Callable[..., list[Check]]) -> None:
    assert look(shop.root) == []


@pytest.mark.verifies("005-the-whole-checker/AC-015")
def test_each_thing_amiss_is_named_with_its_remedy(shop: GitRepository, look: Callable[..., list[Check]]) -> None:
    shop.write(".specify/specward.yml", "rules:\n  selct: [SPC]\n")
    shop.write(".specify/feature.json", '{"feature_directory": "specs/009-gone"}')
    shop.write("features/002-cart/spec.md", SPEC)
    shop.write("docs/0001-go.green.prompt.md", RECORD)
    shop.write("specs/003-gone/checklists/acceptance.md", "# Acceptance\n")
    shop.write("specs/003-gone/trace.lock", "specward trace.lock 1\n")
    found = look(shop.root)
    assert [(check.name, check.grade) for check in found] == [
        ("current feature", Grade.BAD),
        ("configuration", Grade.BAD),
        ("features", Grade.NOTE),
        ("records", Grade.NOTE),
        ("leftovers", Grade.NOTE),
    ]
    assert [check.help.partition("    #")[0] for check in found] == [
        "rm .specify/feature.json",
        "did you mean `select`?",
        "mv features/* specs/, or set project.specs: features",
        "mv docs/*.prompt.md history/prompts/general/",
        "rm -r specs/003-gone",
    ]
    assert "checklists/acceptance.md, trace.lock" in found[4].said


def test_a_spec_of_another_version_is_told(
    shop: GitRepository, programs: Path, look: Callable[..., list[Check]]
) -> None:
    put_spec(programs, "spec 0.0.1")
    (check,) = look(shop.root)
    assert (check.name, check.grade) == ("spec", Grade.BAD)
    assert f"is 0.0.1, and this is {__version__}" in check.said
    assert "upgrade" in check.help


def test_another_program_called_spec_is_told(
    shop: GitRepository, programs: Path, look: Callable[..., list[Check]]
) -> None:
    put_spec(programs, "RSpec 3.13")
    (check,) = look(shop.root)
    assert "is another program" in check.said
    assert os.path.dirname(sys.executable) in check.help


def test_a_spec_that_nobody_finds_is_told(
    shop: GitRepository, programs: Path, look: Callable[..., list[Check]]
) -> None:
    (programs / "spec").unlink()
    (check,) = look(shop.root)
    assert "not on this PATH" in check.said


def test_a_folder_without_a_project_is_told_with_the_way_to_one(
    tmp_path: Path, look: Callable[..., list[Check]]
) -> None:
    (tmp_path / "empty").mkdir()
    (check,) = look(tmp_path / "empty", "project")
    assert (check.grade, check.help) == (Grade.BAD, "spec init")


def test_projects_below_are_named(repository: GitRepository, look: Callable[..., list[Check]]) -> None:
    repository.write("apps/web/.specify/specward.yml", "rules:\n")
    (check,) = look(repository.root, "project")
    assert check.help == "spec -C apps/web doctor"


def test_an_unfilled_constitution_is_told(shop: GitRepository, look: Callable[..., list[Check]]) -> None:
    shop.write(
        ".specify/memory/constitution.md",
        "# [PROJECT_NAME] Constitution\n\n## Core Principles\n\n### [PRINCIPLE_1_NAME]\n",
    )
    (check,) = look(shop.root, "project")
    assert check.said == ".specify/memory/constitution.md is not filled in: 2 placeholders left"


def test_a_constitution_without_a_version_is_told(shop: GitRepository, look: Callable[..., list[Check]]) -> None:
    shop.write(
        ".specify/memory/constitution.md", "# Shop Constitution\n\n## Core Principles\n\n### I. Simple\n\nKeep it.\n"
    )
    (check,) = look(shop.root, "project")
    assert "no version line" in check.said


def test_a_template_that_cannot_be_read_or_is_never_used_is_told(
    shop: GitRepository, look: Callable[..., list[Check]]
) -> None:
    shop.write(".specify/templates/overrides/spec-template.md", "# {{ title }}\n\n{% if x %}\n")
    shop.write(".specify/templates/overrides/plan-template.md", "# {{ title }}\n")
    shop.write(".specify/templates/overrides/story-template.md", "# {{ title }}\n")
    malformed, unused = look(shop.root, "project")
    assert malformed.grade is Grade.BAD
    assert "spec-template.md is malformed: line" in malformed.said
    assert "story-template.md is never used" in unused.said


def test_a_variable_that_names_no_feature_is_told(shop: GitRepository, look: Callable[..., list[Check]]) -> None:
    (check,) = look(shop.root, SPECIFY_FEATURE="009-gone")
    assert check.help == "unset SPECIFY_FEATURE"


def test_what_the_configuration_names_in_vain_is_told_with_its_line(
    shop: GitRepository, look: Callable[..., list[Check]]
) -> None:
    lines = [
        *("project:", "  history: records"),
        *("rules:", "  per-path:", '    "old/**": {ignore: [SPC]}'),
        *("phr:", "  require: commit"),
    ]
    shop.write(".specify/specward.yml", "\n".join(lines))
    assert [check.said.partition(",")[0] for check in look(shop.root, "configuration")] == [
        ".specify/specward.yml:2: project.history names records",
        ".specify/specward.yml:5: rules.per-path.old/** matches no document",
        "phr.paths matches no file",
    ]


def test_every_rule_that_there_is_not_is_told(shop: GitRepository, look: Callable[..., list[Check]]) -> None:
    shop.write(".specify/specward.yml", "rules:\n  ignore: [SPC999, unresolved-clarificaton]\n")
    said = look(shop.root, "configuration")
    assert [check.said for check in said] == [
        ".specify/specward.yml:2:12: no rule is called 'SPC999'",
        ".specify/specward.yml:2:20: no rule is called 'unresolved-clarificaton'",
    ]
    assert "unresolved-clarification" in said[1].help


def test_a_project_outside_of_git_is_told(tmp_path: Path, look: Callable[..., list[Check]]) -> None:
    (tmp_path / "shop/.specify").mkdir(parents=True)
    (check,) = look(tmp_path / "shop", "repository")
    assert check.help == "git init && spec hook install"


def test_a_repository_without_a_commit_is_told(repository: GitRepository, look: Callable[..., list[Check]]) -> None:
    repository.write("specs/001-login/spec.md", SPEC)
    (check,) = look(repository.root, "repository")
    assert check.help.startswith("git add --all")


def test_a_shallow_clone_and_a_detached_head_are_told(
    shop: GitRepository, tmp_path: Path, look: Callable[..., list[Check]]
) -> None:
    shop.commit("Second")
    shop.git("clone", "-q", "--depth", "1", f"file://{shop.root}", str(tmp_path / "clone"))
    shop.git("-C", str(tmp_path / "clone"), "-c", "advice.detachedHead=false", "checkout", "-q", "--detach")
    said = {check.name: check.help for check in look(tmp_path / "clone", "repository")}
    assert said["branch"] == "git switch BRANCH"
    assert said["history"].startswith("git fetch --unshallow")


def test_a_merge_with_conflicts_is_told(shop: GitRepository, look: Callable[..., list[Check]]) -> None:
    shop.git("switch", "-q", "-c", "other")
    shop.write("specs/001-login/spec.md", "# Feature Specification: Sign in\n")
    shop.commit()
    shop.git("switch", "-q", "main")
    shop.write("specs/001-login/spec.md", "# Feature Specification: Log in\n")
    shop.commit()
    shop.git("merge", "other", check=False)
    conflicts, state = look(shop.root, "repository")
    assert (conflicts.grade, conflicts.said) == (Grade.BAD, "1 file in conflict: documents hold both sides")
    assert state.help == "git merge --continue, or git merge --abort"


def test_a_lock_that_git_left_behind_is_told(shop: GitRepository, look: Callable[..., list[Check]]) -> None:
    place = shop.write(".git/index.lock")
    assert look(shop.root, "repository") == []  # it may be a command that is running
    os.utime(place, (time.time() - 7200,) * 2)
    (check,) = look(shop.root, "repository")
    assert (check.grade, check.help) == (Grade.BAD, f"when no git is running: rm {place}")


def test_the_lock_of_specward_is_none(shop: GitRepository, look: Callable[..., list[Check]]) -> None:
    with lock(str(shop.root)):
        pass
    place = shop.root / ".git/specward.lock"
    os.utime(place, (time.time() - 7200,) * 2)
    assert look(shop.root) == []


def test_each_hook_that_is_not_installed_is_told(shop: GitRepository, look: Callable[..., list[Check]]) -> None:
    found = look(shop.root, "git hooks")
    assert {check.name: check.help for check in found} == dict.fromkeys(
        ("pre-commit", "prepare-commit-msg", "commit-msg"), "spec hook install"
    )


def test_hooks_that_lie_outside_of_the_repository_are_told(
    shop: GitRepository, tmp_path: Path, look: Callable[..., list[Check]]
) -> None:
    shop.git("config", "core.hooksPath", str(tmp_path / "hooks"))
    first, *others = look(shop.root, "git hooks")
    assert first.help.startswith("git config --unset core.hooksPath")
    assert {check.help for check in others} == {"spec hook install --force"}


def test_other_tools_prompts_and_samples_are_no_records(shop: GitRepository, look: Callable[..., list[Check]]) -> None:
    shop.write(".github/prompts/plan.prompt.md", RECORD)
    shop.write("docs/plan.prompt.md", "---\nmode: agent\ndescription: Plan\n---\n\nPlan it.\n")
    shop.write("templates/0001-go.green.prompt.md", RECORD)
    shop.write("guide/spec.md", SPEC)
    assert look(shop.root, "documents") == []


def test_of_many_places_with_strays_only_some_are_named(shop: GitRepository, look: Callable[..., list[Check]]) -> None:
    for number in range(8):
        shop.write(f"old{number}/001-a/spec.md", SPEC)
    found = look(shop.root, "documents")
    assert len(found) == 6
    assert found[-1].said == "3 other places like these"


def test_what_a_killed_command_left_is_told_once_it_is_old(
    shop: GitRepository, look: Callable[..., list[Check]]
) -> None:
    folders = ("specs/001-login", ".specify/new", "src")
    half = [shop.write(f"{folder}/.spec-0123456789abcdef.tmp", "half") for folder in folders]
    assert look(shop.root, "leftovers") == []  # it may be under way
    for path in half:
        os.utime(path, (time.time() - 600,) * 2)
    (check,) = look(shop.root, "leftovers")
    assert check.help == f"rm {' '.join(f'{folder}/.spec-0123456789abcdef.tmp' for folder in sorted(folders))}"


def test_old_evidence_is_told(shop: GitRepository, look: Callable[..., list[Check]]) -> None:
    shop.write(".specify/evidence/pytest.jsonl", "{}\n")
    os.utime(shop.root / ".specify/evidence/pytest.jsonl", (time.time() - 40 * 86_400,) * 2)
    (check,) = look(shop.root, "leftovers")
    assert check.help.startswith("rm .specify/evidence/pytest.jsonl")


def test_state_from_before_there_was_a_repository_is_told(
    shop: GitRepository, look: Callable[..., list[Check]]
) -> None:
    shop.write(".specify/state/capture/a.jsonl", "")
    (check,) = look(shop.root, "leftovers")
    assert check.help == "rm -r .specify/state"


def test_remembered_findings_that_are_gone_are_told(shop: GitRepository, look: Callable[..., list[Check]]) -> None:
    mark = f"ff1:{'0' * 32}"
    shop.write(
        ".specify/baseline.lock", f"specward baseline.lock 1\nspecs/001-login/spec.md SPC007 {mark} {mark} gone\n"
    )
    (check,) = look(shop.root, "leftovers")
    assert check.said == ".specify/baseline.lock remembers 1 finding, of which 1 are gone"
    assert check.help == "spec check --baseline"


def test_a_baseline_that_cannot_be_relied_on_is_told(shop: GitRepository, look: Callable[..., list[Check]]) -> None:
    shop.write(".specify/baseline.lock", "specward baseline.lock 1\n<<<<<<< ours\n")
    (check,) = look(shop.root, "leftovers")
    assert check.grade is Grade.BAD
    assert check.said.startswith(".specify/baseline.lock:2: the baseline cannot be relied on")


def test_a_cache_that_cannot_be_read_is_told(shop: GitRepository, look: Callable[..., list[Check]]) -> None:
    place = os.path.join(make_state_folder(str(shop.root)), "checks")
    shop.write(os.path.relpath(place, shop.root), "no folder")
    (check,) = look(shop.root, "state")
    assert (check.grade, check.help) == (Grade.BAD, f"rm -rf {place}")


def test_the_size_of_the_caches_is_told(shop: GitRepository, look: Callable[..., list[Check]]) -> None:
    folder = make_state_folder(str(shop.root), "checks")
    shop.write(os.path.relpath(os.path.join(folder, "a"), shop.root), "x" * (3 << 20))
    assert [check.said for check in look(shop.root, "state", good=True)] == [
        state_folder(str(shop.root)),
        "3.0 MiB in 1 file, each readable",
    ]


def test_a_theme_that_cannot_be_looked_at_does_not_hide_the_others(
    shop: GitRepository, look: Callable[..., list[Check]]
) -> None:
    (shop.root / ".git/HEAD").write_text("ref: refs/heads/main\n")
    (shop.root / ".git/config").write_text("[core\n")
    names = {check.name for check in look(shop.root)}
    assert "repository" in names
    assert {check.name for check in look(shop.root, "configuration", good=True)} == {"configuration"}
