from __future__ import annotations

import hashlib

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from specward.artifacts.phr import read_record
from specward.changes import Create
from specward.errors import UsageError
from specward.markdown.document import Document
from specward.scaffold.record import Circumstances, Exchange, NewRecord, check_stage, new_record, record_folder
from specward.sources.memory import MemorySource

HERE = Circumstances(
    "01M7YRD8F516YCGJ7DVB73YW41",
    "2026-11-21",
    "Ada",
    "001-login",
    files=("src/login.py",),
    links={"spec": "specs/001-login/spec.md"},
)
WHOLE_RECORD = """---
id: "0001"
title: Inner
---

## Prompt

Inner prompt

## Response snapshot

Inner response

## Outcome

- ✅ Impact: inner
"""


def recorded(prompt: str, response: str = "", source: MemorySource | None = None) -> NewRecord:
    exchange = Exchange('Do: it "now" #1', "green", prompt, response)
    return new_record(source or MemorySource({}), "history/prompts/001-login", exchange, number=7, circumstances=HERE)


def text_of(draft: NewRecord) -> str:
    change = draft.changes[0]
    assert isinstance(change, Create)
    return change.text


@pytest.mark.parametrize(
    "prompt",
    [
        "plain words",
        "## Prompt\n\nagain\n\n## Response snapshot\n\nno\n\n## Outcome",
        "---\nid: 1\n---\ntext",
        "```python\nprint(1)\n```",
        "```\nopened and never closed",
        "~~~~\nopened and never closed",
        "`````\nfive\n`````",
        "<!-- a comment that never ends",
        "> quoted\n> words",
        "{{TITLE}} and $ARGUMENTS and {% raw %} and [TODO: x]",
        "line\r\nwith carriage\r\nreturns",
        "  indented first line",
        "trailing blanks  \n\n",
        "\n\nleading lines",
        "    code block\n\ttab",
        "Setext\n======",
        "日本語 🎉 \u2028 separators \x0b \x0c",
        "\ufeffmark",
        WHOLE_RECORD,
        "x" * 100_000,
    ],
)
def test_a_prompt_reads_back_byte_for_byte(prompt: str) -> None:
    draft = recorded(prompt)
    record = read_record(Document(draft.path, text_of(draft)))
    assert record.prompt_text == prompt
    assert record.complete
    assert hashlib.sha256(prompt.encode()).hexdigest() in text_of(draft)


@pytest.mark.verifies("003-prompts-are-captured/AC-014")
@given(
    st.one_of(
        st.text(alphabet=st.sampled_from("`~#->\n\r\t a1{}%<!:|=*\0\x1b\u2028\ud800\ufeff"), min_size=1, max_size=40),
        st.text(st.characters(exclude_categories=()), min_size=1, max_size=40),
    ).filter(str.strip)
)
@example("```\r```")
@example("## Outcome\n\n- Impact: none\0")
@example('```json prompt\n"inner"\n```')
def test_any_prompt_reads_back_or_is_refused(prompt: str) -> None:
    draft = recorded(prompt, "done")
    assert read_record(Document(draft.path, text_of(draft))).prompt_text == prompt


def test_the_front_matter_is_read_back_as_it_was_meant() -> None:
    draft = recorded("words", "It works.")
    record = read_record(Document(draft.path, text_of(draft)))
    assert draft.path == "history/prompts/001-login/0007-do-it-now-1.green.prompt.md"
    said = [record.id, record.title, record.stage, record.date, record.user, record.uid, record.feature]
    assert [field.value if field else None for field in said] == [
        "0007",
        'Do: it "now" #1',
        "green",
        "2026-11-21",
        "Ada",
        HERE.uid,
        "001-login",
    ]
    assert [item.value for item in record.files] == ["src/login.py"]
    assert record.links["spec"].value == "specs/001-login/spec.md"
    assert record.response is not None
    assert record.document.slice(record.response) == "It works."


def test_a_response_with_headings_does_not_become_a_section() -> None:
    draft = recorded("words", "## Outcome\n\n```\nno end")
    record = read_record(Document(draft.path, text_of(draft)))
    assert record.outcome is not None
    assert "none recorded" in record.document.slice(record.outcome)


def test_without_a_prompt_the_record_is_a_form_and_not_complete() -> None:
    draft = recorded("")
    record = read_record(Document(draft.path, text_of(draft)))
    assert not draft.complete
    assert not record.complete
    assert not record.has_prompt


def test_nobody_known_is_unknown() -> None:
    exchange = Exchange("T", "general", "p")
    alone = Circumstances(HERE.uid, "2026-11-21")
    draft = new_record(MemorySource({}), "history/prompts/general", exchange, number=1, circumstances=alone)
    assert "user: unknown\n" in text_of(draft)
    assert "feature: none\n" in text_of(draft)


def test_a_template_that_would_lose_the_prompt_is_refused() -> None:
    source = MemorySource(
        {".specify/templates/overrides/phr-template.md": "---\nid: {{ id }}\n---\n\nno prompt here\n"}
    )
    with pytest.raises(UsageError, match="cannot carry this prompt"):
        recorded("words", source=source)


@pytest.mark.parametrize(
    ("stage", "feature", "folder"),
    [
        ("constitution", "001-login", "history/prompts/constitution"),
        ("general", "001-login", "history/prompts/general"),
        ("general", "", "history/prompts/general"),
        ("spec", "001-login", "history/prompts/001-login"),
        ("green", "001-login", "history/prompts/001-login"),
    ],
)
def test_the_stage_decides_the_folder(stage: str, feature: str, folder: str) -> None:
    assert record_folder("history", stage, feature) == folder


def test_a_stage_of_a_feature_needs_one() -> None:
    with pytest.raises(UsageError, match="belongs to a feature"):
        record_folder("history", "green", "")


def test_a_stage_may_be_written_as_people_write_it() -> None:
    assert check_stage(" Implementation ") == "green"
    with pytest.raises(UsageError, match="there is no stage"):
        check_stage("phase6")
