"""A project nested in another one is a project of its own: every source tells the same of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from specward.project import Project
from specward.sources.index import IndexSource
from specward.sources.memory import MemorySource
from specward.sources.revision import RevisionSource
from specward.sources.searched import lines_with
from specward.sources.worktree import WorkTreeSource

if TYPE_CHECKING:
    from tests.conftest import GitRepository

    from specward.opening import OpenSource
    from specward.sources.source import Source

pytestmark = pytest.mark.verifies("005-the-whole-checker/AC-014")

OWN = [".specify/memory/constitution.md", "apps/README.md", "specs/001-a/spec.md", "src/a.py"]
NESTED = [
    "apps/api/.specify/memory/constitution.md",
    "apps/api/specs/001-a/spec.md",
    "apps/api/src/a.py",
    "apps/api/kit/.specify/specward.yml",
    "apps/api/kit/specs/001-a/spec.md",
    "apps/web/.specify/specward.yml",
    "apps/web/specs/001-a/trace.lock",
]
BESIDE = ["apps/apiary/specs/001-a/spec.md", "samples/.specify/templates/spec-template.md"]


def test_every_source_leaves_out_what_belongs_to_nested_projects(repository: GitRepository) -> None:
    everything = [*OWN, *NESTED, *BESIDE]
    for path in everything:
        repository.write(path, "needle\n")
    repository.commit()
    root = str(repository.root)
    own = sorted([*OWN, *BESIDE])
    documents = [path for path in own if not path.endswith(".py")]
    in_git: list[OpenSource] = [WorkTreeSource(root), IndexSource(root), RevisionSource(root, "HEAD")]
    for each in in_git:
        assert each.nested == ["apps/api/", "apps/api/kit/", "apps/web/"]
    sources: list[Source] = [*in_git, MemorySource(dict.fromkeys(everything, "needle\n"))]
    for source in sources:
        assert source.paths() == documents
        assert [line.path for line in lines_with(source, "needle").lines] == own
        assert Project(source).code == own
        assert source.files() == sorted(everything)
        assert source.read(NESTED[1]) == b"needle\n"
        assert source.exists(NESTED[1])


def test_without_git_they_are_left_out_too(repository: GitRepository) -> None:
    for path in (*OWN, *NESTED):
        repository.write(path)
    repository.git("init", "-q", "--bare", "elsewhere.git")
    (repository.root / ".git").rename(repository.root / "not-git")
    source = WorkTreeSource(str(repository.root))
    assert [path for path in source.paths() if path in NESTED] == []
    assert source.nested == ["apps/api/", "apps/api/kit/", "apps/web/"]


def test_in_a_nested_project_it_is_the_whole(repository: GitRepository) -> None:
    for path in (*OWN, *NESTED):
        repository.write(path)
    repository.commit()
    source = IndexSource(str(repository.root / "apps/api"))
    assert source.paths() == [".specify/memory/constitution.md", "specs/001-a/spec.md"]
    assert source.nested == ["kit/"]
