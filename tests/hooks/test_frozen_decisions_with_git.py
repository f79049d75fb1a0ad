"""Accepted text stays as accepted, with git really committing."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from specward.adr.pins.lock import read_pins
from specward.artifacts.adr import read_adr
from specward.changes import Create, Replace
from specward.markdown.document import Document
from specward.project import Project
from specward.sources.worktree import WorkTreeSource

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.conftest import GitRepository
    from tests.hooks.conftest import Guarded

PATH = "history/adr/0001-session-store.md"
OTHER = "history/adr/0002-password-hash.md"
LOCK = "history/adr/decisions.lock"
RECORD = """\
# ADR-0001: Session store

- **Status:** Accepted
- **Date:** 2026-01-02

## Context

People sign in from several servers, and stay signed in.

## Decision

We keep sessions in Redis.

## Consequences

- Signing out works at once.

## References

- none
"""
SECOND = RECORD.replace("0001", "0002").replace("Session store", "Password hash")


def pin(guarded: Guarded, *paths: str, today: str = "2026-01-02") -> None:
    """Pin records of the work tree as they are, and stage the lock."""
    pins = since = read_pins(Project(WorkTreeSource(str(guarded.root))))
    for path in paths:
        pins = pins.with_pin(read_adr(Document(path, (guarded.root / path).read_text())), today=today)
    for change in pins.changes(since):
        assert isinstance(change, Create | Replace)
        guarded.stage(change.path, change.text)


@pytest.fixture
def frozen(
    repository: GitRepository, guarded_at: Callable[[GitRepository], Guarded], install: Callable[..., None]
) -> Guarded:
    """A repository with our hooks, and two accepted decisions that are pinned in its first commit."""
    made = guarded_at(repository)
    made.write(PATH, RECORD)
    made.write(OTHER, SECOND)
    pin(made, PATH, OTHER)
    repository.commit("docs: accept two decisions")
    install(made.root)
    return made


@pytest.mark.verifies("004-decisions/AC-006")
def test_an_edit_of_accepted_text_is_refused_with_the_words_that_are_gone(frozen: Guarded) -> None:
    frozen.stage(PATH, RECORD.replace("in Redis", "in files"))
    code, said = frozen.commit("docs: reword")
    assert code == 1
    assert f"{PATH}:12:1  error  frozen-text-changed [ADR007]" in said
    assert "a part of the decision was changed after it was accepted" in said
    assert "it said: We keep sessions in Redis." in said
    assert "spec adr amend 1" in said
    assert frozen.done() == 1


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("Status:** Accepted", "Status:** Deprecated"),
        ("- none", "- [ADR-0002](0002-password-hash.md)"),
        ("at once.", "at once.\n- Redis must be monitored."),
        ("several servers, and", "several servers,\nand"),
        ("\n", "\r\n"),
        ("## References", "## Amendments\n\n- 2026-05-01: nothing to amend\n\n## References"),
    ],
)
def test_what_is_live_grows_or_is_laid_out_anew_is_committed(old: str, new: str, frozen: Guarded) -> None:
    frozen.stage(PATH, RECORD.replace(old, new))
    assert frozen.commit("docs: follow up").code == 0
    assert frozen.done() == 2


@pytest.mark.verifies("004-decisions/AC-006")
def test_an_amendment_is_committed_with_its_pin(frozen: Guarded) -> None:
    amended = RECORD.replace("in Redis", "in Valkey").replace(
        "## References", "## Amendments\n\n- 2026-05-01: Redis changed its licence\n\n## References"
    )
    frozen.stage(PATH, amended)
    assert frozen.commit("docs: amend").code == 1
    pin(frozen, PATH, today="2026-05-01")
    assert frozen.commit("docs: amend").code == 0


def test_what_is_staged_counts_and_not_the_work_tree(frozen: Guarded) -> None:
    frozen.stage(PATH, RECORD.replace("in Redis", "in files"))
    frozen.write(PATH, RECORD)
    assert frozen.commit("docs: reword").code == 1
    frozen.git("add", PATH)
    frozen.write(PATH, RECORD.replace("in Redis", "in files"))
    frozen.stage("notes.md", "# Notes\n")
    assert frozen.commit("docs: note").code == 0


def test_a_lock_that_is_edited_by_hand_speaks_of_the_record_that_is_left_alone(frozen: Guarded) -> None:
    lock = (frozen.root / LOCK).read_text()
    line = next(line for line in lock.splitlines() if line.startswith("0001-session-store.md decision"))
    frozen.stage(LOCK, lock.replace(line, line.replace(line.rpartition("sf1:")[2][:8], "0" * 8)))
    code, said = frozen.commit("chore: tidy")
    assert code == 1
    assert f"{PATH}:" in said
    assert OTHER not in said


def test_a_pin_cannot_be_taken_out_with_the_text_that_it_held(frozen: Guarded) -> None:
    lock = (frozen.root / LOCK).read_text()
    frozen.stage(LOCK, "".join(line for line in lock.splitlines(keepends=True) if not line.startswith("0001")))
    frozen.stage(PATH, RECORD.replace("in Redis", "in files"))
    code, said = frozen.commit("docs: reword")
    assert code == 1
    assert "the pin of 2026-01-02 was taken out of the lock, and the decision still stands" in said
    frozen.git("rm", "-q", "--cached", LOCK)
    assert frozen.commit("docs: reword").code == 1


def test_text_and_pin_cannot_be_changed_together_without_an_amendment(frozen: Guarded) -> None:
    frozen.stage(PATH, RECORD.replace("in Redis", "in files"))
    pin(frozen, PATH, today="2026-05-01")
    code, said = frozen.commit("docs: reword")
    assert code == 1
    assert "was changed and pinned anew, and no amendment says why" in said
    assert "it said: We keep sessions in Redis." in said


def test_a_decision_that_was_proposed_again_is_accepted_with_another_text(frozen: Guarded) -> None:
    proposed = RECORD.replace("Accepted", "Proposed")
    frozen.stage(PATH, proposed)
    assert frozen.commit("docs: reopen").code == 0
    frozen.stage(PATH, proposed.replace("in Redis", "in files"))
    assert frozen.commit("docs: reword").code == 0
    frozen.stage(PATH, RECORD.replace("in Redis", "in files"))
    assert frozen.commit("docs: accept").code == 1
    pin(frozen, PATH, today="2026-05-01")
    assert frozen.commit("docs: accept").code == 0


def test_a_citation_that_gets_another_number_is_pinned_anew_as_it_is(frozen: Guarded) -> None:
    citing = RECORD.replace("in Redis.", "in Redis, hashed as in [ADR-0002](0002-password-hash.md).")
    frozen.stage(PATH, citing.replace("## References", "## Amendments\n\n- 2026-02-01: cites\n\n## References"))
    pin(frozen, PATH)
    assert frozen.commit("docs: cite").code == 0
    renumbered = (frozen.root / PATH).read_text().replace("[ADR-0002](0002-", "[ADR-0012](0012-")
    frozen.stage(PATH, renumbered)
    frozen.git("mv", OTHER, OTHER.replace("0002", "0012"))
    pin(frozen, PATH)
    assert frozen.commit("docs: renumber").code == 0
    frozen.stage(PATH, renumbered.replace("several servers", "12 servers"))
    pin(frozen, PATH)
    assert frozen.commit("docs: reword").code == 1


def test_a_pinned_record_cannot_be_deleted(frozen: Guarded) -> None:
    frozen.git("rm", "-q", PATH)
    code, said = frozen.commit("docs: tidy")
    assert code == 1
    assert f"{PATH} was accepted and is gone" in said
    assert "[ADR024]" in said


def test_a_pinned_record_may_get_another_name(frozen: Guarded) -> None:
    frozen.git("mv", PATH, "history/adr/0012-session-store.md")
    assert frozen.commit("docs: renumber").code == 0


@pytest.mark.parametrize("at_once", [True, False])
@pytest.mark.parametrize("left", [None, "", "specward decisions.lock 1\n"])
def test_a_lock_cannot_go_whatever_its_records_are_called_by_now(
    left: str | None, at_once: bool, frozen: Guarded
) -> None:
    renamed = "history/adr/0012-sessions.md"
    frozen.git("mv", PATH, renamed)
    if not at_once:
        assert frozen.commit("docs: rename").code == 0
    if left is None:
        frozen.git("rm", "-q", LOCK)
    else:
        frozen.stage(LOCK, left)
    code, said = frozen.commit("chore: tidy")
    assert code != 0
    if left != "":
        assert f"{renamed}:3:15  error  unpinned-decision [ADR025]" in said
        assert f"{OTHER}:3:15  error  unpinned-decision [ADR025]" in said


def test_a_lock_cannot_go_when_its_records_moved_to_another_folder(frozen: Guarded) -> None:
    frozen.stage(".specify/specward.yml", "adr: {folder: docs/adr}\n")
    frozen.write("docs/adr/.keep")
    frozen.git("mv", PATH, OTHER, "docs/adr")
    assert frozen.commit("docs: move").code == 0
    frozen.git("rm", "-q", LOCK)
    code, said = frozen.commit("chore: tidy")
    assert code == 1
    assert said.count("the pin of 2026-01-02 was taken out of the lock, and the decision still stands") == 2


def test_a_pinned_record_cannot_be_deleted_for_the_sake_of_its_twin(frozen: Guarded) -> None:
    frozen.stage("history/adr/0003-twin.md", RECORD)
    assert frozen.commit("docs: copy").code == 0
    frozen.git("rm", "-q", PATH)
    code, said = frozen.commit("docs: tidy")
    assert code == 1
    assert f"{PATH} was accepted and is gone" in said


def test_a_record_that_is_accepted_by_hand_is_committed_with_a_warning(frozen: Guarded) -> None:
    frozen.stage("history/adr/0003-cache.md", RECORD.replace("0001", "0003").replace("Session store", "Cache"))
    code, said = frozen.commit("docs: accept")
    assert code == 0
    assert "history/adr/0003-cache.md:3:15  warning  unpinned-decision [ADR025]" in said


def test_a_lock_in_conflict_stops_commits_of_decisions_and_no_others(frozen: Guarded) -> None:
    frozen.stage(LOCK, (frozen.root / LOCK).read_text() + "<<<<<<< HEAD\n")
    frozen.git("commit", "-q", "--no-verify", "-m", "chore: past the hooks")
    frozen.stage("specs/001-login/spec.md", frozen.spec)
    assert frozen.commit("docs: spec").code == 0
    frozen.stage(OTHER, SECOND.replace("Accepted", "Deprecated"))
    code, said = frozen.commit("docs: deprecate")
    assert code != 0
    assert "this lock cannot be relied on: git left a merge conflict in it" in said


def test_a_staged_decision_finds_the_others_that_it_names(frozen: Guarded) -> None:
    third = RECORD.replace("0001", "0003").replace("Session store", "Cache").replace("Accepted", "Proposed")
    frozen.stage("history/adr/0003-cache.md", third.replace("- none", "- Relates to [ADR-0002](0002-password-hash.md)"))
    code, said = frozen.commit("docs: propose")
    assert code == 0
    assert "does not exist" not in said


def test_the_first_commit_of_all_may_bring_pins(
    repository: GitRepository, guarded_at: Callable[[GitRepository], Guarded], install: Callable[..., None]
) -> None:
    made = guarded_at(repository)
    install(made.root)
    made.stage(PATH, RECORD)
    pin(made, PATH)
    assert made.commit("docs: begin").code == 0
