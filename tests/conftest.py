"""What every test may count on: a clean environment, and real git repositories on demand."""

from __future__ import annotations

import os
import subprocess
from typing import TYPE_CHECKING

import pytest
from hypothesis import settings

if TYPE_CHECKING:
    from pathlib import Path

_FOREIGN_PREFIXES = ("GIT_", "SPECIFY_", "SPEC_", "SPECWARD_", "GITHUB_", "GITLAB_", "PRE_COMMIT")
_FOREIGN = (
    "CI",
    "NO_COLOR",
    "FORCE_COLOR",
    "CLICOLOR",
    "CLICOLOR_FORCE",
    "COLUMNS",
    "LINES",
    "PAGER",
    "EDITOR",
    "VISUAL",
)
_IDENTITY = {
    "GIT_AUTHOR_NAME": "Ada Lovelace",
    "GIT_AUTHOR_EMAIL": "ada@example.org",
    "GIT_AUTHOR_DATE": "2025-01-15T10:00:00+00:00",
    "GIT_COMMITTER_NAME": "Ada Lovelace",
    "GIT_COMMITTER_EMAIL": "ada@example.org",
    "GIT_COMMITTER_DATE": "2025-01-15T10:00:00+00:00",
}

# How long an example takes is the machine's affair, and no test asserts a time.
settings.register_profile("any machine", deadline=None)
settings.load_profile("any machine")


@pytest.fixture
def unmeasured(monkeypatch: pytest.MonkeyPatch) -> None:
    """Child processes load nothing for coverage: what they load or how long they take is tested, or other tests
    measure the same lines.
    """
    for name in list(os.environ):
        if name.startswith("COVERAGE_"):
            monkeypatch.delenv(name)


@pytest.fixture(scope="session")
def empty_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home folder without any configuration in it."""
    return tmp_path_factory.mktemp("home")


@pytest.fixture(autouse=True)
def clean_environment(monkeypatch: pytest.MonkeyPatch, empty_home: Path) -> None:
    """Nothing of the machine that runs the tests decides their outcome."""
    for name in list(os.environ):
        if name in _FOREIGN or name.startswith(_FOREIGN_PREFIXES):
            monkeypatch.delenv(name)
    monkeypatch.setenv("HOME", str(empty_home))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(empty_home))
    monkeypatch.setenv("GIT_CONFIG_NOSYSTEM", "1")
    # A temporary folder may lie inside somebody's repository; no test may find that one.
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(empty_home.parent.parent))


class GitRepository:
    """A real repository in a folder of its own, driven by the real git."""

    def __init__(self, root: Path, *options: str) -> None:
        self.root = root
        root.mkdir(parents=True, exist_ok=True)
        self.git("init", "-q", *options)
        self.git("config", "user.name", _IDENTITY["GIT_AUTHOR_NAME"])
        self.git("config", "user.email", _IDENTITY["GIT_AUTHOR_EMAIL"])

    def git(self, *args: str, cwd: Path | None = None, check: bool = True, **env: str) -> str:
        """Run git in the repository (or in `cwd`) with extra environment variables; what it printed, both streams."""
        settings = ["-c", "init.defaultBranch=main", "-c", "protocol.file.allow=always", "-c", "commit.gpgSign=false"]
        done = subprocess.run(
            ["git", *settings, *args],
            cwd=cwd or self.root,
            env={**os.environ, **_IDENTITY, **env},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            check=False,
        )
        output = done.stdout.decode("utf-8", "replace")
        if check and done.returncode:
            raise AssertionError(f"git {' '.join(args)} -> {done.returncode}\n{output}")
        return output

    def write(self, path: str, text: str = "") -> Path:
        """Put a file into the work tree, byte for byte, making its folders."""
        target = self.root / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(text.encode("utf-8", "surrogateescape"))
        return target

    def commit(self, message: str = "Change") -> str:
        """Stage everything and commit it, without hooks; the new commit's id."""
        self.git("add", "-A")
        self.git("commit", "-q", "--no-verify", "--allow-empty", "-m", message)
        return self.git("rev-parse", "HEAD").strip()

    def hook(self, name: str, script: str) -> Path:
        """Install a shell script as a hook of this repository."""
        folder = self.root / self.git("rev-parse", "--git-path", "hooks").strip()
        folder.mkdir(parents=True, exist_ok=True)
        path = folder / name
        path.write_text(f"#!/bin/sh\n{script}\n")
        path.chmod(0o755)
        return path


@pytest.fixture
def repository(tmp_path: Path) -> GitRepository:
    """An empty repository, on the unborn branch `main`, at `tmp_path / "repository"`."""
    return GitRepository(tmp_path / "repository")
