from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from specward.errors import UsageError
from specward.sources.revision import RevisionSource
from specward.sources.source import UnreadableFile

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import GitRepository


def test_a_revision_is_read_as_it_was(repository: GitRepository) -> None:
    repository.write("a.md", "first")
    repository.write("src/a.py", "code")
    repository.commit()
    repository.git("tag", "-a", "v1", "-m", "v1")
    repository.write("a.md", "second")
    repository.write("b.md")
    repository.commit()
    source = RevisionSource(str(repository.root), "v1")
    assert (source.label, source.paths()) == ("revision v1", ["a.md"])
    assert (source.read("a.md"), source.read("b.md"), source.read("src/a.py")) == (b"first", None, b"code")
    assert (source.exists("src"), source.exists("src/a.py"), source.exists("b.md")) == (True, True, False)


def test_links_are_no_documents(repository: GitRepository) -> None:
    repository.write("a.md", "a")
    (repository.root / "link.md").symlink_to("a.md")
    repository.commit()
    source = RevisionSource(str(repository.root), "HEAD")
    assert source.paths() == ["a.md"]
    with pytest.raises(UnreadableFile, match="symbolic link"):
        source.read("link.md")


def test_a_project_below_the_top_sees_itself(repository: GitRepository) -> None:
    repository.write("app/specs/ä b.md", "a")
    repository.write("other.md")
    repository.commit()
    source = RevisionSource(str(repository.root / "app"), "HEAD")
    assert (source.paths(), source.read("specs/ä b.md")) == (["specs/ä b.md"], b"a")


@pytest.mark.parametrize("revision", ["nowhere", "", "--all", "-x", "HEAD~7", "a\0b"])
def test_what_is_no_revision_is_refused(repository: GitRepository, revision: str) -> None:
    repository.commit()
    with pytest.raises(UsageError, match="git knows no revision"):
        RevisionSource(str(repository.root), revision)


def test_before_the_first_commit_there_is_no_head(repository: GitRepository) -> None:
    with pytest.raises(UsageError, match="git knows no revision"):
        RevisionSource(str(repository.root), "HEAD")


def test_without_a_repository_there_are_no_revisions(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="no git repository"):
        RevisionSource(str(tmp_path), "HEAD")
