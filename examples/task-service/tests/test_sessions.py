import asyncio
from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest
from httpx import ASGITransport, AsyncClient, Response
from sqlalchemy import func, select

from app.core.config import Settings
from app.core.database import Database
from app.core.exceptions import TooManyRequestsError
from app.core.rate_limit import RateLimiter
from app.core.security import Tokens
from app.main import create_app
from app.models import SignIn
from tests.conftest import SECRET
from tests.people import People, Person


@pytest.mark.verifies("001-task-api/AC-003")
async def test_signing_in_gives_a_pair_of_tokens_that_opens_the_account(people: People) -> None:
    await people.register("Ada@Example.org")

    answer = await people.sign_in("ADA@example.org")

    assert answer.status_code == 201
    assert answer.headers["cache-control"] == "no-store"
    tokens = answer.json()
    assert tokens["token_type"] == "bearer"  # noqa: S105 -- a kind of token
    assert tokens["expires_in"] == 900
    mine = await Person(people.client, "", tokens).ask("GET", "/api/v1/users/me")
    assert mine.json()["email"] == "ada@example.org"


@pytest.mark.verifies("001-task-api/AC-004")
@pytest.mark.parametrize(
    ("email", "password"), [("ada@example.org", "not the password"), ("nobody@example.org", "not the password")]
)
async def test_a_wrong_password_and_an_unknown_address_get_the_same_answer(
    people: People, email: str, password: str
) -> None:
    await people.register("ada@example.org")

    answer = await people.sign_in(email, password)

    assert answer.status_code == 401
    assert answer.headers["www-authenticate"] == "Bearer"
    assert answer.json()["code"] == "invalid_credentials"
    assert answer.json()["message"] == "Address and password do not belong together."


@pytest.mark.verifies("001-task-api/AC-005")
async def test_a_refresh_token_gives_the_next_pair_and_is_used_up(people: People) -> None:
    ada = await people.join()

    answer = await refresh(people, ada.refresh)

    assert answer.status_code == 201
    following = Person(people.client, ada.email, answer.json())
    assert following.refresh != ada.refresh
    assert (await following.ask("GET", "/api/v1/users/me")).status_code == 200
    assert (await refresh(people, following.refresh)).status_code == 201


@pytest.mark.verifies("001-task-api/AC-006")
async def test_a_refresh_token_that_comes_twice_ends_the_session(people: People) -> None:
    ada = await people.join()
    following = Person(people.client, ada.email, (await refresh(people, ada.refresh)).json())

    answer = await refresh(people, ada.refresh)

    assert answer.status_code == 401
    assert answer.json()["code"] == "invalid_token"
    assert (await following.ask("GET", "/api/v1/users/me")).status_code == 401
    assert (await refresh(people, following.refresh)).status_code == 401


@pytest.mark.verifies("001-task-api/AC-006")
async def test_of_two_callers_with_one_refresh_token_only_one_gets_the_next(people: People) -> None:
    ada = await people.join()

    answers = await asyncio.gather(refresh(people, ada.refresh), refresh(people, ada.refresh))

    assert sorted(answer.status_code for answer in answers) == [201, 401]


@pytest.mark.verifies("001-task-api/AC-007")
async def test_signing_out_ends_the_session_at_once_and_no_other(people: People) -> None:
    ada = await people.join()
    elsewhere = Person(people.client, ada.email, (await people.sign_in(ada.email)).json())

    assert (await ada.ask("DELETE", "/api/v1/sessions/current")).status_code == 204

    assert (await ada.ask("GET", "/api/v1/users/me")).status_code == 401
    assert (await refresh(people, ada.refresh)).status_code == 401
    assert (await elsewhere.ask("GET", "/api/v1/users/me")).status_code == 200


@pytest.mark.verifies("001-task-api/AC-008")
async def test_what_comes_too_often_has_to_wait(settings: Settings) -> None:
    app = create_app(settings.model_copy(update={"auth_requests_per_minute": 2}))
    async with AsyncClient(transport=ASGITransport(app=app), base_url="http://test") as client:
        people = People(client, settings)
        await people.register("ada@example.org")
        await people.sign_in("ada@example.org")

        answers = [await people.sign_in("ada@example.org"), await people.register("bob@example.org")]
        answers.append(await refresh(people, "whatever"))

        assert [answer.status_code for answer in answers] == [429, 429, 429]
        assert answers[0].json()["code"] == "too_many_requests"
        assert 0 < int(answers[0].headers["retry-after"]) <= 61
        assert (await client.get("/health")).status_code == 200
    await app.state.resources.database.close()


def test_the_limit_is_a_minute_long_and_each_caller_has_their_own() -> None:
    now = 0.0
    limiter = RateLimiter(1, now=lambda: now)
    limiter.count("here")
    limiter.count("there")
    with pytest.raises(TooManyRequestsError) as refused:
        limiter.count("here")
    assert refused.value.retry_after == 61
    now = 60.0
    limiter.count("here")


def test_the_limit_forgets_callers_rather_than_fill_the_memory() -> None:
    limiter = RateLimiter(1, now=lambda: 0.0)
    for caller in range(10_001):
        limiter.count(str(caller))
    limiter.count("0")


@pytest.mark.verifies("001-task-api/AC-010")
@pytest.mark.parametrize("kind", ["none", "no token", "other secret", "expired", "refresh token"])
async def test_a_token_that_is_not_good_is_refused(people: People, kind: str) -> None:
    ada = await people.join()
    minute = timedelta(minutes=1)
    ids = (uuid4(), uuid4(), uuid4())
    headers = {
        "none": {},
        "no token": bearer("a.b.c"),
        "other secret": bearer(Tokens("x" * 32, minute, minute).issue(*ids).access_token),
        "expired": bearer(Tokens(SECRET, minute, minute, now=an_hour_ago).issue(*ids).access_token),
        "refresh token": bearer(ada.refresh),
    }[kind]

    answer = await people.client.get("/api/v1/users/me", headers=headers)

    assert answer.status_code == 401
    assert answer.headers["www-authenticate"] == "Bearer"
    assert answer.json()["code"] == "invalid_token"


async def test_an_access_token_does_not_refresh(people: People) -> None:
    ada = await people.join()
    assert (await refresh(people, ada.access)).status_code == 401


@pytest.mark.verifies("001-task-api/AC-034")
async def test_sessions_that_are_over_are_forgotten_at_the_next_sign_in(people: People, settings: Settings) -> None:
    ada = await people.join()
    await ada.ask("DELETE", "/api/v1/sessions/current")

    await people.sign_in(ada.email)

    database = Database(settings.database_url)
    async with database.sessions() as session:
        assert await session.scalar(select(func.count()).select_from(SignIn)) == 1
    await database.close()


async def refresh(people: People, token: str) -> Response:
    return await people.client.post("/api/v1/sessions/current/tokens", json={"refresh_token": token})


def bearer(token: str) -> dict[str, str]:
    return {"Authorization": f"Bearer {token}"}


def an_hour_ago() -> datetime:
    return datetime.now(UTC) - timedelta(hours=1)
