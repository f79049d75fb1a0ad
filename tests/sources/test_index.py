from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from specward.errors import UsageError
from specward.sources.index import IndexSource
from specward.sources.source import UnreadableFile

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import GitRepository


def test_staged_content_is_read_whatever_the_work_tree_holds(repository: GitRepository) -> None:
    repository.write("a.md", "committed")
    repository.write("b.md", "b")
    repository.commit()
    repository.write("a.md", "staged\r\n")
    repository.git("add", "-A")
    repository.write("a.md", "work tree")
    repository.write("untracked.md", "x")
    (repository.root / "b.md").unlink()
    source = IndexSource(str(repository.root))
    assert source.paths() == ["a.md", "b.md"]
    assert (source.read("a.md"), source.read("b.md"), source.read("untracked.md")) == (b"staged\r\n", b"b", None)


def test_a_staged_deletion_is_gone(repository: GitRepository) -> None:
    repository.write("a.md", "a")
    repository.commit()
    repository.git("rm", "-q", "--cached", "a.md")
    source = IndexSource(str(repository.root))
    assert (source.paths(), source.read("a.md"), source.exists("a.md")) == ([], None, False)


def test_code_is_listed_beside_documents_when_it_is_asked_for(repository: GitRepository) -> None:
    repository.write("a.md", "a")
    repository.write("src/a.py", "a")
    repository.git("add", "-A")
    repository.write("src/untracked.py", "b")
    (repository.root / "link.py").symlink_to("src/a.py")
    repository.git("add", "link.py")
    source = IndexSource(str(repository.root))
    assert (source.files(), source.paths()) == (["a.md", "src/a.py"], ["a.md"])


def test_an_announced_file_is_not_there_and_an_empty_one_is(repository: GitRepository) -> None:
    repository.write("empty.md", "")
    repository.git("add", "-A")
    repository.write("announced.md", "text")
    repository.git("add", "--intent-to-add", "announced.md")
    source = IndexSource(str(repository.root))
    assert source.paths() == ["empty.md"]
    assert (source.read("empty.md"), source.read("announced.md")) == (b"", None)


def test_a_conflict_is_listed_and_cannot_be_read(repository: GitRepository) -> None:
    repository.write("a.md", "a")
    blob = repository.git("hash-object", "-w", "a.md").strip()
    (repository.root / "stages").write_text("".join(f"100644 {blob} {stage}\ta.md\n" for stage in (1, 2, 3)))
    repository.git("-c", "alias.load=!git update-index --index-info < stages", "load")
    source = IndexSource(str(repository.root))
    assert source.paths() == ["a.md"]
    with pytest.raises(UnreadableFile, match="merge conflicts"):
        source.read("a.md")


def test_links_and_submodules_are_no_documents(repository: GitRepository, tmp_path: Path) -> None:
    inner = type(repository)(tmp_path / "inner")
    inner.commit()
    repository.git("submodule", "--quiet", "add", str(inner.root), "lib.md")
    repository.write("a.md", "a")
    (repository.root / "link.md").symlink_to("a.md")
    repository.git("add", "-A")
    source = IndexSource(str(repository.root))
    assert source.paths() == ["a.md"]
    for path, reason in (("link.md", "symbolic link"), ("lib.md", "submodule")):
        assert source.exists(path)
        with pytest.raises(UnreadableFile, match=reason):
            source.read(path)


def test_any_staged_file_can_be_read_and_asked_for(repository: GitRepository) -> None:
    repository.write("src/deep/a.py", "print()")
    repository.git("add", "-A")
    repository.write("src/b.py", "not staged")
    source = IndexSource(str(repository.root))
    assert source.paths() == []
    assert (source.read("src/deep/a.py"), source.read("src/b.py")) == (b"print()", None)
    assert [source.exists(path) for path in ("src", "src/", "src/deep", "src/deep/a.py", "src/b.py", "s")] == [
        True,
        True,
        True,
        True,
        False,
        False,
    ]
    with pytest.raises(UnreadableFile, match="folder"):
        source.read("src/deep")


def test_a_project_below_the_top_sees_itself(repository: GitRepository) -> None:
    repository.write("app/specs/a.md", "a")
    repository.write("other.md")
    repository.git("add", "-A")
    source = IndexSource(str(repository.root / "app"))
    assert (source.paths(), source.read("specs/a.md"), source.exists("specs")) == (["specs/a.md"], b"a", True)
    assert source.read("other.md") is None


def test_sha256_repositories_are_read(tmp_path: Path, repository: GitRepository) -> None:
    other = type(repository)(tmp_path / "sha256", "--object-format=sha256")
    other.write("a.md", "a")
    other.write("empty.md", "")
    other.git("add", "-A")
    other.write("announced.md", "x")
    other.git("add", "-N", "announced.md")
    source = IndexSource(str(other.root))
    assert (source.paths(), source.read("a.md")) == (["a.md", "empty.md"], b"a")


def test_a_missing_object_is_unreadable(repository: GitRepository) -> None:
    repository.git("update-index", "--add", "--cacheinfo", f"100644,{'1' * 40},a.md")
    with pytest.raises(UnreadableFile, match="git fsck"):
        IndexSource(str(repository.root)).read("a.md")


def test_a_pointer_to_large_file_storage_is_unreadable(repository: GitRepository) -> None:
    repository.write("a.md", "version https://git-lfs.github.com/spec/v1\noid sha256:0\nsize 1\n")
    repository.git("add", "-A")
    with pytest.raises(UnreadableFile, match="Git LFS"):
        IndexSource(str(repository.root)).read("a.md")


def test_line_endings_are_those_that_are_stored(repository: GitRepository) -> None:
    repository.git("config", "core.autocrlf", "true")
    repository.write("a.md", "one\r\ntwo\r\n")
    repository.git("add", "-A")
    assert IndexSource(str(repository.root)).read("a.md") == b"one\ntwo\n"


def test_without_a_repository_there_is_no_index(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="no git repository"):
        IndexSource(str(tmp_path)).paths()
