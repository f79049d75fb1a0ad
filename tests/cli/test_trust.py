"""`spec trust`: nothing is trusted that nobody has read."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

import pytest

from specward.cli.trust import exact
from specward.digest import digest

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.conftest import Spec

pytestmark = [
    pytest.mark.skipif(sys.platform == "win32", reason="pseudo-terminals are needed"),
    pytest.mark.usefixtures("inside"),
]

CONSTITUTION = """# Shop Constitution

## Core Principles

### I. Lint

Keep it.

```yaml enforce
- command: {run: 'ruff check src', when: ['src/**']}
- command: "make test\\e[2K # \\u0441lean"
```
"""


@pytest.fixture
def project(spec: Spec, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Spec:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    spec.write(".specify/memory/constitution.md", CONSTITUTION)
    return spec


def at_a_terminal(spec: Spec, answers: str, *arguments: str, **env: str) -> tuple[int, str]:
    """Run with a terminal as stdin, into which `answers` is typed: exit code and stderr."""
    import pty

    ours, theirs = pty.openpty()
    try:
        process = spec.start(*arguments, stdin=theirs, stdout=None, **env)
        os.close(theirs)
        os.write(ours, answers.encode())
        err = process.communicate()[1]
        return process.returncode, err.decode()
    finally:
        os.close(ours)


def trusted(spec: Spec) -> list[bool]:
    return [command["trusted"] for command in spec("trust", "--list", "--json").json["commands"]]


def test_each_command_is_shown_and_asked_for(project: Spec) -> None:
    assert trusted(project) == [False, False]
    code, err = at_a_terminal(project, "y\nn\n", "trust")
    assert code == 0
    assert "P-01  .specify/memory/constitution.md:10\n  $ ruff check src\n" in err
    assert "1 of 2 trusted" in err
    assert trusted(project) == [True, False]
    assert "ruff check src" not in at_a_terminal(project, "n\n", "trust")[1]


def test_what_a_command_hides_is_shown(project: Spec) -> None:
    out = project("trust", "--list").out
    assert "  $ make test\\x1b[2K # \\u0441lean\n" in out
    assert "\x1b" not in out
    assert "(shown with escapes: it holds more than plain ASCII)" in out


@pytest.mark.verifies("002-enforced-with-evidence/AC-003")
def test_a_changed_text_is_not_trusted_and_revoking_takes_all_back(project: Spec) -> None:
    assert project("trust", "--yes").code == 0
    assert trusted(project) == [True, True]
    assert project("trust", stdin="").err == "every command is trusted\n"
    project.write(".specify/memory/constitution.md", CONSTITUTION.replace("ruff check src", "ruff check src "))
    assert trusted(project) == [False, True]
    assert project("trust", "--revoke").err == "2 commands are trusted no more\n"
    assert trusted(project) == [False, False]


def test_an_agent_may_not_trust_and_nobody_without_a_terminal_is_asked(project: Spec) -> None:
    for arguments, env in ((("trust", "--yes"), {"GEMINI_CLI": "1"}), (("trust",), {})):
        done = project(*arguments, stdin="y\ny\n", **env)
        assert done.code == 2
        assert "may" in done.err
    assert trusted(project) == [False, False]


def test_continuous_integration_names_digests(project: Spec) -> None:
    done = project("trust", "--list", SPECWARD_TRUST=digest("ruff check src"))
    assert done.err == "1 of 2 trusted\n"


def test_a_project_without_commands_says_so(project: Spec) -> None:
    project.write(".specify/memory/constitution.md", "# C\n")
    assert project("trust").err == "the constitution names no command\n"
    assert project("trust", "--yes", "--revoke").code == 2


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("a \\d\nb", ["a \\d", "b"]),
        ("a \\d\u202e", ["a \\\\d\\u202e"]),
        ("a\rb", ["a\\rb"]),
        ("\ud800", ["\\ud800"]),
        ("a\u2028b\n", ["a\\u2028b", ""]),
    ],
)
def test_nothing_in_a_command_passes_for_something_else(text: str, lines: list[str]) -> None:
    assert exact(text) == lines


def test_only_a_list_is_had_as_json(project: Spec) -> None:
    done = project("trust", "--yes", "--json")
    assert (done.code, done.out) == (2, "")
    assert "spec trust --list --json" in done.err


def test_a_constitution_that_cannot_be_read_as_a_whole_is_undetermined(project: Spec) -> None:
    (project.root / ".specify/memory/constitution.md").write_bytes(b"# C\n\n\xff\xff\n")
    for arguments in (["trust"], ["trust", "--list"]):
        done = project(*arguments)
        assert (done.code, "save the file as UTF-8" in done.err) == (3, True)
