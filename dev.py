#!/usr/bin/env python3
"""Set this checkout up and do one job in it; needs Python 3.11 and git, nothing else.

python3 dev.py demo     the main job, shown in a scratch project
python3 dev.py test     the tests
python3 dev.py lint     ruff, mypy, import-linter, and `spec check` on this repository
python3 dev.py bench    the table of ratios
python3 dev.py ci       lint, test, and verify on the evidence of those tests, as in continuous integration
"""

from __future__ import annotations

import os
import subprocess
import sys
import venv
from pathlib import Path

ROOT = Path(__file__).resolve().parent
ENVIRONMENT = ROOT / ".venv"
BIN = ENVIRONMENT / ("Scripts" if os.name == "nt" else "bin")
JOBS = {
    "demo": [["spec", "demo"]],
    "test": [["python", "-m", "pytest", "-n", "auto"]],
    "lint": [
        ["ruff", "check", "."],
        ["ruff", "format", "--check", "."],
        ["mypy"],
        ["lint-imports"],
        ["spec", "check"],
    ],
    "bench": [["python", "benchmarks/run.py"]],
}
JOBS["ci"] = [
    *JOBS["lint"],
    ["python", "-m", "pytest", "-n", "auto", "--cov", "--cov-report=term", "--spec-evidence"],
    ["spec", "verify"],
]


def prepare(groups: list[str]) -> None:
    """Make `.venv` and install the project and its dependency groups, unless that was done for this pyproject.toml."""
    stamp = ENVIRONMENT / f"installed-{'-'.join(groups) or 'run'}"
    wanted = (ROOT / "pyproject.toml").read_bytes()
    if stamp.exists() and stamp.read_bytes() == wanted:
        return
    if not (BIN / "python").exists() and not (BIN / "python.exe").exists():
        print("making .venv ...", file=sys.stderr)
        venv.create(ENVIRONMENT, with_pip=True)
    python = str(BIN / "python")
    quiet = ["-q", "--disable-pip-version-check"]
    # `pip install --group` came with pip 25.1.
    subprocess.run([python, "-m", "pip", "install", *quiet, "--upgrade", "pip>=25.1"], check=True)
    arguments = [word for group in groups for word in ("--group", group)]
    print(f"installing {'specward and ' + ', '.join(groups) if groups else 'specward'} ...", file=sys.stderr)
    subprocess.run([python, "-m", "pip", "install", *quiet, "-e", ".", *arguments], check=True, cwd=ROOT)
    stamp.write_bytes(wanted)


def main(arguments: list[str]) -> int:
    """Do the named job; further arguments go to its last command."""
    if not arguments or arguments[0] not in JOBS:
        print(__doc__, file=sys.stderr)
        return 2
    if sys.version_info < (3, 11):
        print("Specward needs Python 3.11 or newer", file=sys.stderr)
        return 2
    job, extra = arguments[0], arguments[1:]
    prepare({"demo": [], "bench": ["test"]}.get(job, ["test", "lint"]))
    environment = {**os.environ, "PATH": f"{BIN}{os.pathsep}{os.environ['PATH']}"}
    commands = JOBS[job]
    for command in [*commands[:-1], [*commands[-1], *extra]]:
        program = str(BIN / command[0])
        status = subprocess.run([program, *command[1:]], cwd=ROOT, env=environment, check=False).returncode
        if status:
            return status
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
