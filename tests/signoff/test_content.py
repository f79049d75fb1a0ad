"""What counts as a change of what was signed."""

from __future__ import annotations

import pytest

from specward.artifacts.enforcement_entry import ChecklistItem
from specward.errors import UsageError
from specward.fingerprint import fingerprint
from specward.markdown.document import Place
from specward.project import Feature, Project
from specward.signoff.content import FeatureContents, check_item, constitution_content, item_key
from specward.signoff.lookup import find_content
from specward.sources.memory import MemorySource

SPEC = """# Feature Specification: Login

**Status**: Draft

### User Story 1 - Sign in (Priority: P1)

1. **AC-001** (FR-001): **Given** an account, **When** the password is sent, **Then** a session starts
2. **Given** no account, **When** anything is sent, **Then** it is refused

## Requirements

- **FR-001**: System MUST sign in
  - within a second
- **FR-002**: System MUST log
"""
TASKS = """# Tasks: Login

- [ ] T001 Do it in `src/a.py` and src/gone.py
- [ ] T002 See specs/001-login/spec.md, ./src/b.py
"""
CHECKLIST = "# Checklist\n\n- [ ] CHK001 All clear\n- [ ] nothing missing\n"
CONSTITUTION = "# C\n\n## Core Principles\n\n### I. One\n\nKeep it.\n\n### II. Two\n\nKeep that.\n"
FILES = {
    "specs/001-login/spec.md": SPEC,
    "specs/001-login/tasks.md": TASKS,
    "specs/001-login/checklists/a.md": CHECKLIST,
    ".specify/memory/constitution.md": CONSTITUTION,
    ".specify/specward.yml": "acceptance:\n  checks: ['Security review signed']\n",
    "src/a.py": "a\n",
    "src/b.py": "b\r\n",
}
EVERYTHING = (
    *("001-login", "001-login/spec.md", "001-login/tasks.md", "001-login/US1", "001-login/AC-001", "001-login/FR-001"),
    *("001-login/FR-002", "001-login/checklists/a.md", "001-login/checklists/a.md#CHK001"),
    *("001-login/checks#security-review-signed", "P-01", "P-02", "constitution.md"),
)


def prints(**changed: tuple[str, str]) -> dict[str, str]:
    """The fingerprint of everything, with words in documents exchanged."""
    files = dict(FILES)
    for name, (old, new) in changed.items():
        path = next(path for path in files if path.endswith((f"/{name}.md", f"/{name}.yml")))
        assert old in files[path]
        files[path] = files[path].replace(old, new)
    project = Project(MemorySource(files))
    return {
        item: fingerprint(find_content(project, item, lambda: current(project)).content.fields) for item in EVERYTHING
    }


def current(project: Project) -> Feature:
    return project.feature("specs/001-login")


def differing(**changed: tuple[str, str]) -> set[str]:
    before, after = prints(), prints(**changed)
    return {item for item in EVERYTHING if before[item] != after[item]}


WHOLE = {"001-login", "001-login/spec.md"}


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("Status**: Draft", "Status**: Approved"),
        ("MUST sign in\n", "MUST\n  sign in\n"),
        ("- **FR-002**: ", "* FR-002: "),
        ("## Requirements\n", "## Requirements\n\n<!-- spec: ignore SPC003 -- a reason -->\n"),
        ("\n", "\r\n"),
    ],
)
def test_layout_and_status_are_not_signed(old: str, new: str) -> None:
    assert differing(spec=(old, new)) == set()


def test_progress_is_not_signed() -> None:
    assert differing(tasks=("[ ] T001", "[X] T001"), a=("[ ] CHK001", "[x] CHK001")) == set()


@pytest.mark.parametrize(
    ("old", "new", "items"),
    [
        ("MUST sign in", "SHOULD sign in", {"001-login/FR-001"}),
        ("within a second", "within a minute", {"001-login/FR-001"}),
        ("a session starts", "a session ends", {"001-login/AC-001", "001-login/US1"}),
        ("(FR-001)", "(FR-002)", {"001-login/AC-001", "001-login/US1"}),
        ("Priority: P1", "Priority: P2", {"001-login/US1"}),
        ("no account", "an account", {"001-login/US1"}),
    ],
)
def test_words_are_signed_where_they_stand(old: str, new: str, items: set[str]) -> None:
    assert differing(spec=(old, new)) == WHOLE | items


def test_principles_checks_and_tasks_are_signed_each_by_itself() -> None:
    assert differing(constitution=("Keep it", "Keep them")) == {"P-01", "constitution.md"}
    assert differing(a=("All clear", "All good")) == {"001-login/checklists/a.md", "001-login/checklists/a.md#CHK001"}
    assert differing(a=("nothing missing", "much missing")) == {"001-login/checklists/a.md"}
    assert differing(tasks=("Do it", "Undo it")) == {"001-login/tasks.md"}


def test_a_whole_feature_takes_the_files_that_its_tasks_name_along() -> None:
    project = Project(MemorySource(FILES))
    found = find_content(project, "login", lambda: current(project))
    assert [path for path, _ in found.content.files] == ["src/a.py", "src/b.py"]
    files = FILES | {"src/b.py": "b\n", "src/a.py": "A\n"}
    again = find_content(Project(MemorySource(files)), "login", lambda: current(project))
    assert [one == other for one, other in zip(found.content.files, again.content.files, strict=True)] == [False, True]


@pytest.mark.parametrize(
    ("ref", "item"),
    [
        ("FR-1", "001-login/FR-001"),
        ("spec.md", "001-login/spec.md"),
        ("login/fr-001", "001-login/FR-001"),
        ("1/FR-001", "001-login/FR-001"),
        ("specs/001-login/spec.md", "001-login/spec.md"),
        ("./specs/001-login/checklists/a.md#CHK1", "001-login/checklists/a.md#CHK001"),
        ("specs/001-login/", "001-login"),
        ("p-1", "P-01"),
        (".specify/memory/constitution.md", "constitution.md"),
    ],
)
def test_an_item_may_be_named_in_several_ways(ref: str, item: str) -> None:
    project = Project(MemorySource(FILES))
    assert find_content(project, ref, lambda: current(project)).content.item == item


@pytest.mark.parametrize(
    ("ref", "said"),
    [
        ("US1.2", "a place among others and no id"),
        ("FR-009", "has no FR-009 that can be signed"),
        ("P-09", "there is no P-09"),
        ("002-other/FR-001", "there is no feature"),
        ("plan.md", "has no plan.md"),
        ("001-login/checks#other", "has no checks#other"),
    ],
)
def test_what_cannot_be_signed_is_refused_by_name(ref: str, said: str) -> None:
    project = Project(MemorySource(FILES))
    with pytest.raises(UsageError, match=said):
        find_content(project, ref, lambda: current(project))


def test_long_sentences_that_begin_alike_are_different_items() -> None:
    start = "Somebody other than the author has read every line of it and "
    assert check_item("001-a", start + "agrees") != check_item("001-a", start + "disagrees")
    assert check_item("001-a", "Load test run") == "001-a/checks#load-test-run"


def test_a_sentence_that_somebody_else_brings_can_be_signed_too() -> None:
    project = Project(MemorySource(FILES))
    place = Place(".specify/memory/constitution.md", 90, 99)
    contents = FeatureContents(project, current(project), [ChecklistItem("P-01", place, "Read aloud")])
    found = contents.find("checks#read-aloud")
    assert found is not None
    assert found.place == place
    assert constitution_content(Project(MemorySource({})), "P-01") is None
    assert item_key("001-login/FR-003") == item_key("FR-3")


def test_an_unknown_check_is_told_with_those_that_there_are() -> None:
    project = Project(MemorySource(FILES))
    with pytest.raises(UsageError) as caught:
        find_content(project, "001-login/checks#other", lambda: current(project))
    assert caught.value.help == "there is checks#security-review-signed"
