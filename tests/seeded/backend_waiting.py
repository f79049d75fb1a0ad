"""Defects of what the example's source waits for, shares and keeps open."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.seeded.backend import DEPENDENCIES, SESSIONS, USERS, V1_DEPENDENCIES, everywhere, found, in_service

if TYPE_CHECKING:
    from tests.seeded.project import State

CONSTITUTION = "CON007"
SESSION_SERVICE = "app/services/sessions.py"
TASK_QUERIES = "app/repositories/tasks.py"


def archived(state: State) -> State:
    """The same where an operation has a session that waits for the database without giving way."""
    code = "async def archive() -> AsyncIterator[Session]:\n"
    code += '    """Lend a session of what was."""\n    with Session() as session:\n        yield session\n\n\n'
    first = "async def session_service"
    state = state.edit(V1_DEPENDENCIES, first, code + first).edit(
        V1_DEPENDENCIES, "from typing", "from collections.abc import AsyncIterator\nfrom typing"
    )
    state = state.edit(
        V1_DEPENDENCIES, "OAuth2PasswordBearer\n\n", "OAuth2PasswordBearer\nfrom sqlalchemy.orm import Session\n\n"
    )
    state = state.edit(USERS, "Query, status\n", "Query, status\nfrom sqlalchemy.orm import Session\n")
    state = state.edit(USERS, "SignedIn, Users, limit_rate", "SignedIn, Users, archive, limit_rate")
    state = everywhere(
        state, r"get_own_user\(caller: SignedIn", r"\g<0>, old: Annotated[Session, Depends(archive)]", USERS
    )
    return state.edit(USERS, 'signed in."""\n', 'signed in."""\n    old.rollback()\n')


ASYNCHRONOUS = (
    in_service(
        "call that blocks",
        "a sign-in that fails waits a second",
        lambda s: s.edit(SESSION_SERVICE, "import logging\n", "import logging\nimport time\n").edit(
            SESSION_SERVICE,
            '            logger.warning("sign-in',
            '            time.sleep(1)\n            logger.warning("sign-in',
        ),
        f"FA110 {SESSION_SERVICE}:64",
        check=1,
        ruff=found(SESSION_SERVICE, 64, 13, 23, "ASYNC251", "Async functions should not call `time.sleep`"),
    ),
    in_service(
        "coroutine that nobody awaits",
        "one word is gone",
        lambda s: s.edit(SESSION_SERVICE, "await self._end(caller.session_id)", "self._end(caller.session_id)"),
        f"FA111 {SESSION_SERVICE}:97",
        check=1,
    ),
    in_service(
        "endpoint that keeps something",
        "a list of the module is added to",
        lambda s: s.edit(SESSIONS, '"])\n', '"])\n_addresses: list[str] = []\n').edit(
            SESSIONS, 'flow."""\n', 'flow."""\n    _addresses.append(form.username)\n'
        ),
        f"FA112 {SESSIONS}:24",
    ),
    in_service(
        "client that an endpoint makes",
        "registering tells another service",
        lambda s: s.edit(USERS, "from fastapi import", "import httpx\nfrom fastapi import").edit(
            USERS,
            'administrator."""\n    return UserResponse.model_validate(await users.register(body))',
            'administrator."""\n    async with httpx.AsyncClient(timeout=5) as client:\n'
            '        await client.post("https://mail.example.org/welcome", json={"to": body.email})\n'
            "    return UserResponse.model_validate(await users.register(body))",
        ),
        f"FA140 {USERS}:27",
    ),
    in_service(
        "session that nobody closes",
        "the `with` around the session is gone",
        lambda s: s.edit(
            DEPENDENCIES,
            "    async with resources.database.sessions() as session:\n        yield session",
            "    session = AsyncSession(resources.database.engine, expire_on_commit=False)\n    yield session",
        ),
        f"FA142 {DEPENDENCIES}:23",
    ),
    in_service(
        "session that blocks",
        "an operation was given a session of the other kind",
        archived,
        f"FA143 {USERS}:41",
        f"{CONSTITUTION} {USERS}:7",
        check=1,
    ),
    in_service(
        "two commits",
        "a repository commits before and after",
        lambda s: s.edit(
            TASK_QUERIES,
            "        await self._session.delete(task)\n        await self._session.flush()\n",
            "        await self._session.commit()\n        await self._session.delete(task)\n"
            "        await self._session.commit()\n",
        ),
        f"FA144 {TASK_QUERIES}:47",
    ),
    in_service(
        "query for each item",
        "a page asks for its rows one by one",
        lambda s: s.edit(
            TASK_QUERIES,
            "return (await self._session.scalars(rows)).all(), total or 0",
            "found = (await self._session.scalars(rows)).all()\n"
            "        return [await self._session.get(Task, one.id) for one in found], total or 0",
        ),
        f"FA145 {TASK_QUERIES}:56",
    ),
    in_service(
        "engine for each request",
        "the engine is made where the session is lent",
        lambda s: s.edit(DEPENDENCIES, "import AsyncSession\n", "import AsyncSession, create_async_engine\n").edit(
            DEPENDENCIES,
            "    async with resources.database.sessions() as session:\n",
            "    engine = create_async_engine(resources.database.engine.url)\n"
            "    async with AsyncSession(engine) as session:\n",
        ),
        f"FA146 {DEPENDENCIES}:22",
    ),
)
