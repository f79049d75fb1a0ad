import pytest
from anyio import to_thread
from sqlalchemy import select

from app.core.config import Settings
from app.core.database import Database
from app.models import User
from app.promote import main
from tests.people import PASSWORD, People


@pytest.mark.verifies("001-task-api/AC-001")
@pytest.mark.verifies("001-task-api/AC-033")
async def test_registering_makes_an_account_and_keeps_no_password(people: People, settings: Settings) -> None:
    answer = await people.register("Ada@Example.org")

    assert answer.status_code == 201
    account = answer.json()
    assert account["email"] == "ada@example.org"
    assert account["role"] == "user"
    assert set(account) == {"id", "email", "display_name", "role", "is_active", "created_at"}
    database = Database(settings.database_url)
    async with database.sessions() as session:
        kept = await session.scalar(select(User.password_hash))
    await database.close()
    assert kept is not None
    assert kept.startswith("$argon2id$v=19$m=19456,t=2,p=1$")
    assert PASSWORD not in kept


@pytest.mark.verifies("001-task-api/AC-002")
async def test_an_address_is_taken_in_whatever_case(people: People) -> None:
    await people.register("ada@example.org")

    answer = await people.register("ADA@EXAMPLE.ORG")

    assert answer.status_code == 409
    assert answer.json()["code"] == "email_taken"


@pytest.mark.verifies("001-task-api/AC-009")
async def test_people_change_the_name_that_is_shown_and_nothing_else(people: People) -> None:
    ada = await people.join()

    changed = await ada.ask("PATCH", "/api/v1/users/me", json={"display_name": " Ada King "})
    refused = await ada.ask("PATCH", "/api/v1/users/me", json={"display_name": "Ada", "role": "admin"})

    assert changed.json()["display_name"] == "Ada King"
    assert refused.status_code == 422
    mine = (await ada.ask("GET", "/api/v1/users/me")).json()
    assert (mine["display_name"], mine["role"]) == ("Ada King", "user")


@pytest.mark.verifies("001-task-api/AC-017")
async def test_an_administrator_lists_the_accounts_a_page_at_a_time(people: People) -> None:
    await people.register("ada@example.org")
    await people.register("bob@example.org")
    grace = await people.join_as_admin()

    page = (await grace.ask("GET", "/api/v1/users", params={"limit": 1, "offset": 1})).json()

    assert (page["total"], page["limit"], page["offset"]) == (3, 1, 1)
    assert [account["email"] for account in page["items"]] == ["bob@example.org"]


@pytest.mark.verifies("001-task-api/AC-018")
async def test_nobody_else_administers(people: People) -> None:
    ada = await people.join()
    mine = (await ada.ask("GET", "/api/v1/users/me")).json()

    listed = await ada.ask("GET", "/api/v1/users")
    changed = await ada.ask("PATCH", f"/api/v1/users/{mine['id']}", json={"role": "admin"})

    assert [listed.status_code, changed.status_code] == [403, 403]
    assert changed.json()["code"] == "admin_required"


@pytest.mark.verifies("001-task-api/AC-019")
async def test_a_closed_account_is_kept_out_at_once_until_it_is_opened_again(people: People) -> None:
    ada = await people.join()
    grace = await people.join_as_admin()
    path = f"/api/v1/users/{(await ada.ask('GET', '/api/v1/users/me')).json()['id']}"

    closed = await grace.ask("PATCH", path, json={"is_active": False})

    assert closed.json()["is_active"] is False
    token = await people.client.post("/api/v1/sessions/current/tokens", json={"refresh_token": ada.refresh})
    answers = [await ada.ask("GET", "/api/v1/tasks"), await people.sign_in(ada.email), token]
    assert [answer.status_code for answer in answers] == [403, 403, 403]
    assert {answer.json()["code"] for answer in answers} == {"account_closed"}
    await grace.ask("PATCH", path, json={"is_active": True})
    assert (await ada.ask("GET", "/api/v1/tasks")).status_code == 200


@pytest.mark.verifies("001-task-api/AC-019")
async def test_a_new_administrator_may_administer(people: People) -> None:
    ada = await people.join()
    grace = await people.join_as_admin()
    path = f"/api/v1/users/{(await ada.ask('GET', '/api/v1/users/me')).json()['id']}"

    answer = await grace.ask("PATCH", path, json={"role": "admin"})

    assert answer.json()["role"] == "admin"
    assert (await ada.ask("GET", "/api/v1/users")).status_code == 200


@pytest.mark.verifies("001-task-api/AC-020")
async def test_administrators_cannot_lock_themselves_out(people: People) -> None:
    grace = await people.join_as_admin()
    path = f"/api/v1/users/{(await grace.ask('GET', '/api/v1/users/me')).json()['id']}"

    answer = await grace.ask("PATCH", path, json={"role": "user"})

    assert answer.status_code == 409
    assert answer.json()["code"] == "own_access"


async def test_an_account_that_is_not_there_cannot_be_changed(people: People) -> None:
    grace = await people.join_as_admin()

    answer = await grace.ask("PATCH", "/api/v1/users/7b0d2f1e-5c1f-4f0e-9a53-0d7a5b9a6c11", json={"is_active": False})
    nothing = await grace.ask("PATCH", "/api/v1/users/7b0d2f1e-5c1f-4f0e-9a53-0d7a5b9a6c11", json={})

    assert answer.status_code == 404
    assert answer.json()["code"] == "user_not_found"
    assert nothing.status_code == 422


@pytest.mark.verifies("001-task-api/AC-021")
async def test_a_command_makes_an_account_an_administrators(
    people: People, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DATABASE_URL", settings.database_url)
    ada = await people.join()

    ended = await to_thread.run_sync(main, ["ADA@example.org"])

    assert ended == 0
    assert (await ada.ask("GET", "/api/v1/users")).status_code == 200


@pytest.mark.verifies("001-task-api/AC-021")
def test_the_command_says_what_it_cannot_do(
    settings: Settings, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("DATABASE_URL", settings.database_url)

    assert main(["nobody@example.org"]) == 1
    assert "no account" in capsys.readouterr().err
    assert main([]) == 2
