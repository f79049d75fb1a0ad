"""A repository with our hooks really installed, and git really committing."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import pytest

import specward
from specward.git.repository import Repository
from specward.hooks.install import apply, install_steps, survey
from specward.hooks.script import Launcher

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.conftest import GitRepository

_SPEC = """\
# Feature Specification: Login

## User Scenarios & Testing

### User Story 1 - Sign in (Priority: P1)

A person with an account signs in.

**Acceptance Scenarios**:

1. **Given** an account, **When** the right password is sent, **Then** a session starts

## Requirements

- **FR-001**: The system MUST start a session when the right password is sent.

## Success Criteria

- **SC-001**: A person signs in within 10 seconds.
"""


class Outcome(NamedTuple):
    """How a git command ended."""

    code: int
    said: str


class Guarded:
    """A repository with Specward's hooks."""

    config = "phr:\n  require: commit\n"
    spec = _SPEC
    record_path = "history/prompts/001-login/0001-sign-in.green.prompt.md"

    def __init__(self, repository: GitRepository) -> None:
        self.root = repository.root
        self.git = repository.git

    @staticmethod
    def record(*, prompt: str = "Let people sign in with a password.", **keys: str) -> str:
        """A prompt record, complete unless told otherwise."""
        head = {
            "id": "0001",
            "title": "Sign in",
            "stage": "green",
            "date": "2025-01-15",
            "feature": "001-login",
            **keys,
        }
        lines = "".join(f'{key}: "{value}"\n' for key, value in head.items())
        return f"---\n{lines}files: []\n---\n\n## Prompt\n\n{prompt}\n\n## Response snapshot\n\nA form.\n"

    def stage_record(self, **keys: str) -> None:
        """Stage a record at `record_path`."""
        self.stage(self.record_path, self.record(**keys))

    def write(self, path: str, text: str = "") -> None:
        """Put a file into the work tree."""
        target = self.root / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(text.encode())

    def stage(self, path: str, text: str = "") -> None:
        """Put a file into the work tree and stage it."""
        self.write(path, text)
        self.git("add", "--", path)

    def run(self, *args: str, cwd: Path | None = None, **env: str) -> Outcome:
        """Run git with hooks on."""
        identity = {
            f"GIT_{who}_{what}": value
            for who in ("AUTHOR", "COMMITTER")
            for what, value in (("NAME", "Ada"), ("EMAIL", "ada@example.org"))
        }
        done = subprocess.run(
            ["git", "-c", "protocol.file.allow=always", *args],
            cwd=cwd or self.root,
            env={**os.environ, "GIT_EDITOR": "true", "GIT_SEQUENCE_EDITOR": "true", **identity, **env},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            check=False,
        )
        return Outcome(done.returncode, done.stdout.decode("utf-8", "replace"))

    def commit(self, message: str = "feat: sign in", *args: str, cwd: Path | None = None, **env: str) -> Outcome:
        """Commit what is staged, with hooks on."""
        return self.run("commit", "-q", "-m", message, *args, cwd=cwd, **env)

    def done(self) -> int:
        """How many commits there are on HEAD."""
        said = self.run("rev-list", "--count", "HEAD")
        return int(said.said) if said.code == 0 else 0


@pytest.fixture(scope="session")
def launcher(tmp_path_factory: pytest.TempPathFactory) -> Launcher:
    """A `spec` that runs this tree with no help from the environment."""
    source = str(Path(specward.__file__).parents[1])
    spec = tmp_path_factory.mktemp("bin") / "spec"
    lines = [f"#!{sys.executable}", "import sys", f"sys.path.insert(0, {source!r})"]
    spec.write_text("\n".join([*lines, "from specward.__main__ import main", "main()", ""]))
    spec.chmod(0o755)
    return Launcher(sys.executable, str(spec))


@pytest.fixture
def install(launcher: Launcher) -> Callable[[Path], None]:
    """Installs our hooks into the repository at a path."""

    def into(root: Path) -> None:
        found = Repository.find(str(root))
        assert found is not None
        apply(install_steps(survey(found), launcher))

    return into


@pytest.fixture
def guarded_at() -> Callable[[GitRepository], Guarded]:
    """Makes a guarded repository of any other, with nothing in it yet."""
    return Guarded


@pytest.fixture
def guarded(repository: GitRepository, install: Callable[[Path], None]) -> Guarded:
    """A repository with one commit: the policy `commit`, a feature with its spec, and our hooks in place."""
    made = Guarded(repository)
    made.write(".specify/specward.yml", made.config)
    made.write("specs/001-login/spec.md", made.spec)
    made.write("src/base.py", "x = 1\n")
    repository.commit("chore: begin")
    install(made.root)
    return made
