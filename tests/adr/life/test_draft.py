from __future__ import annotations

import pytest

from specward.adr.life.draft import NewDecision, Particulars, new_decision
from specward.artifacts.adr import Adr, read_adr
from specward.artifacts.adr_links import SUPERSEDED_BY, SUPERSEDES
from specward.artifacts.adr_status import StatusClass
from specward.changes import Create, Replace
from specward.errors import UsageError
from specward.markdown.document import Document
from specward.project import Project
from specward.sources.memory import MemorySource

SPECKIT_PLUS = (
    "# ADR-0001: Sessions in Redis\r\n\r\n- **Status:** Accepted\r\n- **Date:** 2026-01-02\r\n\r\n## Decision\r\n"
)
NYGARD = (
    "# 1. Sessions in Redis\n\nDate: 2026-01-02\n\n## Status\n\nAccepted\n\n## Context\n\nWords\n\n## Decision\n\nRedis"
)
MADR = '\ufeff---\nstatus: "accepted"\ndate: 2026-01-02\n---\n\n# Sessions in Redis\n\n## Decision Outcome\n\nRedis\n'
DATED = "# 1. T\n\n## Status\n\n2026-01-01 proposed\n\n2026-01-02 accepted\n\n## Context\n\nWords\n"


def project(form: str, **records: str) -> Project:
    files: dict[str, str | bytes] = {f"history/adr/{name}.md": text for name, text in records.items()}
    return Project(MemorySource({**files, ".specify/specward.yml": f"adr:\n  format: {form}\n"}))


def drafted(opened: Project, *supersedes: str) -> NewDecision:
    replaced = Particulars(supersedes)
    return new_decision(opened, "Sessions: in `Postgres`", number=2, today="2026-11-21", particulars=replaced)


def written(draft: NewDecision) -> dict[str, Adr]:
    changes = [change for change in draft.changes if isinstance(change, Create | Replace)]
    return {change.path: read_adr(Document(change.path, change.text)) for change in changes}


@pytest.mark.parametrize("form", ["speckit-plus", "nygard", "madr"])
def test_a_decision_reads_as_a_proposed_one_in_its_form(form: str) -> None:
    draft = drafted(project(form))
    assert draft.id == "ADR-0002"
    assert draft.path == "history/adr/0002-sessions-in-postgres.md"
    adr = written(draft)[draft.path]
    assert adr.title == "Sessions: in `Postgres`"
    assert adr.status is not None
    assert adr.status.kind is StatusClass.PROPOSED
    assert adr.date is not None
    assert adr.date.value == "2026-11-21"
    assert adr.format.startswith(form.partition("-")[0])


@pytest.mark.parametrize("form", ["speckit-plus", "nygard", "madr"])
@pytest.mark.parametrize("former", [SPECKIT_PLUS, NYGARD, MADR, DATED])
def test_supersession_stands_in_both_records_and_nothing_else_changes(form: str, former: str) -> None:
    draft = drafted(project(form, **{"0001-sessions": former}), "1", "ADR-0001")
    both = written(draft)
    new, old = both[draft.path], both["history/adr/0001-sessions.md"]
    assert [(link.kind, link.number) for link in new.links] == [(SUPERSEDES, 1)]
    assert old.status is not None
    assert old.status.kind is StatusClass.SUPERSEDED
    assert [(link.kind, link.number) for link in old.links] == [(SUPERSEDED_BY, 2)]
    before, after = (
        [line for line in text.splitlines(keepends=True) if line.strip()] for text in (former, old.document.text)
    )
    kept = [line for line in before if "ccepted" not in line]
    assert [line for line in after if "uperseded" not in line and "ccepted" not in line] == kept


def test_the_links_between_folders_are_relative() -> None:
    source = MemorySource({"docs/adr/0001-sessions.md": NYGARD})
    draft = new_decision(
        Project(source), "New", number=2, today="2026-11-21", particulars=Particulars(("docs/adr/0001-sessions.md",))
    )
    both = written(draft)
    assert both[draft.path].links[0].path == "docs/adr/0001-sessions.md"
    assert both["docs/adr/0001-sessions.md"].links[0].path == draft.path


@pytest.mark.parametrize(
    ("record", "ref", "reason"),
    [
        (NYGARD, "9", "no decision 9"),
        (NYGARD, "nonsense", "no decision nonsense"),
        (NYGARD.replace("Accepted", "Rejected"), "1", "cannot become superseded, for it is rejected"),
        (NYGARD.replace("Accepted", "Superseded by [ADR-0003](0003-x.md)"), "1", "superseded already"),
    ],
)
def test_what_cannot_be_superseded_is_said(record: str, ref: str, reason: str) -> None:
    with pytest.raises(UsageError, match=reason):
        drafted(project("nygard", **{"0001-sessions": record}), ref)


def test_a_number_that_two_records_bear_is_not_guessed_at() -> None:
    with pytest.raises(UsageError, match="names 2 decisions"):
        drafted(project("nygard", **{"0001-a": NYGARD, "0001-b": NYGARD}), "1")


def test_a_record_that_is_not_utf_8_is_not_rewritten() -> None:
    source = MemorySource({"history/adr/0001-a.md": NYGARD.encode() + b"\xe9"})
    with pytest.raises(UsageError, match="not UTF-8"):
        new_decision(Project(source), "New", number=2, today="2026-11-21", particulars=Particulars(("1",)))
