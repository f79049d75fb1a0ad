"""Readers never raise and their spans lie inside the text, whatever the text."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from specward.artifacts import phr_body
from specward.artifacts.adr import read_adr
from specward.artifacts.adr_status import classify, is_choice_list
from specward.artifacts.phr import read_record
from specward.artifacts.phr_header import read_header
from specward.artifacts.phr_name import RecordName, RecordPlace
from specward.markdown.document import Document

if TYPE_CHECKING:
    from collections.abc import Sequence

PIECES = (
    "---\n",
    "\n",
    "\r\n",
    "\ufeff",
    "id: 0001\n",
    "stage: green\n",
    "title: a: b\n",
    "date_iso: 2026-01-02\n",
    "links:\n  spec: x\n",
    "files:\n  - a (b: c)\n",
    "prompt_text: |\n  words\n",
    "## Prompt\n",
    "## Response snapshot\n",
    "### Outcome\n",
    "## Evaluation notes (flywheel)\n",
    "## Next Prompts\n",
    "{{TITLE}}",
    "$ARGUMENTS\n",
    "```\n",
    "> ",
    "**ID**: 1\n",
    "# ADR-0001: Title\n",
    "# 7. Title\n",
    "## Status\n",
    "2026-01-02 accepted\n",
    "- **Status:** Proposed | Accepted\n",
    "**Status**: Accepted · **Date**: 2026-01-02\n",
    "status: superseded by [ADR-0002](0002-b.md)\n",
    "Superseded by [2. B](0002-b%20c.md#x)\n",
    "Supersedes ADR-3, ADR #4 and 0005-x\n",
    "| Status | Date | By |\n|---|---|---|\n| ok | 1 | 2 |\n",
    "## Changelog\n- 2026-01-02\n",
    "## Status: Accepted\n",
    "- [x] Accepted\n",
    "**Status: Accepted** | **Date: 2026-01-02**\n---\n",
    "> **Archived** words\n",
    "tag:web\n",
    "## Considered Options\n",
    "## Alternatives Considered\n",
    "### Option 1: Redis\n",
    "- **Flask**: small. Rejected for it. Pros: a. Cons: b.\n",
    "- Good, because fast\n",
    "| Option | Pros |\n|---|---|\n| Redis | fast |\n",
    "## Decision Outcome\n",
    'Chosen option: "Redis", because of it\n',
    "We will use **Redis** because it is there.\n",
    "## Consequences\n",
    "### Positive\n",
    "## Amendments\n- 2026-01-02: reason\n",
    "{short title of solved problem and solution}",
    "text ",
)

texts = st.one_of(st.text(max_size=300), st.lists(st.sampled_from(PIECES), max_size=25).map("".join))
segments = st.text(max_size=40)


def inside(text: str, spans: Sequence[tuple[int, int]]) -> bool:
    return all(0 <= start <= end <= len(text) for start, end in spans)


def places(parts: Sequence[Any]) -> list[tuple[int, int]]:
    return [(part.start, part.end) for part in parts]


@given(texts)
@settings(deadline=None)
def test_a_record_is_read_from_any_text(text: str) -> None:
    record = read_record(Document("history/prompts/001-a/0001-a.green.prompt.md", text))
    sections = (record.prompt, record.response, record.outcome, record.evaluation, record.prompt_heading)
    fields = [field for field in (record.id, record.title, record.stage, record.date, record.uid) if field]
    fields += [*record.files, *record.tests, *record.labels, *record.links.values()]
    assert inside(text, [span for span in sections if span])
    assert inside(text, [(field.start, field.end) for field in fields])
    assert inside(text, record.tokens)
    assert not (record.complete and record.missing_keys)
    assert record.prompt is None or len(record.prompt_text) <= len(text)


@given(texts)
@settings(deadline=None)
def test_a_decision_is_read_from_any_text(text: str) -> None:
    adr = read_adr(Document("history/adr/0001-a.md", text))
    assert adr.number == 1
    assert adr.title_span is None or inside(text, [adr.title_span])
    for parts in (adr.links, adr.statuses, adr.dates, adr.numbers, adr.options, adr.amendments, adr.metadata):
        assert inside(text, places(parts))
    assert adr.format
    assert adr.title == adr.title.strip()
    assert all(option.name for option in adr.options)
    assert len(adr.consequences) == 3
    if adr.chosen is not None:
        assert adr.chosen.name
        assert inside(text, [(adr.chosen.start, adr.chosen.end)])
    for status in adr.statuses:
        assert text[status.start : status.end].strip("\"'") == status.raw or "\\" in text or "\n" in text


@given(texts)
@settings(deadline=None)
def test_a_decision_reads_the_same_whether_or_not_its_whole_text_was_looked_at_before(text: str) -> None:
    apart, whole = Document("adr/0001-a.md", text), Document("adr/0001-a.md", text)
    assert whole.blocks is not None
    one, other = read_adr(apart), read_adr(whole)
    for part in ("title", "statuses", "dates", "date", "metadata", "links", "numbers", "format", "people", "tags"):
        assert getattr(one, part) == getattr(other, part)


LONG = 20_000
HOSTILE_HEADS = (
    "# T\n\n",
    "# T\n\n## Status\n\n",
    "# T\n\n## Decision\n\n",
    "# T\n\n## Options\n\n",
    "---\nstatus: ",
    "# ",
)
HOSTILE_UNITS = (
    *("**Status:** a ", "Accepted | ", "(superseded by ", "[", "[a](", "<!-- ", "<a name=", "*", "`", '"', "|", "~~"),
    *("Chosen option: ", "we will use a ", "Option 1: ", "### Option 1\n", "## Status\n\n", "- **a** ", "a: ", "· "),
    *(
        "2026-01-02 ",
        "- 2026-01-02: a\n",
        "Superseded by ADR-1 ",
        "Status: a\n---\n",
        "- Deciders:\n",
        "Chosen option: TBD\n\n",
    ),
)


@pytest.mark.parametrize("head", HOSTILE_HEADS)
def test_a_hostile_decision_is_read_in_linear_time(head: str) -> None:
    for unit in HOSTILE_UNITS:
        adr = read_adr(Document("adr/0001-a.md", head + unit * (LONG // len(unit))))
        assert adr.number == 1
        assert adr.statuses is not None
        assert (adr.links, adr.people, adr.options, adr.chosen, adr.consequences, adr.amendments, adr.date) is not None


@given(segments)
@settings(deadline=None)
def test_a_name_and_a_status_are_taken_apart_whatever_they_are(text: str) -> None:
    name = RecordName.parse(text)
    RecordPlace.parse(text)
    assert name.number is None or name.number >= 0
    kind, _word, _qualifier = classify(text)
    assert kind is not None
    assert is_choice_list(text) in {True, False}


PROMPT_PIECES = (*PIECES[:21], "## Prompt\n\n", "<!-- ", "<div>\n", "    code\n", "- item\n", "# A\n\n", "~~~\n")
prompts = st.one_of(st.text(max_size=200), st.lists(st.sampled_from(PROMPT_PIECES), max_size=12).map("".join))


@given(prompts)
@settings(deadline=None, max_examples=400)
def test_a_prompt_is_split_off_whole_whatever_stands_in_it(prompt: str) -> None:
    body = f"## Prompt\n\n{prompt}\n\n## Response snapshot\n\nDone.\n\n## Outcome\n\n- done\n"
    record = read_record(Document("history/prompts/001-a/0001-a.green.prompt.md", f"---\nid: 1\n---\n\n{body}"))
    assert record.prompt is not None
    assert record.document.slice(record.prompt) == prompt.strip()


CANONICAL_LINES = (
    "## Prompt",
    "## Response snapshot",
    "## Outcome",
    "## Evaluation notes (flywheel)",
    "words",
    "- a bullet",
    "  indented",
    "    ## Outcome",
    " ## Outcome",
    "> ## Outcome",
    "- ## Outcome",
    "Outcome",
    "-",
    "=",
    "---",
    "1. one",
    "\t",
    "",
    "",
)


@settings(max_examples=400)
@given(
    st.booleans(),
    st.lists(st.sampled_from(CANONICAL_LINES), max_size=4),
    st.lists(st.lists(st.sampled_from(CANONICAL_LINES[4:]), max_size=4), min_size=4, max_size=4),
)
def test_the_short_way_through_a_canonical_body_comes_to_the_same(
    front_matter: bool, before: list[str], between: list[list[str]]
) -> None:
    sections = [line for heading, rest in zip(CANONICAL_LINES, between, strict=False) for line in (heading, *rest)]
    text = ("---\nid: 1\n---\n" if front_matter else "") + "\n".join([*before, *sections]) + "\n"
    document = Document("history/prompts/general/0001-a.general.prompt.md", text)
    short = phr_body._canonical(text, document.body_start)
    if short is not None:
        assert short == phr_body._tolerant(document, read_header(document))


def test_the_short_way_is_taken_by_a_canonical_body() -> None:
    text = "\n".join(f"{heading}\n\nwords\n" for heading in CANONICAL_LINES[:4])
    body = phr_body._canonical(f"\n{text}", 0)
    assert body is not None
    assert [span and f"\n{text}"[span.start : span.end] for span in body[:4]] == ["words"] * 4
