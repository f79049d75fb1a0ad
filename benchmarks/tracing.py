"""What tracing costs: the graph of 10,000 requirements, the marks of 10,000 tests, the plugin on trivial tests."""

from __future__ import annotations

import shutil
import subprocess
import sys
from typing import TYPE_CHECKING

from measure import Run, ratios, run

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

_PRINCIPLES = "".join(
    f"### {n}. Principle {n}\n\nEvery part MUST keep rule {n}, so that people rely on it.\n\n" for n in range(1, 11)
)
_CONSTITUTION = f"# Bench Constitution\n\n## Core Principles\n\n{_PRINCIPLES}**Version**: 1.0.0\n"


def write_traced_project(root: Path, *, criteria: bool, features: int = 100, each: int = 100) -> None:
    """Write features of `each` requirements and tasks, and for each a file of as many marked tests.

    Args:
        root: where to.
        criteria: whether each requirement has a criterion besides, which is then what task and test name.
        features: how many features.
        each: how many requirements a feature has.
    """
    _write(root / ".specify/memory/constitution.md", _CONSTITUTION)
    for number in range(1, features + 1):
        name = f"{number:03d}-part"
        _write(root / f"specs/{name}/spec.md", _spec(number, each if criteria else 0, each))
        _write(root / f"specs/{name}/tasks.md", _tasks(number, each, ", AC-{0:03d}" if criteria else ""))
        _write(root / f"tests/test_part_{number}.py", _tests(name, each, "AC" if criteria else "FR"))


def _spec(number: int, criteria: int, each: int) -> str:
    scenarios = "".join(
        f"{n}. **AC-{n:03d}** (FR-{n:03d}): **Given** an account of kind {n}, **When** {n} passwords are sent, "
        f"**Then** a session of part {number} starts within {n} seconds\n"
        for n in range(1, criteria + 1)
    )
    requirements = "".join(
        f"- **FR-{n:03d}**: Part {number} MUST keep kind {n} for {n} minutes. (implements P-{n % 10 + 1:02d})\n"
        for n in range(1, each + 1)
    )
    return (
        f"# Feature Specification: Part {number}\n\n**Status**: Draft\n\n## User Scenarios & Testing\n\n"
        f"### User Story 1 - Sign in (Priority: P1)\n\n**Acceptance Scenarios**:\n\n{scenarios}\n"
        f"## Requirements\n\n### Functional Requirements\n\n{requirements}"
    )


def _tasks(number: int, each: int, also: str) -> str:
    lines = "".join(
        f"- [x] T{n:03d} [US1] Keep kind {n} in src/part_{number}.py (FR-{n:03d}{also.format(n)})\n"
        for n in range(1, each + 1)
    )
    return f"# Tasks: Part {number}\n\n## Phase 1: User Story 1 - Sign in\n\n{lines}"


def _tests(feature: str, each: int, family: str) -> str:
    return "import pytest\n" + "".join(
        f'\n\n@pytest.mark.verifies("{feature}/{family}-{n:03d}")\ndef test_kind_{n}() -> None:\n'
        f"    session = {n} + 1\n    assert session == {n + 1}\n"
        for n in range(1, each + 1)
    )


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def matrix(root: Path, spec: str, environment: Mapping[str, str]) -> Run:
    """The median run of the whole matrix: every document and test read, the graph built, every item's coverage."""
    command = [spec, "trace", "--matrix", "--format", "csv"]
    return sorted(run(command, root, environment) for _ in range(3))[1]


def scan(root: Path, environment: Mapping[str, str]) -> Run:
    """The median run of a process that reads the marks of every test and does nothing else."""
    code = (
        "from specward.project import Project\nfrom specward.sources.worktree import WorkTreeSource\n"
        "assert len(Project(WorkTreeSource('.')).tests.cases) == 10_000\n"
    )
    return sorted(run([sys.executable, "-c", code], root, environment) for _ in range(3))[1]


def plugin_overhead(work: Path, environment: Mapping[str, str], *, rounds: int = 7) -> tuple[float, float]:
    """How much longer 1,000 trivial tests take with the plugin, and with evidence recorded: 1.05 is 5 % more."""
    root = work / "trivial"
    (root / "tests").mkdir(parents=True)
    trivial = "".join(f"def test_{n}():\n    assert {n} == {n}\n\n\n" for n in range(1000))
    _write(root / "tests/test_trivial.py", trivial)
    _write(root / ".specify/specward.yml", "trace:\n  profile: story\n")
    subprocess.run(["git", "init", "-q"], cwd=root, check=True)
    pytest = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "-p", "no:randomly"]

    def tests(*options: str) -> Run:
        return run([*pytest, "tests", *options], root, environment)

    without = ("-p", "no:specward")
    idle, _ = ratios(lambda: tests(*without), tests, rounds=rounds)
    recording, _ = ratios(lambda: tests(*without), lambda: tests("--spec-evidence"), rounds=rounds)
    return idle, recording


def doorstop(work: Path, environment: Mapping[str, str]) -> float | None:
    """The CPU seconds of Doorstop's check of 1,000 requirements linked to 100; None where it is not installed."""
    program = shutil.which("doorstop")
    if program is None:
        return None
    root = work / "doorstop"
    root.mkdir()
    subprocess.run(["git", "init", "-q"], cwd=root, check=True)
    for folder, prefix, parent in (("principles", "P", ""), ("requirements", "R", "P")):
        _write(root / folder / ".doorstop.yml", _document(prefix, parent))
    for number in range(1, 101):
        _write(root / f"principles/P{number:04d}.yml", _item(f"Rule {number} MUST hold.", ""))
    for number in range(1, 1001):
        _write(root / f"requirements/R{number:04d}.yml", _item(f"Part {number} MUST hold.", f"P{number % 100 + 1:04d}"))
    return run([program, "-F"], root, environment).cpu


def _document(prefix: str, parent: str) -> str:
    above = f"  parent: {parent}\n" if parent else ""
    return f"settings:\n  digits: 4\n{above}  prefix: {prefix}\n  sep: ''\n"


def _item(text: str, parent: str) -> str:
    links = f"links:\n- {parent}\n" if parent else "links: []\n"
    flags = "active: true\nderived: false\nheader: ''\nlevel: 1.0\nnormative: true\nref: ''\nreviewed: null\n"
    return f"{flags}{links}text: |\n  {text}\n"
