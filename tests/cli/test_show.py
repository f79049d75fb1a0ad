from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.cli.conftest import Spec

SPEC = (
    "# Feature Specification: T\n\n- **FR-001**: System MUST not \x1b]0;print\x07 this\n- **FR-002**: System MUST b\n"
)
TASKS = "# Tasks: T\n\n- [ ] T001 Do (FR-001)\n"
SHOWN = """\
001-a/FR-001  requirement  System MUST not ·]0;print· this
specs/001-a/spec.md:3

- **FR-001**: System MUST not ·]0;print· this

cited by  001-a/T001
"""


def prepared(spec: Spec) -> None:
    spec.write("specs/001-a/spec.md", SPEC)
    spec.write("specs/001-a/tasks.md", TASKS)
    spec.write("specs/002-b/spec.md", SPEC)


def test_an_item_is_shown_with_its_place_text_and_neighbours(spec: Spec) -> None:
    prepared(spec)
    done = spec("show", "001-a/FR-001")
    assert (done.code, done.out, done.err) == (0, SHOWN, "")


def test_an_ambiguous_id_is_wrong_usage_and_lists_the_candidates(spec: Spec) -> None:
    prepared(spec)
    done = spec("show", "FR-001")
    assert done.code == 2
    assert "001-a/FR-001, 002-b/FR-001" in done.err
    assert spec("show", "FR-001", "--feature", "2").out.startswith("002-b/FR-001")
    assert spec("show", "FR-001", SPECIFY_FEATURE="002-b").out.startswith("002-b/FR-001")


def test_json_keeps_the_text_as_it_is(spec: Spec) -> None:
    prepared(spec)
    said = spec("show", "T001", "--json").json
    assert said == {
        "id": "001-a/T001",
        "kind": "task",
        "title": "Do (FR-001)",
        "path": "specs/001-a/tasks.md",
        "line": 3,
        "text": "- [ ] T001 Do (FR-001)",
        "cites": ["001-a/FR-001"],
        "cited_by": [],
    }


def test_what_is_not_there_is_wrong_usage(spec: Spec) -> None:
    prepared(spec)
    assert spec("show", "T099").code == 2
    assert spec("show", "nowhere").code == 2
