"""Steps that are not the scenario's."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from specward.finding import Finding

    Find = Callable[[str, dict[str, str]], list[Finding]]

SPEC = "# Feature Specification: A\n\n1. **AC-001**: **Given** a, **When** b, **Then** c\n"
TEST = '@pytest.mark.verifies("AC-001")\ndef test_a(): assert x\n'


def files(steps: list[tuple[str, str]] | None, test: str = TEST) -> dict[str, str]:
    entry = {"test": "tests/test_a.py::test_a", "outcome": "passed", "verifies": ["AC-001"], "steps": steps}
    lines = [{"specward": 1}, entry if steps else {**entry, "steps": []}]
    evidence = "\n".join(json.dumps(line) for line in lines)
    return {"specs/001-a/spec.md": SPEC, "tests/test_a.py": test, ".specify/evidence/pytest.jsonl": evidence}


def test_the_finding_stands_at_the_test_and_leads_to_the_scenario(findings: Find) -> None:
    (finding,) = findings("TRC020", files([("given", "a"), ("when", "d"), ("then", "c")]))
    assert finding.message == "the step `When d` is not in 001-a/AC-001"
    assert (finding.location.path, finding.location.start) == ("tests/test_a.py", (2, 5))
    assert [(place.path, place.start.line, place.label) for place in finding.related] == [
        ("specs/001-a/spec.md", 3, "the scenario")
    ]


def test_a_mark_that_only_the_runner_saw_leads_to_the_scenario(findings: Find) -> None:
    (finding,) = findings("TRC020", files([("when", "d")], test="def test_a(): ...\n"))
    assert (finding.location.path, finding.location.start.line) == ("specs/001-a/spec.md", 3)


def test_the_same_steps_and_no_steps_are_left_alone(findings: Find) -> None:
    assert findings("TRC020", files([("given", "a"), ("when", "b"), ("then", "c")])) == []
    assert findings("TRC020", files(None)) == []
