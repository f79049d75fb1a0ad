"""`duplicate-feature-number`: one finding a number, on a document that people read."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tests.rules.fixes import fixed

if TYPE_CHECKING:
    from collections.abc import Callable

    from specward.finding import Finding

    Findings = Callable[[str, dict[str, str]], list[Finding]]


def test_three_bearers_of_a_number_are_one_finding(findings: Findings) -> None:
    files = {f"specs/006-{slug}/spec.md": "# Feature Specification\n" for slug in ("export", "print", "search")}
    (found,) = findings("PRJ001", files)
    assert found.message == "feature number 006 is used by 3 folders of `specs/`"
    assert found.help == "`spec renumber` gives all but one a free number, with all that cites it"
    assert found.location.path == "specs/006-search/spec.md"
    assert [place.path for place in found.related] == ["specs/006-export/spec.md", "specs/006-print/spec.md"]


def test_the_finding_stands_on_the_plan_where_no_spec_is_and_never_on_a_checklist(findings: Findings) -> None:
    files = {
        "specs/001-login/spec.md": "# Feature Specification\n",
        "specs/001-search/checklists/ux.md": "# Checklist\n",
        "specs/001-search/plan.md": "# Plan\n",
    }
    (found,) = findings("PRJ001", files)
    assert found.location.path == "specs/001-search/plan.md"
    assert found.help == "`spec renumber` gives one of the two a free number, with all that cites it"


@pytest.mark.parametrize(
    ("export", "search", "newest"),
    [
        ("2026-02-01", "2026-01-02", "export"),
        ("2026-01-02", "2026-02-01", "search"),
        ("2026-01-02", "2026-01-02", "search"),
        ("2026-01-02", "[DATE]", "search"),
    ],
)
def test_the_finding_stands_on_the_feature_that_was_created_later(
    export: str, search: str, newest: str, findings: Findings
) -> None:
    days = {"export": export, "search": search}
    files = {f"specs/006-{slug}/spec.md": f"# S\n\n**Created**: {day}\n" for slug, day in days.items()}
    (found,) = findings("PRJ001", files)
    assert found.location.path == f"specs/006-{newest}/spec.md"
    assert len(found.related) == 1


def test_a_number_in_another_folder_is_another_number(findings: Findings) -> None:
    files = {"specs/001-a/spec.md": "# A\n", "web/specs/001-b/spec.md": "# B\n"}
    assert findings("PRJ001", files) == []


def test_the_fix_moves_the_later_feature_with_what_cites_it_and_is_not_safe(findings: Findings) -> None:
    days = {"export": "2026-01-02", "search": "2026-02-01"}
    files = {f"specs/006-{slug}/spec.md": f"# S\n\n**Created**: {day}\n" for slug, day in days.items()}
    files["specs/001-a/spec.md"] = "# A\n\nAs 006-search/FR-001 says.\n"
    (found,) = findings("PRJ001", files)
    assert found.fix is not None
    assert (found.fix.title, found.fix.safe) == ("give specs/006-search the number 007", False)
    done = fixed(files, found.fix)
    assert set(done) == {"specs/001-a/spec.md", "specs/006-export/spec.md", "specs/007-search/spec.md"}
    assert done["specs/001-a/spec.md"] == "# A\n\nAs 007-search/FR-001 says.\n"
    assert findings("PRJ001", done) == []
