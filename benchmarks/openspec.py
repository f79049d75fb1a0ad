"""The nearest peer: OpenSpec's check of a thousand specifications that say what ours say, in its own form.

OpenSpec is installed by npm into the scratch folder; where npm or its registry cannot be had, the row is left out.
"""

from __future__ import annotations

import shutil
import subprocess
from typing import TYPE_CHECKING

from measure import Run, ratios, run
from projects import FILLER, spec

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

PACKAGE = "@fission-ai/openspec@1.13.2"
_QUIET = {"OPENSPEC_TELEMETRY": "0", "DO_NOT_TRACK": "1", "OPENSPEC_NO_COMPLETIONS": "1", "CI": "1"}
_SECONDS = 120


def install(work: Path) -> Path | None:
    """OpenSpec's program; None where it cannot be installed."""
    npm = shutil.which("npm")
    if npm is None:
        return None
    folder = work / "openspec-program"
    folder.mkdir()
    command = [npm, "install", "--silent", "--no-audit", "--no-fund", "--prefix", str(folder), PACKAGE]
    try:
        done = subprocess.run(command, cwd=folder, capture_output=True, timeout=_SECONDS, check=False)
    except subprocess.TimeoutExpired:
        return None
    program = folder / "node_modules/.bin/openspec"
    return program if done.returncode == 0 and program.exists() else None


def wall_against(work: Path, program: Path, check: list[str], environment: Mapping[str, str]) -> float:
    """How long our check of 1,000 specifications takes, in times of what OpenSpec takes for its own."""
    ours, theirs = work / "specs-of-ours", work / "specs-of-theirs"
    for number in range(1, 1001):
        _write(ours / f"specs/{number:03d}-sign-in/spec.md", spec(number))
        _write(theirs / f"openspec/specs/sign-in-{number}/spec.md", _theirs(number))
    (ours / ".specify").mkdir()
    _write(theirs / "openspec/config.yaml", "schema: spec-driven\n")
    theirs_command = [str(program), "validate", "--all", "--strict", "--json"]

    def run_theirs() -> Run:
        return run(theirs_command, theirs, {**environment, **_QUIET})

    ratio, _ = ratios(run_theirs, lambda: run(check, ours, environment), rounds=5)
    return ratio


def _theirs(number: int) -> str:
    """Ten requirements of two scenarios each: as many bytes as one of ours."""
    step = "- **WHEN** the right password is sent\n- **THEN** a session starts\n\n"
    scenarios = f"#### Scenario: First\n\n{step}#### Scenario: Second\n\n{step}"
    requirements = "".join(
        f"### Requirement: Rule {n}\n\nThe system SHALL keep rule {n}. {FILLER * 3}\n\n{scenarios}"
        for n in range(1, 11)
    )
    return f"# Sign in, part {number}\n\n## Purpose\n\n{FILLER * 4}\n\n## Requirements\n\n{requirements}"


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
