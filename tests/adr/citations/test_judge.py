"""What a citation means among the decisions of a project."""

from __future__ import annotations

import pytest

from specward.adr.catalogue.catalogue import catalogue_of
from specward.adr.citations.judge import Judge, Judged, Verdict
from specward.adr.citations.scan import citations_of
from specward.project import Project
from specward.sources.memory import MemorySource

RECORDS = {
    "history/adr/0001-memory.md": "# ADR-0001: Memory\n\n- **Status:** Superseded by ADR-0002\n",
    "history/adr/0002-redis.md": "# ADR-0002: Redis\n\n- **Status:** Superseded by ADR-0003\n",
    "history/adr/0003-tokens.md": "# ADR-0003: Tokens\n\n- **Status:** Accepted\n",
    "history/adr/0004-ldap.md": "# ADR-0004: LDAP\n\n- **Status:** Rejected\n",
    "history/adr/0005-hash.md": "# ADR-0005: Hash\n\n- **Status:** Superseded in part by ADR-0003\n",
}


def judged(line: str, path: str = "src/a.py", records: dict[str, str] | None = None) -> list[Judged]:
    files = (RECORDS if records is None else records) | {path: f"# {line}\n"}
    project = Project(MemorySource(files))
    judge = Judge(catalogue_of(project))
    return [judge.judge(citation) for citation in citations_of(project).found if citation.path == path]


@pytest.mark.parametrize(
    ("line", "verdict"),
    [
        ("ADR-0003", Verdict.LIVE),
        ("adr-003", Verdict.LIVE),
        ("ADR-0001", Verdict.DEAD),
        ("ADR-0004", Verdict.DEAD),
        ("ADR-0005", Verdict.LIVE),
        ("ADR-0009", Verdict.UNKNOWN),
        ("history/adr/0003-tokens.md", Verdict.LIVE),
        ("../history/adr/0001-memory.md", Verdict.DEAD),
        ("[T](../history/adr/0001-memory.md#decision)", Verdict.DEAD),
        ("./history/adr/0003-tokens", Verdict.LIVE),
        ("history/adr/0003-renamed.md", Verdict.LIVE),
        ("history/adr/0009-x.md", Verdict.UNKNOWN),
        ("elsewhere/adr/0009-x.md", Verdict.FOREIGN),
        ("https://example.org/shop/blob/main/history/adr/0001-memory.md", Verdict.DEAD),
        ("https://example.org/other/blob/main/docs/adr/0001-memory.md", Verdict.FOREIGN),
    ],
)
def test_a_citation_is_judged(line: str, verdict: Verdict) -> None:
    assert [one.verdict for one in judged(line)] == [verdict]


def test_what_holds_now_is_the_end_of_the_chain() -> None:
    (one,) = judged("ADR-0001")
    assert [entry.name for entry in one.meant] == ["ADR-0001"]
    assert [entry.name for entry in one.successors] == ["ADR-0003"]


def test_a_successor_that_was_given_up_itself_holds_nothing() -> None:
    records = RECORDS | {"history/adr/0003-tokens.md": "# ADR-0003: Tokens\n\n- **Status:** Deprecated\n"}
    (one,) = judged("ADR-0001", records=records)
    assert (one.verdict, one.successors) == (Verdict.DEAD, ())


def test_a_number_means_the_record_of_the_nearest_project() -> None:
    records = {
        "docs/adr/0001-a.md": "# A\n\n- **Status:** Accepted\n",
        "apps/web/docs/adr/0001-b.md": "# B\n\n- **Status:** Accepted\n",
        "apps/api/docs/adr/0002-c.md": "# C\n\n- **Status:** Accepted\n",
    }
    for path, expected in {
        "apps/web/src/a.ts": "apps/web/docs/adr/0001-b.md",
        "README.md": "docs/adr/0001-a.md",
        "apps/api/a.go": "docs/adr/0001-a.md",
    }.items():
        (one,) = judged("ADR-0001", path, records)
        assert [entry.path for entry in one.meant] == [expected]
    (one,) = judged("ADR-0002", "README.md", records)
    assert [entry.path for entry in one.meant] == ["apps/api/docs/adr/0002-c.md"]


def test_a_number_that_two_records_share_is_ambiguous() -> None:
    records = RECORDS | {"history/adr/0003-also.md": "# Also\n\n- **Status:** Accepted\n"}
    assert [one.verdict for one in judged("ADR-0003", records=records)] == [Verdict.AMBIGUOUS]


def test_where_no_record_has_a_number_a_name_means_nothing() -> None:
    records = {"docs/adr/20260102-memory.md": "# Memory\n\n- Status: accepted\n"}
    assert [one.verdict for one in judged("ADR-0001", records=records)] == [Verdict.FOREIGN]
    assert [one.verdict for one in judged("docs/adr/20260102-memory.md", records=records)] == [Verdict.LIVE]
