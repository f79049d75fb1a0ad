"""What a person alone can judge of a back end: asked once a feature is done, and stale as soon as its files change."""

from __future__ import annotations

import re
import subprocess
from typing import TYPE_CHECKING

import pytest

from specward.fingerprint import fingerprint
from specward.packs.fastapi.judged import QUESTIONS
from specward.project import Project
from specward.rules.fastapi import (
    uncoordinated_agents,
    unreviewed_authorization,
    unreviewed_design,
    unreviewed_logging,
    unreviewed_queries,
    unsettled_escalation,
)
from specward.signoff.content import file_digest
from specward.signoff.lookup import find_content
from specward.signoff.record import Signoff, add
from specward.sources.memory import MemorySource
from specward.sources.worktree import WorkTreeSource

if TYPE_CHECKING:
    from pathlib import Path
    from types import ModuleType

RULES = (
    *(unreviewed_authorization, unreviewed_logging, unreviewed_queries, unreviewed_design),
    *(uncoordinated_agents, unsettled_escalation),
)
OF_CODE, OF_PAPERS = RULES[:4], RULES[4:]
ADA = "Ada <ada@example.org>"
FILE = "specs/001-login/signoffs.yml"
FEATURE = {
    ".specify/specward.yml": "packs: [fastapi]\ntrace: {profile: safety}\n",
    "specs/001-login/spec.md": "# Feature Specification: Login\n",
    "specs/001-login/plan.md": "# Implementation Plan: Login\n",
    "specs/001-login/tasks.md": "# Tasks: Login\n\n- [x] T001 Write app/login.py and tests/test_login.py\n",
    "app/login.py": "LIMIT = 5\n",
    "tests/test_login.py": "",
}


def project(files: dict[str, str]) -> Project:
    return Project(MemorySource(files))


def signed(files: dict[str, str], *rules: ModuleType, feature: str = "001-login", by: str = ADA) -> dict[str, str]:
    """The same, with what some rules ask signed of a feature as it is now."""
    state = project(files)
    path = f"specs/{feature}/signoffs.yml"
    entries = []
    for rule in rules or RULES:
        question = QUESTIONS[rule.check.code]
        found = find_content(state, f"{feature}/checks#{question.id}", lambda: None, [question]).content  # type: ignore[arg-type,return-value]  # none is current
        entries.append(Signoff(found.item, fingerprint(found.fields), by, "2026-01-31", files=found.files))
    change = add(path, files.get(path), entries)
    return {**files, path: change.text}  # type: ignore[union-attr]  # it is written


def said(rule: ModuleType, files: dict[str, str]) -> list[str]:
    state = project(files)
    return [fault.message for fault in rule.check.function(state, state)]


def asking(files: dict[str, str]) -> list[ModuleType]:
    """The rules that report something."""
    return [rule for rule in RULES if said(rule, files)]


def test_a_feature_that_is_done_is_asked_six_questions() -> None:
    assert asking(FEATURE) == [*RULES]
    (message,) = said(unreviewed_authorization, FEATURE)
    assert message.startswith("nobody has signed of 001-login: who may call each operation, and whose data")
    assert asking(signed(FEATURE)) == []


def test_each_question_is_answered_by_itself() -> None:
    for rule in RULES:
        assert asking(signed(FEATURE, rule)) == [other for other in RULES if other is not rule]


@pytest.mark.verifies("006-the-five-agents/AC-020")
def test_an_answer_is_stale_once_the_code_has_changed_that_it_is_about() -> None:
    files = {**signed(FEATURE), "app/login.py": "LIMIT = 50\n"}
    assert asking(files) == [*OF_CODE]
    assert said(unreviewed_queries, files) == [
        "1 file changed since Ada signed 001-login/checks#queries-reviewed on 2026-01-31: app/login.py"
    ]
    assert asking(signed(files, *OF_CODE)) == []


def test_what_is_agreed_with_others_is_stale_once_the_plan_or_a_contract_has_changed() -> None:
    done = signed(FEATURE)
    for path in ("plan.md", "contracts/openapi.json", "contracts/events.md"):
        assert asking({**done, f"specs/001-login/{path}": "# Other\n"}) == [*OF_PAPERS], path


def test_what_is_none_of_the_questions_files_leaves_the_answers_alone() -> None:
    done = signed(FEATURE)
    for path in ("tests/test_login.py", "app/other.py", "README.md"):
        assert asking({**done, path: "changed = True\n"}) == [], path


def test_a_file_that_joins_the_feature_has_to_be_looked_at_too() -> None:
    tasks = FEATURE["specs/001-login/tasks.md"] + "- [x] T002 Write app/token.py\n"
    files = {**signed(FEATURE), "specs/001-login/tasks.md": tasks, "app/token.py": "x = 1\n"}
    assert asking(files) == [*OF_CODE]


def test_what_the_next_feature_changes_is_signed_with_that_one() -> None:
    files = {
        **signed(FEATURE),
        "app/login.py": "LIMIT = 50\n",
        "specs/002-limits/spec.md": "# Feature Specification: Limits\n",
        "specs/002-limits/tasks.md": "# Tasks: Limits\n\n- [x] T001 Raise it in app/login.py\n",
    }
    assert len(said(unreviewed_design, files)) == 2
    assert said(unreviewed_design, signed(files, unreviewed_design, feature="002-limits")) == []


def test_work_that_goes_on_and_work_elsewhere_are_not_asked() -> None:
    tasks = FEATURE["specs/001-login/tasks.md"]
    for other in (
        tasks.replace("[x]", "[ ]"),
        tasks + "- [ ] T002 More\n",
        tasks.replace("app/login.py", "web/login.ts"),
    ):
        assert asking({**FEATURE, "specs/001-login/tasks.md": other}) == [], other


@pytest.mark.verifies("006-the-five-agents/AC-020")
def test_where_no_stage_waits_for_a_person_only_what_was_signed_can_go_stale() -> None:
    for profile in ("core", "seed", "strict"):
        settings = f"packs: [fastapi]\nfastapi: {{profile: {profile}}}\n"
        files = {**FEATURE, ".specify/specward.yml": settings}
        assert asking(files) == []
        assert asking({**signed(files, unreviewed_design), "app/login.py": "LIMIT = 9\n"}) == [unreviewed_design]


def test_an_answer_to_another_text_is_none() -> None:
    files = signed(FEATURE)
    files[FILE] = re.sub(r"sf1:\w{8}", "sf1:00000000", files[FILE])
    assert asking(files) == [*RULES]


@pytest.mark.verifies("006-the-five-agents/AC-020")
def test_in_a_repository_only_somebody_who_works_there_has_answered(tmp_path: Path) -> None:
    def git(*arguments: str) -> None:
        subprocess.run(["git", *arguments], cwd=tmp_path, check=True, capture_output=True)

    def put(files: dict[str, str]) -> Project:
        for path, text in files.items():
            (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
            (tmp_path / path).write_text(text)
        return Project(WorkTreeSource(str(tmp_path)))

    def found(state: Project) -> list[str]:
        return [fault.message for fault in unreviewed_authorization.check.function(state, state)]

    for line in ("init -q", "config user.name Ada", "config user.email ada@example.org"):
        git(*line.split())
    stranger = put(signed(FEATURE, by="Eve <eve@example.org>"))
    git("add", "-A")
    git("commit", "-qm", "a")
    assert len(found(stranger)) == 1
    assert found(put(signed(FEATURE))) == []
    changed = put({"app/login.py": "LIMIT = 50\n"})
    assert file_digest(changed, "app/login.py") not in (tmp_path / FILE).read_text()
    assert len(found(changed)) == 1
