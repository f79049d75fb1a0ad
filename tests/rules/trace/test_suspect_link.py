"""When an item has changed under what rests on it, and what the finding says."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from specward.project import Project
from specward.sources.memory import MemorySource
from specward.trace.build import graph_of
from specward.trace.review import Wanted, review

if TYPE_CHECKING:
    from collections.abc import Callable

    from specward.changes import Create
    from specward.finding import Finding

    Find = Callable[[str, dict[str, str]], list[Finding]]

SPEC, TASKS, LOCK = (f"specs/001-login/{name}" for name in ("spec.md", "tasks.md", "trace.lock"))
FILES = {
    SPEC: "# Feature Specification: Login\n\n- **FR-001**: It MUST open.\n- **FR-002**: It MUST close.\n",
    TASKS: "# Tasks\n\n- [ ] T001 A (FR-001)\n- [ ] T002 B (FR-001)\n- [ ] T003 C (FR-001)\n- [ ] T004 D (FR-001)\n",
}


def reviewed(files: dict[str, str]) -> dict[str, str]:
    project = Project(MemorySource(files))
    changes: list[Create] = review(project, Wanted(items=frozenset(graph_of(project).nodes)))  # type: ignore[assignment]
    return {**files, **{change.path: change.text for change in changes}}


def changed(old: str, new: str, path: str = SPEC, files: dict[str, str] = FILES) -> dict[str, str]:
    """The files, reviewed and then edited."""
    files = reviewed(files)
    assert old in files[path]
    return {**files, path: files[path].replace(old, new)}


def test_the_item_that_changed_is_reported_once_with_all_that_rests_on_it(findings: Find) -> None:
    (found,) = findings("TRC009", changed("MUST open", "MUST NOT open"))
    assert found.message == "FR-001 has changed since T001, T002, T003 and 1 more were reviewed against it"
    assert found.help.endswith("then: spec trace review 001-login/FR-001")
    assert (found.location.path, found.location.start) == (SPEC, (3, 5))
    assert [place.start.line for place in found.related] == [3, 4, 5, 6]


def test_an_approved_item_on_which_nothing_rests_is_reported_too(findings: Find) -> None:
    (found,) = findings("TRC009", changed("MUST close", "MAY close"))
    assert found.message == "FR-002 has changed since it was reviewed"


def test_an_item_with_another_parent_is_told_apart_from_one_with_other_words(findings: Find) -> None:
    files = {**FILES, SPEC: FILES[SPEC].replace("close.", "close. (refines FR-001)")}
    (found,) = findings("TRC009", changed(" (refines FR-001)", "", files=files))
    assert found.message == "FR-002 derives from or refines other items than when it was reviewed"


def test_an_item_of_another_feature_is_reported_where_it_is_used(findings: Find) -> None:
    user = {"specs/002-audit/spec.md": "# Feature Specification: Audit\n\n- **FR-001**: Log. (refines login/FR-002)\n"}
    found = findings("TRC009", changed("MUST close", "MAY close", files={**FILES, **user}))
    assert [(one.location.path, one.message.split()[0]) for one in found] == [
        (SPEC, "FR-002"),
        ("specs/002-audit/spec.md", "FR-002"),
    ]
    assert [place.path for place in found[1].related] == [SPEC]


@pytest.mark.parametrize(
    "files",
    [
        FILES,
        reviewed(FILES),
        changed("- **FR-001**: It MUST open.", "* FR-001:\n  It **MUST** open."),
        changed("A (FR-001)", "Something else (FR-001)", TASKS),
        changed("- [ ]", "- [x]", TASKS),
        changed("- **FR-001**: It MUST open.\n- **FR-002**: It MUST close.", "- **FR-002**: It MUST close."),
        {**reviewed(FILES), LOCK: "<<<<<<< HEAD\n"},
    ],
    ids=["no lock", "just reviewed", "editorial", "child changed", "ticked", "item gone", "corrupt lock"],
)
def test_silence(files: dict[str, str], findings: Find) -> None:
    assert findings("TRC009", files) == []
