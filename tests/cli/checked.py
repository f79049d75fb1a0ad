"""`spec check` as it runs, in this process: many states of one repository are checked without a process for each."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, NamedTuple

from specward.boundary import guarded
from specward.cli.check_options import Options
from specward.cli.checking import run
from specward.output.formats import Format

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

CONSTITUTION = "# Shop Constitution\n\n**Version**: 1.0.0 | **Ratified**: 2026-01-01 | **Last Amended**: 2026-01-01\n"
STORY = "\n### User Story {number} - Go (Priority: P1)\n"


def faulty(*numbers: int) -> str:
    """A specification in which each of these stories lacks a scenario."""
    return "# Feature Specification: A\n" + "".join(STORY.format(number=number) for number in numbers)


class Done(NamedTuple):
    """What a run said."""

    code: int
    out: str
    err: str

    @property
    def summary(self) -> str:
        """The line with the counts, without the time."""
        lines = [line for line in self.out.splitlines() if " document" in line]
        return lines[-1].rpartition(" · ")[0]

    @property
    def places(self) -> list[str]:
        """`path:line` of each finding of a JSON report."""
        report: dict[str, Any] = json.loads(self.out)
        return [f"{found['location']['path']}:{found['location']['start']['line']}" for found in report["findings"]]


class Check:
    """Runs `spec check` in a folder."""

    def __init__(self, root: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
        self.root = root
        self._monkeypatch = monkeypatch
        self._capsys = capsys

    def __call__(self, *paths: str, cwd: str = "", **options: Any) -> Done:
        """Run it with options by the names of their fields."""
        self._monkeypatch.chdir(self.root / cwd)
        self._capsys.readouterr()
        code = guarded(lambda: run(Options(paths=paths, **{"select": ("SPC007",), **options})))
        out, err = self._capsys.readouterr()
        return Done(code, out, err)

    def places(self, *paths: str, cwd: str = "", **options: Any) -> list[str]:
        """`path:line` of each finding."""
        return self(*paths, cwd=cwd, format=Format.JSON, **options).places
