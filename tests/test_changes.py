from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from specward import changes as module
from specward.changes import Change, Create, Delete, Move, Replace, apply, diff, lock
from specward.errors import UndeterminedError, UsageError

if TYPE_CHECKING:
    from tests.conftest import GitRepository

    from specward.changes import Change

SOURCE = str(Path(module.__file__).parents[1])
ENVIRONMENT = {"PYTHONPATH": SOURCE}
needs_permissions = pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")


def tree(root: Path) -> dict[str, str]:
    """Every file below a folder, temporary ones included."""
    files = (path for path in sorted(root.rglob("*")) if path.is_file() and ".git" not in path.parts)
    return {str(path.relative_to(root)): path.read_bytes().decode() for path in files}


def put(root: Path, **files: str) -> None:
    for name, text in files.items():
        (root / f"{name}.md").write_text(text)


def python(script: str, *arguments: str) -> subprocess.Popen[str]:
    env = {**os.environ, **ENVIRONMENT}
    return subprocess.Popen([sys.executable, "-c", script, *arguments], env=env, text=True, stdout=subprocess.PIPE)


def test_each_change_is_made_and_nothing_else_is_left(tmp_path: Path) -> None:
    put(tmp_path, replaced="old", moved="moved", deleted="x", kept="kept")
    wanted: list[Change] = [
        Create("specs/001-login/spec.md", "new\n"),
        Replace("replaced.md", "new", "old"),
        Move("moved.md", "far/away.md"),
        Delete("deleted.md"),
    ]
    apply(wanted, str(tmp_path))
    assert tree(tmp_path) == {
        "far/away.md": "moved",
        "kept.md": "kept",
        "replaced.md": "new",
        "specs/001-login/spec.md": "new\n",
    }


def test_a_folder_whose_files_were_changed_before_it_moves_takes_nothing_else_along(tmp_path: Path) -> None:
    (tmp_path / "specs/001-a").mkdir(parents=True)
    (tmp_path / "specs/001-a/spec.md").write_text("old")
    wanted: list[Change] = [Replace("specs/001-a/spec.md", "new", "old"), Move("specs/001-a", "specs/002-a")]
    apply(wanted, str(tmp_path))
    assert tree(tmp_path) == {"specs/002-a/spec.md": "new"}
    with pytest.raises(UsageError):
        apply(
            [Replace("specs/002-a/spec.md", "newer"), Move("specs/002-a", "specs/003-a"), Delete("no.md")],
            str(tmp_path),
        )
    assert tree(tmp_path) == {"specs/002-a/spec.md": "new"}


def test_a_project_that_is_not_there_yet_is_made_and_taken_back_where_that_fails(tmp_path: Path) -> None:
    root = tmp_path / "new/project"
    with pytest.raises(UsageError):
        apply([Create("a.md", "a"), Delete("b.md")], str(root))
    assert os.listdir(tmp_path) == []
    apply([Create("specs/a.md", "a")], str(root))
    assert tree(tmp_path) == {"new/project/specs/a.md": "a"}


def test_text_is_written_byte_for_byte(tmp_path: Path) -> None:
    text = "\ufeffone\r\ntwo\nthree\rÄ 日本 \U0001f600 no end"
    apply([Create("a.md", text)], str(tmp_path))
    assert (tmp_path / "a.md").read_bytes() == text.encode()


def test_a_file_that_is_there_is_never_overwritten(tmp_path: Path) -> None:
    put(tmp_path, a="mine")
    with pytest.raises(UsageError, match="exists already") as caught:
        apply([Create("a.md", "other")], str(tmp_path))
    assert caught.value.where == "a.md"
    assert tree(tmp_path) == {"a.md": "mine"}


@pytest.mark.parametrize("kind", ["link", "dangling link", "folder"])
def test_a_link_or_folder_is_not_overwritten_either(tmp_path: Path, kind: str) -> None:
    target = tmp_path / "a.md"
    if kind == "folder":
        target.mkdir()
    else:
        target.symlink_to("b.md")
    if kind == "link":
        put(tmp_path, b="b")
    with pytest.raises(UsageError, match="exists already"):
        apply([Create("a.md", "x")], str(tmp_path))
    with pytest.raises(UsageError, match="no regular file"):
        apply([Replace("a.md", "x")], str(tmp_path))
    with pytest.raises(UsageError, match="no regular file"):
        apply([Delete("a.md")], str(tmp_path))
    assert not any(name.startswith(".spec-") for name in os.listdir(tmp_path))


def test_what_is_not_there_cannot_be_changed(tmp_path: Path) -> None:
    wanted: list[Change] = [Replace("a.md", "x"), Delete("a.md"), Move("a.md", "b.md"), Delete("no/a.md")]
    for change in wanted:
        with pytest.raises(UsageError):
            apply([change], str(tmp_path))
    assert os.listdir(tmp_path) == []


def test_a_move_never_overwrites(tmp_path: Path) -> None:
    put(tmp_path, a="a", b="b")
    with pytest.raises(UsageError, match="exists already") as caught:
        apply([Move("a.md", "b.md")], str(tmp_path))
    assert caught.value.where == "b.md"
    assert tree(tmp_path) == {"a.md": "a", "b.md": "b"}


def test_changes_build_on_those_before_them(tmp_path: Path) -> None:
    (tmp_path / "001-a").mkdir()
    (tmp_path / "001-a/spec.md").write_text("# 001")
    wanted: list[Change] = [
        Move("001-a", "002-a"),
        Replace("002-a/spec.md", "# 002", "# 001"),
        Create("001-a/spec.md", "# other"),
        Delete("002-a/spec.md"),
        Create("002-a/spec.md", "# again"),
    ]
    apply(wanted, str(tmp_path))
    assert tree(tmp_path) == {"001-a/spec.md": "# other", "002-a/spec.md": "# again"}


def test_when_one_change_fails_all_are_taken_back(tmp_path: Path) -> None:
    put(tmp_path, a="a", b="b", c="c", taken="taken")
    (tmp_path / "b.md").chmod(0o640)
    before = tree(tmp_path)
    wanted: list[Change] = [
        Create("new/folder/x.md", "x"),
        Replace("a.md", "other"),
        Replace("a.md", "yet another"),
        Delete("b.md"),
        Move("c.md", "moved/c.md"),
        Create("taken.md", "x"),
    ]
    with pytest.raises(UsageError):
        apply(wanted, str(tmp_path))
    assert tree(tmp_path) == before
    assert sorted(os.listdir(tmp_path)) == ["a.md", "b.md", "c.md", "taken.md"]
    assert (tmp_path / "b.md").stat().st_mode & 0o777 == 0o640


def test_a_file_that_was_changed_meanwhile_is_left_alone(tmp_path: Path) -> None:
    put(tmp_path, a="somebody else's")
    with pytest.raises(UndeterminedError, match="changed meanwhile"):
        apply([Replace("a.md", "mine", "as I read it")], str(tmp_path))
    assert tree(tmp_path) == {"a.md": "somebody else's"}


@pytest.mark.parametrize(
    "path",
    [
        "../x.md",
        "/srv/x.md",
        "a/../../x.md",
        "",
        "a//b.md",
        "./a.md",
        ".git/config",
        "a/.GIT/hooks/x",
        ".git./x",
        "a\0b",
    ],
)
def test_paths_that_lead_out_or_into_git_are_refused(tmp_path: Path, path: str) -> None:
    project = tmp_path / "project"
    project.mkdir()
    put(project, a="a")
    wanted: list[Change] = [Create(path, "x"), Replace(path, "x"), Delete(path), Move(path, "b.md"), Move("a.md", path)]
    for change in wanted:
        with pytest.raises(UsageError, match="nothing is written there"):
            apply([change], str(project))
        with pytest.raises(UsageError, match="nothing is written there"):
            diff([change], str(project))
    assert tree(tmp_path) == {"project/a.md": "a"}


def test_nothing_is_written_through_a_linked_folder(tmp_path: Path) -> None:
    project = tmp_path / "project"
    project.mkdir()
    (tmp_path / "outside").mkdir()
    (project / "specs").symlink_to(tmp_path / "outside", target_is_directory=True)
    with pytest.raises(UsageError, match="symbolic link"):
        apply([Create("specs/001/spec.md", "x")], str(project))
    assert os.listdir(tmp_path / "outside") == []


def test_a_file_on_the_way_is_no_folder(tmp_path: Path) -> None:
    put(tmp_path, a="a")
    with pytest.raises(UsageError, match="no folder"):
        apply([Create("a.md/b.md", "x")], str(tmp_path))


def test_a_lone_surrogate_is_refused_before_anything_is_written(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="surrogate"):
        apply([Create("a.md", "fine"), Create("b.md", "x\ud800")], str(tmp_path))
    assert tree(tmp_path) == {}


def test_a_replaced_file_keeps_its_permissions(tmp_path: Path) -> None:
    put(tmp_path, a="a")
    (tmp_path / "a.md").chmod(0o754)
    apply([Replace("a.md", "b")], str(tmp_path))
    assert (tmp_path / "a.md").stat().st_mode & 0o7777 == 0o754


def test_a_new_file_has_the_permissions_that_the_user_gives_new_files(tmp_path: Path) -> None:
    former = os.umask(0o027)
    try:
        apply([Create("folder/a.md", "a")], str(tmp_path))
    finally:
        os.umask(former)
    assert (tmp_path / "folder/a.md").stat().st_mode & 0o777 == 0o640
    assert (tmp_path / "folder").stat().st_mode & 0o777 == 0o750


LIMITED = """
import resource, sys
from specward.changes import Create, Replace, apply
from specward.errors import UndeterminedError
resource.setrlimit(resource.RLIMIT_FSIZE, (4096, 4096))
try:
    apply([Create("new/a.md", "fits"), Replace("b.md", "fits"), Create("new/c.md", "x" * 100000)], sys.argv[1])
except UndeterminedError as problem:
    print(problem.where, problem.message, sep=": ")
"""


def test_a_write_that_the_system_refuses_leaves_nothing_behind(tmp_path: Path) -> None:
    put(tmp_path, b="b")
    out, _ = python(LIMITED, str(tmp_path)).communicate()
    assert out == "new/c.md: this cannot be written: File too large\n"
    assert sorted(os.listdir(tmp_path)) == ["b.md"]
    assert tree(tmp_path) == {"b.md": "b"}


@needs_permissions
def test_a_read_only_file_or_folder_is_undetermined_and_named(tmp_path: Path) -> None:
    put(tmp_path, a="a")
    (tmp_path / "a.md").chmod(0o444)
    with pytest.raises(UndeterminedError, match="read-only"):
        apply([Replace("a.md", "b")], str(tmp_path))
    (tmp_path / "closed").mkdir(mode=0o555)
    with pytest.raises(UndeterminedError, match="Permission denied") as caught:
        apply([Create("closed/b.md", "b")], str(tmp_path))
    assert caught.value.where == "closed/b.md"


KILLED = """
import sys
from specward.changes import Create, Delete, Replace, apply
root = sys.argv[1]
for turn in range(1_000_000):
    text = str(turn % 10) * 200_000
    apply([Replace("a.md", text), Create("b.md", text)], root)
    print(turn, flush=True)
    apply([Delete("b.md")], root)
"""


@pytest.mark.parametrize("turns", [1, 2, 3, 5, 8])
def test_a_killed_run_leaves_every_file_whole_and_the_next_run_clears_up(tmp_path: Path, turns: int) -> None:
    put(tmp_path, a="0" * 200_000)
    for _ in range(turns):
        (tmp_path / "b.md").unlink(missing_ok=True)
        with python(KILLED, str(tmp_path)) as child:
            assert child.stdout
            for _ in range(turns):
                child.stdout.readline()
            child.send_signal(signal.SIGKILL)
        for name, text in tree(tmp_path).items():
            if not name.startswith(".spec-"):
                assert (len(text), len(set(text))) == (200_000, 1), name
    apply([Replace("a.md", "done")], str(tmp_path))
    assert set(os.listdir(tmp_path)) - {"b.md"} == {"a.md"}


def test_a_repository_gets_no_file_from_the_lock(repository: GitRepository) -> None:
    apply([Create("a.md", "a")], str(repository.root))
    assert repository.git("status", "--porcelain") == "?? a.md\n"
    assert (repository.root / ".git/specward.lock").exists()


def test_linked_work_trees_share_the_lock(repository: GitRepository, tmp_path: Path) -> None:
    repository.commit()
    side = tmp_path / "side"
    repository.git("worktree", "add", "-q", str(side))
    with lock(str(repository.root)):
        assert "specward.lock" in waits(side)


WAITING = """
import sys
from specward.changes import lock
from specward.errors import UndeterminedError
try:
    with lock(sys.argv[1], timeout=0.05):
        print("free")
except UndeterminedError as problem:
    print(problem.where, problem.message)
"""


def waits(root: Path) -> str:
    return python(WAITING, str(root)).communicate()[0]


def test_the_lock_keeps_others_out_and_names_itself(tmp_path: Path) -> None:
    with lock(str(tmp_path)):
        assert str(tmp_path) in waits(tmp_path)
    assert waits(tmp_path) == "free\n"
    assert os.listdir(tmp_path) == []


def test_the_holder_may_take_the_lock_again(tmp_path: Path) -> None:
    with lock(str(tmp_path)):
        with lock(str(tmp_path)):
            apply([Create("a.md", "a")], str(tmp_path))
        assert "another process" in waits(tmp_path)
    assert waits(tmp_path) == "free\n"


HOLDING = """
import sys, time
from specward.changes import lock
with lock(sys.argv[1]):
    print("held", flush=True)
    sys.stdin.read()
"""


def test_a_killed_holder_frees_the_lock(tmp_path: Path) -> None:
    env = {**os.environ, **ENVIRONMENT}
    pipe = subprocess.PIPE
    with subprocess.Popen([sys.executable, "-c", HOLDING, str(tmp_path)], env=env, stdin=pipe, stdout=pipe) as child:
        assert child.stdout
        assert child.stdout.readline() == b"held\n"
        assert "another process" in waits(tmp_path)
        child.kill()
        child.wait()
        assert waits(tmp_path) == "free\n"


def test_a_lock_that_cannot_be_made_is_undetermined(repository: GitRepository) -> None:
    (repository.root / ".git/specward.lock").symlink_to("/proc/nowhere/at/all")
    with pytest.raises(UndeterminedError, match="cannot be locked"), lock(str(repository.root)):
        pass


def test_the_diff_is_a_patch_that_git_applies(repository: GitRepository) -> None:
    root = repository.root
    put(root, a="one\ntwo\r\nthree", b="gone\n", c="first\n")
    (root / "folder").mkdir()
    (root / "folder/d.md").write_text("d\u2028still d\n")
    repository.commit()
    wanted: list[Change] = [
        Create("new/x y.md", "x\n"),
        Create("empty.md", ""),
        Replace("a.md", "one\ntwo\nthree\n"),
        Delete("b.md"),
        Move("c.md", "e.md"),
        Replace("folder/d.md", "changed\n"),
    ]
    patch = diff(wanted, str(root))
    (root.parent / "patch").write_bytes(patch.encode())
    repository.git("apply", "--index", str(root.parent / "patch"))
    applied = tree(root)
    repository.git("reset", "-q", "--hard")
    apply(wanted, str(root))
    assert applied == tree(root)


@pytest.mark.skipif(os.name == "nt", reason="no file has such a name on Windows")
def test_a_name_does_not_end_the_line_of_a_patch_that_it_stands_in(repository: GitRepository) -> None:
    root = repository.root
    name, other = 'a "b\\\t\u202e\n--- x.md\n+++ x.md', "ü\nc"
    repository.write(name, "one\n")
    repository.write(other, "two\n")
    repository.commit()
    patch = diff([Replace(name, "three\n"), Move(other, f"{other}d")], str(root))
    assert [line for line in patch.splitlines() if line.startswith("+++ ")] == [
        r'+++ "b/a \042b\134\011\342\200\256\012--- x.md\012+++ x.md"'
    ]
    (root.parent / "patch").write_bytes(patch.encode())
    repository.git("apply", "--index", str(root.parent / "patch"))
    assert tree(root) == {name: "three\n", f"{other}d": "two\n"}


def test_the_diff_follows_what_moved(tmp_path: Path) -> None:
    (tmp_path / "001-a").mkdir()
    (tmp_path / "001-a/spec.md").write_text("# 001\n")
    wanted: list[Change] = [
        Move("001-a", "002-a"),
        Replace("002-a/spec.md", "# 002\n"),
        Move("002-a/spec.md", "b.md"),
        Delete("b.md"),
    ]
    patch = diff(wanted, str(tmp_path))
    assert "-# 001\n+# 002\n" in patch
    assert patch.endswith("--- a/b.md\n+++ /dev/null\n@@ -1 +0,0 @@\n-# 002\n")
    assert tree(tmp_path) == {"001-a/spec.md": "# 001\n"}


def test_the_diff_of_what_is_not_there_says_so(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="does not exist"):
        diff([Replace("a.md", "x")], str(tmp_path))


def test_the_diff_refuses_to_create_what_is_there_as_the_real_run_does(tmp_path: Path) -> None:
    put(tmp_path, a="a\n")
    (tmp_path / "old").mkdir()
    put(tmp_path / "old", b="b\n")
    refused: list[list[Change]] = [[Create("a.md", "x\n")], [Move("old", "new"), Create("new/b.md", "x\n")]]
    for changes in refused:
        for run in (diff, apply):
            with pytest.raises(UsageError, match="exists already"):
                run(changes, str(tmp_path))
    free: list[Change] = [Delete("a.md"), Create("a.md", "x\n"), Move("old", "new"), Create("old/b.md", "y\n")]
    assert diff(free, str(tmp_path)).count("new file mode") == 2
    apply(free, str(tmp_path))
