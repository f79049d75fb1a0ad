"""`make bench`: what each command costs, as ratios taken in one run.

P is one bare interpreter start (`python -c pass`); every figure is a whole process. Limits are those of the project's
first feature; the table says where one is missed, and the exit code with it.
"""

from __future__ import annotations

import compileall
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import NamedTuple

import backends
import capture
import checking
import decisions
import openspec
import tracing
from measure import Run, ratios, run
from projects import commit_all, plan, record, spec, tasks, write_project

import specward

PYTHON = sys.executable
SPEC = shutil.which("spec", path=str(Path(PYTHON).parent)) or "spec"
ENVIRONMENT = {key: value for key, value in os.environ.items() if not key.startswith(("GIT_", "PYTHON"))}

COMMANDS = (
    ["check"],
    ["check", "--json"],
    ["--help"],
    ["check", "--help"],
    ["status"],
    ["task", "list", "001"],
    ["task", "next", "001"],
    ["show", "001-sign-in/FR-003"],
    ["explain", "SPC001"],
    ["rules"],
    ["new", "feature", "A new thing", "--dry-run"],
    ["new", "plan", "002", "--dry-run"],
    ["new", "adr", "Use one store", "--dry-run"],
    ["new", "phr", "Add a store", "--stage", "green", "--prompt", "Add it", "--dry-run"],
    ["init", "--dry-run"],
    ["hook", "status"],
    ["phr", "list"],
    ["phr", "coverage"],
    ["adr", "suggest"],
    ["constitution"],
    ["trace"],
    ["verify", "001"],
)
"""Every other command, as measured on the demo project."""

DECISION_COMMANDS = (
    (["adr", "list"], 0.15),
    (["adr", "toc"], 0.2),
    (["adr", "graph"], 0.2),
    (["check", "--select", "ADR"], 0.6),
    (["adr-tools", "list"], 0.15),
    (["adr-tools", "generate", "toc"], 0.2),
    (["adr-tools", "generate", "graph"], 0.2),
)
"""Commands over 1,000 decisions, and how many CPU seconds each may take."""


class Row(NamedTuple):
    """A line of the table."""

    work: str
    value: float
    unit: str
    limit: float

    def __str__(self) -> str:
        verdict = "ok" if self.value <= self.limit else "MISSED"
        return f"| {self.work} | {self.value:.2f} {self.unit} | {self.limit:g} {self.unit} | {verdict} |"


def starts(folder: Path, *arguments: str, rounds: int = 11) -> float:
    """How many bare interpreter starts `spec ARGUMENTS` costs in a folder."""
    ratio, _ = ratios(
        lambda: run([PYTHON, "-c", "pass"], folder, ENVIRONMENT),
        lambda: run([SPEC, *arguments], folder, ENVIRONMENT),
        rounds=rounds,
    )
    return ratio


def once(folder: Path, *arguments: str, rounds: int = 3) -> Run:
    """The median run of a long command."""
    return sorted(run([SPEC, *arguments], folder, ENVIRONMENT) for _ in range(rounds))[rounds // 2]


def command_rows(work: Path) -> list[Row]:
    """Commands on small projects."""
    empty, demo = work / "empty", work / "demo"
    (empty / ".specify").mkdir(parents=True)
    write_project(demo, features=3, records=9)
    commit_all(demo)
    rows = [
        Row("`spec --version`", starts(empty, "--version"), "P", 1.6),
        Row("`spec check`, empty project", starts(empty, "check"), "P", 8),
    ]
    return rows + [
        Row(f"`spec {' '.join(arguments)}`, demo project", starts(demo, *arguments), "P", 12) for arguments in COMMANDS
    ]


def hook_rows(work: Path) -> list[Row]:
    """The commit hook in a repository of 50,000 files and 1,000 features whose commits need a prompt record.

    As installed, the hook leaves that record to `commit-msg`; called by another runner, it reads the policy itself.
    """
    root = work / "large"
    write_project(root, features=1000, records=10_000, other_files=37_000)
    commit_all(root)
    installed, alone = ("hook", "pre-commit", "--record-later"), ("hook", "pre-commit")
    stage_text(root, "lib/package_0/module_0.py", "VALUE = -1\n")
    rows = [
        Row("pre-commit as installed, nothing relevant staged", starts(root, *installed), "P", 2.5),
        Row("pre-commit by another runner, nothing relevant staged", starts(root, *alone), "P", 3.5),
    ]
    stage_text(root, "specs/500-sign-in/spec.md", spec(500) + "\n- one more assumption\n")
    rows += [
        *hook_cost(root, "one spec", first=8, again=4),
        Row("by another runner, one spec staged, as it was checked before", starts(root, *alone), "P", 5),
    ]
    stage_text(root, "specs/500-sign-in/plan.md", plan(500) + "\nOne more risk.\n")
    stage_text(root, "specs/500-sign-in/tasks.md", tasks(500) + "- [ ] T041 Add part 9 in src/part_500_9.py (FR-009)\n")
    for number in (11, 12):
        path = f"history/prompts/500-sign-in/{number:04d}-session-store.green.prompt.md"
        stage_text(root, path, record(number, "500-sign-in"))
    return [*rows, *hook_cost(root, "a whole feature slice", first=11, again=5)]


def hook_cost(root: Path, staged: str, *, first: float, again: float) -> list[Row]:
    """What the installed hook costs in a repository where something is staged.

    Args:
        root: the repository.
        staged: what is staged, in words.
        first: how many starts it may cost the first time.
        again: the same where the same index was checked before.
    """
    installed = ("hook", "pre-commit", "--record-later")
    name = f"pre-commit as installed, {staged} staged"
    anew, cost = ratios(
        lambda: run([PYTHON, "-c", "pass"], root, ENVIRONMENT), lambda: run_anew(root, *installed), rounds=11
    )
    return [
        Row(f"{name}, for the first time", anew, "P", first),
        Row("the same: peak memory", cost.peak_mib, "MiB", 30),
        Row("the same, as it was checked before", starts(root, *installed), "P", again),
    ]


def run_anew(root: Path, *arguments: str) -> Run:
    """Run the hook as if it had never run."""
    shutil.rmtree(root / ".git/specward/hook", ignore_errors=True)
    return run([SPEC, *arguments], root, ENVIRONMENT)


def stage_text(root: Path, path: str, text: str) -> None:
    """Write a file and stage it."""
    (root / path).write_text(text, encoding="utf-8")
    stage(root, path)


def stage(root: Path, path: str) -> None:
    """Stage one path."""
    run(["git", "add", path], root, ENVIRONMENT)


def scale_rows(work: Path) -> list[Row]:
    """Whole checks of large projects, outside git, cold, one process."""
    small, large = work / "hundred", work / "thousand"
    write_project(small, features=100, records=1000)
    size = write_project(large, features=1000, records=10_000)
    reading = read_seconds(large)
    few, many = once(small, "check", rounds=5), once(large, "check")
    name = f"`spec check`, 1,000 features and 10,000 records ({size / 1e6:.0f} MB)"
    return [
        Row(f"{name}: CPU", many.cpu, "s", 2),
        Row(f"{name}: peak memory", many.peak_mib, "MiB", 150),
        Row(f"{name}: against reading the same bytes", many.wall / reading, "×", 60),
        Row("ten times the features: time", many.wall / few.wall, "×", 11),
    ]


def check_rows(work: Path) -> list[Row]:
    """Whole checks in a repository: cold, warm, after an edit; and beside the nearest peer."""
    rows = []
    for records, cold_limit in ((10_000, 1.8), (50_000, 9)):
        name = f"`spec check`, 1,000 features and {records:,} records"
        cost = checking.cost(work / f"checked-{records}", [SPEC, "check"], ENVIRONMENT, records=records, rounds=3)
        rows += [
            Row(f"{name}, nothing known, two processes: wall", cost.cold.wall, "s", cold_limit),
            Row("the same: peak memory of a process", cost.cold.peak_mib, "MiB", 150),
            Row("nothing changed: wall", cost.warm.wall, "s", cost.cold.wall / 30 if records == 10_000 else 0.15),
            Row("one specification edited, against nothing changed", cost.spec_edited.wall / cost.warm.wall, "×", 1.8),
            Row("one record edited, against nothing changed", cost.record_edited.wall / cost.warm.wall, "×", 1.8),
        ]
    program = openspec.install(work)
    if program is None:
        sys.stderr.write("no row against OpenSpec: npm could not install it\n")
        return rows
    ratio = openspec.wall_against(work, program, [SPEC, "check"], ENVIRONMENT)
    return [*rows, Row("1,000 specifications, against OpenSpec's check of as many: wall", ratio, "×", 0.8)]


def trace_rows(work: Path) -> list[Row]:
    """The graph, the marks and the plugin; and a peer, where it is installed."""
    root, larger = work / "traced", work / "criteria"
    for folder in (root, larger):
        tracing.write_traced_project(folder, criteria=folder is larger)
        commit_all(folder)
    matrix, scan = tracing.matrix(root, SPEC, ENVIRONMENT), tracing.scan(root, ENVIRONMENT)
    besides = tracing.matrix(larger, SPEC, ENVIRONMENT)
    idle, recording = tracing.plugin_overhead(work, ENVIRONMENT)
    rows = [
        Row("matrix of 10,000 requirements, tasks and tests: CPU", matrix.cpu, "s", 1),
        Row("the same: peak memory", matrix.peak_mib, "MiB", 120),
        Row("the same with 10,000 criteria besides: CPU", besides.cpu, "s", 1.5),
        Row("marks of 10,000 tests, cold: time", scan.wall, "s", 0.6),
        Row("1,000 trivial tests with the plugin, against without", idle, "×", 1.05),
        Row("the same with evidence recorded", recording, "×", 1.05),
    ]
    peer = tracing.doorstop(work, ENVIRONMENT)
    if peer is not None:
        rows.append(Row("all of it, against Doorstop's check of a tenth", matrix.cpu / peer, "×", 1))
    return rows


def capture_rows(work: Path) -> list[Row]:
    """A prompt, a sync and a search, in a repository of 50,000 records."""
    root, home = work / "prompts", work / "home"
    write_project(root, features=1000, records=50_000)
    commit_all(root)
    subprocess.run(["git", "switch", "-q", "-c", "500-sign-in"], cwd=root, check=True)
    cold, warm = capture.search(root, SPEC, ENVIRONMENT)
    synced = capture.sync(root, home, SPEC, ENVIRONMENT)
    return [
        Row(
            "`spec hook claude` at a prompt of 8 KB, 50,000 records",
            capture.prompt_starts(root, SPEC, ENVIRONMENT),
            "P",
            4,
        ),
        Row("`spec phr sync` of a transcript of 100 MB: peak memory", synced.peak_mib, "MiB", 150),
        Row("the same: time", synced.wall, "s", 10),
        Row("`spec phr search` over 50,000 records, cold", cold.wall, "s", 1),
        Row("the same, warm", warm.wall, "s", 0.2),
    ]


def decision_rows(work: Path) -> list[Row]:
    """A thousand decisions, a range of fifty commits, and citations in 50,000 source files."""
    root = work / "decisions"
    decisions.write_records(root)
    rows = []
    for arguments, limit in DECISION_COMMANDS:
        cost = decisions.cost(root, [SPEC, *arguments], ENVIRONMENT)
        name = f"`spec {' '.join(arguments)}`, 1,000 decisions: CPU"
        rows += [Row(f"{name}, cold", cost.cold, "s", limit), Row("the same, warm", cost.warm, "s", limit)]
        peer = decisions.peer(root, list(arguments[1:]), ENVIRONMENT) if arguments[0] == "adr-tools" else None
        if peer is not None:
            rows.append(Row("the same, against adr-tools with a tenth of them", cost.warm / peer.cpu, "×", 1))
    decisions.write_range(root)
    review = decisions.cost(root, [SPEC, "adr", "review", f"HEAD~{decisions.COMMITS}..HEAD"], ENVIRONMENT)
    decisions.write_sources(root)
    cited = decisions.cost(root, [PYTHON, "-c", decisions.CITATIONS], ENVIRONMENT)
    checked = decisions.cost(root, [SPEC, "check", "--select", "ADR013,ADR014"], ENVIRONMENT)
    return [
        *rows,
        Row("`spec adr review` of 50 commits, 1,050 decisions: CPU", review.warm, "s", 0.5),
        Row("citations in 50,000 source files: CPU, cold", cited.cold, "s", 2),
        Row("the same, warm", cited.warm, "s", 0.3),
        Row("the same, each judged against 1,050 decisions: CPU, warm", checked.warm, "s", 1),
    ]


def fastapi_rows(work: Path) -> list[Row]:
    """The pack over a back end of 650 files and 290 routes, its probe apart: the interface is a document there."""
    root = work / "backend"
    lines = backends.write_backend(root)
    commit_all(root)

    def cold() -> Run:
        shutil.rmtree(root / ".git/specward", ignore_errors=True)
        return run([SPEC, "check"], root, ENVIRONMENT)

    def edited(number: int) -> Run:
        (root / backends.EDITED).write_text(backends.service(number), encoding="utf-8")
        return run([SPEC, "check"], root, ENVIRONMENT)

    first = sorted(cold() for _ in range(3))[1]
    again = once(root, "check")
    after = sorted(edited(number) for number in range(3))[1]
    stage_text(root, backends.EDITED, backends.service(-1))
    name = f"`spec check` with the pack, 650 files ({lines:,} lines), 290 routes"
    return [
        Row(f"{name}, cold: CPU", first.cpu, "s", 1.5),
        Row("the same: peak memory", first.peak_mib, "MiB", 150),
        Row("nothing changed: CPU", again.cpu, "s", first.cpu / 10),
        Row("one file edited: CPU", after.cpu, "s", first.cpu / 3),
        Row(
            "pre-commit as installed, one file of it staged",
            starts(root, "hook", "pre-commit", "--record-later"),
            "P",
            8,
        ),
    ]


def read_seconds(root: Path) -> float:
    """How long it takes a Python process to read every file once."""
    code = (
        "import os\n"
        "for folder, _, names in os.walk('.'):\n"
        "    for name in names:\n"
        "        with open(os.path.join(folder, name), 'rb') as file:\n"
        "            file.read()\n"
    )
    return sorted(run([PYTHON, "-c", code], root, ENVIRONMENT).wall for _ in range(3))[1]


SECTIONS = {
    "commands": command_rows,
    "scale": scale_rows,
    "check": check_rows,
    "hooks": hook_rows,
    "trace": trace_rows,
    "capture": capture_rows,
    "decisions": decision_rows,
    "fastapi": fastapi_rows,
}


def main(names: list[str]) -> int:
    """Measure the named sections, or everything, and print the table."""
    # Whoever has installed a package has its bytecode; the first run of a fresh checkout would pay for compiling it.
    compileall.compile_dir(str(Path(specward.__file__).parent), quiet=2)
    with tempfile.TemporaryDirectory() as folder:
        work = Path(folder)
        rows = [row for name, section in SECTIONS.items() if name in names or not names for row in section(work)]
    print("| work | measured | at most | |\n|---|---|---|---|")
    print("\n".join(str(row) for row in rows))
    return int(any(row.value > row.limit for row in rows))


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
