"""Decisions in plans, in the forms in which people and agents write them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from specward.adr.suggest.stated import stated
from specward.markdown.document import Document

if TYPE_CHECKING:
    from specward.adr.suggest.weighed import Weighed


def read(text: str) -> list[Weighed]:
    return stated(Document("specs/001-shop/plan.md", text))


def texts(weighed: Weighed) -> tuple[list[str], list[str], list[str]]:
    fields = (weighed.chosen, weighed.reasons, weighed.others)
    chosen, reasons, others = ([passage.text for passage in field] for field in fields)
    return chosen, reasons, others


EXPECTED = (["Use PostgreSQL"], ["It has transactions"], ["MySQL: weaker checks", "SQLite: one writer"])


@pytest.mark.parametrize(
    "text",
    [
        """## Storage

**Decision**: Use PostgreSQL

**Rationale**: It has transactions

**Alternatives considered**:
- MySQL: weaker checks
- SQLite: one writer

**Implementation notes**: pool of ten
""",
        """## Storage
- **Decision:** Use `PostgreSQL`
- **Rationale:** It has transactions
- **Alternatives rejected:**
  - **MySQL**: weaker checks
  - **SQLite**: one writer
- **Endpoints planned**: none
""",
        """## 1. Storage

### Decision
Use PostgreSQL

### Rationale
It has transactions

### Implementation
Many words on MongoDB.

### Alternatives Considered
1. MySQL: weaker checks
2. SQLite: one writer
""",
        """### Decision 1: PostgreSQL or what else

**Chosen**: Use PostgreSQL
**Why**: It has transactions
**Options considered**:
* MySQL: weaker checks
* SQLite: one writer
""",
    ],
)
def test_labels_are_read_as_lines_items_and_headings(text: str) -> None:
    (weighed,) = read(text)
    assert texts(weighed) == EXPECTED


def test_each_passage_knows_its_line() -> None:
    (weighed,) = read("## Storage\n\n**Decision**: A\n**Alternatives**:\n- B\n- C\n")
    assert [passage.line for passage in (*weighed.chosen, *weighed.others)] == [3, 5, 6]
    assert weighed.chosen[0].path == "specs/001-shop/plan.md"


def test_a_heading_may_be_the_whole_decision() -> None:
    (weighed,) = read("### Decision 2: Typer over Click\n\nIt reads type hints.\n\n## Next\n\nOther words.\n")
    assert weighed.subject == "Typer over Click"
    assert texts(weighed)[0] == ["Typer over Click", "It reads type hints."]


def test_options_may_be_headings_of_their_own() -> None:
    (weighed,) = read(
        "## Auth\n### Decision\nJWT\n### Alternatives\n#### Server-side sessions\n- **Pros**: simple\n## Next\n"
    )
    assert texts(weighed)[2][0] == "Server-side sessions"


def test_two_decisions_under_one_heading_are_two() -> None:
    found = read(
        "## Stack\n**Decision**: FastAPI\n**Alternatives**: Flask\n\n**Decision**: Celery\n**Alternatives**: RQ\n"
    )
    assert [texts(weighed)[0] for weighed in found] == [["FastAPI"], ["Celery"]]


@pytest.mark.parametrize(
    "head", ["| Decision | Options Considered | Chosen | Rationale |", "| Area | Alternatives | Decision | Why |"]
)
def test_a_table_holds_a_decision_a_row(head: str) -> None:
    (weighed,) = read(
        f"## Key Decisions\n\n{head}\n|---|---|---|---|\n| Database | MySQL, SQLite | PostgreSQL | checks |\n"
    )
    assert weighed.subject == "Database"
    assert texts(weighed) == (["PostgreSQL"], ["checks"], ["MySQL, SQLite"])
    assert weighed.chosen[0].line == 5


def test_an_item_of_a_section_on_decisions_says_all_in_sentences() -> None:
    item = "- **D-001**: Sessions are kept in Redis; weighed: JWT; revocation is at once"
    (weighed,) = read(f"## Key Decisions and Rationale\n\n{item}\n")
    assert texts(weighed) == (["D-001: Sessions are kept in Redis"], ["revocation is at once"], ["weighed: JWT"])


def test_other_tables_and_sections_state_no_decision() -> None:
    text = """## Complexity Tracking

| Violation | Why Needed | Simpler Alternative Rejected Because |
|---|---|---|
| Redis | speed | PostgreSQL is slow |

## Summary

A shop. **Storage**: PostgreSQL.

<!-- **Decision**: MongoDB -->
"""
    assert read(text) == []


@given(st.text(st.sampled_from("#*-| \nDecision:AlternativesX<!>`1."), max_size=200))
def test_any_text_is_read(text: str) -> None:
    for weighed in read(text):
        for passage in (*weighed.chosen, *weighed.reasons, *weighed.others):
            assert 1 <= passage.line <= text.count("\n") + 1
