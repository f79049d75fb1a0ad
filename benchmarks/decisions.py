"""What decisions cost: listing, drawing and checking 1,000 records, a review, and citations in 50,000 source files."""

from __future__ import annotations

import shutil
import statistics
import subprocess
import time
from typing import TYPE_CHECKING, NamedTuple

from measure import Run, run
from projects import FILLER, commit_all

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

RECORDS = 1000
SOURCES = 50_000
COMMITS = 50
_CITING = 25
"""One source file in so many cites a decision, every seventh of them one that was superseded."""
CITATIONS = (
    "from specward.adr.citations.scan import citations_of\n"
    "from specward.opening import open_project\n"
    f"assert len(citations_of(open_project('.')).found) == {SOURCES // _CITING}\n"
)
"""Finds every citation, as rules and renumbering do, and judges none."""
_SETTLING = 2.5
"""Seconds; what was written just now is not remembered, for it may change again within one tick of the clock."""


class Cost(NamedTuple):
    """A command with nothing remembered, and the median of five runs after it."""

    cold: float
    warm: float
    """CPU seconds."""


def write_records(root: Path) -> None:
    """Records of 1.3 KB in Nygard's form; every tenth supersedes an earlier one. Everything is committed."""
    folder = root / "doc/adr"
    folder.mkdir(parents=True)
    (root / ".specify").mkdir()
    (root / ".specify/specward.yml").write_text("adr:\n  folder: doc/adr\n  format: nygard\n", encoding="utf-8")
    for number in range(1, RECORDS + 1):
        (folder / _name(number)).write_text(_record(number), encoding="utf-8")
    commit_all(root)


def _name(number: int) -> str:
    return f"{number:04d}-keep-sessions-of-kind-{number}.md"


def _link(number: int) -> str:
    return f"[{number}. Keep sessions of kind {number}]({_name(number)})"


def _record(number: int) -> str:
    status = "Accepted"
    if number % 10 == 0:
        status += f"\n\nSupersedes {_link(number - 5)}"
    elif number % 10 == 5 and number + 5 <= RECORDS:
        status = f"Superseded by {_link(number + 5)}"
    return (
        f"# {number}. Keep sessions of kind {number}\n\nDate: 2025-{number % 12 + 1:02d}-{number % 28 + 1:02d}\n\n"
        f"## Status\n\n{status}\n\n## Context\n\n{FILLER * 2}\n\n## Decision\n\n{FILLER * 2}\n\n"
        f"## Consequences\n\n{FILLER}\n"
    )


def write_range(root: Path) -> None:
    """Fifty commits: each adds a record, and every fifth moves the status of one."""
    for number in range(RECORDS + 1, RECORDS + COMMITS + 1):
        (root / "doc/adr" / _name(number)).write_text(_record(number), encoding="utf-8")
        if number % 5 == 0:
            old = root / "doc/adr" / _name(number - RECORDS)
            text = old.read_text(encoding="utf-8")
            old.write_text(text.replace("\nAccepted\n", "\nDeprecated\n"), encoding="utf-8")
        _commit(root, f"record {number}")


def write_sources(root: Path) -> None:
    """Source files of two dozen lines; one in 25 cites a decision. Everything is committed."""
    for path, text in _sources():
        target = root / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, encoding="utf-8")
    _commit(root, "sources")


def _sources() -> Iterator[tuple[str, str]]:
    for number in range(SOURCES):
        cited = f"# see ADR-{number % 7 + 1:04d}\n" if number % _CITING == 0 else ""
        body = "".join(f"    value_{line} = {number + line}\n" for line in range(20))
        yield f"src/package_{number // 250}/module_{number % 250}.py", f"{cited}def run() -> None:\n{body}"


def _commit(root: Path, message: str) -> None:
    identity = ["-c", "user.name=Bench", "-c", "user.email=bench@example.org", "-c", "gc.auto=0"]
    for command in (["add", "-A"], [*identity, "commit", "-q", "--no-verify", "-m", message]):
        subprocess.run(["git", *command], cwd=root, check=True)


def cost(root: Path, command: list[str], environment: Mapping[str, str], *, rounds: int = 5) -> Cost:
    """What a command costs when nothing of the project is remembered, and afterwards."""
    time.sleep(_SETTLING)
    shutil.rmtree(root / ".git/specward", ignore_errors=True)
    cold = run(command, root, environment)
    warm = [run(command, root, environment) for _ in range(rounds)]
    return Cost(cold.cpu, statistics.median(one.cpu for one in warm))


def peer(root: Path, arguments: list[str], environment: Mapping[str, str]) -> Run | None:
    """The same by adr-tools over the first hundred records, where its script is installed."""
    program = shutil.which("adr", path=environment.get("PATH"))
    if program is None or "specward" in (root / program).read_text(encoding="utf-8", errors="replace"):
        return None
    few = root.parent / "few"
    if not few.is_dir():
        (few / "doc/adr").mkdir(parents=True)
        for number in range(1, 101):
            (few / "doc/adr" / _name(number)).write_text(_record(number), encoding="utf-8")
    return run([program, *arguments], few, environment)
