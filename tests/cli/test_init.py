from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.cli.conftest import Spec
    from tests.conftest import GitRepository

pytestmark = pytest.mark.usefixtures("inside")
# ruff: noqa: E501 -- what the command prints
FRESH = """\
wrote    .specify/memory/constitution.md
wrote    .specify/specward.yml
policy   phr.require: commit                (this project begins with it: a commit that changes src/** needs a prompt record)
hooks    no repository                      (not a git repository)
         git init && spec hook install
next     spec new feature "Title"           after the constitution is filled in
"""
ADOPTED = """\
adopted  .specify/memory/constitution.md    (1 principle)
adopted  specs/                             (3 features, 2 share the number 006)
adopted  history/prompts/                   (2 records, 1 unreadable: spec check --select PHR001,DOC009)
adopted  docs/adr/                          (1 decision; spec adr import shows each as read)
wrote    .specify/specward.yml
policy   phr.require: commit                (this project records its prompts: a commit that changes app/** needs a prompt record)
hooks    skipped
         spec hook install
next     spec check                         what is wrong; with --baseline it is remembered, and only what is new fails
"""


def existing(spec: Spec) -> None:
    spec.write(
        ".specify/memory/constitution.md", "\ufeff# C\r\n\r\n## Core Principles\r\n\r\n### I. Test first\r\n\r\nDo.\r\n"
    )
    for name in ("005-a", "006-b", "006-c"):
        spec.write(f"specs/{name}/spec.md", "# Feature Specification: T")
    spec.write("history/prompts/general/0001-t.general.prompt.md", "---\nid: 0001\ntitle: T\nstage: general\n---\n")
    spec.write("history/prompts/general/0002-t.general.prompt.md", "no keys at all\n")
    spec.write("docs/adr/0001-t.md", "# 1. T\n\n## Status\n\nAccepted\n\n## Context\n\n## Decision\n")
    spec.write(".adr-dir", "docs/adr\n")
    spec.write("app/main.py", "")


def test_a_fresh_project_is_set_up_and_told_what_comes_next(spec: Spec) -> None:
    done = spec("init")
    assert (done.code, done.out, done.err) == (0, FRESH, "")
    assert sorted(spec.files()) == [".specify/memory/constitution.md", ".specify/specward.yml"]


@pytest.mark.verifies("001-guarded-commit/AC-004")
def test_an_existing_tree_is_adopted_item_by_item_and_not_one_byte_changes(spec: Spec) -> None:
    existing(spec)
    before = spec.files()
    done = spec("init", "--no-hooks")
    assert (done.code, done.out, done.err) == (0, ADOPTED, "")
    after = spec.files()
    assert {path: data for path, data in after.items() if path in before} == before
    assert set(after) - set(before) == {".specify/specward.yml"}


@pytest.mark.verifies("001-guarded-commit/AC-004")
@pytest.mark.parametrize("fresh", [True, False])
def test_a_second_run_writes_nothing(spec: Spec, fresh: bool) -> None:
    if not fresh:
        existing(spec)
    assert spec("init", "--no-hooks").code == 0
    before = spec.files()
    again = spec("init", "--no-hooks")
    assert again.code == 0
    assert "wrote" not in again.out
    assert "kept     .specify/specward.yml" in again.out
    assert spec.files() == before


def test_a_dry_run_shows_the_files_and_writes_none(spec: Spec) -> None:
    done = spec("init", "--dry-run")
    assert done.code == 0
    assert "+++ b/.specify/specward.yml" in done.out
    assert spec.files() == {}


def test_json_says_the_same(spec: Spec) -> None:
    existing(spec)
    said = spec("init", "--json", "--no-hooks").json
    assert set(said) == {"root", "adopted", "kept", "wrote", "policy", "hooks", "next", "dry_run"}
    assert said["adopted"][1] == {"path": "specs/", "remark": "3 features, 2 share the number 006"}
    assert said["policy"]["require"] == "commit"
    assert said["hooks"]["state"] == "skipped"
    assert said["wrote"] == [".specify/specward.yml"]


def test_a_project_that_is_made_with_fastapi_is_told_of_the_pack_and_nothing_is_configured(spec: Spec) -> None:
    spec.write("requirements.txt", "fastapi==0.115\n")
    done = spec("init", "--no-hooks")
    advice = [line for line in done.out.splitlines() if line.startswith("advice")]
    remark = "in .specify/specward.yml: requirements.txt tells of FastAPI, and the pack has rules for it"
    assert advice == [f"{'advice':<8} {'packs: [fastapi]':<34} {remark}"]
    assert "packs" not in spec.read(".specify/specward.yml")
    assert spec("init", "--no-hooks", "--json").json["advice"] == "packs: [fastapi]"
    spec.write(".specify/specward.yml", "packs: [fastapi]\n")
    assert "advice" not in spec("init", "--no-hooks").out


def test_hooks_are_installed_in_a_repository_and_left_alone_if_asked(spec: Spec, repository: GitRepository) -> None:
    spec.root = repository.root
    assert "hooks    skipped" in spec("init", "--no-hooks").out
    assert not (repository.root / ".git/hooks/pre-commit").exists()
    assert "hooks    pre-commit, prepare-commit-msg, commit-msg (installed)" in spec("init").out
    assert (repository.root / ".git/hooks/pre-commit").exists()
    assert "(in place)" in spec("init").out


def test_your_own_hook_still_runs_first(spec: Spec, repository: GitRepository) -> None:
    spec.root = repository.root
    repository.hook("pre-commit", "exit 0")
    assert "(installed; your own pre-commit still runs first)" in spec("init").out


def test_a_dry_run_plans_the_hooks_and_installs_none(spec: Spec, repository: GitRepository) -> None:
    spec.root = repository.root
    assert "(planned)" in spec("init", "--dry-run").out
    assert not (repository.root / ".git/hooks/pre-commit").exists()


def test_another_hook_manager_is_not_disturbed(spec: Spec, repository: GitRepository) -> None:
    spec.root = repository.root
    repository.write("lefthook.yml", "pre-commit: {}\n")
    done = spec("init")
    assert done.code == 0
    assert "refused" in done.out
    assert "add these jobs to lefthook.yml" in done.out


def test_a_folder_is_made_where_there_is_none(spec: Spec) -> None:
    assert spec("init", "new/deep").code == 0
    assert "new/deep/.specify/specward.yml" in spec.files()


def test_a_file_in_place_of_the_folder_is_refused(spec: Spec) -> None:
    spec.write("taken", "")
    done = spec("init", "taken")
    assert done.code == 2
    assert "is a file, not a folder" in done.err


def test_below_a_project_the_project_is_meant(spec: Spec) -> None:
    assert spec("init").code == 0
    os.mkdir(spec.root / "src")
    inner = spec("-C", "src", "init")
    assert inner.code == 0
    assert f"the project's root is {spec.root}" in inner.err
    assert "src/.specify/specward.yml" not in spec.files()


def test_what_a_file_blocks_is_said_and_nothing_is_half_written(spec: Spec) -> None:
    spec.write(".specify", "a file")
    done = spec("init")
    assert done.code in {2, 3}
    assert "error" in done.err
    assert spec.files() == {".specify": b"a file"}
