from __future__ import annotations

import os
import subprocess
from typing import TYPE_CHECKING

import pytest

from specward.errors import UndeterminedError
from specward.sources.source import UnreadableFile
from specward.sources.worktree import WorkTreeSource

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import GitRepository

needs_permissions = pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")


def put(root: Path, *paths: str) -> None:
    for path in paths:
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(path)


def test_tracked_and_untracked_documents_are_listed_and_ignored_ones_are_not(repository: GitRepository) -> None:
    put(
        repository.root, ".gitignore", "README.md", "specs/001/spec.md", ".specify/specward.yml", "src/a.py", "out/a.md"
    )
    repository.write(".gitignore", "out/\n")
    repository.commit()
    put(repository.root, "new.md", "deep/er/new.md")
    assert WorkTreeSource(str(repository.root)).paths() == [
        ".specify/specward.yml",
        "README.md",
        "deep/er/new.md",
        "new.md",
        "specs/001/spec.md",
    ]


def test_code_is_listed_beside_documents_when_it_is_asked_for(repository: GitRepository) -> None:
    put(repository.root, "spec.md", "src/a.py", "src/gone.py", "out/a.py")
    repository.write(".gitignore", "out/\n")
    repository.commit()
    (repository.root / "src/gone.py").unlink()
    (repository.root / "link.py").symlink_to("src/a.py")
    nested = repository.root / "nested"
    subprocess.run(["git", "init", "-q", str(nested)], check=True)
    put(nested, "b.py")
    put(repository.root, "src/new.py")
    source = WorkTreeSource(str(repository.root))
    assert source.files() == [".gitignore", "spec.md", "src/a.py", "src/new.py"]
    assert source.paths() == ["spec.md"]


def test_code_is_walked_without_git(tmp_path: Path) -> None:
    put(tmp_path, "spec.md", "src/a.py", "node_modules/x/a.js")
    assert WorkTreeSource(str(tmp_path)).files() == ["spec.md", "src/a.py"]


def test_deleted_files_are_left_out_staged_or_not(repository: GitRepository) -> None:
    put(repository.root, "a.md", "b.md", "folder/c.md", "d.md")
    repository.commit()
    (repository.root / "a.md").unlink()
    (repository.root / "folder/c.md").unlink()
    (repository.root / "folder").rmdir()
    (repository.root / "folder").write_text("a file now")
    repository.git("rm", "-q", "b.md")
    source = WorkTreeSource(str(repository.root))
    assert source.paths() == ["d.md"]
    assert source.read("a.md") is None
    assert source.read("folder/c.md") is None


def test_a_conflicted_file_is_listed_once(repository: GitRepository) -> None:
    put(repository.root, "a.md")
    blob = repository.git("hash-object", "-w", "a.md").strip()
    stages = "".join(f"100644 {blob} {stage}\ta.md\n" for stage in (1, 2, 3))
    (repository.root / "stages").write_text(stages)
    repository.git("-c", "alias.load=!git update-index --index-info < stages", "load")
    assert WorkTreeSource(str(repository.root)).paths() == ["a.md"]


def test_files_outside_of_a_sparse_checkout_are_left_out(repository: GitRepository) -> None:
    put(repository.root, "a/a.md", "b/b.md")
    repository.commit()
    repository.git("sparse-checkout", "set", "a")
    assert WorkTreeSource(str(repository.root)).paths() == ["a/a.md"]


def test_a_project_below_the_top_of_a_repository_sees_itself(repository: GitRepository) -> None:
    put(repository.root, "app/specs/a.md", "app/.specify/x.yml", "other.md")
    repository.commit()
    put(repository.root, "app/new.md")
    assert WorkTreeSource(str(repository.root / "app")).paths() == [".specify/x.yml", "new.md", "specs/a.md"]


def test_a_project_that_the_repository_around_it_ignores_is_walked(repository: GitRepository) -> None:
    repository.write(".gitignore", "/*\n")
    put(repository.root, "projects/mine/specs/a.md")
    assert WorkTreeSource(str(repository.root / "projects/mine")).paths() == ["specs/a.md"]


def test_without_git_the_folder_is_walked_without_what_tools_make(tmp_path: Path) -> None:
    put(tmp_path, "a.md", "b/c.md", ".specify/x.yml", "node_modules/x/y.md", ".venv/z.md", "src/a.py", "b/.git/n.md")
    (tmp_path / "b/loop").symlink_to(tmp_path, target_is_directory=True)
    (tmp_path / "link.md").symlink_to("a.md")
    assert WorkTreeSource(str(tmp_path)).paths() == [".specify/x.yml", "a.md", "b/c.md"]


def test_a_machine_without_git_walks_too(repository: GitRepository, monkeypatch: pytest.MonkeyPatch) -> None:
    put(repository.root, "a.md")
    monkeypatch.setenv("PATH", str(repository.root))
    assert WorkTreeSource(str(repository.root)).paths() == ["a.md"]


def test_a_very_deep_folder_is_walked(tmp_path: Path) -> None:
    deep = "d/" * 1_500
    folder = tmp_path
    descriptor = os.open(tmp_path, os.O_RDONLY)
    for _ in range(1_500):
        os.mkdir("d", dir_fd=descriptor)
        inner = os.open("d", os.O_RDONLY, dir_fd=descriptor)
        os.close(descriptor)
        descriptor = inner
    os.close(descriptor)
    put(folder, "a.md")
    try:
        assert len(deep) == 3_000
        assert WorkTreeSource(str(tmp_path)).paths() == ["a.md"]
    finally:  # pytest removes old folders recursively and would fail at this depth
        subprocess.run(["rm", "-rf", str(tmp_path / "d")], check=True)


def test_a_project_that_is_not_there_is_undetermined(tmp_path: Path) -> None:
    with pytest.raises(UndeterminedError):
        WorkTreeSource(str(tmp_path / "nowhere")).paths()


def test_a_foreign_owner_is_explained(repository: GitRepository, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GIT_TEST_ASSUME_DIFFERENT_OWNER", "1")
    with pytest.raises(UndeterminedError, match="another user owns it"):
        WorkTreeSource(str(repository.root)).paths()


def test_symbolic_links_are_neither_listed_nor_followed(repository: GitRepository, tmp_path: Path) -> None:
    put(tmp_path, "outside/secret.md")
    put(repository.root, "a.md", "folder/b.md")
    (repository.root / "tracked.md").symlink_to("a.md")
    (repository.root / "inner").symlink_to("folder", target_is_directory=True)
    repository.commit()
    (repository.root / "untracked.md").symlink_to(tmp_path / "outside/secret.md")
    (repository.root / "dangling.md").symlink_to("nowhere")
    (repository.root / "out").symlink_to(tmp_path / "outside", target_is_directory=True)
    source = WorkTreeSource(str(repository.root))
    assert source.paths() == ["a.md", "folder/b.md"]
    for path in ("tracked.md", "untracked.md", "dangling.md", "out/secret.md", "inner/b.md"):
        with pytest.raises(UnreadableFile, match="symbolic link"):
            source.read(path)


def test_a_folder_that_became_a_link_after_it_was_committed_is_not_followed(
    repository: GitRepository, tmp_path: Path
) -> None:
    put(repository.root, "specs/spec.md")
    repository.commit()
    put(tmp_path, "outside/spec.md")
    (repository.root / "specs/spec.md").unlink()
    (repository.root / "specs").rmdir()
    (repository.root / "specs").symlink_to(tmp_path / "outside", target_is_directory=True)
    with pytest.raises(UnreadableFile, match="symbolic link"):
        WorkTreeSource(str(repository.root)).read("specs/spec.md")


@pytest.mark.parametrize("path", ["../x.md", "a/../../x.md", "/etc/passwd", "a/../b.md", "", "x\0y"])
def test_paths_that_lead_outside_are_refused(tmp_path: Path, path: str) -> None:
    project = tmp_path / "project"
    put(project, "a/x.md")
    put(tmp_path, "x.md")
    source = WorkTreeSource(str(project))
    assert not source.exists(path)
    with pytest.raises(UnreadableFile):
        source.read(path)


def test_what_is_no_regular_file_is_unreadable(tmp_path: Path) -> None:
    (tmp_path / "folder.md").mkdir()
    os.mkfifo(tmp_path / "pipe.md")
    source = WorkTreeSource(str(tmp_path))
    with pytest.raises(UnreadableFile, match="folder"):
        source.read("folder.md")
    with pytest.raises(UnreadableFile, match="not a regular file"):
        source.read("pipe.md")


@needs_permissions
def test_what_may_not_be_read_is_unreadable(tmp_path: Path) -> None:
    put(tmp_path, "a.md", "closed/b.md")
    (tmp_path / "a.md").chmod(0)
    (tmp_path / "closed").chmod(0)
    source = WorkTreeSource(str(tmp_path))
    try:
        for path in ("a.md", "closed/b.md"):
            with pytest.raises(UnreadableFile, match="Permission denied"):
                source.read(path)
    finally:
        (tmp_path / "closed").chmod(0o700)


def test_a_name_too_long_for_the_system_is_unreadable(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFile, match="too long"):
        WorkTreeSource(str(tmp_path)).read("x" * 5_000 + ".md")


@pytest.mark.parametrize("size", [0, 1, 4_096, 1_000_000])
def test_every_byte_is_read(tmp_path: Path, size: int) -> None:
    data = os.urandom(size)
    (tmp_path / "a.md").write_bytes(data)
    assert WorkTreeSource(str(tmp_path)).read("a.md") == data


def test_files_whose_size_the_system_does_not_know_are_read_to_the_end() -> None:
    if not os.path.exists("/proc/self/status"):
        pytest.skip("no such files on this system")
    assert b"Name:" in (WorkTreeSource("/proc/1").read("status") or b"")


def test_existence_covers_files_folders_and_links(tmp_path: Path) -> None:
    put(tmp_path, "src/a.py")
    (tmp_path / "link").symlink_to("nowhere")
    source = WorkTreeSource(str(tmp_path))
    assert [source.exists(path) for path in ("src/a.py", "src", "src/", "link", "src/b.py")] == [
        True,
        True,
        True,
        True,
        False,
    ]


def test_reading_leaves_nothing_open(tmp_path: Path) -> None:
    put(tmp_path, "a.md")
    (tmp_path / "folder.md").mkdir()
    source = WorkTreeSource(str(tmp_path))
    before = len(os.listdir("/dev/fd"))
    for _ in range(10):
        source.read("a.md")
        with pytest.raises(UnreadableFile):
            source.read("folder.md")
    assert len(os.listdir("/dev/fd")) == before
