"""`unfilled-template` and `template-leftover`: which of them speaks, how often, and where."""

from __future__ import annotations

from typing import TYPE_CHECKING

from specward.finding import Severity

if TYPE_CHECKING:
    from collections.abc import Callable

    from specward.finding import Finding

    Findings = Callable[[str, dict[str, str]], list[Finding]]

PLAN = "specs/001-login/plan.md"
ADR = "history/adr/0001-session-store.md"
WRITTEN = "# Implementation Plan: Login\n\n## Summary\n\nPasskeys.\n\n## Technical Context\n\nPython.\n\n"
TABLE = """\
## Complexity Tracking

| Violation | Why Needed | Simpler Alternative Rejected Because |
| --- | --- | --- |
| [e.g., 4th project] | [current need] | [why 3 projects insufficient] |
| [e.g., Repository pattern] | [specific problem] | [why direct DB access insufficient] |
"""
UNTOUCHED_ADR = """\
# ADR-{{ID}}: {{TITLE}}

- **Status:** Proposed | Accepted | Superseded | Rejected
- **Date:** {{DATE_ISO}}
- **Context:** {{CONTEXT}}

## Decision

{{DECISION}}

## Alternatives Considered

{{ALTERNATIVES}}
"""


def messages(findings: Findings, code: str, path: str, text: str) -> list[tuple[int, str]]:
    return [(finding.location.start.line, finding.message) for finding in findings(code, {path: text})]


def test_the_placeholders_of_one_table_are_one_finding(findings: Findings) -> None:
    text = "# Implementation Plan: Login\n\n## Summary\n\nSee `specs/[###-feature]/`.\n\n## Scope\n\nAll.\n\n" + TABLE
    assert messages(findings, "DOC003", PLAN, text) == [
        (5, "a placeholder is left: specs/[###-feature]/"),
        (15, "a placeholder is left: [e.g., 4th project], and 3 more in this table"),
    ]


def test_a_placeholder_of_which_the_beginning_is_known_is_shown_with_dots(findings: Findings) -> None:
    text = "# Implementation Plan: Login\n\n**Scale/Scope**: [domain-specific, e.g., 10k users]\n"
    assert messages(findings, "DOC003", PLAN, text) == [(3, "a placeholder is left: [domain-specific, e.g., …")]


def test_the_end_of_the_template_below_a_written_plan_is_one_finding(findings: Findings) -> None:
    tail = "### Documentation\n\n`specs/[###-feature]/`\n\n`[REMOVE IF UNUSED]`\n\n" + TABLE
    text = WRITTEN + "## Next Steps\n\nBegin.\n\n" + tail
    assert messages(findings, "DOC003", PLAN, text) == [(17, "the template's tail is left from here on")]
    assert messages(findings, "DOC002", PLAN, text) == []


def test_placeholders_with_a_written_section_between_them_are_no_tail(findings: Findings) -> None:
    text = WRITTEN + "## Structure\n\n`specs/[###-feature]/` `[REMOVE IF UNUSED]`\n\n## Risks\n\nNone.\n\n" + TABLE
    assert len(messages(findings, "DOC003", PLAN, text)) == 3


def test_our_own_placeholders_are_each_reported(findings: Findings) -> None:
    text = WRITTEN + "## Next Steps\n\n[TODO: one]\n\n[TODO: two]\n\n[TODO: three]\n"
    assert len(messages(findings, "DOC003", PLAN, text)) == 3


def test_a_decision_that_nobody_wrote_is_one_finding(findings: Findings) -> None:
    assert messages(findings, "DOC002", ADR, UNTOUCHED_ADR) == [
        (1, "still the template: 6 placeholders are not filled in, this is the first")
    ]
    assert messages(findings, "DOC003", ADR, UNTOUCHED_ADR) == []
    assert messages(findings, "ADR001", ADR, UNTOUCHED_ADR) == []


def test_an_untouched_constitution_is_a_warning_until_there_is_a_feature(findings: Findings) -> None:
    names = ("PROJECT_NAME", "PRINCIPLE_1_NAME", "PRINCIPLE_2_NAME", "SECTION_2_NAME", "GOVERNANCE_RULES")
    text = "".join(f"## [{name}]\n\n" for name in (*names, "CONSTITUTION_VERSION"))
    files = {".specify/memory/constitution.md": text}
    assert [finding.severity for finding in findings("DOC002", files)] == [Severity.WARNING]
    files["specs/001-login/spec.md"] = "# Feature Specification: Login\n"
    assert [finding.severity for finding in findings("DOC002", files)] == [Severity.ERROR]


def test_the_bracket_is_pointed_at_and_not_the_label_before_it(findings: Findings) -> None:
    (found,) = findings("DOC003", {PLAN: "# Implementation Plan: [FEATURE]\n"})
    assert (found.location.start.column, found.location.end.column) == (24, 33)


def test_a_hint_in_the_front_matter_of_a_decision_is_reported(findings: Findings) -> None:
    text = "---\nstatus: accepted\nconsulted: {list everyone whose opinions are sought}\n---\n\n# Sessions\n"
    assert messages(findings, "DOC003", ADR, text) == [
        (3, "a placeholder is left: {list everyone whose opinions are sought…")
    ]
