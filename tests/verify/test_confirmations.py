"""What people confirm, and what their signatures are worth to the gate."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest
from tests.signoff.test_signature import found, with_key

from specward.fingerprint import fingerprint
from specward.opening import open_project
from specward.project import Project
from specward.signoff.record import Signoff, add
from specward.signoff.signature import sign
from specward.sources.memory import MemorySource
from specward.verify.confirmations import confirmation_rows
from specward.verify.gate import verify
from specward.verify.verification import Row, Verdict

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import GitRepository

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


@pytest.fixture
def signed(repository: GitRepository, tmp_path: Path) -> GitRepository:
    """A project in which Ada has signed a requirement and a principle by key."""
    if not shutil.which("ssh-keygen"):
        pytest.skip("there is no ssh-keygen here")
    with_key(repository, tmp_path, "ada@example.org")
    repository.write(f"{FOLDER}/spec.md", SPEC)
    repository.commit()
    requirement = fingerprint((("kind", "requirement"), ("text", "The system MUST sign people in")))
    for path, item, text in (
        (f"{FOLDER}/signoffs.yml", "001-login/FR-001", requirement),
        (".specify/signoffs.yml", "P-01", fingerprint((("kind", "principle"),))),
    ):
        signoff = Signoff(item, text, "Ada Lovelace <ada@example.org>", "2026-01-31", "read aloud")
        change = add(path, None, [signoff._replace(signature=sign(found(repository), signoff))])
        repository.write(path, change.text)  # type: ignore[union-attr]
    return repository


def signed_row(repository: GitRepository) -> Row:
    project = open_project(str(repository.root))
    (row,) = confirmation_rows(project, project.feature(FOLDER))
    return row


def change_note(repository: GitRepository, path: str) -> None:
    text = (repository.root / path).read_text()
    repository.write(path, text.replace("read aloud", "read by all"))


def test_a_good_signature_is_told(signed: GitRepository) -> None:
    row = signed_row(signed)
    assert (row.verdict, row.required) == (Verdict.HOLDS, False)
    assert row.detail == "signed by Ada Lovelace on 2026-01-31, with a good signature"


def test_a_signature_that_does_not_fit_keeps_a_feature_out_even_where_nobody_asked_for_it(
    signed: GitRepository,
) -> None:
    change_note(signed, f"{FOLDER}/signoffs.yml")
    row = signed_row(signed)
    assert (row.verdict, row.blocks) == (Verdict.FAILS, True)
    assert ", with a bad signature: the signature does not fit the record" in row.detail


def test_where_git_cannot_tell_a_signature_is_not_passed_off_as_checked(signed: GitRepository) -> None:
    signed.git("config", "--unset", "gpg.ssh.allowedSignersFile")
    row = signed_row(signed)
    assert (row.verdict, row.required) == (Verdict.HOLDS, False)
    assert row.detail.endswith(
        ", with a signature not checked: git knows no signers here: set gpg.ssh.allowedSignersFile"
    )


def test_a_bad_signature_on_the_constitution_leaves_everything_undetermined(signed: GitRepository) -> None:
    assert ".specify/signoffs.yml" not in {item.path for item in verify(open_project(str(signed.root))).undetermined}
    change_note(signed, ".specify/signoffs.yml")
    verification = verify(open_project(str(signed.root)))
    reasons = {item.path: item.reason for item in verification.undetermined}
    assert "line 1: the sign-off of P-01 has a bad signature" in reasons[".specify/signoffs.yml"]
    assert verification.exit_code == 3
