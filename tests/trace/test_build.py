"""From documents and tests to items and links, and from what a link names to the item that it means."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from specward.project import Project
from specward.sources.memory import MemorySource
from specward.trace.build import build, graph_of, identities

if TYPE_CHECKING:
    from specward.trace.graph import Graph
    from specward.trace.resolve import Identities

SPEC, TASKS = "specs/001-login/spec.md", "specs/001-login/tasks.md"
CONSTITUTION = ".specify/memory/constitution.md"
PRINCIPLES = "# X\n\n## Core Principles\n\n### I. Library First\n\nKeep it.\n\n### II. Test First\n\nKeep it.\n"


def graph(**files: str) -> Graph:
    paths = {"spec": SPEC, "tasks": TASKS, "constitution": CONSTITUTION, "test": "tests/test_login.py"}
    paths |= {"other": "specs/002-export/spec.md", "third": "specs/003-export/spec.md"}
    return graph_of(Project(MemorySource({paths[name]: text for name, text in files.items()})))


def links(found: Graph) -> set[tuple[str, str, str]]:
    local = {key: key.removeprefix("001-login/") for key in found.nodes}
    return {(local[link.child], link.kind.value, local[link.parent]) for link in found.links}


def test_a_scenario_refines_its_story_and_what_it_names_before_its_first_keyword() -> None:
    spec = (
        "# Feature Specification: X\n\n### User Story 1 - A (Priority: P1)\n\n"
        "1. **AC-001** (FR-001): **Given** a, **When** b, **Then** c\n"
        "2. **Given** a, **When** b, **Then** d (FR-002)\n\n- **FR-001**: It MUST a.\n- **FR-002**: It MUST b.\n"
    )
    found = graph(spec=spec)
    assert links(found) == {
        ("AC-001", "refines", "US1"),
        ("AC-001", "refines", "FR-001"),
        ("US1.2", "refines", "US1"),
        ("US1.2", "refines", "FR-002"),
    }
    assert [node.stable for node in found.nodes.values()] == [True, True, False, True, True]


@pytest.mark.parametrize(
    ("words", "link"),
    [
        ("It MUST (implements P-02).", ("FR-001", "derives", "P-02")),
        ("It MUST (derives from P-01).", ("FR-001", "derives", "P-01")),
        ("It MUST (US1).", ("FR-001", "refines", "US1")),
        ("It MUST (refines FR-002).", ("FR-001", "refines", "FR-002")),
        ("It MUST (supersedes FR-002).", ("FR-001", "supersedes", "FR-002")),
    ],
)
def test_a_requirement_is_linked_by_its_note(words: str, link: tuple[str, str, str]) -> None:
    story = "# Feature Specification: X\n\n### User Story 1 - A (Priority: P1)\n\n## Requirements\n\n"
    found = graph(spec=f"{story}- **FR-001**: {words}\n- **FR-002**: It MUST b.\n", constitution=PRINCIPLES)
    assert links(found) == {link}


def test_a_note_between_id_and_colon_counts_and_a_mentioned_requirement_does_not() -> None:
    spec = "# X\n\n- **FR-001** (implements P-01): It MUST a (FR-002).\n- **FR-002**: It MUST b.\n"
    assert links(graph(spec=spec, constitution=PRINCIPLES)) == {("FR-001", "derives", "P-01")}


def test_a_task_implements_its_label_what_it_names_and_else_the_story_of_its_phase() -> None:
    spec = "# X\n\n### User Story 1 - A (Priority: P1)\n\nAs a user.\n\n- **FR-001**: It MUST a.\n"
    tasks = (
        "# Tasks\n\n## Phase 3: User Story 1 - A\n\n- [x] T001 [US1] Do (FR-001)\n- [ ] T002 Do\n- [ ] T003 FR-001a\n"
    )
    found = graph(spec=spec, tasks=tasks)
    assert links(found) == {
        ("T001", "implements", "US1"),
        ("T001", "implements", "FR-001"),
        ("T002", "implements", "US1"),
        ("T003", "implements", "US1"),
        ("T003", "implements", "FR-001"),
    }
    assert [found.nodes[f"001-login/T00{n}"].done for n in (1, 2, 3)] == [True, False, False]


def test_a_task_may_name_items_of_other_features() -> None:
    tasks = "# Tasks\n\n- [ ] T001 Do (002-export/FR-001)\n- [ ] T002 Do as 002 FR-001 says\n"
    spec = "# X\n\n- **FR-001**: It MUST a.\n"
    assert {link.parent for link in graph(spec=spec, tasks=tasks, other=spec).links} == {"002-export/FR-001"}


def test_a_test_verifies_what_its_marks_name() -> None:
    test = (
        "import pytest\n\n\n@pytest.mark.verifies('001-login/FR-001')\n"
        "@pytest.mark.verifies('login/FR-002', partial=True)\ndef test_a():\n    assert a()\n"
    )
    found = graph(spec="# X\n\n- **FR-001**: It MUST a.\n- **FR-002**: It MUST b.\n", test=test)
    assert {(link.parent, link.partial) for link in found.links} == {
        ("001-login/FR-001", False),
        ("001-login/FR-002", True),
    }


def test_of_some_features_only_their_items_and_tests_are_built() -> None:
    spec = "# X\n\n- **FR-001**: It MUST a.\n"
    test = "import pytest\n\n\n@pytest.mark.verifies('{}/FR-001')\ndef test_a():\n    assert a()\n"
    files = {SPEC: spec, "specs/002-export/spec.md": spec}
    files |= {f"tests/test_{name}.py": test.format(name) for name in ("login", "export")}
    found = build(Project(MemorySource(files)), ["specs/001-login"])
    assert list(found.nodes) == ["001-login/FR-001", "tests/test_login.py::test_a"]


@pytest.mark.parametrize(
    ("target", "home", "key"),
    [
        ("FR-001", "001-login", "001-login/FR-001"),
        ("FR-1", "001-login", "001-login/FR-001"),
        ("001-login/FR-001", "", "001-login/FR-001"),
        ("specs/001-login/FR-001", "", "001-login/FR-001"),
        ("login/FR-001", "002-export", "001-login/FR-001"),
        ("1/FR-001", "", "001-login/FR-001"),
        ("login/US1/AC1", "", "001-login/AC-001"),
        ("US1.1", "001-login", "001-login/AC-001"),
        ("FR-002", "", "001-login/FR-002"),
        ("P-1", "001-login", "P-01"),
    ],
)
def test_an_item_is_named_by_its_feature_and_its_id(target: str, home: str, key: str) -> None:
    assert _identities().resolve(target, home).key == key


@pytest.mark.parametrize(
    ("target", "home", "candidates"),
    [
        ("FR-001", "", ("001-login/FR-001", "002-export/FR-001", "003-export/FR-001")),
        ("export/FR-001", "", ("002-export/FR-001", "003-export/FR-001")),
        ("FR-009", "001-login", ()),
        ("009-nowhere/FR-001", "", ()),
        ("002-export/FR-002", "", ()),
    ],
)
def test_what_is_ambiguous_or_unknown_is_never_guessed(target: str, home: str, candidates: tuple[str, ...]) -> None:
    found = _identities().resolve(target, home)
    assert (found.key, found.candidates) == ("", candidates)


def test_a_near_miss_is_told() -> None:
    assert "FR-002" in _identities().resolve("001-login/FR-022").near


def test_two_folders_of_one_name_go_by_their_paths() -> None:
    spec = "# X\n\n- **FR-001**: It MUST a.\n"
    files = {"apps/a/specs/001-login/spec.md": spec, "apps/b/specs/001-login/spec.md": spec}
    found = graph_of(Project(MemorySource(files)))
    assert list(found.nodes) == ["apps/a/specs/001-login/FR-001", "apps/b/specs/001-login/FR-001"]


def _identities() -> Identities:
    story = "### User Story 1 - A (Priority: P1)\n\n1. **AC-001**: **Given** a, **When** b, **Then** c\n\n"
    spec = "- **FR-001**: It MUST a.\n"
    files = {SPEC: f"# X\n\n{story}{spec}- **FR-002**: It MUST b.\n", CONSTITUTION: PRINCIPLES}
    files |= {f"specs/{name}/spec.md": f"# X\n\n{spec}" for name in ("002-export", "003-export")}
    return identities(Project(MemorySource(files)))
