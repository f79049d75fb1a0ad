"""The example in the repository is what the toolkit asks for."""

from __future__ import annotations

from pathlib import Path

import pytest

from specward.check.run import check
from specward.check.select import Selection
from specward.project import Project
from specward.rules import rules_for
from specward.sources.worktree import WorkTreeSource

EXAMPLE = Path(__file__).parents[1] / "examples/task-service"


@pytest.mark.verifies("006-the-five-agents/AC-024")
def test_the_example_is_clean_under_the_strict_profiles() -> None:
    project = Project(WorkTreeSource(str(EXAMPLE)))
    assert (project.config.fastapi_profile, project.config.trace_profile) == ("strict", "strict")
    report = check(project, Selection.of(project, rules_for(project)))
    assert report.undetermined == ()
    assert report.findings == ()
    assert report.modules > 40
