"""What the rules on the OpenAPI document leave alone, and what they report, beyond the examples of their manuals."""

from __future__ import annotations

import json
from contextlib import suppress
from typing import TYPE_CHECKING, Any

import pytest

from specward.errors import UndeterminedError
from specward.finding import Severity
from specward.project import Project
from specward.rules.fastapi import (
    body_on_get,
    collection_post_not_created,
    default_title,
    delete_status,
    duplicate_operation_id,
    free_form_body,
    generated_summary,
    invalid_openapi,
    missing_description,
    missing_health_endpoint,
    missing_tags,
    missing_version_prefix,
    mixed_trailing_slash,
    path_not_kebab,
    response_without_schema,
    status_not_allowed,
    unpaged_list,
    verb_in_path,
)
from specward.sources.memory import MemorySource

if TYPE_CHECKING:
    from types import ModuleType

    from specward.rule import Fault

    Operations = dict[str, dict[str, Any]]

ALL = (
    *(body_on_get, collection_post_not_created, default_title, delete_status, duplicate_operation_id, free_form_body),
    *(generated_summary, invalid_openapi, missing_description, missing_health_endpoint, missing_tags),
    *(missing_version_prefix, mixed_trailing_slash, path_not_kebab, response_without_schema, status_not_allowed),
    *(unpaged_list, verb_in_path),
)
ITEM = {"type": "object", "properties": {"id": {"type": "integer"}}}
LIST = {"type": "array", "items": ITEM}


def answer(schema: object, kind: str = "application/json") -> dict[str, Any]:
    return {"description": "OK", "content": {kind: {"schema": schema}}}


def body(schema: object, kind: str = "application/json") -> dict[str, Any]:
    return {"content": {kind: {"schema": schema}}}


def shop(operations: Operations, profile: str = "core", more: str = "", **document: Any) -> Project:
    """A project whose API has operations by `METHOD /path`."""
    paths: dict[str, Any] = {}
    for name, operation in operations.items():
        method, _, path = name.partition(" ")
        paths.setdefault(path, {})[method.lower()] = {"responses": {"200": answer(ITEM)}, **operation}
    whole = {"openapi": "3.1.0", "info": {"title": "Shop", "version": "1.0.0"}, "paths": paths, **document}
    config = f"packs: [fastapi]\nfastapi: {{openapi: openapi.json, profile: {profile}{more}}}\n"
    return Project(MemorySource({".specify/specward.yml": config, "openapi.json": json.dumps(whole, indent=1)}))


def faults(rule: ModuleType, project: Project) -> list[Fault]:
    return list(rule.check.function(project, project))


def reported(rule: ModuleType, operations: Operations, profile: str = "core", more: str = "") -> list[str]:
    """The lines of the document at which a rule reports something, as they stand there."""
    return [
        getattr(fault.place.location(), "excerpt", "").strip().strip('": {')
        for fault in faults(rule, shop(operations, profile, more))
    ]


FAIR: Operations = {
    "GET /health": {"responses": {"200": answer({})}},
    "GET /v1/items": {
        "tags": ["items"],
        "operationId": "read_items",
        "summary": "The items on sale",
        "description": "Those that are sold out are left out.",
        "parameters": [{"name": "limit", "in": "query", "schema": {"type": "integer"}}],
        "responses": {"200": answer(LIST)},
    },
    "POST /v1/items": {
        "tags": ["items"],
        "operationId": "create_item",
        "summary": "Put an item on sale",
        "description": "At once.",
        "requestBody": body(ITEM),
        "responses": {"201": answer(ITEM), "409": {"description": "There is one of that name"}},
    },
    "DELETE /v1/items/{item_id}": {
        "parameters": [{"name": "item_id", "in": "path", "required": True, "schema": {"type": "integer"}}],
        "tags": ["items"],
        "operationId": "delete_item",
        "summary": "Take an item off sale",
        "description": "For good.",
        "responses": {"204": {"description": "Gone"}},
    },
}


@pytest.mark.parametrize("rule", ALL)
def test_an_api_that_is_as_it_should_be_is_left_alone_under_the_strictest_profile(rule: ModuleType) -> None:
    assert faults(rule, shop(FAIR, "strict")) == []


@pytest.mark.parametrize("rule", ALL)
def test_an_api_without_operations_and_a_project_without_the_pack_are_left_alone(rule: ModuleType) -> None:
    assert faults(rule, shop({}, "strict")) == []
    assert faults(rule, Project(MemorySource({"openapi.json": "{"}))) == []


@pytest.mark.parametrize("rule", ALL)
def test_what_is_deprecated_is_left_as_it_is(rule: ModuleType) -> None:
    odd = {"POST /v1/createItem": {"deprecated": True, "requestBody": body({}), "responses": {"418": answer({})}}}
    assert faults(rule, shop({**FAIR, **odd}, "strict")) == []


@pytest.mark.parametrize(
    ("name", "operation"),
    [
        ("GET /", {"responses": {"200": answer({})}}),
        ("GET /metrics", {"responses": {"200": answer({})}}),
        ("POST /webhooks/stripe", {"responses": {"200": answer({})}}),
        ("GET /items/{id}/image", {"responses": {"200": answer({})}}),
        ("GET /report.csv", {"responses": {"200": answer({})}}),
        ("POST /chat", {"responses": {"200": answer({})}}),
        ("GET /files/{file_path}", {"responses": {"200": {"description": "OK"}}}),
        ("GET /page", {"responses": {"200": answer({}, "text/html")}}),
        ("GET /old", {"responses": {"307": {"description": "Moved"}}}),
        ("POST /jobs", {"responses": {"202": answer({})}}),
        ("GET /items", {"responses": {"200": answer({"$ref": "#/components/schemas/Gone"})}}),
        ("GET /items", {"responses": {"200": answer({"type": "object"})}}),
        ("GET /records/{kind}", {"responses": {"200": answer({})}}),
        ("HEAD /items", {"responses": {"200": answer({})}}),
    ],
)
def test_an_answer_that_has_no_schema_for_a_reason_is_left_alone(name: str, operation: dict[str, Any]) -> None:
    assert reported(response_without_schema, {name: operation}) == []


@pytest.mark.verifies("006-the-five-agents/AC-018")
def test_an_answer_that_may_be_anything_is_reported_at_its_operation() -> None:
    operations = {
        "GET /items": {"responses": {"200": answer({"title": "Response Read Items"})}},
        "POST /items": {"responses": {"201": answer({})}},
        "GET /users": {},
    }
    first, second = faults(response_without_schema, shop(operations))
    assert first.message == "GET /items answers 200 with a schema that says nothing"
    assert second.message == "POST /items answers 201 with a schema that says nothing"
    assert first.place.location().excerpt == '  "/items": {'


def test_the_answer_that_fastapi_adds_to_one_that_is_told_of_is_left_alone() -> None:
    answers = {"200": answer({}), "204": {"description": "Signed in"}}
    assert reported(response_without_schema, {"POST /cookie": {"responses": answers}}) == []


def test_a_file_that_is_made_for_a_page_needs_no_tags() -> None:
    tagged: Operations = {f"GET /items-{number}": {"tags": ["items"]} for number in range(3)}
    assert reported(missing_tags, {**tagged, "GET /config.js": {}}) == []
    assert reported(missing_tags, {**tagged, "GET /config": {}}) == ["/config"]


def test_an_api_of_which_most_operations_say_nothing_is_told_of_once() -> None:
    bare: Operations = {f"GET /things-{number}": {"responses": {"200": answer({})}} for number in range(12)}
    mixed = {**bare, **{f"GET /items-{number}": {} for number in range(11)}}
    (fault,) = faults(response_without_schema, shop(mixed))
    assert fault.message == "12 of 23 operations answer with a schema that says nothing"
    assert len(fault.related) == 11
    assert len(reported(response_without_schema, mixed, "seed")) == 12
    assert len(reported(response_without_schema, {**mixed, "GET /more": {}})) == 12


@pytest.mark.parametrize(
    ("name", "given"),
    [
        ("POST /items", body(ITEM)),
        ("POST /items", body({"type": "object", "additionalProperties": {"type": "integer"}})),
        ("POST /items", body({"anyOf": [ITEM, {"type": "null"}]})),
        ("POST /items", body({"type": "array", "items": {}})),
        ("POST /upload", body({}, "application/octet-stream")),
        ("POST /webhook", body({})),
        ("PUT /items/{id}/labels", body({"type": "object"})),
        ("POST /records/{kind}", body({"type": "object"})),
        ("POST /items", {"content": {}}),
    ],
)
def test_a_body_that_says_what_it_takes_or_cannot_is_left_alone(name: str, given: dict[str, Any]) -> None:
    assert reported(free_form_body, {name: {"requestBody": given}}) == []


@pytest.mark.parametrize("schema", [{}, {"title": "Data"}, {"type": "object"}, {"type": ["object", "null"]}])
def test_a_body_that_takes_anything_is_reported(schema: dict[str, Any]) -> None:
    assert reported(free_form_body, {"PUT /items/{id}": {"requestBody": body(schema)}}) == ["/items/{id}"]


def test_a_title_that_only_mentions_the_framework_is_left_alone() -> None:
    chosen = shop({}, info={"title": "FastAPI shop", "version": "0.1.0"})
    assert faults(default_title, chosen) == []


def test_the_first_version_is_reported_under_the_strictest_profile_alone() -> None:
    info = {"title": "Shop", "version": "0.1.0"}
    assert faults(default_title, shop({}, "seed", info=info)) == []
    (fault,) = faults(default_title, shop({}, "strict", info=info))
    assert "0.1.0" in fault.message


def test_an_api_without_any_tags_is_left_alone_until_a_stricter_profile() -> None:
    untagged: Operations = {"GET /a": {}, "GET /b": {}}
    assert reported(missing_tags, untagged) == []
    assert reported(missing_tags, untagged, "seed") == ["/a", "/b"]


def test_the_one_operation_without_tags_is_reported_and_a_health_check_is_not() -> None:
    tagged = {f"GET /{name}": {"tags": ["x"]} for name in "abc"}
    assert reported(missing_tags, {**tagged, "GET /healthz": {}, "GET /d": {}}) == ["/d"]


@pytest.mark.parametrize(
    ("summary", "operation_id", "is_generated"),
    [
        ("Read Item", "read_item_items__id__get", True),
        ("Read Item", "items-read_item", True),
        ("Read item", "read_item_items__id__get", False),
        ("One Item", "read_item_items__id__get", False),
        ("", "read_item_items__id__get", False),
    ],
)
def test_a_summary_is_reported_where_it_is_the_name_of_the_function(
    summary: str, operation_id: str, is_generated: bool
) -> None:
    given: Operations = {"GET /items/{id}": {"summary": summary, "operationId": operation_id}}
    assert reported(generated_summary, given, "core") == []
    assert reported(generated_summary, given, "seed") == ["/items/{id}"] * is_generated


def test_operations_without_a_description_are_reported_by_the_stricter_profiles() -> None:
    given: Operations = {"GET /a": {"description": " "}, "GET /b": {"description": "All of them."}}
    assert reported(missing_description, given) == []
    assert reported(missing_description, given, "seed") == ["/a"]


def test_an_id_is_reported_at_whatever_has_it_after_the_first() -> None:
    given: Operations = {"GET /a": {"operationId": "x"}, "GET /b": {}, "GET /c": {"operationId": "x"}, "GET /d": {}}
    (fault,) = faults(duplicate_operation_id, shop(given))
    assert fault.message == "GET /c has the id of GET /a, `x`"
    assert fault.related[0].location().excerpt.strip() == '"/a": {'


def test_a_convention_of_underscores_is_left_alone_and_so_is_what_is_no_word() -> None:
    given: Operations = {"GET /order_items": {}, "GET /gift_cards/{cardId}": {}, "GET /tax-rates": {}}
    assert reported(path_not_kebab, given) == []
    odd: Operations = {
        "GET /{itemId}.json": {},
        "GET /items:batchGet": {},
        "GET /.well-known/x_y.json": {},
        "GET /v1": {},
    }
    assert reported(path_not_kebab, odd, "strict") == []


def test_the_path_that_differs_is_reported_once_whatever_its_methods() -> None:
    kebab: Operations = {f"GET /{name}-list": {} for name in ("price", "wish", "gift")}
    given = {**kebab, "GET /orderItems": {}, "POST /orderItems": {}}
    (fault,) = faults(path_not_kebab, shop(given))
    assert fault.help == "write `order-items`"
    assert reported(path_not_kebab, {"GET /order_items": {}}, "seed") == ["/order_items"]


@pytest.mark.parametrize(
    "name",
    [
        "POST /login",
        "POST /orders/{id}/cancel",
        "GET /search",
        "POST /get-quote",
        "GET /listings",
        "GET /{get}",
        "PUT /edits",
    ],
)
def test_a_verb_that_no_method_says_is_left_alone(name: str) -> None:
    assert reported(verb_in_path, {name: {}}) == []


@pytest.mark.parametrize("path", ["/getUser/{id}", "/get_user/{id}", "/users/get-by-name", "/users/list"])
def test_a_verb_that_the_method_says_is_reported(path: str) -> None:
    assert reported(verb_in_path, {f"GET {path}": {}}) == [path]


def test_status_codes_are_held_to_the_list_once_somebody_has_one() -> None:
    given: Operations = {"GET /a": {"responses": {"200": answer(ITEM), "418": {}, "4XX": {}, "default": {}}}}
    assert faults(status_not_allowed, shop(given)) == []
    (unasked,) = faults(status_not_allowed, shop(given, "seed"))
    (agreed,) = faults(status_not_allowed, shop(given, more=", statuses: [200]"))
    assert faults(status_not_allowed, shop(given, more=", statuses: [200, 418]")) == []
    assert (unasked.severity, agreed.severity) == (Severity.INFO, None)
    assert agreed.message == "GET /a documents 418, which `fastapi.statuses` does not list"


@pytest.mark.parametrize(
    ("name", "responses"),
    [
        ("POST /items", {"201": answer(ITEM)}),
        ("POST /items", {"200": answer(ITEM), "201": answer(ITEM)}),
        ("POST /items", {"202": answer(ITEM)}),
        ("POST /items", {"200": answer(LIST)}),
        ("POST /login", {"200": answer(ITEM)}),
        ("POST /items/{id}/publish", {"200": answer(ITEM)}),
        ("PUT /items", {"200": answer(ITEM)}),
    ],
)
def test_a_post_that_creates_nothing_or_says_so_is_left_alone(name: str, responses: dict[str, Any]) -> None:
    given: Operations = {"GET /items/{id}": {}, name: {"responses": responses}}
    assert reported(collection_post_not_created, given, "strict") == []


def test_a_post_that_creates_and_answers_200_is_reported() -> None:
    given: Operations = {"GET /items/{id}": {}, "POST /items/": {}}
    assert reported(collection_post_not_created, given) == []
    assert reported(collection_post_not_created, given, "seed") == ["/items/"]


@pytest.mark.parametrize(
    ("responses", "is_reported"),
    [
        ({"204": {"description": "Gone"}}, False),
        ({"200": answer(ITEM)}, False),
        ({"202": answer({})}, False),
        ({"200": answer({})}, True),
        ({"200": answer({"type": "null"})}, True),
        ({"200": {"description": "OK"}}, True),
        ({"204": answer(ITEM)}, True),
        ({"200": answer({}), "204": {"description": "Gone"}}, False),
    ],
)
def test_the_status_of_a_delete_fits_what_it_answers(responses: dict[str, Any], is_reported: bool) -> None:
    assert reported(delete_status, {"DELETE /items/{id}": {"responses": responses}}) == ["/items/{id}"] * is_reported


def test_an_api_of_which_most_deletes_do_not_say_what_they_answer_is_told_of_once() -> None:
    silent = {"responses": {"200": answer({})}}
    bare: Operations = {f"DELETE /things/{{id}}/{number}": silent for number in range(12)}
    mixed = {**bare, **{f"DELETE /items/{{id}}/{number}": {"responses": {"204": {}}} for number in range(11)}}
    (fault,) = faults(delete_status, shop({**mixed, "DELETE /wrong": {"responses": {"200": answer({})}}}))
    assert fault.message == "13 of 24 DELETE operations answer 200 and do not say with what"
    assert len(fault.related) == 12
    assert len(faults(delete_status, shop(mixed, "seed"))) == 12
    assert len(faults(delete_status, shop({**mixed, "DELETE /more": {"responses": {"204": {}}}}))) == 12


def test_a_body_of_get_is_an_error_and_one_of_delete_information() -> None:
    given: Operations = {"GET /a": {"requestBody": body(ITEM)}, "DELETE /a": {"requestBody": body(ITEM)}}
    assert [fault.severity for fault in faults(body_on_get, shop(given))] == [None, Severity.INFO]
    assert reported(body_on_get, {"POST /a": {"requestBody": body(ITEM)}}) == []


def test_an_api_that_is_served_under_a_version_needs_none_in_its_paths() -> None:
    served = shop({"GET /items": {}}, "seed", servers=[{"url": "https://shop.example/api/v2"}, "odd", {}])
    assert faults(missing_version_prefix, served) == []


def test_an_api_without_versions_is_told_once_and_a_path_among_others_by_itself() -> None:
    bare: Operations = {"GET /a": {}, "GET /b": {}, "GET /health": {}}
    assert reported(missing_version_prefix, bare) == []
    (fault,) = faults(missing_version_prefix, shop(bare, "seed"))
    assert fault.message == "no path of the API has a version"
    mixed: Operations = {"GET /v1/a": {}, "GET /v1/b": {}, "GET /c": {}, "POST /auth/login": {}, "GET /feed.xml": {}}
    assert reported(missing_version_prefix, mixed, "seed") == ["/c"]


@pytest.mark.parametrize(
    "name", ["limit", "page", "page_size", "cursor", "offset", "pageSize", "per_page", "filter[limit]"]
)
def test_a_list_that_can_be_parted_is_left_alone(name: str) -> None:
    parameters = [{"name": name, "in": "query", "schema": {"type": "integer"}}]
    given: Operations = {
        "POST /items": {},
        "GET /items": {"parameters": parameters, "responses": {"200": answer(LIST)}},
    }
    assert reported(unpaged_list, given, "strict") == []


@pytest.mark.parametrize("schema", [ITEM, {"type": "array", "items": {"type": "string"}}, {**LIST, "maxItems": 50}])
def test_a_list_that_has_an_end_is_left_alone(schema: dict[str, Any]) -> None:
    given: Operations = {"POST /items": {}, "GET /items": {"responses": {"200": answer(schema)}}}
    assert reported(unpaged_list, given, "strict") == []


def test_a_list_without_end_is_reported_by_the_stricter_profiles() -> None:
    given: Operations = {
        "GET /items": {"responses": {"200": answer(LIST)}},
        "POST /items": {},
        "GET /colours": {"responses": {"200": answer(LIST)}},
        "GET /items/{id}/parts": {"responses": {"200": answer(LIST)}},
        "POST /items/{id}/parts": {},
    }
    assert reported(unpaged_list, given) == []
    assert reported(unpaged_list, given, "seed") == ["/items", "/colours", "/items/{id}/parts"]


@pytest.mark.parametrize("path", ["/health", "/api/v1/utils/health-check/", "/healthz", "/livez", "/ready", "/ping"])
def test_a_service_that_tells_whether_it_is_well_is_left_alone(path: str) -> None:
    assert reported(missing_health_endpoint, {f"GET {path}": {}, "GET /items": {}}, "strict") == []


def test_a_service_that_tells_nothing_of_itself_is_reported_by_the_stricter_profiles() -> None:
    assert faults(missing_health_endpoint, shop({"GET /items": {}})) == []
    assert len(faults(missing_health_endpoint, shop({"GET /items": {}}, "seed"))) == 1


def test_one_form_of_collections_is_left_alone_whatever_other_paths_do() -> None:
    given: Operations = {
        "GET /items/": {},
        "GET /items/{id}": {},
        "GET /users/": {},
        "GET /users/{id}": {},
        "GET /me": {},
    }
    assert reported(mixed_trailing_slash, given) == []


def test_a_collection_that_answers_in_both_forms_is_left_alone() -> None:
    given: Operations = {
        "GET /items": {},
        "GET /items/": {},
        "GET /items/{id}": {},
        "GET /users": {},
        "GET /users/{id}": {},
    }
    assert reported(mixed_trailing_slash, given) == []


def test_the_collections_of_the_rarer_form_are_reported_once_each() -> None:
    given: Operations = {
        f"{method} /{name}": {}
        for name in ("a/", "a/{id}", "b/", "b/{id}", "c", "c/{id}")
        for method in ("GET", "POST")
    }
    assert reported(mixed_trailing_slash, given) == ["/c"]


@pytest.mark.verifies("006-the-five-agents/AC-015")
def test_a_document_that_cannot_be_judged_is_one_finding_and_no_other_rule_speaks() -> None:
    config = "packs: [fastapi]\nfastapi: {openapi: api.json, profile: strict}\n"
    swagger = '{"swagger": "2.0", "info": {"title": "FastAPI"}, "paths": {}}'
    project = Project(MemorySource({".specify/specward.yml": config, "api.json": swagger}))
    (fault,) = faults(invalid_openapi, project)
    assert fault.message == "this is Swagger 2.0, and only OpenAPI 3 is read"
    for rule in ALL:
        with suppress(UndeterminedError):
            assert rule is invalid_openapi or faults(rule, project) == []
    assert fault.help.startswith("convert it to OpenAPI 3, or leave `fastapi.openapi` out")


def test_what_the_schema_of_the_standard_has_against_a_document_is_told_at_its_place() -> None:
    pytest.importorskip("openapi_spec_validator")
    (fault,) = faults(invalid_openapi, shop({"GET /a": {"tags": "items"}}))
    assert fault.place.location().excerpt.strip() == '"get": {'
    assert "'items' is not of type 'array'" in fault.message


@pytest.mark.parametrize(
    "schema",
    [
        {"$ref": "file:///etc/hostname"},
        {"$ref": "other.json"},
        {"$id": "http://127.0.0.1:9/", "$ref": "#/a"},
        {"type": "string", "pattern": "(a+)+$", "default": "a" * 40 + "!"},
        {"allOf": [{"$ref": "#/components/schemas/S0"}] * 2, "default": "x"},
    ],
)
def test_a_validator_is_led_nowhere_and_tries_nothing_out(schema: dict[str, Any]) -> None:
    pytest.importorskip("openapi_spec_validator")
    doubling = {f"S{n}": {"allOf": [{"$ref": f"#/components/schemas/S{n + 1}"}] * 2} for n in range(40)}
    schemas = {**doubling, "S40": {"type": "string"}, "Odd": schema}
    assert faults(invalid_openapi, shop({}, components={"schemas": schemas})) == []
