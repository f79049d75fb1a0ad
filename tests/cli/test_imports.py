"""What a command may not load, asserted exactly: time is never tested, but what costs time is."""

from __future__ import annotations

import subprocess
import sys
import time
from typing import TYPE_CHECKING

import pytest

from specward.adr.catalogue.cache import listed
from specward.project import Project
from specward.sources.worktree import WorkTreeSource

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import GitRepository

pytestmark = pytest.mark.usefixtures("unmeasured")

HEAVY = ("rich", "jinja2", "git", "yaml", "pydantic", "asyncio", "dataclasses_json", "pygments", "markdown_it")
PROGRAM = """
import sys
sys.argv[1:] = {arguments!r}
try:
    from specward.__main__ import main
    main()
except SystemExit:
    pass
print("LOADED", *[name for name in {names!r} if name in sys.modules], file=sys.stderr)
"""


def loaded(arguments: list[str], names: tuple[str, ...], cwd: Path) -> list[str]:
    program = PROGRAM.format(arguments=arguments, names=names)
    done = subprocess.run([sys.executable, "-c", program], cwd=cwd, capture_output=True, text=True, check=True)
    return done.stderr.splitlines()[-1].split()[1:]


@pytest.fixture
def project(tmp_path: Path) -> Path:
    spec = tmp_path / "specs/001-a/spec.md"
    spec.parent.mkdir(parents=True)
    spec.write_text("---\nfeature: a\n---\n\n# Feature Specification: A\n", encoding="utf-8")
    (tmp_path / ".specify").mkdir()
    (tmp_path / ".specify/specward.yml").write_text("rules:\n  ignore: [SPC003]\n", encoding="utf-8")
    return tmp_path


def test_the_version_loads_no_framework(project: Path) -> None:
    assert loaded(["--version"], (*HEAVY, "typer", "re", "typing"), project) == []


@pytest.mark.parametrize("arguments", [["check"], ["--help"], ["rules"], ["explain", "SPC001"], ["check", "--json"]])
def test_reading_commands_load_nothing_heavy(project: Path, arguments: list[str]) -> None:
    assert loaded(arguments, HEAVY, project) == []


def test_a_project_that_has_adopted_nothing_is_checked_without_what_reads_it(project: Path) -> None:
    modules = ("trace.build", "trace.lock", "constitution.norms", "evidence.judge", "signoff.standing", "fingerprint")
    assert loaded(["check"], tuple(f"specward.{name}" for name in modules), project) == []


def test_help_imports_no_command(project: Path) -> None:
    commands = tuple(f"specward.cli.{name}" for name in ("check", "new", "init", "status", "hook", "demo"))
    assert loaded(["--help"], (*commands, "specward.rules"), project) == []


def test_decisions_that_have_not_changed_are_listed_without_what_reads_them(
    repository: GitRepository, monkeypatch: pytest.MonkeyPatch
) -> None:
    repository.write("history/adr/0001-store.md", "# 1. Store\n\n## Status\n\nAccepted\n")
    now = time.time_ns
    monkeypatch.setattr(time, "time_ns", lambda: now() + 10_000_000_000)  # a file that was just written is not trusted
    listed(str(repository.root), Project(WorkTreeSource(str(repository.root))))
    reading = ("specward.artifacts.adr", "specward.markdown.document")
    assert loaded(["adr", "list", "store"], (*HEAVY, "typer", *reading), repository.root) == []
