"""What running tests came to, and what that is worth."""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple


class Outcome(StrEnum):
    """How one run of one test ended."""

    PASSED = "passed"
    FAILED = "failed"
    """An assertion failed, or setup or teardown did, or an expected failure passed under `strict`."""
    SKIPPED = "skipped"
    XFAILED = "xfailed"
    """It failed as it was expected to."""
    XPASSED = "xpassed"
    """It passed although a failure was expected."""
    DESELECTED = "deselected"
    """It was collected and left out."""


class Result(NamedTuple):
    """One test as one run reports it; each parameter is a result of its own."""

    test: str
    """The runner's id without parameters: `tests/test_login.py::TestSession::test_starts`."""
    parameters: str
    """What stood in brackets behind it; empty where it has none."""
    outcome: Outcome
    verifies: tuple[str, ...] = ()
    """The targets that the runner saw, as written; one that is verified in part ends in `?`."""
    reruns: int = 0
    """How often it was run again before it passed."""
    steps: tuple[tuple[str, str], ...] = ()
    """The scenario's steps that it recorded while it ran: clause (`given`, `when`, `then`) and text."""


def split_nodeid(nodeid: str) -> tuple[str, str]:
    """A node id of pytest's without its parameters, and those: `a.py::test_x[eu]` is `a.py::test_x` and `eu`."""
    path, colons, rest = nodeid.partition("::")
    name, bracket, parameters = rest.partition("[")
    return path + colons + name, parameters.removesuffix("]") if bracket else ""


class CommandResult(NamedTuple):
    """How a command that the constitution names ended."""

    status: int
    """The exit code; -1 where it was stopped or could not be started."""
    output: str
    """The last lines that it wrote, at most 4,000 characters."""
    reason: str = ""
    """Why it did not end by itself: `it took longer than 300 s`."""


class Evidence(NamedTuple):
    """What is known beyond the documents when a project is verified."""

    results: tuple[Result, ...] = ()
    """Of every run that was made on the present tree, or before specs changed that its test has nothing to do with."""
    stale: tuple[Result, ...] = ()
    """Of runs made on another tree: they prove nothing, and tell what once ran."""
    differs: tuple[str, ...] = ()
    """Where the present tree differs from that of the stale runs: top-level files and folders, specs."""
    undetermined: tuple[tuple[str, str], ...] = ()
    """Evidence files that could not be used, with the reason; their presence is never a pass."""
    sources: tuple[str, ...] = ()
    """Where the results came from."""
    commands: dict[str, CommandResult] = {}  # noqa: RUF012 -- never changed
    """Commands of the constitution that were run now, by their exact text."""
    trusted: frozenset[str] = frozenset()
    """Commands that the user trusts, by their exact text."""
    specs_since: dict[str, frozenset[str]] = {}  # noqa: RUF012 -- never changed
    """The folders of the features whose specs have changed since a test's results were made, by the test's id."""
