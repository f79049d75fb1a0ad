"""`spec new checklist` on the topics that Specward brings."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.cli.conftest import Spec

pytestmark = pytest.mark.usefixtures("inside")
SPEC = """\
# Feature Specification: Login

### User Story 1 - Sign in (Priority: P1)

1. **AC-001**: **Given** an account, **When** a wrong password is sent, **Then** it is refused
"""
PATH = "specs/001-login/checklists/minimum.md"


@pytest.mark.verifies("006-the-five-agents/AC-012")
def test_what_is_measured_is_filled_in_and_held_against_the_ticks(spec: Spec) -> None:
    spec.write("specs/001-login/spec.md", SPEC)
    done = spec("new", "checklist", "001", "--topic", "Minimum")
    assert (done.code, done.out, done.err) == (0, f"{PATH}\n", "")
    text = spec.read(PATH)
    assert "- [x] CHK002 **MIN-2**: The specification says what happens when something goes wrong\n" in text
    assert "- [ ] CHK003 **MIN-3**: The specification states its constraints\n  - measured, and not met: no " in text


def test_the_help_names_every_topic_that_comes_along(spec: Spec) -> None:
    told = " ".join(spec("new", "checklist", "--help").out.split())
    assert "contract, minimum, guidelines, fastapi, or any other" in told


def test_a_dry_run_writes_nothing(spec: Spec) -> None:
    spec.write("specs/001-login/spec.md", SPEC)
    done = spec("new", "checklist", "001", "--topic", "minimum", "--dry-run", "--json")
    assert (done.code, json.loads(done.out)["path"], json.loads(done.out)["dry_run"]) == (0, PATH, True)
    assert not (spec.root / PATH).exists()
