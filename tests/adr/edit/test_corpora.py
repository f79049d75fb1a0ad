"""Every decision of the real projects can be edited, and nothing but the edit changes."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from tests.adr.edit.test_properties import kept

from specward.adr.edit.editing import appended_section
from specward.adr.edit.fields import with_field
from specward.adr.edit.links import Target, said, with_link, without_link
from specward.adr.edit.status import superseded, with_status
from specward.artifacts.adr import read_adr
from specward.artifacts.adr_identity import folder_of
from specward.artifacts.adr_links import SUPERSEDED_BY, SUPERSEDES
from specward.artifacts.adr_status import StatusClass
from specward.artifacts.kind import Kind
from specward.opening import open_source
from specward.project import Project

if TYPE_CHECKING:
    from collections.abc import Iterator

    from specward.artifacts.adr import Adr

CORPORA = Path(__file__).parents[4] / "shared/corpora"
PROJECTS = sorted(path for path in CORPORA.iterdir() if path.is_dir()) if CORPORA.is_dir() else []
TODAY = "2026-11-29"
MOST_PLACES = 2
"""In which one record tells its status: a section and a tag."""


def gone(before: str, after: str) -> Counter[str]:
    """The lines that are there no more, line ends included."""
    return Counter(before.splitlines(keepends=True)) - Counter(after.splitlines(keepends=True))


def records(root: Path) -> Iterator[Adr]:
    project = Project(open_source(str(root)))
    for path in project.of_kind(Kind.ADR):
        document = project.document(path)
        if document is not None and path.endswith(".md"):
            yield read_adr(document)


@pytest.mark.skipif(not PROJECTS, reason=f"the collection of real projects is not at {CORPORA}")
@pytest.mark.parametrize("root", PROJECTS, ids=[path.name for path in PROJECTS])
def test_each_record_is_superseded_linked_and_amended_in_place(root: Path) -> None:
    for adr in records(root):
        target = Target("ADR-9999", "Use A & B | C", f"{folder_of(adr.document.path)}/9999-use-a.md")
        before = adr.document.text
        over = superseded(adr, target, today=TODAY)
        assert over.status is not None
        assert over.status.kind is StatusClass.SUPERSEDED
        assert said(over, SUPERSEDED_BY, target)
        assert superseded(over, target, today=TODAY) is over
        rejected = with_status(adr, "Rejected", today=TODAY)
        assert with_status(rejected, "Rejected", today=TODAY) is rejected
        for edited in (over, rejected):
            assert sum(gone(before, edited.document.text).values()) <= MOST_PLACES
        linked = with_link(adr, SUPERSEDES, target)
        assert kept(before, linked.document.text) >= len(before) - len("None")
        assert with_link(linked, SUPERSEDES, target) is linked
        assert not said(without_link(linked, SUPERSEDES, target), SUPERSEDES, target)
        amended = appended_section(adr, "Amendments", f"- {TODAY}: why")
        assert kept(before, amended.document.text) == len(before)
        dated = with_field(adr, "date", TODAY)
        assert dated.date is not None
        assert dated.date.value == TODAY
        assert sum(gone(before, dated.document.text).values()) <= 1
