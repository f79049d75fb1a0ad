"""What people write for what is to move."""

from __future__ import annotations

import pytest
from tests.renumber.ground import Known

from specward.errors import UsageError
from specward.project import Project
from specward.renumber.plan import plan
from specward.renumber.values import DECISION, FEATURE, RECORD, TASK
from specward.renumber.wanted import Wanted, wanted
from specward.sources.memory import MemorySource

ONE, TWO = "history/adr/0001-cache.md", "history/adr/0001-queue.md"
RECORDS = ("history/prompts/general/0001-a.general.prompt.md", "history/prompts/001-a/0001-a.general.prompt.md")
FILES = {
    "specs/001-a/spec.md": "# A\n\n- **FR-001**: System MUST do it.\n",
    "specs/002-b/spec.md": "# B\n",
    "specs/002-c/spec.md": "# C\n",
    ONE: "# ADR-0001: Cache\n",
    TWO: "# ADR-0001: Queue\n",
    **dict.fromkeys(RECORDS, "---\nid: 1\n---\n"),
    "history/prompts/general/0002-b.general.prompt.md": "---\nid: 2\n---\n",
}
PROJECT = Project(MemorySource(FILES))


@pytest.mark.parametrize(
    ("word", "meant"),
    [
        ("001-a", Wanted(FEATURE, ("specs/001-a",))),
        ("./specs/001-a/", Wanted(FEATURE, ("specs/001-a",))),
        ("specs\\001-a", Wanted(FEATURE, ("specs/001-a",))),
        ("specs/001-a/spec.md", Wanted(FEATURE, ("specs/001-a",))),
        ("2", Wanted(FEATURE, ("specs/002-b", "specs/002-c"))),
        ("a/FR-001", Wanted(TASK, ("specs/001-a",), "FR-001")),
        (ONE, Wanted(DECISION, (ONE,))),
        ("0001-cache", Wanted(DECISION, (ONE,))),
        ("adr-1", Wanted(DECISION, (ONE, TWO))),
        (RECORDS[0], Wanted(RECORD, (RECORDS[0],))),
        ("0002-b.general.prompt", Wanted(RECORD, ("history/prompts/general/0002-b.general.prompt.md",))),
    ],
)
def test_a_word_means_what_it_names(word: str, meant: Wanted) -> None:
    assert wanted(PROJECT, word) == meant


@pytest.mark.parametrize("word", ["0001-a.general.prompt.md", "ADR-0009", "b.general.prompt", "../x", "002", "1/T001"])
def test_what_names_nothing_or_several_is_refused(word: str) -> None:
    with pytest.raises(UsageError):
        plan(PROJECT, Known(PROJECT), [word], to=1, today="2026-01-01")


def test_of_a_number_that_two_decisions_bear_the_one_moves_that_the_main_line_does_not_have() -> None:
    found = plan(PROJECT, Known(PROJECT, {TWO: ""}), ["ADR-0001"], to=7, today="2026-01-01")
    assert [(one.former, one.now, one.reason) for one in found.renumbered] == [
        (ONE, "history/adr/0007-cache.md", f"main has {TWO}")
    ]


def test_before_a_merge_decisions_and_records_move_too_that_have_a_number_of_the_main_line() -> None:
    there = {"history/adr/0003-theirs.md": "", "history/prompts/general/0002-theirs.general.prompt.md": ""}
    files = {
        "history/adr/0003-ours.md": "# ADR-0003: Ours\n",
        "history/prompts/general/0002-b.general.prompt.md": "---\nid: 2\n---\n",
    }
    project = Project(MemorySource(files))
    found = plan(project, Known(project, there), today="2026-01-01")
    assert [(one.now, one.reason) for one in found.renumbered] == [
        ("history/adr/0004-ours.md", "main has history/adr/0003-theirs.md"),
        (
            "history/prompts/general/0003-b.general.prompt.md",
            "main has history/prompts/general/0002-theirs.general.prompt.md",
        ),
    ]
