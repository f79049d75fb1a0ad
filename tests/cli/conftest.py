"""The `spec` command as users run it: a process of its own."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import pytest
from tests.cli.checked import CONSTITUTION, Check, faulty

import specward

if TYPE_CHECKING:
    from tests.conftest import GitRepository

SOURCE = str(Path(specward.__file__).parents[1])


class Done(NamedTuple):
    """What a finished command said."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)


class Spec:
    """`spec` in a folder."""

    def __init__(self, root: Path) -> None:
        self.root = root

    def start(
        self, *args: str, stdin: int = subprocess.PIPE, stdout: int | None = None, **env: str
    ) -> subprocess.Popen[bytes]:
        """A running `python -m specward`."""
        return subprocess.Popen(
            [sys.executable, "-m", "specward", *args],
            cwd=self.root,
            env={**os.environ, "PYTHONPATH": SOURCE, "PYTHONUTF8": "1", **env},
            stdin=stdin,
            stdout=subprocess.PIPE if stdout is None else stdout,
            stderr=subprocess.PIPE,
        )

    def __call__(self, *args: str, stdin: str | bytes = b"", **env: str) -> Done:
        """Run to the end."""
        process = self.start(*args, stdin=subprocess.PIPE, stdout=None, **env)
        out, err = process.communicate(stdin.encode() if isinstance(stdin, str) else stdin)
        return Done(process.returncode, out.decode(), err.decode())

    def files(self) -> dict[str, bytes]:
        """Every file outside of `.git`, by path."""
        return {
            str(path.relative_to(self.root)): path.read_bytes()
            for path in sorted(self.root.rglob("*"))
            if path.is_file() and ".git" not in path.relative_to(self.root).parts
        }

    def write(self, path: str, text: str) -> None:
        """Put a file there."""
        target = self.root / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(text.encode())

    def read(self, path: str) -> str:
        """A file's text."""
        return (self.root / path).read_bytes().decode()


@pytest.fixture
def spec(tmp_path: Path) -> Spec:
    """`spec` in an empty folder, outside of any repository."""
    root = tmp_path / "shop"
    root.mkdir()
    return Spec(root)


@pytest.fixture
def shop(repository: GitRepository) -> GitRepository:
    """A project with two findings, committed."""
    repository.write(".specify/memory/constitution.md", CONSTITUTION)
    repository.write("specs/001-a/spec.md", faulty(1, 2))
    repository.commit()
    return repository


@pytest.fixture
def check(shop: GitRepository, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Check:
    """Checks it in this process."""
    return Check(shop.root, monkeypatch, capsys)
