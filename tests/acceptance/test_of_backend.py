"""The checklist on the topic `fastapi`: what of it is measured, and what a tick against a measurement comes to."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from specward.acceptance.built_in import built_in_on, checklist_on
from specward.acceptance.measure import Verdict
from specward.acceptance.measured import measured
from specward.acceptance.of_backend import MEASURES
from specward.changes import Create
from specward.changeset import ChangedPath, Changeset
from specward.project import Project
from specward.rules.checklist.tick_against_measurement import check as tick_against_measurement
from specward.sources.memory import MemorySource

if TYPE_CHECKING:
    from specward.acceptance.measure import Answer

FOLDER = "specs/001-shop"
MODEL = 'class Item(Base):\n    __tablename__ = "items"\n    name: Mapped[str] = mapped_column(String(50))\n'
FILES = {
    ".specify/specward.yml": "packs: [fastapi]\nfastapi: {openapi: openapi.json, baseline: contract.json}\n",
    f"{FOLDER}/spec.md": "# Feature Specification: Shop\n",
    f"{FOLDER}/plan.md": "# Plan\n\n| Method | Path |\n|---|---|\n| GET | /items |\n| PUT | /items |\n",
    "app/models.py": MODEL,
}


def document(*methods: str) -> str:
    paths = {"/items": {method: {"responses": {"200": {"description": "OK"}}} for method in methods}}
    return json.dumps({"openapi": "3.1.0", "info": {"title": "Shop", "version": "1.0.0"}, "paths": paths})


GOOD = {
    **FILES,
    "openapi.json": document("get", "put"),
    "contract.json": document("get"),
    "tests/test_items.py": 'def test_items(client):\n    client.get("/items")\n',
}
BAD = {
    **FILES,
    "openapi.json": document("get"),
    "contract.json": document("get", "delete"),
    "tests/test_a.py": "def test(): ...",
}


def project(files: dict[str, str], *changed: str) -> Project:
    base = Project(MemorySource({**files, "app/models.py": MODEL.replace("50", "40")}))
    change = Changeset(tuple(ChangedPath("M", path) for path in changed)) if changed else None
    return Project(MemorySource(files), change=change, base=base)


def answers(state: Project) -> dict[str, Answer]:
    return measured(state, state.feature(FOLDER), MEASURES)


def verdicts(state: Project) -> list[Verdict]:
    return [answer.verdict for answer in answers(state).values()]


@pytest.mark.verifies("006-the-five-agents/AC-012")
def test_each_measure_tells_what_it_found() -> None:
    assert {identity: answer.detail for identity, answer in answers(project(GOOD)).items()} == {
        "FAP-1": "2 endpoints",
        "FAP-2": "no change is examined",
        "FAP-3": "2 operations",
        "FAP-4": "held against contract.json",
    }
    assert {identity: answer.detail for identity, answer in answers(project(BAD, "app/models.py")).items()} == {
        "FAP-1": "not there: PUT /items",
        "FAP-2": "no revision brings items.name",
        "FAP-3": "no test mentions GET /items",
        "FAP-4": "DELETE /items is gone",
    }


def test_a_revision_that_comes_along_answers_for_the_columns() -> None:
    revision = {"alembic/versions/2b.py": 'down_revision = "1a"\n'}
    state = project({**GOOD, **revision}, "app/models.py")
    assert answers(state)["FAP-2"].verdict is Verdict.UNMET  # it was there before
    before = Project(MemorySource({"app/models.py": MODEL.replace("50", "40")}))
    change = Changeset((ChangedPath("M", "app/models.py"), ChangedPath("A", "alembic/versions/2b.py")))
    state = Project(MemorySource({**GOOD, **revision}), change=change, base=before)
    assert answers(state)["FAP-2"].verdict is Verdict.MET


def test_where_nothing_is_known_of_the_api_nobody_can_tell() -> None:
    assert verdicts(project(FILES)) == [Verdict.UNKNOWN] * 4
    without = {path: text for path, text in FILES.items() if not path.startswith(".specify")}
    assert verdicts(project(without)) == [Verdict.UNKNOWN] * 4


def test_without_a_plan_nobody_can_tell_whether_its_endpoints_are_there() -> None:
    planless = {path: text for path, text in GOOD.items() if not path.endswith("plan.md")}
    assert answers(project(planless))["FAP-1"][:2] == (Verdict.UNKNOWN, "there is no plan.md")
    tableless = {**GOOD, f"{FOLDER}/plan.md": "# Plan\n"}
    assert answers(project(tableless))["FAP-1"].verdict is Verdict.UNNEEDED


@pytest.mark.verifies("006-the-five-agents/AC-012")
def test_the_checklist_is_written_with_what_was_measured() -> None:
    state = project(GOOD)
    (change,) = checklist_on(state, state.feature(FOLDER), "FastAPI", today="2026-01-31").changes
    assert isinstance(change, Create)
    lines = change.text.splitlines()
    assert lines[0] == "# Back End Checklist: Shop"
    assert any(line.startswith("- [x] CHK") and "**FAP-1**" in line for line in lines)
    assert any(line.startswith("- [ ] CHK") and "**FAP-2**" in line for line in lines)


def test_a_tick_against_a_measurement_is_reported() -> None:
    path = f"{FOLDER}/checklists/fastapi.md"
    state = project({**BAD, path: "# Back End Checklist: Shop\n\n- [x] CHK001 **FAP-1**: Each endpoint is there\n"})
    (checklist,) = state.feature(FOLDER).checklists
    (fault,) = tick_against_measurement.function(checklist, state)
    assert fault.message == "FAP-1 is ticked, and measured it is not met: not there: PUT /items"


def test_each_measure_belongs_to_a_question_and_each_question_with_an_id_is_measured() -> None:
    checklist = built_in_on("fastapi")
    assert checklist is not None
    asked = [question for questions in checklist.groups.values() for question in questions]
    assert [question.id for question in asked if question.id] == list(MEASURES)
    assert len({question.text for question in asked}) == len(asked)
