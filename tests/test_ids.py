from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from specward.ids import new_uid, next_number, numbers_taken, slug, uid

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import GitRepository


def leading(name: str) -> int | None:
    match = re.match(r"(\d+)-", name)
    return int(match[1]) if match else None


def taken(root: Path, folder: str = "specs") -> set[int]:
    return numbers_taken(str(root), folder, leading)


def test_nothing_yet_begins_at_one(tmp_path: Path) -> None:
    assert taken(tmp_path) == set()
    assert next_number(str(tmp_path), "specs", leading) == 1
    assert next_number(str(tmp_path), "specs", leading, least=0) == 0


def test_names_of_any_width_count_without_git(tmp_path: Path) -> None:
    for name in ("003-a", "7-b", "0010-c", "no number"):
        (tmp_path / "specs" / name).mkdir(parents=True)
    assert taken(tmp_path) == {3, 7, 10}
    assert next_number(str(tmp_path), "specs", leading) == 11


def test_an_empty_folder_and_an_uncommitted_file_count(repository: GitRepository) -> None:
    (repository.root / "specs/004-empty").mkdir(parents=True)
    repository.write("specs/005-new/spec.md")
    assert taken(repository.root) == {4, 5}


def test_what_is_staged_and_gone_from_the_work_tree_counts(repository: GitRepository) -> None:
    repository.write("specs/002-staged/spec.md")
    repository.git("add", "-A")
    (repository.root / "specs/002-staged/spec.md").unlink()
    (repository.root / "specs/002-staged").rmdir()
    assert taken(repository.root) == {2}


def test_every_ref_counts(repository: GitRepository, tmp_path: Path) -> None:
    def add(name: str) -> None:
        repository.write(f"specs/{name}/spec.md", name)
        repository.commit()

    add("001-base")
    for number, (branch, after) in enumerate([("side", []), ("v1", ["tag"]), ("note", ["tag", "-a", "-m", "x"])], 2):
        repository.git("checkout", "-q", "-b", "temporary", "main")
        add(f"{number:03}-{branch}")
        repository.git("checkout", "-q", "main")
        repository.git(*(after or ["branch"]), branch, "temporary")
        repository.git("branch", "-q", "-D", "temporary")
    clone = tmp_path / "clone"
    repository.git("clone", "-q", str(repository.root), str(clone))
    assert taken(repository.root) == {1, 2, 3, 4}
    assert taken(clone) == {1, 2, 3, 4}


def test_a_stash_and_a_detached_head_count(repository: GitRepository) -> None:
    repository.commit()
    repository.write("specs/008-stashed/spec.md")
    repository.git("add", "-A")
    repository.git("stash", "-q")
    repository.git("checkout", "-q", "--detach")
    repository.write("specs/009-detached/spec.md")
    repository.commit()
    repository.git("rm", "-rq", "specs")
    assert taken(repository.root) == {8, 9}


def test_tags_of_blobs_and_trees_do_not_disturb(repository: GitRepository) -> None:
    repository.write("specs/001-a/spec.md", "a")
    repository.commit()
    repository.git("tag", "blob", "HEAD:specs/001-a/spec.md")
    repository.git("tag", "tree", "HEAD^{tree}")
    assert taken(repository.root) == {1}


def test_uncommitted_files_of_linked_work_trees_count(repository: GitRepository, tmp_path: Path) -> None:
    repository.commit()
    repository.git("worktree", "add", "-q", str(tmp_path / "side"))
    (tmp_path / "side/specs/006-elsewhere").mkdir(parents=True)
    assert taken(repository.root) == {6}
    assert taken(tmp_path / "side") == {6}


def test_a_project_below_the_top_counts_its_own(repository: GitRepository) -> None:
    repository.write("app/specs/003-mine/spec.md")
    repository.write("specs/009-other/spec.md")
    repository.commit()
    repository.git("checkout", "-q", "-b", "empty")
    repository.git("rm", "-rq", "app")
    repository.commit()
    (repository.root / "app").mkdir()
    assert taken(repository.root / "app") == {3}


def test_a_project_in_a_folder_with_a_dot_counts_its_own(repository: GitRepository) -> None:
    repository.write(".tools/app/specs/003-committed/spec.md")
    repository.commit()
    repository.git("rm", "-r", "-q", ".tools")
    (repository.root / ".tools/app").mkdir(parents=True)
    assert taken(repository.root / ".tools/app") == {3}


def test_branch_names_count_where_asked(repository: GitRepository) -> None:
    repository.commit()
    repository.git("branch", "011-no-folder-yet")
    repository.git("update-ref", "refs/remotes/origin/012-remote", "HEAD")
    repository.git("tag", "099-tag")
    assert taken(repository.root) == set()
    assert numbers_taken(str(repository.root), "specs", leading, branches=True) == {11, 12}


def test_a_folder_whose_name_is_a_pattern_is_taken_literally(repository: GitRepository) -> None:
    repository.write("[s]*/001-a/spec.md")
    repository.write("s/002-b/spec.md")
    repository.commit()
    assert taken(repository.root, "[s]*") == {1}


def test_a_sha256_repository_counts(tmp_path: Path, repository: GitRepository) -> None:
    other = type(repository)(tmp_path / "sha256", "--object-format=sha256")
    other.write("specs/001-a/spec.md")
    other.write("specs/010-b/spec.md")
    other.commit()
    other.git("rm", "-rq", "specs")
    assert taken(other.root) == {1, 10}


def test_hundreds_of_refs_are_read(repository: GitRepository) -> None:
    repository.write("specs/001-a/spec.md")
    commit = repository.commit()
    lines = "".join(f"create refs/tags/t{number} {commit}\\n" for number in range(500))
    repository.git("-c", f"alias.tags=!printf '{lines}' | git update-ref --stdin", "tags")
    assert taken(repository.root) == {1}


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("Sign in", "sign-in"),
        ("  User's   log-in / out!  ", "user-s-log-in-out"),
        ("Ünïcode Straße", "ünïcode-straße"),
        ("u\u0308ber", "über"),
        ("日本語のタイトル", "日本語のタイトル"),
        ("हिन्दी लेख", "हिन्दी-लेख"),
        ("🎉🎉", "untitled"),
        ("", "untitled"),
        ("!!!", "untitled"),
        ("\u0301\u0301", "untitled"),
        ("line\nbreak\tand\0nul", "line-break-and-nul"),
        ("../../etc/passwd", "etc-passwd"),
        ("CON", "con-untitled"),
        ("Version 2.0", "version-2-0"),
        ("snake_case", "snake-case"),
        ("--x--", "x"),
    ],
)
def test_a_slug_keeps_letters_and_digits(title: str, expected: str) -> None:
    assert slug(title) == expected


def test_a_long_slug_ends_with_a_whole_word() -> None:
    assert slug("alpha beta gamma", limit=12) == "alpha-beta"
    assert slug("alpha beta gamma", limit=10) == "alpha-beta"
    assert slug("alpha beta gamma", limit=11) == "alpha-beta"
    assert slug("a " + "b" * 300) == "a-" + "b" * 58
    assert slug("字" * 300) == "字" * 20


@given(st.text(max_size=400), st.integers(12, 80))
def test_a_slug_is_a_safe_file_name_and_its_own_slug(title: str, limit: int) -> None:
    made = slug(title, limit)
    assert 0 < len(made.encode()) <= limit
    assert not made.startswith("-")
    assert not made.endswith("-")
    assert "--" not in made
    assert not set(made) & set('/\\:*?"<>|. \n\t\0')


def test_a_uid_is_a_ulid() -> None:
    assert uid(1_469_918_176_385, 0) == "01ARYZ6S41" + 16 * "0"
    assert uid(0, 33) == "0" * 24 + "11"
    assert uid(0, 0) == "0" * 26
    assert uid((1 << 48) - 1, (1 << 80) - 1) == "7" + "Z" * 25


@given(st.integers(0, (1 << 48) - 2), st.integers(0, (1 << 80) - 1), st.integers(0, (1 << 80) - 1))
def test_uids_sort_by_time(moment: int, one: int, other: int) -> None:
    assert uid(moment, one) < uid(moment + 1, other)


def test_new_uids_only_rise() -> None:
    made = [new_uid() for _ in range(5_000)]
    assert made == sorted(set(made))
    assert all(re.fullmatch(r"[0-7][0-9A-HJKMNP-TV-Z]{25}", one) for one in made)
