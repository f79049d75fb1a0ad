"""What counts as breaking between two OpenAPI documents: each kind once, and what is generous never."""

from __future__ import annotations

from typing import Any

import pytest

from specward.packs.fastapi.interface.api import Api
from specward.packs.fastapi.interface.breaking import breaks, has_newer_version, is_raised
from specward.packs.fastapi.interface.openapi import Text
from specward.sources.memory import MemorySource

TEXT = {"type": "string"}
NUMBER = {"type": "integer"}
NULLABLE = {"anyOf": [TEXT, {"type": "null"}]}


def api(paths: dict[str, Any], schemas: dict[str, Any] | None = None, **more: Any) -> Api:
    whole = {
        "openapi": more.pop("openapi", "3.1.0"),
        "info": {"title": "Shop", "version": more.pop("version", "1.0.0")},
        "paths": paths,
        "components": {"schemas": schemas or {}, "securitySchemes": more.pop("schemes", {})},
        **more,
    }
    return Api(whole, Text("openapi.json", ""), MemorySource({}))


def body(schema: object, kind: str = "application/json", **more: Any) -> dict[str, Any]:
    return {"content": {kind: {"schema": schema}}, **more}


def sending(schema: object, schemas: dict[str, Any] | None = None, **more: Any) -> Api:
    """An API to which something is sent."""
    return api({"/items": {"post": {"requestBody": body(schema), "responses": {}}}}, schemas, **more)


def answering(schema: object, schemas: dict[str, Any] | None = None, **more: Any) -> Api:
    """An API that answers something."""
    return api({"/items": {"get": {"responses": {"200": body(schema)}}}}, schemas, **more)


def asking(*parameters: dict[str, Any]) -> Api:
    """An API with parameters."""
    return api({"/items": {"get": {"parameters": list(parameters), "responses": {}}}})


def parameter(schema: object = TEXT, **more: Any) -> dict[str, Any]:
    return {"name": "limit", "in": "query", "schema": schema, **more}


def thing(*required: str, **properties: object) -> dict[str, Any]:
    return {"type": "object", "properties": properties, "required": list(required)}


def told(before: Api, after: Api) -> list[str]:
    return [one.message for one in breaks(before, after)]


def kinds(before: Api, after: Api) -> list[str]:
    return [one.kind for one in breaks(before, after)]


@pytest.mark.parametrize(
    ("before", "after", "kind"),
    [
        (thing(name=TEXT), thing("name", name=TEXT), "property-required"),
        (thing(name=TEXT), thing("age", name=TEXT, age=NUMBER), "property-added"),
        (
            {**thing(name=TEXT), "additionalProperties": False},
            {**thing(age=TEXT), "additionalProperties": False},
            "property-refused",
        ),
        (thing(name=TEXT), {**thing(name=TEXT), "additionalProperties": False}, "extra-refused"),
        (thing(name=NULLABLE), thing(name=TEXT), "null-refused"),
        (thing(name={**TEXT, "nullable": True}), thing(name=TEXT), "null-refused"),
        (thing(name=TEXT), thing(name=NUMBER), "type-narrowed"),
        (thing(name={"type": "number"}), thing(name=NUMBER), "type-narrowed"),
        (thing(name={}), thing(name=TEXT), "type-narrowed"),
        (thing(name={"anyOf": [TEXT, NUMBER]}), thing(name=TEXT), "type-narrowed"),
        (thing(name=TEXT), thing(name={**TEXT, "enum": ["a", "b"]}), "enum-added"),
        (thing(name={**TEXT, "enum": ["a", "b"]}), thing(name={**TEXT, "enum": ["a"]}), "enum-narrowed"),
        (thing(name={"const": "a"}), thing(name={"const": "b"}), "enum-narrowed"),
        (thing(name=TEXT), thing(name={**TEXT, "format": "uuid"}), "format-changed"),
        (thing(name=TEXT), thing(name={**TEXT, "pattern": "^a"}), "pattern-added"),
        (thing(name=TEXT), thing(name={**TEXT, "minLength": 1}), "minLength-narrowed"),
        (thing(name={**TEXT, "maxLength": 9}), thing(name={**TEXT, "maxLength": 8}), "maxLength-narrowed"),
        (thing(name=NUMBER), thing(name={**NUMBER, "exclusiveMinimum": 0}), "minimum-narrowed"),
        (
            thing(name={**NUMBER, "maximum": 9}),
            thing(name={**NUMBER, "maximum": 9, "exclusiveMaximum": True}),
            "maximum-narrowed",
        ),
        (thing(name=NUMBER), thing(name={**NUMBER, "multipleOf": 5}), "multiple-of"),
        ({"type": "array", "items": TEXT}, {"type": "array", "items": TEXT, "maxItems": 3}, "maxItems-narrowed"),
        ({"type": "array", "items": TEXT}, {"type": "array", "items": TEXT, "uniqueItems": True}, "unique-items"),
        ({"type": "array", "items": TEXT}, {"type": "array", "items": NUMBER}, "type-narrowed"),
        (
            {"type": "object", "additionalProperties": TEXT},
            {"type": "object", "additionalProperties": NUMBER},
            "type-narrowed",
        ),
    ],
)
def test_what_is_refused_now_breaks_whoever_sends_it_and_the_other_way_round_nobody(
    before: dict[str, Any], after: dict[str, Any], kind: str
) -> None:
    assert kinds(sending(before), sending(after)) == [kind]
    back = kinds(sending(after), sending(before))
    assert back == [] or kind in {"type-narrowed", "enum-narrowed", "property-refused"}


@pytest.mark.parametrize(
    ("before", "after", "kind"),
    [
        (thing("name", name=TEXT, age=NUMBER), thing("name", name=TEXT), "property-removed"),
        (thing("name", name=TEXT), thing(name=TEXT), "property-optional"),
        (thing(name=TEXT), thing(name=NULLABLE), "null-answered"),
        (thing(name=TEXT), thing(name=NUMBER), "type-changed"),
        (thing(name=NUMBER), thing(name={"type": "number"}), "type-changed"),
        (thing(name={**TEXT, "format": "date"}), thing(name={**TEXT, "format": "date-time"}), "format-changed"),
        (thing(name=TEXT), {"type": "array", "items": TEXT}, "type-changed"),
    ],
)
def test_what_an_answer_lacks_now_breaks_whoever_reads_it(
    before: dict[str, Any], after: dict[str, Any], kind: str
) -> None:
    assert kinds(answering(before), answering(after)) == [kind]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (thing(name=TEXT), thing("name", name=TEXT, age=NUMBER)),
        (thing(name=NULLABLE), thing(name=TEXT)),
        (thing(name={"type": "number"}), thing(name=NUMBER)),
        (thing(name={**TEXT, "enum": ["a"]}), thing(name={**TEXT, "enum": ["a", "b"]})),
        (thing(name=TEXT), thing(name={**TEXT, "format": "uuid", "maxLength": 3})),
        (thing(name=TEXT), {}),
        ({}, thing(name=TEXT)),
        (thing(name={**TEXT, "writeOnly": True}), thing()),
    ],
)
def test_an_answer_that_says_more_or_of_which_nobody_can_tell_breaks_nobody(before: object, after: object) -> None:
    assert told(answering(before), answering(after)) == []


def test_what_only_answers_have_is_not_asked_of_who_sends() -> None:
    after = thing("id", "name", name=TEXT, id={**NUMBER, "readOnly": True})
    assert told(sending(thing("name", name=TEXT)), sending(after)) == []


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        (asking(), asking(parameter(required=True)), "the query parameter `limit` is new and required"),
        (asking(parameter()), asking(parameter(required=True)), "the query parameter `limit` is required now"),
        (
            asking(parameter({"type": "array", "items": TEXT})),
            asking(parameter({"type": "array", "items": TEXT}, explode=False)),
            "the query parameter `limit` is written in another way now",
        ),
        (
            asking(parameter(NUMBER)),
            asking(parameter({**NUMBER, "maximum": 100})),
            "the query parameter `limit` has the greatest 100 now; there was none",
        ),
        (
            asking(parameter(TEXT)),
            asking(parameter(NUMBER)),
            "the query parameter `limit` does not take a string any more, but an integer",
        ),
    ],
)
def test_a_parameter_that_must_be_given_otherwise_breaks(before: Api, after: Api, said: str) -> None:
    assert told(before, after) == [f"GET /items: {said}"]


def test_a_parameter_that_goes_or_that_takes_more_breaks_nobody() -> None:
    assert told(asking(parameter(NUMBER)), asking()) == []
    assert told(asking(parameter(NUMBER, required=True)), asking(parameter(TEXT))) == []
    assert told(asking(parameter(TEXT)), asking(parameter({"type": "array", "items": TEXT}))) == []


def test_another_name_for_a_parameter_of_the_path_is_nowhere_sent() -> None:
    def of(name: str, schema: object) -> Api:
        given = {"name": name, "in": "path", "required": True, "schema": schema}
        return api({f"/items/{{{name}}}": {"get": {"parameters": [given], "responses": {}}}})

    assert told(of("id", TEXT), of("item_id", TEXT)) == []
    assert told(of("id", TEXT), of("item_id", {**TEXT, "format": "uuid"})) == [
        "GET /items/{id}: the path parameter `item_id` has the format `uuid` in place of any"
    ]


def test_an_operation_that_is_gone_breaks_unless_it_was_deprecated() -> None:
    gone = api({"/items": {"get": {"responses": {}}}})
    before = api({"/items": {"get": {"responses": {}}, "put": {"responses": {}}}, "/old": {"get": {"responses": {}}}})
    assert kinds(before, gone) == ["operation-removed", "path-removed"]
    assert told(before, gone) == ["PUT /items is gone", "GET /old is gone"]
    announced = {"/items": {"get": {"responses": {}}, "put": {"responses": {}, "deprecated": True}}}
    assert told(api(announced), gone) == []


def test_a_body_that_must_be_sent_otherwise_breaks() -> None:
    def of(**body_: Any) -> Api:
        return api({"/items": {"post": {"responses": {}, **body_}}})

    plain = of(requestBody=body(TEXT))
    assert kinds(of(), of(requestBody=body(TEXT, required=True))) == ["body-added"]
    assert kinds(of(), plain) == []
    assert kinds(plain, of(requestBody=body(TEXT, required=True))) == ["body-required"]
    assert kinds(plain, of(requestBody=body(TEXT, "text/csv"))) == ["body-type-removed"]
    assert kinds(plain, of(requestBody=body(TEXT, "application/json; charset=utf-8"))) == []
    assert kinds(plain, of()) == []


def test_an_answer_of_another_status_kind_or_header_breaks() -> None:
    def of(status: str, kind: str = "application/json", **more: Any) -> Api:
        return api({"/items": {"get": {"responses": {status: body(TEXT, kind, **more), "404": {"description": ""}}}}})

    assert told(of("200"), of("201")) == ["GET /items does not answer 200 any more, but 201"]
    assert told(of("200"), of("2XX")) == []
    assert told(of("200"), of("200", "text/csv")) == ["GET /items: the answer 200 is not `application/json` any more"]
    assert kinds(of("200", headers={"ETag": {}}), of("200")) == ["header-removed"]
    assert kinds(of("200", headers={"ETag": {}}), of("200", headers={"etag": {}})) == []


def test_a_proof_that_is_asked_for_breaks_and_another_name_for_it_does_not() -> None:
    def of(*security: dict[str, Any]) -> Api:
        schemes = {
            "OAuth2PasswordBearer": {"type": "oauth2", "flows": {}},
            "Token": {"type": "http", "scheme": "bearer"},
            "Key": {"type": "apiKey", "in": "header", "name": "X-Key"},
        }
        return api({"/items": {"get": {"responses": {}, "security": list(security)}}}, schemes=schemes)

    bearer, token, key = ({name: list[str]()} for name in ("OAuth2PasswordBearer", "Token", "Key"))
    assert told(of(), of(bearer)) == ["GET /items asks who is calling now"]
    assert told(of(bearer, key), of(bearer)) == ["GET /items does not take `Key` as a proof any more"]
    assert kinds(of(bearer), of({"OAuth2PasswordBearer": ["write"]})) == ["security-narrowed"]
    assert told(of(bearer), of(token)) == []
    assert told(of(bearer), of({}, bearer)) == []
    assert told(of(bearer), of()) == []


def test_a_component_is_told_by_its_name_and_one_that_leads_back_to_itself_once() -> None:
    def node(**more: object) -> dict[str, Any]:
        children = {"type": "array", "items": {"$ref": "#/components/schemas/Node"}}
        return {"Node": thing("id", id=NUMBER, children=children, **more)}

    reference = {"$ref": "#/components/schemas/Node"}
    assert told(answering(reference, node(name=TEXT)), answering(reference, node())) == [
        "GET /items: `Node.name` of the answer 200 is gone"
    ]


def test_a_component_that_got_another_name_is_the_same() -> None:
    before = answering({"$ref": "#/components/schemas/A"}, {"A": thing("id", id=NUMBER)})
    after = answering({"$ref": "#/components/schemas/B"}, {"B": thing("id", id=NUMBER)})
    assert told(before, after) == []


def test_all_of_is_one_schema() -> None:
    whole = thing("id", "name", id=NUMBER, name=TEXT)
    parts = {"allOf": [{"$ref": "#/components/schemas/Base"}, thing("name", name=TEXT)]}
    schemas = {"Base": thing("id", id=NUMBER)}
    assert told(answering(whole), answering(parts, schemas)) == []
    assert told(answering(parts, schemas), answering(whole)) == []
    assert kinds(answering(parts, schemas), answering(thing("name", name=TEXT))) == ["property-removed"]


def test_a_form_of_several_that_is_no_longer_taken_is_named() -> None:
    schemas = {"Cat": thing("meow", meow=TEXT), "Dog": thing("bark", bark=TEXT)}
    cat, dog = ({"$ref": f"#/components/schemas/{name}"} for name in schemas)
    other = thing("purr", purr=TEXT)
    both = sending({"anyOf": [cat, dog]}, schemas)
    assert told(both, sending({"anyOf": [cat, other]}, schemas)) == [
        "POST /items: the body does not take `Dog` any more, but `Cat` or an object"
    ]
    assert told(sending(cat, schemas), both) == []


def test_one_more_form_of_an_answer_with_several_is_expected() -> None:
    schemas = {name: thing(name, **{name: TEXT}) for name in ("Cat", "Dog", "Fox")}
    cat, dog, fox = ({"$ref": f"#/components/schemas/{name}"} for name in schemas)
    two, three = ({"anyOf": forms} for forms in ([cat, dog], [cat, dog, fox]))
    assert told(answering(two, schemas), answering(three, schemas)) == []
    assert told(answering(cat, schemas), answering(two, schemas)) == [
        "GET /items: the answer 200 may be `Dog` now; it was `Cat`"
    ]


def test_null_and_absence_are_not_judged_between_generators_that_tell_them_differently() -> None:
    before = answering(thing("name", name=TEXT), openapi="3.0.3")
    assert told(before, answering(thing(name=NULLABLE))) == []


@pytest.mark.parametrize(
    ("before", "after", "raised"),
    [
        ("1.4.0", "2.0.0", True),
        ("1.4.0", "1.5.0", False),
        ("0.1.0", "0.2.0", True),
        ("0.1.0", "0.1.9", False),
        ("0.9", "1.0", True),
        ("2.0.0", "1.0.0", False),
        ("v1", "v2", True),
        ("latest", "newest", False),
        ("", "2", False),
    ],
)
def test_a_version_says_by_its_first_number_that_something_breaks(before: str, after: str, raised: bool) -> None:
    assert is_raised(api({}, version=before), api({}, version=after)) is raised


def test_a_path_of_a_newer_version_takes_the_place_of_an_older_one() -> None:
    (old,) = api({"/api/v1/items/{id}": {"get": {"responses": {}}}}).operations
    assert has_newer_version(old, api({"/api/v2/items/{item}": {"get": {"responses": {}}}}))
    assert not has_newer_version(old, api({"/api/v2/items/{item}": {"put": {"responses": {}}}}))
    assert not has_newer_version(old, api({"/api/v1/things/{item}": {"get": {"responses": {}}}}))
