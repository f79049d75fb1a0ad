"""DOC009 and DOC003: what their fixes write, and that nothing else changes."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.rules.fixes import fixed

from specward.artifacts.phr import read_record
from specward.check.run import check
from specward.check.select import Selection
from specward.config import DEFAULTS
from specward.markdown.document import Document
from specward.project import Project
from specward.rules.document import malformed_front_matter, template_leftover
from specward.sources.memory import MemorySource

if TYPE_CHECKING:
    from specward.finding import Finding
    from specward.rule import Rule

RECORD = "history/prompts/001-login/0001-a.green.prompt.md"
PLAN = "specs/001-login/plan.md"


def findings(rule: Rule, files: dict[str, str]) -> list[Finding]:
    report = check(Project(MemorySource(files)), Selection([rule], DEFAULTS))
    assert not report.undetermined
    return list(report.findings)


@pytest.mark.verifies("005-the-whole-checker/AC-003")
def test_a_record_with_a_bad_value_is_read_the_same_and_by_everybody_after_the_fix() -> None:
    text = "---\nid: 0001\ntitle: Fix it: now\nstage: green\n---\n\n## Prompt\n\nGo.\n".replace("\n", "\r\n")
    (found,) = findings(malformed_front_matter.check, {RECORD: text})
    assert found.fix is not None
    assert (found.fix.title, found.fix.safe) == ("put the value in quotes", True)
    after = fixed({RECORD: text}, found.fix)[RECORD]
    assert after == text.replace("Fix it: now", '"Fix it: now"')
    assert findings(malformed_front_matter.check, {RECORD: after}) == []
    before, now = (read_record(Document(RECORD, one)) for one in (text, after))
    assert before.title is not None
    assert now.title is not None
    assert (before.title.value, before.prompt_text) == (now.title.value, now.prompt_text)


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("---\ntag:web\n---\n\n# T\n", "put a blank after the colon"),
        ("---\nid: 1\ntitle: T\n\n## Prompt\n\nGo.\n", "close it with a line of ---"),
        ("---\nid: 1\nid: 1\n---\n\n# T\n", "delete the key that is there twice"),
    ],
)
def test_the_title_says_what_is_done(text: str, title: str) -> None:
    (found,) = findings(malformed_front_matter.check, {RECORD: text})
    assert found.fix is not None
    assert found.fix.title == title


def test_closing_front_matter_where_yaml_drops_words_is_not_safe() -> None:
    text = "---\nid: 1\ncommand: /sp.plan # the form\n\n## Prompt\n\nGo.\n"
    (found,) = findings(malformed_front_matter.check, {RECORD: text})
    assert found.fix is not None
    assert not found.fix.safe


@pytest.mark.parametrize("text", ["---\nprompt: a: b\nand more\n---\n", "---\nid: {{ID}}: x\n---\n"])
def test_nothing_is_offered_where_there_is_no_telling(text: str) -> None:
    assert [found.fix for found in findings(malformed_front_matter.check, {RECORD: text})] in ([None], [])


def test_a_document_that_is_not_utf8_is_not_edited() -> None:
    project = Project(MemorySource({RECORD: b"---\ntitle: a: \x92\n---\n"}))
    report = check(project, Selection([malformed_front_matter.check], DEFAULTS))
    assert [found.fix for found in report.findings] == [None]


INSTRUCTION = "<!--\n  ACTION REQUIRED: Replace the content\n  of this section.\n-->"


@pytest.mark.verifies("005-the-whole-checker/AC-003")
def test_an_instruction_of_the_template_is_information_and_can_be_deleted() -> None:
    files = {PLAN: f"# Implementation Plan: Login\n\n## Technical Context\n\n{INSTRUCTION}\n\nPython.\n"}
    (found,) = findings(template_leftover.check, files)
    assert (found.severity.label, found.location.start.line) == ("info", 6)
    assert found.fix is not None
    assert found.fix.safe
    after = fixed(files, found.fix)
    assert after[PLAN] == "# Implementation Plan: Login\n\n## Technical Context\n\nPython.\n"
    assert findings(template_leftover.check, after) == []


def test_an_instruction_stays_until_what_it_wants_removed_is_gone() -> None:
    layout = "```text\n# [REMOVE IF UNUSED] Option 1: one project\nsrc/\n```\n"
    text = f"# Implementation Plan: Login\n\n## Project Structure\n\n{INSTRUCTION}\n\n{layout}\n## More\n"
    kept = [found for found in findings(template_leftover.check, {PLAN: text}) if "comment" in found.message]
    assert [found.fix for found in kept] == [None]
    chosen = text.replace(layout, "```text\nsrc/\n```\n") + layout
    gone = [found for found in findings(template_leftover.check, {PLAN: chosen}) if "comment" in found.message]
    assert [found.fix is not None for found in gone] == [True]


def test_no_other_comment_is_an_instruction() -> None:
    text = "# Implementation Plan: Login\n\n<!-- why: see ACTION REQUIRED: below -->\n\n<!-- IMPORTANT: keep -->\n"
    assert findings(template_leftover.check, {PLAN: text}) == []


@pytest.mark.verifies("005-the-whole-checker/AC-003")
@given(
    st.lists(st.sampled_from(["# A", "text", "- a", "", "| a |", "|---|", INSTRUCTION, "> q", "```"]), max_size=7),
    st.sampled_from(["\n", "\r\n"]),
)
def test_deleting_instructions_comes_to_an_end_and_takes_nothing_else(lines: list[str], end: str) -> None:
    files = {PLAN: "\n".join(lines).replace("\n", end)}
    words = files[PLAN].replace(INSTRUCTION.replace("\n", end), "").split()
    found = findings(template_leftover.check, files)
    while any(one.fix for one in found):
        files = fixed(files, next(one.fix for one in found if one.fix))
        fewer = findings(template_leftover.check, files)
        assert len(fewer) < len(found)
        found = fewer
    if not found:
        assert files[PLAN].replace(INSTRUCTION.replace("\n", end), "").split() == words
