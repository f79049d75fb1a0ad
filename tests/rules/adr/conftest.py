"""Running one rule over a few decisions."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from specward.check.manual import run_example
from specward.rules import RULES

if TYPE_CHECKING:
    from collections.abc import Callable

    from specward.finding import Finding


@pytest.fixture
def findings() -> Callable[..., list[Finding]]:
    """Check files with one rule: `findings("ADR001", {path: text})`."""

    def run(code: str, files: dict[str, str]) -> list[Finding]:
        rule = next(rule for rule in RULES if rule.code == code)
        report = run_example(rule, files, RULES)
        assert not report.undetermined
        return list(report.findings)

    return run
