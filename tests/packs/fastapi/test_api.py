"""What rules see of an API: any OpenAPI 3 alike, each part with its place, and whatever else is named clearly."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from specward.errors import UndeterminedError
from specward.packs.fastapi.backend import digests_of
from specward.packs.fastapi.interface.known_api import api_of, known_api_of, operations_of, problem_of
from specward.packs.fastapi.interface.schema import examples_of, is_bounded, takes_anything, types_of
from specward.packs.fastapi.probing import probe_file
from specward.packs.fastapi.probing.probed import Failure, Probed, Row
from specward.project import Project
from specward.sources.memory import MemorySource

if TYPE_CHECKING:
    from specward.packs.fastapi.interface.api import Api
    from specward.packs.fastapi.interface.operation import Operation

CONFIG = ".specify/specward.yml"
ITEM = {"type": "object", "properties": {"id": {"type": "integer"}}, "required": ["id"]}


def document(paths: dict[str, Any], **more: Any) -> dict[str, Any]:
    return {"openapi": "3.1.0", "info": {"title": "Shop", "version": "1.2.0"}, "paths": paths, **more}


def project(text: str | bytes, path: str = "openapi.json", more: str = "") -> Project:
    config = f"packs: [fastapi]\nfastapi: {{openapi: {path}{more}}}\n"
    return Project(MemorySource({CONFIG: config, path: text}))


def known(value: Any) -> Api:
    api = api_of(project(json.dumps(value, indent=2)))
    assert api is not None
    return api


def only(paths: dict[str, Any], **more: Any) -> Operation:
    (operation,) = known(document(paths, **more)).operations
    return operation


def test_an_operation_is_told_with_what_its_path_and_the_components_say() -> None:
    operation = only(
        {
            "/items/{id}": {
                "parameters": [
                    {"name": "id", "in": "path", "required": True, "schema": {"type": "integer"}},
                    {"name": "lang", "in": "query", "schema": {"type": "string"}},
                ],
                "put": {
                    "operationId": "put_item",
                    "tags": ["items"],
                    "summary": "Replace an item",
                    "parameters": [{"$ref": "#/components/parameters/Lang"}],
                    "requestBody": {"$ref": "#/components/requestBodies/Item"},
                    "responses": {
                        "200": {"description": "OK", "content": {"application/json": {"schema": {"type": "null"}}}},
                        "404": {"$ref": "#/components/responses/Missing"},
                    },
                },
            }
        },
        components={
            "parameters": {"Lang": {"name": "lang", "in": "query", "required": True, "description": "en, de"}},
            "requestBodies": {"Item": {"required": True, "content": {"application/json": {"schema": ITEM}}}},
            "responses": {"Missing": {"description": "There is none"}},
        },
    )
    assert str(operation) == "PUT /items/{id}"
    assert (operation.id, operation.tags, operation.summary) == ("put_item", ("items",), "Replace an item")
    assert [(one.name, one.where, one.required) for one in operation.parameters] == [
        ("id", "path", True),
        ("lang", "query", True),
    ]
    assert operation.parameters[1].description == "en, de"
    assert operation.body is not None
    assert operation.body.schema == ITEM
    assert operation.body.required
    assert operation.responses["404"].description == "There is none"
    assert operation.responses["404"].schema is None
    assert list(operation.success) == ["200"]


@pytest.mark.parametrize(
    ("own", "shared", "is_open"),
    [
        (None, None, True),
        (None, [{"bearer": []}], False),
        ([], [{"bearer": []}], True),
        ([{}, {"bearer": []}], None, True),
        ([{"bearer": ["admin"]}], [], False),
    ],
)
def test_what_an_operation_says_of_security_holds_before_what_the_api_says(
    own: object, shared: object, is_open: bool
) -> None:
    item = {"get": {"responses": {}} | ({} if own is None else {"security": own})}
    operation = only({"/items": item}, **({} if shared is None else {"security": shared}))
    assert operation.is_open is is_open


def test_a_parameter_a_schema_and_an_operation_each_have_their_place_in_json() -> None:
    api = known(document({"/a": {"get": {}}, "/b": {"get": {}}}, components={"schemas": {"Item": ITEM}}))
    lines = json.dumps(api.document, indent=2).splitlines()
    second = api.operations[1].place()
    assert lines[second.start.line - 1].strip().startswith('"/b"')
    assert second.excerpt == lines[second.start.line - 1]
    assert lines[api.place("components", "schemas", "Item").start.line - 1].strip().startswith('"Item"')
    assert api.place("nowhere").start.line == 1


def test_a_key_that_only_looks_like_a_path_is_not_taken_for_one() -> None:
    text = """{"openapi": "3.1.0", "info": {"title": "x",
 "x-old": {"/a": 1}, "description": "\\"/a\\": {"},
 "paths": {
  "/a": {"get": {"x": ["/a"]}}}}"""
    api = api_of(project(text))
    assert api is not None
    assert api.operations[0].place().start == (4, 3)


@pytest.mark.verifies("006-the-five-agents/AC-015")
def test_yaml_is_read_like_json_with_its_places() -> None:
    text = """openapi: 3.0.3
info:
  title: "1.0"
  version: 1.10
paths:
  /items:
    get:
      deprecated: true
      responses:
        200:
          description: OK
          content:
            application/json:
              schema: {type: string, nullable: true, maxLength: 5}
"""
    api = api_of(project(text, "docs/api.yaml"))
    assert api is not None
    assert (api.version, api.title) == ("3.0.3", "1.0")
    (operation,) = api.operations
    assert operation.deprecated
    assert operation.place().start == (6, 3)
    schema = operation.responses["200"].schema
    assert schema is not None
    assert types_of(schema) == ("string", "null")
    assert schema["maxLength"] == 5


@pytest.mark.verifies("006-the-five-agents/AC-015")
@pytest.mark.parametrize(
    ("text", "says", "to_set"),
    [
        (b"\xff\xfe", "not UTF-8", "UTF-8"),
        ("<html>", "not JSON", "export"),
        ("[" * 100_000, "nested too deeply", "export"),
        ("9" * 5_000, "too long a number", "export"),
        ("[1]", "no object", "`openapi`"),
        ('{"swagger": "2.0", "info": {}, "paths": {}}', "Swagger 2.0", "convert it"),
        ('{"openapi": "4.0.0", "info": {}, "paths": {}}', "OpenAPI 4.0.0", "spec fastapi probe"),
        ('{"openapi": 3.1}', "does not say its version", "3.1.0"),
        ('{"openapi": "3.1.0", "paths": {}}', "`info` is missing", "export"),
        ('{"openapi": "3.1.0", "info": {}, "paths": []}', "`paths` is no object", "export"),
    ],
)
def test_a_document_that_cannot_be_judged_is_named_with_what_to_do(text: str | bytes, says: str, to_set: str) -> None:
    broken = project(text)
    problem = problem_of(broken)
    assert problem is not None
    assert says in problem.message
    assert to_set in problem.help
    assert problem.place.path == "openapi.json"
    assert known_api_of(broken) is None
    with pytest.raises(UndeterminedError) as undetermined:
        api_of(broken)
    assert (undetermined.value.message, undetermined.value.where) == (problem.message, "openapi.json")


def test_the_place_of_a_problem_is_where_it_lies() -> None:
    swagger = problem_of(project('{\n  "info": {},\n  "swagger": "2.0"\n}'))
    comma = problem_of(project('{\n  "openapi": "3.1.0",,\n}'))
    anchored = problem_of(project("openapi: 3.1.0\ninfo: &a {}\npaths: *a\n", "api.yml"))
    assert swagger is not None
    assert swagger.place.start.line == 3
    assert comma is not None
    assert comma.place.start.line == 2
    assert anchored is not None
    assert anchored.place.start.line == 2


def test_a_document_that_is_not_there_is_told_where_it_is_configured() -> None:
    missing = Project(MemorySource({CONFIG: "packs: [fastapi]\nfastapi:\n  openapi: docs/openapi.json\n"}))
    problem = problem_of(missing)
    assert problem is not None
    assert problem.place.path == CONFIG
    assert problem.place.start.line == 3
    assert "spec fastapi probe" in problem.help


def test_a_path_that_is_told_elsewhere_in_the_document_is_followed() -> None:
    item = {"parameters": [{"name": "n", "in": "query"}], "get": {"summary": "All"}}
    operation = only({"/a": {"$ref": "#/components/pathItems/A"}}, components={"pathItems": {"A": item}})
    assert (operation.summary, [one.name for one in operation.parameters]) == ("All", ["n"])


def test_webhooks_alone_are_an_api_without_operations() -> None:
    api = known({"openapi": "3.1.0", "info": {}, "webhooks": {"sold": {}}})
    assert api.operations == ()


def test_without_the_pack_nothing_is_read() -> None:
    off = Project(MemorySource({CONFIG: "fastapi: {openapi: openapi.json}\n", "openapi.json": "{"}))
    assert api_of(off) is None
    assert problem_of(off) is None


@pytest.mark.verifies("006-the-five-agents/AC-025")
@pytest.mark.parametrize(("more", "is_judged"), [("", False), (", in-hook: true", True)])
def test_a_commit_under_way_is_held_to_the_api_only_where_that_is_wanted(more: str, is_judged: bool) -> None:
    whole = project(json.dumps(document({})), more=more)
    under_way = Project(whole.source, touched={"openapi.json"})
    assert (api_of(under_way) is not None) is is_judged
    assert api_of(whole) is not None


def test_a_reference_is_followed_with_what_stands_beside_it() -> None:
    api = known(document({}, components={"schemas": {"A/B": {"type": "string", "description": "inner"}}}))
    found = api.resolve({"$ref": "#/components/schemas/A~1B", "description": "outer"})
    assert found == {"type": "string", "description": "outer"}


@pytest.mark.parametrize("reference", ["#/components/schemas/Loop", "#/components/nowhere", "other.json#/A", "#", 7])
def test_a_reference_that_leads_nowhere_stays_as_it_is(reference: object) -> None:
    loop: dict[str, Any] = {
        "Loop": {"$ref": "#/components/schemas/Pool"},
        "Pool": {"$ref": "#/components/schemas/Loop"},
    }
    api = known(document({}, components={"schemas": loop}))
    assert api.resolve({"$ref": reference}) == {"$ref": reference}


def test_properties_are_found_through_lists_and_choices_and_each_schema_once() -> None:
    node: dict[str, Any] = {
        "type": "object",
        "properties": {"next": {"$ref": "#/components/schemas/Node"}, "item": ITEM},
    }
    api = known(document({}, components={"schemas": {"Node": node}}))
    schema = {"type": "array", "items": {"anyOf": [{"$ref": "#/components/schemas/Node"}, {"type": "null"}]}}
    found = [(one.path, one.required, one.owner) for one in api.walk_properties(schema)]
    assert found == [("[].next", False, "Node"), ("[].item", False, "Node"), ("[].item.id", True, "Node")]


def test_a_schema_that_multiplies_itself_is_walked_to_an_end() -> None:
    width: list[dict[str, Any]] = [{"type": "object"}] * 100
    for _ in range(3):
        width = [{"anyOf": width}] * 100
    assert len(list(known(document({})).walk({"anyOf": width}))) == 5_000


def test_both_versions_say_the_same_of_a_schema() -> None:
    assert types_of({"type": ["string", "null"]}) == types_of({"type": "string", "nullable": True})
    assert examples_of({"example": 1}) == examples_of({"examples": [1]}) == examples_of({"examples": {"a": 1}})
    assert is_bounded({"exclusiveMaximum": 5})
    assert is_bounded({"maximum": 5, "exclusiveMaximum": True})
    assert not is_bounded({"exclusiveMaximum": False})
    assert takes_anything({"title": "Anything"})
    assert not takes_anything({"const": None})


def test_what_is_deprecated_or_follows_from_another_method_is_not_judged_by_its_form() -> None:
    given = project(json.dumps(document({"/a": {"get": {}, "head": {}, "put": {"deprecated": True}}})))
    assert [str(one) for one in operations_of(given)] == ["GET /a"]


MAIN = "from fastapi import FastAPI\n\napp = FastAPI()\n"
ITEMS = "\n\n@router.get('/{item_id}')\ndef read_item(item_id: int) -> int:\n    return item_id\n"


def probed_project(found: Probed, files: dict[str, str] | None = None) -> Project:
    sources = {CONFIG: "packs: [fastapi]\n", "app/main.py": MAIN, "app/items.py": ITEMS}
    found = found._replace(digests=digests_of(Project(MemorySource(sources))))
    return Project(MemorySource({**sources, probe_file.PATH: probe_file.written(found), **(files or {})}))


def asked(**more: Any) -> Probed:
    row = Row(
        path="/items/{item_id:int}",
        method="GET",
        file="app/items.py",
        line=3,
        function="app.items.read_item",
        dependencies=("app.deps.user",),
    )
    openapi = document({"/items/{item_id}": {"get": {"responses": {}}}})
    return Probed(application="app.main:app", openapi=openapi, rows=(row,), middleware=("x.Cors",))._replace(**more)


def test_what_the_application_said_has_its_places_in_python() -> None:
    api = api_of(probed_project(asked()))
    assert api is not None
    assert api.from_probe
    assert api.middleware == ("x.Cors",)
    (operation,) = api.operations
    assert (operation.function, operation.dependencies) == ("app.items.read_item", ("app.deps.user",))
    place = operation.place()
    assert (place.path, place.start, place.excerpt) == ("app/items.py", (3, 1), "@router.get('/{item_id}')")
    assert api.place("info") == api.place("paths")
    assert (api.place("info").path, api.place("info").start) == ("app/main.py", (3, 7))


def test_a_function_outside_of_the_project_is_placed_where_the_application_is_made() -> None:
    api = api_of(probed_project(asked(rows=())))
    assert api is not None
    assert api.operations[0].place().path == "app/main.py"


def test_an_application_that_is_mounted_in_another_is_told_with_its_prefix() -> None:
    inner = document({"/orders": {"parameters": [{"name": "n", "in": "query"}], "get": {}}})
    api = api_of(probed_project(asked(mounted=(("/v1", inner), ("/old", {"swagger": "2.0"})))))
    assert api is not None
    assert [str(one) for one in api.operations] == ["GET /items/{item_id}", "GET /v1/orders"]
    assert api.operations[1].parameter("n") is not None


def test_what_was_said_before_the_source_changed_or_by_a_probe_that_failed_is_not_judged() -> None:
    assert why_unknown(probed_project(asked(), {"app/main.py": MAIN + "\n"})) == (
        "the source has changed since the application was asked: run `spec fastapi probe`"
    )
    assert why_unknown(probed_project(asked(failure=Failure("error", "it raised")))) == (
        "the application could not be asked: it raised; mend that, then run `spec fastapi probe`"
    )
    assert why_unknown(probed_project(asked(openapi=None))) == (
        "the application was not asked about itself: run `spec fastapi probe`"
    )


def test_where_only_another_application_is_meant_now_that_is_said() -> None:
    configured = {CONFIG: "packs: [fastapi]\nfastapi: {app: app.main:admin}\n"}
    assert why_unknown(probed_project(asked(), configured)) == (
        "`fastapi.app` names app.main:admin, and app.main:app was asked: run `spec fastapi probe`"
    )


def test_without_any_application_that_is_why_nothing_is_known() -> None:
    empty = Project(MemorySource({CONFIG: "packs: [fastapi]\n", "app/main.py": "x = 1\n"}))
    assert why_unknown(empty) == "no FastAPI application is found in the source"


def test_a_state_that_has_no_probe_is_asked_nothing_where_no_document_is_named() -> None:
    source = probed_project(asked()).source
    assert api_of(Project(source, with_probe=False)) is None
    named = Project(project(json.dumps(document({}))).source, with_probe=False)
    assert api_of(named) is not None


def why_unknown(given: Project) -> str:
    """Why nothing is known of an API, in the words that a check tells."""
    assert known_api_of(given) is None
    with pytest.raises(UndeterminedError) as undetermined:
        operations_of(given)
    return undetermined.value.message


def test_a_document_that_the_application_made_wrong_is_a_problem_of_the_probe() -> None:
    odd = probed_project(asked(openapi={"swagger": "2.0"}))
    problem = problem_of(odd)
    assert why_unknown(odd) == "this is Swagger 2.0, and only OpenAPI 3 is read"
    assert problem is not None
    assert problem.place.path == probe_file.PATH
    assert "openapi()" in problem.help
