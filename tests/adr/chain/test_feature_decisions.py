"""A feature and its decisions, from both ends."""

from __future__ import annotations

import pytest

from specward.adr.chain.feature_decisions import decisions_of, made_for
from specward.project import Project
from specward.sources.memory import MemorySource

PLAN = "specs/001-login/plan.md"
TASKS = "specs/001-login/tasks.md"


def record(number: int, feature: str = "") -> str:
    field = f"- **Feature:** {feature}\n" if feature else ""
    return f"# ADR-{number:04}: T{number}\n\n- **Status:** Accepted\n{field}"


def project(plan: str, **more: str) -> Project:
    files = {
        PLAN: plan,
        "history/adr/0001-a.md": record(1, "001-login"),
        "history/adr/0002-b.md": record(2, "001-login"),
        "history/adr/0003-c.md": record(3),
        "history/adr/0003-d.md": record(3),
    }
    return Project(MemorySource({**files, **more}))


def named(plan: str) -> list[str]:
    opened = project(plan)
    return [mention.record[12:16] for mention in decisions_of(opened.feature("specs/001-login"), opened).named]


@pytest.mark.parametrize(
    "words",
    ["as ADR-0001 says", "(ADR 1)", "[why](../../history/adr/0001-a.md#decision)", "see history/adr/0001-a.md"],
)
def test_a_decision_is_named_by_number_path_or_link(words: str) -> None:
    assert named(f"# Plan\n\nSessions, {words}.\n") == ["0001"]


@pytest.mark.parametrize("words", ["ADR-0009", "ADR-0003", "`ADR-0001`", "<!-- ADR-0001 -->", "their ADR-1", "QUADR-1"])
def test_missing_and_shared_numbers_code_and_other_projects_name_none(words: str) -> None:
    assert named(f"# Plan\n\nSessions, {words}.\n") == []


@pytest.mark.verifies("004-decisions/AC-017")
def test_a_feature_knows_what_was_made_for_it_and_what_its_documents_name() -> None:
    opened = project("# Plan\n\n- ADR-0001\n", **{TASKS: "# Tasks\n\n- [ ] T001 Keep to ADR-0001 in src/a.py\n"})
    decisions = decisions_of(opened.feature("specs/001-login"), opened)
    assert [entry.name for entry in decisions.made_for_it] == ["ADR-0001", "ADR-0002"]
    assert [(mention.document, mention.record) for mention in decisions.named] == [
        (PLAN, "history/adr/0001-a.md"),
        (TASKS, "history/adr/0001-a.md"),
    ]
    assert [entry.name for entry in decisions.unnamed] == ["ADR-0002"]


def test_a_feature_knows_the_decisions_that_were_made_for_it() -> None:
    opened = project("# Plan\n\n- ADR-0002\n")
    assert {folder: [entry.number for entry in entries] for folder, entries in made_for(opened).items()} == {
        "specs/001-login": [1, 2]
    }


def test_a_mention_is_where_it_stands() -> None:
    text = "# Plan\r\n\r\nFirst.\r\nThen `x` as ADR-0002 says.\r\n"
    opened = project(text)
    (mention,) = decisions_of(opened.feature("specs/001-login"), opened).named
    assert text[mention.start : mention.end] == "ADR-0002"
