"""When ticks, sign-offs and signers are findings, and above all when they are none."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from specward.finding import Severity
from specward.fingerprint import fingerprint

if TYPE_CHECKING:
    from collections.abc import Callable

    from specward.finding import Finding

    Find = Callable[[str, dict[str, str]], list[Finding]]

SPEC = "# Feature Specification: Login\n\n**Author**: Ada\n\n## Requirements\n\n- **FR-001**: System MUST sign in\n"
CHECKLIST = "# Checklist: Login\n\n- [x] CHK001 Clear\n- [x] CHK002 Whole\n- [ ] CHK003 Short\n"
STRICT = {".specify/specward.yml": "trace:\n  profile: strict\n"}
PATH = "specs/001-login/checklists/a.md"
CODES = ("CHK002", "CHK003", "CHK004", "TRC014", "CON008")


def check(text: str) -> str:
    return fingerprint([("kind", "check"), ("text", text)])


def signed(*entries: tuple[str, str], by: str = "Grace <grace@example.org>") -> dict[str, str]:
    records = (f'- item: "{item}"\n  fingerprint: {print_}\n  by: {by}\n  on: 2026-01-31\n' for item, print_ in entries)
    return {"specs/001-login/signoffs.yml": "".join(records)}


FILES = {"specs/001-login/spec.md": SPEC, PATH: CHECKLIST}
ONE = signed(("001-login/checklists/a.md#CHK001", check("Clear")))
BOTH = signed(("001-login/checklists/a.md#CHK001", check("Clear")), ("001-login/checklists/a.md#chk2", check("Whole")))


@pytest.mark.parametrize("code", CODES)
def test_a_project_that_never_signs_sees_nothing(code: str, findings: Find) -> None:
    assert findings(code, FILES) == []


def test_where_one_box_is_signed_the_other_ticks_are_asked_about(findings: Find) -> None:
    (found,) = findings("CHK002", FILES | ONE)
    assert found.message == "nobody has signed 1 of the 2 boxes that are ticked"
    assert found.help == "read them, then `spec sign 001-login/checklists/a.md#CHK002`"
    assert (found.location.start.line, found.severity) == (4, Severity.WARNING)
    assert findings("CHK002", FILES | BOTH) == []


def test_a_sign_off_of_a_requirement_asks_for_none_of_checklists(findings: Find) -> None:
    requirement = fingerprint([("kind", "requirement"), ("text", "System MUST sign in")])
    assert findings("CHK002", FILES | signed(("001-login/FR-001", requirement))) == []


def test_strict_projects_sign_every_checklist_but_the_one_that_evidence_ticks(findings: Find) -> None:
    generated = {"specs/001-login/checklists/acceptance.md": CHECKLIST}
    (found,) = findings("CHK002", FILES | generated | STRICT)
    assert (found.location.path, found.severity) == (PATH, Severity.ERROR)
    assert found.help == "read them, then `spec sign 001-login/checklists/a.md`"
    assert findings("CHK002", {PATH: CHECKLIST.replace("[x]", "[ ]"), **STRICT}) == []


def test_a_stale_sign_off_is_shown_where_the_text_stands(findings: Find) -> None:
    (found,) = findings("CHK003", FILES | signed(("001-login/checklists/a.md#CHK001", check("Unclear"))))
    assert found.message == "001-login/checklists/a.md#CHK001 has changed since Grace signed it on 2026-01-31"
    assert (found.location.path, found.location.start.line) == (PATH, 3)
    assert found.related[0].path == "specs/001-login/signoffs.yml"


def test_what_is_gone_and_what_cannot_be_read_is_shown_in_the_record(findings: Find) -> None:
    (found,) = findings("CHK003", FILES | signed(("001-login/FR-009", check("x"))))
    assert found.message == "what Grace signed is not here any more: 001-login/FR-009"
    (found,) = findings("CHK003", FILES | {"specs/001-login/signoffs.yml": "- item: x\n"})
    assert found.message == "this counts for nothing: this sign-off has no `fingerprint`"
    (found,) = findings("CHK003", {".specify/signoffs.yml": "x: y\n"})
    assert found.message == "this counts for nothing: this file is no list of sign-offs"


def test_a_sentence_that_is_asked_no_more_is_no_stale_sign_off(findings: Find) -> None:
    assert findings("CHK003", FILES | signed(("001-login/checks#reviewed", check("Reviewed")))) == []


def test_the_documents_own_author_does_not_count_twice_in_strict_projects(findings: Find) -> None:
    requirement = fingerprint([("kind", "requirement"), ("text", "System MUST sign in")])
    mine = signed(("001-login/FR-001", requirement), by="Ada <ada@example.org>")
    assert findings("CHK004", FILES | mine) == []
    (found,) = findings("CHK004", FILES | mine | STRICT)
    assert found.message == "001-login/FR-001 is signed by its only author, Ada"
    assert found.severity is Severity.ERROR
    assert findings("CHK004", FILES | STRICT | signed(("001-login/FR-001", requirement))) == []


def test_thousands_of_entries_take_no_time_worth_naming(findings: Find) -> None:
    spec = SPEC + "".join(f"- **FR-{number:04d}**: System MUST do {number}\n" for number in range(2, 3000))
    many = signed(*((f"001-login/FR-{number:04d}", check("x")) for number in range(1, 3000)))
    assert len(findings("CHK003", {"specs/001-login/spec.md": spec} | many)) == 2999
