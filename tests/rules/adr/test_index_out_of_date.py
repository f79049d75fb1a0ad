"""ADR027: the index of decisions does not say what the records say."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from specward.finding import Finding

    Find = Callable[[str, dict[str, str]], list[Finding]]

RECORD = {"docs/adr/0001-store.md": "# 1. Store\n\nDate: 2026-01-02\n\n## Status\n\nAccepted\n"}
INDEX = "docs/adr/README.md"
RIGHT = """\
# Decisions

<!-- adr-index:start -->

| Decision | Title | Status | Date |
| --- | --- | --- | --- |
| ADR-0001 | [Store](0001-store.md) | accepted | 2026-01-02 |

<!-- adr-index:end -->
"""


def told(findings: Find, files: dict[str, str]) -> list[str]:
    return [
        f"{finding.location.path}:{finding.location.start.line} {finding.message}"
        for finding in findings("ADR027", {**RECORD, **files})
    ]


def test_an_index_that_is_right_is_silent_however_it_is_set_out(findings: Find) -> None:
    assert told(findings, {INDEX: RIGHT}) == []
    assert told(findings, {INDEX: RIGHT.replace(" | ", "   |   ").replace("---", "---------")}) == []


def test_a_record_that_is_missing_wrong_or_gone_is_named(findings: Find) -> None:
    two = {"docs/adr/0002-tokens.md": "# 2. Tokens\n\n## Status\n\nProposed\n"}
    gone = RIGHT.replace("| ADR-0001", "| ADR-0007 | [Gone](0007-gone.md) | accepted | – |\n| ADR-0001")
    assert told(findings, {INDEX: RIGHT, **two}) == [f"{INDEX}:3 the index is out of date: ADR-0002"]
    assert told(findings, {INDEX: gone}) == [f"{INDEX}:3 the index is out of date: ADR-0007"]
    assert told(findings, {INDEX: RIGHT.replace("accepted", "proposed")}) == [
        f"{INDEX}:3 the index is out of date: ADR-0001"
    ]


def test_the_way_to_mend_it_is_told(findings: Find) -> None:
    finding = findings("ADR027", {**RECORD, INDEX: RIGHT.replace("accepted", "draft")})[0]
    assert finding.help == "spec adr index docs/adr/README.md"


def test_a_file_without_marks_or_without_records_beside_it_is_not_judged(findings: Find) -> None:
    assert told(findings, {INDEX: "# Decisions\n\n* [Gone](0007-gone.md)\n"}) == []
    assert told(findings, {INDEX: f"# How to\n\n```\n{RIGHT}```\n"}) == []
    assert told(findings, {"README.md": RIGHT.replace("accepted", "proposed")}) == []


def test_a_list_of_adr_log_is_not_judged(findings: Find) -> None:
    assert told(findings, {INDEX: "<!-- adrlog -->\n\n* [ADR-0009](x.md) - X\n\n<!-- adrlogstop -->\n"}) == []


def test_the_configured_file_is_judged_wherever_it_stands(findings: Find) -> None:
    wrong = RIGHT.replace("](", "](docs/adr/").replace("accepted", "proposed")
    files = {".specify/specward.yml": "adr: {index: decisions.md}\n", "decisions.md": wrong, INDEX: "# no mark\n"}
    assert told(findings, files) == ["decisions.md:3 the index is out of date: ADR-0001"]
    assert told(findings, {**files, "decisions.md": wrong.replace("proposed", "accepted")}) == []


def test_marks_that_do_not_pair_are_told(findings: Find) -> None:
    assert told(findings, {INDEX: RIGHT.replace("<!-- adr-index:end -->", "")}) == [
        f"{INDEX}:1 the marks of the index do not pair"
    ]
