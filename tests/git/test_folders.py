"""What folders hold at commits."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from specward.errors import UndeterminedError
from specward.git.folders import folder_trees, names_in, tree_names
from specward.git.objects import Blobs

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import GitRepository


def test_each_distinct_tree_is_named_once_with_what_it_holds(repository: GitRepository) -> None:
    root = str(repository.root)
    repository.write("adr/a b.md")
    repository.write("adr/ü/c.md")
    first = repository.commit()
    repository.write("other.md")
    second = repository.commit()
    trees = folder_trees(root, [first, second, "nowhere"], ["adr", "docs", "a\nb", ""])
    assert trees[first, "adr"] == trees[second, "adr"]
    assert set(trees) == {(first, "adr"), (second, "adr"), (first, ""), (second, "")}
    with Blobs(root) as objects:
        names = names_in(objects, trees.values())
        assert names_in(objects, []) == {}
    assert (names[trees[first, "adr"]], names[trees[second, ""]]) == (["a b.md", "ü"], ["adr", "other.md"])


def test_a_tree_in_another_hash_has_longer_ids() -> None:
    assert tree_names(b"100644 a.md\0" + b" " * 32 + b"40000 b\0" + b"\0" * 32, 32) == ["a.md", "b"]
    assert tree_names(b"", 20) == []


def test_a_folder_without_a_repository_is_undetermined(tmp_path: Path) -> None:
    with pytest.raises(UndeterminedError, match="git cat-file"):
        folder_trees(str(tmp_path), ["HEAD"], ["adr"])
