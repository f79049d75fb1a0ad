"""What is wrong with agent definitions, and how it is mended."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

import pytest
import yaml
from tests.rules.fixes import fixed

from specward.artifacts.agent import read_agent
from specward.check.manual import run_example
from specward.finding import Severity
from specward.markdown.document import Document
from specward.rules import RULES
from specward.rules.agent.duplicate_agent_name import check as duplicate_agent_name
from specward.rules.agent.invalid_front_matter import check as invalid_front_matter
from specward.rules.agent.misnamed_key import check as misnamed_key
from specward.rules.agent.missing_field import check as missing_field
from specward.rules.agent.unknown_tool import check as unknown_tool

if TYPE_CHECKING:
    from specward.finding import Finding
    from specward.rule import Rule

PATH = ".claude/agents/api-reviewer.md"
NEUTRAL = ".specify/agents/api-reviewer.md"
DIALOGUE = "Use it after a change. user: 'I added a \"route\"' assistant: 'Let me look'"
BODY = "\nYou review.\n\n```python\nan_open_fence()\n"


def found(rule: Rule, files: dict[str, str]) -> list[Finding]:
    """The findings of one rule, which need not be in the catalogue yet."""
    report = run_example(rule, files, [*(one for one in RULES if one.code != rule.code), rule])
    assert not report.undetermined
    return list(report.findings)


def definition(head: str, path: str = PATH) -> dict[str, str]:
    return {path: f"---\n{head}\n---\n{BODY}"}


def only(rule: Rule, files: dict[str, str]) -> Finding:
    (finding,) = found(rule, files)
    return finding


def mended(rule: Rule, files: dict[str, str], *, safe: bool) -> str:
    finding = only(rule, files)
    assert finding.fix is not None
    assert finding.fix.safe is safe
    after = fixed(files, finding.fix)
    assert found(rule, after) == []
    (text,) = after.values()
    return text


@pytest.mark.verifies("006-the-five-agents/AC-005")
@pytest.mark.parametrize("path", [PATH, NEUTRAL])
def test_a_dialogue_without_quotes_is_found_where_yaml_stumbles_and_quoted(path: str) -> None:
    files = definition(f"name: api-reviewer\ndescription: {DIALOGUE}\ncolor: red", path)
    finding = only(invalid_front_matter, files)
    assert (finding.severity, finding.location.start) == (Severity.ERROR, (3, 14 + DIALOGUE.index(":")))
    text = mended(invalid_front_matter, files, safe=True)
    head = text.split("\n---\n", 1)[0].removeprefix("---\n")
    assert yaml.safe_load(head) == {"name": "api-reviewer", "description": DIALOGUE, "color": "red"}
    assert text.endswith(f"color: red\n---\n{BODY}")


def test_paragraphs_become_a_block_which_is_not_safe() -> None:
    text = mended(
        invalid_front_matter, definition("name: a\ndescription: One.\n\nSay it.\nuser: x\ncolor: red"), safe=False
    )
    assert "description: |-\n  One.\n\n  Say it.\n  user: x\ncolor: red\n" in text


def test_front_matter_that_is_never_closed_is_closed_where_the_prompt_begins() -> None:
    files = {PATH: "---\nname: a\ndescription: b\n\nYou are a.\n\n## Do\n"}
    text = mended(invalid_front_matter, files, safe=False)
    assert text == "---\nname: a\ndescription: b\n---\n\nYou are a.\n\n## Do\n"


def test_line_endings_stay_what_they_were() -> None:
    files = {PATH: "---\r\nname: a\r\ndescription: b: c\r\n---\r\nYou.\r\n"}
    assert mended(invalid_front_matter, files, safe=True) == files[PATH].replace("b: c", '"b: c"')


@pytest.mark.parametrize(
    "head",
    ["name: a\nname: b\ndescription: c", "no key at all\nname: a\ndescription: b: c"],
    ids=["two values", "a line of no key"],
)
def test_what_only_its_author_can_mend_has_no_fix(head: str) -> None:
    assert only(invalid_front_matter, definition(head)).fix is None


def test_a_flood_of_faulty_keys_is_told_in_a_moment_and_not_mended() -> None:
    started = time.process_time()
    flood = "\n".join(f"k{number}: a: b" for number in range(15_000))
    (finding,) = found(invalid_front_matter, definition(f"name: a\n{flood}"))
    assert finding.fix is None
    assert time.process_time() - started < 2


def test_a_value_that_may_hold_a_remark_is_not_mended_safely() -> None:
    finding = only(invalid_front_matter, definition("name: a\ndescription: b: c # d"))
    assert finding.fix is not None
    assert not finding.fix.safe


@pytest.mark.parametrize(
    "text", ["# Notes\n\nYou are here.\n", "---\n# ours\nname: a\ndescription: b\n---\n", "---\nname: a\n---\n"]
)
def test_what_yaml_reads_and_what_has_no_front_matter_are_left_alone(text: str) -> None:
    assert found(invalid_front_matter, {PATH: text}) == []


@pytest.mark.verifies("006-the-five-agents/AC-005")
def test_each_later_bearer_of_a_name_is_found_and_points_at_the_first() -> None:
    files = {f".claude/agents/{path}.md": "---\nname: a\ndescription: b\n---\n" for path in ("a", "b", "c/d")}
    findings = found(duplicate_agent_name, files)
    assert [finding.location.path for finding in findings] == [".claude/agents/b.md", ".claude/agents/c/d.md"]
    assert {place.path for finding in findings for place in finding.related} == {".claude/agents/a.md"}
    assert findings[0].location.start == (2, 7)
    assert findings[0].message == "`a` is the name of 3 definitions; one hides the others"


def test_a_rendering_has_the_name_of_its_source_and_projects_have_names_of_their_own() -> None:
    text = "---\nname: a\ndescription: b\n---\n"
    assert found(duplicate_agent_name, {PATH: text, NEUTRAL: text, f"apps/web/{PATH}": text}) == []


@pytest.mark.verifies("006-the-five-agents/AC-005")
def test_a_name_that_is_missing_is_that_of_the_file() -> None:
    text = mended(missing_field, definition("description: b"), safe=False)
    assert text.startswith("---\nname: api-reviewer\ndescription: b\n---\n")


@pytest.mark.parametrize(
    ("head", "place"),
    [("name: a", (1, 1)), ("name: a\ndescription:", (3, 1)), ("name: a\ndescription: [b]", (3, 1))],
)
def test_a_description_that_is_missing_is_found_and_nobody_else_can_write_it(head: str, place: tuple[int, int]) -> None:
    finding = only(missing_field, definition(head))
    assert (finding.location.start, finding.fix, finding.severity) == (place, None, Severity.ERROR)


def test_a_name_with_other_characters_is_a_warning_with_the_nearest_name() -> None:
    files = definition("name: API Reviewer\ndescription: b")
    assert only(missing_field, files).severity is Severity.WARNING
    assert mended(missing_field, files, safe=False).startswith("---\nname: api-reviewer\n")


@pytest.mark.parametrize(
    ("path", "text", "count"),
    [
        (PATH, "# Reviewer\n\nYou are a reviewer.\n", 1),
        (PATH, "# Reviewer\n\nThese are notes.\n", 0),
        (".claude/agents/SUMMARY.md", "You are a reviewer.\n", 0),
        (NEUTRAL, "# Reviewer\n\nThese are notes.\n", 1),
    ],
)
def test_a_file_without_front_matter_is_found_where_it_is_meant_for_an_agent(path: str, text: str, count: int) -> None:
    assert len(found(missing_field, {path: text})) == count


@pytest.mark.verifies("006-the-five-agents/AC-005")
@pytest.mark.parametrize(
    ("path", "tools", "message", "help_"),
    [
        (PATH, "Read, grep", "`grep` is no tool of Claude Code", "did you mean `Grep`?"),
        (PATH, "Read, WebSeach", "`WebSeach` is no tool of Claude Code", "did you mean `WebSearch`?"),
        (PATH, "eslint, Bash*", "`eslint`, `Bash*` are no tools of Claude Code", "did you mean `Bash`?"),
        (PATH, "my-mcp", "`my-mcp` is no tool of Claude Code", "a tool of an MCP server is called mcp__SERVER__TOOL"),
        (NEUTRAL, "reed", "`reed` is no capability, and no tool of Claude Code", "did you mean `read`?"),
        (PATH, "search", "`search` is no tool of Claude Code", "did you mean `Grep`, `Glob`?"),
    ],
)
def test_a_tool_that_there_is_not_is_found(path: str, tools: str, message: str, help_: str) -> None:
    finding = only(unknown_tool, definition(f"name: a\ndescription: b\ntools: {tools}", path))
    assert (finding.message, finding.help, finding.severity) == (message, help_, Severity.WARNING)
    assert finding.location.start.line == 4


@pytest.mark.parametrize(
    ("path", "tools"),
    [
        (PATH, "Read, Bash(git log:*), Agent(reviewer), mcp__github, mcp__x__y, Skill, TodoWrite"),
        (PATH, "Telepathy"),
        (PATH, "'*'"),
        (NEUTRAL, "[read, edit, search, run, web, delegate, Read, mcp__x]"),
    ],
)
def test_tools_that_are_known_or_may_be_new_are_left_alone(path: str, tools: str) -> None:
    assert found(unknown_tool, definition(f"name: a\ndescription: b\ntools: {tools}", path)) == []


def test_the_key_of_a_skill_is_renamed_and_that_is_not_safe() -> None:
    text = mended(misnamed_key, definition('name: a\ndescription: b\n"allowed-tools": Read'), safe=False)
    assert read_agent(Document(PATH, text)).tools == ("read",)


def test_a_key_beside_the_right_one_is_left_alone() -> None:
    assert found(misnamed_key, definition("name: a\ndescription: b\ntools: Read\nallowed-tools: Read")) == []


def test_of_the_rules_over_any_document_only_those_on_its_bytes_are_asked() -> None:
    token = "ghp_" + "a1B2c3D4e5F6g7H8i9J0" * 2
    text = (
        f"---\nname: a: b\n---\n\n# [FEATURE NAME]\n\n# [FEATURE NAME]\n\n[x](gone.md) /home/me/x {token[:40]}\n\n```\n"
    )
    rule = next(one for one in RULES if one.code == "DOC010")
    report = run_example(rule, {PATH: text}, RULES)
    assert [finding.code for finding in report.findings] == ["DOC010"]
    for other in (one for one in RULES if one.code.startswith("DOC") and one is not rule):
        assert run_example(other, {PATH: text}, RULES).findings == (), other.name
