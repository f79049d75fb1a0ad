"""Whatever a document holds, contracts and risks are read within it, and nothing is raised."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from specward.acceptance.guidelines import hollow, unguarded, without_figure
from specward.artifacts.guidelines import GUIDELINES
from specward.artifacts.phr import read_record
from specward.artifacts.phr_contract import PARTS, contract
from specward.artifacts.risks import risks
from specward.markdown.document import Document

lines = st.lists(
    st.sampled_from(
        [
            *("---", "surface: agent", "## Prompt", "## Response snapshot", "### Risks", "## Risk Analysis"),
            *(
                "- **Risks**:",
                "  - **Constraints**: x",
                "Success criteria: x",
                "**Acceptance** x",
                "1. a",
                "   - b",
                "```",
            ),
            *(
                "| Risk | Blast radius |",
                "|---|---|",
                "| a |",
                "| | | |",
                "### Risk 1: x",
                "<!--",
                "-->",
                "",
                "[TODO: x]",
            ),
            *(f"## {title}" for title in GUIDELINES),
        ]
    )
    | st.text(max_size=30),
    max_size=40,
).map("\n".join)


@given(lines)
def test_the_parts_of_a_contract_lie_in_the_record_and_outside_of_its_prompt(text: str) -> None:
    record = read_record(Document("history/prompts/general/0001-a.general.prompt.md", text))
    found = contract(record)
    assert found == {} or len(found) >= 3
    assert set(found) <= set(PARTS)
    for part in (one for parts in found.values() for one in parts):
        assert 0 <= part.start <= part.end <= len(text)
        assert part.points <= text.count("\n")
        assert not (record.prompt and record.prompt.start <= part.start < record.prompt.end)


@given(lines)
def test_risks_and_what_a_plan_leaves_out_lie_in_the_plan(text: str) -> None:
    document = Document("specs/001-a/plan.md", text)
    for section in document.sections:
        spans = [(risk.start, risk.end) for risk in risks(document, section)]
        assert spans == sorted(spans)
        assert all(section.start <= start <= end <= section.end for start, end in spans)
    for find in (hollow, without_figure, unguarded):
        for lack in find(document):
            assert lack.section in GUIDELINES
            assert lack.places
            assert all(0 <= start <= end <= len(text) for start, end in lack.places)
