"""How severe a rule is at a path: the profile, the configuration, the entries of `rules.per-path`, in this order."""

from __future__ import annotations

import pytest

from specward import config
from specward.check.select import Selection
from specward.config import ConfigError
from specward.errors import UsageError
from specward.finding import Severity
from specward.rules import RULES

pytestmark = pytest.mark.verifies("005-the-whole-checker/AC-013")

OLD, NEW = "specs/001-login/spec.md", "specs/010-export/spec.md"
OFF, INFO, WARNING, ERROR = Severity.OFF, Severity.INFO, Severity.WARNING, Severity.ERROR


def severities(rules: str, code: str = "SPC003") -> tuple[Severity, Severity]:
    """How severe a rule, by itself a warning, is in an old and in a new feature."""
    chosen = Selection(RULES, config.parse(f"rules:\n{rules}"))
    rule = next((rule for rule in chosen.rules if rule.code == code), None)
    return (chosen.severity(rule, OLD), chosen.severity(rule, NEW)) if rule else (OFF, OFF)


@pytest.mark.parametrize(
    ("entries", "wanted"),
    [
        ("specs/001-login: {ignore: [SPC003]}", (OFF, WARNING)),
        ("specs/001-login/: {ignore: [SPC003]}", (OFF, WARNING)),
        ("./specs/001-login/**: {ignore: [SPC003]}", (OFF, WARNING)),
        ("specs/0*/**: {ignore: [spc]}", (OFF, OFF)),
        ("specs/0*: {ignore: [SPC]}", (WARNING, WARNING)),
        ("'**/spec.md': {ignore: [ALL]}", (OFF, OFF)),
        ("spec.md: {ignore: [ALL]}", (WARNING, WARNING)),
        ("specs/01?-*/**: {severity: {requirement-without-modal: error}}", (WARNING, ERROR)),
        ("specs/**: {severity: {SPC: error, SPC003: info}}", (INFO, INFO)),
        ("specs/**: {severity: {ALL: error, SPC: info}}", (INFO, INFO)),
        ("specs/**: {ignore: [SPC003], severity: {SPC003: error}}", (OFF, OFF)),
    ],
)
def test_an_entry_holds_where_its_glob_matches(entries: str, wanted: tuple[Severity, Severity]) -> None:
    assert severities(f"  per-path:\n    {entries}\n") == wanted


def test_of_several_entries_that_name_the_rule_the_last_counts() -> None:
    entries = "  per-path:\n    specs/**: {ignore: [SPC]}\n    specs/01*/**: {severity: {SPC003: error}}\n"
    assert severities(entries) == (OFF, ERROR)
    other = "  per-path:\n    specs/**: {ignore: [SPC]}\n    specs/01*/**: {severity: {SPC001: error}}\n"
    assert severities(other) == (OFF, OFF)


def test_a_rule_that_is_off_can_be_on_in_one_place() -> None:
    entries = "  severity: {SPC003: off}\n  per-path:\n    specs/01*/**: {severity: {SPC003: error}}\n"
    assert severities(entries) == (OFF, ERROR)


@pytest.mark.parametrize("off", ["  ignore: [SPC003]\n", "  select: [SPC001]\n"])
def test_a_rule_that_is_not_selected_is_on_nowhere(off: str) -> None:
    assert severities(f"{off}  per-path:\n    specs/**: {{severity: {{SPC003: error}}}}\n") == (OFF, OFF)


def test_a_prefix_counts_less_than_a_longer_one_and_all_counts_least() -> None:
    assert severities("  severity: {ALL: error, SPC: info}\n") == (INFO, INFO)
    assert severities("  severity: {SPC0: error, SPC: info}\n") == (ERROR, ERROR)


@pytest.mark.parametrize(
    ("entries", "where", "near"),
    [
        ("specs/**: {ignore: [SPC0033]}", "4:25", "SPC003"),
        ("specs/**: {ignore: [SPC001, requirement-without-modl]}", "4:33", "requirement-without-modal"),
        ("specs/0.1/**: {severity: {requirement-without-modl: error}}", "4:31", "requirement-without-modal"),
    ],
)
def test_an_unknown_rule_is_told_at_its_place_with_what_may_be_meant(entries: str, where: str, near: str) -> None:
    with pytest.raises(UsageError) as refused:
        severities(f"  select: [ALL]\n  per-path:\n    {entries}\n")
    assert refused.value.where == f".specify/specward.yml:{where}"
    assert near in refused.value.help


@pytest.mark.parametrize(
    ("glob", "message"),
    [
        ("'!specs/010*/**'", "begins with `!`"),
        ("'specs/{001,002}*/**'", "alternatives in braces, which are not known"),
        ("/specs/**", "leads out of the project"),
        ("'../specs/**'", "leads out of the project"),
        ("'specs\\001'", "has a backslash"),
    ],
)
def test_a_glob_that_could_match_nothing_is_refused(glob: str, message: str) -> None:
    with pytest.raises(ConfigError) as refused:
        config.parse(f"rules:\n  per-path:\n    {glob}: {{ignore: [SPC003]}}\n")
    assert message in str(refused.value)
    assert (refused.value.problems[0].line, refused.value.problems[0].column) == (3, 5)


def test_braces_and_brackets_of_a_path_are_no_wildcards() -> None:
    read = config.parse("rules:\n  per-path:\n    'app/[id]/{slug}/**': {ignore: [SPC003]}\n")
    assert read.per_path[0].glob == "app/[id]/{slug}/**"
