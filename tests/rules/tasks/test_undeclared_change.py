"""TSK015: changed files that no task names, and the same question of `spec verify`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from specward.acceptance.measure import Verdict
from specward.acceptance.minimum import minimum
from specward.changeset import ChangedPath, Changeset
from specward.check.run import check
from specward.check.select import Selection
from specward.config import DEFAULTS
from specward.finding import Severity
from specward.project import Project
from specward.rules.tasks import undeclared_change
from specward.sources.memory import MemorySource

if TYPE_CHECKING:
    from specward.finding import Finding

LOGIN, EXPORT = "specs/001-login", "specs/002-export"
TASKS = {
    f"{LOGIN}/tasks.md": "# Tasks: Login\n\n- [x] T001 Hash passwords in src/passwords.py and `src/{a,b}.py`\n",
    f"{EXPORT}/tasks.md": "# Tasks: Export\n\n- [x] T001 Write the file in src/export/\n",
}

NOTHING = Changeset(())


def project(
    *paths: str, files: dict[str, str] | None = None, profile: str = "story", said: Changeset = NOTHING
) -> Project:
    change = said._replace(paths=tuple(ChangedPath("M", path) for path in paths))
    config = DEFAULTS._replace(trace_profile=profile)
    return Project(MemorySource(TASKS if files is None else files), config, change=change)


def findings(
    *paths: str, files: dict[str, str] | None = None, profile: str = "story", said: Changeset = NOTHING
) -> list[Finding]:
    examined = project(*paths, files=files, profile=profile, said=said)
    report = check(examined, Selection([undeclared_change.check], examined.config))
    assert not report.undetermined
    return list(report.findings)


OWN = f"{LOGIN}/tasks.md"


@pytest.mark.parametrize(
    "paths",
    [
        (OWN, "src/passwords.py", "src/a.py", "src/b.py"),
        (
            OWN,
            "src/passwords.py",
            "history/prompts/001-login/0001-a.green.prompt.md",
            ".specify/memory/constitution.md",
        ),
        (OWN, "src/passwords.py", "uv.lock", "web/package-lock.json", "CLAUDE.md", ".claude/settings.json"),
        (OWN, "README.md"),
        ("src/passwords.py", "src/colours.py"),
        (OWN,),
    ],
    ids=["named", "records", "locks and agents", "nothing is named", "no feature", "documents alone"],
)
def test_what_is_named_or_follows_by_itself_is_left_alone(paths: tuple[str, ...]) -> None:
    assert findings(*paths) == []


def test_a_state_of_the_project_is_no_change() -> None:
    report = check(Project(MemorySource(TASKS)), Selection([undeclared_change.check], DEFAULTS))
    assert report.findings == ()


@pytest.mark.parametrize(
    "said", [Changeset((), state="merge"), Changeset((), message="fixup! add it"), Changeset((), message='Revert "x"')]
)
def test_merges_reverts_and_what_will_be_squashed_are_left_alone(said: Changeset) -> None:
    assert findings(OWN, "src/passwords.py", "src/colours.py", said=said) == []


def test_a_list_that_names_no_file_judges_nothing() -> None:
    files = {f"{LOGIN}/tasks.md": "# Tasks: Login\n\n- [x] T001 Make it work\n"}
    assert findings(OWN, "src/passwords.py", files=files) == []


def test_a_feature_without_tasks_leaves_open_what_it_touches() -> None:
    files = {**TASKS, f"{EXPORT}/tasks.md": "", f"{EXPORT}/spec.md": "# Feature Specification: Export\n"}
    del files[f"{EXPORT}/tasks.md"]
    assert findings(OWN, f"{EXPORT}/spec.md", "src/passwords.py", "src/colours.py", files=files) == []


@pytest.mark.verifies("006-the-five-agents/AC-011")
def test_a_file_that_no_task_names_is_reported() -> None:
    (found,) = findings(OWN, "src/passwords.py", "src/theme.css", "src/colours.py")
    assert (found.code, found.severity, found.location.path) == ("TSK015", Severity.INFO, "src/colours.py")
    named = "src/colours.py, src/theme.css (2 of 3 changed files)"
    assert found.message == f"no task of {LOGIN}/tasks.md names {named}"
    assert [place.path for place in found.related] == ["src/theme.css"]


@pytest.mark.verifies("006-the-five-agents/AC-011")
def test_a_change_for_two_features_is_held_against_both_lists() -> None:
    both = (OWN, f"{EXPORT}/tasks.md", "src/passwords.py", "src/export/csv.py")
    assert findings(*both) == []
    (found,) = findings(*both, "src/colours.py")
    assert found.message.startswith(f"no task of {LOGIN}/tasks.md, {EXPORT}/tasks.md names src/colours.py (1 of 3 ")


def test_the_branch_tells_the_feature_where_no_document_is_touched() -> None:
    (found,) = findings("src/passwords.py", "src/colours.py", said=Changeset((), branch="001-login"), profile="strict")
    assert (found.location.path, found.severity) == ("src/colours.py", Severity.WARNING)
    assert findings("src/passwords.py", "src/colours.py", said=Changeset((), branch="main")) == []


@pytest.mark.verifies("006-the-five-agents/AC-011")
@pytest.mark.parametrize(
    "paths", [("src/a.py",), ("src/a.py", "src/c.py"), ("src/a.py", "uv.lock"), ("src/c.py", "src/b.py")]
)
def test_the_rule_and_the_fourth_question_of_verify_agree(paths: tuple[str, ...]) -> None:
    examined = project(OWN, *paths)
    (asked,) = [one for one in minimum(examined, examined.feature(LOGIN), (OWN, *paths)) if one.id == "MIN-4"]
    assert (asked.verdict is Verdict.UNMET) == bool(findings(OWN, *paths))
