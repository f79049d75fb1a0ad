from __future__ import annotations

import pytest

from specward.acceptance.named_files import Declared, Tree
from specward.artifacts.tasks import read_tasks
from specward.markdown.document import Document


def declared(text: str) -> Declared:
    return Declared(read_tasks(Document("specs/001-a/tasks.md", text)))


@pytest.mark.parametrize(
    ("written", "found"),
    [
        ("src/a.py", ["src/a.py"]),
        ("./src/a.py", ["src/a.py"]),
        ("a.py", ["api/src/a.py", "src/a.py"]),
        ("api/src/a.py", ["api/src/a.py"]),
        ("rc/a.py", []),
        ("src", []),
    ],
)
def test_a_written_path_means_the_files_that_end_with_it(written: str, found: list[str]) -> None:
    assert Tree(["api/src/a.py", "src/a.py", "src/b.py"]).find(written) == found


@pytest.mark.parametrize(
    ("text", "path"),
    [
        ("Add src/a.py", "src/a.py"),
        ("Add src/a.py", "backend/src/a.py"),
        ("Add src/auth/", "src/auth/deep/a.py"),
        ("Add src/auth/*.py", "src/auth/a.py"),
        ("Mend README.md.", "README.md"),
        ("Mend (README.md)", "docs/README.md"),
        ("Add src/[id]/page.tsx", "web/src/[id]/page.tsx"),
    ],
)
def test_what_a_task_names_is_covered(text: str, path: str) -> None:
    assert declared(f"- [ ] T001 {text}\n").covers(path)


@pytest.mark.parametrize("path", ["src/ab.py", "src/b/a.pyc", "xsrc/a.py", "src", "a"])
def test_what_no_task_names_is_not_covered(path: str) -> None:
    assert not declared("- [ ] T001 Add src/a.py and src/auth/*.py\n").covers(path)


def test_a_list_without_files_declares_nothing() -> None:
    assert not declared("- [ ] T001 Think and/or decide\n")
