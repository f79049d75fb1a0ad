"""ADR006 and ADR021: where a chain of decisions leads."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

    from specward.finding import Finding

    Findings = Callable[[str, dict[str, str]], list[Finding]]


def records(*texts: str) -> dict[str, str]:
    """The records 1, 2, 3 … by the lines of their lists."""
    return {
        f"history/adr/{number:04}-r.md": f"# ADR-{number:04}: R{number}\n\n" + "".join(f"- {line}\n" for line in lines)
        for number, lines in enumerate((text.split("; ") for text in texts), start=1)
    }


def status(words: str) -> str:
    return f"**Status:** {words}"


def test_a_ring_is_told_once_with_all_who_are_in_it(findings: Findings) -> None:
    ring = [status(f"Superseded by ADR-{number:04}") for number in (2, 3, 1)]
    (found,) = findings("ADR006", records(*ring, status("Superseded by ADR-0001")))
    assert found.message == "these decisions are superseded by each other: ADR-0001 → ADR-0002 → ADR-0003 → ADR-0001"
    assert [place.path[12:16] for place in (found.location, *found.related)] == ["0001", "0002", "0003"]
    assert found.location.start.line == 3


def test_a_ring_may_be_said_by_one_of_its_records_alone(findings: Findings) -> None:
    (found,) = findings(
        "ADR006", records(f"{status('Superseded by ADR-0002')}; **Supersedes:** ADR-0002", status("Accepted"))
    )
    assert "ADR-0001 → ADR-0002 → ADR-0001" in found.message


@pytest.mark.parametrize(
    ("line", "said"),
    [
        (status("Superseded by ADR-0001"), "superseded by"),
        ("**Supersedes:** [it](0001-r.md)", "supersedes"),
        ("**Related:** ADR-1", "relates to"),
        ("**Amends:** 0001-r", "amends"),
    ],
)
def test_a_record_that_refers_to_itself_is_told(line: str, said: str, findings: Findings) -> None:
    (found,) = findings("ADR006", records(line))
    assert found.message == f"ADR-0001 {said} itself"


def test_chains_forks_partial_rings_and_shared_numbers_are_none(findings: Findings) -> None:
    chain = records(status("Superseded by ADR-0002"), status("Superseded by ADR-0003"), status("Accepted"))
    assert findings("ADR006", chain) == []
    parts = records(status("Superseded in part by ADR-0002"), status("Superseded in part by ADR-0001"))
    assert findings("ADR006", parts) == []
    shared = {"adr/0001-a.md": "# A\n\n- **Status:** Superseded by ADR-1\n", "adr/0001-b.md": "# B\n"}
    assert findings("ADR006", shared) == []


def test_a_ring_of_thousands_takes_no_recursion(findings: Findings) -> None:
    count = 3000
    ring = [status(f"Superseded by ADR-{number % count + 1:04}") for number in range(1, count + 1)]
    (found,) = findings("ADR006", records(*ring))
    assert "more" in found.message


@pytest.mark.parametrize("dead", ["Deprecated", "Rejected", "Superseded by ADR-0003"])
@pytest.mark.parametrize("tie", ["Depends on", "Amends", "Refines", "Clarifies"])
def test_a_decision_that_rests_on_a_dead_one_is_told(tie: str, dead: str, findings: Findings) -> None:
    (found,) = findings(
        "ADR021", records(status(dead), f"{status('Accepted')}; **{tie}:** ADR-0001", status("Accepted"))
    )
    assert found.message == f"{tie.lower()} ADR-0001, which was {dead.split(maxsplit=1)[0].lower()}"
    assert found.location.path == "history/adr/0002-r.md"
    assert ("ADR-0003 holds in its place" in found.help) is ("ADR-0003" in dead)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (status("Accepted"), f"{status('Accepted')}; **Depends on:** ADR-0001"),
        (status("Superseded in part by ADR-0003"), f"{status('Accepted')}; **Depends on:** ADR-0001"),
        (status("Deprecated"), f"{status('Accepted')}; **Related:** ADR-0001"),
        (status("Deprecated"), f"{status('Superseded by ADR-0003')}; **Depends on:** ADR-0001"),
        (status("Deprecated"), f"{status('Proposed')}; **Depends on:** ADR-0001"),
        (status("Superseded by ADR-0002"), f"{status('Accepted')}; **Amends:** ADR-0001"),
        (status("Superseded by ADR-0002"), status("Deprecated")),
        ("**Date:** 2026-01-01", f"{status('Accepted')}; **Depends on:** ADR-0001"),
    ],
)
def test_what_is_in_force_unknown_dead_itself_or_the_successor_is_left_alone(
    old: str, new: str, findings: Findings
) -> None:
    assert findings("ADR021", records(old, new, status("Accepted"))) == []


def test_a_successor_that_was_rejected_leaves_nothing_in_its_place(findings: Findings) -> None:
    (found,) = findings("ADR021", records(status("Superseded by ADR-0002"), status("Rejected")))
    assert found.message == "superseded by ADR-0002, which was rejected"
    assert found.help.startswith("nothing holds in its place")
