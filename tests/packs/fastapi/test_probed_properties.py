"""What is kept of a probe, read from whatever stands there."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from specward.packs.fastapi.probing.probe_file import PATH, SCHEMA, read_probe, written
from specward.packs.fastapi.probing.probed import Failure, Probed, Row, RuffFinding, Tree
from specward.sources.memory import MemorySource

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from([*Probed._fields, *Row._fields]), inner, max_size=3)
    ),
    max_leaves=10,
)
FULL = Probed(
    application="app.main:app",
    interpreter=".venv/bin/python",
    openapi={"openapi": "3.1.0", "paths": {"/ä": {"get": {}}}},
    mounted=(("/inner", {"paths": {}}),),
    rows=(Row("/ä", "GET", "get", "app/main.py", 3, "app.main.get", ("app.deps.user",), True, 200, False),),
    middleware=("a.B:c.d",),
    confined=True,
    python="3.14.0",
    fastapi="0.165.0",
    trees={"app/new.py": Tree("0" * 64, [["Module", "mod", None, {}]])},
    unparsed={"app/broken.py": "no"},
    ruff=(RuffFinding("app/main.py", 1, 2, 3, 4, "S324", "weak"),),
    ruff_reason="",
    digests={"app/main.py": "1" * 64},
    failure=Failure("error", "RuntimeError: \ud800", "help", "tail", "app/main.py", 3),
    when="2026-11-21T10:00:00Z",
    seconds=0.5,
)


def read(text: str | bytes) -> Probed | None:
    return read_probe(MemorySource({PATH: text}))


def test_what_is_written_is_read_again() -> None:
    assert read(written(FULL)) == FULL
    assert read(written(Probed())) == Probed()
    assert read(written(Probed(ruff=()))) == Probed(ruff=())


@pytest.mark.parametrize(
    "text", ["", "{", "[]", "[" * 100_000, '{"schema": "specward/fastapi-probe/v0"}', b"\xff", "1" * 5000, "null"]
)
def test_what_is_no_probe_counts_as_none(text: str | bytes) -> None:
    assert read(text) is None


def test_without_a_file_nothing_was_asked() -> None:
    assert read_probe(MemorySource({})) is None


@pytest.mark.parametrize("path", ["../a.py", "/etc/passwd", "a/../b.py", "C:/a.py", "a\\b.py", "a//b.py", "", "a\0"])
def test_a_path_that_leads_out_of_the_project_is_left_out(path: str) -> None:
    value = {"schema": SCHEMA, "rows": [{"path": "/a", "file": path}], "trees": {path: {}}, "digests": {path: "0"}}
    probed = read(json.dumps(value))
    assert probed is not None
    assert (probed.rows[0].file, probed.trees, probed.digests) == ("", {}, {})


@given(st.dictionaries(st.sampled_from(Probed._fields), JSON))
def test_whatever_its_parts_are_each_comes_out_as_what_it_must_be(parts: dict[str, Any]) -> None:
    probed = read(json.dumps({**parts, "schema": SCHEMA}))
    assert probed is not None
    again = read(written(probed))
    assert again == probed
    assert probed.openapi is None or isinstance(probed.openapi, dict)
    assert all(row.line >= 0 for row in probed.rows)


@given(JSON, st.sampled_from(["rows", "ruff", "mounted"]), st.sampled_from(["path", "file", "line", "dependencies"]))
def test_whatever_is_said_of_a_row_it_is_one(said: Any, part: str, name: str) -> None:
    probed = read(json.dumps({"schema": SCHEMA, part: [{name: said}, [said, {}], said]}))
    assert probed is not None
    assert all(isinstance(item, str) for row in probed.rows for item in row.dependencies)
