"""Renumbering as the fixes of findings."""

from __future__ import annotations

from tests.rules.fixes import fixed

from specward.project import Project
from specward.renumber.fixes import decision_fixes, feature_fixes
from specward.sources.memory import MemorySource
from specward.sources.memory_elsewhere import MemoryElsewhere

SPEC = "# Feature Specification: X\n\n**Feature Branch**: `{}`\n"


def test_the_fix_of_a_number_moves_all_but_one_and_two_fixes_can_be_made_at_once() -> None:
    names = ("001-a", "001-b", "002-a", "002-b", "002-c")
    files = {f"specs/{name}/spec.md": SPEC.format(name) for name in names}
    files["docs/x.md"] = "[b](../specs/001-b/spec.md) [c](../specs/002-c/spec.md)\n"
    found = feature_fixes(Project(MemorySource(files)))
    assert found["specs/001-a"] is found["specs/001-b"]
    assert (found["specs/001-a"].title, found["specs/001-a"].safe) == ("give specs/001-a the number 003", False)
    assert found["specs/002-a"].title == "give 2 features free numbers"
    done = fixed(fixed(files, found["specs/001-a"]), found["specs/002-a"])
    left = {"specs/001-b", "specs/002-c", "specs/003-a", "specs/004-a", "specs/005-b"}
    assert {path.rpartition("/")[0] for path in done} == {*left, "docs"}
    assert all(done[f"{folder}/spec.md"] == SPEC.format(folder.removeprefix("specs/")) for folder in left)
    assert feature_fixes(Project(MemorySource(done))) == {}


def test_a_number_that_another_branch_has_is_not_given() -> None:
    files = {f"specs/{name}/spec.md": SPEC.format(name) for name in ("001-a", "001-b")}
    elsewhere = MemoryElsewhere({"side": {"specs/007-c": ""}}, main=["specs/001-b/spec.md"])
    found = feature_fixes(Project(MemorySource(files), elsewhere=lambda: elsewhere))
    assert found["specs/001-b"].title == "give specs/001-a the number 008"


def test_the_fix_of_a_decision_moves_what_cites_it() -> None:
    files = {
        "history/adr/0001-a.md": "# ADR-0001: A\n\n- **Date:** 2026-01-01\n",
        "history/adr/0001-b.md": "# ADR-0001: B\n\n- **Date:** 2026-01-02\n",
        "docs/x.md": "[b](../history/adr/0001-b.md)\n",
    }
    fix = decision_fixes(Project(MemorySource(files)))["history/adr/0001-a.md"]
    assert (fix.title, fix.safe) == ("give history/adr/0001-b.md the number 2", False)
    done = fixed(files, fix)
    assert done["history/adr/0002-b.md"] == "# ADR-0002: B\n\n- **Date:** 2026-01-02\n"
    assert done["docs/x.md"] == "[b](../history/adr/0002-b.md)\n"
