"""No decision vanishes: those in other markups and under names without a number are listed, the rest is told."""

from __future__ import annotations

import pytest

from specward.adr.catalogue.catalogue import Catalogue, catalogue_of, paths_of, record_at
from specward.artifacts.adr import read_adr
from specward.artifacts.adr_links import SUPERSEDED_BY, AdrLink
from specward.artifacts.adr_status import StatusClass
from specward.project import Project
from specward.sources.memory import MemorySource
from specward.sources.source import UnreadableFile

FILES = {
    "docs/adr/0001-a.md": "# 1. A\n\n## Status\n\nSuperseded by ADR-2\n\n## Context\n",
    "docs/adr/0002-b.rst": "2. B\n====\n\nStatus\n------\n\nAccepted\n",
    "docs/adr/0003-c.adoc": "= 3. C\n\n== Status\n\nProposed\n",
    "docs/adr/0004-d.markdown": "# 4. D\n\nStatus: Accepted\n",
    "docs/adr/20260102-e.rst": "E\n=\n\nWords.\n",
    "docs/adr/sessions.md": "# ADR-0006: Sessions\n\nStatus: Accepted\n",
    "docs/adr/storage.md": "# Storage\n\n## Status\n\nAccepted\n\n## Decision\n\nYes.\n",
    "docs/adr/rider.md": "# Decision Record: Rider\n\nWords.\n",
    "docs/decisions/providers/stripe.md": "# Stripe\n\n- Provider: stripe\n",
    "docs/adr/notes.rst": "Notes\n=====\n\nWords.\n",
    "docs/adr/README.md": "# Decisions\n",
    "docs/adr/index.rst": "Decisions\n=========\n",
    "docs/adr/template.md": "# {title}\n",
    "docs/adr/images/0001-a.png": "",
    "docs/other/0009-x.rst": "9. X\n====\n",
    "src/adr/0001-code.py": "",
    "node_modules/x/adr/0001-a.rst": "1. A\n====\n",
}


def catalogue() -> tuple[Project, Catalogue]:
    project = Project(MemorySource(FILES))
    return project, catalogue_of(project)


@pytest.mark.verifies("004-decisions/AC-001")
def test_every_decision_is_listed_whatever_its_markup_or_its_name() -> None:
    _, found = catalogue()
    assert [(entry.path, entry.number, entry.title, entry.status) for entry in found.entries] == [
        ("docs/adr/0001-a.md", 1, "A", StatusClass.SUPERSEDED),
        ("docs/adr/0002-b.rst", 2, "B", StatusClass.ACCEPTED),
        ("docs/adr/0003-c.adoc", 3, "C", StatusClass.PROPOSED),
        ("docs/adr/0004-d.markdown", 4, "D", StatusClass.ACCEPTED),
        ("docs/adr/20260102-e.rst", None, "E", None),
        ("docs/adr/rider.md", None, "Rider", None),
        ("docs/adr/sessions.md", 6, "Sessions", StatusClass.ACCEPTED),
        ("docs/adr/storage.md", None, "Storage", StatusClass.ACCEPTED),
    ]
    assert [entry.format for entry in found.entries[1:3]] == ["restructuredtext", "asciidoc"]


@pytest.mark.verifies("004-decisions/AC-001")
def test_what_stands_beside_the_decisions_and_is_none_is_told_once() -> None:
    assert catalogue()[1].skipped == ["docs/adr/notes.rst", "docs/decisions/providers/stripe.md"]


def test_a_reference_reaches_a_decision_in_another_markup() -> None:
    project, found = catalogue()
    assert [entry.path for entry in found.related(found.find("1"), SUPERSEDED_BY)] == ["docs/adr/0002-b.rst"]
    record = record_at(project, catalogue_of(project).find("2").path)
    assert record is not None
    assert record.title == "B"


def test_files_that_are_no_documents_are_asked_for_only_where_a_reference_leads_nowhere_else() -> None:
    class Counting(MemorySource):
        asked = 0

        def files(self) -> list[str]:
            self.asked += 1
            return super().files()

    source = Counting({**FILES, "docs/adr/0007-f.md": "# 7. F\n\n## Status\n\nSupersedes ADR-1\n"})
    project = Project(source)
    for path, meant, asked in (
        ("docs/adr/0007-f.md", ["docs/adr/0001-a.md"], 0),
        ("docs/adr/0001-a.md", ["docs/adr/0002-b.rst"], 1),
    ):
        (link,) = find_links(project, path)
        assert paths_of(project).meant_by(link, path) == meant
        assert source.asked == asked


def find_links(project: Project, path: str) -> list[AdrLink]:
    document = project.document(path)
    assert document is not None
    return read_adr(document).links


def test_one_that_cannot_be_read_is_told_too() -> None:
    class Locked(MemorySource):
        def read(self, path: str) -> bytes | None:
            if path.endswith(".rst"):
                raise UnreadableFile(path, "locked")
            return super().read(path)

    found = catalogue_of(Project(Locked(FILES)))
    assert [unread.path for unread in found.unread] == [
        "docs/adr/0002-b.rst",
        "docs/adr/20260102-e.rst",
        "docs/adr/notes.rst",
    ]
