"""The clean project and its seeded defects: what each one comes to, in findings, in words and in exit status."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

import pytest
from tests.seeded.matrix import DEFECTS, PATH, RENEW, render
from tests.seeded.project import clean
from tests.seeded.samples import SAMPLES, seeded

from specward.errors import USAGE
from specward.rules import RULES

if TYPE_CHECKING:
    from tests.seeded.defect import Defect

    from specward.check.report import Report
    from specward.verify.verification import Verification


def name_of(defect: Defect) -> str:
    """What a test is called after a defect."""
    return defect.name.replace(" ", "-")


EVERY = pytest.mark.parametrize("defect", DEFECTS, ids=name_of)
GATED = pytest.mark.parametrize("defect", [one for one in DEFECTS if one.verify is not None], ids=name_of)
SMALL = pytest.mark.parametrize("defect", [one for one in DEFECTS if one.sample != "service"], ids=name_of)
"""One file is parsed like another, and the service has too many to read it twice for each defect."""


@cache
def checked(defect: Defect) -> Report:
    """What is found in the project with the defect: with the results of its tests where the gate is asked too."""
    return seeded(defect).checked(judged=defect.verify is not None)


@cache
def verified(defect: Defect) -> Verification:
    """What the gate says of the project with the defect."""
    return seeded(defect).verified()


def told(found: Verification) -> list[str]:
    """Everything that the gate says, in words."""
    rows = [row for feature in found.features for row in feature.rows] + list(found.principles)
    findings = [*found.findings, *(finding for feature in found.features for finding in feature.findings)]
    reasons = [item.reason for item in found.undetermined]
    return [*reasons, *(row.detail for row in rows), *(finding.message for finding in findings)]


def listed(report: Report) -> list[str]:
    """Every finding as the seeds write it."""
    return [f"{finding.code} {finding.location.path}:{finding.location.start.line}" for finding in report.findings]


def test_the_clean_twin_has_no_finding_and_is_accepted() -> None:
    for judged in (True, False):
        report = clean().checked(judged=judged)
        assert (report.findings, report.undetermined, report.exit_code()) == ((), (), 0)
    found = clean().verified()
    assert (found.exit_code, found.findings, found.undetermined) == (0, (), ())
    assert [(feature.evidenced, len(feature.criteria)) for feature in found.features] == [(4, 4), (2, 2)]
    assert not any(row.blocks for feature in found.features for row in feature.rows)


@pytest.mark.verifies("005-the-whole-checker/AC-024", "006-the-five-agents/AC-022")
@pytest.mark.parametrize("name", SAMPLES)
def test_a_project_without_a_defect_has_no_finding_of_any_severity(name: str) -> None:
    for judged in (True, False):
        report = SAMPLES[name]().checked(judged=judged)
        assert (report.findings, report.undetermined, report.exit_code()) == ((), (), 0)


@pytest.mark.verifies("005-the-whole-checker/AC-024")
def test_each_rule_is_set_off_by_a_defect() -> None:
    set_off = {found.partition(" ")[0] for defect in DEFECTS for found in defect.found}
    assert {rule.code for rule in RULES} == set_off


@pytest.mark.verifies("005-the-whole-checker/AC-024", "006-the-five-agents/AC-022")
@EVERY
def test_a_defect_is_found_with_its_code_and_place_and_nothing_else_is(defect: Defect) -> None:
    report = checked(defect)
    assert sorted(listed(report)) == sorted(defect.found)
    if defect.verify is None:  # asserted here, since another test may be for another worker, and look once more
        assert report.exit_code() == defect.check
        assert [item.reason for item in report.undetermined] == ([defect.says] if defect.says else [])


@GATED
def test_a_defect_decides_both_exit_statuses(defect: Defect) -> None:
    state = seeded(defect)
    if state.project().config_problems:  # the command line refuses it before anything is judged; see below
        assert (defect.check, defect.verify) == (USAGE, USAGE)
        return
    assert state.checked(judged=False).exit_code() == defect.check
    assert verified(defect).exit_code == defect.verify


@GATED
def test_the_gate_names_the_defect_where_it_closes(defect: Defect) -> None:
    if defect.verify and defect.verify != USAGE:
        assert defect.says
        assert any(defect.says in words for words in told(verified(defect)))


@pytest.mark.no_cover  # each of its lines has run once already
@SMALL
def test_a_defect_is_told_in_the_same_words_each_time(defect: Defect) -> None:
    if defect.verify is not None:
        assert told(verified(defect)) == told(seeded(defect).verified())
    else:
        assert checked(defect) == seeded(defect).checked(judged=False)


def test_the_names_of_the_defects_are_their_own() -> None:
    assert len({defect.name for defect in DEFECTS}) == len(DEFECTS)


def test_the_published_matrix_is_current() -> None:
    assert PATH.read_text(encoding="utf-8") == render(), f"renew it: {RENEW}"
