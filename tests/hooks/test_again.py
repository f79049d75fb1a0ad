"""A commit that is tried again is told the same, and only where nothing can have changed."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

from specward import noted
from specward.hooks.again import Again

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import GitRepository
    from tests.hooks.conftest import Guarded

LISTING, COMMIT = b":100644 100644 1 2 M\0specs/001-login/spec.md\0", b"tree 1\n"


@pytest.fixture
def top(repository: GitRepository) -> str:
    """The top of a work tree."""
    return str(repository.root)


def kept_at(top: str) -> Path:
    from pathlib import Path

    return Path(top, ".git", "specward", "hook", "pre-commit")


def notes(*questions: noted.Question) -> noted.Notes:
    taken = noted.Notes()
    taken.facts.update(dict.fromkeys(questions, "x"))
    return taken


def test_what_was_told_is_told_again(top: str) -> None:
    Again(top, LISTING, COMMIT).keep(1, "a\nb — c\n", notes())
    assert Again(top, LISTING, COMMIT).told() == (1, "a\nb — c\n")


def test_silence_is_told_again(top: str) -> None:
    Again(top, LISTING, COMMIT).keep(0, "", notes())
    assert Again(top, LISTING, COMMIT).told() == (0, "")


def test_nothing_is_told_of_another_index_or_commit_or_day(top: str, monkeypatch: pytest.MonkeyPatch) -> None:
    Again(top, LISTING, COMMIT).keep(1, "a\n", notes())
    assert Again(top, LISTING + b"x", COMMIT).told() is None
    assert Again(top, LISTING, b"tree 2\n").told() is None
    assert Again(top, LISTING, COMMIT, today="2001-01-01").told() is None
    assert Again(top, LISTING, COMMIT, code=True).told() is None
    monkeypatch.setenv("GIT_OBJECT_DIRECTORY", "/elsewhere")
    assert Again(top, LISTING, COMMIT).told() is None


@pytest.mark.parametrize("damage", ["", "x", "specward hook 1 \n1\nx", "specward hook 2 a b\n1\n"])
def test_what_is_damaged_is_not_told(top: str, damage: str) -> None:
    Again(top, LISTING, COMMIT).keep(1, "a\n", notes())
    sound = kept_at(top).read_text()
    kept_at(top).write_text(damage)
    assert Again(top, LISTING, COMMIT).told() is None
    kept_at(top).write_text(sound.replace("a\n", "b\n"))
    assert Again(top, LISTING, COMMIT).told() is None
    kept_at(top).write_text(sound)
    assert Again(top, LISTING, COMMIT).told() == (1, "a\n")


@pytest.mark.parametrize(
    "question",
    [("unsure", "why"), ("git", "/", "", "log"), ("object", "/", "v1:x.md"), ("object", "/", "a" * 40), ("line", "/x")],
)
def test_what_rests_on_more_than_the_index_and_the_commit_is_not_kept(top: str, question: noted.Question) -> None:
    beneath = notes()
    beneath.others[notes(question)] = None
    Again(top, LISTING, COMMIT).keep(1, "a\n", beneath)
    assert not kept_at(top).exists()
    Again(top, LISTING, COMMIT).keep(1, "a\n", notes(("today",), ("object", "/", "HEAD:x.md")))
    assert kept_at(top).exists()


def test_where_nothing_can_be_kept_nothing_is(top: str) -> None:
    kept_at(top).parent.parent.write_text("in the way")
    Again(top, LISTING, COMMIT).keep(1, "a\n", notes())
    assert Again(top, LISTING, COMMIT).told() is None


@pytest.mark.skipif(os.name == "nt", reason="modes are of another kind on Windows")
def test_others_cannot_read_it(top: str) -> None:
    Again(top, LISTING, COMMIT).keep(1, "a\n", notes())
    assert kept_at(top).stat().st_mode & 0o777 == 0o600


def test_a_commit_tried_again_is_refused_with_the_same_words_until_it_is_mended(guarded: Guarded) -> None:
    guarded.stage("specs/001-login/spec.md", guarded.spec + "\n- **FR-011**: MUST.\n- **FR-011**: MUST again.\n")
    first = guarded.commit("docs: spec\n\nPHR: none -- a test")
    assert first.code == 1
    assert "[SPC002]" in first.said
    assert guarded.commit("docs: spec, again\n\nPHR: none -- a test") == first
    guarded.stage("specs/001-login/spec.md", guarded.spec + "\n- **FR-011**: MUST.\n- **FR-012**: MUST again.\n")
    assert "[SPC002]" not in guarded.commit("docs: spec\n\nPHR: none -- a test").said


def test_what_could_not_be_determined_is_looked_at_again(guarded: Guarded) -> None:
    guarded.stage("specs/001-login/spec.md", "version https://git-lfs.github.com/spec/v1\n")
    refused = guarded.commit("docs: spec\n\nPHR: none -- a test")
    assert "it is kept in Git LFS" in refused.said
    assert not kept_at(str(guarded.root)).exists()
