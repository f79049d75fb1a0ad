"""Whole processes measured by the operating system's own account: wall and CPU seconds, peak memory."""

from __future__ import annotations

import os
import statistics
import subprocess
import time
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from pathlib import Path


class Run(NamedTuple):
    """One finished process and its waited-for children."""

    wall: float
    cpu: float
    peak_mib: float


def run(command: Sequence[str], cwd: Path, environment: Mapping[str, str]) -> Run:
    """Run a command to its end; its output is thrown away and its exit code ignored."""
    started = time.perf_counter()
    process = subprocess.Popen(
        command, cwd=cwd, env=dict(environment), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = status
    return Run(time.perf_counter() - started, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024)


def ratios(baseline: Callable[[], Run], subject: Callable[[], Run], *, rounds: int) -> tuple[float, Run]:
    """The median ratio of wall time, formed pair by pair so that the machine's drift cancels, and the median run."""
    baseline()
    subject()
    pairs = [(baseline(), subject()) for _ in range(rounds)]
    runs = [pair[1] for pair in pairs]
    median = Run(*(statistics.median(values) for values in zip(*runs, strict=True)))
    return statistics.median(b.wall / a.wall for a, b in pairs), median
