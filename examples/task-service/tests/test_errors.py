from typing import Any

import pytest
from fastapi import FastAPI
from httpx import ASGITransport, AsyncClient, Response

from tests.people import PASSWORD, People

FORM = {"code", "message", "details", "request_id"}


@pytest.mark.verifies("001-task-api/AC-022")
@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({}, "body.title"),
        ({"title": "  "}, "body.title"),
        ({"title": "x" * 201}, "body.title"),
        ({"title": "a\x00b"}, "body.title"),
        ({"title": "x", "description": "x" * 5001}, "body.description"),
        ({"title": "x", "priority": "urgent"}, "body.priority"),
        ({"title": "x", "due_on": "tomorrow"}, "body.due_on"),
        ({"title": "x", "due_on": "2026-02-30"}, "body.due_on"),
        ({"title": "x", "due_on": 0}, "body.due_on"),
        ({"title": "x", "owner_id": "me"}, "body.owner_id"),
        ({"title": "x", "k" * 300: 1}, f"body.{'k' * 195}"),
    ],
)
async def test_input_that_is_not_valid_is_refused_and_its_field_named(
    people: People, body: dict[str, Any], field: str
) -> None:
    ada = await people.join()

    answer = await ada.ask("POST", "/api/v1/tasks", json=body)

    assert answer.status_code == 422
    assert [detail["field"] for detail in answer.json()["details"]] == [field]
    assert (await ada.ask("GET", "/api/v1/tasks")).json()["total"] == 0


@pytest.mark.verifies("001-task-api/AC-022")
@pytest.mark.parametrize(
    "body", [{}, {"title": None}, {"status": None}, {"status": "lost"}, {"completed_at": "2026-01-01T00:00:00Z"}]
)
async def test_a_change_that_is_not_valid_is_refused(people: People, body: dict[str, Any]) -> None:
    ada = await people.join()
    task = await ada.make_task("Water the plants")

    answer = await ada.ask("PATCH", f"/api/v1/tasks/{task['id']}", json=body)

    assert answer.status_code == 422
    assert (await ada.ask("GET", f"/api/v1/tasks/{task['id']}")).json() == task


@pytest.mark.verifies("001-task-api/AC-022")
@pytest.mark.parametrize(
    "query",
    [
        {"limit": 0},
        {"limit": 101},
        {"offset": -1},
        {"offset": 10**30},
        {"colour": "red"},
        {"due_before": "0"},
    ],
)
async def test_a_query_that_is_not_valid_is_refused(people: People, query: dict[str, Any]) -> None:
    ada = await people.join()
    assert (await ada.ask("GET", "/api/v1/tasks", params=query)).status_code == 422


@pytest.mark.verifies("001-task-api/AC-023")
@pytest.mark.parametrize("password", ["secret", "ADA@example.org"])
async def test_a_refused_password_is_not_sent_back(people: People, password: str) -> None:
    body = {"email": "ada@example.org", "display_name": "Ada", "password": password}

    answer = await people.client.post("/api/v1/users", json=body)

    assert answer.status_code == 422
    assert password not in answer.text


@pytest.mark.verifies("001-task-api/AC-022")
async def test_names_and_text_that_are_no_unicode_are_refused(people: People) -> None:
    ada = await people.join()
    for raw in (b'{"title": "\\ud800"}', b'{"title": "x", "\\ud800": 1}', b'{"title": ', b"\xff"):
        headers = {"Authorization": f"Bearer {ada.access}", "Content-Type": "application/json"}
        answer = await people.client.post("/api/v1/tasks", content=raw, headers=headers)
        assert answer.status_code in {400, 422}, raw
        assert set(answer.json()) == FORM


@pytest.mark.verifies("001-task-api/AC-024")
async def test_every_error_has_the_same_form(people: People) -> None:
    ada = await people.join()
    client = people.client
    answers: list[Response] = [
        await client.get("/api/v1/users/me"),
        await ada.ask("GET", "/api/v1/users"),
        await client.get("/api/v1/nothing"),
        await client.get("/api/v1/tasks/"),
        await client.put("/api/v1/tasks"),
        await people.register(ada.email),
        await ada.ask("GET", "/api/v1/tasks/7"),
    ]

    assert [answer.status_code for answer in answers] == [401, 403, 404, 404, 405, 409, 422]
    for answer in answers:
        assert set(answer.json()) == FORM
        assert answer.json()["request_id"] == answer.headers["x-request-id"]


@pytest.mark.verifies("001-task-api/AC-025")
async def test_a_failure_is_answered_without_its_reason_and_logged_with_it(
    app: FastAPI, log: list[dict[str, Any]]
) -> None:
    @app.get("/broken")
    async def broken() -> None:
        raise RuntimeError(f"the password is {PASSWORD}")

    origin = {"Origin": "https://tasks.example.org", "X-Request-ID": "the-one-that-failed"}
    async with AsyncClient(transport=ASGITransport(app=app), base_url="http://test") as client:
        answer = await client.get("/broken", headers=origin)

    assert answer.status_code == 500
    assert answer.json() == {
        "code": "internal_error",
        "message": "Something went wrong here. It has been logged.",
        "details": [],
        "request_id": "the-one-that-failed",
    }
    assert answer.headers["access-control-allow-origin"] == origin["Origin"]
    failure = next(entry for entry in log if entry["level"] == "ERROR")
    assert failure["request_id"] == "the-one-that-failed"
    assert "RuntimeError" in failure["exception"]
