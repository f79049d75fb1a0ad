"""The reader of prompt history records."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from specward.artifacts.phr import Record, read_record
from specward.artifacts.phr_filing import CONSTITUTION, FEATURE, GENERAL
from specward.artifacts.phr_header import BARE, BOLD, FRONT_MATTER, NONE, UNCLOSED
from specward.artifacts.phr_name import CURRENT_FORM, OLD_FORM, OLDEST_FORM, OWN_FORM, RecordName, RecordPlace
from specward.artifacts.phr_template import KEYS, TOKENS
from specward.markdown.document import Document

if TYPE_CHECKING:
    from specward.finding import Span

PATH = "history/prompts/001-login/0007-login-form.green.prompt.md"

HEADER = """\
---
id: "0007"
title: Login form
stage: green
date: "2026-01-02"
surface: agent
model: unspecified
feature: 001-login
branch: 001-login
user: Ada
command: /sp.implement
labels: ["login", "form"]
links:
  spec: specs/001-login/spec.md
  ticket: null
  adr: null
  pr: null
files:
  - src/login.py
  - src/form.py (new)
tests:
  - none
---
"""

BODY = """
## Prompt

Build the login form.

## Response snapshot

Built it.

## Outcome

- ✅ Impact: people can sign in

## Evaluation notes (flywheel)

- Failure modes observed: none
"""


def record(text: str, path: str = PATH) -> Record:
    return read_record(Document(path, text))


def words(read: Record, span: Span | None) -> str | None:
    return None if span is None else read.document.slice(span)


def test_a_canonical_record_is_read_whole() -> None:
    read = record(HEADER + BODY)
    assert read.header.form == FRONT_MATTER
    assert [field and field.value for field in (read.id, read.title, read.stage, read.date)] == [
        "0007",
        "Login form",
        "green",
        "2026-01-02",
    ]
    assert [field and field.value for field in (read.feature, read.branch, read.user, read.command, read.model)] == [
        "001-login",
        "001-login",
        "Ada",
        "/sp.implement",
        "unspecified",
    ]
    assert [label.value for label in read.labels] == ["login", "form"]
    assert [file.value for file in read.files] == ["src/login.py", "src/form.py (new)"]
    assert read.tests == []
    assert {kind: link.value for kind, link in read.links.items()} == {"spec": "specs/001-login/spec.md"}
    assert read.uid is None
    assert words(read, read.prompt) == "Build the login form."
    assert words(read, read.prompt_heading) == "## Prompt"
    assert words(read, read.response) == "Built it."
    assert words(read, read.outcome) == "- ✅ Impact: people can sign in"
    assert words(read, read.evaluation) == "- Failure modes observed: none"
    assert read.complete


def test_a_field_knows_its_place_in_the_text() -> None:
    read = record(HEADER + BODY)
    assert read.stage is not None
    assert read.document.text[read.stage.start : read.stage.end] == "green"


def test_an_id_with_leading_zeros_stays_what_was_written() -> None:
    read = record("---\nid: 0010\n---\n")
    assert read.id is not None
    assert read.id.value == "0010"


def test_crlf_and_a_byte_order_mark_change_nothing() -> None:
    read = record("\ufeff" + (HEADER + BODY).replace("\n", "\r\n"))
    assert words(read, read.prompt) == "Build the login form."
    assert read.complete


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ("---\nid: 0007\ntitle: T\nstage: green\n\n## Prompt\n\nDo it.\n", UNCLOSED),
        ("id: 0007\ntitle: T\nstage: green\n\n## Prompt\n\nDo it.\n", BARE),
        ("ID: 0007\nTITLE: T\nSTAGE: green\n\n## Prompt\n\nDo it.\n", BARE),
        ("```yaml\nid: 0007\ntitle: T\nstage: green\n```\n\n## Prompt\n\nDo it.\n", BARE),
        ("    ---\nid: 0007\ntitle: T\nstage: green\n---\n\n## Prompt\n\nDo it.\n", BARE),
        ("# Record\n\n**ID**: 0007\n**Title:** T\n- **Stage**: green\n\n## Prompt\n\nDo it.\n", BOLD),
        ("---\nowner: A\n---\n\n**ID**: 0007\n**Title:** T\n**Stage**: green\n\n## Prompt\n\nDo it.\n", BOLD),
    ],
)
def test_keys_are_read_in_every_container(text: str, form: str) -> None:
    read = record(text)
    assert read.header.form == form
    assert [field and field.value for field in (read.id, read.title, read.stage)] == ["0007", "T", "green"]
    assert words(read, read.prompt) == "Do it."


def test_a_bold_key_may_have_its_words_on_the_lines_below() -> None:
    text = "# Record\n\n**ID**: 0007\n\n**PROMPT_TEXT**: |\n  Build it.\n  Then test it.\n\n**STAGE**: green\n"
    read = record(text)
    field = read.header.field("prompt_text")
    assert field is not None
    assert text[field.start : field.end] == field.value == "Build it.\n  Then test it."
    assert read.has_prompt
    assert record("# R\n\n**ID**: 1\n**PROMPT_TEXT**: |\n").prompt_text == ""


def test_blank_lines_before_the_front_matter_do_not_hide_it() -> None:
    assert record("\n\n" + HEADER + BODY).complete


def test_a_record_that_begins_with_a_heading_has_no_keys() -> None:
    read = record("# What we did\n\nNote: a lot.\n")
    assert read.header.form == NONE
    assert read.id is None
    assert not read.complete


@pytest.mark.parametrize("key", ["date", "date_iso", "DATE_ISO", "created_date", "date_created"])
def test_the_date_is_found_under_each_of_its_names(key: str) -> None:
    read = record(f"---\nid: 1\n{key}: 2026-01-02\n---\n")
    assert read.date is not None
    assert read.date.value == "2026-01-02"


def test_one_bad_value_spoils_no_other_key() -> None:
    read = record(HEADER.replace("title: Login form", "title: Login: the form") + BODY)
    assert read.title is not None
    assert read.title.value == "Login: the form"
    assert read.complete


def test_files_are_read_from_a_list_of_mappings_and_from_a_block_of_text() -> None:
    mappings = record("---\nfiles:\n  - src/a.py (fixed: typo)\n---\n")
    block = record("---\nfiles_yaml: |\n  - src/a.py\n  - src/b.py\n---\n")
    assert [file.value for file in mappings.files] == ["src/a.py (fixed: typo)"]
    assert [file.value for file in block.files] == ["src/a.py", "src/b.py"]


@pytest.mark.parametrize("links", ["links: null", "links: []", "links:", "links: none"])
def test_links_that_are_none_are_no_links(links: str) -> None:
    assert record(f"---\nid: 1\n{links}\n---\n").links == {}


class TestThePrompt:
    """Where it ends, and what is in it."""

    def test_headings_of_its_own_do_not_end_it(self) -> None:
        prompt = "Do this:\n\n## Context\n\nIt is slow.\n\n---\n\n### Goal\n\nMake it fast."
        read = record(HEADER + BODY.replace("Build the login form.", prompt))
        assert words(read, read.prompt) == prompt

    def test_a_whole_record_inside_it_does_not_end_it(self) -> None:
        prompt = f"Write a record like this:\n\n{HEADER}{BODY.strip()}"
        read = record(HEADER + BODY.replace("Build the login form.", prompt))
        assert words(read, read.prompt) == prompt
        assert words(read, read.response) == "Built it."

    def test_a_fence_that_is_never_closed_does_not_swallow_the_response(self) -> None:
        read = record(HEADER + BODY.replace("Build the login form.", "Fix:\n\n```python\nprint(1)"))
        assert words(read, read.prompt) == "Fix:\n\n```python\nprint(1)"
        assert words(read, read.response) == "Built it."

    @pytest.mark.parametrize(
        ("written", "meant"),
        [
            ("> Build it.\n> Now.", "Build it.\nNow."),
            ("```\nBuild it.\n```", "Build it."),
            ("~~~text\nBuild it.\n~~~", "Build it."),
            ("Build `it`.", "Build `it`."),
            ("> Build it.\n\nAnd more.", "> Build it.\n\nAnd more."),
        ],
    )
    def test_a_quote_or_fence_around_all_of_it_is_taken_off(self, written: str, meant: str) -> None:
        assert record(HEADER + BODY.replace("Build the login form.", written)).prompt_text == meant

    @pytest.mark.parametrize(
        "heading", ["## Prompt", "# Prompt", "## PROMPT_TEXT", "## Prompt Text", "## 1. Prompt", "## User Input"]
    )
    def test_its_heading_has_many_names(self, heading: str) -> None:
        read = record(HEADER + BODY.replace("## Prompt", heading))
        assert words(read, read.prompt) == "Build the login form."

    @pytest.mark.parametrize("heading", ["## Response", "## RESPONSE_TEXT", "## Response Summary", "## Response Text"])
    def test_the_response_has_many_names(self, heading: str) -> None:
        read = record(HEADER + BODY.replace("## Response snapshot", heading))
        assert words(read, read.response) == "Built it."

    def test_outcome_bullets_that_became_headings_are_one_outcome(self) -> None:
        parts = "## Files Summary\n\ntwo files\n\n## Tests Summary\n\none test\n\n## Next Prompts\n\nnone"
        read = record(HEADER + BODY.replace("## Outcome\n\n- ✅ Impact: people can sign in", parts))
        assert words(read, read.outcome) == "two files\n\n## Tests Summary\n\none test\n\n## Next Prompts\n\nnone"

    def test_it_may_stand_among_the_keys(self) -> None:
        read = record("---\nid: 1\nprompt_text: Build it.\n---\n")
        assert read.prompt is None
        assert read.prompt_text == "Build it."

    def test_in_the_oldest_layout_it_is_what_stands_before_the_outcome(self) -> None:
        text = "---\nid: 0001\nstage: red\n---\n\nAdd a failing test.\n\n### Outcome\n- Files changed: one\n"
        read = record(text, "docs/prompts/0001-hello-red.prompt.md")
        assert words(read, read.prompt) == "Add a failing test."
        assert words(read, read.outcome) == "- Files changed: one"
        assert read.name.stage == "red"

    @pytest.mark.parametrize("nothing", ["", "$ARGUMENTS", "```\n$ARGUMENTS\n```", "{{PROMPT_TEXT}}", ">"])
    def test_a_token_or_nothing_is_no_prompt(self, nothing: str) -> None:
        read = record(HEADER + BODY.replace("Build the login form.", nothing))
        assert not read.has_prompt
        assert not read.complete


class TestTokens:
    """Which `{{…}}` count."""

    def test_an_untouched_template_is_recognised(self) -> None:
        text = "---\n" + "\n".join(f"{key}: {{{{{key.upper()}}}}}" for key in KEYS) + "\n---\n"
        text += "\n## Prompt\n\n{{PROMPT_TEXT}}\n\n## Response snapshot\n\n{{RESPONSE_TEXT}}\n"
        text += "\n## Outcome\n\n- Impact: {{OUTCOME_IMPACT}}\n- Tests: {{TESTS_SUMMARY}}\n"
        read = record(text)
        assert read.untouched
        assert read.unfilled >= 10
        assert not read.complete

    def test_a_prompt_may_quote_them(self) -> None:
        read = record(HEADER + BODY.replace("Build the login form.", "Replace {{TITLE}} and {{ID}}."))
        assert read.tokens == []
        assert read.complete

    def test_code_may_hold_them_and_other_words_are_nobodys(self) -> None:
        read = record(HEADER + BODY.replace("Built it.", "Wrote `{{TITLE}}` and {{MY_VALUE}} and {{ title }}."))
        assert read.tokens == []

    def test_one_that_is_left_counts_once_however_often_it_stands(self) -> None:
        read = record(HEADER + BODY.replace("Built it.", "{{RESPONSE_TEXT}} {{RESPONSE_TEXT}}"))
        assert read.unfilled == 1
        assert len(read.tokens) == 2
        assert words(read, read.tokens[0]) == "{{RESPONSE_TEXT}}"

    def test_the_template_has_twenty_eight(self) -> None:
        assert len(TOKENS) == 28


@pytest.mark.parametrize(
    "change",
    [
        ("stage: green", "stage: implement"),
        ("stage: green", "stage: null"),
        ('id: "0007"', "id:"),
        ("title: Login form\n", ""),
        ('date: "2026-01-02"', 'date: ""'),
        ("Built it.", "{{RESPONSE_TEXT}}"),
    ],
)
def test_a_record_that_lacks_something_is_not_complete(change: tuple[str, str]) -> None:
    assert not record(HEADER.replace(*change) + BODY.replace(*change)).complete


@pytest.mark.parametrize(
    ("name", "parts"),
    [
        ("0001-login-form.green.prompt.md", ("", "", "0001", "login-form", "green")),
        ("7-login.red.prompt.md", ("", "", "7", "login", "red")),
        ("PHR-0001-login.spec.prompt.md", ("PHR-", "", "0001", "login", "spec")),
        ("PHR002-login.spec.prompt.md", ("PHR", "", "002", "login", "spec")),
        ("20260102-0001-login.misc.prompt.md", ("", "20260102", "0001", "login", "misc")),
        ("2026-01-02-login.prompt.md", ("", "2026-01-02", "", "login", "")),
        ("1767225600-login.misc.prompt.md", ("", "", "1767225600", "login", "misc")),
        ("0001-.general.prompt.md", ("", "", "0001", "", "general")),
        ("0001-日本語.spec.prompt.md", ("", "", "0001", "日本語", "spec")),
        ("0001-a.1-chat.red.prompt.md", ("", "", "0001", "a.1-chat", "red")),
        ("login.phr.md", ("", "", "", "login", "")),
        ("0001-write-general.prompt.md", ("", "", "0001", "write-general", "")),
    ],
)
def test_a_file_name_is_taken_apart(name: str, parts: tuple[str, ...]) -> None:
    assert RecordName.parse(f"history/prompts/general/{name}") == RecordName(*parts)


def test_numbers_are_decimal() -> None:
    assert RecordName.parse("0010-x.misc.prompt.md").number == 10
    assert RecordName.parse("x.misc.prompt.md").number is None


@pytest.mark.parametrize(
    ("path", "form", "folder", "context"),
    [
        ("history/prompts/constitution/0001-a.constitution.prompt.md", CURRENT_FORM, "constitution", CONSTITUTION),
        ("history/prompts/general/0001-a.general.prompt.md", CURRENT_FORM, "general", GENERAL),
        ("history/prompts/001-login/0001-a.green.prompt.md", CURRENT_FORM, "001-login", FEATURE),
        ("web/history/prompts/old/001-login/0001-a.green.prompt.md", CURRENT_FORM, "001-login", FEATURE),
        ("history/prompts/0001-a.green.prompt.md", CURRENT_FORM, "", FEATURE),
        ("specs/001-login/prompts/0001-a.green.prompt.md", OLD_FORM, "001-login", FEATURE),
        ("docs/prompts/0001-a-green.prompt.md", OLDEST_FORM, "", FEATURE),
        ("history/ideas/0001-a.green.prompt.md", OWN_FORM, "ideas", FEATURE),
    ],
)
def test_a_folder_says_where_a_record_belongs(path: str, form: str, folder: str, context: str) -> None:
    assert RecordPlace.parse(path) == RecordPlace(form, folder, context)
