"""The `spec` command as users run it, a process of its own; or, where a file asks for that, in this process."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from contextlib import chdir
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar, NamedTuple

import pytest
from tests.cli.checked import CONSTITUTION, Check, faulty

import specward
from specward.cli.main import main

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

    said: ClassVar[pytest.CaptureFixture[str] | None] = None
    """Where a run in this process leaves what it says; None where each run is a process of its own."""

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
        """Run to the end; what is given input or variables is a process in any case."""
        if self.said is None or stdin or env:
            return self.process(*args, stdin=stdin, **env)
        self.said.readouterr()
        with chdir(self.root):
            code = main(args)
        return Done(code, *self.said.readouterr())

    def process(self, *args: str, stdin: str | bytes = b"", **env: str) -> Done:
        """Run to the end as users run it."""
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
def inside(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """`spec` runs in this process. That a process says the same is tested in `test_process.py`."""
    monkeypatch.setattr(Spec, "said", capsys)


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
