from __future__ import annotations

from specward.fingerprint import fingerprint
from specward.project import Project
from specward.sources.memory import MemorySource
from specward.verify.confirmations import confirmation_rows
from specward.verify.verification import Row, Verdict

FOLDER = "specs/001-login"
SENTENCE = "The texts were read aloud"
ITEM = "001-login/checks#the-texts-were-read-aloud"
SPEC = "# Feature Specification: Login\n\n- **FR-001**: The system MUST sign people in\n"


def rows(record: str = "", profile: str = "story") -> list[Row]:
    files = {
        f"{FOLDER}/spec.md": SPEC,
        ".specify/specward.yml": f"trace: {{profile: {profile}}}\nacceptance: {{checks: ['{SENTENCE}']}}\n",
    }
    if record:
        files[f"{FOLDER}/signoffs.yml"] = record
    project = Project(MemorySource(files))
    return confirmation_rows(project, project.feature(FOLDER))


def entry(item: str, *fields: tuple[str, str]) -> str:
    return (
        f"- item: {item}\n  fingerprint: {fingerprint(fields)}\n"
        "  by: Ada Lovelace <ada@example.org>\n  on: 2026-01-31\n"
    )


def test_what_nobody_has_signed_is_open() -> None:
    (row,) = rows()
    assert (row.id, row.text, row.verdict) == ("CHECK-1", SENTENCE, Verdict.OPEN)
    assert row.detail == f"nobody has signed it: spec sign {ITEM}"


def test_what_somebody_has_signed_holds_and_says_who() -> None:
    (row,) = rows(entry(ITEM, ("kind", "check"), ("text", SENTENCE)))
    assert (row.verdict, row.detail) == (Verdict.HOLDS, "signed by Ada Lovelace on 2026-01-31")


def test_what_says_something_else_than_was_signed_fails() -> None:
    (row,) = rows(entry(ITEM, ("kind", "check"), ("text", "Something else")))
    assert row.verdict is Verdict.FAILS
    assert row.detail == f"it changed since Ada Lovelace signed it on 2026-01-31: spec sign {ITEM}"


def test_what_is_signed_without_being_asked_for_is_shown_only() -> None:
    record = entry("001-login/FR-001", ("kind", "requirement"), ("text", "The system MUST sign people in"))
    asked, signed = rows(record)
    assert asked.verdict is Verdict.OPEN
    assert (signed.id, signed.verdict, signed.required) == ("FR-001", Verdict.HOLDS, False)


def test_under_the_profile_safety_the_specification_is_asked_for() -> None:
    assert [row.id for row in rows(profile="safety")] == ["spec.md", "CHECK-1"]
    assert [row.id for row in rows(profile="strict")] == ["CHECK-1"]
