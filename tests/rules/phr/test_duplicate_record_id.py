"""PHR007: numbers used twice, judged by file names alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from specward.artifacts.kind import Kind
from specward.project import Project
from specward.rules.phr.duplicate_record_id import check
from specward.sources.memory import MemorySource

if TYPE_CHECKING:
    from collections.abc import Callable

    from specward.finding import Finding

    Findings = Callable[[str, dict[str, str]], list[Finding]]


def paths(folder: str, *names: str) -> dict[str, str]:
    return {f"history/prompts/{folder}/{name}.green.prompt.md": "" for name in names}


def test_one_number_of_one_folder_is_one_finding_that_names_all_its_records(findings: Findings) -> None:
    (found,) = findings("PHR007", paths("001-login", "0001-a", "0001-b", "0001-c", "0002-d"))
    assert found.message == "number 0001 is used by 3 records of `001-login/`"
    assert found.location.path.endswith("0001-c.green.prompt.md")
    assert [place.path.rpartition("/")[2] for place in found.related] == [
        "0001-a.green.prompt.md",
        "0001-b.green.prompt.md",
    ]


def test_numbers_that_differ_in_width_only_are_worded_differently(findings: Findings) -> None:
    (found,) = findings("PHR007", paths("001-login", "0010-a", "10-b"))
    assert found.message == "number 10 is used by 2 records that write it differently: 10, 0010"


def test_folders_count_for_themselves(findings: Findings) -> None:
    assert findings("PHR007", paths("001-login", "0001-a") | paths("002-cart", "0001-a")) == []


def test_a_day_is_no_number(findings: Findings) -> None:
    names = paths("general", "20260102-0001-a", "20260102-0002-b", "20260103-0001-c", "2026-01-04-d", "2026-01-04-e")
    assert findings("PHR007", names) == []


def test_no_record_is_read() -> None:
    class Unread(MemorySource):
        def read(self, path: str) -> bytes | None:
            assert not path.endswith(".prompt.md")
            return super().read(path)

    project = Project(Unread(paths("001-login", "0001-a", "0001-b")))
    assert len(project.of_kind(Kind.PHR)) == 2
    assert len(list(check.function(project, project))) == 1
