from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.cli.conftest import Spec

pytestmark = pytest.mark.usefixtures("inside")
SPEC = """# Feature Specification: Sign in

1. **AC-001** (FR-001): **Given** an account, **When** the password is sent, **Then** a session starts

- **AC-002**: It is quick.
"""
FEATURE = """# From specs/001-sign-in/spec.md: change that file and export it again.
@001-sign-in
Feature: Sign in

  @AC-001 @FR-001
  Scenario: AC-001 a session starts
    Given an account
    When the password is sent
    Then a session starts
"""


def prepared(spec: Spec) -> None:
    spec.write("specs/001-sign-in/spec.md", SPEC)
    spec.write("specs/002-empty/spec.md", "# Feature Specification: Empty\n")
    spec.write(".specify/feature.json", '{"feature_directory": "specs/001-sign-in"}')


def test_the_current_feature_is_printed(spec: Spec) -> None:
    prepared(spec)
    done = spec("export", "gherkin")
    assert (done.code, done.out) == (0, FEATURE)
    assert done.err == "001-sign-in: left out, for want of steps: AC-002\n"


def test_a_folder_gets_one_file_a_feature_that_has_scenarios(spec: Spec) -> None:
    prepared(spec)
    done = spec("export", "gherkin", "--output", "features/")
    assert (done.code, done.out) == (0, "features/001-sign-in.feature\n")
    assert spec.read("features/001-sign-in.feature") == FEATURE
    again = spec("export", "gherkin", "--output", "features", "--json").json
    assert (again["files"], again["features"][0]["scenarios"]) == ([], 1)


def test_a_dry_run_writes_nothing(spec: Spec) -> None:
    prepared(spec)
    before = spec.files()
    assert "+Feature: Sign in" in spec("export", "gherkin", "1", "--output", "features", "--dry-run").out
    assert spec.files() == before


def test_a_file_of_somebody_else_is_not_overwritten(spec: Spec) -> None:
    prepared(spec)
    spec.write("features/001-sign-in.feature", "Feature: Mine\n")
    done = spec("export", "gherkin", "--output", "features")
    assert (done.code, spec.read("features/001-sign-in.feature")) == (2, "Feature: Mine\n")
    assert "not overwritten" in done.err


def test_a_feature_without_scenarios_is_refused(spec: Spec) -> None:
    prepared(spec)
    done = spec("export", "gherkin", "002")
    assert (done.code, done.out) == (2, "")
    assert "002-empty has no acceptance scenario" in done.err


@pytest.mark.parametrize("folder", ["../elsewhere", "/elsewhere"])
def test_a_folder_outside_of_the_project_is_refused(spec: Spec, folder: str) -> None:
    spec.write("specs/001-login/spec.md", "# Feature Specification: L\n\n1. **AC-001**: **Given** a, **Then** b\n")
    done = spec("export", "gherkin", "login", "--output", folder)
    assert done.code == 2
    assert "nothing can be written there" in done.err
