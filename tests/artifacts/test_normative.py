"""What of each item is normative; that no edit slips past is shown in tests/trace/test_fingerprint_edits.py."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from specward.artifacts.constitution import read_constitution
from specward.artifacts.normative import of_principle, of_spec, of_tasks
from specward.artifacts.spec import read_spec
from specward.artifacts.tasks import read_tasks
from specward.fingerprint import normalised
from specward.markdown.document import Document

if TYPE_CHECKING:
    from specward.artifacts.normative import Fields


def items(text: str) -> dict[str, Fields]:
    spec = read_spec(Document("specs/001-login/spec.md", text))
    return {identity: tuple((name, normalised(value)) for name, value in fields) for identity, fields in of_spec(spec)}


def words(text: str, identity: str = "FR-001") -> str:
    return dict(items(text))[identity][1][1]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("- **FR-001**: It MUST open.", "It MUST open."),
        ("- **FR-001** (derives from P-01): It MUST open.", "It MUST open."),
        ("- **FR-001**: It MUST open. (US1, P-01)", "It MUST open."),
        ("- **FR-001**: It MUST open (refines FR-002), and close.", "It MUST open, and close."),
        ("- **FR-001**: It MUST open as well (FR-002).", "It MUST open as well (FR-002)."),
        ("- **FR-001**: It MUST open (see P-01).", "It MUST open (see P-01)."),
        ("- **FR-001**: It MUST\n  open:\n  - a\n    - b\n\n  c", "It MUST open: a b c"),
        ("- **FR-001**: It MUST open.\n  - **FR-002**: a\n  - b", "It MUST open."),
        ("- **FR-001**: It MUST open.\n\n  Rationale: it is a door.\n\n  Always.", "It MUST open. Always."),
        ("- **FR-001**: It MUST open.\n  - *Note*: it is a door.\n  - Always.", "It MUST open. Always."),
        ("**FR-001**: It MUST open\nat once.\n**FR-002**: It MUST close.", "It MUST open at once."),
        ("**FR-001**: It MUST open:\n\n- a\n- b\n\nSomething else.", "It MUST open: a b"),
        ("**FR-001**: It MUST open.\n\n- a\n- b", "It MUST open."),
        ("### FR-001: Doors\n\nThey MUST open.\n\n- a\n\n### Next\n\nb", "Doors They MUST open. a"),
        ("| ID | What | When |\n|---|---|---|\n| FR-001 | It MUST open | now |", "It MUST open | now"),
        ("- **FR-001**: It MUST open.\n- **SC-001**: It opens.", "It MUST open."),
        ("- FR-001: It MUST open\n\nSomething else.", "It MUST open"),
    ],
)
def test_a_requirement_is_its_words_and_what_is_nested_in_it(text: str, said: str) -> None:
    assert words(text) == said


def test_each_family_has_its_kind() -> None:
    found = items(
        "- **FR-001**: a\n- **NFR-001**: b\n- **SC-001**: c\n- **EC-001**: d\n- **AC-001**: e\n- **US-002**: f\n"
    )
    assert [fields[0][1] for fields in found.values()] == [
        "story",
        "requirement",
        "requirement",
        "success criterion",
        "criterion",
        "edge case",
    ]


def test_a_story_is_its_title_and_what_it_tells() -> None:
    text = (
        "### User Story 1 - Sign in (Priority: P1)\n\nA person signs in.\n\nTwice.\n\n"
        "**Why this priority**: it is the door.\n\n**Independent Test**: try it.\n\n"
        "**Acceptance Scenarios**:\n\n1. **Given** a, **When** b, **Then** c\n\nAnd more.\n"
    )
    assert words(text, "US1") == "Sign in A person signs in. Twice."


@pytest.mark.parametrize(
    ("text", "steps"),
    [
        ("1. **Given** a, **When** b, **Then** c", ["given a", "when b", "then c"]),
        ("1. **AC-001** (FR-001): **Given** a, **When** b, **Then** c (FR-002)", ["given a", "when b", "then c"]),
        (
            "1. **Given** a, **And** b, **When** c, **Then** d, **But** e",
            ["given a", "and b", "when c", "then d", "but e"],
        ),
        ("- **Given** a\n- **And** b\n- **When** c\n- **Then** d", ["given a", "and b", "when c", "then d"]),
        ("1. Given a, when b, then c", ["given a", "when b", "then c"]),
        ("1. **Dado** a, **Quando** b, **Então** c, **Mas** d", ["given a", "when b", "then c", "but d"]),
        ("| Given | When | Then |\n|---|---|---|\n| a | b | c |", ["given a", "when b", "then c"]),
        ("```gherkin\nScenario: x\nGiven a\nWhen b\nThen c\n```", ["given a", "when b", "then c"]),
        ("1. **When** b, **Then** c", ["when b", "then c"]),
    ],
)
def test_a_scenario_has_a_field_for_each_step(text: str, steps: list[str]) -> None:
    story, fields = items(f"### User Story 1 - A (Priority: P1)\n\n{text}\n").values()
    assert story == (("kind", "story"), ("text", "A"))
    assert fields[0] == ("kind", "criterion")
    assert [f"{name} {value}" for name, value in fields[1:] if value] == steps


def test_a_task_is_what_is_to_be_done() -> None:
    tasks = read_tasks(Document("t", "- [x] T001 [P] [US1] Build `src/a.py` (FR-001; after T000)\n  - slowly\n"))
    assert dict(of_tasks(tasks)) == {"T001": (("kind", "task"), ("text", "Build `src/a.py`"))}


def test_a_principle_is_its_name_and_its_words_without_rationale_and_enforcement() -> None:
    document = Document(
        "c",
        "# C\n\n## Core Principles\n\n### I. Small\n\nStart small.\n\n```yaml enforce\n- manual: no\n```\n\n"
        "```text\nkept\n```\n\n**Rationale**: it is easier.\n\n### II. Safe\n\nBe safe.\n",
    )
    first, _ = read_constitution(document).principles
    said = dict(of_principle(document, first))
    assert (said["kind"], normalised(said["text"])) == ("principle", "Small Start small. ```text\nkept\n```")


PIECES = (
    *("- ", "  ", "\n", "\n\n", "**FR-001**: ", "FR-002", "### ", "**Given** ", "**When** ", "**Then** ", "a", "|"),
    *("`", "```\n", "<!--", "-->", "User Story 1 - x", "T001", "[ ] ", "(", ")", ":", "\r", "## Core Principles\n"),
)


@given(st.lists(st.sampled_from(PIECES), max_size=40).map("".join))
def test_any_document_can_be_read(text: str) -> None:
    document = Document("x", text)
    principles = read_constitution(document).principles
    found = [
        *(fields for _, fields in of_spec(read_spec(document))),
        *(fields for _, fields in of_tasks(read_tasks(document))),
        *(of_principle(document, principle) for principle in principles),
    ]
    assert all(fields[0][0] == "kind" for fields in found)


@pytest.mark.parametrize(
    "text",
    [
        "- **FR-001**: a\n" + "  - b\n" * 50_000,
        "".join(f"- **FR-{n % 9999:04}**: a\n" for n in range(50_000)),
        "**FR-001**: a:\n\n" + "- b\n" * 50_000,
        "- **FR-001**: " + "(" * 200_000,
        "- **FR-001**: " + "(FR-002) " * 20_000,
        "### User Story 1 - x\n\n" + "1. **Given** a, **When** b, **Then** c\n" * 10_000,
        "1. **Given** a" + ", **And** b" * 50_000 + ", **When** c, **Then** d\n",
        "".join("  " * n + "- **FR-001**: a\n" for n in range(300)),
    ],
    ids=range(8),
)
def test_hostile_documents_take_linear_time(text: str) -> None:
    # Anything quadratic would take minutes here.
    assert items(text)
