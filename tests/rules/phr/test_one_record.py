"""Rules that look at one prompt record."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from specward.finding import Severity

if TYPE_CHECKING:
    from collections.abc import Callable

    from specward.finding import Finding

    Findings = Callable[[str, dict[str, str]], list[Finding]]

PATH = "history/prompts/001-login/0001-login-form.green.prompt.md"
CODES = ("PHR001", "PHR002", "PHR003", "PHR004", "PHR005", "PHR006", "PHR007", "PHR008", "PHR012")


@pytest.mark.parametrize("code", CODES)
def test_a_canonical_record_has_no_fault(code: str, findings: Findings, canonical: str) -> None:
    assert findings(code, {PATH: canonical}) == []


@pytest.mark.parametrize("code", CODES)
def test_a_record_of_the_first_layout_has_no_fault(code: str, findings: Findings) -> None:
    text = "---\nid: 0001\ntitle: Hello\nstage: architect\ndate: 2025-09-20\n---\n\nDesign it.\n\n### Outcome\n- x\n"
    assert findings(code, {"docs/prompts/0001-hello-architect.prompt.md": text}) == []


@pytest.mark.parametrize("code", CODES)
def test_a_record_in_a_feature_folder_of_the_second_layout_has_no_fault(
    code: str, findings: Findings, canonical: str
) -> None:
    text = canonical.replace("stage: green", "stage: general")
    assert findings(code, {"specs/001-login/prompts/0001-login-form.general.prompt.md": text}) == []


class TestMalformedRecord:
    """PHR001."""

    def test_no_front_matter_at_all(self, findings: Findings) -> None:
        (found,) = findings("PHR001", {PATH: "# What we did\n\nThings.\n"})
        assert found.message == "this record has no front matter"

    @pytest.mark.parametrize("text", ["id: 1\ntitle: T\nstage: red\n", "# PHR\n\n**ID**: 1\n**Stage**: red\n"])
    def test_keys_outside_front_matter(self, text: str, findings: Findings) -> None:
        (found,) = findings("PHR001", {PATH: text})
        assert found.message == "this record's keys are not in front matter"

    @pytest.mark.parametrize(
        ("text", "message"),
        [
            ("   ---\nid: 1\ntitle: T\n---\n", "blanks stand before the first --- of this record"),
            ("```md\n---\nid: 1\ntitle: T\n---\n```\n", "a code fence stands around this record"),
            ("---\nowner: A\n---\n\n**ID**: 1\n**Stage**: red\n", "this record's keys are not in its front matter"),
        ],
    )
    def test_the_cause_is_said(self, text: str, message: str, findings: Findings) -> None:
        (found,) = findings("PHR001", {PATH: text})
        assert found.message == message

    @pytest.mark.parametrize("code", ["PHR001", "PHR003"])
    def test_front_matter_that_is_never_closed_is_reported_elsewhere(self, code: str, findings: Findings) -> None:
        text = "---\nid: 1\nprompt_text:\nBuild it.\n\nresponse_text:\nBuilt.\n"
        assert findings(code, {PATH: text}) == []

    def test_every_missing_or_empty_key_is_named_in_one_finding(self, findings: Findings, canonical: str) -> None:
        text = canonical.replace('date: "2026-01-02"\n', "").replace("title: Login form", "title:")
        (found,) = findings("PHR001", {PATH: text})
        assert found.message == "the front matter lacks `title`, `date`"

    def test_a_stage_that_the_file_name_has_is_a_warning(self, findings: Findings, canonical: str) -> None:
        text = canonical.replace("stage: green\n", "")
        (found,) = findings("PHR001", {PATH: text})
        assert (found.severity, found.help) == (Severity.WARNING, "add `stage: green`")
        for path, record in ((PATH.replace(".green.", "."), text), (PATH, text.replace("title: Login form\n", ""))):
            assert [found.severity for found in findings("PHR001", {path: record})] == [Severity.ERROR]

    @pytest.mark.parametrize("key", ["date_iso", "created_at", "phr_created_at"])
    def test_another_name_for_the_date_is_enough(self, key: str, findings: Findings, canonical: str) -> None:
        assert findings("PHR001", {PATH: canonical.replace("date:", f"{key}:")}) == []

    def test_keys_that_the_template_has_and_nobody_needs_may_be_missing(self, findings: Findings) -> None:
        text = "---\nid: 1\ntitle: T\nstage: red\ndate: 2026-01-02\n---\n"
        assert findings("PHR001", {PATH: text}) == []


class TestUnfilledRecord:
    """PHR002."""

    def test_tokens_left_in_a_record_are_one_finding_at_the_first(self, findings: Findings, canonical: str) -> None:
        text = canonical.replace("Built it.", "{{RESPONSE_TEXT}} {{TESTS_SUMMARY}} {{TESTS_SUMMARY}}")
        (found,) = findings("PHR002", {PATH: text})
        assert found.message == "`{{RESPONSE_TEXT}}` was never filled in, nor is one other token"
        assert found.location.start.line == 15

    def test_an_untouched_template_says_so(self, findings: Findings) -> None:
        keys = ("id", "title", "stage", "surface", "model", "feature", "branch", "user", "command", "labels")
        text = (
            "---\n"
            + "".join(f"{key}: {{{{{key.upper()}}}}}\n" for key in keys)
            + "---\n\n## Prompt\n\n{{PROMPT_TEXT}}\n"
        )
        (found,) = findings("PHR002", {PATH: text})
        assert found.message == "this record was never filled in"
        assert findings("PHR003", {PATH: text}) == []
        assert findings("PHR004", {PATH: text}) == []
        assert findings("PHR008", {PATH: text}) == []

    def test_a_record_with_a_prompt_is_never_one_to_delete(self, findings: Findings, canonical: str) -> None:
        tokens = ("OUTCOME_IMPACT", "TESTS_SUMMARY", "FILES_SUMMARY", "NEXT_PROMPTS", "REFLECTION_NOTE", "LABELS")
        more = ("FAILURE_MODES", "GRADER_RESULTS", "PROMPT_VARIANT_ID", "NEXT_EXPERIMENT", "RESPONSE_TEXT")
        text = canonical.replace("Built it.", "\n".join(f"{{{{{token}}}}}" for token in tokens + more))
        (found,) = findings("PHR002", {PATH: text})
        assert found.severity is Severity.ERROR
        assert "delete" not in found.help

    def test_keys_that_nobody_needs_are_a_warning(self, findings: Findings, canonical: str) -> None:
        text = canonical.replace("feature: 001-login", 'user: "{{USER}}"\nlinks:\n  spec: "{{LINKS_SPEC}}"')
        (found,) = findings("PHR002", {PATH: text})
        assert (found.severity, found.location.start.line) == (Severity.WARNING, 6)

    def test_a_key_that_everybody_needs_is_pointed_at_first(self, findings: Findings, canonical: str) -> None:
        text = canonical.replace("feature: 001-login", 'user: "{{USER}}"').replace("Built it.", "{{RESPONSE_TEXT}}")
        (found,) = findings("PHR002", {PATH: text})
        assert found.severity is Severity.ERROR
        assert found.message == "`{{RESPONSE_TEXT}}` was never filled in, nor is one other token"

    def test_a_prompt_that_quotes_the_template_is_left_alone(self, findings: Findings, canonical: str) -> None:
        text = canonical.replace("Build the login form.", "Replace {{TITLE}} in the template.")
        assert findings("PHR002", {PATH: text}) == []


class TestEmptyPrompt:
    """PHR003."""

    def test_an_empty_section_is_an_error_at_its_heading(self, findings: Findings, canonical: str) -> None:
        (found,) = findings("PHR003", {PATH: canonical.replace("Build the login form.", "")})
        assert found.severity is Severity.ERROR
        assert found.message == "the prompt is empty"
        assert found.location.excerpt == "## Prompt"

    def test_an_empty_section_beside_a_slash_command_is_a_warning(self, findings: Findings, canonical: str) -> None:
        text = canonical.replace("Build the login form.", "").replace("feature: 001-login", "command: /sp.plan")
        (found,) = findings("PHR003", {PATH: text})
        assert found.severity is Severity.WARNING
        assert found.help == "write the command itself if nothing more was said"

    @pytest.mark.parametrize("text", ["$ARGUMENTS", "```\n$ARGUMENTS\n```", "> $ARGUMENTS"])
    def test_the_word_of_a_slash_command_is_an_error(self, text: str, findings: Findings, canonical: str) -> None:
        (found,) = findings("PHR003", {PATH: canonical.replace("Build the login form.", text)})
        assert found.message == "`$ARGUMENTS` stands in place of the prompt"

    def test_the_word_among_the_keys_is_found_there(self, findings: Findings) -> None:
        (found,) = findings("PHR003", {PATH: "---\nid: 1\nprompt_text: $ARGUMENTS\n---\n\nDone.\n"})
        assert found.location.start.line == 3

    def test_a_record_without_the_section_is_a_warning(self, findings: Findings, canonical: str) -> None:
        (found,) = findings("PHR003", {PATH: canonical.replace("## Prompt", "## Summary")})
        assert found.severity is Severity.WARNING

    @pytest.mark.parametrize("title", ["Command", "User Problem"])
    def test_words_of_the_user_may_stand_under_another_heading(
        self, title: str, findings: Findings, canonical: str
    ) -> None:
        assert findings("PHR003", {PATH: canonical.replace("## Prompt", f"## {title}")}) == []
        empty = canonical.replace("## Prompt\n\nBuild the login form.", f"## {title}")
        assert len(findings("PHR003", {PATH: empty})) == 1

    @pytest.mark.parametrize(
        ("command", "told"),
        [
            ("/sp.implement go on with the login", 0),
            ("read the chat above and implement the tasks of it", 0),
            ("/sp.implement", 1),
            ("Fix the login form", 1),
            ("/sp.implement with $ARGUMENTS", 1),
        ],
    )
    def test_words_of_the_user_may_stand_in_the_key_of_the_command(
        self, command: str, told: int, findings: Findings, canonical: str
    ) -> None:
        text = canonical.replace("stage: green", f'stage: green\ncommand: "{command}"')
        assert len(findings("PHR003", {PATH: text.replace("## Prompt", "## Summary")})) == told

    def test_a_slash_command_with_words_is_a_prompt(self, findings: Findings, canonical: str) -> None:
        text = canonical.replace("Build the login form.", "/sp.plan $ARGUMENTS and use Redis")
        assert findings("PHR003", {PATH: text}) == []


class TestStages:
    """PHR004, PHR005 and PHR006."""

    @pytest.mark.parametrize(
        ("written", "meant"), [("implement", "green"), ("specification", "spec"), ("Debugging", "red"), ("adr", "misc")]
    )
    def test_an_alias_is_reported_with_the_stage_that_is_meant(
        self, written: str, meant: str, findings: Findings, canonical: str
    ) -> None:
        (found,) = findings("PHR004", {PATH: canonical.replace("stage: green", f"stage: {written}")})
        assert found.message == f"`{written}` is no stage"
        assert found.help == f"write `stage: {meant}`"

    def test_a_made_up_stage_is_reported_with_the_ten(self, findings: Findings, canonical: str) -> None:
        (found,) = findings("PHR004", {PATH: canonical.replace("stage: green", "stage: phase6")})
        assert "constitution, spec, plan, tasks, red, green, refactor, explainer, misc, general" in found.help

    def test_an_old_stage_is_unknown_in_the_folders_of_today(self, findings: Findings, canonical: str) -> None:
        (found,) = findings("PHR004", {PATH: canonical.replace("stage: green", "stage: architect")})
        assert found.help == "write `stage: plan`"

    def test_a_folder_of_ones_own_may_have_words_of_its_own(self, findings: Findings, canonical: str) -> None:
        path = "history/ideas/0001-login-form.prompt.md"
        assert findings("PHR004", {path: canonical.replace("stage: green", "stage: design")}) == []
        assert len(findings("PHR004", {path: canonical.replace("stage: green", "stage: specification")})) == 1

    def test_two_stages_are_a_mismatch_where_both_are_there(self, findings: Findings, canonical: str) -> None:
        (found,) = findings("PHR005", {PATH.replace(".green.", ".red."): canonical})
        assert found.message == "the stage is `green` here and `red` in the file name"
        assert findings("PHR005", {PATH.replace(".green.", "."): canonical}) == []

    def test_an_unknown_stage_is_not_reported_twice(self, findings: Findings, canonical: str) -> None:
        assert findings("PHR005", {PATH: canonical.replace("stage: green", "stage: implement")}) == []

    @pytest.mark.parametrize("folder", ["general", "constitution"])
    def test_work_on_a_feature_belongs_in_its_folder(self, folder: str, findings: Findings, canonical: str) -> None:
        (found,) = findings("PHR006", {PATH.replace("001-login", folder): canonical})
        assert "`history/prompts/001-login/`" in found.help

    @pytest.mark.parametrize("feature", ["none", "null", "general", "N/A"])
    def test_work_on_no_feature_may_lie_in_general(self, feature: str, findings: Findings, canonical: str) -> None:
        text = canonical.replace("feature: 001-login", f"feature: {feature}")
        assert findings("PHR006", {PATH.replace("001-login", "general"): text}) == []

    def test_general_work_does_not_belong_to_a_feature_but_may_lie_in_a_folder_of_ones_own(
        self, findings: Findings, canonical: str
    ) -> None:
        text = canonical.replace("stage: green", "stage: general")
        spec = {"specs/001-login/spec.md": "# Feature Specification: Login\n"}
        path = PATH.replace(".green.", ".general.")
        assert len(findings("PHR006", {path: text, **spec})) == 1
        assert findings("PHR006", {path.replace("001-login", "lessons"): text, **spec}) == []

    def test_a_folder_below_no_prompts_has_no_routes(self, findings: Findings, canonical: str) -> None:
        text = canonical.replace("stage: green", "stage: general")
        assert findings("PHR006", {"history/ideas/0001-login-form.general.prompt.md": text}) == []

    def test_the_constitution_has_a_folder(self, findings: Findings, canonical: str) -> None:
        text = canonical.replace("stage: green", "stage: constitution")
        path = PATH.replace(".green.", ".constitution.")
        assert len(findings("PHR006", {path: text})) == 1
        assert findings("PHR006", {path.replace("001-login", "constitution"): text}) == []


@pytest.mark.parametrize("date", ["2026-01-02", "2026-01-02T10:00:00Z", "2024-02-29", "2026-01-02 10:00"])
def test_a_day_with_or_without_a_time_is_a_date(date: str, findings: Findings, canonical: str) -> None:
    assert findings("PHR008", {PATH: canonical.replace("2026-01-02", date)}) == []


@pytest.mark.parametrize("date", ["YYYY-MM-DD", "2 January 2026", "2026-02-29", "2026-13-01", "02/01/2026", "2026-1-2"])
def test_anything_else_is_none(date: str, findings: Findings, canonical: str) -> None:
    (found,) = findings("PHR008", {PATH: canonical.replace("2026-01-02", date)})
    assert found.message == f"`{date}` is no date"


@pytest.mark.parametrize("name", ["0001-login-form", "001-login-form", "01-login", "1-login", "0001-日本語"])
def test_one_to_four_digits_and_words_in_any_script_are_a_name(name: str, findings: Findings, canonical: str) -> None:
    assert findings("PHR012", {f"history/prompts/001-login/{name}.green.prompt.md": canonical}) == []


@pytest.mark.parametrize(
    ("name", "defect"),
    [
        ("PHR-0001-login.green.prompt.md", "begins with `PHR-`"),
        ("20260102-0001-login.green.prompt.md", "begins with a date"),
        ("login.green.prompt.md", "has no number"),
        ("1767225600-login.green.prompt.md", "has a number of 10 digits"),
        ("0001-.green.prompt.md", "has no words after the number"),
        ("0001-login.prompt.md", "names no stage"),
        ("0001-Login-form.green.prompt.md", "has capital letters in its words"),
        ("0001-login_form.green.prompt.md", "has `_` in its words"),
        ("0001-login form.green.prompt.md", "has a blank in its words"),
        ("login.phr.md", "does not end in `.prompt.md`"),
    ],
)
def test_a_name_of_another_form_is_reported_once(name: str, defect: str, findings: Findings, canonical: str) -> None:
    (found,) = findings("PHR012", {f"history/prompts/001-login/{name}": canonical})
    assert found.message.startswith(f"the file name {defect}")


def test_another_number_in_the_front_matter_is_reported(findings: Findings, canonical: str) -> None:
    (found,) = findings("PHR012", {PATH: canonical.replace('"0001"', '"0002"')})
    assert found.message == "the id is 0002 here and 0001 in the file name"


@pytest.mark.parametrize("number", ["1", "001", "PHR-0001", "PHR001", "login-1", ""])
def test_a_number_written_otherwise_or_unreadably_is_left_alone(
    number: str, findings: Findings, canonical: str
) -> None:
    assert findings("PHR012", {PATH: canonical.replace('"0001"', f'"{number}"')}) == []
