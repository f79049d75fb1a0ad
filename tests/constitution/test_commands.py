"""What a command of the constitution gets, and how it ends."""

from __future__ import annotations

import os
import select
import sys
from typing import TYPE_CHECKING, NamedTuple

import pytest

from specward.artifacts.enforcement_entry import Command
from specward.constitution.commands import applies, named_commands, run_commands
from specward.markdown.document import Place
from specward.project import Project
from specward.sources.memory import MemorySource

if TYPE_CHECKING:
    from pathlib import Path

    from specward.evidence.result import CommandResult

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="written for sh, and for processes as Linux shows them")


class Given(NamedTuple):
    run: str
    within: float = 20


def ran(text: str, root: Path, within: float = 20) -> CommandResult:
    return run_commands([Given(text, within)], str(root))[text]


def test_the_exit_code_and_both_streams_are_kept(tmp_path: Path) -> None:
    assert ran("echo out; echo err >&2; exit 3", tmp_path) == (3, "out\nerr\n", "")


def test_it_runs_in_the_projects_root(tmp_path: Path) -> None:
    assert ran("pwd -P", tmp_path).output == f"{os.path.realpath(tmp_path)}\n"


def test_it_gets_no_secret(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GITHUB_TOKEN", "hush")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "hush")
    monkeypatch.setenv("SSH_AUTH_SOCK", "/run/agent")
    monkeypatch.setenv("LC_TIME", "C")
    output = ran("env", tmp_path).output
    names = {line.partition("=")[0] for line in output.splitlines()}
    assert "hush" not in output
    assert {"PATH", "HOME", "LC_TIME"} <= names
    assert not names & {"GITHUB_TOKEN", "AWS_SECRET_ACCESS_KEY", "SSH_AUTH_SOCK"}


def test_it_reads_nothing_and_has_no_terminal(tmp_path: Path) -> None:
    assert ran("cat; echo read", tmp_path).output == "read\n"
    assert ran("(: < /dev/tty) 2> /dev/null && echo a terminal || echo none", tmp_path).output == "none\n"


def test_at_its_limit_it_is_killed_with_its_children(tmp_path: Path) -> None:
    result = ran("echo begun; (sleep 600 & echo $! > child; wait)", tmp_path, within=1)
    assert result == (-1, "begun\n", "it took longer than 1 s")
    assert is_gone(tmp_path)


def test_what_it_leaves_behind_is_killed_and_not_waited_for(tmp_path: Path) -> None:
    result = ran("sleep 600 & echo $! > child; echo done", tmp_path)
    assert result == (0, "done\n", "")
    assert is_gone(tmp_path)


def is_gone(root: Path) -> bool:
    """Whether the process whose id stands in the file `child` ends within the time that a killed one takes."""
    child = int((root / "child").read_text())
    try:
        descriptor = os.pidfd_open(child)
    except ProcessLookupError:
        return True
    try:
        return bool(select.select([descriptor], [], [], 10)[0])
    finally:
        os.close(descriptor)


def test_of_endless_output_the_end_is_kept(tmp_path: Path) -> None:
    result = ran("i=0; while [ $i -lt 20000 ]; do i=$((i+1)); echo line $i; done", tmp_path)
    assert len(result.output) == 4000
    assert result.output.endswith("line 20000\n")
    assert len(ran("yes", tmp_path, within=1).output) == 4000


def test_output_that_is_no_text_does_no_harm(tmp_path: Path) -> None:
    assert ran(r"printf '\377\376ok'", tmp_path).output == "\ufffd\ufffdok"


def test_a_signal_is_named(tmp_path: Path) -> None:
    assert ran("kill -9 $$", tmp_path) == (-1, "", "signal 9 ended it")


def test_what_cannot_be_started_says_so(tmp_path: Path) -> None:
    result = ran("true", tmp_path / "nowhere")
    assert result.status == -1
    assert "cannot be started" in result.reason


def test_one_text_is_run_once_and_each_is_announced(tmp_path: Path) -> None:
    told: list[str] = []
    results = run_commands(
        [Given("echo x >> log"), Given("true"), Given("echo x >> log")], str(tmp_path), started=told.append
    )
    assert told == list(results) == ["echo x >> log", "true"]
    assert (tmp_path / "log").read_text() == "x\n"


CONSTITUTION = """# C

## Core Principles

### I. Lint

Keep it.

```yaml enforce
- command: {run: 'ruff check', when: ['src/**'], within: 60}
- command: make test
- manual: 'at review'
```
"""


def test_the_commands_of_a_constitution_are_found_in_order() -> None:
    project = Project(MemorySource({".specify/memory/constitution.md": CONSTITUTION}))
    assert [(command.run, command.within) for command in named_commands(project)] == [
        ("ruff check", 60),
        ("make test", 300),
    ]
    assert named_commands(Project(MemorySource({}))) == []


def test_when_decides_whether_a_command_applies() -> None:
    command = Command("P-01", Place("c.md"), "ruff check", when=("src/**",))
    assert applies(command, ["README.md", "src/a.py"])
    assert not applies(command, ["README.md"])
    assert applies(command._replace(when=()), [])
