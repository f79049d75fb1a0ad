"""The search over files: every answer is held against one that parses every record."""

from __future__ import annotations

import os
import random
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import specward
from specward.artifacts.kind import STANDARD, Kind, Layout
from specward.artifacts.phr import read_record
from specward.artifacts.phr_filing import record_number
from specward.forked import share_out
from specward.markdown.document import Document
from specward.phr.search.cache import SHARDS, cache_file, index_checksum
from specward.phr.search.match import match
from specward.phr.search.moment import moment_of
from specward.phr.search.query import FIELDS, Facets, Query
from specward.phr.search.record_files import RecordFiles
from specward.phr.search.run import search
from specward.sources.worktree import WorkTreeSource

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from tests.conftest import GitRepository

FOLDER = "history/prompts/001-login"
UID = "01KEAMW080000000000000000A"


def text(title: str = "Sign in", prompt: str = "let people sign in", **keys: str) -> str:
    head = {"id": "0001", "title": title, "stage": "green", "date": "2026-01-02", **keys}
    lines = "".join(f"{key}: {value}\n" for key, value in head.items())
    return (
        f"---\n{lines}---\n\n## Prompt\n\n{prompt}\n\n## Response snapshot\n\nDone.\n\n## Outcome\n\n- ✅ Impact: x\n"
    )


def found(root: Path, query: Query, *, cached: bool = False) -> list[str]:
    return [hit.row.path for hit in search(str(root), STANDARD, query, cached=cached).hits]


def by_parsing(root: Path, query: Query) -> list[str]:
    """The same answer, from every record parsed."""
    source = WorkTreeSource(str(root))
    hits = []
    for path in source.paths():
        if STANDARD.kind_of(path) is Kind.PHR:
            record = read_record(Document.from_bytes(path, source.read(path) or b""))
            if match(record, query):
                number = record_number(path.rpartition("/")[2]) or 0
                hits.append((moment_of(record), number, path))
    paths = [path for _, _, path in sorted(hits, reverse=True)]
    return paths[: query.limit] if query.limit else paths


def write(root: Path, files: Iterable[tuple[str, str | bytes]]) -> None:
    for path, content in files:
        target = root / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content if isinstance(content, bytes) else content.encode("utf-8", "surrogatepass"))


def test_the_newest_comes_first_by_uid_then_date_then_number(tmp_path: Path) -> None:
    write(
        tmp_path,
        [
            (f"{FOLDER}/0001-a.green.prompt.md", text(date="2026-01-03")),
            (f"{FOLDER}/0002-b.green.prompt.md", text(date="2026-01-02")),
            (f"{FOLDER}/10-c.green.prompt.md", text(date="2026-01-02")),
            (f"{FOLDER}/0003-d.green.prompt.md", text(date="2026-01-04T10:00:00Z")),
            (f"{FOLDER}/0004-e.green.prompt.md", text(date="2020-01-01", uid="01KEAMW080000000000000000A")),
            (f"{FOLDER}/0005-f.green.prompt.md", "## Prompt\n\nno keys at all\n"),
            (f"{FOLDER}/0006-g.green.prompt.md", "---\nid: 1\ndate_iso: 2026-01-05\n---\n\n## Prompt\n\nx\n"),
        ],
    )
    names = [path.rpartition("/")[2].partition("-")[0] for path in found(tmp_path, Query())]
    assert names == ["0004", "0006", "0003", "0001", "10", "0002", "0005"]


def test_a_limit_keeps_the_newest_and_tells_that_there_are_more(tmp_path: Path) -> None:
    write(tmp_path, [(f"{FOLDER}/000{n}-a.green.prompt.md", text(date=f"2026-01-0{n}")) for n in range(1, 6)])
    result = search(str(tmp_path), STANDARD, Query(("sign",), limit=2))
    assert [hit.row.date for hit in result.hits] == ["2026-01-05", "2026-01-04"]
    assert result.more
    assert not search(str(tmp_path), STANDARD, Query(("sign",), limit=5)).more


@pytest.mark.parametrize(
    "path",
    [
        "history/prompts/general/0001-a.general.prompt.md",
        "history/0001-a.general.prompt.md",
        "docs/prompts/0001-a-red.prompt.md",
        "docs/history/prompts/001-x/0001-a.red.prompt.md",
        "specs/001-x/prompts/0001-a.red.prompt.md",
        "phase-3/history/prompts/001-x/2026-01-02-a.prompt.md",
        "history/prompts/001-x/PHR-0001-a.red.phr.md",
    ],
)
def test_records_are_found_in_whatever_layout(tmp_path: Path, path: str) -> None:
    write(tmp_path, [(path, text())])
    assert found(tmp_path, Query(("people",))) == [path]


def test_only_records_are_found(repository: GitRepository) -> None:
    write(
        repository.root,
        [
            ("history/prompts/template.prompt.md", text()),
            ("history/prompts/general/README.md", text()),
            (".github/prompts/plan.prompt.md", text()),
            ("src/words.prompt.md", text()),
            ("history/prompts/general/0002-ignored.general.prompt.md", text()),
            ("history/prompts/general/0003-ours.general.prompt.md", text()),
            (".gitignore", "*ignored*\n"),
        ],
    )
    assert found(repository.root, Query(("people",))) == ["history/prompts/general/0003-ours.general.prompt.md"]


def test_the_configured_history_folder_counts(tmp_path: Path) -> None:
    write(tmp_path, [("log/0001-a.general.prompt.md", text())])
    assert not search(str(tmp_path), STANDARD, Query()).hits
    assert search(str(tmp_path), Layout(history="log"), Query()).hits


def test_a_record_in_conflict_is_found_once(repository: GitRepository) -> None:
    path = f"{FOLDER}/0001-a.green.prompt.md"
    repository.write(path, text("base"))
    repository.commit()
    repository.git("switch", "-q", "-c", "other")
    repository.write(path, text("theirs"))
    repository.commit()
    repository.git("switch", "-q", "-")
    repository.write(path, text("ours"))
    repository.commit()
    repository.git("merge", "other", check=False)
    assert found(repository.root, Query()) == [path]


def test_a_deleted_record_is_not_found_and_an_unreadable_one_is_told(repository: GitRepository) -> None:
    write(repository.root, [(f"{FOLDER}/000{n}-a.green.prompt.md", text()) for n in (1, 2, 3)])
    repository.commit()
    (repository.root / FOLDER / "0001-a.green.prompt.md").unlink()
    link = repository.root / FOLDER / "0002-a.green.prompt.md"
    link.unlink()
    link.symlink_to("/etc/hostname")
    result = search(str(repository.root), STANDARD, Query())
    assert [hit.row.path for hit in result.hits] == [f"{FOLDER}/0003-a.green.prompt.md"]
    assert result.unreadable == [
        (f"{FOLDER}/0002-a.green.prompt.md", "it is a symbolic link, which is not followed"),
    ]


def test_nothing_is_read_through_a_link(repository: GitRepository, tmp_path: Path) -> None:
    write(tmp_path / "elsewhere", [("0001-a.green.prompt.md", text(prompt="a secret"))])
    (repository.root / "history/prompts").mkdir(parents=True)
    (repository.root / FOLDER).symlink_to(tmp_path / "elsewhere")
    assert found(repository.root, Query(("secret",))) == []


def test_an_empty_project_says_that_there_is_no_record(tmp_path: Path) -> None:
    assert search(str(tmp_path), STANDARD, Query()).nowhere
    write(tmp_path, [(f"{FOLDER}/0001-a.green.prompt.md", b"")])
    result = search(str(tmp_path), STANDARD, Query(("x",)))
    assert (result.hits, result.nowhere) == ([], False)


@pytest.mark.parametrize(
    ("content", "word"),
    [
        ("die STRASSE", "straße"),
        ("die Straße", "STRASSE"),
        ("300 \u212a", "k"),
        ("\ufb01le", "FI"),
        ("\u017fhort", "SHORT"),
        ("ÉCOLE", "école"),
        ("Ελληνικά", "ΕΛΛΗΝΙΚΆ"),
        ("日本語の仕様", "本語"),
        ("İstanbul", "i\u0307stanbul"),
    ],
)
def test_words_are_found_in_any_case_of_any_script(tmp_path: Path, content: str, word: str) -> None:
    write(tmp_path, [(f"{FOLDER}/0001-a.green.prompt.md", text(prompt=content))])
    assert found(tmp_path, Query((word,))) != []


def test_a_record_that_is_not_utf_8_is_searched_as_it_is_read(tmp_path: Path) -> None:
    write(tmp_path, [(f"{FOLDER}/0001-a.green.prompt.md", text(prompt="ÉCOLE").encode("windows-1252", "replace"))])
    assert found(tmp_path, Query(("école",))) != []


_WORD = st.sampled_from(["sign", "IN", "straße", "ﬁ", "é", "日本", "x y", '"q"', "1.", "green", "\u0130", "---", "k"])
_PROMPT = st.lists(st.one_of(_WORD, st.text(max_size=8)), max_size=6).map(" ".join)
_HEAD = st.one_of(
    st.builds(
        lambda day, stage, feature, model: (
            f"---\nid: 1\ntitle: A\nstage: {stage}\n{day}feature: {feature}\nmodel: {model}\n---\n"
        ),
        st.sampled_from(
            [
                f"uid: {UID}\ndate: 2026-01-02\n",
                "date: 2026-01-02\n",
                'date: "2026-03-04"\n',
                "date_iso: 2025-01-01\n",
                "",
                "uid: x\n",
            ]
        )
        | st.integers(1, 1 << 40).map(lambda n: f"uid: {n:026X}\n".replace("O", "0")),
        st.sampled_from(["green", "impl", "Red", '"plan"', "{{STAGE}}", ""]),
        st.sampled_from(["001-login", "login", "none", "", '"002-export"']),
        st.sampled_from(["claude-opus-4-5", "GPT", ""]),
    ),
    st.sampled_from(["", "---\nid: 1\nstage: green\n", "# A\n\n**ID**: 1\n**Stage**: red\n**Date**: 2026-02-02\n"]),
)
_PLACES = st.sampled_from(
    [
        f"{FOLDER}/0001-a.green.prompt.md",
        f"{FOLDER}/0012-b.red.prompt.md",
        "history/prompts/002-export/7-c.phr.md",
        "history/prompts/general/2026-01-02-d.prompt.md",
        "docs/prompts/0001-e-red.prompt.md",
    ]
)
_FACETS = st.builds(
    Facets,
    stage=st.sampled_from(["", "", "green", "red", "implement"]),
    feature=st.sampled_from(["", "", "001-login", "login", "001", "general", "export"]),
    model=st.sampled_from(["", "", "opus", "gpt"]),
    since=st.sampled_from(["", "", "2026-01-02", "2026-03-01"]),
    until=st.sampled_from(["", "", "2026-01-02", "2026-12-31"]),
)


@pytest.mark.verifies("003-prompts-are-captured/AC-011")
@settings(max_examples=150, suppress_health_check=[HealthCheck.too_slow])
@given(
    files=st.dictionaries(_PLACES, st.tuples(_HEAD, _PROMPT, st.booleans())),
    words=st.lists(_WORD, max_size=2),
    facets=_FACETS,
    fields=st.sampled_from([FIELDS, ("prompt",), ("title", "outcome")]),
    limit=st.integers(0, 3),
)
def test_the_quick_search_finds_what_parsing_finds(
    files: dict[str, tuple[str, str, bool]], words: list[str], facets: Facets, fields: tuple[str, ...], limit: int
) -> None:
    query = Query(tuple(words), fields, facets, limit)
    with TemporaryDirectory() as folder:
        root = Path(folder)
        for path, (head, prompt, windows) in files.items():
            content = f"{head}\n## Prompt\n\n{prompt}\n\n## Outcome\n\n- ✅ Impact: in\n"
            write(root, [(path, content.replace("\n", "\r\n") if windows else content)])
        assert found(root, query) == by_parsing(root, query)


# The cache


@pytest.fixture
def cached(repository: GitRepository, monkeypatch: pytest.MonkeyPatch) -> GitRepository:
    """A repository of a few committed records, in which a search keeps what it has read."""
    monkeypatch.setattr("specward.phr.search.run.MANY", 3)
    monkeypatch.setattr("specward.forked.FORKS", False)
    for number in range(1, 9):
        folder = ("001-login", "002-export", "general")[number % 3]
        path = f"history/prompts/{folder}/000{number}-a.green.prompt.md"
        repository.write(path, text(prompt=f"word{number} common", date=f"2026-01-0{number}"))
    repository.commit()
    return repository


QUERIES = (Query(("common",)), Query(("word3",)), Query(("added",)), Query(), Query(("common",), limit=2))


def agree(root: Path) -> None:
    """Hold each answer with the cache against the one without."""
    for query in QUERIES:
        assert search(str(root), STANDARD, query) == search(str(root), STANDARD, query, cached=False), query


def kept(root: Path) -> list[str]:
    return [file for shard in range(SHARDS) if os.path.exists(file := cache_file(str(root), shard))]


def test_a_second_search_reads_only_what_it_shows(cached: GitRepository, monkeypatch: pytest.MonkeyPatch) -> None:
    agree(cached.root)
    assert len(kept(cached.root)) == SHARDS
    read: list[str] = []
    original = WorkTreeSource.read

    def noted(source: WorkTreeSource, path: str) -> bytes | None:
        read.append(path)
        return original(source, path)

    monkeypatch.setattr(WorkTreeSource, "read", noted)
    assert found(cached.root, Query(("word3",)), cached=True) == ["history/prompts/001-login/0003-a.green.prompt.md"]
    assert read == ["history/prompts/001-login/0003-a.green.prompt.md"]


def test_without_the_cache_nothing_is_kept(cached: GitRepository) -> None:
    found(cached.root, Query(("common",)))
    assert kept(cached.root) == []


def test_only_what_is_searched_again_is_kept(cached: GitRepository) -> None:
    found(cached.root, Query(("common",)), cached=True)
    assert kept(cached.root) == []
    found(cached.root, Query(("common",)), cached=True)
    assert len(kept(cached.root)) == SHARDS


def test_a_small_history_needs_no_cache(cached: GitRepository, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("specward.phr.search.run.MANY", 100)
    found(cached.root, Query(("common",)), cached=True)
    assert kept(cached.root) == []


def test_outside_of_a_repository_nothing_is_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("specward.phr.search.run.MANY", 1)
    monkeypatch.setattr("specward.forked.FORKS", False)
    write(tmp_path, [(f"{FOLDER}/000{n}-a.green.prompt.md", text()) for n in (1, 2)])
    assert len(found(tmp_path, Query(("people",)), cached=True)) == 2
    assert sorted(os.listdir(tmp_path)) == ["history"]


def test_an_edit_of_the_same_size_is_seen_at_once(cached: GitRepository) -> None:
    agree(cached.root)
    path = "history/prompts/001-login/0003-a.green.prompt.md"
    target = cached.root / path
    before = target.stat()
    target.write_bytes(target.read_bytes().replace(b"word3", b"added"))
    os.utime(target, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert found(cached.root, Query(("added",)), cached=True) == [path]
    assert found(cached.root, Query(("word3",)), cached=True) == []


def test_a_file_that_git_is_told_not_to_watch_is_never_kept(cached: GitRepository) -> None:
    path = "history/prompts/001-login/0003-a.green.prompt.md"
    cached.git("update-index", "--assume-unchanged", path)
    agree(cached.root)
    cached.write(path, text(prompt="added common"))
    agree(cached.root)
    assert found(cached.root, Query(("added",)), cached=True) == [path]


def test_with_another_index_in_the_environment_nothing_is_kept(
    cached: GitRepository, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert index_checksum(str(cached.root))
    monkeypatch.setenv("GIT_INDEX_FILE", str(cached.root / ".git/index"))
    assert not index_checksum(str(cached.root))
    agree(cached.root)
    assert kept(cached.root) == []


@pytest.mark.verifies("003-prompts-are-captured/AC-011")
@pytest.mark.parametrize("seed", range(4))
def test_answers_are_the_same_after_whatever_happens_to_the_files(cached: GitRepository, seed: int) -> None:
    chance = random.Random(seed)  # noqa: S311 -- nothing secret
    for step in range(12):
        records = sorted(cached.root.glob("history/prompts/*/*.md"))
        one = chance.choice(records)
        path = str(one.relative_to(cached.root))
        action = chance.randrange(9)
        if action == 0:
            one.write_bytes(one.read_bytes().replace(b"common", b"added!"))
        elif action == 1:
            one.write_text(text(prompt=f"added common {step}", date="2026-02-01"))
            cached.git("add", path)
        elif action == 2:
            one.unlink()
        elif action == 3:
            cached.write(f"history/prompts/new-{step}/0001-a.green.prompt.md", text(prompt="added", date="2026-03-01"))
        elif action == 4:
            cached.commit()
        elif action == 5:
            cached.git("checkout", "--", path, check=False)
        elif action == 6:
            one.rename(one.with_name(f"{step:04d}-moved.red.prompt.md"))
        elif action == 7:
            os.utime(one)
        else:
            cached.write(".gitignore", f"{one.name}\n")
        agree(cached.root)


@pytest.mark.parametrize(
    "damaged",
    [
        lambda content: content[:0],
        lambda content: content[:20],
        lambda content: content[: len(content) // 2],
        lambda content: content + b"x",
        lambda content: bytes(reversed(content)),
        lambda content: content.replace(b" search ", b" Search "),
        lambda content: content[:60] + bytes([content[60] ^ 1]) + content[61:],
        lambda content: content[:30] + b"\xff" * 16 + content[46:],
    ],
)
def test_a_damaged_cache_counts_as_empty_and_is_written_anew(
    cached: GitRepository, damaged: Callable[[bytes], bytes]
) -> None:
    agree(cached.root)
    whole = [Path(file).read_bytes() for file in kept(cached.root)]
    for file in kept(cached.root):
        Path(file).write_bytes(damaged(Path(file).read_bytes()))
    agree(cached.root)
    assert [Path(file).read_bytes() for file in kept(cached.root)] == whole


def test_the_cache_of_another_project_is_not_used(cached: GitRepository) -> None:
    agree(cached.root)
    for shard, file in enumerate(kept(cached.root)):
        nested = cache_file(str(cached.root / "nested"), shard)
        os.replace(file, nested)
    write(cached.root / "nested", [(f"{FOLDER}/000{n}-a.green.prompt.md", text(prompt="added")) for n in (1, 2, 3)])
    agree(cached.root / "nested")


def test_a_cache_that_cannot_be_written_is_done_without(cached: GitRepository) -> None:
    (cached.root / ".git/specward").write_text("a file where the folder should be")
    agree(cached.root)


def test_a_draft_that_a_killed_search_left_is_cleared_away(cached: GitRepository) -> None:
    agree(cached.root)
    drafts = [Path(f"{file}.new") for file in kept(cached.root)]
    cached.write("history/prompts/general/0009-b.general.prompt.md", text())
    cached.commit()
    for draft in drafts:
        draft.write_bytes(b"half")
    agree(cached.root)
    assert all(draft.exists() for draft in drafts)  # somebody may be at it
    for draft in drafts:
        os.utime(draft, (0, 0))
    agree(cached.root)
    assert not any(draft.exists() for draft in drafts)


# Processes


def python(program: str, cwd: Path) -> str:
    source = str(Path(specward.__file__).parents[1])
    environment = {**os.environ, "PYTHONPATH": source}
    return subprocess.run(
        [sys.executable, "-c", program], cwd=cwd, env=environment, capture_output=True, text=True, check=True
    ).stdout


def test_many_records_are_looked_through_by_several_processes(repository: GitRepository) -> None:
    for number in range(2100):
        path = repository.root / f"history/prompts/{number % 70:03d}-x/{number:04d}-a.green.prompt.md"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text(prompt=f"word{number} common", date=f"2026-01-{number % 28 + 1:02d}"))
    repository.commit()
    program = """
from specward.artifacts.kind import STANDARD
from specward.phr.search.query import Query
from specward.phr.search.run import search
answers = []
for cached in (False, True, True, True):
    for words in (("word77",), ("common",), ()):
        found = search(".", STANDARD, Query(words, limit=30), cached=cached)
        answers.append(([hit.row.path for hit in found.hits], found.more))
print(answers[:3] == answers[3:6] == answers[6:9] == answers[9:], [len(paths) for paths, _ in answers[:3]])
print(answers[0][0][-1])
"""
    answer = python(program, repository.root).splitlines()
    assert answer == ["True [11, 30, 30]", "history/prompts/000-x/0770-a.green.prompt.md"]


def test_what_processes_answer_comes_in_order(tmp_path: Path) -> None:
    program = """
import os
from functools import partial
from specward.forked import share_out
print(share_out([]), share_out([partial(pow, 2, n) for n in range(5)]))
here = os.getpid()
pids = share_out([os.getpid, os.getpid, os.getpid])
print(pids[0] == here, len(set(pids)))
"""
    assert python(program, tmp_path) == "[] [1, 2, 4, 8, 16]\nTrue 3\n"


def test_what_a_killed_process_was_to_do_is_done_here(tmp_path: Path) -> None:
    program = """
import os, signal
from specward.forked import share_out
here = os.getpid()
def task():
    if os.getpid() != here:
        os.kill(os.getpid(), signal.SIGKILL)
    return "done here"
print(share_out([task, task]))
"""
    assert python(program, tmp_path) == "['done here', 'done here']\n"


def test_what_a_task_raises_is_raised(tmp_path: Path) -> None:
    program = """
from specward.errors import UsageError
from specward.forked import share_out
def task():
    raise UsageError("no")
try:
    share_out([int, task])
except UsageError as error:
    print(error)
"""
    assert python(program, tmp_path) == "no\n"


def test_without_fork_everything_is_done_here(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("specward.forked.FORKS", False)
    here = os.getpid()
    assert share_out([os.getpid, os.getpid]) == [here, here]


def test_files_that_git_does_not_know_are_listed_without_it(tmp_path: Path) -> None:
    write(tmp_path, [(f"{FOLDER}/0001-a.green.prompt.md", text()), ("notes.md", "x")])
    files = RecordFiles(str(tmp_path))
    assert files.paths == [f"{FOLDER}/0001-a.green.prompt.md"]
    assert files.differing is None
    assert files.as_in_index == set()
