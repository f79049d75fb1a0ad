"""What counts as a document, asked of a path and asked of git."""

from __future__ import annotations

from typing import TYPE_CHECKING

from specward.sources.index import IndexSource
from specward.sources.memory import MemorySource
from specward.sources.scope import is_document
from specward.sources.worktree import WorkTreeSource

if TYPE_CHECKING:
    from tests.conftest import GitRepository

DOCUMENTS = [".specify/signoffs.yml", "README.md", "specs/001-a/signoffs.yml", "specs/001-a/trace.lock"]
OTHERS = ["poetry.lock", "specs/001-a/contract.yml", "src/mysignoffs.yml", "src/retrace.lock"]


def test_git_and_the_other_sources_agree_on_what_a_document_is(repository: GitRepository) -> None:
    for path in (*DOCUMENTS, *OTHERS):
        repository.write(path, "x\n")
    repository.git("add", "-A")
    root = str(repository.root)
    memory = MemorySource(dict.fromkeys([*DOCUMENTS, *OTHERS], "x\n"))
    assert [list(source.paths()) for source in (WorkTreeSource(root), IndexSource(root), memory)] == [DOCUMENTS] * 3
    assert [path for path in (*DOCUMENTS, *OTHERS) if is_document(path)] == DOCUMENTS
