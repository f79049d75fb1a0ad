"""Whatever stands in a document, rules can ask all they ask of it, and its places are places in its text."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from hypothesis import given, settings
from hypothesis import strategies as st

from specward.packs.fastapi.interface.known_api import known_api_of, problem_of
from specward.project import Project
from specward.sources.memory import MemorySource

if TYPE_CHECKING:
    from collections.abc import Iterator

    from specward.packs.fastapi.interface.api import Api

KEYS = [
    *("openapi", "info", "paths", "components", "schemas", "parameters", "security", "securitySchemes", "servers"),
    *("get", "post", "delete", "responses", "requestBody", "content", "schema", "application/json", "200", "204"),
    *("/items", "/items/{id}", "properties", "items", "anyOf", "allOf", "additionalProperties", "$ref", "type"),
    *("name", "in", "required", "tags", "operationId", "summary", "title", "version", "Item", "a\nb", "\ud800", ""),
]
SCALARS = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-3, 10**20),
    st.floats(),
    st.sampled_from(["3.1.0", "object", "array", "#/components/schemas/Item", "#/paths", "#", "\ud800", "a\n\x1b[1m"]),
)
VALUES = st.recursive(
    SCALARS,
    lambda inner: st.one_of(st.lists(inner, max_size=3), st.dictionaries(st.sampled_from(KEYS), inner, max_size=4)),
    max_leaves=40,
)


def of(path: str, text: str | bytes) -> Project:
    return Project(
        MemorySource({".specify/specward.yml": f"packs: [fastapi]\nfastapi: {{openapi: {path}}}\n", path: text})
    )


def everything(api: Api) -> Iterator[object]:
    """What the rules ask of an API."""
    yield from (api.title, api.api_version, api.schemas, api.security_schemes, api.paths, api.place("info", "title"))
    for operation in api.operations:
        yield from (str(operation), operation.tags, operation.summary, operation.description, operation.segments)
        yield from (operation.parameters, operation.security, operation.is_open, operation.place())
        for part in (operation.body, *operation.responses.values()):
            if part is not None:
                yield from (part.content_types, list(api.walk(part.schema)), list(api.walk_properties(part.schema)))


@settings(max_examples=150, deadline=None)
@given(VALUES, VALUES, VALUES)
def test_any_json_is_an_api_or_a_problem_and_never_more(paths: Any, components: Any, info: Any) -> None:
    whole = {"openapi": "3.0.1", "info": info, "paths": paths, "components": components, "security": components}
    for value in (whole, {**whole, "info": {}, "paths": {"/items": paths, "/b": {"get": paths, "post": components}}}):
        text = json.dumps(value, indent=1)
        project = of("openapi.json", text)
        api, problem = known_api_of(project), problem_of(project)
        assert (api is None) is (problem is not None)
        if api:
            for operation in api.operations:
                assert json.dumps(operation.path)[1:-1] in text.splitlines()[operation.place().start.line - 1]
            assert list(everything(api))
            str(list(everything(api))).encode()


@settings(max_examples=150, deadline=None)
@given(st.text(st.sampled_from('{}[]":, \n\\-&*<ab/01\t\x00é\ud7ff'), max_size=40), st.integers(0, 70))
def test_any_text_between_what_is_known_is_an_api_or_a_problem_with_a_place_in_it(noise: str, at: int) -> None:
    for path, base in (
        ("openapi.json", '{"openapi": "3.1.0", "info": {}, "paths": {"/a": {"get": {}}}}'),
        ("openapi.yaml", "openapi: 3.1.0\ninfo: {}\npaths:\n  /a:\n    get: {responses: {}}\n"),
    ):
        text = base[:at] + noise + base[at:]
        project = of(path, text)
        api, problem = known_api_of(project), problem_of(project)
        assert (api is None) is (problem is not None)
        place = problem.place if problem else api.place("paths") if api else None
        assert place is not None
        assert place.start.line <= text.count("\n") + 1
        if api:
            assert list(everything(api))


@settings(max_examples=25, deadline=None)
@given(st.integers(1, 3_000), st.sampled_from(["items", "allOf", "additionalProperties", "properties"]))
def test_however_deep_a_schema_lies_it_is_walked_or_the_document_refused(depth: int, key: str) -> None:
    opening = {"items": '{"items":', "allOf": '{"allOf":[', "properties": '{"properties":{"a":'}
    closing = {"allOf": "]}", "properties": "}}"}
    first = opening.get(key, f'{{"{key}":')
    schema = first * depth + "{}" + closing.get(key, "}") * depth
    body = f'{{"content": {{"application/json": {{"schema": {schema}}}}}}}'
    text = f'{{"openapi": "3.1.0", "info": {{}}, "paths": {{"/a": {{"post": {{"requestBody": {body}}}}}}}}}'
    project = of("openapi.json", text)
    api = known_api_of(project)
    if api is None:
        assert problem_of(project) is not None
    else:
        operation = api.operations[0]
        assert operation.body is not None
        assert sum(1 for _ in api.walk(operation.body.schema)) == depth + 1
