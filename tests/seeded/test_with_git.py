"""The clean project and some of its defects in a real repository: real git, a real run of pytest, the real command."""

from __future__ import annotations

import os
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from tests.cli.conftest import SOURCE, Spec
from tests.seeded.defect import (
    CONFIGURATION,
    LOGIN_ACCEPTANCE,
    LOGIN_LOCK,
    LOGIN_SIGNED,
    LOGIN_SPEC,
    LOGIN_TASKS,
    LOGIN_TESTS,
)
from tests.seeded.policy import MARK
from tests.seeded.project import EVIDENCE, State, clean
from tests.seeded.review import CONFLICT
from tests.seeded.texts import FILES

from specward.evidence import jsonl
from specward.evidence.tree import tree_of
from specward.sources.memory import MemorySource

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import GitRepository

GRACE = "--author=Grace Hopper <grace@example.org>"
LAST = "- **FR-004**: The system MUST end a session when its owner signs out (US2).\n"


@pytest.fixture
def shop(repository: GitRepository) -> GitRepository:
    """The clean project: written by Ada, signed by Grace, committed, its evidence beside it."""
    state = clean()
    for path, text in state.files.items():
        if path != LOGIN_SIGNED:
            repository.write(path, str(text))
    repository.write(".gitignore", ".specify/evidence/\n__pycache__/\n")
    repository.commit("Write")
    repository.write(LOGIN_SIGNED, state.text(LOGIN_SIGNED))
    repository.git("add", "-A")
    repository.git("commit", "-q", GRACE, "-m", "Sign")
    keep_evidence(repository, state)
    return repository


def keep_evidence(shop: GitRepository, state: State) -> None:
    """Evidence of today's tree, as a run of all tests leaves it."""
    on_disk = {path: (shop.root / path).read_bytes() for path in shop.git("ls-files").split()}
    tree = tree_of(MemorySource(on_disk))
    shop.write(EVIDENCE, jsonl.render(state.results, tree, {}))


def run_pytest(root: Path) -> None:
    environment = {**os.environ, "PYTHONPATH": SOURCE, "PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1", "PYTEST_ADDOPTS": ""}
    command = [sys.executable, "-m", "pytest", "-q", "-p", "specward.pytest_plugin", "-p", "no:cacheprovider"]
    subprocess.run([*command, "--spec-evidence"], cwd=root, env=environment, check=False, capture_output=True)


def replace(shop: GitRepository, path: str, old: str, new: str) -> None:
    text = (shop.root / path).read_text(encoding="utf-8")
    assert old in text
    shop.write(path, text.replace(old, new))


def test_the_whole_way_from_words_to_accepted_and_back(repository: GitRepository) -> None:
    spec = Spec(repository.root)
    for path, text in FILES.items():
        repository.write(path, text)
    repository.write(".gitignore", ".specify/evidence/\n__pycache__/\n")
    repository.commit("Write")
    assert spec("trace", "review", "--all", "--yes").code == 0
    for path in (LOGIN_SIGNED, "specs/002-export/signoffs.yml"):
        repository.write(path, clean().text(path))
    repository.git("add", "-A")
    repository.git("commit", "-q", GRACE, "-m", "Review and sign")
    assert spec("verify").code == 3
    run_pytest(repository.root)
    assert (spec("check").code, spec("verify").code) == (0, 0)
    for path in (LOGIN_ACCEPTANCE, LOGIN_LOCK):
        assert spec.read(path) == clean().text(path)
    replace(repository, "src/login.py", "SHORTEST = 12", "SHORTEST = 8")
    stale = spec("verify")
    assert (stale.code, "made on another tree: src/ changed" in stale.out) == (1, True)
    run_pytest(repository.root)
    failed = spec("verify")
    assert (failed.code, "✗ failed" in failed.out) == (1, True)
    assert "- [ ] CHK003 **AC-003**" in spec.read(LOGIN_ACCEPTANCE)


@pytest.mark.usefixtures("unmeasured")
def test_the_clean_twin_is_accepted_and_looking_at_it_changes_no_byte(shop: GitRepository) -> None:
    spec = Spec(shop.root)
    before = spec.files()
    said = [(spec(*command).code, spec(*command).out) for command in (("check", "--json"), ("verify",), ("trace",))]
    again = [(spec(*command).code, spec(*command).out) for command in (("check", "--json"), ("verify",), ("trace",))]
    assert [code for code, _ in said] == [0, 0, 0]
    assert said == again
    assert spec.files() == before
    assert shop.git("status", "--porcelain") == ""


def test_a_broken_configuration_is_wrong_usage_for_every_command(shop: GitRepository) -> None:
    replace(shop, CONFIGURATION, "strict", "strictest")
    spec = Spec(shop.root)
    assert (spec("check").code, spec("verify").code) == (2, 2)


def test_a_lock_in_a_merge_conflict_is_undetermined_and_never_written_over(shop: GitRepository) -> None:
    shop.write(LOGIN_LOCK, CONFLICT)
    spec = Spec(shop.root)
    assert (spec("check").code, spec("verify").code) == (1, 3)
    assert spec("trace", "review", "--all", "--yes").code == 3
    assert spec.read(LOGIN_LOCK) == CONFLICT


def test_a_box_that_a_hand_ticked_is_no_evidence(shop: GitRepository) -> None:
    replace(shop, LOGIN_TESTS, MARK, "")
    keep_evidence(shop, clean())
    spec = Spec(shop.root)
    assert "- [x] CHK003 **AC-003**" in spec.read(LOGIN_ACCEPTANCE)
    assert spec("verify").code == 1
    assert "- [ ] CHK003 **AC-003**" in spec.read(LOGIN_ACCEPTANCE)


def test_a_ticked_task_whose_file_no_commit_ever_held_is_found(shop: GitRepository) -> None:
    replace(shop, LOGIN_TASKS, "Refuse a short password in src/login.py", "Refuse a short password in src/passwords.py")
    findings = Spec(shop.root)("check", "--json").json["findings"]
    assert ("TSK009", "specs/001-login/tasks.md") in [(one["code"], one["location"]["path"]) for one in findings]


def test_a_sign_off_by_the_only_author_closes_the_gate(shop: GitRepository) -> None:
    replace(shop, LOGIN_SIGNED, "Grace Hopper <grace@example.org>", "Ada Lovelace <ada@example.org>")
    spec = Spec(shop.root)
    done = spec("verify")
    assert (spec("check").code, done.code) == (1, 1)
    assert "[CHK004]" in done.out


def test_a_sign_off_by_somebody_who_never_committed_here_closes_the_gate(shop: GitRepository) -> None:
    replace(shop, LOGIN_SIGNED, "Grace Hopper <grace@example.org>", "Nobody Known <nobody@example.org>")
    done = Spec(shop.root)("verify")
    assert (done.code, "[CHK004]" in done.out) == (1, True)


def test_one_id_that_two_branches_gave_is_found_once_they_meet(shop: GitRepository) -> None:
    for branch, before, words in (("one", LAST, "count sign-ins"), ("two", "### Constraints\n", "greet people")):
        shop.git("checkout", "-q", "-b", branch, "main" if branch == "one" else "one~1")
        added = f"- **FR-005**: The system MUST {words} (US1).\n"
        text = f"{added}{before}" if before == LAST else f"### More\n\n{added}\n{before}"
        replace(shop, LOGIN_SPEC, before, text)
        shop.commit(branch)
    shop.git("merge", "-q", "--no-edit", "one")
    done = Spec(shop.root)("check", "--json", "--select", "SPC002")
    assert done.code == 1
    assert [finding["message"] for finding in done.json["findings"]] == ["FR-005 is declared a second time"]


def test_coverage_against_a_base_that_a_shallow_clone_cannot_see_is_undetermined(
    shop: GitRepository, tmp_path: Path
) -> None:
    base = shop.git("rev-parse", "HEAD~1").strip()
    clone = tmp_path / "shallow"
    shop.git("clone", "-q", "--depth", "1", f"file://{shop.root}", str(clone))
    done = Spec(clone)("verify", "--base", base)
    assert (done.code, "shallow" in done.err) == (3, True)
    assert Spec(shop.root)("verify", "--base", base, "--dry-run").code == 0
