from __future__ import annotations

import pytest

from specward.errors import UsageError
from specward.project import Project
from specward.sources.memory import MemorySource
from specward.status.lookup import find_item

UID = "01M7YRD8F516YCGJ7DVB73YW41"
SPEC = """# Feature Specification: Login

### User Story 1 - Sign in (Priority: P1)

1. **AC-001** (FR-001): **Given** a, **When** b, **Then** c

### Edge Cases

- **EC-001**: Nothing

## Requirements

- **FR-001**: System MUST sign in
- **FR-002**: System MUST sign out

## Success Criteria

- **SC-001**: 9 of 10
"""
TASKS = "# Tasks: Login\n\n- [ ] T001 [US1] Test (AC-001)\n- [ ] T002 [US1] Build (FR-001; after T001)\n"
CONSTITUTION = "# C\n\n## Core Principles\n\n### I. Test first\n\nWords.\n\n### II. Simple\n\nMore.\n"
RECORD = f'---\nid: "0001"\ntitle: "How it began"\nstage: green\nuid: {UID}\n---\n\n## Prompt\n\nWords\n'
FILES = {
    ".specify/memory/constitution.md": CONSTITUTION,
    "specs/001-login/spec.md": SPEC,
    "specs/001-login/tasks.md": TASKS,
    "specs/001-login/checklists/requirements.md": "# Checklist\n\n- [ ] CHK001 Is it?\n",
    "specs/002-logout/spec.md": SPEC.replace("FR-002", "FR-009"),
    "specs/003-oauth2/spec.md": "# Feature Specification: OAuth\n",
    "history/adr/0007-redis.md": "# 7. Redis\n\n## Status\n\nAccepted\n",
    "history/prompts/general/0001-t.general.prompt.md": RECORD,
}
PROJECT = Project(MemorySource(FILES))


@pytest.mark.parametrize(
    ("ref", "identity", "kind", "title", "line"),
    [
        ("001-login/FR-001", "001-login/FR-001", "requirement", "System MUST sign in", 13),
        ("login/fr1", "001-login/FR-001", "requirement", "System MUST sign in", 13),
        ("specs/001-login/US1", "001-login/US1", "story", "Sign in", 3),
        ("1/AC-001", "001-login/AC-001", "criterion", "", 5),
        ("1/EC-001", "001-login/EC-001", "edge case", "Nothing", 9),
        ("1/SC-001", "001-login/SC-001", "success criterion", "9 of 10", 18),
        ("1/CHK001", "001-login/CHK001", "check", "Is it?", 3),
        ("T002", "001-login/T002", "task", "Build (FR-001; after T001)", 4),
        ("FR-009", "002-logout/FR-009", "requirement", "System MUST sign out", 14),
        ("ADR-0007", "ADR-0007", "adr", "Redis", 1),
        ("adr7", "ADR-0007", "adr", "Redis", 1),
        ("P-02", "P-02", "principle", "Simple", 9),
        (UID.lower(), UID, "phr", "How it began", 1),
        ("history/prompts/general/0001-t.general.prompt.md", UID, "phr", "How it began", 1),
        ("general/0001", UID, "phr", "How it began", 1),
        ("general/1", UID, "phr", "How it began", 1),
        ("login", "001-login", "feature", "Login", 1),
        ("oauth2", "003-oauth2", "feature", "OAuth", 1),
    ],
)
def test_an_item_is_found_by_its_id(ref: str, identity: str, kind: str, title: str, line: int) -> None:
    item = find_item(PROJECT, ref)
    assert (item.id, item.kind, item.title, item.line) == (identity, kind, title, line)


def test_an_item_comes_with_its_text_and_its_neighbours() -> None:
    item = find_item(PROJECT, "001-login/FR-001")
    assert item.text == "- **FR-001**: System MUST sign in"
    assert item.cited_by == ("001-login/AC-001", "001-login/T002")
    assert find_item(PROJECT, "T002").cites == ("001-login/US1", "001-login/FR-001", "001-login/T001")


def test_a_bare_id_means_the_current_feature() -> None:
    assert find_item(PROJECT, "US1", "specs/002-logout").id == "002-logout/US1"
    assert find_item(PROJECT, "FR-009", "specs/001-login").id == "002-logout/FR-009"


def test_a_bare_id_of_several_features_is_never_guessed_at() -> None:
    with pytest.raises(UsageError, match="US1 is in 2 features: 001-login/US1, 002-logout/US1") as caught:
        find_item(PROJECT, "US1")
    assert "spec show 001-login/US1" in caught.value.help


@pytest.mark.parametrize(
    ("ref", "said"),
    [
        ("T099", "no feature has an item T099"),
        ("001-login/FR-099", "001-login has no item FR-099"),
        ("nowhere/FR-001", "no feature `nowhere`"),
        ("nowhere", "no feature `nowhere`"),
        ("ADR-9", "no decision ADR-9"),
        ("P-09", "no principle P-09"),
        ("01M7YRD8F516YCGJ7DVB73YW42", "no prompt record"),
        ("", "no feature"),
    ],
)
def test_what_is_not_there_is_said(ref: str, said: str) -> None:
    with pytest.raises(UsageError, match=said):
        find_item(PROJECT, ref)


def test_an_id_given_twice_names_both_places() -> None:
    project = Project(
        MemorySource({"specs/001-a/spec.md": "- **FR-001**: System MUST a\n- **FR-001**: System MUST b\n"})
    )
    with pytest.raises(UsageError, match=r"2 items FR-001: specs/001-a/spec.md:1, specs/001-a/spec.md:2"):
        find_item(project, "FR-001")
