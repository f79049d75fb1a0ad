"""Graphs and reports made to hurt: rings, chains, diamonds, XML without end. Each ends, with an answer."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tests.seeded.project import State, clean

from specward.evidence import junit
from specward.evidence.run import MalformedEvidence
from specward.finding import Severity
from specward.project import Project
from specward.sources.memory import MemorySource
from specward.trace.build import graph_of
from specward.trace.coverage import Level, coverage_of

if TYPE_CHECKING:
    from collections.abc import Mapping

SPEC = "specs/003-large/spec.md"
LAST = "003-large/FR-K-0000"


def name(number: int) -> str:
    """The id of a requirement; no id has more than four digits behind its letters."""
    return f"FR-{chr(ord('A') + number // 10_000)}-{number % 10_000:04d}"


def requirements(count: int, parents: Mapping[int, tuple[int, ...]]) -> str:
    """A specification of so many requirements, each refining some others."""
    lines = ["# Feature Specification: Large", ""]
    for number in range(1, count + 1):
        notes = "".join(f" (refines {name(parent)})" for parent in parents.get(number, ()))
        lines.append(f"- **{name(number)}**: The system MUST do part {number}{notes}.")
    return "\n".join(lines) + "\n"


def large(count: int, parents: Mapping[int, tuple[int, ...]]) -> State:
    return State({SPEC: requirements(count, parents)}, ())


@pytest.mark.usefixtures("unmeasured")
def test_a_ring_of_10000_links_is_one_finding_that_names_its_length() -> None:
    state = large(10_001, {n: (n % 10_000 + 1,) for n in range(1, 10_001)} | {10_001: (5,)})
    (found,) = state.checked(judged=False, select=["TRC021"]).findings
    assert found.severity is Severity.ERROR
    assert "lies on a ring of 10000 links" in found.message
    assert len(found.message) < 1_000


@pytest.mark.no_cover  # smaller graphs run the same lines
def test_a_chain_of_100000_requirements_is_no_ring_and_is_covered_from_its_end() -> None:
    project = Project(MemorySource({SPEC: requirements(100_000, {n: (n + 1,) for n in range(1, 100_000)})}))
    assert graph_of(project).rings == []
    assert len(graph_of(project).below([LAST])) == 99_999
    assert coverage_of(project).covered[LAST].deep is Level.NONE


@pytest.mark.usefixtures("unmeasured")
@pytest.mark.parametrize("levels", [22, 40])
def test_a_diamond_of_many_levels_is_walked_once(levels: int) -> None:
    above = {
        level * 2 + side: ((level - 1) * 2 + 1, (level - 1) * 2 + 2) for level in range(1, levels) for side in (1, 2)
    }
    project = Project(MemorySource({SPEC: requirements(levels * 2, above)}))
    assert graph_of(project).rings == []
    assert len(graph_of(project).below([f"003-large/{name(1)}"])) == 2 * (levels - 1)
    assert len(coverage_of(project).covered) == levels * 2


@pytest.mark.usefixtures("unmeasured")
@pytest.mark.parametrize(
    "report",
    [
        b"<testsuites>" + b"<testsuite>" * 200_000,
        b"<testsuites><testsuite><testcase name='" + b"a" * 20_000_000,
        b'<!DOCTYPE t [<!ENTITY a "'
        + b"a" * 1_000
        + b'"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]><testsuites>&b;</testsuites>',
    ],
    ids=["nesting", "one-name", "entities"],
)
def test_a_hostile_report_leaves_the_answer_undetermined(report: bytes) -> None:
    found = clean()._replace(reports=(report,)).verified()
    assert found.exit_code == 3
    assert [item.path.rpartition("/")[2] for item in found.undetermined] == ["report.xml"]


@pytest.mark.usefixtures("unmeasured")
def test_a_report_beyond_the_limit_is_not_read() -> None:
    class Endless:
        """A stream of test cases that never ends."""

        def __init__(self) -> None:
            self._started = False

        def read(self, _size: int = -1) -> bytes:
            head = b"" if self._started else b"<testsuites><testsuite>"
            self._started = True
            return head + b"<testcase classname='a' name='b'/>\n" * 2_000

    with pytest.raises(MalformedEvidence, match="holds more than"):
        list(junit.parse(Endless(), 5_000_000))  # type: ignore[arg-type]
