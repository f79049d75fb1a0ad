"""Changes to the clean project that must come to nothing, and counts that must not say more than is so."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tests.seeded.coverage import EMPTY
from tests.seeded.defect import CONSTITUTION, EXPORT_SPEC, LOGIN_LOCK, LOGIN_SPEC, LOGIN_TASKS, LOGIN_TESTS, WAIVERS
from tests.seeded.policy import MARK, waiver
from tests.seeded.project import State, clean

from specward.evidence.result import Outcome
from specward.output import verify_text
from specward.project import Project
from specward.sources.memory import MemorySource
from specward.trace.review import retire
from specward.verify.verification import Verdict

if TYPE_CHECKING:
    from collections.abc import Callable

FR_003 = "- **FR-003**: The system MUST reject a password shorter than 12 characters (US1).\n"
FIRST = "1. **AC-001** (FR-001): **Given** an account, **When** the right password is sent, **Then** a session starts\n"
SECOND = "2. **AC-002** (FR-002): **Given** an account, **When** a wrong password is sent, **Then** it is refused\n"


def assert_nothing(state: State) -> None:
    for judged in (True, False):
        report = state.checked(judged=judged)
        assert [(finding.code, finding.message) for finding in report.findings] == []
        assert (report.undetermined, report.exit_code()) == ((), 0)
    assert state.verified().exit_code == 0


@pytest.mark.parametrize(
    "words",
    [
        FR_003.replace("shorter than", "shorter\n  than"),
        FR_003.replace(".\n", ".   \n"),
        FR_003.replace("- **", "* **"),
        FR_003.replace("**FR-003**", "FR-003"),
        FR_003.replace("12 characters", "12 <!-- agreed in May --> characters"),
        FR_003.replace("MUST", "**MUST**"),
        FR_003.replace("- **", "-   **"),
        FR_003.replace("reject", "*reject*"),
    ],
)
def test_an_editorial_edit_puts_nothing_in_doubt(words: str) -> None:
    assert_nothing(clean().edit(LOGIN_SPEC, FR_003, words))


def test_other_line_endings_put_nothing_in_doubt() -> None:
    state = clean()
    assert_nothing(state.write({LOGIN_SPEC: state.text(LOGIN_SPEC).replace("\n", "\r\n")}))


def test_another_version_of_the_constitution_is_no_change_of_its_last_principle() -> None:
    state = (
        clean()
        .edit(CONSTITUTION, "1.0.0", "1.0.1")
        .edit(CONSTITUTION, "Amended**: 2026-01-05", "Amended**: 2026-02-01")
    )
    assert_nothing(state)


def test_scenarios_in_another_order_have_moved() -> None:
    swapped = SECOND.replace("2. ", "1. ") + FIRST.replace("1. ", "2. ")
    state = clean().edit(LOGIN_SPEC, FIRST + SECOND, swapped)
    assert_nothing(state)


def test_a_feature_folder_with_another_number_keeps_its_links_and_sign_offs() -> None:
    old = clean()
    state = old._replace(
        files={path.replace("specs/001-login", "specs/004-login"): text for path, text in old.files.items()}
    )
    marks = state.text(LOGIN_TESTS).replace("001-login/", "login/")
    state = state.write({LOGIN_TESTS: marks}).edit("specs/004-login/spec.md", "`001-login`", "`004-login`")
    assert_nothing(state.tested())


@pytest.mark.parametrize(
    "words",
    [
        "```text\n- **FR-077**: (refines FR-078)\n```\n",
        "<!-- - **FR-077**: The system MUST wait (refines FR-078) -->\n",
        "Written like `(refines FR-078)` or `001-login/FR-077`.\n",
    ],
)
def test_an_id_in_a_fence_a_comment_or_a_code_span_is_no_reference(words: str) -> None:
    state = clean().edit(LOGIN_SPEC, "## Success Criteria", f"{words}\n## Success Criteria")
    assert [finding.code for finding in state.checked().findings] in ([], ["PLN009"])
    assert state.verified().exit_code == 0


def test_a_retired_id_that_stands_with_its_own_text_is_no_finding() -> None:
    state = clean()
    (change,) = retire(Project(MemorySource(state.files)), "specs/001-login", "FR-003", "merged into FR-002")
    assert_nothing(state.write({LOGIN_LOCK: change.text}))  # type: ignore[union-attr]


def test_a_project_that_nobody_ever_reviewed_has_nothing_in_doubt_and_no_lock_is_made() -> None:
    state = clean()
    locks = [path for path in state.files if path.endswith("trace.lock")]
    assert_nothing(state.without(*locks))


def test_an_active_waiver_lets_a_criterion_pass_and_does_not_count_it_as_evidenced() -> None:
    state = clean().edit(LOGIN_TESTS, MARK, "").write({WAIVERS: waiver("2026-12-31")}).tested()
    found = state.verified("001-login")
    row = found.features[0].criteria[2]
    assert (row.verdict, row.detail) == (Verdict.LEFT, "waived until 2026-12-31: waits for the new form")
    assert found.features[0].evidenced == 3
    assert "3 of 4 criteria evidenced" in verify_text.render(found, colour=False)


def test_nothing_to_count_is_never_all_of_it() -> None:
    found = clean().write({"specs/003-empty/spec.md": EMPTY}).verified("003")
    assert not found.accepted
    assert "100" not in verify_text.render(found, colour=False)
    assert "no criterion" in verify_text.render(found, colour=False)


@pytest.mark.parametrize(
    "change",
    [
        lambda s: s.ends("test_a_short_password_is_refused", ("", Outcome.SKIPPED)),
        lambda s: s.ends("test_a_short_password_is_refused", ("", Outcome.XFAILED)),
        lambda s: s.ends("test_a_short_password_is_refused"),
        lambda s: s.edit(LOGIN_TESTS, '"001-login/AC-003"', '"001-login/AC-003", partial=True'),
    ],
)
def test_what_did_not_pass_is_in_the_denominator_and_not_in_the_numerator(change: Callable[[State], State]) -> None:
    feature = change(clean()).verified("001-login").features[0]
    assert (feature.evidenced, len(feature.criteria)) == (3, 4)


def test_a_mark_of_a_whole_module_is_a_claim_of_each_of_its_tests() -> None:
    text = (
        clean()
        .text(LOGIN_TESTS)
        .replace("import pytest\n", 'import pytest\n\npytestmark = pytest.mark.verifies("001-login/SC-001")\n')
    )
    state = clean().write({LOGIN_TESTS: text}).tested()
    (row,) = state.verified("001-login").features[0].direct
    assert (row.verdict, len(row.proofs)) == (Verdict.HOLDS, 4)
    failed = state.ends("test_signing_out_ends_the_session", ("", Outcome.FAILED))
    assert failed.verified("001-login").features[0].direct[0].verdict is Verdict.FAILS


def test_the_same_ids_in_two_features_are_two_items() -> None:
    state = clean().edit(EXPORT_SPEC, "the file has two lines", "the file has three lines")
    rows = {feature.name: feature.criteria[0].verdict for feature in state.verified().features}
    assert rows == {"001-login": Verdict.HOLDS, "002-export": Verdict.FAILS}


def test_a_bare_id_is_that_of_its_own_feature() -> None:
    assert "(FR-001" in clean().text(LOGIN_TASKS)
    assert_nothing(clean())
