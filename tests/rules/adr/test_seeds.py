"""Every rule on decisions is set off by a seeded defect; `tests/test_seeded_defects.py` proves that nothing else is."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tests.seeded.decisions import DECISIONS, PINNED, RECORDS
from tests.seeded.project import clean

from specward.rules import RULES

if TYPE_CHECKING:
    from tests.seeded.defect import Defect


@pytest.mark.verifies("004-decisions/AC-016")
def test_each_rule_on_decisions_has_a_seeded_defect() -> None:
    codes = {rule.code for rule in RULES if rule.code.startswith("ADR") or rule.code == "PLN005"}
    seeded = {found.partition(" ")[0] for defect in (*DECISIONS, *PINNED) for found in defect.found}
    assert codes <= seeded


@pytest.mark.verifies("004-decisions/AC-016")
@pytest.mark.parametrize("defect", DECISIONS, ids=lambda defect: defect.name.replace(" ", "-"))
def test_a_defect_of_a_decision_is_told_where_it_is_and_nothing_else_is(defect: Defect) -> None:
    state = defect.change(clean())
    findings = state.checked(judged=False).findings
    told = sorted(f"{found.code} {found.location.path}:{found.location.start.line}" for found in findings)
    assert told == sorted(defect.found)


@pytest.mark.verifies("004-decisions/AC-016")
def test_the_records_without_a_defect_have_no_finding() -> None:
    report = clean().write(RECORDS).checked(judged=False)
    assert (report.findings, report.undetermined) == ((), ())
