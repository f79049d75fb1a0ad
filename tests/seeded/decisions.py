"""Defects of decision records, each by itself: two records that are without fault, and one small change to them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.seeded.defect import LOGIN_PLAN, Defect

from specward.adr.pins.lock import read_pins
from specward.artifacts.adr import read_adr
from specward.changes import Create
from specward.markdown.document import Document

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.seeded.project import State

STORE = "history/adr/0001-session-store.md"
HASH = "history/adr/0002-password-hash.md"
RECORDS: dict[str, str | bytes] = {
    STORE: """\
# ADR-0001: Sessions in memory

- **Status:** Accepted
- **Date:** 2026-01-15
- **Feature:** 001-login

## Context and Problem Statement

Where does a session live?

## Considered Options

- Memory of the process
- Redis

## Decision Outcome

Chosen option: "Memory of the process", because one process serves everybody.

### Consequences

- Good, because nothing else has to run.
- Bad, because a restart signs everybody out.

## References

- Feature Spec: specs/001-login/spec.md
- Implementation Plan: specs/001-login/plan.md
""",
    HASH: """\
# ADR-0002: Hashes of passwords

- **Status:** Accepted
- **Date:** 2026-01-16
- **Feature:** 001-login

## Context and Problem Statement

Passwords outlive sessions, which are kept as [ADR-0001](0001-session-store.md#decision-outcome) says.

## Considered Options

- Argon2
- bcrypt

## Decision Outcome

Chosen option: "Argon2", because it is hard on memory.

### Consequences

- Good, because guessing is dear.
- Bad, because signing in takes longer.
""",
}

INDEX = "history/adr/README.md"
INDEX_TEXT = """\
# Decisions

<!-- adr-index:start -->

| Decision | Title | Status | Date |
| --- | --- | --- | --- |
| ADR-0001 | [Sessions in memory](0001-session-store.md) | accepted | 2026-01-15 |

<!-- adr-index:end -->
"""


def decided(change: Callable[[State], State]) -> Callable[[State], State]:
    """A change to the clean project with the two records."""
    return lambda state: change(state.write(RECORDS))


def edited(path: str, old: str, new: str) -> Callable[[State], State]:
    """The same with other words in one record."""
    return decided(lambda state: state.edit(path, old, new))


ACCEPTED = "- **Status:** Accepted\n"
DECISIONS = (
    Defect(
        "status that nobody chose",
        "the status is the list of words of the template",
        edited(STORE, ACCEPTED, "- **Status:** Proposed | Accepted | Rejected\n"),
        found=(f"ADR001 {STORE}:3",),
        check=1,
        verify=0,
    ),
    Defect(
        "decision without a status",
        "the line with the status is gone",
        edited(STORE, ACCEPTED, ""),
        found=(f"ADR002 {STORE}:1",),
        verify=0,
    ),
    Defect(
        "number of two decisions",
        "a third record has the number of the second",
        decided(lambda s: s.write({"history/adr/0002-salt.md": s.text(HASH).replace("Hashes", "Salt")})),
        found=("ADR003 history/adr/0002-salt.md:1",),
        check=1,
        verify=0,
    ),
    Defect(
        "supersession that one of two says",
        "the second record supersedes the first, which does not say so",
        edited(HASH, ACCEPTED, ACCEPTED + "- **Supersedes:** ADR-0001\n"),
        found=(f"ADR004 {HASH}:4",),
        check=1,
        verify=0,
    ),
    Defect(
        "successor that does not exist",
        "a record is superseded by a number that no record has",
        edited(STORE, "Accepted", "Superseded by ADR-0009"),
        found=(f"ADR005 {STORE}:3",),
        check=1,
        verify=0,
    ),
    Defect(
        "ring of supersessions",
        "two records are superseded by each other",
        decided(
            lambda s: s.edit(STORE, "Accepted", "Superseded by ADR-0002").edit(
                HASH, "Accepted", "Superseded by ADR-0001"
            )
        ),
        found=(f"ADR006 {STORE}:3",),
        check=1,
        verify=0,
    ),
    Defect(
        "decision that supersedes itself",
        "a record names its own number",
        edited(STORE, "Accepted", "Superseded by ADR-0001"),
        found=(f"ADR006 {STORE}:3",),
        check=1,
        verify=0,
    ),
    Defect(
        "choice of one",
        "the option that was not chosen is gone",
        edited(STORE, "- Redis\n", ""),
        found=(f"ADR008 {STORE}:13",),
        verify=0,
    ),
    Defect(
        "choice that was no option",
        "what was chosen is not among the options",
        edited(STORE, '"Memory of the process", because', '"PostgreSQL", because'),
        found=(f"ADR009 {STORE}:18",),
        verify=0,
    ),
    Defect(
        "decision without a price",
        "nothing bad follows from the decision",
        edited(STORE, "- Bad, because a restart signs everybody out.\n", ""),
        found=(f"ADR010 {STORE}:20",),
        verify=0,
    ),
    Defect(
        "decision of tomorrow's tomorrow",
        "the date lies in the future",
        edited(STORE, "2026-01-15", "2026-06-03"),
        found=(f"ADR011 {STORE}:4",),
        verify=0,
    ),
    Defect(
        "proposal that nobody decides",
        "a record has been proposed for more than ninety days",
        edited(STORE, "Accepted", "Proposed"),
        found=(f"ADR012 {STORE}:3",),
        verify=0,
    ),
    Defect(
        "document that cites a dead decision",
        "a document cites a record that another one superseded",
        decided(
            lambda s: (
                s.edit(STORE, "Accepted", "Superseded by ADR-0002")
                .edit(HASH, ACCEPTED, ACCEPTED + "- **Supersedes:** ADR-0001\n")
                .write({"docs/sessions.md": "Sessions are kept as ADR-0001 says.\n"})
            )
        ),
        found=("ADR013 docs/sessions.md:1",),
        verify=0,
    ),
    Defect(
        "document that cites a decision that does not exist",
        "a document cites a number that no record has",
        decided(lambda s: s.write({"docs/sessions.md": "Sessions are kept as ADR-0090 says.\n"})),
        found=("ADR014 docs/sessions.md:1",),
        check=1,
        verify=0,
    ),
    Defect(
        "decision about a file that is gone",
        "the change removes a file that an accepted decision names",
        decided(
            lambda s: s.edit(STORE, "one process", "`src/store.py`")._replace(base={**s.files, "src/store.py": ""})
        ),
        found=(f"ADR026 {STORE}:18",),
        verify=0,
    ),
    Defect(
        "review that is overdue",
        "the day of review was yesterday",
        edited(STORE, ACCEPTED, ACCEPTED + "- **Review by:** 2026-05-31\n"),
        found=(f"ADR015 {STORE}:4",),
        verify=0,
    ),
    Defect(
        "number that another branch has given away",
        "another branch has a second decision of its own",
        decided(lambda s: s._replace(branch={"history/adr/0002-salt.md": "# ADR-0002: Salt\n"})),
        found=(f"ADR016 {HASH}:1",),
        verify=0,
    ),
    Defect(
        "two numbers of one decision",
        "the title has another number than the file",
        edited(STORE, "# ADR-0001", "# ADR-0003"),
        found=(f"ADR017 {STORE}:1",),
        verify=0,
    ),
    Defect(
        "day that no calendar has",
        "the date is the 31st of February",
        edited(STORE, "2026-01-15", "2026-02-31"),
        found=(f"ADR018 {STORE}:4",),
        verify=0,
    ),
    Defect(
        "decision that decides nothing",
        "the section on the decision of an accepted record says TBD",
        edited(STORE, 'Chosen option: "Memory of the process", because one process serves everybody.', "TBD"),
        found=(f"ADR019 {STORE}:16",),
        check=1,
        verify=0,
    ),
    Defect(
        "two statuses",
        "a section says another status than the list",
        edited(STORE, "## Context", "## Status\n\nRejected\n\n## Context"),
        found=(f"ADR020 {STORE}:3",),
        verify=0,
    ),
    Defect(
        "decision that rests on a dead one",
        "a record depends on one that was deprecated",
        decided(
            lambda s: s.edit(STORE, "Accepted", "Deprecated").edit(
                HASH, ACCEPTED, ACCEPTED + "- **Depends on:** ADR-0001\n"
            )
        ),
        found=(f"ADR021 {HASH}:4",),
        verify=0,
    ),
    Defect(
        "decision for a feature that is not there",
        "the record names a feature by a number that it no longer has",
        edited(STORE, "**Feature:** 001-login", "**Feature:** 009-login"),
        found=(f"ADR022 {STORE}:5",),
        verify=0,
    ),
    Defect(
        "plan that names one of two decisions",
        "two records were made for a feature, and its plan names one",
        decided(lambda s: s.edit(LOGIN_PLAN, "One module, for", "One module, as ADR-0001 says, for")),
        found=(f"ADR023 {LOGIN_PLAN}:7",),
        verify=0,
    ),
    Defect(
        "index that forgets a decision",
        "the index beside the records lists the first and not the second",
        decided(lambda s: s.write({INDEX: INDEX_TEXT})),
        found=(f"ADR027 {INDEX}:3",),
        verify=0,
    ),
    Defect(
        "link that says another number",
        "the words of a link name another record than it leads to",
        edited(HASH, "[ADR-0001]", "[ADR-0002]"),
        found=(f"ADR028 {HASH}:9",),
        verify=0,
    ),
    Defect(
        "choice without a reason",
        "nothing follows the word because",
        edited(STORE, "because one process serves everybody.", "because"),
        found=(f"ADR029 {STORE}:18",),
        verify=0,
    ),
    Defect(
        "link to a heading that is not there",
        "a link leads to a heading that was reworded",
        edited(HASH, "#decision-outcome", "#decision"),
        found=(f"ADR030 {HASH}:9",),
        verify=0,
    ),
    Defect(
        "decision of a plan without a record",
        "a plan chooses a database and weighs another, and no record covers it",
        decided(
            lambda s: s.add(
                LOGIN_PLAN,
                "\n## Decisions\n\n### Database\n\n**Decision**: PostgreSQL for all persistent data\n"
                "**Rationale**: transactions across all services\n"
                "**Alternatives considered**: MongoDB, rejected for its weaker transactions\n",
            )
        ),
        found=(f"PLN005 {LOGIN_PLAN}:30",),
        verify=0,
    ),
)

LOCK = "history/adr/decisions.lock"


def pinned(change: Callable[[State], State]) -> Callable[[State], State]:
    """A change to the clean project with the two records, whose text is pinned."""

    def changed(state: State) -> State:
        with_records = state.write(RECORDS)
        since = pins = read_pins(with_records.project(judged=False))
        for path in RECORDS:
            pins = pins.with_pin(read_adr(Document(path, with_records.text(path))), today="2026-01-20")
        locks: dict[str, str | bytes] = {
            lock.path: lock.text for lock in pins.changes(since) if isinstance(lock, Create)
        }
        return change(with_records.write(locks))

    return changed


PINNED = (
    Defect(
        "decision that was reworded",
        "another store stands in an accepted decision",
        pinned(lambda s: s.edit(STORE, "because one process", "because a single process")),
        found=(f"ADR007 {STORE}:18",),
        check=1,
        verify=0,
    ),
    Defect(
        "consequence that was taken back",
        "what an accepted decision costs is no longer said",
        pinned(lambda s: s.edit(HASH, "takes longer", "takes a little longer")),
        found=(f"ADR007 {HASH}:23",),
        check=1,
        verify=0,
    ),
    Defect(
        "option that nobody had",
        "a third option stands among those that were considered",
        pinned(lambda s: s.edit(HASH, "- bcrypt\n", "- bcrypt\n- scrypt\n")),
        found=(f"ADR007 {HASH}:15",),
        check=1,
        verify=0,
    ),
    Defect(
        "accepted decision that disappeared",
        "the file of a pinned record is gone",
        pinned(lambda s: s.without(HASH)),
        found=(f"ADR024 {LOCK}:8",),
        check=1,
        verify=0,
    ),
    Defect(
        "decision that was accepted by hand",
        "a third accepted record has no pin",
        pinned(lambda s: s.write({"history/adr/0003-salt.md": s.text(HASH).replace("0002", "0003").replace("H", "S")})),
        found=("ADR025 history/adr/0003-salt.md:3",),
        verify=0,
    ),
    Defect(
        "lock of decisions in conflict",
        "a merge left both sides in the lock",
        pinned(lambda s: s.add(LOCK, "<<<<<<< HEAD\n")),
        check=3,
        verify=0,
    ),
)
