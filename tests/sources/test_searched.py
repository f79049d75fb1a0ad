"""Lines are found alike in every state of a project, whoever looks for them."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

from specward.sources.index import IndexSource
from specward.sources.memory import MemorySource
from specward.sources.revision import RevisionSource
from specward.sources.searched import LARGEST, Line, grep, lines_of, lines_with
from specward.sources.worktree import WorkTreeSource

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import GitRepository

FILES = {
    "a.py": "one\n# ADR-7 here\n",
    "lib/b.txt": "\r\nADR 8\r\nno\nADR-9",
    "sub dir/ü.md": "caf\u00e9 ADR-1\n",
}
PATTERN = "ADR.[0-9]"
EXPECTED = [
    Line("a.py", 2, "# ADR-7 here"),
    Line("lib/b.txt", 2, "ADR 8"),
    Line("lib/b.txt", 4, "ADR-9"),
    Line("sub dir/ü.md", 1, "café ADR-1"),
]


def write(repository: GitRepository) -> None:
    for path, text in FILES.items():
        repository.write(path, text)
    repository.write("image.bin", "\0ADR-7")
    repository.write("ignored.log", "ADR-7")
    repository.write(".specify/baseline.lock", "ADR-7: what the checker remembers is no text of the project\n")
    repository.write(".gitignore", "*.log\n")


def test_a_work_tree_an_index_a_commit_and_a_dictionary_tell_the_same(repository: GitRepository) -> None:
    write(repository)
    root = str(repository.root)
    assert lines_with(WorkTreeSource(root), PATTERN).lines == EXPECTED  # nothing is tracked yet
    repository.git("add", "-A")
    assert lines_with(IndexSource(root), PATTERN).lines == EXPECTED
    repository.commit()
    assert lines_with(RevisionSource(root, "HEAD"), PATTERN).lines == EXPECTED
    memory = MemorySource({**FILES, ".specify/baseline.lock": "ADR-7\n"})
    assert lines_with(memory, PATTERN).lines == EXPECTED
    assert lines_of(memory, PATTERN, [*FILES, ".specify/baseline.lock"]).lines == EXPECTED


def test_each_state_has_its_own_lines(repository: GitRepository) -> None:
    repository.write("a.py", "ADR-1\n")
    repository.commit()
    repository.write("a.py", "ADR-2\n")
    repository.git("add", "-A")
    repository.write("a.py", "ADR-3\n")
    root = str(repository.root)
    states = (RevisionSource(root, "HEAD"), IndexSource(root), WorkTreeSource(root))
    assert [lines_with(state, PATTERN).lines[0].text for state in states] == ["ADR-1", "ADR-2", "ADR-3"]


def test_a_project_below_the_top_sees_itself_and_names_its_files_from_there(repository: GitRepository) -> None:
    repository.write("app/src/a.py", "ADR-1\n")
    repository.write("b.py", "ADR-1\n")
    repository.commit()
    root = str(repository.root / "app")
    for state in (WorkTreeSource(root), IndexSource(root), RevisionSource(root, "HEAD")):
        assert [line.path for line in lines_with(state, PATTERN).lines] == ["src/a.py"]


def test_one_folder_may_be_searched_whatever_its_name(repository: GitRepository) -> None:
    repository.write("[x]/a.py", "ADR-1\n")
    repository.write("x/a.py", "ADR-1\n")
    assert [line.path for line in lines_with(WorkTreeSource(str(repository.root)), PATTERN, "[x]").lines] == [
        "[x]/a.py"
    ]
    memory = MemorySource({"[x]/a.py": "ADR-1", "[x]y/a.py": "ADR-1"})
    assert [line.path for line in lines_with(memory, PATTERN, "[x]").lines] == ["[x]/a.py"]


def test_settings_of_the_user_change_nothing(repository: GitRepository) -> None:
    write(repository)
    for name in ("grep.column", "grep.fullName", "grep.extendedRegexp"):
        repository.git("config", name, "true")
    repository.git("config", "color.ui", "always")
    repository.git("config", "grep.patternType", "fixed")
    assert lines_with(WorkTreeSource(str(repository.root)), PATTERN).lines == EXPECTED


def test_without_a_repository_the_files_are_read(tmp_path: Path) -> None:
    for path, text in FILES.items():
        (tmp_path / path).parent.mkdir(exist_ok=True)
        (tmp_path / path).write_bytes(text.encode())
    source = WorkTreeSource(str(tmp_path))
    assert grep(source, PATTERN) is None
    assert lines_with(source, PATTERN).lines == EXPECTED


def test_without_git_the_files_are_read(repository: GitRepository, monkeypatch: pytest.MonkeyPatch) -> None:
    write(repository)
    monkeypatch.setenv("PATH", "")
    assert Line("a.py", 2, "# ADR-7 here") in lines_with(WorkTreeSource(str(repository.root)), PATTERN).lines


def test_a_project_that_the_repository_around_it_ignores_is_read(repository: GitRepository) -> None:
    repository.write(".gitignore", "app/\n")
    repository.write("app/a.py", "ADR-1\n")
    source = WorkTreeSource(str(repository.root / "app"))
    assert [line.path for line in lines_with(source, PATTERN).lines] == ["a.py"]


def test_data_is_not_read_for_its_lines() -> None:
    files = MemorySource({"big.txt": "ADR-1\n" + "x" * LARGEST, "image.bin": b"\0ADR-1", "old.txt": b"caf\xe9 ADR-1"})
    assert lines_of(files, PATTERN, files.files()).lines == [Line("old.txt", 1, "café ADR-1")]


@pytest.mark.skipif(os.name == "nt" or getattr(os, "geteuid", int)() == 0, reason="root may read everything")
def test_what_cannot_be_read_is_told(repository: GitRepository) -> None:
    repository.write("a.py", "ADR-1\n").chmod(0)
    source = WorkTreeSource(str(repository.root))
    assert "a.py" in lines_of(source, PATTERN, ["a.py"]).unread[0]
    assert "a.py" in lines_with(source, PATTERN).unread[0]


def test_what_a_killed_run_left_is_not_looked_through(repository: GitRepository) -> None:
    write(repository)
    repository.write("lib/.spec-0123456789abcdef.tmp", "ADR-7")
    assert lines_with(WorkTreeSource(str(repository.root)), PATTERN).lines == EXPECTED
    assert lines_with(MemorySource({**FILES, "lib/.spec-0123456789abcdef.tmp": "ADR-7"}), PATTERN).lines == EXPECTED
