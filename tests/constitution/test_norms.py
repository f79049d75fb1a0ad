"""What holds in a project: its own principles and those it inherits."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from specward.config import DEFAULTS
from specward.constitution.norms import Norms, norms_of
from specward.project import Project
from specward.sources.memory import MemorySource
from specward.sources.worktree import WorkTreeSource

if TYPE_CHECKING:
    from tests.conftest import GitRepository

OWN = ".specify/memory/constitution.md"
SHARED = "shared/principles.md"


def constitution(*principles: str) -> str:
    return "# X\n\n## Core Principles\n\n" + "".join(f"### {principle}\n\n" for principle in principles)


def block(*entries: str) -> str:
    return "```yaml enforce\n" + "".join(f"- {entry}\n" for entry in entries) + "```"


def norms(own: str, inherited: str | None = None, *origins: str) -> Norms:
    files = {OWN: own} if inherited is None else {OWN: own, SHARED: inherited}
    return norms_of(Project(MemorySource(files), DEFAULTS._replace(constitution_extends=origins or (SHARED,))))


def test_inherited_principles_come_first_and_say_where_they_are_from() -> None:
    found = norms(constitution("I. Small {#P-11}\n\nKeep it."), constitution("I. Safe\n\nLock it."))
    assert [(norm.id, norm.name, norm.inherited_from) for norm in found.principles] == [
        ("P-01", "Safe", SHARED),
        ("P-11", "Small", ""),
    ]
    assert found.redefinitions == []


def test_the_same_text_twice_is_one_principle() -> None:
    text = constitution(f"I. Safe\n\nLock it.\n\n{block('plan: answer')}")
    found = norms(text, text)
    assert [(norm.id, len(norm.entries)) for norm in found.principles] == [("P-01", 1)]
    assert found.redefinitions == []


def test_another_text_under_an_inherited_id_is_a_redefinition_and_both_are_held_to() -> None:
    own = constitution(f"I. Small\n\nKeep it.\n\n{block('plan: answer')}")
    found = norms(own, constitution(f"I. Safe\n\nLock it.\n\n{block('manual: asked at review')}"))
    assert [(own.name, inherited.name) for own, inherited in found.redefinitions] == [("Small", "Safe")]
    assert [type(entry).__name__ for entry in found.entries] == ["PlanAnswer", "Manual"]


def test_an_override_with_a_reason_replaces_the_inherited_principle() -> None:
    own = constitution(f"I. Small\n\nKeep it.\n\n{block('override: we are two people', 'plan: answer')}")
    found = norms(own, constitution(f"I. Safe\n\nLock it.\n\n{block('manual: asked at review')}"))
    assert found.redefinitions == []
    assert [type(entry).__name__ for entry in found.entries] == ["Override", "PlanAnswer"]


def test_of_two_inherited_constitutions_the_first_decides() -> None:
    files = {"a.md": constitution("I. A\n\nOne."), "b.md": constitution("I. B\n\nTwo.", "II. C\n\nThree.")}
    project = Project(MemorySource(files), DEFAULTS._replace(constitution_extends=("a.md", "b.md")))
    assert [norm.name for norm in norms_of(project).principles] == ["A", "C"]


def test_an_inherited_constitution_that_is_not_there_is_never_nothing() -> None:
    assert norms(constitution("I. A\n\nOne."), None, "gone.md").unreadable == [("gone.md", "there is no such file")]
    origin = f"{'0' * 40}:a.md"
    assert norms(constitution("I. A\n\nOne."), None, origin).unreadable == [
        (origin, "a commit can be read in a repository only")
    ]


def test_a_pinned_commit_is_read_from_the_object_store_and_not_from_the_work_tree(repository: GitRepository) -> None:
    repository.write(SHARED, constitution("I. Safe\n\nLock it."))
    commit = repository.commit()
    repository.write(SHARED, constitution("I. Loose\n\nLet it."))
    config = DEFAULTS._replace(constitution_extends=(f"{commit}:{SHARED}",))
    found = norms_of(Project(WorkTreeSource(str(repository.root)), config))
    assert [norm.name for norm in found.principles] == ["Safe"]
    missing = DEFAULTS._replace(constitution_extends=(f"{'1' * 40}:{SHARED}",))
    assert len(norms_of(Project(WorkTreeSource(str(repository.root)), missing)).unreadable) == 1


def test_the_answer_is_kept_for_a_project() -> None:
    project = Project(MemorySource({OWN: constitution("I. A\n\nOne.")}))
    assert norms_of(project) is norms_of(project)


@pytest.mark.parametrize("text", ["", "# X\n", "```yaml enforce"])
def test_a_constitution_without_principles_has_no_norms(text: str) -> None:
    assert norms(text, "").principles == ()
