from __future__ import annotations

import pytest

from specward.adr.review.compare import RecordChange, compared
from specward.changeset import ChangedPath
from specward.project import Project
from specward.sources.memory import MemorySource

ONE = "history/adr/0001-sessions.md"
ACCEPTED = """# ADR-0001: Sessions in Redis

- **Status:** Accepted
- **Date:** 2026-03-02

## Context

Sessions must survive a restart.

## Decision

We keep sessions in Redis.

## Consequences

- One more service.
"""
PASSKEYS = """---
status: proposed
date: 2026-05-06
---
# Passkeys before passwords

## Context and Problem Statement

For FR-001 and FR-004.

## Considered Options

* WebAuthn
* TOTP
* SMS

## Decision Outcome

Chosen option: "WebAuthn", because nothing can be phished.

## More Information

Supersedes ADR-0001
"""


def changes(before: dict[str, str], after: dict[str, str]) -> list[RecordChange]:
    old, new = ({path: text.encode() for path, text in files.items()} for files in (before, after))
    paths = [
        ChangedPath("A" if path not in old else "D" if path not in new else "M", path)
        for path in sorted({*old, *new})
        if old.get(path) != new.get(path)
    ]
    return compared(Project(MemorySource(old)), Project(MemorySource(new)), paths)


@pytest.mark.verifies("004-decisions/AC-012")
def test_a_new_record_tells_its_options_what_it_names_and_what_it_replaces() -> None:
    (found,) = changes({ONE: ACCEPTED}, {ONE: ACCEPTED, "history/adr/0002-passkeys.md": PASSKEYS})

    assert found.kind == "new"
    assert (found.options, found.chosen, found.rejected) == (("WebAuthn", "TOTP", "SMS"), "WebAuthn", ("TOTP", "SMS"))
    assert found.serves == ("FR-001", "FR-004")
    assert found.gained == ("supersedes ADR-0001",)


def test_text_that_may_change_is_named_by_what_became_of_it() -> None:
    proposed = ACCEPTED.replace("Accepted", "Proposed")
    edit = ("in Redis.", "in the database.")
    (draft,) = changes({ONE: proposed}, {ONE: proposed.replace(*edit)})
    (grown,) = changes({ONE: ACCEPTED}, {ONE: f"{ACCEPTED}- A second service.\n"})
    (both,) = changes({ONE: ACCEPTED}, {ONE: f"{ACCEPTED.replace(*edit)}- A second service.\n"})

    assert (draft.touched, draft.edited) == ((), (("decision", ("changed",)),))
    assert (grown.touched, grown.edited) == ((), (("consequences", ("grown",)),))
    assert ([one.zone for one in both.touched], both.edited) == (["decision"], (("consequences", ("grown",)),))


def test_alternatives_were_not_chosen_though_the_decision_names_no_option() -> None:
    text = f"{ACCEPTED}\n## Alternatives Considered\n\n- Memcached: forgets\n- Files: slow\n"
    (found,) = changes({}, {ONE: text})

    assert (found.chosen, found.rejected) == ("", ("Memcached", "Files"))


def test_a_relation_in_part_reads_as_a_sentence() -> None:
    two = "history/adr/0002-passkeys.md"
    old = ACCEPTED.replace("Accepted", "Partly superseded by [ADR-0002](0002-passkeys.md)")
    new = PASSKEYS.replace("Supersedes ADR-0001", "- Partly supersedes [ADR-0001](0001-sessions.md)")
    before, after = {ONE: ACCEPTED, two: PASSKEYS}, {ONE: old, two: new}

    assert [found.gained for found in changes(before, after)] == [
        ("superseded in part by ADR-0002",),
        ("supersedes in part ADR-0001",),
    ]


@pytest.mark.verifies("004-decisions/AC-012")
def test_edited_text_of_an_accepted_record_is_named_by_zone_and_line() -> None:
    (found,) = changes({ONE: ACCEPTED}, {ONE: ACCEPTED.replace("in Redis.", "in the database.")})

    assert [(touched.zone, touched.what, touched.line) for touched in found.touched] == [("decision", ("changed",), 12)]
    assert found.touched[0].since == "2026-03-02"
    assert found.moved is None


def test_an_amendment_is_told_beside_the_text_that_it_records() -> None:
    text = ACCEPTED.replace("in Redis.", "in Valkey.") + "\n## Amendments\n\n- 2026-06-01: Redis changed its licence\n"
    (found,) = changes({ONE: ACCEPTED}, {ONE: text})

    assert found.amended == ("Redis changed its licence",)
    assert found.touched


@pytest.mark.verifies("004-decisions/AC-012")
def test_a_move_tells_both_states_and_the_link_that_came_with_it() -> None:
    (found,) = changes({ONE: ACCEPTED}, {ONE: ACCEPTED.replace("Accepted", "Superseded by ADR-0009")})

    assert found.moved == ("accepted", "superseded")
    assert found.gained == ("superseded by ADR-0009",)
    assert found.touched == ()


def test_the_text_of_a_proposal_may_change() -> None:
    draft = ACCEPTED.replace("Accepted", "Proposed")

    (found,) = changes({ONE: draft}, {ONE: draft.replace("Redis", "Valkey")})

    assert found.touched == ()


def test_consequences_may_grow() -> None:
    (found,) = changes({ONE: ACCEPTED}, {ONE: ACCEPTED + "- Redis must be watched.\n"})

    assert found.touched == ()


def test_a_renamed_record_is_one_record() -> None:
    (found,) = changes({ONE: ACCEPTED}, {"history/adr/0004-sessions.md": ACCEPTED.replace("0001", "0004")})

    assert found.renamed == ONE
    assert found.entry.name == "ADR-0004"


def test_a_deleted_record_is_gone() -> None:
    (found,) = changes({ONE: ACCEPTED}, {})

    assert (found.kind, found.entry.name) == ("gone", "ADR-0001")


def test_an_unchanged_record_is_not_told() -> None:
    assert changes({ONE: ACCEPTED, "a.md": "a"}, {ONE: ACCEPTED, "a.md": "b"}) == []
