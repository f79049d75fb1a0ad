"""A suppression in an `except` clause silences what is reported of it; it is not the comment that explains it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from specward.check.run import check
from specward.check.select import Selection
from specward.project import Project
from specward.rules import RULES
from specward.sources.memory import MemorySource

if TYPE_CHECKING:
    from specward.check.report import Report

CONFIG = {".specify/specward.yml": "packs: [fastapi]\nfastapi: {profile: seed}\n"}
CLAUSE = """def rate(client):
    try:
        client.connect()
        answer = client.get("rate")
        return float(answer)
    {clause}:  {behind}
        {within}
        {statement}
"""


@pytest.mark.parametrize(
    ("name", "clause", "statement"),
    [
        ("swallowed-exception", "except Exception", "pass"),
        ("swallowed-exception", "except", "pass"),
        ("silent-except", "except Exception", "return 1.0"),
    ],
)
@pytest.mark.parametrize("mark", ["# spec: ignore {} -- a hint alone", "#spec: ignore {} -- a hint alone"])
def test_a_suppression_in_a_clause_is_used_and_not_asked_to_go(
    name: str, clause: str, statement: str, mark: str
) -> None:
    text = CLAUSE.format(clause=clause, behind=mark.format(name), within="", statement=statement)
    found = told(text)
    assert found.findings == ()
    assert found.suppressed == 1


def test_of_what_a_comment_explains_anyway_the_suppression_is_idle() -> None:
    behind = "# it is a hint  # spec: ignore swallowed-exception -- so it is"
    found = told(CLAUSE.format(clause="except Exception", behind=behind, within="", statement="pass"))
    assert [item.code for item in found.findings] == ["PRJ006"]


def test_a_suppression_of_something_else_explains_nothing() -> None:
    within = "# spec: ignore blocking-call-in-async -- it is quick"
    found = told(CLAUSE.format(clause="except Exception", behind="", within=within, statement="pass"))
    assert sorted(item.code for item in found.findings) == ["FA150", "PRJ006"]


def told(text: str) -> Report:
    """What the rules on such clauses, and the one on idle suppressions, come to."""
    project = Project(MemorySource({**CONFIG, "app/rates.py": text}))
    chosen = ["FA150", "FA152", "FA110", "PRJ006"]
    return check(project, Selection.of(project, RULES, select=chosen))
