#!/usr/bin/env python3
"""Set this checkout up and do one job in it; needs Python 3.11 and git, nothing else.

python3 dev.py demo     the main job, shown in a scratch project
python3 dev.py test     the tests
python3 dev.py lint     ruff, mypy, import-linter, and `spec check` on this repository
python3 dev.py bench    the table of ratios
python3 dev.py example  starts examples/task-service, goes through its journey, tests, probes and verifies it
python3 dev.py ci       lint, test, verify on the evidence of those tests, and the example, as in continuous integration
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import venv
from pathlib import Path

ROOT = Path(__file__).resolve().parent
ENVIRONMENT = ROOT / ".venv"
EXAMPLE = ROOT / "examples/task-service"
PROGRAMS = "Scripts" if os.name == "nt" else "bin"
BIN = ENVIRONMENT / PROGRAMS
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
OF_THE_EXAMPLE = [
    ["python", "acceptance.py"],
    ["ruff", "check", "."],
    ["ruff", "format", "--check", "."],
    ["mypy"],
    ["python", "-m", "pytest", "-q", "--spec-evidence"],
    ["spec", "fastapi", "probe"],
    ["spec", "verify"],
    ["spec", "check"],
]
JOBS["ci"] = [
    *JOBS["lint"],
    ["python", "-m", "pytest", "-n", "auto", "--cov", "--cov-report=term", "--spec-evidence"],
    ["spec", "verify"],
]


def prepare(groups: list[str]) -> None:
    """Make `.venv` with the project and its dependency groups."""
    arguments = [word for group in groups for word in ("--group", group)]
    what = f"specward and {', '.join(groups)}" if groups else "specward"
    install(ENVIRONMENT, ROOT, ["-e", ".", *arguments], "-".join(groups) or "run", what)


def install(environment: Path, project: Path, arguments: list[str], name: str, what: str) -> None:
    """Make an environment and install into it, unless that was done for the present pyproject.toml of both projects."""
    stamp = environment / f"installed-{name}"
    wanted = b"".join((folder / "pyproject.toml").read_bytes() for folder in dict.fromkeys((ROOT, project)))
    if stamp.exists() and stamp.read_bytes() == wanted:
        return
    python = str(environment / PROGRAMS / "python")
    if not any(environment.glob(f"{PROGRAMS}/python*")):
        print(f"making {environment.relative_to(ROOT)} ...", file=sys.stderr)
        venv.create(environment, with_pip=True)
    quiet = ["-q", "--disable-pip-version-check"]
    # `pip install --group` came with pip 25.1.
    subprocess.run([python, "-m", "pip", "install", *quiet, "--upgrade", "pip>=25.1"], check=True)
    print(f"installing {what} ...", file=sys.stderr)
    subprocess.run([python, "-m", "pip", "install", *quiet, *arguments], check=True, cwd=project)
    stamp.write_bytes(wanted)


def run(commands: list[list[str]], project: Path, environment: Path, variables: dict[str, str] | None = None) -> int:
    """Run commands of an environment in a project until one fails; its exit code, else 0."""
    programs = environment / PROGRAMS
    known = {**os.environ, **(variables or {}), "PATH": f"{programs}{os.pathsep}{os.environ['PATH']}"}
    for program, *arguments in commands:
        status = subprocess.run([str(programs / program), *arguments], cwd=project, env=known, check=False).returncode
        if status:
            return status
    return 0


def example(extra: list[str]) -> int:
    """Set the example up and do all that it is held to. Whoever does this trusts what its probe runs."""
    environment = EXAMPLE / ".venv"
    install(environment, EXAMPLE, ["-e", str(ROOT), "-e", ".", "--group", "dev"], "dev", "the example")
    spec = str(environment / PROGRAMS / "spec")
    listing = subprocess.run([spec, "trust", "--list", "--json"], cwd=EXAMPLE, check=True, capture_output=True).stdout
    trusted = ",".join(command["sha256"] for command in json.loads(listing)["commands"])
    commands = [*OF_THE_EXAMPLE[:-1], [*OF_THE_EXAMPLE[-1], *extra]]
    return run(commands, EXAMPLE, environment, {"SPECWARD_TRUST": trusted})


def main(arguments: list[str]) -> int:
    """Do the named job; further arguments go to its last command."""
    if not arguments or arguments[0] not in {*JOBS, "example"}:
        print(__doc__, file=sys.stderr)
        return 2
    if sys.version_info < (3, 11):
        print("Specward needs Python 3.11 or newer", file=sys.stderr)
        return 2
    job, extra = arguments[0], arguments[1:]
    if job == "example":
        return example(extra)
    prepare({"demo": [], "bench": ["test"]}.get(job, ["test", "lint"]))
    commands = [*JOBS[job][:-1], [*JOBS[job][-1], *extra]]
    status = run(commands, ROOT, ENVIRONMENT)
    return status or (example([]) if job == "ci" else 0)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
