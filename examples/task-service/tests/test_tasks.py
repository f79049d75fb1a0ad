from datetime import UTC, datetime, timedelta

import pytest
from fastapi import FastAPI
from sqlalchemy import event

from tests.people import People, Person


@pytest.mark.verifies("001-task-api/AC-011")
async def test_a_new_task_is_open_and_stands_where_its_location_says(people: People) -> None:
    ada = await people.join()

    answer = await ada.ask("POST", "/api/v1/tasks", json={"title": "  Water the plants ", "due_on": "2026-12-24"})

    assert answer.status_code == 201
    task = answer.json()
    assert (task["title"], task["status"], task["priority"]) == ("Water the plants", "open", "normal")
    assert task["completed_at"] is None
    assert task["created_at"] == task["updated_at"]
    assert answer.headers["location"] == f"/api/v1/tasks/{task['id']}"
    assert (await ada.ask("GET", f"/api/v1/tasks/{task['id']}")).json() == task


@pytest.mark.verifies("001-task-api/AC-012")
async def test_a_list_is_paged_and_says_how_many_there_are(people: People) -> None:
    ada = await people.join()
    for number in range(5):
        await ada.make_task(f"Task {number}")

    first = (await ada.ask("GET", "/api/v1/tasks", params={"limit": 2})).json()
    last = (await ada.ask("GET", "/api/v1/tasks", params={"limit": 2, "offset": 4})).json()
    beyond = (await ada.ask("GET", "/api/v1/tasks", params={"offset": 99})).json()

    assert titles(first) == ["Task 4", "Task 3"]
    assert titles(last) == ["Task 0"]
    assert [page["total"] for page in (first, last, beyond)] == [5, 5, 5]
    assert titles(beyond) == []


@pytest.mark.verifies("001-task-api/AC-013")
@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ({"status": "done"}, ["100% done"]),
        ({"priority": "high"}, ["Soon"]),
        ({"due_before": "2026-12-02"}, ["Soon"]),
        ({"text": "OO"}, ["Soon"]),
        ({"text": "%"}, ["100% done"]),
        ({"text": "nothing"}, []),
        ({"order": "oldest"}, ["Later", "Soon", "100% done"]),
        ({"order": "due"}, ["Soon", "Later", "100% done"]),
    ],
)
async def test_a_list_is_filtered_and_sorted(people: People, query: dict[str, str], expected: list[str]) -> None:
    ada = await people.join()
    await ada.make_task("Later", due_on="2026-12-31")
    await ada.make_task("Soon", due_on="2026-12-01", priority="high")
    done = await ada.make_task("100% done")
    await ada.ask("PATCH", f"/api/v1/tasks/{done['id']}", json={"status": "done"})

    page = (await ada.ask("GET", "/api/v1/tasks", params=query)).json()

    assert titles(page) == expected
    assert page["total"] == len(expected)


@pytest.mark.verifies("001-task-api/AC-014")
async def test_a_change_touches_what_is_given_and_completion_follows_the_status(people: People) -> None:
    ada = await people.join()
    task = await ada.make_task("Water the plants", description="All of them", due_on="2026-12-24")
    path = f"/api/v1/tasks/{task['id']}"

    done = (await ada.ask("PATCH", path, json={"status": "done"})).json()
    still = (await ada.ask("PATCH", path, json={"priority": "high", "due_on": None})).json()
    reopened = (await ada.ask("PATCH", path, json={"status": "in_progress"})).json()

    assert (done["title"], done["description"]) == ("Water the plants", "All of them")
    assert done["completed_at"] is not None
    assert done["updated_at"] > task["updated_at"]
    assert still["completed_at"] == done["completed_at"]
    assert still["due_on"] is None
    assert reopened["completed_at"] is None
    assert (await ada.ask("GET", path)).json() == reopened


@pytest.mark.verifies("001-task-api/AC-015")
async def test_a_removed_task_is_gone(people: People) -> None:
    ada = await people.join()
    task = await ada.make_task("Water the plants")

    assert (await ada.ask("DELETE", f"/api/v1/tasks/{task['id']}")).status_code == 204

    again = await ada.ask("DELETE", f"/api/v1/tasks/{task['id']}")
    assert again.status_code == 404
    assert again.json()["code"] == "task_not_found"
    assert (await ada.ask("GET", "/api/v1/tasks")).json()["total"] == 0


@pytest.mark.verifies("001-task-api/AC-016")
async def test_somebody_elses_task_is_not_there(people: People) -> None:
    ada = await people.join()
    task = await ada.make_task("Ada's own")
    path = f"/api/v1/tasks/{task['id']}"

    for other in (await people.join("bob@example.org"), await people.join_as_admin()):
        answers = [
            await other.ask("GET", path),
            await other.ask("PATCH", path, json={"title": "Mine"}),
            await other.ask("DELETE", path),
        ]
        assert [answer.status_code for answer in answers] == [404, 404, 404]
        assert (await other.ask("GET", "/api/v1/tasks")).json()["total"] == 0
    assert (await ada.ask("GET", path)).json() == task


async def test_a_task_is_overdue_when_its_day_is_past_and_it_is_not_done(people: People) -> None:
    ada = await people.join()
    today = datetime.now(UTC).date()
    late = await ada.make_task("Late", due_on=str(today - timedelta(days=2)))
    early = await ada.make_task("Early", due_on=str(today + timedelta(days=2)))

    done = (await ada.ask("PATCH", f"/api/v1/tasks/{late['id']}", json={"status": "done"})).json()

    assert (late["is_overdue"], early["is_overdue"], done["is_overdue"]) == (True, False, False)


@pytest.mark.verifies("001-task-api/AC-035")
@pytest.mark.parametrize("path", ["/api/v1/tasks", "/api/v1/users"])
async def test_a_list_costs_as_many_statements_whatever_its_length(people: People, app: FastAPI, path: str) -> None:
    grace = await people.join_as_admin()
    for number in range(12):
        await grace.make_task(f"Task {number}")
        await people.register(f"p{number}@example.org")

    assert await statements(app, grace, path, limit=1) == await statements(app, grace, path, limit=100) == 3


async def statements(app: FastAPI, person: Person, path: str, limit: int) -> int:
    """Count the statements of one request: who calls, how many there are, the page."""
    seen: list[object] = []

    def count(*said: object) -> None:
        seen.append(said)

    engine = app.state.resources.database.engine.sync_engine
    event.listen(engine, "before_cursor_execute", count)
    answer = await person.ask("GET", path, params={"limit": limit})
    event.remove(engine, "before_cursor_execute", count)
    assert answer.status_code == 200
    return len(seen)


def titles(page: dict[str, list[dict[str, str]]]) -> list[str]:
    return [task["title"] for task in page["items"]]
