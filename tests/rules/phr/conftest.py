"""Running one rule over a few records."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from specward.check.manual import run_example
from specward.rules import RULES

if TYPE_CHECKING:
    from collections.abc import Callable

    from specward.finding import Finding

RECORD = """\
---
id: "0001"
title: Login form
stage: green
date: "2026-01-02"
feature: 001-login
---

## Prompt

Build the login form.

## Response snapshot

Built it.
"""


@pytest.fixture
def canonical() -> str:
    """A record without a fault at `history/prompts/001-login/0001-login-form.green.prompt.md`."""
    return RECORD


@pytest.fixture
def findings() -> Callable[..., list[Finding]]:
    """Check files with one rule: `findings("PHR001", {path: text})`."""

    def run(code: str, files: dict[str, str]) -> list[Finding]:
        rule = next(rule for rule in RULES if rule.code == code)
        report = run_example(rule, files, RULES)
        assert not report.undetermined
        return list(report.findings)

    return run
