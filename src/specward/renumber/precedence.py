"""Which of several things with one number keeps it: the one that was there first, and how that is known."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from specward.renumber.ground import Ground


class Claim(NamedTuple):
    """One thing that bears the number."""

    name: str
    """As people read it: `specs/006-search`."""
    path: str
    """The file by which git knows it."""
    day: str = ""
    """The day on which its document says that it was made."""


class Verdict(NamedTuple):
    """One that moves."""

    claim: Claim
    reason: str


def moving(claims: Sequence[Claim], ground: Ground, links: Callable[[Claim], int]) -> list[Verdict]:
    """All claims but the one that keeps the number, the first to come first, each with the reason.

    The main line, or the line that was named, tells; then when each was committed, the days that the documents name,
    how much is linked to each, and the names.

    Args:
        claims: two or more.
        ground: what git knows.
        links: how many lines name the thing; asked for only where nothing else tells.
    """
    ages = ground.ages([claim.path for claim in claims])
    dated = all(claim.day for claim in claims)
    ranks: list[tuple[bool, int, str]] = [
        (not ground.has(claim.path), -_age(ages[claim.path]), claim.day if dated else "") for claim in claims
    ]
    linked = [0 if ranks.count(rank) == 1 else -links(claim) for claim, rank in zip(claims, ranks, strict=True)]
    ranked = sorted(zip(ranks, linked, claims, strict=True), key=lambda each: (each[0], each[1], each[2].name))
    (first, most, keeper), *others = ranked
    found = []
    for rank, count, claim in others:
        if rank[0] != first[0]:
            reason = f"{ground.kept or 'the main line'} has {keeper.name}"
        elif rank[1] != first[1]:
            reason = f"{keeper.name} was committed first"
        elif rank[2] != first[2]:
            reason = f"{keeper.name} is from {first[2]}, this one from {rank[2]}"
        elif count != most:
            reason = f"more lines name {keeper.name}: {-most} against {-count}"
        else:
            reason = f"nothing tells which came first, and {keeper.name} is first by name"
        found.append(Verdict(claim, reason))
    return found


def _age(age: int) -> int:
    """An age with what is not committed yet as the youngest of all."""
    return age + 1
