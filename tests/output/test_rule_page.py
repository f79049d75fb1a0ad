"""What a rule's page says of the rule."""

from __future__ import annotations

import pytest

from specward.finding import Severity
from specward.output.rule_page import page
from specward.rule import Need, Rule, Scope

MODULE = "specward.rules.spec.story_without_criterion"


@pytest.mark.verifies("005-the-whole-checker/AC-021")
def test_a_page_says_how_many_findings_were_read_and_how_many_were_right() -> None:
    measured = page(Rule("SPC007", Severity.ERROR, Scope.SPEC, MODULE, read=30, right=29))
    assert "- **Precision**: 29 of 30 findings read in real projects were right\n" in measured
    assert "- **Precision**: not measured" in page(Rule("SPC007", Severity.ERROR, Scope.SPEC, MODULE))


def test_a_page_says_what_the_rule_declares() -> None:
    rule = Rule(
        *("SPC007", Severity.INFO, Scope.SPEC, MODULE),
        strict=Severity.ERROR,
        fixable=True,
        needs=Need.DECISIONS,
        since="0.2",
    )
    assert page(rule).startswith(
        "# story-without-criterion [SPC007]\n"
        "\n"
        "- **Severity**: info, which by default fails no check; error in the profiles strict and safety\n"
        "- **Looks at**: spec\n"
        "- **Asked where there is**: a decision record\n"
        "- **Fix**: for some findings: `spec check --fix`, or `--unsafe-fixes`\n"
        "- **Precision**: not measured: no finding in real projects was read\n"
        "- **Since**: 0.2\n"
        "\n"
        "A user story has no acceptance scenario.\n"
    )


def test_a_page_ends_with_the_ways_to_silence_the_rule() -> None:
    said = page(Rule("SPC007", Severity.ERROR, Scope.SPEC, MODULE))
    assert "`<!-- spec: ignore story-without-criterion -- the reason -->`" in said.rpartition("## ")[2]


@pytest.mark.parametrize(
    ("scope", "in_python", "in_markdown"),
    [(Scope.MODULE, True, False), (Scope.PROJECT, True, True)],
)
def test_a_rule_of_a_pack_is_silenced_where_its_findings_lie(scope: Scope, in_python: bool, in_markdown: bool) -> None:
    ways = page(Rule("FA110", Severity.ERROR, scope, MODULE, needs=Need.FASTAPI)).rpartition("## ")[2]
    assert ("`# spec: ignore story-without-criterion -- the reason`" in ways) is in_python
    assert ("<!--" in ways) is in_markdown


def test_what_stands_in_front_matter_is_silenced_below_it() -> None:
    told = page(Rule("AGT003", Severity.ERROR, Scope.AGENT, "specward.rules.agent.missing_field"))
    assert "below its front matter: `<!-- spec: ignore-file missing-field -- the reason -->`." in told
