"""Whatever two documents hold: one against itself never breaks, more of what is optional never does, nothing fails."""

from __future__ import annotations

import copy
import time
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from specward.packs.fastapi.interface.api import Api
from specward.packs.fastapi.interface.breaking import breaks
from specward.packs.fastapi.interface.openapi import Text
from specward.sources.memory import MemorySource

NAMES = st.sampled_from(["a", "b", "c"])
LEAVES = st.sampled_from(
    [
        {},
        {"type": "string"},
        {"type": "string", "enum": ["x", "y"]},
        {"type": ["string", "null"], "format": "uuid"},
        {"type": "integer", "minimum": 1, "exclusiveMaximum": 9},
        {"type": "null"},
        {"const": 1},
        *({"$ref": f"#/components/schemas/{name}"} for name in ("a", "b", "c", "gone")),
    ]
)


def _deeper(inner: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    return st.one_of(
        st.builds(
            lambda properties, required: {"type": "object", "properties": properties, "required": required},
            st.dictionaries(NAMES, inner, max_size=3),
            st.lists(NAMES, max_size=2, unique=True),
        ),
        st.builds(lambda items: {"type": "array", "items": items}, inner),
        st.builds(
            lambda word, parts: {word: parts},
            st.sampled_from(["anyOf", "oneOf", "allOf"]),
            st.lists(inner, min_size=1, max_size=3),
        ),
        st.builds(lambda more: {"type": "object", "additionalProperties": more}, inner),
    )


SCHEMAS = st.recursive(LEAVES, _deeper, max_leaves=8)
JUNK = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(
                [
                    *(
                        "get",
                        "/a",
                        "parameters",
                        "schema",
                        "properties",
                        "anyOf",
                        "items",
                        "required",
                        "enum",
                        "content",
                    ),
                    *("responses", "200", "$ref", "security", "type", "minimum", "in", "name", "requestBody"),
                ]
            ),
            inner,
            max_size=4,
        )
    ),
    max_leaves=12,
)


def api(schema: object, components: dict[str, Any]) -> Api:
    content = {"content": {"application/json": {"schema": schema}}}
    operation = {
        "parameters": [{"name": "q", "in": "query", "schema": schema}],
        "requestBody": content,
        "responses": {"200": content},
    }
    return of({"/items": {"post": operation}}, components)


def of(paths: dict[str, Any], components: object) -> Api:
    whole = {"openapi": "3.1.0", "info": {}, "paths": paths, "components": {"schemas": components}}
    return Api(whole, Text("openapi.json", ""), MemorySource({}))


@given(SCHEMAS, st.dictionaries(NAMES, SCHEMAS))
def test_a_document_against_itself_never_breaks(schema: object, components: dict[str, Any]) -> None:
    assert breaks(api(schema, components), api(copy.deepcopy(schema), copy.deepcopy(components))) == []


@given(SCHEMAS, st.dictionaries(NAMES, SCHEMAS))
def test_what_is_new_and_optional_never_breaks(schema: object, components: dict[str, Any]) -> None:
    before = api(schema, components)
    after = copy.deepcopy(before.document)
    operation = after["paths"]["/items"]["post"]
    operation["parameters"].append({"name": "more", "in": "query", "schema": {"type": "integer"}})
    operation["responses"]["202"] = {"description": "Later"}
    after["paths"]["/more"] = {"get": {"parameters": [{"name": "must", "in": "query", "required": True}]}}
    for component in after["components"]["schemas"].values():
        if "properties" in component:
            component["properties"]["more"] = {"type": "string"}
    assert breaks(before, Api(after, Text("openapi.json", ""), MemorySource({}))) == []


@given(SCHEMAS, SCHEMAS, st.dictionaries(NAMES, SCHEMAS), st.dictionaries(NAMES, SCHEMAS))
def test_each_difference_is_told_once_in_one_line(
    schema: object, other: object, components: dict[str, Any], others: dict[str, Any]
) -> None:
    found = breaks(api(schema, components), api(other, others))
    said = [(one.kind, one.message) for one in found]
    assert len(said) == len(set(said))
    assert all(one.message.isprintable() for one in found)


@given(JUNK, JUNK)
def test_whatever_stands_in_a_document_nothing_fails(before: object, after: object) -> None:
    old, new = (of({"/a": {"get": one}, "/b": one if isinstance(one, dict) else {}}, one) for one in (before, after))
    assert breaks(old, old) == []
    assert all(one.message.isprintable() for one in breaks(old, new))


@pytest.mark.no_cover  # the time is that of the comparison alone
def test_schemas_that_lead_to_each_other_without_end_are_compared_in_no_time() -> None:
    every = [{"$ref": f"#/components/schemas/s{number}"} for number in range(30)]

    def web(kind: str) -> dict[str, Any]:
        properties = {**{f"p{number}": {"anyOf": every} for number in range(10)}, "v": {"type": kind}}
        return {f"s{number}": {"type": "object", "properties": properties} for number in range(30)}

    def heap(kind: str) -> dict[str, Any]:
        return {f"s{number}": {"allOf": [*every, {"properties": {"v": {"type": kind}}}]} for number in range(30)}

    deep: dict[str, Any] = {"type": "string"}
    for _ in range(300):
        deep = {"type": "object", "properties": {"a": deep, "b": deep}}
    start = time.process_time()
    breaks(
        api({"$ref": "#/components/schemas/s0"}, web("string")),
        api({"$ref": "#/components/schemas/s0"}, web("integer")),
    )
    breaks(api(every[0], heap("string")), api(every[0], heap("integer")))
    breaks(api(deep, {}), api({**deep, "title": "x"}, {}))
    assert time.process_time() - start < 20
