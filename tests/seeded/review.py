"""Defects of reviews, locks and sign-offs: what changed since somebody looked."""

from __future__ import annotations

from tests.seeded.defect import (
    CONSTITUTION,
    LOGIN_ACCEPTANCE,
    LOGIN_LOCK,
    LOGIN_SIGNED,
    LOGIN_SPEC,
    LOGIN_TASKS,
    Defect,
)

CONFLICT = "<<<<<<< HEAD\nspecward trace.lock 1\n=======\nspecward trace.lock 1\n>>>>>>> other\n"
TOMBSTONE = "FR-003 retired sf1:00000000000000000000000000000000 merged into FR-002\n"
SECURITY = """\
# Security Checklist: Login

- [ ] CHK101 Nobody can guess a token
- [ ] CHK102 Nobody can see a password
"""

REVIEW = (
    Defect(
        "suspect link",
        "a requirement says something else than when its criterion was reviewed",
        lambda s: s.edit(LOGIN_SPEC, "shorter than 12 characters", "shorter than 8 characters"),
        found=(
            "PLN009 specs/001-login/plan.md:1",
            "TRC009 specs/001-login/spec.md:41",
        ),
        says="001-login/FR-003 has changed since AC-003 was reviewed: spec trace review 001-login/AC-003",
    ),
    Defect(
        "suspect test",
        "a criterion says something else than when its test was reviewed",
        lambda s: s.edit(LOGIN_SPEC, "of 11 characters", "of 7 characters"),
        found=(
            "CHK006 specs/001-login/checklists/acceptance.md:15",
            "PLN009 specs/001-login/plan.md:1",
            "TRC009 specs/001-login/spec.md:21",
        ),
        says="AC-003 has changed since its test was reviewed: spec trace review 001-login/AC-003",
    ),
    Defect(
        "suspect principle",
        "a principle says something else than when what derives from it was reviewed",
        lambda s: s.edit(CONSTITUTION, "MUST NOT be printed or logged", "SHOULD NOT be printed or logged"),
        found=("TRC009 specs/001-login/spec.md:40",),
        verify=0,
    ),
    Defect(
        "relinked requirement",
        "a requirement derives from another principle than when it was reviewed",
        lambda s: s.edit(LOGIN_SPEC, "(derives from P-01)", "(derives from P-04)"),
        found=(
            "TRC009 specs/001-login/spec.md:40",
            "TRC010 specs/001-login/spec.md:40",
        ),
        verify=0,
    ),
    Defect(
        "link that nobody reviewed",
        "a task is linked to one more requirement",
        lambda s: s.edit(LOGIN_TASKS, "(FR-003)", "(FR-003, FR-002)"),
        found=("TRC010 specs/001-login/tasks.md:10",),
        verify=0,
    ),
    Defect(
        "stale plan",
        "the specification has one more success criterion than when the plan was held against it",
        lambda s: s.add(LOGIN_SPEC, "- **SC-002**: Nobody waits longer than 2 seconds.\n"),
        found=("PLN009 specs/001-login/plan.md:1",),
        verify=0,
    ),
    Defect(
        "retired id used again",
        "an id with a tombstone is that of another requirement",
        lambda s: s.edit(LOGIN_LOCK, "FR-004 approved", f"{TOMBSTONE}FR-004 approved"),
        found=("TRC013 specs/001-login/spec.md:41",),
        check=1,
        says="FR-003 was retired (merged into FR-002) and is used again for something else",
    ),
    Defect(
        "lock cut short",
        "half a line is gone",
        lambda s: s.write({LOGIN_LOCK: s.text(LOGIN_LOCK)[:-40]}),
        found=("TRC012 specs/001-login/trace.lock:40",),
        check=1,
        verify=3,
        says="line 40: this lock cannot be relied on: it is cut off: its last line has no end",
    ),
    Defect(
        "lock of a newer schema",
        "its first line says 2",
        lambda s: s.edit(LOGIN_LOCK, "trace.lock 1\n", "trace.lock 2\n"),
        found=("TRC012 specs/001-login/trace.lock:1",),
        check=1,
        verify=3,
        says="its schema is 2, and this version of spec reads schema 1",
    ),
    Defect(
        "lock in a merge conflict",
        "git left its marks in it",
        lambda s: s.write({LOGIN_LOCK: CONFLICT}),
        found=("TRC012 specs/001-login/trace.lock:1",),
        check=1,
        verify=3,
        says="line 1: this lock cannot be relied on: git left a merge conflict in it",
    ),
    Defect(
        "lock edited by hand",
        "a fingerprint lost a digit",
        lambda s: s.edit(LOGIN_LOCK, "AC-001 approved sf1:1", "AC-001 approved sf1:"),
        found=("TRC012 specs/001-login/trace.lock:2",),
        check=1,
        verify=3,
        says="line 2: this lock cannot be relied on: this fingerprint is cut off or was edited",
    ),
    Defect(
        "checklist out of date",
        "the acceptance checklist has another text than the specification",
        lambda s: s.edit(LOGIN_ACCEPTANCE, "Then a session starts", "Then a session may start"),
        found=("CHK006 specs/001-login/checklists/acceptance.md:11",),
        verify=0,
    ),
)

SIGN_OFF = (
    Defect(
        "missing sign-off",
        "nobody signed what a person must confirm",
        lambda s: s.without(LOGIN_SIGNED),
        says="nobody has signed it: spec sign 001-login/checks#somebody-has-read-every-message-aloud",
    ),
    Defect(
        "stale sign-off",
        "a success criterion changed after it was signed",
        lambda s: s.sign("specs/001-login", "SC-001").edit(LOGIN_SPEC, "95 of 100", "90 of 100"),
        found=(
            "PLN009 specs/001-login/plan.md:1",
            "CHK003 specs/001-login/spec.md:52",
            "TRC009 specs/001-login/spec.md:52",
        ),
        check=1,
        says="001-login/SC-001 has changed since Grace Hopper signed it on 2026-02-01",
    ),
    Defect(
        "accepted code changed",
        "a feature was signed as a whole, and its code changed since",
        lambda s: s.sign("specs/001-login", "").edit("src/login.py", "SHORTEST = 12", "SHORTEST = 14"),
        found=("TRC014 specs/001-login/signoffs.yml:5",),
        verify=0,
    ),
    Defect(
        "sign-offs in a merge conflict",
        "git left its marks in them",
        lambda s: s.write({LOGIN_SIGNED: f"<<<<<<< HEAD\n{s.text(LOGIN_SIGNED)}=======\n>>>>>>> other\n"}),
        found=("CHK003 specs/001-login/signoffs.yml:2",),
        check=1,
        says="this counts for nothing: this file holds a merge conflict",
    ),
    Defect(
        "tick without a sign-off",
        "a checklist for people is ticked and nobody signed it",
        lambda s: s.write({"specs/001-login/checklists/security.md": SECURITY.replace("[ ]", "[x]")}),
        found=("CHK002 specs/001-login/checklists/security.md:3",),
        check=1,
        says="nobody has signed 2 of the 2 boxes that are ticked",
    ),
    Defect(
        "two boxes of one id",
        "a checklist gives an id twice",
        lambda s: s.write({"specs/001-login/checklists/security.md": SECURITY.replace("CHK102", "CHK101")}),
        found=("CHK001 specs/001-login/checklists/security.md:3", "CHK005 specs/001-login/checklists/security.md:4"),
        check=1,
        says="2 of 2 items are open, and T001 is ticked",
    ),
    Defect(
        "open gate",
        "work is done behind a checklist that is open",
        lambda s: s.write({"specs/001-login/checklists/security.md": SECURITY}),
        found=("CHK001 specs/001-login/checklists/security.md:3",),
        check=1,
        says="2 of 2 items are open, and T001 is ticked",
    ),
)
