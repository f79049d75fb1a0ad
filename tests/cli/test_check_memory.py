"""A second `spec check` uses what the first has found, and says the same as one that does not."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tests.cli.checked import CONSTITUTION, Check, faulty
from tests.cli.test_imports import loaded

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import GitRepository

pytestmark = pytest.mark.verifies("005-the-whole-checker/AC-018")

SPEC = "specs/001-a/spec.md"
BOTH = ("specs/002-b/spec.md:3", "specs/002-b/spec.md:5")
UNKNOWN = "nothing is known of former checks\n"
UNCHANGED = "nothing has changed since a former check\n"


@pytest.fixture
def check(repository: GitRepository, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Check:
    repository.write(".specify/memory/constitution.md", CONSTITUTION)
    repository.write(SPEC, faulty(1))
    repository.write("specs/002-b/spec.md", faulty(1, 2))
    repository.commit("Begin")
    return Check(repository.root, monkeypatch, capsys)


def memory_of(root: Path) -> Path:
    """The one file of what is remembered."""
    (found,) = (root / ".git/specward/checks").iterdir()
    return found


def test_a_second_check_says_the_same_and_what_it_knew(check: Check) -> None:
    first, second = check(verbose=True), check(verbose=True)
    assert first.err.startswith(UNKNOWN)
    assert second.err == UNCHANGED
    assert (second.code, second.summary) == (first.code, first.summary) == (1, "3 errors in 2 of 3 documents")
    assert check.places() == check.places(no_cache=True)


def test_after_an_edit_only_what_rests_on_it_is_found_anew(check: Check, repository: GitRepository) -> None:
    check()
    repository.write(SPEC, faulty(1, 2, 3))
    done = check(verbose=True)
    assert " of " in done.err
    assert done.err.endswith("units are known from former checks\n")
    assert not done.err.startswith("0 of")
    assert check.places() == check.places(no_cache=True) == [*(f"{SPEC}:{line}" for line in (3, 5, 7)), *BOTH]


def test_without_the_cache_nothing_is_written(check: Check, repository: GitRepository) -> None:
    assert check(no_cache=True, verbose=True).err == ""
    assert not (repository.root / ".git/specward/checks").exists()


def test_a_damaged_memory_is_made_anew_in_silence(check: Check, repository: GitRepository) -> None:
    known = check().summary
    kept = memory_of(repository.root)
    kept.write_bytes(kept.read_bytes()[:-20])
    assert (check(verbose=False).summary, memory_of(repository.root).stat().st_size > 20) == (known, True)
    kept.write_bytes(b"\x80\x04something else")
    done = check(verbose=True)
    assert done.err.startswith("what is known of former checks is not used: ")
    assert done.summary == known


def test_a_baseline_holds_for_what_is_known_too(check: Check, repository: GitRepository) -> None:
    check()
    check(baseline=True)
    assert check().summary == check().summary == "no findings in 3 documents (3 in the baseline)"
    repository.write(SPEC, faulty(1, 2))
    assert check.places() == [f"{SPEC}:5"]


def test_nested_projects_have_a_memory_each(check: Check, repository: GitRepository) -> None:
    repository.write("apps/web/.specify/memory/constitution.md", CONSTITUTION)
    repository.write("apps/web/specs/001-c/spec.md", faulty(1))
    check()
    done = check(verbose=True)
    assert done.err == UNCHANGED * 2
    assert done.summary.startswith("4 errors in 3 of 5 documents")
    repository.write("apps/web/specs/001-c/spec.md", faulty(1, 2))
    assert check.places()[:2] == ["apps/web/specs/001-c/spec.md:3", "apps/web/specs/001-c/spec.md:5"]


@pytest.mark.usefixtures("unmeasured")
def test_where_nothing_has_changed_no_rule_and_no_reader_is_loaded(repository: GitRepository) -> None:
    repository.write(".specify/memory/constitution.md", CONSTITUTION)
    repository.commit("Begin")
    readers = ("specward.rules.catalogue", "specward.project", "specward.check.run", "specward.config", "typer")
    assert loaded(["check"], readers, repository.root) == list(readers[:-1])
    assert loaded(["check"], readers, repository.root) == []
