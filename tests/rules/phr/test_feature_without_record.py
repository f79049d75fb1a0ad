from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

    from specward.finding import Finding

    Find = Callable[[str, dict[str, str]], list[Finding]]

RECORD = '---\nid: "0001"\ntitle: T\nstage: green\ndate: "2026-01-02"\n---\n\n## Prompt\n\nDo it.\n'
DONE = "# Tasks: T\n\n- [ ] T001 Begin\n- [x] T002 Do it\n"
OPEN = DONE.replace("[x]", "[ ]")
RECORDED = {"specs/002-login/tasks.md": DONE, "history/prompts/002-login/0001-a.green.prompt.md": RECORD}


def test_ticked_tasks_without_a_record_are_found_at_the_first_tick(findings: Find) -> None:
    [found] = findings("PHR021", {**RECORDED, "specs/003-export/tasks.md": DONE})
    assert (found.location.path, found.location.start.line) == ("specs/003-export/tasks.md", 4)
    assert found.message == "003-export was worked on, and no prompt record is filed under it"
    assert "history/prompts/003-export/" in found.help


@pytest.mark.parametrize("status", ["Implemented", "**Completed**", "done", "Implemented (consolidated)"])
def test_a_status_that_says_so_is_a_sign_of_work(findings: Find, status: str) -> None:
    spec = f"# Feature Specification: T\n\n**Status**: {status}\n"
    [found] = findings("PHR021", {**RECORDED, "specs/003-export/spec.md": spec})
    assert found.location.start.line == 3


@pytest.mark.parametrize("status", ["Draft", "PLAN-ONLY, implement in future", "", "Not done"])
def test_any_other_status_is_none(findings: Find, status: str) -> None:
    spec = f"# Feature Specification: T\n\n**Status**: {status}\n"
    assert findings("PHR021", {**RECORDED, "specs/003-export/spec.md": spec, "specs/003-export/tasks.md": OPEN}) == []


def test_a_project_in_which_no_feature_has_records_is_left_in_peace(findings: Find) -> None:
    general = {"history/prompts/general/0001-a.general.prompt.md": RECORD}
    assert findings("PHR021", {**general, "specs/003-export/tasks.md": DONE}) == []


def test_a_feature_from_before_the_first_record_may_be_older_than_the_custom(findings: Find) -> None:
    assert findings("PHR021", {**RECORDED, "specs/001-start/tasks.md": DONE}) == []


@pytest.mark.parametrize("folder", ["003-export", "export", "003", "007-export"])
def test_records_filed_under_name_number_or_slug_are_its_own(findings: Find, folder: str) -> None:
    filed = {f"history/prompts/{folder}/0001-a.green.prompt.md": RECORD}
    assert findings("PHR021", {**RECORDED, **filed, "specs/003-export/tasks.md": DONE}) == []


def test_records_of_another_name_are_not_its_own(findings: Find) -> None:
    filed = {"history/prompts/003-import/0001-a.green.prompt.md": RECORD}
    assert len(findings("PHR021", {**RECORDED, **filed, "specs/003-export/tasks.md": DONE})) == 1


def test_a_folder_of_its_name_silences_the_rule_whatever_lies_in_it(findings: Find) -> None:
    other = {"history/prompts/003-export/0001-a.green.md": RECORD}
    assert findings("PHR021", {**RECORDED, **other, "specs/003-export/tasks.md": DONE}) == []


def test_a_nested_project_files_its_records_in_its_own_history(findings: Find) -> None:
    nested = {"apps/web/specs/003-page/tasks.md": DONE}
    [found] = findings("PHR021", {**RECORDED, **nested})
    assert "apps/web/history/prompts/003-page/" in found.help
    other = {"apps/web/history/prompts/003-page/0001-a.green.md": RECORD}
    assert findings("PHR021", {**RECORDED, **nested, **other}) == []
