"""The tables of endpoints in plans: read in whatever form people write them, and nothing that is none."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from specward.markdown.document import Document
from specward.packs.fastapi.interface.endpoint_table import Endpoint, Paths, endpoints, missing, promised
from specward.project import Project
from specward.sources.memory import MemorySource


def read(text: str) -> list[Endpoint]:
    return endpoints(Document("plan.md", text))


def said(text: str) -> list[str]:
    return list(map(str, read(text)))


def table(header: str, *rows: str) -> str:
    bar = "|".join("---" for _ in header.strip("|").split("|"))
    return "\n".join((header, f"|{bar}|", *rows, ""))


@pytest.mark.parametrize(
    ("header", "row"),
    [
        ("| Method | Path | Description |", "| GET | `/items/{id}` | One item |"),
        ("| Endpoint | Method | Auth Required |", "| `/items/{id}` | `GET` | yes |"),
        ("| Verb | Route |", "| **get** | /items/{id} |"),
        ("| operationId | Method / path | Use |", "| `getItem` | GET `/items/{id}` | as before |"),
        ("| # | Endpoint |", "| 1 | `GET /items/{id}?full=true` |"),
        ("| HTTP | URL |", "| GET | https://api.example.com/items/{id} |"),
        ("| HTTP method | Resource path |", "| GET | `{{base}}/items/{id}` |"),
        ("| 端点 | 方法 |", "| `/items/{id}` | GET |"),
        ("Method | Path", "GET | [/items/{id}](#item)"),
        ("| Story | Operation |", "| US1 | `GET` `/items/{id}` |"),
    ],
)
def test_method_and_path_are_read_from_whatever_columns_they_are_in(header: str, row: str) -> None:
    assert said(table(header, row)) == ["GET /items/{id}"]


def test_several_methods_of_a_path_are_several_endpoints() -> None:
    assert said(table("| Method | Path |", "| GET, POST | `/items` |", "| PUT/PATCH | `/items/:id` |")) == [
        "GET /items",
        "POST /items",
        "PUT /items/:id",
        "PATCH /items/:id",
    ]


def test_an_escaped_underscore_is_one() -> None:
    assert said(table("| Method | Path |", r"| GET | /api/{user\_id}/tasks |")) == ["GET /api/{user_id}/tasks"]


@pytest.mark.parametrize(
    "row",
    [
        "| ~~GET~~ | `/items` | all |",
        "| GET | ~~`/items`~~ | all |",
        "| GET | `/items` | removed in 002 |",
        "| GET | `/items` | **out of 007 scope** (the till's) |",
        "| GET | `/items` | Planned |",
        "| | `/items` | all |",
        "| GET | | all |",
        "| GET | the list of items | all |",
        "| always | `/items` | all |",
        "| GET | see `/items` | all |",
    ],
)
def test_a_row_that_promises_nothing_is_none(row: str) -> None:
    assert said(table("| Method | Path | What |", row)) == []


def test_the_words_of_a_description_take_no_promise_back() -> None:
    row = "| DELETE | `/items/{id}` | The item is removed; a deleted one answers 404, a planned one 409 |"
    assert said(table("| Method | Path | What |", row)) == ["DELETE /items/{id}"]


@pytest.mark.parametrize(
    "text",
    [
        table("| Method | Signature |", "| get | `/items` |"),
        table("| File | Purpose |", "| `app/api/items.py` | GET /items |"),
        table("| Table | SELECT | DELETE |", "| items | tenant | none |"),
        "GET /items\n\n- `POST /items`\n\n```\n| Method | Path |\n|---|---|\n| GET | /items |\n```\n",
    ],
)
def test_other_tables_and_plain_text_are_left_alone(text: str) -> None:
    assert said(text) == []


def test_an_endpoint_has_the_place_of_its_path() -> None:
    (found,) = read("# Plan\n\n" + table("| Method | Path |", "| GET | `/items` |"))
    assert (found.place.path, found.place.start.line, found.place.excerpt) == ("plan.md", 5, "| GET | `/items` |")


def test_a_feature_promises_what_its_plan_and_its_contracts_say() -> None:
    files = {
        "specs/001-shop/spec.md": "# Feature Specification: Shop\n",
        "specs/001-shop/plan.md": table("| Method | Path |", "| GET | `/items` |"),
        "specs/001-shop/contracts/README.md": table("| Method | Path |", "| POST | `/items` |"),
        "specs/001-shop/research.md": table("| Method | Path |", "| PUT | `/items` |"),
    }
    project = Project(MemorySource(files))
    found = promised(project, project.feature("specs/001-shop"))
    assert list(map(str, found)) == ["GET /items", "POST /items"]


@pytest.mark.parametrize(
    ("written", "known"),
    [
        ("/items", "/api/v1/items"),
        ("/v1/items", "/api/v1/items"),
        ("/items/:item_id/", "/items/{id}"),
        ("/items/<id>", "/items/{id}"),
        ("/items/[id]", "/items/{id}"),
        ("/Items", "/items"),
        ("/", "/"),
    ],
)
def test_a_path_is_found_as_plans_write_it(written: str, known: str) -> None:
    paths = Paths([("get", known)])
    (wanted,) = read(table("| Method | Path |", f"| GET | `{written}` |"))
    found = paths.find(wanted)
    assert found is not None
    assert paths.methods(found) == {"get"}


@pytest.mark.parametrize(
    ("written", "known"),
    [("/v2/items", "/api/v1/items"), ("/items", "/users/{id}/items"), ("/items", "/items/{id}"), ("/tems", "/items")],
)
def test_another_path_is_not_found(written: str, known: str) -> None:
    (wanted,) = read(table("| Method | Path |", f"| GET | `{written}` |"))
    assert Paths([("get", known)]).find(wanted) is None


def test_what_is_missing_is_told_of_tables_that_are_about_the_api() -> None:
    text = table("| Method | Path |", "| GET | `/items` |", "| PUT | `/items` |", "| GET | `/orders` |")
    text += "\nThe shop of the other team:\n\n" + table("| Method | Path |", "| GET | `/carts` |")
    assert list(map(str, missing(read(text), Paths([("get", "/items")])))) == ["PUT /items", "GET /orders"]


@given(st.lists(st.text(alphabet="GETPOS|/{}<>:`*~ \\-[]()ab", max_size=30), max_size=8))
def test_whatever_stands_in_a_table_is_read_without_failing(rows: list[str]) -> None:
    found = read(table("| Method | Path | Endpoint |", *(f"|{row}|" for row in rows)))
    assert all(one.path.startswith("/") for one in found)


def test_a_long_cell_costs_no_time() -> None:
    start = time.process_time()
    for cell in ("GET," * 50_000, "/{" * 100_000, "`" * 200_000, "removed " * 50_000, "/<a" * 90_000):
        read(table("| Method | Path |", f"| {cell} | {cell} |"))
    assert time.process_time() - start < 10
