"""What the rules on security, errors and models leave alone, and what they report, beyond their manuals' examples."""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING, Any

import pytest

from specward.finding import Severity
from specward.project import Project
from specward.rules.fastapi import (
    missing_error_response,
    missing_example,
    property_without_description,
    secret_in_response,
    several_error_schemas,
    unbounded_input,
    unprotected_operation,
    validation_error_undocumented,
    weak_password_field,
    write_without_role,
)
from specward.sources.memory import MemorySource

if TYPE_CHECKING:
    from types import ModuleType

    from specward.rule import Fault

    Operations = dict[str, dict[str, Any]]

pytestmark = pytest.mark.verifies("006-the-five-agents/AC-018")

ALL = (
    *(missing_error_response, missing_example, property_without_description, secret_in_response),
    *(several_error_schemas, unbounded_input, unprotected_operation, validation_error_undocumented),
    *(weak_password_field, write_without_role),
)
TEXT = {"type": "string"}
NAMED = {"securitySchemes": {"oauth": {"type": "oauth2", "flows": {}}}}
ASKS: list[dict[str, list[str]]] = [{"oauth": []}]
SECURED: Operations = {"GET /items": {"security": ASKS}}


def model(**properties: Any) -> dict[str, Any]:
    return {"type": "object", "properties": properties}


def ref(name: str) -> dict[str, str]:
    return {"$ref": f"#/components/schemas/{name}"}


def holds(schema: object) -> dict[str, Any]:
    return {"description": "OK", "content": {"application/json": {"schema": schema}}}


def sends(schema: object) -> dict[str, Any]:
    return {"requestBody": holds(schema)}


def answers(schema: object, status: str = "200") -> dict[str, Any]:
    return {"responses": {status: holds(schema)}}


def documented(operations: Operations, schemas: dict[str, Any] | None = None) -> dict[str, Any]:
    """A document with operations by `METHOD /path`."""
    paths: dict[str, Any] = {}
    for name, operation in operations.items():
        method, _, path = name.partition(" ")
        paths.setdefault(path, {})[method.lower()] = {"responses": {"200": {"description": "OK"}}, **operation}
    components = {**NAMED, "schemas": schemas or {}}
    return {"openapi": "3.1.0", "info": {"title": "A", "version": "1"}, "paths": paths, "components": components}


def shop(operations: Operations, profile: str = "core", more: str = "", /, **schemas: Any) -> Project:
    config = f"packs: [fastapi]\nfastapi: {{openapi: openapi.json, profile: {profile}{more}}}\n"
    text = json.dumps(documented(operations, schemas), indent=1)
    return Project(MemorySource({".specify/specward.yml": config, "openapi.json": text}))


def probed(operations: Operations, dependencies: dict[str, list[str]], profile: str = "core") -> Project:
    """A project whose application was probed: each operation is a function of `app.py`, with what it depends on."""
    code = "# The shop\n" + "".join(f"def f{number}(): ...\n" for number in range(len(operations)))
    rows = [
        {
            "path": name.partition(" ")[2],
            "method": name.partition(" ")[0],
            "file": "app.py",
            "line": number + 2,
            "function": f"app.f{number}",
            "dependencies": dependencies.get(name, []),
        }
        for number, name in enumerate(operations)
    ]
    probe = {
        "schema": "specward/fastapi-probe/v1",
        "application": "app:app",
        "openapi": documented(operations),
        "rows": rows,
        "digests": {"app.py": hashlib.sha256(code.encode()).hexdigest()},
    }
    files = {
        ".specify/specward.yml": f"packs: [fastapi]\nfastapi: {{profile: {profile}}}\n",
        ".specify/fastapi/probe.json": json.dumps(probe),
        "app.py": code,
    }
    return Project(MemorySource(files))


def faults(rule: ModuleType, project: Project) -> list[Fault]:
    return list(rule.check.function(project, project))


def told(rule: ModuleType, project: Project) -> list[str]:
    return [fault.message for fault in faults(rule, project)]


FAIR: Operations = {
    "GET /health": {},
    "POST /login": sends(model(password=TEXT, username={**TEXT, "maxLength": 9, "examples": ["Ada"]})),
    "POST /items": {
        "security": [{"oauth": ["items"]}],
        **sends(ref("ItemCreate")),
        "responses": {"201": holds(ref("ItemRead")), "401": holds(ref("Error")), "422": holds(ref("Error"))},
    },
    "PUT /items/{id}": {
        "security": [{"oauth": ["items"]}],
        **sends(ref("ItemCreate")),
        "responses": {status: holds(ref("Error")) for status in ("401", "404", "422")},
    },
}
FAIR["POST /login"]["requestBody"]["content"]["application/json"]["schema"]["properties"]["password"] = {
    **TEXT,
    "maxLength": 99,
}
FAIR["POST /login"]["responses"] = {"200": {"description": "OK"}, "422": holds(ref("Error"))}
NAME = {**TEXT, "maxLength": 100, "description": "As on the label", "examples": ["Oak table"]}
FAIR_SCHEMAS = {
    "ItemCreate": model(name=NAME),
    "ItemRead": model(id={"type": "integer"}, name=NAME),
    "Error": model(detail=TEXT),
}


@pytest.mark.parametrize("rule", ALL)
def test_an_api_that_is_as_it_should_be_is_left_alone_under_the_strictest_profile(rule: ModuleType) -> None:
    assert told(rule, shop(FAIR, "strict", **FAIR_SCHEMAS)) == []


@pytest.mark.parametrize("rule", ALL)
def test_an_api_without_operations_and_a_project_without_the_pack_are_left_alone(rule: ModuleType) -> None:
    assert told(rule, shop({}, "strict")) == []
    assert told(rule, Project(MemorySource({"openapi.json": "{"}))) == []


@pytest.mark.parametrize("rule", ALL)
def test_a_document_whose_parts_have_odd_forms_fells_no_rule(rule: ModuleType) -> None:
    odd: Operations = {
        "PUT /a/{id}": {
            "security": [{"oauth": 7}, 3],
            "requestBody": {"content": []},
            "responses": {"200": 1, "404": []},
        },
        "GET /b": {"security": "all", "parameters": [{"name": "q", "in": "query", "schema": {"anyOf": [1, ref("A")]}}]},
        "POST /c": {**sends({"properties": {"password": {"anyOf": [None, {"type": 3}]}, "x": 1}}), "responses": []},
        "POST /d": {**sends(ref("A")), **answers(ref("A"))},
    }
    schemas = {"A": {"allOf": [ref("A")], "properties": {"a": ref("A"), "secret": ref("Gone")}}}
    assert len(faults(rule, shop(odd, "strict", **schemas))) <= len(odd)


# Who may call what.


@pytest.mark.parametrize(
    ("name", "operation"),
    [
        ("GET /news", {}),
        ("POST /contact", {}),
        ("POST /users", {}),
        ("PUT /auth/reset-password", {}),
        ("PATCH /webhooks/stripe", {}),
        ("DELETE /newsletter/subscriptions", {}),
        ("POST /admin/login", {}),
        ("DELETE /carts/{id}", {"parameters": [{"name": "cart_token", "in": "query", "schema": TEXT}]}),
        ("PUT /profile", {"parameters": [{"name": "X-API-Key", "in": "header", "schema": TEXT}]}),
        ("DELETE /items/{id}", {"deprecated": True}),
        ("DELETE /items/{id}", {"security": ASKS}),
    ],
)
def test_what_is_open_for_a_reason_or_does_no_harm_is_left_alone(name: str, operation: dict[str, Any]) -> None:
    assert told(unprotected_operation, shop({**SECURED, name: operation})) == []


@pytest.mark.parametrize("name", ["PUT /items/{id}", "PATCH /items/{id}", "DELETE /items/{id}", "POST /v1/admin/items"])
def test_what_anybody_may_change_is_an_error(name: str) -> None:
    (fault,) = faults(unprotected_operation, shop({**SECURED, name: {}}))
    assert fault.message == f"anybody may call {name}"
    assert fault.severity is None
    assert (
        told(unprotected_operation, shop({**SECURED, name: {}}, "core", ', public: ["*/items/*", "*/admin/*"]')) == []
    )


def test_what_may_be_a_registration_below_admin_is_a_warning() -> None:
    (fault,) = faults(unprotected_operation, shop({**SECURED, "POST /admin/users": {}}))
    assert fault.severity is Severity.WARNING


def test_what_takes_a_password_below_admin_is_a_registration_and_information() -> None:
    user = {"type": "object", "properties": {"email": {"type": "string"}, "password": {"type": "string"}}}
    (fault,) = faults(unprotected_operation, shop({**SECURED, "POST /admin/users": sends(user)}))
    assert fault.severity is Severity.INFO
    (other,) = faults(unprotected_operation, shop({**SECURED, "POST /admin/items": sends(user)}))
    assert other.severity is None


def test_what_is_added_to_an_item_that_anybody_may_read_is_information_and_changing_the_item_is_not() -> None:
    shown: Operations = {**SECURED, "GET /invoices/{id}": {}}
    (added,) = faults(unprotected_operation, shop({**shown, "PATCH /invoices/{invoice}/customer": {}}))
    assert added.severity is Severity.INFO
    for name in ("PATCH /invoices/{id}", "PUT /invoices/{id}/customer", "PATCH /orders/{id}/customer"):
        (fault,) = faults(unprotected_operation, shop({**shown, name: {}}))
        assert fault.severity is None, name


def test_what_anybody_may_read_below_admin_is_information_and_a_warning_to_the_stricter_profiles() -> None:
    given: Operations = {**SECURED, "GET /v1/admin/users": {}}
    for profile, severity in (("core", Severity.INFO), ("seed", Severity.WARNING)):
        (fault,) = faults(unprotected_operation, shop(given, profile))
        assert (fault.message, fault.severity) == ("anybody may call GET /v1/admin/users", severity)


def test_security_of_the_whole_api_counts_and_an_operation_may_lift_it() -> None:
    document = {**documented({"PUT /a/{id}": {}, "PUT /b/{id}": {"security": []}}), "security": ASKS}
    config = "packs: [fastapi]\nfastapi: {openapi: openapi.json}\n"
    files = {".specify/specward.yml": config, "openapi.json": json.dumps(document)}
    assert told(unprotected_operation, Project(MemorySource(files))) == ["anybody may call PUT /b/{id}"]


def test_every_open_path_must_be_listed_under_the_stricter_profiles() -> None:
    given: Operations = {**SECURED, "GET /news": {}, "GET /health": {}, "POST /login": {}}
    (fault,) = faults(unprotected_operation, shop(given, "seed"))
    assert (fault.message, fault.severity) == (
        "anybody may call GET /news, which `fastapi.public` does not list",
        Severity.WARNING,
    )
    assert told(unprotected_operation, shop(given, "seed", ', public: ["/news", "/login"]')) == []


def test_an_api_that_only_reads_or_is_public_as_a_whole_needs_no_way_in() -> None:
    assert told(unprotected_operation, shop({"GET /items": {}, "GET /items/{id}": {}})) == []
    assert told(unprotected_operation, shop({"DELETE /items/{id}": {}}, "core", ', public: ["*"]')) == []


def test_an_api_that_names_no_way_in_is_told_once_and_as_information() -> None:
    bare: Operations = {"GET /a": {}, "POST /a": {}, "PUT /a/{id}": {}}
    (fault,) = faults(unprotected_operation, shop(bare))
    assert (fault.message, fault.severity) == ("no operation says who may call it, such as POST /a", Severity.INFO)


def test_a_dependency_that_asks_who_is_calling_protects_though_the_document_does_not_know() -> None:
    given: Operations = {**SECURED, "PUT /a": {}, "PUT /b": {}, "PUT /c": {}}
    project = probed(given, {"PUT /a": ["app.deps.get_current_user"], "PUT /b": ["app.deps.get_optional_user"]})
    first, second = faults(unprotected_operation, project)
    assert [first.message, second.message] == ["anybody may call PUT /b", "anybody may call PUT /c"]
    place = second.place.location()
    assert (place.path, place.start.line, place.excerpt) == ("app.py", 5, "def f3(): ...")


@pytest.mark.parametrize("name", ["pre_auth.PreAuth", "auth.CheckUserInterfaceAuth", "deps.check_auth", "deps.IsAdmin"])
def test_a_dependency_that_is_called_after_authentication_protects(name: str) -> None:
    project = probed({**SECURED, "PUT /a": {}, "PUT /b": {}}, {"PUT /a": [f"app.{name}"], "PUT /b": ["app.get_author"]})
    assert told(unprotected_operation, project) == ["anybody may call PUT /b"]


def test_an_api_whose_functions_look_at_a_token_by_themselves_is_told_how_many_do() -> None:
    project = probed({"GET /a": {}, "PUT /a": {}}, {"PUT /a": ["app.verify_token"]})
    assert told(unprotected_operation, project) == [
        "no operation says who may call it, such as PUT /a; 1 of 2 look at a token by themselves"
    ]


def test_without_a_probe_and_without_scopes_nobody_knows_of_roles() -> None:
    assert told(write_without_role, shop({"PUT /items/{id}": {"security": ASKS}}, "strict")) == []


@pytest.mark.parametrize(
    ("name", "dependencies"),
    [
        ("PUT /items/{id}", ["app.deps.get_current_active_superuser"]),
        ("DELETE /items/{id}", ["app.deps.require_role", "app.db.session"]),
        ("PATCH /users/me", ["app.deps.current_user"]),
        ("PUT /account/password", []),
        ("PUT /auth/logout", []),
        ("POST /items", []),
        ("GET /items", []),
    ],
)
def test_a_write_with_a_role_and_what_callers_do_to_their_own_are_left_alone(
    name: str, dependencies: list[str]
) -> None:
    project = probed({name: {"security": ASKS}}, {name: dependencies}, "seed")
    assert told(write_without_role, project) == []


def test_a_write_that_every_caller_may_do_is_reported_by_the_stricter_profiles() -> None:
    given: Operations = {"PUT /items/{id}": {"security": ASKS}, "POST /items": {"security": ASKS}, "DELETE /x": {}}
    names = {name: ["app.deps.get_current_user"] for name in given}
    put = "PUT /items/{id}: no dependency checks what its callers may do"
    post = "POST /items: no dependency checks what its callers may do"
    assert told(write_without_role, probed(given, names)) == []
    assert told(write_without_role, probed(given, names, "seed")) == [put]
    assert told(write_without_role, probed(given, names, "strict")) == [put, post]


# What leaks.


@pytest.mark.parametrize(
    ("name", "properties"),
    [
        ("GET /users/{id}", {"has_password": {"type": "boolean"}, "password_changed_at": TEXT}),
        ("GET /users/{id}", {"password": {**TEXT, "format": "password", "writeOnly": True}}),
        ("GET /users/{id}", {"password": {"anyOf": [{**TEXT, "writeOnly": True}, {"type": "null"}]}}),
        ("GET /foods/{id}", {"salt": TEXT, "hash": TEXT, "content_hash": TEXT, "etag": TEXT}),
        ("POST /auth/login", {"access_token": TEXT, "refresh_token": TEXT, "token_type": TEXT}),
        ("POST /v1/tokens", {"refresh_token": TEXT}),
        ("POST /users/generate-password", {"password": TEXT}),
        ("POST /clients", {"client_secret": TEXT}),
        ("GET /usage", {"prompt_tokens": {"type": "integer"}, "api_key_id": TEXT, "secret_configured": TEXT}),
        ("GET /flows", {"blocks": model(upload=model(sftp=model(sftp_password=TEXT)))}),
        ("GET /secrets/{id}", {"secret": TEXT}),
        ("GET /login-pages", {"kind": {"enum": ["password"]}}),
    ],
)
def test_what_is_no_secret_or_is_meant_to_be_handed_out_is_left_alone(name: str, properties: dict[str, Any]) -> None:
    assert told(secret_in_response, shop({name: answers(ref("Thing"))}, Thing=model(**properties))) == []


@pytest.mark.parametrize("name", ["hashed_password", "passwordHash", "password_hash", "pwd_salt", "user_password_hash"])
def test_a_hash_of_a_password_is_an_error_wherever_it_is_answered(name: str) -> None:
    users = {"type": "array", "items": ref("User")}
    given: Operations = {"POST /auth/register": answers(users, "201"), "GET /users": answers(users)}
    (fault,) = faults(secret_in_response, shop(given, User=model(**{name: {"anyOf": [TEXT, {"type": "null"}]}})))
    assert (fault.message, fault.severity) == (f"POST /auth/register answers `{name}` of `User`", None)


def test_a_password_that_comes_back_is_an_error_and_one_that_may_be_missing_a_warning() -> None:
    given: Operations = {"POST /users": {**sends(ref("UserCreate")), **answers(ref("UserCreate"))}}
    surely = {**model(password=TEXT), "required": ["password"]}
    assert [one.severity for one in faults(secret_in_response, shop(given, UserCreate=surely))] == [None]
    maybe = shop(given, UserCreate=model(password=TEXT))
    assert [one.severity for one in faults(secret_in_response, maybe)] == [Severity.WARNING]


@pytest.mark.parametrize("name", ["smtp_password", "clientSecret", "api_secret", "secret_key", "private_key", "secret"])
def test_the_secret_of_another_service_is_a_warning_where_it_is_read(name: str) -> None:
    (fault,) = faults(secret_in_response, shop({"GET /config": answers(ref("Config"))}, Config=model(**{name: TEXT})))
    assert (fault.message, fault.severity) == (f"GET /config answers `{name}` of `Config`", Severity.WARNING)


def test_what_lies_deep_in_what_the_caller_sent_only_comes_back() -> None:
    schemas = {"Spec": model(registry=ref("Registry")), "Registry": {**model(password=TEXT), "required": ["password"]}}
    given: Operations = {"POST /apply": {**sends(ref("Spec")), **answers(ref("Spec"))}}
    assert told(secret_in_response, shop(given, **schemas)) == []
    assert len(told(secret_in_response, shop({"GET /spec": answers(ref("Spec"))}, **schemas))) == 1


@pytest.mark.parametrize(
    ("name", "field", "schema"),
    [
        ("POST /login", "password", TEXT),
        ("POST /auth/token", "password", TEXT),
        ("PUT /me/password", "current_password", TEXT),
        ("POST /users", "password", {**TEXT, "minLength": 8}),
        ("POST /users", "password", {**TEXT, "pattern": ".{8,}"}),
        ("PATCH /users/{id}", "password", {"anyOf": [{**TEXT, "minLength": 8}, {"type": "null"}]}),
        ("PUT /users/{id}", "password_expired", {"type": "boolean"}),
        ("PUT /mail", "smtp_password", TEXT),
    ],
)
def test_a_password_with_a_least_length_and_one_that_is_not_new_are_left_alone(
    name: str, field: str, schema: dict[str, Any]
) -> None:
    assert told(weak_password_field, shop({name: sends(ref("Sent"))}, "seed", Sent=model(**{field: schema}))) == []


@pytest.mark.parametrize("field", ["password", "new_password", "newPassword"])
def test_a_new_password_without_a_least_length_is_reported_once(field: str) -> None:
    given: Operations = {"POST /users": sends(ref("Sent")), "POST /signup": sends(ref("Sent"))}
    project = shop(given, "seed", Sent=model(**{field: {"anyOf": [TEXT, {"type": "null"}]}}))
    assert told(weak_password_field, project) == [f"`Sent` takes `{field}` without a least length"]
    assert told(weak_password_field, shop(given, Sent=model(**{field: TEXT}))) == []


def test_the_strictest_profile_wants_a_password_to_be_called_one() -> None:
    given: Operations = {"POST /users": sends(ref("Sent"))}
    long = {**TEXT, "minLength": 8}
    said = shop(given, "strict", Sent=model(password={**long, "format": "password"}))
    assert told(weak_password_field, said) == []
    unsaid = shop(given, "strict", Sent=model(password=long))
    assert told(weak_password_field, unsaid) == ["`Sent` does not say that `password` is a password"]


# Errors.

ERROR, PROBLEM = holds(ref("Error")), holds(ref("Problem"))


@pytest.mark.parametrize(
    "responses",
    [
        {"404": ERROR, "409": ERROR, "500": ERROR},
        {"404": ERROR, "422": holds(ref("HTTPValidationError"))},
        {"404": ERROR, "403": {"description": "No"}},
        {"404": ERROR, "403": holds({})},
        {"200": PROBLEM, "404": ERROR},
    ],
)
def test_errors_of_one_form_are_left_alone(responses: dict[str, Any]) -> None:
    assert told(several_error_schemas, shop({"GET /a": {"responses": responses}})) == []


def test_a_form_of_errors_that_few_use_is_reported_once_at_the_first_that_does() -> None:
    usual = {f"GET /{name}": {"responses": {"404": ERROR}} for name in "abc"}
    odd = {f"GET /{name}": {"responses": {"404": PROBLEM}} for name in "de"}
    message = "GET /d answers errors as `Problem`, which others answer as `Error`"
    (fault,) = faults(several_error_schemas, shop({**odd, **usual}))
    assert (fault.message, fault.severity) == (message, None)
    (fault,) = faults(several_error_schemas, shop({**odd, **usual}, "seed"))
    assert (fault.message, fault.severity) == (message, Severity.WARNING)


def test_the_error_of_fastapi_beside_a_model_of_ones_own_is_reported_by_the_stricter_profiles() -> None:
    given: Operations = {"GET /a": {"responses": {"404": ERROR, "422": holds(ref("HTTPValidationError"))}}}
    assert told(several_error_schemas, shop(given)) == []
    assert told(several_error_schemas, shop(given, "seed")) == [
        "input that is not valid is answered as `HTTPValidationError`, other errors as `Error`"
    ]
    alone: Operations = {"GET /a": {"responses": {"422": holds(ref("HTTPValidationError"))}}}
    assert told(several_error_schemas, shop(alone, "seed")) == []


@pytest.mark.parametrize("known", ["404", "4XX", "default"])
def test_the_one_that_does_not_document_what_the_others_do_is_reported(known: str) -> None:
    usual: Operations = {f"GET /{name}/{{id}}": {"responses": {known: ERROR}} for name in "abc"}
    assert told(missing_error_response, shop(usual)) == []
    odd: Operations = {"GET /d/{user_id}": {}, "GET /e": {}, "GET /f/{page}": {}, "GET /health/{id}": {}}
    assert told(missing_error_response, shop({**usual, **odd})) == ["GET /d/{user_id} does not document 404"]


def test_an_api_that_documents_no_errors_is_left_alone_and_told_once_by_the_stricter_profiles() -> None:
    bare: Operations = {f"PUT /{name}/{{id}}": {"security": ASKS} for name in "abc"}
    assert told(missing_error_response, shop(bare)) == []
    assert told(missing_error_response, shop(bare, "seed")) == [
        "none of the 3 operations that answer 401 or 403 documents it, such as PUT /a/{id}",
        "none of the 3 operations that answer 404 documents it, such as PUT /a/{id}",
    ]


def test_what_one_operation_does_not_document_is_one_finding() -> None:
    known: Operations = {"GET /a/{id}": {"security": ASKS, "responses": {"403": ERROR, "404": ERROR}}}
    given: Operations = {**known, "GET /b/{id}": {"security": ASKS}}
    assert told(missing_error_response, shop(given, "seed")) == ["GET /b/{id} does not document 401 or 403, nor 404"]


@pytest.mark.parametrize(
    ("name", "operation"),
    [
        ("GET /a", {}),
        ("GET /a/{slug}", {"parameters": [{"name": "slug", "in": "path", "required": True, "schema": TEXT}]}),
        ("GET /a", {"parameters": [{"name": "q", "in": "query", "schema": {**TEXT, "title": "Q"}}]}),
        ("PUT /a", {**sends(model(a=TEXT)), "responses": {"422": ERROR}}),
        ("PUT /a", {**sends(model(a=TEXT)), "responses": {"400": ERROR}}),
        ("PUT /a", {**sends(model(a=TEXT)), "responses": {"4XX": ERROR}}),
        ("PUT /a", sends({})),
    ],
)
def test_input_that_cannot_be_wrong_and_a_documented_error_are_left_alone(name: str, operation: dict[str, Any]) -> None:
    assert told(validation_error_undocumented, shop({name: operation})) == []


@pytest.mark.parametrize(
    "operation",
    [
        sends(model(a=TEXT)),
        {"parameters": [{"name": "page", "in": "query", "schema": {"type": "integer"}}]},
        {"parameters": [{"name": "q", "in": "query", "required": True, "schema": TEXT}]},
        {"parameters": [{"name": "id", "in": "path", "required": True, "schema": {**TEXT, "format": "uuid"}}]},
    ],
)
def test_input_that_can_be_wrong_needs_an_answer(operation: dict[str, Any]) -> None:
    assert len(told(validation_error_undocumented, shop({"PUT /a": operation}))) == 1


# What a model says.


@pytest.mark.parametrize(
    "schema",
    [
        {**TEXT, "maxLength": 9},
        {**TEXT, "format": "date"},
        {**TEXT, "enum": ["a"]},
        {**TEXT, "contentMediaType": "application/octet-stream"},
        {"type": "integer", "minimum": 0},
        {"type": "array", "items": TEXT, "maxItems": 9},
        {"anyOf": [{**TEXT, "maxLength": 9}, {"type": "null"}]},
        {"type": "boolean"},
        model(a={"type": "boolean"}),
    ],
)
def test_input_with_a_bound_is_left_alone(schema: dict[str, Any]) -> None:
    assert told(unbounded_input, shop({"PUT /a": sends(ref("Sent"))}, "strict", Sent=model(x=schema))) == []


def test_input_without_a_bound_is_one_finding_for_a_model_and_one_for_a_query() -> None:
    query = [{"name": name, "in": "query", "schema": TEXT} for name in ("q", "item_id")]
    form = sends(ref("Body_login"))
    given: Operations = {
        "PUT /a": {**sends(ref("Sent")), "parameters": query},
        "PUT /b": sends(ref("Sent")),
        "POST /login": form,
    }
    sent = model(id=TEXT, a={"anyOf": [TEXT, {"type": "null"}]}, b={"type": "integer"}, c={"type": "array"})
    schemas = {"Sent": sent, "Body_login": model(grant_type=TEXT, username=TEXT)}
    assert told(unbounded_input, shop(given, "seed", **schemas)) == []
    assert told(unbounded_input, shop(given, "strict", **schemas)) == [
        "PUT /a takes `q` without a bound",
        "`Sent` takes `a`, `b`, `c` without a bound",
    ]


def test_a_model_that_explains_itself_is_left_alone_and_the_other_is_reported_at_its_place() -> None:
    said = {**TEXT, "description": "What it is for"}
    schemas = {
        "Fair": model(a=said, b=said, c=TEXT),
        "Plain": model(id=TEXT, email=TEXT, created_at=TEXT, kind={"enum": ["a"]}),
        "Bare": model(a=TEXT, b=TEXT, c=said),
    }
    given: Operations = {f"PUT /{name}": {**sends(ref(name)), **answers(ref(name))} for name in schemas}
    assert told(property_without_description, shop(given, **schemas)) == []
    (fault,) = faults(property_without_description, shop(given, "seed", **schemas))
    assert fault.message == "`Bare`: 2 of 3 properties have no description"
    assert fault.place.location().excerpt.strip() == '"Bare": {'


@pytest.mark.parametrize(
    ("rule", "message"),
    [
        (property_without_description, "no property of the 3 models has a description, such as those of `A`"),
        (missing_example, "none of the 3 models gives an example, such as `A`"),
    ],
)
def test_an_api_that_never_does_it_is_told_once(rule: ModuleType, message: str) -> None:
    given: Operations = {f"PUT /{name}": sends(ref(name)) for name in "ABC"}
    assert told(rule, shop(given, "seed", **{name: model(a=TEXT) for name in "ABC"})) == [message]


@pytest.mark.parametrize(
    "schema",
    [
        {**model(a=TEXT), "examples": [{"a": "x"}]},
        {**model(a=TEXT), "example": {"a": "x"}},
        model(a={**TEXT, "examples": ["x"]}, b=TEXT),
    ],
)
def test_a_model_with_an_example_anywhere_is_left_alone(schema: dict[str, Any]) -> None:
    assert told(missing_example, shop({"PUT /a": sends(ref("Sent"))}, "strict", Sent=schema)) == []


def test_an_example_of_the_body_will_do_and_a_part_of_a_model_needs_none() -> None:
    body = {"content": {"application/json": {"schema": ref("Whole"), "example": {"part": {}}}}}
    schemas = {"Whole": model(part=ref("Part")), "Part": model(a=TEXT)}
    assert told(missing_example, shop({"PUT /a": {"requestBody": body}}, "seed", **schemas)) == []
    assert told(missing_example, shop({"PUT /a": sends(ref("Whole"))}, "seed", **schemas)) == [
        "`Whole` gives no example"
    ]


def test_models_of_an_application_that_was_probed_are_reported_at_the_function_that_takes_them() -> None:
    project = probed({"GET /a": {}, "PUT /b": sends(model(a=TEXT))}, {}, "seed")
    (fault,) = faults(missing_example, project)
    assert fault.message == "PUT /b gives no example"
    assert fault.place.location().excerpt == "def f1(): ..."
