from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import specward

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.conftest import GitRepository
    from tests.hooks.conftest import Guarded

QUESTION = "\n- **FR-002**: Sessions MUST end after [NEEDS CLARIFICATION: how long?]\n"
PLAN = "# Implementation Plan: Login\n\n## Summary\n\nA form.\n"


def by_hand(folder: Path, *args: str) -> subprocess.CompletedProcess[str]:
    """Run `spec hook pre-commit` as the pre-commit framework does: without --record-later."""
    environment = {**os.environ, "PYTHONPATH": str(Path(specward.__file__).parents[1])}
    command = [sys.executable, "-m", "specward", "hook", "pre-commit", *args]
    return subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)


def bad_record(guarded: Guarded) -> str:
    return guarded.record(prompt="")


def test_nothing_staged_is_fine(guarded: Guarded) -> None:
    assert by_hand(guarded.root).returncode == 0


def test_a_document_with_an_error_is_refused(guarded: Guarded) -> None:
    guarded.stage(guarded.record_path, bad_record(guarded))
    outcome = guarded.commit("docs: record")
    assert outcome.code == 1
    assert f"{guarded.record_path}:" in outcome.said
    assert "[PHR003]" in outcome.said
    assert guarded.done() == 1


def test_a_document_without_errors_is_committed_in_silence(guarded: Guarded) -> None:
    guarded.stage_record()
    assert guarded.commit("docs: record") == (0, "")


def test_warnings_are_shown_and_pass(guarded: Guarded) -> None:
    guarded.stage("specs/001-login/spec.md", guarded.spec + QUESTION)
    outcome = guarded.commit("docs: spec")
    assert outcome.code == 0
    assert "warning  unresolved-clarification [SPC001]" in outcome.said


def test_staged_content_is_checked_and_not_the_work_tree(guarded: Guarded) -> None:
    guarded.stage(guarded.record_path, bad_record(guarded))
    guarded.write(guarded.record_path, guarded.record())
    assert guarded.commit("docs: record").code == 1
    guarded.git("add", guarded.record_path)
    guarded.write(guarded.record_path, bad_record(guarded))
    assert guarded.commit("docs: record").code == 0


def test_all_and_paths_see_what_they_commit(guarded: Guarded) -> None:
    guarded.stage_record()
    assert guarded.commit("docs: record").code == 0
    guarded.write(guarded.record_path, bad_record(guarded))
    assert guarded.run("commit", "-q", "-a", "-m", "x").code == 1
    assert guarded.run("commit", "-q", "-m", "x", guarded.record_path).code == 1
    guarded.stage("README.txt", "x")
    guarded.git("add", guarded.record_path)
    # A commit of one path leaves out what else is staged.
    assert guarded.run("commit", "-q", "-m", "x", "README.txt").code == 0


def past_the_hooks(guarded: Guarded, path: str, text: str) -> None:
    guarded.stage(path, text)
    guarded.git("commit", "-q", "--no-verify", "-m", "docs: past the hooks")


def test_a_fault_that_the_commit_causes_in_a_neighbour_counts(guarded: Guarded) -> None:
    past_the_hooks(guarded, "specs/001-login/spec.md", guarded.spec + QUESTION)
    # The open question was a warning; with a plan it becomes an error, in a document that is not staged.
    guarded.stage("specs/001-login/plan.md", PLAN)
    outcome = guarded.commit("docs: plan")
    assert outcome.code == 1
    assert "specs/001-login/spec.md:" in outcome.said
    assert "error  unresolved-clarification" in outcome.said


def test_a_fault_that_was_there_before_in_a_neighbour_does_not_count(guarded: Guarded) -> None:
    past_the_hooks(guarded, "specs/001-login/plan.md", PLAN)
    past_the_hooks(guarded, "specs/001-login/spec.md", guarded.spec + QUESTION)
    guarded.stage("specs/001-login/plan.md", PLAN + "\nAnd a handler.\n")
    outcome = guarded.commit("docs: plan")
    assert "unresolved-clarification" not in outcome.said
    guarded.stage("specs/001-login/spec.md", guarded.spec + QUESTION + "\nMore.\n")
    assert guarded.commit("docs: spec").code == 1


def test_a_fault_in_another_feature_does_not_count(guarded: Guarded) -> None:
    past_the_hooks(guarded, "specs/002-export/tasks.md", "# Tasks\n\n- [ ] T001 One\n- [ ] T001 Two\n")
    guarded.stage("specs/001-login/spec.md", guarded.spec + "\nMore.\n")
    assert guarded.commit("docs: spec") == (0, "")


def test_a_deleted_spec_is_found_missing(guarded: Guarded) -> None:
    past_the_hooks(guarded, "specs/001-login/plan.md", PLAN)
    guarded.git("rm", "-q", "specs/001-login/spec.md")
    outcome = guarded.commit("docs: less")
    assert outcome.code == 1
    assert "missing-spec" in outcome.said


def test_a_number_that_is_taken_is_found(guarded: Guarded) -> None:
    guarded.stage("specs/001-logout/spec.md", guarded.spec)
    outcome = guarded.commit("docs: spec")
    assert outcome.code == 1
    assert "duplicate-feature-number" in outcome.said


def test_a_renamed_document_is_checked_under_its_new_name(guarded: Guarded) -> None:
    past_the_hooks(guarded, guarded.record_path, bad_record(guarded))
    guarded.git("mv", guarded.record_path, "history/prompts/001-login/0002-sign-in.green.prompt.md")
    outcome = guarded.commit("docs: rename")
    assert outcome.code == 1
    assert "0002-sign-in.green.prompt.md" in outcome.said


@pytest.mark.usefixtures("unmeasured")
def test_what_cannot_be_read_is_no_pass(guarded: Guarded) -> None:
    guarded.stage(guarded.record_path, "version https://git-lfs.github.com/spec/v1\noid sha256:0\nsize 1\n")
    done = by_hand(guarded.root)
    assert done.returncode == 3
    assert "undetermined" in done.stdout
    assert guarded.commit("docs: record").code == 1


@pytest.mark.usefixtures("unmeasured")
def test_a_broken_configuration_is_wrong_usage(guarded: Guarded) -> None:
    guarded.stage(".specify/specward.yml", "phr:\n  require: always\n")
    done = by_hand(guarded.root)
    assert done.returncode == 2
    assert ".specify/specward.yml:2:12" in done.stderr
    assert guarded.commit("chore: x").code == 1


@pytest.mark.usefixtures("unmeasured")
def test_an_unknown_option_is_wrong_usage(guarded: Guarded) -> None:
    done = by_hand(guarded.root, "--record-latter")
    assert done.returncode == 2
    assert "--record-latter" in done.stderr


@pytest.mark.usefixtures("unmeasured")
def test_file_names_from_a_hook_runner_are_accepted(guarded: Guarded) -> None:
    assert by_hand(guarded.root, "src/a.py", "b.md").returncode == 0


@pytest.mark.usefixtures("unmeasured")
def test_help_comes_from_the_command_line(guarded: Guarded) -> None:
    assert "--record-later" in by_hand(guarded.root, "--help").stdout


@pytest.mark.usefixtures("unmeasured")
def test_outside_a_repository_it_is_wrong_usage(tmp_path: Path) -> None:
    done = by_hand(tmp_path)
    assert done.returncode == 2
    assert "no git repository" in done.stderr


@pytest.mark.usefixtures("unmeasured")
def test_alone_it_applies_the_record_policy_itself(guarded: Guarded) -> None:
    guarded.stage("src/login.py")
    assert by_hand(guarded.root, "--record-later").returncode == 0
    done = by_hand(guarded.root)
    assert done.returncode == 1
    assert done.stdout.startswith("src/login.py changes without a prompt record.\n  spec new phr")
    assert "your message is kept" not in done.stdout
    guarded.stage_record()
    assert by_hand(guarded.root).returncode == 0


@pytest.mark.usefixtures("unmeasured")
def test_below_the_top_it_sees_the_whole_commit(guarded: Guarded) -> None:
    guarded.stage("src/login.py")
    done = by_hand(guarded.root / "specs")
    assert done.returncode == 1
    assert "src/login.py changes" in done.stdout


@pytest.mark.usefixtures("unmeasured")
def test_the_first_commit_is_checked(
    repository: GitRepository, guarded_at: Callable[[GitRepository], Guarded], install: Callable[[Path], None]
) -> None:
    first = guarded_at(repository)
    install(first.root)
    first.stage(first.record_path, bad_record(first))
    assert first.commit("docs: record").code == 1
    first.stage_record()
    assert first.commit("docs: record").code == 0


@pytest.mark.usefixtures("unmeasured")
def test_a_project_without_configuration_is_checked_too(guarded: Guarded) -> None:
    guarded.git("rm", "-q", ".specify/specward.yml")
    guarded.stage("src/login.py")
    guarded.stage(guarded.record_path, bad_record(guarded))
    assert guarded.commit().code == 1
    guarded.stage_record()
    assert guarded.commit().code == 0


@pytest.mark.usefixtures("unmeasured")
def test_a_nested_project_is_checked_with_its_own_configuration(guarded: Guarded) -> None:
    guarded.stage("apps/web/.specify/specward.yml", "rules:\n  ignore: [PHR]\n")
    guarded.stage(f"apps/web/{guarded.record_path}", bad_record(guarded))
    assert guarded.commit("docs: record").code == 0


@pytest.mark.usefixtures("unmeasured")
def test_a_sparse_checkout_is_checked(guarded: Guarded) -> None:
    guarded.git("sparse-checkout", "set", "--no-cone", "/specs/002-export/")
    guarded.stage("specs/002-export/spec.md", guarded.spec)
    assert guarded.commit("docs: spec").code == 0


@pytest.mark.usefixtures("unmeasured")
def test_a_link_and_a_submodule_are_no_documents(guarded: Guarded, tmp_path: Path) -> None:
    target = guarded.root / "specs/003-link/spec.md"
    target.parent.mkdir(parents=True)
    target.symlink_to("../../001-login/spec.md")
    guarded.git("add", "specs")
    assert guarded.commit("docs: link").code == 0


@pytest.mark.usefixtures("unmeasured")
def test_records_that_the_commit_does_not_touch_are_known_of(guarded: Guarded) -> None:
    other = "history/prompts/002-export/0001-export.green.prompt.md"
    guarded.stage(other, guarded.record(feature="002-export"))
    guarded.stage("specs/002-export/spec.md", guarded.spec.replace("Login", "Export"))
    guarded.git("commit", "-q", "--no-verify", "-m", "docs: export")
    guarded.stage("specs/002-export/tasks.md", "# Tasks: Export\n\n- [x] T001 Write the file\n")
    guarded.stage_record()
    assert "no prompt record is filed under it" not in guarded.commit("docs: tick").said
