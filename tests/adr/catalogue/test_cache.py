"""The cache of records: what is listed is the same with it and without, whatever happens to it or to the files."""

from __future__ import annotations

import json
import os
import subprocess
import time
import zlib
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from specward.adr.catalogue import cache
from specward.adr.catalogue.cache import listed
from specward.adr.catalogue.catalogue import Catalogue, Unread, catalogue_of, collected, sketch_at
from specward.project import Project
from specward.sources.index import IndexSource
from specward.sources.memory import MemorySource
from specward.sources.revision import RevisionSource
from specward.sources.source import UnreadableFile
from specward.sources.worktree import WorkTreeSource

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.conftest import GitRepository

ADR = "history/adr"
RECORDS = {
    f"{ADR}/0001-store.md": "# ADR-0001: Store\n\n- **Status:** Superseded by ADR-0002\n- **Deciders:** Ada, Grace\n",
    f"{ADR}/0002-tokens.md": "# ADR-0002: Tokens\n\n- **Status:** Accepted\n- **Supersedes:** ADR-0001\n",
    f"{ADR}/0003-odd.md": "# 3. Odd\n\nDate: 2026-01-02\n\n## Status\n\nWobbly\n",
}


class Counting(WorkTreeSource):
    """A work tree that tells which records were read, and cannot read some of them."""

    def __init__(self, root: str, broken: str = "") -> None:
        super().__init__(root)
        self.read_records: list[str] = []
        self._broken = broken

    def read(self, path: str) -> bytes | None:
        if path.startswith(ADR):
            self.read_records.append(path)
        if path == self._broken:
            raise UnreadableFile(path, "the disk is on fire")
        return super().read(path)


@pytest.fixture
def records(repository: GitRepository) -> GitRepository:
    for path, text in RECORDS.items():
        repository.write(path, text)
    return repository


@pytest.fixture
def later(monkeypatch: pytest.MonkeyPatch) -> None:
    """Time has passed since the files were written."""
    now = time.time_ns
    monkeypatch.setattr(time, "time_ns", lambda: now() + 10_000_000_000)


def told(root: Path, broken: str = "") -> tuple[Catalogue, list[str]]:
    """What is listed, and which records were read for it."""
    source = Counting(str(root), broken)
    return listed(str(root), Project(source)), source.read_records


def anew(root: Path) -> Catalogue:
    return catalogue_of(Project(WorkTreeSource(str(root))))


def same(one: Catalogue, other: Catalogue) -> bool:
    return (one.entries, one.unread, one.skipped) == (other.entries, other.unread, other.skipped)


def cache_file(root: Path) -> Path:
    return next((root / ".git/specward/decisions").iterdir())


@pytest.mark.usefixtures("later")
def test_what_has_not_changed_is_read_once(records: GitRepository) -> None:
    first, read = told(records.root)
    assert sorted(read) == sorted(RECORDS)

    again, read_again = told(records.root)
    assert read_again == []
    assert same(again, first)
    assert same(again, anew(records.root))

    records.write(f"{ADR}/0003-odd.md", "# 3. Even\n\n## Status\n\nAccepted\n")
    changed, read_now = told(records.root)
    assert read_now == [f"{ADR}/0003-odd.md"]
    assert changed.entries[2].title == "Even"


def test_a_file_that_was_just_written_is_not_trusted_yet(records: GitRepository) -> None:
    told(records.root)
    _, read_again = told(records.root)
    assert sorted(read_again) == sorted(RECORDS)
    assert not (records.root / ".git/specward").exists()


@pytest.mark.usefixtures("later")
def test_what_a_link_means_follows_the_files_that_come_and_go(records: GitRepository) -> None:
    told(records.root)
    records.write(f"{ADR}/0002-twin.md", "# ADR-0002: Twin\n\n- **Status:** Accepted\n")

    catalogue, read = told(records.root)
    assert read == [f"{ADR}/0002-twin.md"]
    assert catalogue.at[f"{ADR}/0001-store.md"].ties[0].paths == (f"{ADR}/0002-tokens.md", f"{ADR}/0002-twin.md")
    (records.root / ADR / "0002-tokens.md").unlink()
    assert told(records.root)[0].at[f"{ADR}/0001-store.md"].ties[0].paths == (f"{ADR}/0002-twin.md",)
    assert same(told(records.root)[0], anew(records.root))


@pytest.mark.usefixtures("later")
def test_a_file_beside_the_decisions_is_not_read_again_to_find_that_it_is_none(records: GitRepository) -> None:
    records.write(f"{ADR}/notes.md", "# Notes\n")
    assert told(records.root)[0].skipped == [f"{ADR}/notes.md"]
    again, read = told(records.root)
    assert (again.skipped, read) == ([f"{ADR}/notes.md"], [])


@pytest.mark.usefixtures("later")
def test_another_layout_makes_other_records_of_the_same_files(records: GitRepository) -> None:
    records.write("docs/log/0009-x.md", "# 9. X\n\n## Status\n\nAccepted\n")
    assert len(told(records.root)[0].entries) == 3
    records.write(".specify/specward.yml", "adr: {folder: docs/log}\n")
    assert same(told(records.root)[0], anew(records.root))
    assert len(told(records.root)[0].entries) == 4


@pytest.mark.usefixtures("later")
def test_a_record_that_cannot_be_read_is_listed_and_tried_again(records: GitRepository) -> None:
    catalogue, _ = told(records.root, broken=f"{ADR}/0002-tokens.md")
    assert catalogue.unread == [Unread(f"{ADR}/0002-tokens.md", "the disk is on fire")]
    catalogue, read = told(records.root)
    assert read == [f"{ADR}/0002-tokens.md"]
    assert catalogue.unread == []


def sealed(body: bytes) -> bytes:
    return b"%08x %d\n%s" % (zlib.crc32(body), len(body), body)


DAMAGE: dict[str, Callable[[bytes], bytes]] = {
    "empty": lambda _: b"",
    "cut off": lambda data: data[: len(data) // 2],
    "one letter is another": lambda data: data.replace(b"Tokens", b"Tokemz"),
    "no JSON": lambda _: sealed(b"{"),
    "other JSON": lambda _: sealed(b"[1, 2]"),
    "another project's": lambda data: sealed(data.partition(b"\n")[2].replace(b'"root":"', b'"root":"/elsewhere')),
    "another version's": lambda data: sealed(data.partition(b"\n")[2].replace(b'"reader":"', b'"reader":"0')),
    "other fields": lambda data: sealed(data.partition(b"\n")[2].replace(b'"feature"', b'"creature"')),
    "an unknown class": lambda data: sealed(data.partition(b"\n")[2].replace(b'"accepted"', b'"approved"')),
    "deep": lambda _: sealed(b'{"reader":' + b"[" * 100_000),
}


@pytest.mark.usefixtures("later")
@pytest.mark.parametrize("damage", DAMAGE)
def test_a_cache_that_is_not_as_it_was_written_counts_as_empty(records: GitRepository, damage: str) -> None:
    told(records.root)
    file = cache_file(records.root)
    file.write_bytes(DAMAGE[damage](file.read_bytes()))

    catalogue, read = told(records.root)
    assert sorted(read) == sorted(RECORDS)
    assert same(catalogue, anew(records.root))
    assert told(records.root)[1] == []  # and it is written anew


@pytest.mark.usefixtures("later")
def test_a_cache_that_cannot_be_written_is_done_without(records: GitRepository) -> None:
    (records.root / ".git/specward").write_text("in the way")
    for _ in range(2):
        assert same(told(records.root)[0], anew(records.root))


@pytest.mark.usefixtures("later")
def test_outside_of_a_repository_nothing_is_kept(tmp_path: Path) -> None:
    (tmp_path / ADR).mkdir(parents=True)
    for path, text in RECORDS.items():
        (tmp_path / path).write_text(text)
    for _ in range(2):
        assert sorted(told(tmp_path)[1]) == sorted(RECORDS)
    assert sorted(str(path.relative_to(tmp_path)) for path in tmp_path.rglob("*") if path.is_file()) == sorted(RECORDS)


def test_another_state_than_the_work_tree_is_read_as_it_is(records: GitRepository) -> None:
    project = Project(MemorySource({f"{ADR}/0009-x.md": "# 9. X\n"}))
    assert [entry.number for entry in listed(str(records.root), project).entries] == [9]


@pytest.mark.usefixtures("later")
def test_several_may_write_it_at_once(records: GitRepository) -> None:
    with ThreadPoolExecutor(4) as pool:
        found = list(pool.map(told, [records.root] * 12))
    assert all(same(catalogue, found[0][0]) for catalogue, _ in found)
    assert [path.name for path in (records.root / ".git/specward/decisions").iterdir()] == [
        cache_file(records.root).name
    ]
    assert json.loads(cache_file(records.root).read_bytes().partition(b"\n")[2])["root"] == str(records.root)


class CountingIndex(IndexSource):
    """What is staged, telling which records were read."""

    def __init__(self, root: str) -> None:
        super().__init__(root)
        self.read_records: list[str] = []

    def read(self, path: str) -> bytes | None:
        if path.startswith(ADR):
            self.read_records.append(path)
        return super().read(path)


def told_staged(root: Path) -> tuple[Catalogue, list[str]]:
    """What is staged, and which records were read for it."""
    source = CountingIndex(str(root))
    return catalogue_of(Project(source)), source.read_records


def stored_anew(root: Path, revision: str = "") -> Catalogue:
    project = Project(RevisionSource(str(root), revision) if revision else IndexSource(str(root)))
    return collected(project, partial(sketch_at, project))


@pytest.fixture
def of_few(monkeypatch: pytest.MonkeyPatch) -> None:
    """A handful of records is worth keeping."""
    monkeypatch.setattr(cache, "_FEW", 0)


@pytest.mark.usefixtures("of_few")
def test_what_git_stores_is_read_once_whatever_state_it_is_part_of(records: GitRepository) -> None:
    records.commit()
    assert sorted(told_staged(records.root)[1]) == sorted(RECORDS)
    assert same(catalogue_of(Project(RevisionSource(str(records.root), "HEAD"))), stored_anew(records.root, "HEAD"))

    records.write(f"{ADR}/0003-odd.md", "# 3. Even\n\n## Status\n\nAccepted\n")
    records.git("add", "-A")
    staged, read = told_staged(records.root)
    assert read == [f"{ADR}/0003-odd.md"]
    assert same(staged, stored_anew(records.root))
    assert told_staged(records.root)[1] == []


@pytest.mark.usefixtures("of_few")
def test_a_record_in_conflict_is_not_taken_for_what_it_was(records: GitRepository) -> None:
    records.commit()
    records.git("checkout", "-q", "-b", "other")
    records.write(f"{ADR}/0003-odd.md", "# 3. One\n")
    records.commit()
    told_staged(records.root)
    records.git("checkout", "-q", "-")
    records.write(f"{ADR}/0003-odd.md", "# 3. Other\n")
    records.commit()
    told_staged(records.root)
    assert records.git("merge", "other", check=False)
    assert [unread.path for unread in told_staged(records.root)[0].unread] == [f"{ADR}/0003-odd.md"]


def test_of_few_records_nothing_is_kept(records: GitRepository) -> None:
    records.commit()
    for _ in range(2):
        assert sorted(told_staged(records.root)[1]) == sorted(RECORDS)
    assert not (records.root / ".git/specward").exists()


NAMES = st.sampled_from(
    ["0001-a.md", "0002-b.md", "0002-c.md", "b.md", "0003-c.rst", "sub/0001-a.md", "2026-01-02-d/README.md"]
)
LINES = st.sampled_from(
    [
        "Accepted",
        "Superseded by ADR-0002",
        "Superseded by [b](0002-b.md)",
        "Wobbly",
        "Supersedes [1](sub/0001-a.md)",
        "",
    ]
)
EDITS = st.lists(
    st.one_of(
        st.tuples(st.just("write"), NAMES, LINES),
        st.tuples(st.just("delete"), NAMES, st.just("")),
        st.tuples(st.just("move"), NAMES, NAMES),
    ),
    min_size=1,
    max_size=6,
)


@pytest.fixture(scope="module")
def scratch(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("cache")
    subprocess.run(["git", "init", "-q", str(root)], check=True)
    return root


@pytest.fixture(scope="module")
def staging(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("staging")
    subprocess.run(["git", "init", "-q", str(root)], check=True)
    return root


@pytest.fixture
def trusting(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every file is trusted at once; who uses this sets the files' clock."""
    monkeypatch.setattr(cache, "RACY", -(10**18))


def edit(root: Path, what: str, name: str, words: str) -> Path:
    """Do one of the edits; the path that it is about."""
    path = root / ADR / name
    path.parent.mkdir(parents=True, exist_ok=True)
    if what == "write":
        path.write_text(f"# {name}\n\n## Status\n\n{words}\n")
    elif what == "delete":
        path.unlink(missing_ok=True)
    elif path.exists():
        target = root / ADR / words
        target.parent.mkdir(parents=True, exist_ok=True)
        path.replace(target)
    return path


@pytest.mark.usefixtures("trusting")
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(EDITS)
@pytest.mark.verifies("004-decisions/AC-011")
def test_any_edits_are_listed_as_without_the_cache(scratch: Path, edits: list[tuple[str, str, str]]) -> None:
    for tick, (what, name, words) in enumerate(edits, 1):
        path = edit(scratch, what, name, words)
        if what == "write":
            os.utime(path, ns=(tick, tick))
        assert same(told(scratch)[0], anew(scratch))


@pytest.mark.usefixtures("of_few")
@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(EDITS)
def test_any_edits_are_staged_as_without_the_cache(staging: Path, edits: list[tuple[str, str, str]]) -> None:
    for what, name, words in edits:
        edit(staging, what, name, words)
        subprocess.run(["git", "-C", str(staging), "add", "-A"], check=True)
        assert same(told_staged(staging)[0], stored_anew(staging))
