from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from specward.check.identity import fingerprints, pathless
from specward.check.run import check
from specward.check.select import Selection
from specward.finding import Finding, Location, Position, Severity
from specward.project import Project
from specward.rules import RULES
from specward.sources.memory import MemorySource

SPEC = "specs/001-login/spec.md"
LINES = [
    "# Feature Specification: Login",
    "## User Scenarios & Testing",
    "### User Story 1 - Sign in (Priority: P1)",
    "Somebody signs in.",
    "## Requirements",
    "- **FR-001**: It MUST work [NEEDS CLARIFICATION: how?]",
    "- **FR-001**: It MUST work on phones",
    "- **FR-002**: It works offline",
    "## Success Criteria",
    "- **SC-001**: Most people sign in at once",
]


def finding(
    words: str = "- **FR-001**: It MUST work", line: int = 7, path: str = SPEC, message: str = "a fault"
) -> Finding:
    place = Location(path, Position(line, 3), Position(line, 9), excerpt=words)
    return Finding("SPC002", "duplicate-requirement-id", Severity.ERROR, message, place)


def one(found: Finding) -> str:
    return fingerprints([found])[0]


def found_in(lines: list[str]) -> list[Finding]:
    project = Project(MemorySource({SPEC: "\n\n".join(lines) + "\n"}))
    return list(check(project, Selection.of(project, RULES, select=["SPC"])).findings)


def test_a_fingerprint_is_the_same_from_version_to_version() -> None:
    assert one(finding()) == "ff1:fd7614b9ea7d7da7ec1b568200ff5f2d"


@pytest.mark.verifies("005-the-whole-checker/AC-010")
@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.tuples(st.integers(1, len(LINES)), st.sampled_from(["Some words.", "> A note.", "More.\n\nYet more."])))
)
def test_unrelated_lines_change_no_fingerprint(inserted: list[tuple[int, str]]) -> None:
    before = found_in(LINES)
    lines = LINES
    for at, words in sorted(inserted, reverse=True):
        lines = [*lines[:at], words, *lines[at:]]
    after = found_in(lines)
    assert len(before) >= 3
    assert fingerprints(after) == fingerprints(before)


@pytest.mark.verifies("005-the-whole-checker/AC-010")
def test_neither_line_nor_severity_nor_wording_is_part_of_a_fingerprint() -> None:
    there = finding()
    moved = finding(line=99, message="the same fault, said better")
    assert one(there) == one(moved) == one(there._replace(severity=Severity.INFO, help="do it", rule="renamed"))


@pytest.mark.parametrize(
    "words", ["  * **FR-001**:  It MUST work", "- FR-001: It MUST work", "- **FR-001**: It *MUST* work\r"]
)
def test_how_a_line_is_laid_out_is_no_part_of_it(words: str) -> None:
    assert one(finding(words)) == one(finding())


def test_ticking_a_task_makes_no_other_finding_of_it() -> None:
    assert one(finding("- [ ] T001 Write it")) == one(finding("- [x] T001 Write it"))


def test_other_words_other_rules_and_other_files_are_other_findings() -> None:
    others = [
        finding(),
        finding("- **FR-002**: It MUST work"),
        finding(path="specs/002-logout/spec.md"),
        finding()._replace(code="SPC003"),
    ]
    assert len(set(fingerprints(others))) == 4


def test_findings_that_are_alike_are_counted() -> None:
    twice = fingerprints([finding(line=3), finding(line=8)])
    assert twice[0] == one(finding())
    assert twice[0] != twice[1]
    assert fingerprints([finding(line=3), finding("other words", 5), finding(line=8)])[::2] == twice


def test_a_whole_file_is_known_by_what_is_said_of_it_without_its_numbers() -> None:
    def whole(message: str) -> str:
        return one(finding("", message=message))

    assert whole("2 of 7 items are open") == whole("3 of 8 items are open")
    assert whole("the plan does not name FR-002") != whole("the plan does not name FR-003")
    assert whole("there is no `0001-a.md`") != whole("there is no `0002-a.md`")


@pytest.mark.parametrize("words", ["", "   ", "<!-- a comment -->", "##", "---"])
def test_lines_that_say_nothing_have_fingerprints_too(words: str) -> None:
    assert one(finding(words)) == one(finding(words, line=40))
    assert one(finding(words)) != one(finding())


def test_a_moved_file_is_recognised_by_what_is_left_without_its_path() -> None:
    there, here = finding(), finding(path="specs/009-login/spec.md")
    assert pathless(there) == pathless(here)
    assert pathless(there) != pathless(finding("other words"))


def test_a_message_that_names_its_own_folder_does_not_hide_that_the_file_moved() -> None:
    there = finding("", path="specs/003-a/tasks.md", message="specs/003-a has no plan.md")
    here = finding("", path="specs/004-a/tasks.md", message="specs/004-a has no plan.md")
    assert pathless(there) == pathless(here)


@given(st.lists(st.tuples(st.text(max_size=30), st.text(max_size=30), st.text(max_size=30)), max_size=8))
def test_no_two_findings_of_a_report_have_one_fingerprint(parts: list[tuple[str, str, str]]) -> None:
    found = [finding(words, path=path, message=message) for words, path, message in parts]
    assert len(set(fingerprints(found))) == len(found)
