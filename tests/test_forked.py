"""Work that is shared with child processes leaves none of them behind."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

import specward
from specward.forked import FORKS

pytestmark = [pytest.mark.skipif(not FORKS, reason="this system cannot fork"), pytest.mark.usefixtures("unmeasured")]

_LONGEST = 60
"""Seconds until a process that still runs will run for ever."""


def ended(program: str) -> subprocess.CompletedProcess[bytes]:
    """How a program ended, when everybody who could write to its outputs has."""
    environment = {**os.environ, "PYTHONPATH": str(Path(specward.__file__).parents[1])}
    line = [sys.executable, "-c", f"import os, signal\nfrom specward.forked import share_out\n{program}"]
    return subprocess.run(line, env=environment, capture_output=True, check=False, timeout=_LONGEST)


def test_a_child_whose_parent_is_killed_ends_although_nobody_takes_its_answer() -> None:
    done = ended("""
here = os.getpid()
share_out([lambda: os.kill(here, signal.SIGKILL), *[lambda: b"x" * (1 << 20)] * 3])
""")
    assert (done.returncode, done.stdout, done.stderr) == (-signal.SIGKILL, b"", b"")


def test_a_child_that_is_interrupted_says_nothing() -> None:
    done = ended("""
here = os.getpid()
def task():
    if os.getpid() != here:
        raise KeyboardInterrupt
    return "done here"
print(share_out([int, task]))
""")
    assert (done.returncode, done.stdout, done.stderr) == (0, b"[0, 'done here']\n", b"")


def test_nothing_that_was_about_to_be_written_is_written_twice() -> None:
    done = ended("""
print("once")
share_out([int, lambda: print("by the child")])
""")
    assert sorted(done.stdout.decode().splitlines()) == ["by the child", "once"]
