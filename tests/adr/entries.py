"""Decisions as values, for tests of what is made of them."""

from __future__ import annotations

from specward.adr.catalogue.entry import Entry, Tie
from specward.artifacts.adr_status import StatusClass

BLANK = Entry(
    path="",
    number=None,
    title="Session store",
    status=StatusClass.ACCEPTED,
    status_text="Accepted",
    date="2026-01-02",
    format="madr 4",
    feature="",
    deciders=(),
    tags=(),
    review_by="",
    ties=(),
)


def entry(path: str, title: str = BLANK.title, status: StatusClass | None = BLANK.status, **facts: object) -> Entry:
    """A decision whose number is the one that its file bears."""
    digits = path.rpartition("/")[2].partition("-")[0]
    number = int(digits) if digits.isdigit() else None
    return BLANK._replace(path=path, number=number, title=title, status=status, **facts)  # type: ignore[arg-type]


def tie(kind: str, target: str, *paths: str, partly: bool = False) -> Tie:
    """What one decision says of others."""
    return Tie(kind, partly, target, paths)
