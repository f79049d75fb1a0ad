from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

from specward.errors import UndeterminedError
from specward.git.objects import Blobs

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import GitRepository


def test_blobs_come_back_in_the_order_asked_for(repository: GitRepository) -> None:
    repository.write("a.md", "one\n")
    repository.write("b.md", "two without an end")
    repository.write("empty.md", "")
    repository.git("add", "-A")
    with Blobs(str(repository.root)) as blobs:
        assert blobs.read_many([":b.md", ":a.md", ":empty.md"]) == [b"two without an end", b"one\n", b""]
        assert blobs.read(":a.md") == b"one\n"


def test_content_that_looks_like_an_answer_is_content(repository: GitRepository) -> None:
    repository.write("a.md", "x missing\n\n0123 blob 3\nabc\n")
    repository.git("add", "-A")
    with Blobs(str(repository.root)) as blobs:
        assert blobs.read_many([":a.md", ":a.md"]) == [b"x missing\n\n0123 blob 3\nabc\n"] * 2


def test_what_is_not_there_is_none(repository: GitRepository) -> None:
    repository.write("a.md", "a")
    repository.git("add", "-A")
    with Blobs(str(repository.root)) as blobs:
        assert blobs.read_many(["0" * 40, ":a b c.md", ":a.md", "no\nway", ""]) == [None, None, b"a", None, None]


def test_thousands_of_large_blobs_do_not_block(repository: GitRepository) -> None:
    repository.write("big.md", "x" * 100_000)
    repository.git("add", "-A")
    with Blobs(str(repository.root)) as blobs:
        contents = blobs.read_many([":big.md"] * 2_000)
    assert {len(content or b"") for content in contents} == {100_000}


def test_many_names_are_asked_at_once(repository: GitRepository) -> None:
    repository.write("a.md", "a")
    repository.git("add", "-A")
    with Blobs(str(repository.root)) as blobs:
        assert blobs.read_many([":a.md", "0" * 40] * 30_000) == [b"a", None] * 30_000


def test_a_closed_reader_starts_again_and_leaves_nothing_open(repository: GitRepository) -> None:
    repository.write("a.md", "a")
    repository.git("add", "-A")
    before = len(os.listdir("/dev/fd"))
    blobs = Blobs(str(repository.root))
    for _ in range(3):
        assert blobs.read(":a.md") == b"a"
        blobs.close()
    assert len(os.listdir("/dev/fd")) == before


@pytest.mark.parametrize("count", [1, 1_000])
def test_git_that_gives_up_is_undetermined(tmp_path: Path, count: int) -> None:
    with pytest.raises(UndeterminedError, match="not a git repository"):
        Blobs(str(tmp_path)).read_many(["HEAD"] * count)
