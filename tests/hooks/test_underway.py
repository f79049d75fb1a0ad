"""A commit is answered from git's listing as it comes; it must come to what the whole index would tell."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tests.hooks.staged_files import TEXTS

from specward.artifacts.kind import Kind
from specward.check.select import Selection
from specward.config import DEFAULTS
from specward.hooks.told import told
from specward.hooks.underway import Underway
from specward.project import Project
from specward.rules import RULES
from specward.sources.index import IndexSource
from specward.sources.memory import MemorySource
from specward.sources.scope import KEPT, PINS

if TYPE_CHECKING:
    from tests.conftest import GitRepository

ODD = {
    "specs/odd[1]*/spec.md": "# Feature Specification: Odd\n",
    "specs/odd1x/spec.md": "# Feature Specification: Odd one\n",
    "specs/0500.md": "No feature.\n",
    "specs/01-short/spec.md": "# Feature Specification: Short\n",
    "specs/1-shorter/spec.md": "# Feature Specification: Shorter\n",
    "specs/01/spec.md": "# Feature Specification: No name\n",
    "Decisions/0007-x.md": "# ADR-0007: X\n",
    "lib/madr-0009-x.md": "# MADR-0009: X\n",
    "history/adr/decisions.lock": "specward decisions.lock 1\n",
    "web/history/adr/0001-x.md": "# ADR-0001: X\n",
    "specs/ünï/spec.md": "# Feature Specification: Ünï\n",
    "docs/constitution.md": "# Constitution\n",
    "empty.md": "",
}
FILES = {**{path: texts[-1] for path, texts in TEXTS.items()}, **ODD}


@pytest.fixture
def staged(repository: GitRepository) -> GitRepository:
    """A project with faults of every reach, staged and not committed."""
    for path, text in FILES.items():
        repository.write(path, text)
    repository.git("add", "-A")
    repository.write("announced.md", "x")
    repository.git("add", "-N", "announced.md")
    return repository


def underway(staged: GitRepository, touched: set[str]) -> Underway:
    """The commit that touches some paths; nothing was committed before."""
    return Underway(IndexSource(str(staged.root)), DEFAULTS, touched)


def test_single_questions_are_answered_as_all_are(staged: GitRepository) -> None:
    project, whole = underway(staged, {"specs/001-login/spec.md"}), Project(MemorySource(FILES), DEFAULTS)
    asked = [*FILES, "announced.md", "specs/001-login", "specs/gone/spec.md", "web/specs/001-page/tasks.md"]
    assert {path: project.kinds.get(path) for path in asked} == {path: whole.kinds.get(path) for path in asked}
    assert [path in project.kinds for path in asked] == [path in whole.kinds for path in asked]
    folders = [*whole.feature_paths, "specs", "specs/gone", "web/specs/001-page", "history/prompts"]
    assert {at: project.feature_paths.get(at) for at in folders} == {at: whole.feature_paths.get(at) for at in folders}
    for folder in ("specs", "specs/001-login", "web", "history/adr", "gone"):
        assert project.below(folder) == whole.below(folder)
        assert project.source.exists(folder) == whole.source.exists(folder)
    for number in (0, 1, 2, 500):
        assert project.features_numbered("specs", number) == whole.features_numbered("specs", number)
    assert project.ending(*KEPT) == whole.ending(*KEPT)
    assert project.ending(PINS) == whole.ending(PINS)
    assert [project.has(kind) for kind in Kind] == [whole.has(kind) for kind in Kind]
    assert {kind: project.of_kind(kind) for kind in Kind} == {kind: whole.of_kind(kind) for kind in Kind}


def test_all_is_listed_for_who_asks_for_all(staged: GitRepository) -> None:
    project, whole = underway(staged, {"specs/001-login/spec.md"}), Project(MemorySource(FILES), DEFAULTS)
    assert dict(project.kinds.items()) == dict(whole.kinds)
    assert dict(project.feature_paths.items()) == dict(whole.feature_paths)
    assert list(project.feature_paths) == list(whole.feature_paths)
    assert project.paths == whole.paths
    assert project.kinds["specs/001-login/spec.md"] is Kind.SPEC
    with pytest.raises(KeyError):
        project.kinds["specs/gone/spec.md"]


def test_only_what_is_touched_is_judged(staged: GitRepository) -> None:
    touched = {"specs/001-login/spec.md", "specs/gone/plan.md", "history/prompts/general/0009-gone.general.prompt.md"}
    project = underway(staged, touched)
    assert list(project.judged_features) == ["specs/001-login"]
    assert project.beside_judged(Kind.PHR) == [f"history/prompts/general/000{n}-a.general.prompt.md" for n in (1, 2)]
    assert project.beside_judged(Kind.ADR) == []
    beside = underway(staged, {"history/adr/0009-gone.md"}).beside_judged(Kind.ADR)
    assert beside == Project(MemorySource(FILES), DEFAULTS).of_kind(Kind.ADR)


def test_a_file_with_conflicts_is_there_and_cannot_be_read(repository: GitRepository) -> None:
    repository.write("specs/001-a/spec.md", "# A\n")
    repository.commit("base")
    repository.git("switch", "-q", "-c", "other")
    repository.write("specs/001-a/spec.md", "# B\n")
    repository.commit("theirs")
    repository.git("switch", "-q", "-")
    repository.write("specs/001-a/spec.md", "# C\n")
    repository.commit("ours")
    repository.git("merge", "-q", "other", check=False)
    project = underway(repository, {"specs/001-a/spec.md"})
    assert project.feature_paths.get("specs/001-a") == ["specs/001-a/spec.md"]
    report = told(project, Selection(RULES, DEFAULTS), {"specs/001-a/spec.md"})
    assert [item.path for item in report.undetermined] == ["specs/001-a/spec.md"]
