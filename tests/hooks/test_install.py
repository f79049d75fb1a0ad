from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import specward
from specward.errors import SpecError, UsageError
from specward.git.repository import Repository
from specward.hooks.install import (
    Put,
    Rename,
    State,
    Step,
    apply,
    install_steps,
    statuses,
    survey,
    uninstall_steps,
)
from specward.hooks.script import BEFORE, HOOKS, Launcher, is_ours, script

if TYPE_CHECKING:
    from tests.conftest import GitRepository

LAUNCHER = Launcher("/opt/py thon's/bin/python", "/opt/py thon's/bin/spec")


def find(root: Path) -> Repository:
    found = Repository.find(str(root))
    assert found is not None
    return found


def install(root: Path, *, force: bool = False, launcher: Launcher = LAUNCHER) -> list[Step]:
    steps = install_steps(survey(find(root)), launcher, force=force)
    apply(steps)
    return steps


def uninstall(root: Path) -> list[Step]:
    steps = uninstall_steps(survey(find(root)).folder, LAUNCHER)
    apply(steps)
    return steps


def states(root: Path, launcher: Launcher = LAUNCHER) -> dict[str, tuple[State, bool]]:
    return {hook.name: (hook.state, hook.chained) for hook in statuses(survey(find(root)).folder, launcher)}


def command_line(*args: str, cwd: Path) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "PYTHONPATH": str(Path(specward.__file__).parents[1])}
    return subprocess.run(
        [sys.executable, "-m", "specward", "hook", *args],
        cwd=cwd,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )


def test_every_hook_is_written_and_executable(repository: GitRepository) -> None:
    install(repository.root)
    hooks = repository.root / ".git/hooks"
    assert {name for name in os.listdir(hooks) if not name.endswith(".sample")} == set(HOOKS)
    assert all(os.access(hooks / name, os.X_OK) for name in HOOKS)


def test_an_installation_from_before_a_hook_was_thought_of_lacks_it_and_is_completed(repository: GitRepository) -> None:
    install(repository.root)
    (repository.root / ".git/hooks/prepare-commit-msg").unlink()
    assert {name: state for name, (state, _) in states(repository.root).items()} == {
        "pre-commit": State.CURRENT,
        "prepare-commit-msg": State.MISSING,
        "commit-msg": State.CURRENT,
    }
    assert [os.path.basename(step.path) for step in install(repository.root)] == ["prepare-commit-msg"]


@pytest.mark.parametrize(("name", "code"), [("pre-commit", 3), ("prepare-commit-msg", 0), ("commit-msg", 3)])
def test_where_specward_is_gone_only_a_hook_that_checks_stops_the_commit(tmp_path: Path, name: str, code: int) -> None:
    hook = tmp_path / name
    hook.write_bytes(script(name, Launcher("/nowhere/python", "/nowhere/spec")))
    done = subprocess.run(["/bin/sh", str(hook)], env={"PATH": ""}, capture_output=True, text=True, check=False)
    assert (done.returncode, "spec hook install" in done.stderr) == (code, True)


@pytest.mark.parametrize(("name", "code"), [("pre-commit", 9), ("prepare-commit-msg", 0), ("commit-msg", 9)])
def test_where_specward_cannot_start_only_a_hook_that_checks_stops_the_commit(
    tmp_path: Path, name: str, code: int
) -> None:
    broken, hook = tmp_path / "spec", tmp_path / name
    broken.write_text("#!/bin/sh\nexit 9\n")
    broken.chmod(0o755)
    hook.write_bytes(script(name, Launcher("/nowhere/python", str(broken))))
    assert subprocess.run(["/bin/sh", str(hook)], check=False).returncode == code


def test_installing_twice_changes_nothing(repository: GitRepository) -> None:
    assert install(repository.root)
    assert install(repository.root) == []


def test_installing_for_another_interpreter_renews_the_hooks(repository: GitRepository) -> None:
    install(repository.root)
    other = Launcher("/usr/bin/python3", "/usr/bin/spec")
    assert states(repository.root, other)["pre-commit"] == (State.OUTDATED, False)
    assert [type(step) for step in install(repository.root, launcher=other)] == [Put] * len(HOOKS)
    assert states(repository.root, other)["pre-commit"] == (State.CURRENT, False)


def test_a_hook_that_lost_its_executable_bit_is_outdated(repository: GitRepository) -> None:
    install(repository.root)
    (repository.root / ".git/hooks/pre-commit").chmod(0o644)
    assert states(repository.root)["pre-commit"] == (State.OUTDATED, False)


def test_scripts_of_other_versions_are_recognised() -> None:
    written = script("pre-commit", LAUNCHER)
    assert is_ours(written)
    assert is_ours(written.replace(b" v1\n", b" v7\n"))
    assert not is_ours(b"#!/bin/sh\nspec hook pre-commit\n")


def test_a_foreign_hook_is_kept_and_comes_back_byte_for_byte_and_mode_for_mode(repository: GitRepository) -> None:
    hook = repository.hook("pre-commit", "")
    before = b"#!/bin/sh\r\nexit 0 # \xff\x00"
    hook.write_bytes(before)
    hook.chmod(0o711)
    install(repository.root)
    assert states(repository.root)["pre-commit"] == (State.CURRENT, True)
    uninstall(repository.root)
    assert hook.read_bytes() == before
    assert hook.stat().st_mode & 0o777 == 0o711
    assert not os.path.lexists(f"{hook}{BEFORE}")
    assert states(repository.root)["commit-msg"] == (State.MISSING, False)


def test_a_foreign_hook_that_is_a_link_stays_a_link(repository: GitRepository) -> None:
    script_file = repository.write("tools/check.sh", "#!/bin/sh\nexit 0\n")
    hook = repository.root / ".git/hooks/pre-commit"
    hook.parent.mkdir(exist_ok=True)
    hook.symlink_to("../../tools/check.sh")
    install(repository.root)
    assert script_file.read_text() == "#!/bin/sh\nexit 0\n"
    uninstall(repository.root)
    assert os.readlink(hook) == "../../tools/check.sh"


def test_uninstalling_leaves_foreign_hooks_alone(repository: GitRepository) -> None:
    repository.hook("pre-commit", "exit 0")
    assert uninstall(repository.root) == []


def test_a_hook_that_replaced_ours_is_not_moved_over_the_one_we_keep(repository: GitRepository) -> None:
    repository.hook("pre-commit", "echo first")
    install(repository.root)
    repository.hook("pre-commit", "echo second")
    with pytest.raises(UsageError, match="another tool has replaced the pre-commit hook"):
        install(repository.root)
    assert [step for step in uninstall(repository.root) if isinstance(step, Rename)] == []


def test_an_installation_that_was_interrupted_is_completed(repository: GitRepository) -> None:
    hook = repository.hook("pre-commit", "echo first")
    os.replace(hook, f"{hook}{BEFORE}")
    install(repository.root)
    assert states(repository.root)["pre-commit"] == (State.CURRENT, True)


def test_a_hooks_path_inside_the_repository_is_honoured(repository: GitRepository) -> None:
    repository.git("config", "core.hooksPath", ".githooks")
    install(repository.root)
    assert (repository.root / ".githooks/commit-msg").exists()


def test_a_hooks_path_outside_is_refused_unless_forced(repository: GitRepository, tmp_path: Path) -> None:
    repository.git("config", "core.hooksPath", str(tmp_path / "shared"))
    with pytest.raises(UsageError, match=r"core\.hooksPath leads out") as caught:
        install(repository.root)
    assert "spec hook pre-commit --record-later" in caught.value.help
    assert 'spec hook prepare-commit-msg "$@"' in caught.value.help
    assert 'spec hook commit-msg "$1"' in caught.value.help
    install(repository.root, force=True)
    assert (tmp_path / "shared/pre-commit").exists()


def test_linked_work_trees_share_the_hooks(repository: GitRepository, tmp_path: Path) -> None:
    repository.commit()
    repository.git("worktree", "add", "-q", str(tmp_path / "linked"))
    install(tmp_path / "linked")
    assert states(repository.root)["pre-commit"] == (State.CURRENT, False)


def test_a_submodule_has_hooks_of_its_own(repository: GitRepository, tmp_path: Path) -> None:
    repository.commit()
    outer = type(repository)(tmp_path / "outer")
    outer.git("submodule", "add", "-q", str(repository.root), "inner")
    install(outer.root / "inner")
    assert (outer.root / ".git/modules/inner/hooks/pre-commit").exists()
    assert states(outer.root)["pre-commit"] == (State.MISSING, False)


@pytest.mark.parametrize(
    ("name", "files", "said"),
    [
        ("husky", [".husky/pre-commit"], ".husky/commit-msg"),
        ("husky", [".husky/pre-commit"], "echo 'spec hook prepare-commit-msg \"$@\"' >> .husky/prepare-commit-msg"),
        ("lefthook", ["lefthook.yml"], "run: spec hook commit-msg {1}"),
        ("lefthook", ["lefthook.yml"], "run: spec hook prepare-commit-msg {0}"),
        ("lefthook", [".config/lefthook.toml"], "spec hook pre-commit --record-later"),
        ("pre-commit", [".pre-commit-config.yaml"], "- id: spec-commit-msg"),
        ("pre-commit", [".pre-commit-config.yaml"], "- id: spec-prepare-commit-msg"),
        ("pre-commit", [".pre-commit-config.yaml"], "install -t pre-commit -t prepare-commit-msg -t commit-msg"),
    ],
)
def test_a_tool_that_runs_the_hooks_is_served_with_its_snippet(
    repository: GitRepository, name: str, files: list[str], said: str
) -> None:
    for file in files:
        repository.write(file, "")
    with pytest.raises(UsageError) as caught:
        install(repository.root)
    assert caught.value.message == f"{name} runs the hooks of this repository"
    assert said in caught.value.help
    assert "spec hook install --force" in caught.value.help
    assert states(repository.root)["pre-commit"] == (State.MISSING, False)
    install(repository.root, force=True)
    assert states(repository.root)["pre-commit"] == (State.CURRENT, False)


def test_husky_is_known_by_its_hooks_path(repository: GitRepository) -> None:
    repository.git("config", "core.hooksPath", ".husky/_")
    assert survey(find(repository.root)).manager is not None


@pytest.mark.parametrize(
    ("files", "lines"),
    [
        (["lefthook.yml"], [f"run: spec hook {name}" for name in HOOKS]),
        ([".pre-commit-config.yaml"], ["id: spec-check", "id: spec-prepare-commit-msg", "id: spec-commit-msg"]),
        ([f".husky/{name}" for name in HOOKS], ["spec hook …"]),
    ],
)
def test_a_tool_that_calls_us_at_every_hook_is_served(
    repository: GitRepository, files: list[str], lines: list[str]
) -> None:
    for file in files:
        repository.write(file, "\n".join(lines))
    manager = survey(find(repository.root)).manager
    assert manager is not None
    assert manager.served
    done = command_line("install", cwd=repository.root)
    assert (done.returncode, done.stdout) == (0, "")


def test_a_tool_that_calls_us_at_some_hooks_is_told_of_the_others(repository: GitRepository) -> None:
    repository.write("lefthook.yml", "run: spec hook pre-commit --record-later\nrun: spec hook commit-msg {1}\n")
    with pytest.raises(UsageError) as caught:
        install(repository.root)
    assert "spec hook prepare-commit-msg {0}" in caught.value.help


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="the superuser may write anywhere")
def test_a_folder_that_cannot_be_written_is_named(repository: GitRepository) -> None:
    folder = repository.root / ".git/hooks"
    folder.mkdir(exist_ok=True)
    folder.chmod(0o555)
    with pytest.raises(SpecError, match="cannot be changed") as caught:
        install(repository.root)
    assert str(folder) in caught.value.where
    folder.chmod(0o755)


def test_a_hooks_folder_that_is_a_file_is_named(repository: GitRepository, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    repository.git("config", "core.hooksPath", str(tmp_path / "file"))
    with pytest.raises(SpecError, match="cannot be changed"):
        install(repository.root, force=True)


def test_the_command_line_installs_reports_and_uninstalls(repository: GitRepository) -> None:
    repository.hook("pre-commit", "exit 0")
    rehearsed = command_line("install", "--dry-run", cwd=repository.root)
    assert rehearsed.stdout.splitlines() == [
        "would rename  .git/hooks/pre-commit to pre-commit.before-specward",
        "would write   .git/hooks/pre-commit",
        "would write   .git/hooks/prepare-commit-msg",
        "would write   .git/hooks/commit-msg",
    ]
    assert states(repository.root)["pre-commit"] == (State.FOREIGN, False)
    assert command_line("install", "--json", cwd=repository.root).returncode == 0
    status = json.loads(command_line("status", "--json", cwd=repository.root).stdout)
    assert [(hook["name"], hook["state"], hook["chained"]) for hook in status["hooks"]] == [
        ("pre-commit", "current", True),
        ("prepare-commit-msg", "current", False),
        ("commit-msg", "current", False),
    ]
    assert "pre-commit         current" in command_line("status", cwd=repository.root).stdout
    assert command_line("uninstall", cwd=repository.root).stdout.splitlines() == [
        "rename  .git/hooks/pre-commit.before-specward to pre-commit",
        "remove  .git/hooks/prepare-commit-msg",
        "remove  .git/hooks/commit-msg",
    ]


def test_outside_a_repository_the_command_line_says_so(tmp_path: Path) -> None:
    done = command_line("install", cwd=tmp_path)
    assert done.returncode == 2
    assert "this is no git repository" in done.stderr
