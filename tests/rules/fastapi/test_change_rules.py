"""What differs between the API, its contract, plans, tests and the change under examination, beyond the manuals."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from specward.changeset import ADDED, DELETED, ChangedPath, Changeset
from specward.finding import Severity
from specward.packs.fastapi.probing.probe_file import written
from specward.packs.fastapi.probing.probed import Probed
from specward.project import Project
from specward.rules.fastapi import (
    breaking_change,
    contract_differs,
    frozen_path_touched,
    missing_changelog_entry,
    missing_conformity_evidence,
    missing_lint_configuration,
    missing_migration,
    operation_without_test,
    stale_contract,
    unannounced_breaking_change,
)
from specward.sources.memory import MemorySource

if TYPE_CHECKING:
    from types import ModuleType

    from specward.rule import Fault

CONTRACT = "specs/001-shop/contracts/openapi.json"
SPEC = {"specs/001-shop/spec.md": "# Feature Specification: Shop\n"}
DONE = {"specs/001-shop/tasks.md": "# Tasks: Shop\n\n- [x] T001 Write app/items.py\n"}
ITEM = {"$ref": "#/components/schemas/Item"}
REVISION = 'revision = "1a"\ndown_revision = None\n'
MODEL = """\
class User(Base):
    __tablename__ = "users"
    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(50))
"""


def api(*operations: str, version: str = "1.0.0", schemas: dict[str, Any] | None = None, **known: Any) -> str:
    """A document with operations such as `GET /items`; what is known of one stands by its name."""
    paths: dict[str, Any] = {}
    for name in operations:
        method, _, path = name.partition(" ")
        paths.setdefault(path, {})[method.lower()] = {"responses": {"200": {"description": "OK"}}, **known}
    components = {"schemas": schemas or {}}
    whole = {
        "openapi": "3.1.0",
        "info": {"title": "Shop", "version": version},
        "paths": paths,
        "components": components,
    }
    return json.dumps(whole, indent=1)


def answering(schema: object) -> dict[str, Any]:
    return {"responses": {"200": {"description": "OK", "content": {"application/json": {"schema": schema}}}}}


def shop(
    files: dict[str, str], before: dict[str, str] | None = None, profile: str = "core", more: str = "", **known: Any
) -> Project:
    """A project, and the change that has led to it from what it was before."""
    settings = f"packs: [fastapi]\nfastapi: {{openapi: openapi.json, profile: {profile}{more}}}\n"
    source = {".specify/specward.yml": settings, **files}
    if before is None:
        return Project(MemorySource(source), **known)
    base = Project(MemorySource({".specify/specward.yml": settings, **before}))
    touched = [path for path in sorted({*files, *before}) if files.get(path) != before.get(path)]
    status = {path: (ADDED if path not in before else DELETED if path not in files else "M") for path in touched}
    change = Changeset(tuple(ChangedPath(status[path], path) for path in touched))
    return Project(MemorySource(source), change=change, base=base, **known)


def faults(rule: ModuleType, project: Project) -> list[Fault]:
    return list(rule.check.function(project, project))


def said(rule: ModuleType, project: Project) -> list[str]:
    return [fault.message for fault in faults(rule, project)]


def at(fault: Fault) -> tuple[str, int]:
    place = fault.place.location()
    return place.path, place.start.line


@pytest.mark.verifies("006-the-five-agents/AC-019")
def test_what_breaks_is_found_against_the_contract_of_the_newest_feature() -> None:
    files = {
        **SPEC,
        CONTRACT: api("GET /items", "GET /orders"),
        "specs/002-more/spec.md": "# Feature Specification: More\n",
        "openapi.json": api("GET /items"),
    }
    (fault,) = faults(breaking_change, shop(files))
    assert fault.message == "GET /orders is gone"
    assert at(fault) == (CONTRACT, 17)
    newer = {**files, "specs/002-more/contracts/openapi.json": api("GET /items")}
    assert said(breaking_change, shop(newer)) == []


def test_without_a_contract_the_document_is_held_against_what_it_was_before() -> None:
    before = {"openapi.json": api("GET /items", "GET /orders")}
    assert said(breaking_change, shop({"openapi.json": api("GET /items")}, before)) == ["GET /orders is gone"]
    assert said(breaking_change, shop({"openapi.json": api("GET /items")})) == []


def test_a_raised_version_or_a_newer_path_lets_it_break() -> None:
    old = {**SPEC, CONTRACT: api("GET /v1/items")}
    assert said(breaking_change, shop({**old, "openapi.json": api("GET /v3/items")})) == []
    assert said(breaking_change, shop({**old, "openapi.json": api("GET /things", version="2.0")})) == []
    assert said(breaking_change, shop({**old, "openapi.json": api("GET /things", version="1.9")})) != []


def test_what_befalls_a_component_is_told_once_for_all_who_use_it() -> None:
    names = [f"GET /items{number}" for number in range(4)]
    schemas = {"Item": {"type": "object", "properties": {"id": {"type": "string"}, "name": {"type": "string"}}}}
    fewer = {"Item": {"type": "object", "properties": {"id": {"type": "string"}}}}
    old = {**SPEC, CONTRACT: api(*names, schemas=schemas, **answering(ITEM))}
    (fault,) = faults(breaking_change, shop({**old, "openapi.json": api(*names, schemas=fewer, **answering(ITEM))}))
    assert fault.message == "GET /items0: `Item.name` of the answer 200 is gone; 3 more operations break alike"
    assert at(fault)[0] == "openapi.json"
    assert len(fault.related) == 3


def test_an_announcement_is_a_path_in_a_changelog_or_a_decision() -> None:
    old = {**SPEC, CONTRACT: api("GET /items", "GET /orders/{id}")}
    files = {**old, "openapi.json": api("GET /items", version="2.0.0")}
    (fault,) = faults(unannounced_breaking_change, shop(files))
    assert fault.message == "nothing has announced that GET /orders/{id} is gone"
    for path, text in {
        "docs/CHANGELOG.md": "- `GET /orders/{order_id}` goes\n",
        "CHANGES.rst": "* ``/orders/:id`` goes",
        "history/adr/0001-no-orders.md": "# 0001. No orders\n\n/orders/<id> goes\n",
    }.items():
        assert said(unannounced_breaking_change, shop({**files, path: text})) == [], path
    told_of_another = {**files, "CHANGELOG.md": "- `/orders/{id}/lines` goes, and so does `/orders`\n"}
    assert len(said(unannounced_breaking_change, shop(told_of_another))) == 1


def test_a_contract_that_is_missing_or_broken_is_named() -> None:
    document = {"openapi.json": api("GET /items")}
    assert said(stale_contract, shop(document)) == []
    assert said(stale_contract, shop(document, profile="seed")) == ["no document says what others may rely on"]
    (fault,) = faults(stale_contract, shop(document, more=", baseline: contract.json"))
    assert fault.message == (
        "the contract cannot be held against the API: `fastapi.baseline`: there is no `contract.json`"
    )
    assert at(fault) == (".specify/specward.yml", 2)
    assert fault.severity is Severity.WARNING
    (fault,) = faults(stale_contract, shop({**SPEC, **document, CONTRACT: '{"swagger": "2.0"}'}))
    assert "Swagger 2.0" in fault.message
    assert said(breaking_change, shop({**SPEC, **document, CONTRACT: "{"})) == []


def test_words_alone_make_no_contract_stale() -> None:
    old = {**SPEC, CONTRACT: api("GET /items", description="Old words", operationId="a", tags=["x"])}
    assert said(stale_contract, shop({**old, "openapi.json": api("GET /items", description="New words")})) == []
    (message,) = said(stale_contract, shop({**old, "openapi.json": api("GET /items", deprecated=True)}))
    assert message == f"{CONTRACT} tells 1 operation otherwise, such as GET /items"


def test_a_property_that_is_called_like_a_word_is_part_of_the_contract() -> None:
    def of(**properties: object) -> str:
        return api("GET /items", schemas={"Item": {"type": "object", "properties": properties}}, **answering(ITEM))

    old = {**SPEC, CONTRACT: of(id={})}
    assert len(said(stale_contract, shop({**old, "openapi.json": of(id={}, description={})}))) == 1


def test_a_changed_api_asks_for_a_changelog_that_is_there() -> None:
    before = {"openapi.json": api("GET /items"), "CHANGELOG.md": "# Changelog\n"}
    files = {**before, "openapi.json": api("GET /items", "GET /orders")}
    assert said(missing_changelog_entry, shop(files, before)) == [
        "the API has changed (GET /orders), and CHANGELOG.md is as it was"
    ]
    assert said(missing_changelog_entry, shop({**files, "CHANGELOG.md": "# Changelog\n\n- Orders\n"}, before)) == []
    assert said(missing_changelog_entry, shop({**files, "changes/12.added": "Orders"}, before)) == []
    without = {"openapi.json": before["openapi.json"]}, {"openapi.json": files["openapi.json"]}
    assert said(missing_changelog_entry, shop(without[1], without[0])) == []
    assert len(said(missing_changelog_entry, shop(without[1], without[0], "seed"))) == 1
    assert said(missing_changelog_entry, shop(files)) == []


def test_a_frozen_file_may_be_left_alone_or_joined_by_another() -> None:
    before = {"app/v1/items.py": "LIMIT = 5\n", "app/v1/users.py": "", "app/v2/items.py": "LIMIT = 5\n"}
    files = {"app/v1/items.py": "LIMIT = 9\n", "app/v1/new.py": "", "app/v2/items.py": "LIMIT = 9\n"}
    found = faults(frozen_path_touched, shop(files, before, more=', frozen: ["app/v1/**"]'))
    assert [(at(fault)[0], fault.message) for fault in found] == [
        ("app/v1/items.py", "this is frozen, and changed"),
        ("app/v1/users.py", "this is frozen, and the change takes it away"),
    ]
    assert said(frozen_path_touched, shop(files, before)) == []


def planned(*rows: str, tasks: dict[str, str] = DONE, operations: tuple[str, ...] = ("GET /api/v1/items",)) -> Project:
    table = "\n".join(("| Method | Path |", "|---|---|", *(f"| {row.replace(' ', ' | ', 1)} |" for row in rows)))
    plan = {"specs/001-shop/plan.md": f"# Implementation Plan: Shop\n\n{table}\n"}
    return shop({**SPEC, **plan, **tasks, "openapi.json": api(*operations)})


@pytest.mark.verifies("006-the-five-agents/AC-019")
def test_a_plan_and_the_api_are_held_against_each_other_both_ways() -> None:
    project = planned("GET /items", "PUT /items", operations=("GET /api/v1/items", "DELETE /api/v1/items"))
    assert said(contract_differs, project) == ["PUT /items is planned and not there; its path has DELETE, GET"]
    assert at(faults(contract_differs, project)[0]) == ("specs/001-shop/plan.md", 6)
    project = planned("GET /items", "PUT /items", operations=("GET /items", "PUT /items", "GET /health", "GET /orders"))
    assert said(contract_differs, project) == ["GET /orders is there, and no plan tells of it"]


def test_a_plan_is_held_to_the_api_once_it_is_done() -> None:
    open_ = {"specs/001-shop/tasks.md": "# Tasks: Shop\n\n- [x] T001 Read\n- [ ] T002 Write app/items.py\n"}
    assert said(contract_differs, planned("GET /items", "PUT /items", tasks=open_)) == []
    assert said(contract_differs, planned("GET /items", "PUT /items", tasks={})) == []
    status = {"specs/001-shop/spec.md": "# Feature Specification: Shop\n\n**Status**: Implemented\n"}
    assert len(said(contract_differs, planned("GET /items", "PUT /items", tasks=status))) == 1


def test_plans_that_tell_of_few_operations_are_not_asked_for_the_others() -> None:
    others = tuple(f"GET /api/v1/things{number}" for number in range(5))
    assert said(contract_differs, planned("GET /items", operations=("GET /api/v1/items", *others))) == []


def migrated(model: str, **files: str) -> list[str]:
    before = {"app/models.py": MODEL, "alembic/versions/1a.py": REVISION}
    return said(missing_migration, shop({**before, "app/models.py": model, **files}, before))


@pytest.mark.verifies("006-the-five-agents/AC-019")
@pytest.mark.parametrize(
    ("old", "new", "column"),
    [
        ("String(50)", "String(80)", "name"),
        ("Mapped[str]", "Mapped[str | None]", "name"),
        ("String(50)", "String(50), index=True", "name"),
        ("String(50))", "String(50))\n    email: Mapped[str]", "email"),
        ("String(50))", 'String(50))\n    team: Mapped[int] = mapped_column(ForeignKey("teams.id"))', "team"),
        ("String(50))", 'String(50))\n    mail = Column("e_mail", String(9))', "e_mail"),
    ],
)
def test_a_changed_column_asks_for_a_revision(old: str, new: str, column: str) -> None:
    changed = MODEL.replace(old, new)
    assert migrated(changed) == [f"1 column changed (users.{column}), and no revision of Alembic came with it"]
    assert migrated(changed, **{"alembic/versions/2b.py": REVISION.replace("1a", "2b")}) == []


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("String(50)", "String(\n        50,\n    )"),
        ("String(50)", 'String(50), default="x", doc="the name"'),
        ("Mapped[str]", '"Mapped[str]"'),
        ("    name: Mapped[str] = mapped_column(String(50))\n", ""),
        ("mapped_column(String(50))", "mapped_column(ShortText)"),
        ("String(50))", 'String(50))\n    items: Mapped[list["Item"]] = relationship()'),
        ("String(50))", "String(50))\n    LIMIT = 5"),
    ],
)
def test_what_leaves_the_database_as_it_is_asks_for_none(old: str, new: str) -> None:
    assert migrated(MODEL.replace(old, new)) == []


def test_a_model_of_sqlmodel_has_its_fields_as_columns() -> None:
    model = "class Team(SQLModel, table=True):\n    id: int = Field(primary_key=True)\n"
    shape = "class Shape(SQLModel):\n    id: int\n"
    before = {"app/models.py": model + shape, "alembic/versions/1a.py": REVISION}
    files = {**before, "app/models.py": model + "    name: str\n" + shape + "    name: str\n"}
    assert said(missing_migration, shop(files, before)) == [
        "1 column changed (Team.name), and no revision of Alembic came with it"
    ]


def test_a_model_that_moves_to_another_file_is_the_same_and_one_without_alembic_is_left_alone() -> None:
    before = {"app/models.py": MODEL, "alembic/versions/1a.py": REVISION}
    moved = {"app/users/models.py": MODEL, "alembic/versions/1a.py": REVISION}
    assert said(missing_migration, shop(moved, before)) == []
    changed = MODEL.replace("50", "80")
    assert said(missing_migration, shop({"app/models.py": changed}, {"app/models.py": MODEL})) == []


TESTED = "GET /api/v1/items/{item_id}"


def mentioned(test: str, operation: str = TESTED, path: str = "tests/test_items.py", **known: Any) -> bool:
    files = {path: f"def test_it(client):\n    {test}\n", "openapi.json": api(operation, **known)}
    return said(operation_without_test, shop(files, profile="seed")) == []


@pytest.mark.verifies("006-the-five-agents/AC-019")
@pytest.mark.parametrize(
    "test",
    [
        'client.get("/api/v1/items/7")',
        'client.get(f"{settings.API_V1_STR}/items/{item.id}")',
        "client.get(f\"{API}/items/{item['id']}?full=1\")",
        'client.get("/items/" + str(item.id))',
        'client.get("http://test/api/v1/items/7")',
        'client.get(app.url_path_for("read_item", item_id=7))',
        'client.get("/items/%s" % item.id)',
        'cases = {"path": "/items/7", "status": 200}',
        'BASE = "/api/v1/items"\n    client.get(f"{BASE}/{item.id}")',
        'url: str = "/items"\n    client.get(url + "/" + item.id)',
    ],
)
def test_a_test_may_name_an_operation_in_many_ways(test: str) -> None:
    assert mentioned(test, operationId="read_item_api_v1_items__item_id__get")


@pytest.mark.parametrize(
    "test",
    [
        'client.get("/api/v1/items")',
        'client.get("/api/v1/things/7")',
        'client.get("/api/v1/items/7/parts")',
        'client.get(f"{url}/{item.id}")',
        "client.get(url)",
    ],
)
def test_another_path_is_no_mention(test: str) -> None:
    assert not mentioned(test, operationId="read_item_api_v1_items__item_id__get")


def test_a_test_that_goes_through_several_collections_mentions_each() -> None:
    assert mentioned('client.post(f"{BASE}/{kind}/bulk-status")', "POST /admin/posts/bulk-status")
    assert not mentioned('client.post(f"{BASE}/{kind}/{action}")', "POST /admin/posts/bulk-status")


def test_a_project_without_tests_and_what_is_there_for_machines_are_left_alone() -> None:
    assert said(operation_without_test, shop({"openapi.json": api("GET /items")}, profile="seed")) == []
    helper = {"openapi.json": api("GET /items"), "tests/conftest.py": "import pytest\n"}
    assert said(operation_without_test, shop(helper, profile="seed")) == []
    assert mentioned("pass", "GET /health")


def test_a_tool_is_found_wherever_it_is_set_up() -> None:
    code = {"app/main.py": "", "openapi.json": api("GET /items")}
    (fault,) = faults(missing_lint_configuration, shop(code, profile="seed"))
    assert (at(fault)[0], fault.message) == (
        "app/main.py",
        "no tool is set up that looks at the style or the types of the code",
    )
    for files in (
        {"setup.cfg": "[flake8]\n[mypy]\n"},
        {"ruff.toml": "", "pyrightconfig.json": "{}"},
        {".pre-commit-config.yaml": "- id: ruff\n- id: mypy\n"},
        {".github/workflows/check.yml": "run: black --check . && pyright\n"},
    ):
        assert said(missing_lint_configuration, shop({**code, **files}, profile="seed")) == [], files
    assert said(missing_lint_configuration, shop({"openapi.json": api()}, profile="seed")) == []


def test_a_pipeline_may_run_what_no_test_does() -> None:
    needs = {"requirements-dev.txt": "pytest\nschemathesis==4.1\n", "openapi.json": api("GET /items")}
    (fault,) = faults(missing_conformity_evidence, shop(needs, profile="strict"))
    assert at(fault)[0] == "requirements-dev.txt"
    pipeline = {".github/workflows/api.yml": "run: schemathesis run openapi.json\n"}
    assert said(missing_conformity_evidence, shop({**needs, **pipeline}, profile="strict")) == []
    assert said(missing_conformity_evidence, shop({"openapi.json": api()}, profile="strict")) == []


def test_a_document_beside_an_application_that_was_asked_is_its_contract() -> None:
    document = {"openapi.json": api("GET /items", "GET /orders")}
    answered = written(Probed(application="app.main:app", openapi=json.loads(api("GET /items", "GET /more"))))
    probe = {".specify/fastapi/probe.json": answered}
    assert said(breaking_change, shop({**document, **probe})) == ["GET /orders is gone"]
    renewed = {"openapi.json": api("GET /items")}
    assert said(breaking_change, shop({**renewed, **probe})) == []
    assert said(stale_contract, shop({**renewed, **probe})) == ["openapi.json does not tell of GET /more"]
    assert said(breaking_change, shop({**renewed, **probe}, document)) == ["GET /orders is gone"]
