from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from specward import config
from specward.check.select import Selection
from specward.errors import UsageError
from specward.finding import Severity
from specward.rules import RULES

if TYPE_CHECKING:
    from collections.abc import Sequence

    from specward.rule import Rule

SPEC = "specs/001-login/spec.md"


def selection(text: str = "", select: Sequence[str] = (), ignore: Sequence[str] = ()) -> Selection:
    return Selection(RULES, config.parse(text) if text else config.DEFAULTS, select=select, ignore=ignore)


def codes(chosen: Selection) -> list[str]:
    return [rule.code for rule in chosen.rules]


def rule(code: str) -> Rule:
    return next(rule for rule in RULES if rule.code == code)


def test_all_rules_run_by_default() -> None:
    assert codes(selection()) == [rule.code for rule in RULES]


def test_a_code_a_name_and_a_prefix_select() -> None:
    assert codes(selection(select=["SPC001"])) == ["SPC001"]
    assert codes(selection(select=["unresolved-clarification"])) == ["SPC001"]
    assert all(code.startswith("PRJ") for code in codes(selection(select=["prj"])))


def test_the_command_line_replaces_the_configured_selection_and_adds_to_what_is_ignored() -> None:
    text = "rules:\n  select: [PRJ]\n  ignore: [PRJ001]\n"
    assert codes(selection(text, select=["SPC001"])) == ["SPC001"]
    assert "PRJ001" not in codes(selection(text, ignore=["PRJ002"]))
    assert "PRJ002" not in codes(selection(text, ignore=["PRJ002"]))


def test_severity_off_leaves_a_rule_out() -> None:
    assert "SPC001" not in codes(selection("rules:\n  severity: {SPC001: off}\n"))


def test_a_configured_severity_wins_over_the_rules_own() -> None:
    chosen = selection("rules:\n  severity: {SPC: info, SPC001: error}\n")
    assert chosen.severity(rule("SPC001"), SPEC, Severity.WARNING) is Severity.ERROR
    assert chosen.severity(rule("SPC002"), SPEC, Severity.ERROR) is Severity.INFO


def test_the_last_matching_path_entry_wins_over_all() -> None:
    text = (
        "rules:\n  severity: {SPC001: error}\n  per-path:\n"
        '    "specs/0*/**": {severity: {SPC001: info}}\n    "specs/001-login/**": {ignore: [SPC]}\n'
    )
    chosen = selection(text)
    assert chosen.severity(rule("SPC001"), SPEC, Severity.WARNING) is Severity.OFF
    assert chosen.severity(rule("SPC001"), "specs/002-b/spec.md", Severity.WARNING) is Severity.INFO
    assert chosen.severity(rule("SPC001"), "docs/specs/9/spec.md", Severity.WARNING) is Severity.ERROR


@pytest.mark.parametrize("text", ["rules:\n  ignore: [SPC9999]\n", "rules:\n  per-path: {'a/**': {ignore: [nope]}}\n"])
def test_a_selector_that_means_no_rule_is_an_error_at_its_place(text: str) -> None:
    with pytest.raises(UsageError) as caught:
        selection(text)
    assert caught.value.where.startswith(".specify/specward.yml:2:")


def test_a_misspelt_selector_on_the_command_line_names_what_was_meant() -> None:
    with pytest.raises(UsageError) as caught:
        selection(select=["unresolved-clarificaton"])
    assert "unresolved-clarification" in caught.value.help
