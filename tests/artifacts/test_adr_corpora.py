"""Every decision of real projects reads as it did when somebody compared the table with the files by eye.

`adr_corpora.tsv` has a line for each: project, number, status, date, and a digest of path and title in place of words
that are not ours. To write it anew after a look at what changed: `python -m tests.artifacts.test_adr_corpora`.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from pathlib import Path

import pytest

from specward.adr.catalogue.catalogue import catalogue_of
from specward.opening import open_source
from specward.project import Project

CORPORA = Path(__file__).parents[3] / "shared/corpora"
GOLDEN = Path(__file__).with_name("adr_corpora.tsv")
PROJECTS = sorted(path for path in CORPORA.iterdir() if path.is_dir()) if CORPORA.is_dir() else []


def table() -> list[str]:
    """The lines as the reader gives them today."""
    lines = []
    for root in PROJECTS:
        project = Project(open_source(str(root)))
        catalogue = catalogue_of(project)
        assert catalogue.unread == []
        for entry in catalogue.entries:
            number = "-" if entry.number is None else str(entry.number)
            status = entry.status.value if entry.status else "none"
            digest = hashlib.sha256(f"{entry.path}\0{entry.title}".encode()).hexdigest()[:8]
            lines.append("\t".join([root.name, number, status, entry.date or "-", digest]))
    return lines


def golden() -> tuple[list[str], list[str]]:
    """The remarks at the head of the table, and its lines."""
    lines = GOLDEN.read_text(encoding="utf-8").splitlines()
    return [line for line in lines if line.startswith("#")], [line for line in lines if not line.startswith("#")]


@pytest.mark.skipif(not PROJECTS, reason=f"the collection of real projects is not at {CORPORA}")
def test_every_decision_of_the_real_projects_is_listed_as_a_person_read_it() -> None:
    assert table() == golden()[1]


def test_the_head_of_the_table_counts_what_has_no_known_status() -> None:
    remarks, lines = golden()
    counts = Counter(line.split("\t")[2] for line in lines)
    assert f"# {len(lines)} decisions; status unknown {counts['unknown']}, none {counts['none']}" in remarks


if __name__ == "__main__":
    kept = golden()[0] if GOLDEN.exists() else []
    GOLDEN.write_text("\n".join([*kept, *table(), ""]), encoding="utf-8")
