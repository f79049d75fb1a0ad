"""Accepted decisions that name files which are no longer there."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from specward.check.run import check
from specward.check.select import Selection
from specward.project import Project
from specward.rules import RULES
from specward.sources.memory import MemorySource
from specward.sources.worktree import WorkTreeSource

if TYPE_CHECKING:
    from tests.conftest import GitRepository

    from specward.finding import Finding
    from specward.sources.source import Source

PATH = "history/adr/0001-store.md"


def record(decision: str, *, status: str = "Accepted", more: str = "") -> str:
    return f"# ADR-0001: Store\n\n- **Status:** {status}\n{more}\n## Decision\n\n{decision}\n"


def checked(source: Source, base: Source | None = None) -> list[Finding]:
    project = Project(source, base=Project(base) if base else None)
    report = check(project, Selection.of(project, RULES, select=["ADR026"]))
    assert not report.undetermined
    return list(report.findings)


def found(repository: GitRepository) -> list[Finding]:
    return checked(WorkTreeSource(str(repository.root)))


def test_the_commit_that_removed_a_file_is_named(repository: GitRepository) -> None:
    repository.write("src/store.py", "store = {}\n" * 9)
    repository.write(PATH, record("All of it is in `src/store.py:12`."))
    repository.commit()
    assert found(repository) == []
    (repository.root / "src/store.py").unlink()
    commit = repository.commit("Take it out")
    (one,) = found(repository)
    assert one.message == f"names `src/store.py`, which commit {commit[:9]} removed on 2025-01-15"
    assert one.location.excerpt == "All of it is in `src/store.py:12`."
    assert one.help == f'put it right: spec adr amend {PATH} --reason "…"'


def test_the_place_that_a_file_moved_to_is_named(repository: GitRepository) -> None:
    repository.write("src/store.py", "store = {}\n" * 9)
    repository.write(PATH, record("See [the store](../../src/store.py)."))
    repository.commit()
    repository.write("src/auth/.keep")
    repository.git("mv", "src/store.py", "src/auth/sessions.py")
    commit = repository.commit()
    (one,) = found(repository)
    assert one.message == (
        f"names `src/store.py`, which commit {commit[:9]} moved to `src/auth/sessions.py` on 2025-01-15"
    )
    assert one.help.startswith("it may be `src/auth/sessions.py` now; ")


def test_files_that_went_together_are_one_finding(repository: GitRepository) -> None:
    names = ("src/a.py", "src/b.py", "src/c.py")
    for name in names:
        repository.write(name, f"{name}\n" * 9)
    repository.write(PATH, record("\n".join(f"- `{name}`" for name in (*names, "src/a.py"))))
    repository.commit()
    repository.git("rm", "-q", "-r", "src")
    repository.commit()
    (one,) = found(repository)
    assert one.message.startswith("names `src/a.py` and 2 more files, which commit ")
    assert [place.start.line for place in one.related] == [8, 9, 10]


def test_what_was_gone_before_the_decision_is_no_fault_of_it(repository: GitRepository) -> None:
    repository.write("src/store.py", "x\n")
    repository.commit()
    (repository.root / "src/store.py").unlink()
    repository.write(PATH, record("Like `src/store.py`.", more="- **Date:** 2026-02-03\n"))
    repository.commit()
    assert found(repository) == []


def test_without_history_the_change_itself_can_tell() -> None:
    files = {PATH: record("It is in `src/store.py`.")}
    base = MemorySource(files | {"src/store.py": ""})
    (one,) = checked(MemorySource(files), base)
    assert one.message == "names `src/store.py`, which this change removes"
    assert checked(MemorySource(files)) == []


@pytest.mark.parametrize(
    "text",
    [
        record("It is in `src/store.py`.", status="Proposed"),
        record("It is in `src/store.py`.", status="Superseded by ADR-0002"),
        record("We delete `src/store.py`."),
        record("`src/store.py` moves to the library."),
        record("Nothing.").replace("## Decision", "## Context\n\nIt is in `src/store.py`.\n\n## Decision"),
        record("Nothing.") + "\n## Alternatives Considered\n\n- `src/store.py`\n",
        record("```\n`src/store.py`\n```"),
        record("The library has `lib/store.py`, `store.py` and `docs/NNN-x.md`."),
        record("It is in `src/store.py`.") + "\n## Amendments\n\n- 2026-03-01: store.py is part of the library now\n",
    ],
)
def test_what_a_record_does_not_rest_on_is_left_alone(text: str) -> None:
    base = MemorySource({PATH: text, "src/store.py": "", "store.py": "", "docs/NNN-x.md": ""})
    assert checked(MemorySource({PATH: text}), base) == []


def test_a_path_may_count_from_a_part_of_the_project() -> None:
    files = {PATH: record("It is in `src/store.py`."), "apps/web/src/store.py": ""}
    assert checked(MemorySource(files), MemorySource(files | {"src/store.py": ""})) == []
