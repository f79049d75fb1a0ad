from __future__ import annotations

from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import strategies as st

from specward.acceptance.checklist import MARK, Draft, Entry, acceptance_of, difference, refresh
from specward.acceptance.criteria import criteria_of
from specward.artifacts.checklist import read_checklist
from specward.changes import Create, Replace
from specward.markdown.document import Document
from specward.project import Project
from specward.sources.memory import MemorySource

if TYPE_CHECKING:
    from specward.project import Feature

FOLDER = "specs/001-login"
PATH = f"{FOLDER}/checklists/acceptance.md"
SPEC = """\
# Feature Specification: Login

### User Story 1 - Sign in (Priority: P1)

1. **AC-001** (FR-001): **Given** an account, **When** the right password is sent, **Then** a session starts
2. **AC-002**: **Given** an account, **When** a wrong one is sent, **Then** it is refused

- **AC-003**: Every refusal MUST be logged
"""
CHECKLIST = f"""\
{MARK}

# Acceptance Checklist: Login

**Purpose**: What the feature promises, and the tests that prove it

**Feature**: [spec.md](../spec.md)

## Acceptance Criteria

- [x] CHK001 **AC-001** (FR-001): Given an account, When the right password is sent, Then a session starts
  - `tests/test_login.py::test_starts`
- [ ] CHK002 **AC-002**: Given an account, When a wrong one is sent, Then it is refused
- [ ] CHK003 **AC-003**: Every refusal MUST be logged
"""


def feature_of(spec: str = SPEC, **others: str) -> tuple[Project, Feature]:
    files = {f"{FOLDER}/spec.md": spec} | {f"{FOLDER}/checklists/{name}.md": text for name, text in others.items()}
    project = Project(MemorySource(files))
    return project, project.feature(FOLDER)


def refreshed(proved: dict[str, bool | None], spec: str = SPEC, tests: tuple[str, ...] = (), **others: str) -> Draft:
    project, feature = feature_of(spec, **others)
    assert feature.spec
    entries = [
        Entry(criterion, proved.get(criterion.id, False), tests if proved.get(criterion.id) else ())
        for criterion in criteria_of(feature.spec)
    ]
    return refresh(project, feature, feature.spec, entries)


def test_each_criterion_gets_a_box_that_evidence_ticks() -> None:
    draft = refreshed({"AC-001": True}, tests=("tests/test_login.py::test_starts",))
    assert draft == Draft([Create(PATH, CHECKLIST)])


def test_a_checklist_that_is_as_it_must_be_is_not_written_again() -> None:
    tests = ("tests/test_login.py::test_starts",)
    assert refreshed({"AC-001": True}, tests=tests, acceptance=CHECKLIST) == Draft([])
    assert refreshed({"AC-001": True}, tests=tests, acceptance=CHECKLIST.replace("\n", "\r\n")) == Draft([])


def test_a_tick_that_no_evidence_gave_is_taken_away() -> None:
    by_hand = CHECKLIST.replace("- [ ] CHK002", "- [X] CHK002")
    draft = refreshed({"AC-001": True}, tests=("tests/test_login.py::test_starts",), acceptance=by_hand)
    assert draft == Draft([Replace(PATH, CHECKLIST, by_hand)])


def test_a_run_that_could_not_tell_leaves_each_tick_as_it_was() -> None:
    unknown: dict[str, bool | None] = {"AC-001": None, "AC-002": None, "AC-003": None}
    (change,) = refreshed(unknown, acceptance=CHECKLIST).changes
    assert isinstance(change, Replace)
    assert "- [x] CHK001" in change.text
    assert change.text.count("[x]") == 1


def test_a_run_that_could_not_tell_keeps_no_tick_for_other_words() -> None:
    spec = SPEC.replace("a session starts", "two sessions start")
    (change,) = refreshed({"AC-001": None, "AC-002": None, "AC-003": None}, spec, acceptance=CHECKLIST).changes
    assert isinstance(change, Replace)
    assert "[x]" not in change.text


def test_a_box_keeps_its_number_for_as_long_as_its_criterion_lives() -> None:
    moved = SPEC.replace("1. **AC-001**", "1. **AC-004**: **When** new, **Then** first\n2. **AC-001**")
    (change,) = refreshed({}, moved, acceptance=CHECKLIST).changes
    assert isinstance(change, Replace)
    items = read_checklist(Document(PATH, change.text)).items
    assert [(item.id, item.text[2:8]) for item in items] == [
        ("CHK004", "AC-004"),
        ("CHK001", "AC-001"),
        ("CHK002", "AC-002"),
        ("CHK003", "AC-003"),
    ]


def test_the_numbers_of_other_checklists_are_not_taken() -> None:
    (change,) = refreshed({}, requirements="- [ ] CHK016 No question is open\n").changes
    assert isinstance(change, Create)
    assert [item.id for item in read_checklist(Document(PATH, change.text)).items] == ["CHK017", "CHK018", "CHK019"]


def test_a_file_that_somebody_else_wrote_is_left_alone() -> None:
    draft = refreshed({"AC-001": True}, acceptance="# Acceptance\n\n- [ ] CHK001 Mine\n")
    assert not draft.changes
    assert "is left alone" in draft.refusal


def test_a_criterion_known_by_its_position_only_is_refused() -> None:
    draft = refreshed({}, SPEC.replace("**AC-002**: ", ""))
    assert not draft.changes
    assert "US1.2 (specs/001-login/spec.md:6)" in draft.refusal
    assert "give it an id" in draft.refusal


def test_two_criteria_with_one_id_are_refused() -> None:
    assert "give it an id" in refreshed({}, SPEC.replace("AC-002", "AC-001")).refusal


def test_a_feature_without_criteria_needs_no_checklist() -> None:
    assert refreshed({}, "# Feature Specification: Login\n") == Draft([])


def test_the_criteria_that_a_checklist_lacks_changed_or_has_too_many_are_told_apart() -> None:
    spec = SPEC.replace("it is refused", "it is refused at once").replace("AC-003", "AC-007")
    project, feature = feature_of(spec, acceptance=CHECKLIST)
    del project
    checklist = acceptance_of(feature)
    assert checklist
    assert feature.spec
    found = difference(checklist, criteria_of(feature.spec))
    assert [criterion.id for criterion in found.missing] == ["AC-007"]
    assert [item.id for item in found.changed] == ["CHK002"]
    assert [item.id for item in found.gone] == ["CHK003"]


@given(st.text(alphabet=st.characters(exclude_categories=["Cs"]), max_size=80))
def test_whatever_a_criterion_says_its_box_is_read_back(words: str) -> None:
    spec = SPEC.replace("Every refusal MUST be logged", f"It MUST hold {words}")
    project, feature = feature_of(spec)
    del project
    assert feature.spec
    draft = refreshed({}, spec)
    for change in draft.changes:
        assert isinstance(change, Create)
        found = difference(read_checklist(Document(PATH, change.text)), criteria_of(feature.spec))
        assert found == ((), (), ())
