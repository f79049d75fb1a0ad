from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from specward.check.identity import fingerprints
from specward.output import gitlab

if TYPE_CHECKING:
    from specward.check.report import Report
    from specward.output.view import View


def entries(report: Report, view: View) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(gitlab.render(report, view))
    return found


@pytest.mark.verifies("005-the-whole-checker/AC-009")
def test_an_entry_has_what_gitlab_asks_for_and_no_more(full: Report, view: View) -> None:
    assert entries(full, view)[0] == {
        "description": "duplicate-requirement-id [SPC002]: `FR-001` is declared a second time. delete one copy",
        "check_name": "duplicate-requirement-id",
        "fingerprint": fingerprints(full.findings)[0],
        "severity": "major",
        "location": {"path": "specs/001-é login/spec.md", "lines": {"begin": 4}},
    }


def test_severities_are_gitlabs_own_words(full: Report, view: View) -> None:
    assert [entry["severity"] for entry in entries(full, view)] == ["major", "info", "minor", "critical", "critical"]


@pytest.mark.verifies("005-the-whole-checker/AC-009")
def test_no_entry_hides_another(full: Report, view: View) -> None:
    twice = full._replace(findings=full.findings * 2)
    found = [entry["fingerprint"] for entry in entries(twice, view)]
    assert len(found) == 8
    assert len(set(found)) == 8


def test_what_is_about_the_whole_project_has_a_path_too(full: Report, view: View) -> None:
    crashed = entries(full, view)[3]
    assert crashed["location"] == {"path": ".", "lines": {"begin": 1}}
    assert crashed["description"] == "undetermined: rule story-without-criterion crashed: KeyError: 'x'"


def test_a_clean_project_is_an_empty_list(empty: Report, view: View) -> None:
    assert gitlab.render(empty, view) == "[]\n"
