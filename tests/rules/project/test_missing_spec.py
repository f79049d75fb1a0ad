"""A feature without a specification, beyond the examples of the rule's manual."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

    from specward.finding import Finding

    Find = Callable[[str, dict[str, str]], list[Finding]]

TASKS = "specs/001-login/tasks.md"


def test_a_feature_that_says_in_another_form_what_is_wanted_is_left_alone(findings: Find) -> None:
    files = {TASKS: "- [ ] T001 a\n"}
    assert len(findings("PRJ003", files)) == 1
    assert findings("PRJ003", files | {"specs/001-login/requirements.md": "# Requirements\n"}) == []
    assert len(findings("PRJ003", files | {"specs/001-login/checklists/requirements.md": "# Checklist\n"})) == 1


@pytest.mark.parametrize("folder", ["tests/fixtures/one", "web/__fixtures__", "pkg/testdata/a"])
def test_samples_of_tests_are_no_features(folder: str, findings: Find) -> None:
    files = {"specs/001-login/spec.md": "# Feature Specification: Login\n"}
    assert findings("PRJ003", files | {f"{folder}/specs/auth/plan.md": "# Plan\n"}) == []
