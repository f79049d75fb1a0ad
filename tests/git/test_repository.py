from __future__ import annotations

import json
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from specward.errors import UndeterminedError
from specward.git import repository as module
from specward.git.process import Result
from specward.git.repository import Identity, Ref, Repository, StagedChange, refusal

if TYPE_CHECKING:
    from tests.conftest import GitRepository

SOURCE = str(Path(module.__file__).parents[2])


def find(folder: Path) -> Repository:
    found = Repository.find(str(folder))
    assert found
    return found


def staged(repository: GitRepository) -> list[tuple[str, str, str]]:
    return [(change.status, change.path, change.mode) for change in find(repository.root).staged()]


def test_no_repository_is_none(tmp_path: Path) -> None:
    assert Repository.find(str(tmp_path)) is None


def test_a_folder_that_is_not_there_is_undetermined(tmp_path: Path) -> None:
    with pytest.raises(UndeterminedError, match="cannot change to"):
        Repository.find(str(tmp_path / "nowhere"))


def test_places_are_absolute_from_any_folder(repository: GitRepository) -> None:
    repository.write("packages/my app/spec.md")
    found = find(repository.root / "packages/my app")
    assert found.root == str(repository.root)
    assert found.git_dir == found.common_dir == str(repository.root / ".git")
    assert found.prefix == "packages/my app/"
    assert found.cwd == str(repository.root / "packages/my app")


def test_a_relative_folder_is_found(repository: GitRepository, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(repository.root)
    assert find(Path()).git_dir == str(repository.root / ".git")


def test_before_the_first_commit_there_is_a_branch_and_no_head(repository: GitRepository) -> None:
    repository.write("spec.md", "text")
    repository.git("add", "-A")
    found = find(repository.root)
    assert (found.head(), found.branch(), found.refs(), found.state()) == (None, "main", [], None)
    assert staged(repository) == [("A", "spec.md", "100644")]


def test_head_branch_and_refs_of_a_history(repository: GitRepository) -> None:
    sha = repository.commit()
    repository.git("tag", "v1")
    found = find(repository.root)
    assert (found.head(), found.branch()) == (sha, "main")
    assert found.refs() == [Ref("refs/heads/main", sha), Ref("refs/tags/v1", sha)]


def test_a_detached_head_has_no_branch(repository: GitRepository) -> None:
    sha = repository.commit()
    repository.git("checkout", "-q", "--detach")
    assert (find(repository.root).head(), find(repository.root).branch()) == (sha, None)


def test_a_bare_repository_is_explained(tmp_path: Path, repository: GitRepository) -> None:
    repository.git("init", "-q", "--bare", str(tmp_path / "bare"))
    with pytest.raises(UndeterminedError, match="bare repository"):
        Repository.find(str(tmp_path / "bare"))


def test_the_inside_of_a_git_folder_is_explained(repository: GitRepository) -> None:
    with pytest.raises(UndeterminedError, match=r"inside of a \.git folder"):
        Repository.find(str(repository.root / ".git"))


def test_a_foreign_owner_is_explained_with_the_command_that_mends_it() -> None:
    complaint = b"fatal: detected dubious ownership in repository at '/srv/my app'\nTo add an exception ...\n"
    problem = refusal(Result(128, b"", complaint), "/srv/my app")
    assert problem
    assert problem.where == "/srv/my app"
    assert problem.help == "git config --global --add safe.directory '/srv/my app'"


def test_git_itself_refuses_a_foreign_owner(repository: GitRepository, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GIT_TEST_ASSUME_DIFFERENT_OWNER", "1")
    with pytest.raises(UndeterminedError) as caught:
        Repository.find(str(repository.root))
    assert caught.value.help.startswith("git config --global --add safe.directory ")


def test_the_identity_is_the_one_of_the_next_commit(repository: GitRepository) -> None:
    repository.git("config", "user.name", "Zoë <Q> Müller")
    assert find(repository.root).identity() == Identity("Zoë Q Müller", "ada@example.org")


def test_an_unknown_identity_is_none(repository: GitRepository) -> None:
    repository.git("config", "--unset", "user.email")
    repository.git("config", "user.useConfigOnly", "true")
    assert find(repository.root).identity() is None


def test_every_kind_of_staged_change_is_told(repository: GitRepository) -> None:
    for name in ("modified.md", "deleted.md", "moved.md", "linked.md", "run.sh"):
        repository.write(name, f"{name}\n")
    repository.commit()
    repository.write("modified.md", "other\n")
    (repository.root / "deleted.md").unlink()
    (repository.root / "moved.md").rename(repository.root / "new place.md")
    (repository.root / "linked.md").unlink()
    (repository.root / "linked.md").symlink_to("modified.md")
    (repository.root / "run.sh").chmod(0o755)
    repository.git("add", "-A")
    repository.write("unstaged.md", "not staged")
    assert staged(repository) == [
        ("D", "deleted.md", "000000"),
        ("T", "linked.md", "120000"),
        ("M", "modified.md", "100644"),
        ("D", "moved.md", "000000"),
        ("A", "new place.md", "100644"),
        ("M", "run.sh", "100755"),
    ]
    assert [change.path for change in find(repository.root).staged() if change.is_file] == [
        "modified.md",
        "new place.md",
        "run.sh",
    ]


def test_the_blob_is_the_staged_one(repository: GitRepository) -> None:
    repository.write("spec.md", "staged\n")
    repository.git("add", "-A")
    blob = repository.git("rev-parse", ":spec.md").strip()
    repository.write("spec.md", "later\n")
    assert find(repository.root).staged() == [StagedChange("A", "spec.md", "100644", blob)]


def test_sha256_ids_come_at_full_length(tmp_path: Path, repository: GitRepository) -> None:
    other = type(repository)(tmp_path / "sha256", "--object-format=sha256")
    other.write("first.md", "1")
    other.git("add", "-A")
    [first] = find(other.root).staged()
    assert len(first.blob) == 64
    other.commit()
    other.write("second.md", "2")
    other.git("add", "-A")
    [second] = find(other.root).staged()
    assert (second.status, second.path, len(second.blob)) == ("A", "second.md", 64)


def test_names_are_taken_as_they_are(repository: GitRepository) -> None:
    names = sorted(["line\nbreak.md", 'quote".md', "tab\t.md", "ünï.md", "日本語.md", "-dash.md", "a b.md"])
    for name in names:
        repository.write(name)
    repository.git("add", "-A")
    assert sorted(path for _, path, _ in staged(repository)) == names


def test_bytes_that_are_no_utf8_survive_in_a_path(repository: GitRepository) -> None:
    if sys.platform == "darwin":
        pytest.skip("this file system refuses such names")
    name = os.fsdecode(b"caf\xe9.md")
    repository.write(name)
    repository.git("add", "-A")
    assert staged(repository) == [("A", name, "100644")]


def test_a_conflict_is_one_unmerged_entry(repository: GitRepository) -> None:
    conflict(repository)
    assert staged(repository) == [("U", "spec.md", "000000")]
    assert find(repository.root).state() == "merge"


def conflict(repository: GitRepository) -> None:
    repository.write("spec.md", "base\n")
    repository.commit("base")
    repository.git("checkout", "-q", "-b", "other")
    repository.write("spec.md", "theirs\n")
    repository.commit("theirs")
    repository.git("checkout", "-q", "main")
    repository.write("spec.md", "ours\n")
    repository.commit("ours")
    repository.git("merge", "other", check=False)


@pytest.mark.parametrize(
    ("command", "state"),
    [("cherry-pick", "cherry-pick"), ("rebase", "rebase"), ("merge", "merge"), ("revert", "revert")],
)
def test_what_is_under_way_is_told(repository: GitRepository, command: str, state: str) -> None:
    conflict(repository)
    repository.git("merge", "--abort")
    repository.git(command, "other" if command != "revert" else "HEAD~1", check=False)
    assert find(repository.root).state() == state


def test_announced_files_are_not_staged(repository: GitRepository) -> None:
    repository.commit()
    repository.write("later.md", "text")
    repository.git("add", "--intent-to-add", "later.md")
    assert staged(repository) == []


def test_a_submodule_is_told_by_its_mode_and_is_its_own_repository(repository: GitRepository, tmp_path: Path) -> None:
    inner = type(repository)(tmp_path / "inner")
    inner.write("inner.md")
    inner.commit()
    repository.git("submodule", "--quiet", "add", str(inner.root), "lib")
    assert ("A", "lib", "160000") in staged(repository)
    found = find(repository.root / "lib")
    assert (found.root, found.prefix) == (str(repository.root / "lib"), "")
    assert found.git_dir == str(repository.root / ".git/modules/lib")


def test_linked_work_trees_share_one_folder_and_are_listed(repository: GitRepository, tmp_path: Path) -> None:
    repository.commit()
    repository.git("worktree", "add", "-q", "-b", "side", str(tmp_path / "side tree"))
    repository.git("worktree", "add", "-q", "-b", "gone", str(tmp_path / "gone"))
    (tmp_path / "gone").rename(tmp_path / "elsewhere")
    found = find(tmp_path / "side tree")
    assert found.common_dir == str(repository.root / ".git")
    assert found.git_dir.startswith(str(repository.root / ".git/worktrees/"))
    assert [(tree.path, tree.branch) for tree in found.worktrees()] == [
        (str(repository.root), "main"),
        (str(tmp_path / "side tree"), "side"),
    ]


def test_pathspecs_and_a_folder_narrow_the_list(repository: GitRepository) -> None:
    repository.commit()
    for path in ("app/specs/a.md", "app/src/a.py", "specs/b.md"):
        repository.write(path)
    repository.git("add", "-A")
    found = find(repository.root)
    assert [change.path for change in found.staged(["specs"])] == ["specs/b.md"]
    assert [change.path for change in found.staged(["*.md"], cwd=str(repository.root / "app"))] == ["specs/a.md"]
    assert [change.path for change in found.staged(["app"])] == ["app/specs/a.md", "app/src/a.py"]


def test_a_broken_repository_is_undetermined(repository: GitRepository) -> None:
    repository.commit()
    (repository.root / ".git/index").write_bytes(b"garbage")
    with pytest.raises(UndeterminedError, match="index file"):
        find(repository.root).staged()


def test_a_head_whose_commit_is_lost_is_undetermined_and_not_taken_for_a_first_commit(
    repository: GitRepository,
) -> None:
    repository.write("a.md")
    repository.commit()
    (repository.root / ".git/refs/heads/main").write_text("1" * 40 + "\n")
    with pytest.raises(UndeterminedError):
        find(repository.root).staged()


def test_hooks_stand_where_git_looks_for_them(repository: GitRepository, tmp_path: Path) -> None:
    assert find(repository.root).hooks_dir() == str(repository.root / ".git/hooks")
    repository.write("deep/er/x")
    repository.git("config", "core.hooksPath", ".githooks")
    assert find(repository.root / "deep/er").hooks_dir() == str(repository.root / ".githooks")
    repository.git("config", "core.hooksPath", str(tmp_path / "shared hooks"))
    assert find(repository.root).hooks_dir() == str(tmp_path / "shared hooks")


def test_hooks_of_a_linked_work_tree_are_the_shared_ones(repository: GitRepository, tmp_path: Path) -> None:
    repository.commit()
    repository.git("worktree", "add", "-q", str(tmp_path / "side"))
    assert find(tmp_path / "side").hooks_dir() == str(repository.root / ".git/hooks")


PROBE = """
import json, os, sys
sys.path.insert(0, {source!r})
from specward.git.repository import Repository
from specward.sources.index import IndexSource
root = os.path.abspath({root!r})
index = IndexSource(root)
repository = Repository.find(root)
report = dict(
    root=repository.root, prefix=repository.prefix,
    staged=[change.path for change in repository.staged(cwd=root)],
    texts={{path: index.read(path).decode() for path in index.paths()}},
)
json.dump(report, open({report!r}, "w"))
"""


class Probe:
    """A pre-commit hook that writes down what it sees of the project at `root`."""

    def __init__(self, repository: GitRepository, tmp_path: Path, root: str = ".") -> None:
        self.report = tmp_path / "report.json"
        script = tmp_path / "probe.py"
        script.write_text(PROBE.format(source=SOURCE, root=root, report=str(self.report)))
        repository.hook("pre-commit", f"exec '{sys.executable}' '{script}'")

    def seen(self) -> dict[str, Any]:
        return dict(json.loads(self.report.read_text()))


@pytest.mark.parametrize("root", [".", "app"])
def test_a_hook_sees_what_is_staged_and_nothing_else(repository: GitRepository, tmp_path: Path, root: str) -> None:
    path = "a.md" if root == "app" else "app/a.md"
    repository.write("app/a.md", "old")
    repository.commit()
    repository.write("app/a.md", "staged")
    repository.git("add", "-A")
    repository.write("app/a.md", "unstaged")
    probe = Probe(repository, tmp_path, root)
    repository.git("commit", "-m", "x", cwd=repository.root / "app")
    assert probe.seen()["staged"] == [path]
    assert probe.seen()["texts"] == {path: "staged"}
    assert probe.seen()["root"] == str(repository.root)


@pytest.mark.parametrize("root", [".", "app"])
def test_a_hook_of_commit_all_sees_what_will_be_committed(repository: GitRepository, tmp_path: Path, root: str) -> None:
    path = "a.md" if root == "app" else "app/a.md"
    repository.write("app/a.md", "old")
    repository.commit()
    repository.write("app/a.md", "new")
    probe = Probe(repository, tmp_path, root)
    repository.git("commit", "-a", "-m", "x", cwd=repository.root / "app")
    assert (probe.seen()["staged"], probe.seen()["texts"]) == ([path], {path: "new"})


@pytest.mark.parametrize("root", [".", "app"])
def test_a_hook_of_commit_path_sees_that_path_alone(repository: GitRepository, tmp_path: Path, root: str) -> None:
    prefix = "" if root == "app" else "app/"
    repository.write("app/a.md", "old a")
    repository.write("app/b.md", "old b")
    repository.commit()
    repository.write("app/a.md", "new a")
    repository.write("app/b.md", "new b")
    repository.git("add", "-A")
    probe = Probe(repository, tmp_path, root)
    repository.git("commit", "-m", "x", "--", "a.md", cwd=repository.root / "app")
    assert probe.seen()["staged"] == [f"{prefix}a.md"]
    assert probe.seen()["texts"] == {f"{prefix}a.md": "new a", f"{prefix}b.md": "old b"}


@pytest.mark.parametrize("options", [[], ["-a"], ["--", "app/a.md"]])
@pytest.mark.parametrize("root", [".", "app"])
def test_a_hook_in_a_linked_work_tree_sees_its_own_index(
    repository: GitRepository, tmp_path: Path, root: str, options: list[str]
) -> None:
    path = "a.md" if root == "app" else "app/a.md"
    repository.write("app/a.md", "old")
    repository.commit()
    side = tmp_path / "side"
    repository.git("worktree", "add", "-q", str(side))
    (side / "app/a.md").write_text("new")
    repository.git("add", "-A", cwd=side)
    probe = Probe(repository, tmp_path, root)
    repository.git("commit", "-m", "x", *options, cwd=side)
    assert probe.seen()["root"] == str(side)
    assert (probe.seen()["staged"], probe.seen()["texts"]) == ([path], {path: "new"})


@pytest.mark.parametrize("options", [[], ["-a"], ["--", "app/a.md"]])
@pytest.mark.parametrize("root", [".", "app"])
def test_a_hook_in_a_submodule_sees_the_submodule(
    repository: GitRepository, tmp_path: Path, root: str, options: list[str]
) -> None:
    path = "a.md" if root == "app" else "app/a.md"
    inner = type(repository)(tmp_path / "inner")
    inner.write("app/a.md", "old")
    inner.commit()
    repository.git("submodule", "--quiet", "add", str(inner.root), "lib")
    module = type(repository)(repository.root / "lib")
    module.write("app/a.md", "new")
    module.git("add", "-A")
    probe = Probe(module, tmp_path, root)
    module.git("commit", "-m", "x", *options)
    assert probe.seen()["root"] == str(module.root)
    assert (probe.seen()["staged"], probe.seen()["texts"]) == ([path], {path: "new"})
