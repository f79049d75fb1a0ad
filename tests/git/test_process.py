from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from specward.errors import UNDETERMINED, UndeterminedError
from specward.git import process

if TYPE_CHECKING:
    from tests.conftest import GitRepository

SOURCE = str(Path(process.__file__).parents[2])


def test_status_output_and_complaint_come_back(repository: GitRepository) -> None:
    good = process.run(["rev-parse", "--is-inside-work-tree"], str(repository.root))
    bad = process.run(["rev-parse", "--verify", "nowhere"], str(repository.root))
    assert (good.status, good.out, good.err) == (0, b"true\n", b"")
    assert bad.status == 128
    assert bad.complaint == "Needed a single revision"


def test_input_and_output_larger_than_any_pipe_do_not_block(repository: GitRepository) -> None:
    blob = repository.git("hash-object", "-w", "--stdin").strip()
    request = f"{blob} and {'x' * 100}\n".encode() * 20_000
    answer = process.run(["cat-file", "--batch-check=%(rest)%(objectname)"], str(repository.root), stdin=request)
    assert answer.status == 0
    assert len(answer.out) > 1_000_000
    assert answer.out.count(b"\n") == 20_000


def test_a_large_complaint_does_not_block(repository: GitRepository) -> None:
    script = f"!head -c 1000000 /dev/zero >&2; head -c {300_000} /dev/zero; exit 3"
    repository.git("config", "alias.noise", script)
    answer = process.run(["noise"], str(repository.root))
    assert (answer.status, len(answer.out)) == (3, 300_000)
    assert len(answer.err) >= 1_000_000


def test_input_that_git_does_not_read_is_no_error(repository: GitRepository) -> None:
    answer = process.run(["rev-parse", "--git-dir"], str(repository.root), stdin=b"x" * 5_000_000)
    assert (answer.status, answer.out) == (0, b".git\n")


def test_two_children_run_at_the_same_time(repository: GitRepository) -> None:
    first = process.start(["rev-parse", "--git-dir"], str(repository.root))
    second = process.start(["rev-parse", "--is-bare-repository"], str(repository.root))
    assert second.result().out == b"false\n"
    assert first.result().out == b".git\n"


def test_no_descriptor_is_left_open(repository: GitRepository) -> None:
    before = os.listdir("/dev/fd")
    for _ in range(20):
        process.run(["rev-parse", "--git-dir"], str(repository.root))
    assert len(os.listdir("/dev/fd")) == len(before)


def inherited() -> int:
    listing = subprocess.run(["ls", "/dev/fd"], capture_output=True, check=True, close_fds=False).stdout
    return len(listing.split())


def test_pipes_are_not_inherited_by_other_children(repository: GitRepository) -> None:
    before = inherited()
    child = process.spawn(["cat-file", "--batch"], str(repository.root))
    assert inherited() == before
    child.result()


@pytest.mark.parametrize("closed", ["<&-", ">&-", "2>&-", "<&- >&- 2>&-"])
def test_git_answers_although_our_own_streams_are_closed(
    repository: GitRepository, tmp_path: Path, closed: str
) -> None:
    out = tmp_path / "out"
    script = (
        "from specward.git.process import run; "
        f"r = run(['hash-object', '--stdin'], {str(repository.root)!r}, stdin=b'x' * 300000); "
        f"open({str(out)!r}, 'w').write(f'{{r.status}} {{r.out.decode()}}{{r.err.decode()}}')"
    )
    command = f'{sys.executable} -c "{script}" {closed}'
    subprocess.run(["sh", "-c", command], check=True, env={**os.environ, "PYTHONPATH": SOURCE})
    assert out.read_text().startswith("0 ")


def test_missing_git_says_what_to_install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(process.GitMissing) as caught:
        process.run(["--version"], str(tmp_path))
    assert "install git" in caught.value.help
    assert caught.value.exit_code == UNDETERMINED


def test_a_signal_is_a_negative_status(repository: GitRepository) -> None:
    repository.git("config", "alias.die", "!kill -9 $PPID")
    assert process.run(["die"], str(repository.root)).status == -9


def test_signals_that_arrive_meanwhile_do_not_cut_an_answer_short(repository: GitRepository) -> None:
    seen = []
    former = signal.signal(signal.SIGALRM, lambda number, _: seen.append(number))
    signal.setitimer(signal.ITIMER_REAL, 0.001, 0.001)
    try:
        answer = process.run(["hash-object", "--stdin"], str(repository.root), stdin=b"x" * 20_000_000)
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, former)
    assert (answer.status, len(answer.out)) == (0, 41)
    assert seen


def test_a_status_that_the_system_did_not_keep_is_undetermined(repository: GitRepository) -> None:
    former = signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    try:
        with pytest.raises(UndeterminedError, match="SIGCHLD"):
            process.run(["rev-parse", "--git-dir"], str(repository.root))
    finally:
        signal.signal(signal.SIGCHLD, former)


def test_neither_locks_nor_the_users_language_disturb(repository: GitRepository) -> None:
    repository.git("config", "alias.show-environment", "!echo $GIT_OPTIONAL_LOCKS $LC_ALL $MARK")
    answer = process.run(["show-environment"], str(repository.root), env={"MARK": "here"})
    assert answer.out == b"0 C here\n"


def test_pathspecs_mean_what_they_say_whatever_the_user_has_set(
    repository: GitRepository, monkeypatch: pytest.MonkeyPatch
) -> None:
    repository.write("a.md")
    repository.git("add", "-A")
    monkeypatch.setenv("GIT_LITERAL_PATHSPECS", "1")
    assert process.run(["ls-files", "*.md"], str(repository.root)).out == b"a.md\n"


def test_an_unrelated_repository_is_not_taken_for_the_one_of_the_environment(
    repository: GitRepository, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = type(repository)(tmp_path / "other")
    monkeypatch.chdir(repository.root)
    monkeypatch.setenv("GIT_DIR", ".git")
    monkeypatch.setenv("GIT_INDEX_FILE", ".git/index")
    top = process.run(["rev-parse", "--show-toplevel"], str(other.root)).out.decode().strip()
    assert Path(top) == other.root


def test_a_nested_repository_is_not_taken_for_the_one_around_it(
    repository: GitRepository, monkeypatch: pytest.MonkeyPatch
) -> None:
    nested = type(repository)(repository.root / "vendor/nested")
    monkeypatch.chdir(repository.root)
    monkeypatch.setenv("GIT_DIR", str(repository.root / ".git"))
    top = process.run(["rev-parse", "--show-toplevel"], str(nested.root)).out.decode().strip()
    assert Path(top) == nested.root


def test_a_work_tree_of_the_environment_is_not_taken_for_the_one_that_somebody_stands_in(
    repository: GitRepository, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = type(repository)(tmp_path / "other")
    monkeypatch.chdir(other.root)
    monkeypatch.setenv("GIT_DIR", str(repository.root / ".git"))
    monkeypatch.setenv("GIT_WORK_TREE", str(repository.root))
    top = process.run(["rev-parse", "--show-toplevel"], str(other.root)).out.decode().strip()
    assert Path(top) == other.root
    top = process.run(["rev-parse", "--show-toplevel"], str(repository.root)).out.decode().strip()
    assert Path(top) == repository.root


def test_a_git_dir_in_the_environment_holds_in_subfolders(
    repository: GitRepository, monkeypatch: pytest.MonkeyPatch
) -> None:
    repository.write("app/spec.md")
    repository.git("add", "-A")
    monkeypatch.chdir(repository.root)
    monkeypatch.setenv("GIT_DIR", ".git")
    answer = process.run(["ls-files", "--full-name"], str(repository.root / "app"))
    assert answer.out == b"app/spec.md\n"


HEAVY = """
import sys
from specward.git.repository import Repository
from specward.sources import index, revision, worktree

Repository.find(".").staged()
index.IndexSource(".").paths()
worktree.WorkTreeSource(".").paths()
heavy = "subprocess pathlib json logging argparse dataclasses inspect tempfile shutil yaml typer rich jinja2 git"
print({*heavy.split()} & {*sys.modules})
"""


def test_running_git_imports_nothing_heavy(repository: GitRepository) -> None:
    env = {**os.environ, "PYTHONPATH": SOURCE}
    line = [sys.executable, "-S", "-c", HEAVY]  # -S: what the installation loads by itself is not our doing
    done = subprocess.run(line, cwd=repository.root, env=env, capture_output=True, check=True)
    assert done.stdout == b"set()\n"
