"""The history of one decision through git, and the words that were accepted."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from specward.adr.pins.former import pinned_version, versions
from specward.adr.pins.pin import pin_of
from specward.adr.review.accepted_diff import accepted_diff
from specward.adr.review.history import accepted_version, events, uncommitted
from specward.artifacts.adr import read_adr
from specward.errors import UndeterminedError
from specward.markdown.document import Document
from specward.output.adr.log_text import as_json, head, render, render_diff

if TYPE_CHECKING:
    from tests.conftest import GitRepository

    from specward.adr.review.history import Event
    from specward.artifacts.adr import Adr

OLD = "docs/adr/0001-session-store.md"
NEW = "docs/adr/0002-session-store.md"
PROPOSED = """\
# 1. Session store

## Status

Proposed

## Context

People sign in from several servers, and they stay signed in for a day.

## Decision

We keep sessions in Redis.

## Consequences

* Signing out works at once.

## Notes

None
"""
ACCEPTED = PROPOSED.replace("Proposed", "Accepted")
GROWN = ACCEPTED.replace("at once.", "at once.\n* Redis must be monitored.")
EDITED = GROWN.replace("in Redis.", "in files.")


def adr(text: str, path: str = NEW) -> Adr:
    return read_adr(Document(path, text))


def commit(repository: GitRepository, message: str, path: str, text: str, date: str) -> str:
    repository.write(path, text)
    repository.git("add", "-A")
    when = f"{date}T10:00:00+00:00"
    repository.git("commit", "-q", "-m", message, GIT_AUTHOR_DATE=when, GIT_COMMITTER_DATE=when)
    return repository.git("rev-parse", "HEAD").strip()


@pytest.fixture
def told(repository: GitRepository) -> GitRepository:
    """A decision that was proposed, accepted, renamed, amended and superseded."""
    commit(repository, "Propose", OLD, PROPOSED, "2026-01-01")
    commit(repository, "Accept", OLD, ACCEPTED, "2026-01-02")
    repository.git("mv", OLD, NEW)
    commit(repository, "Renumber", NEW, ACCEPTED.replace("# 1.", "# 2."), "2026-01-03")
    commit(repository, "Learn", NEW, GROWN, "2026-01-04")
    commit(repository, "Reword", NEW, EDITED, "2026-01-05")
    amended = EDITED.replace("## Notes", "## Amendments\n\n- 2026-01-06: Redis is gone\n\n## Notes")
    commit(repository, "Amend", NEW, amended, "2026-01-06")
    commit(repository, "Note", NEW, amended.replace("None", "Some"), "2026-01-07")
    commit(repository, "Supersede", NEW, amended.replace("Accepted", "Superseded by 0009"), "2026-01-08")
    return repository


@pytest.mark.verifies("004-decisions/AC-013")
def test_each_commit_is_told_by_what_it_did(told: GitRepository) -> None:
    found = versions(str(told.root), NEW)
    lines = render(events(found)).splitlines()
    for index, version in enumerate(found):
        lines = [line.replace(version.commit[:9], f"commit-{len(found) - index}") for line in lines]
    assert lines == [
        "2026-01-08  commit-8  Ada Lovelace  Supersede",
        "            Accepted → Superseded by 0009",
        "2026-01-07  commit-7  Ada Lovelace  Note",
        "            links, metadata, notes or layout",
        "2026-01-06  commit-6  Ada Lovelace  Amend",
        "            recorded: 2026-01-06: Redis is gone",
        "2026-01-05  commit-5  Ada Lovelace  Reword",
        "            decision changed after it was accepted",
        "2026-01-04  commit-4  Ada Lovelace  Learn",
        "            consequences grown",
        "2026-01-03  commit-3  Ada Lovelace  Renumber",
        f"            moved from {OLD}",
        "2026-01-02  commit-2  Ada Lovelace  Accept",
        "            Proposed → Accepted",
        "2026-01-01  commit-1  Ada Lovelace  Propose",
        "            created as Proposed",
    ]


def test_an_event_has_all_of_it_as_json(told: GitRepository) -> None:
    reword = next(event for event in events(versions(str(told.root), NEW)) if event.version.subject == "Reword")
    assert as_json(reword) == {
        "commit": reword.version.commit,
        "date": "2026-01-05",
        "author": "Ada Lovelace",
        "subject": "Reword",
        "path": NEW,
        "moved_from": None,
        "kind": "changed",
        "status_before": "Accepted",
        "status_after": "Accepted",
        "text": [{"zone": "decision", "what": ["changed"]}],
        "amendments": [],
        "was_accepted": True,
    }


def test_a_project_below_the_top_of_its_repository_has_its_own_paths(repository: GitRepository) -> None:
    commit(repository, "Propose", f"apps/web/{OLD}", PROPOSED, "2026-01-01")
    (version,) = versions(str(repository.root / "apps/web"), OLD)
    assert version.path == OLD
    assert version.after is not None
    assert version.after.document.text == PROPOSED


def test_a_merge_counts_where_it_changed_the_record_by_itself(repository: GitRepository) -> None:
    commit(repository, "Propose", OLD, PROPOSED, "2026-01-01")
    repository.git("checkout", "-q", "-b", "side")
    commit(repository, "Side", OLD, PROPOSED.replace("Redis", "files"), "2026-01-02")
    repository.git("checkout", "-q", "main")
    commit(repository, "Main", OLD, PROPOSED.replace("Redis", "memory"), "2026-01-03")
    repository.git("merge", "-q", "side", check=False)
    commit(repository, "Merge", OLD, PROPOSED.replace("Redis", "both"), "2026-01-04")
    subjects = [(event.version.subject, [zone for zone, _ in event.zones]) for event in _events(repository, OLD)]
    assert subjects == [
        ("Merge", ["decision"]),
        ("Main", ["decision"]),
        ("Side", ["decision"]),
        ("Propose", []),
    ]


def _events(repository: GitRepository, path: str) -> list[Event]:
    return events(versions(str(repository.root), path))


def test_a_record_that_was_deleted_and_came_back_has_all_of_its_history(repository: GitRepository) -> None:
    commit(repository, "Accept", OLD, ACCEPTED, "2026-01-01")
    repository.git("rm", "-q", OLD)
    repository.git("commit", "-q", "-m", "Drop")
    commit(repository, "Restore", OLD, ACCEPTED, "2026-01-03")
    text = render(_events(repository, OLD))
    assert [line.strip() for line in text.splitlines()[1::2]] == [
        "created as Accepted",
        "deleted when it was Accepted",
        "created as Accepted",
    ]


def test_on_a_terminal_a_history_is_folded_between_words(repository: GitRepository) -> None:
    commit(repository, "Keep the sessions in Redis from now on", OLD, PROPOSED, "2026-01-01")
    commit(repository, "Reword", OLD, PROPOSED.replace("in Redis.", "in files.").replace("works", "is"), "2026-01-02")
    found = _events(repository, OLD)
    lines = render(found, width=60).splitlines()
    assert max(map(len, lines)) <= 60
    assert lines[-3:-1] == [
        f"2026-01-01  {found[-1].version.commit[:9]}  Ada Lovelace  Keep the sessions in",
        f"{' ' * 37}Redis from now on",
    ]


def test_before_the_first_commit_there_is_no_history(repository: GitRepository) -> None:
    repository.write(OLD, PROPOSED)
    assert versions(str(repository.root), OLD) == []
    (version,) = uncommitted([], adr(PROPOSED, OLD))
    assert render(events([version])) == "not committed yet\n            created as Proposed"


def test_what_is_not_committed_comes_first(told: GitRepository) -> None:
    found = versions(str(told.root), NEW)
    (version,) = uncommitted(found, adr(ACCEPTED))
    assert render(events([version])).splitlines()[1:3] == [
        "            Superseded by 0009 → Accepted",
        "            decision changed after it was accepted",
    ]
    assert found[0].after is not None
    assert uncommitted(found, found[0].after) == []
    assert uncommitted(found, None) == []


def test_outside_of_a_repository_git_cannot_tell(tmp_path: object) -> None:
    assert versions(str(tmp_path), OLD) == []


def test_the_pinned_words_are_found_whatever_the_record_was_called(told: GitRepository) -> None:
    found = versions(str(told.root), NEW)
    version = pinned_version(pin_of(adr(PROPOSED)), found)
    assert version is not None
    assert version.after is not None
    assert version.after.document.text == ACCEPTED.replace("# 1.", "# 2.")
    assert pinned_version(pin_of(adr(PROPOSED.replace("Redis", "Kafka"))), found) is None


def test_what_was_accepted_is_what_is_pinned_or_else_what_the_last_accepting_commit_left(told: GitRepository) -> None:
    found = versions(str(told.root), NEW)
    of_status, of_pin = accepted_version(found, None), accepted_version(found, pin_of(adr(EDITED)))
    assert of_status is not None
    assert of_status.subject == "Accept"
    assert of_pin is not None
    assert of_pin.subject == "Supersede"
    assert accepted_version(found, pin_of(adr("# 9. X\n"))) is None
    assert accepted_version(found[-1:], None) is None


@pytest.mark.verifies("004-decisions/AC-006")
def test_the_diff_since_acceptance_has_words_and_no_layout() -> None:
    now = EDITED.replace("several servers, and", "several servers,\nand").replace("* Signing", "- Signing")
    assert accepted_diff(adr(ACCEPTED), adr(now.replace("\n", "\r\n"))) == [
        "--- accepted",
        "+++ now",
        "@@ -4,8 +4,9 @@",
        " People sign in from several servers, and they stay signed in for a day.",
        " ",
        " ## decision",
        "-We keep sessions in Redis.",
        "+We keep sessions in files.",
        " ",
        " ## consequences",
        " - Signing out works at once.",
        "+* Redis must be monitored.",
        " ",
    ]
    assert accepted_diff(adr(ACCEPTED), adr(ACCEPTED.replace("Accepted", "Deprecated"))) == []


def test_a_diff_is_painted_by_its_signs_and_shows_no_control_characters() -> None:
    assert render_diff(["--- a", "+b\x1b[2J", " c"]) == "--- a\n+b·[2J\n c"
    assert render_diff(["--- a long name", "+one two three", " two"], width=8) == (
        "--- a long name\n+one two\n+three\n two"
    )
    assert render_diff(["+b", "-c"], colour=True) == "\x1b[38;5;28m+b\x1b[0m\n\x1b[38;5;160m-c\x1b[0m"


def test_an_edit_that_is_recorded_in_the_same_commit_is_no_alarm(repository: GitRepository) -> None:
    commit(repository, "Accept", OLD, ACCEPTED, "2026-01-01")
    amended = ACCEPTED.replace("Redis", "files").replace("## Notes", "## Amendments\n\n- 2026-01-02: so\n\n## Notes")
    commit(repository, "Amend", OLD, amended, "2026-01-02")
    assert render(_events(repository, OLD)[:1]).splitlines()[1:] == [
        "            decision changed",
        "            recorded: 2026-01-02: so",
    ]


def test_the_diff_has_a_line_for_each_sentence() -> None:
    long = ACCEPTED.replace("in Redis.", "in Redis. It is fast, e.g. 2.5 times. Nobody `minds`.")
    lines = accepted_diff(adr(long), adr(long.replace("Nobody", "Everybody")))
    assert [line for line in lines if line.startswith(("+E", "-N"))] == ["-Nobody `minds`.", "+Everybody `minds`."]


def test_code_keeps_its_lines_in_the_diff() -> None:
    code = ACCEPTED.replace("in Redis.", "in Redis.\n\n```sh\nset  a 1\nset b 2\n```")
    lines = accepted_diff(adr(code), adr(code.replace("b 2", "b 3")))
    assert [line for line in lines if "set" in line] == [" set  a 1", "-set b 2", "+set b 3"]


def test_the_head_says_how_the_decision_stands() -> None:
    assert head("ADR-0001 Store", "Accepted", "2026-01-02") == "ADR-0001 Store  Accepted · pinned on 2026-01-02"
    assert head("ADR-0001 Store of all sessions", "Accepted", "2026-01-02", width=24).splitlines() == [
        "ADR-0001 Store of all",
        "sessions",
        "  Accepted · pinned on",
        "  2026-01-02",
    ]
    assert head("ADR-0001 Store", "", "", colour=True) == "\x1b[1mADR-0001 Store\x1b[0m  not pinned"


def test_an_edit_of_accepted_text_stands_out_in_colour(told: GitRepository) -> None:
    reword = [event for event in _events(told, NEW) if event.version.subject == "Reword"]
    assert "\x1b[38;5;160mdecision changed after it was accepted\x1b[0m" in render(reword, colour=True)


def test_a_repository_that_git_cannot_read_leaves_the_answer_open(told: GitRepository) -> None:
    head = told.git("rev-parse", "HEAD~2").strip()
    (told.root / ".git/objects" / head[:2] / head[2:]).unlink()
    with pytest.raises(UndeterminedError, match="git log"):
        versions(str(told.root), NEW)
