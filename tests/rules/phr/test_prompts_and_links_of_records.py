"""PHR009, PHR010, PHR011: prompts that are cut or edited, and links that lead nowhere."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from specward.artifacts.phr import read_record
from specward.artifacts.phr_text import carried
from specward.check.run import check
from specward.check.select import Selection
from specward.config import DEFAULTS
from specward.digest import digest
from specward.markdown.document import Document
from specward.project import Project
from specward.rules.phr import edited_prompt, elided_prompt, missing_link_target
from specward.sources.memory import MemorySource

if TYPE_CHECKING:
    from specward.finding import Finding
    from specward.rule import Rule

PATH = "history/prompts/001-login/0001-login-form.green.prompt.md"
KEYS = 'id: "0001"\ntitle: Login form\nstage: green\ndate: "2026-01-02"\n'


def record(prompt: str, keys: str = KEYS) -> str:
    return f"---\n{keys}---\n\n## Prompt\n\n{prompt}\n\n## Response snapshot\n\nBuilt it.\n"


def findings(rule: Rule, files: dict[str, str]) -> list[Finding]:
    report = check(Project(MemorySource(files)), Selection([rule], DEFAULTS))
    assert not report.undetermined
    return list(report.findings)


@pytest.mark.verifies("005-the-whole-checker/AC-001")
@pytest.mark.parametrize(
    ("prompt", "line"),
    [
        ("Build it.\n\n[... the rest of the specification ...]\n\nAnd test it.", 12),
        ("Build it.\n\n[…full list of fields and messages…]", 12),
        ("Build it [truncated]", 10),
        ("Build it.\n\n*(Note: the full prompt was a detailed list.)*", 12),
        ("```text\nBuild it.\n[Specification continues with all details...]\n```", 12),
        ("Build it (see above)", 10),
    ],
)
def test_a_remark_that_stands_for_what_was_left_out_is_reported(prompt: str, line: int) -> None:
    (found,) = findings(elided_prompt.check, {PATH: record(prompt)})
    assert (found.code, found.location.start.line) == ("PHR009", line)


@pytest.mark.parametrize(
    "prompt",
    [
        "Build it, and whatever it needs, like forms etc...",
        "Build it…",
        "Use `[...items, item]` here:\n\n[...items, item]\n",
        "Cards show the description (truncated) and the date.",
        "The list [of fields] continues on the next page. Build it.",
        '"context_chunks": [...],',
    ],
)
def test_dots_of_people_and_of_code_are_no_remark(prompt: str) -> None:
    assert findings(elided_prompt.check, {PATH: record(prompt)}) == []


def test_a_remark_outside_of_the_prompt_is_none() -> None:
    text = record("Build it.").replace("Built it.", "[... three more files ...]\n\nBuilt it [truncated]")
    assert findings(elided_prompt.check, {PATH: text}) == []


def hashed(prompt: str) -> str:
    return record(carried(prompt), f"{KEYS}prompt_sha256: {digest(prompt)}\n")


@pytest.mark.verifies("005-the-whole-checker/AC-001")
def test_a_prompt_that_was_edited_is_reported_at_its_heading() -> None:
    text = hashed("Build the login form.").replace("login form.\n", "search form.\n", 1)
    (found,) = findings(edited_prompt.check, {PATH: text})
    assert (found.code, found.location.excerpt) == ("PHR010", "## Prompt")
    assert found.related[0].excerpt.startswith("prompt_sha256")


@given(st.text(min_size=1, max_size=60), st.booleans())
def test_a_prompt_as_it_was_recorded_is_no_finding_whatever_the_line_ends_of_the_checkout(
    prompt: str, crlf: bool
) -> None:
    text = hashed(prompt)
    if crlf and "\r" not in text:
        text = text.replace("\n", "\r\n")
    if read_record(Document(PATH, text)).prompt is not None:
        assert findings(edited_prompt.check, {PATH: text}) == []


@pytest.mark.parametrize("value", ["null", '""', "abc", "{{SHA}}"])
def test_a_record_without_a_digest_is_not_judged(value: str) -> None:
    assert findings(edited_prompt.check, {PATH: record("Go.", f"{KEYS}prompt_sha256: {value}\n")}) == []


def linked(value: str) -> dict[str, str]:
    keys = f"{KEYS}links:\n  spec: {value}\n  ticket: null\n"
    return {PATH: record("Go.", keys), "specs/001-login/spec.md": "# Spec\n", "app/specs/001-a/spec.md": "# Spec\n"}


@pytest.mark.verifies("005-the-whole-checker/AC-001")
def test_a_link_to_a_file_that_is_not_there_is_information() -> None:
    (found,) = findings(missing_link_target.check, linked("specs/002-login/spec.md"))
    assert (found.code, found.severity.label, found.location.start.line) == ("PHR011", "info", 7)
    assert found.message == "the spec that this record is linked to is not there: specs/002-login/spec.md"


@pytest.mark.parametrize(
    "value",
    [
        "specs/001-login/spec.md",
        "/specs/001-login/spec.md#FR-001",
        "../../../specs/001-login/spec.md",
        "/home/ada/shop/specs/001-login/spec.md",
        "https://x.org/specs/009/spec.md",
        "none yet, see specs/009 later.md",
        "SHOP-12",
        "specs/<feature>/spec.md",
    ],
)
def test_links_that_lead_somewhere_and_what_is_no_path_are_left_alone(value: str) -> None:
    assert findings(missing_link_target.check, linked(value)) == []


def test_in_a_nested_project_a_link_counts_from_its_root() -> None:
    files = linked("specs/001-a/spec.md")
    assert len(findings(missing_link_target.check, files)) == 1
    nested = {f"app/{PATH}": files.pop(PATH), **files}
    assert findings(missing_link_target.check, nested) == []
