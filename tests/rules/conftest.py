"""What one rule finds in files, as these tests compare it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from specward.check.manual import run_example
from specward.rules import RULES

if TYPE_CHECKING:
    from collections.abc import Callable

    from specward.finding import Finding


@pytest.fixture
def findings() -> Callable[[str, dict[str, str]], list[Finding]]:
    """The findings of one rule, by its code."""

    def find(code: str, files: dict[str, str]) -> list[Finding]:
        rule = next(rule for rule in RULES if rule.code == code)
        report = run_example(rule, files, RULES)
        assert not report.undetermined
        return [finding for finding in report.findings if finding.code == code]

    return find
