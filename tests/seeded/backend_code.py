"""Defects of the example's source: what rules find in a syntax tree, in a file or across files."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.seeded.backend import (
    CONFIGURATION,
    DEPENDENCIES,
    HEALTH,
    MAIN,
    SESSIONS,
    TASKS,
    USERS,
    V1_DEPENDENCIES,
    everywhere,
    found,
    in_service,
    renamed,
    said,
    says,
)

if TYPE_CHECKING:
    from tests.seeded.project import State

CONSTITUTION = "CON007"
CONFIG = "app/core/config.py"
DATABASE = "app/core/database.py"
EXCEPTIONS = "app/core/exceptions.py"
SECURITY = "app/core/security.py"
SESSION_SERVICE = "app/services/sessions.py"
TASK_SERVICE = "app/services/tasks.py"
TASK_QUERIES = "app/repositories/tasks.py"
USER_QUERIES = "app/repositories/users.py"
BASE = "app/schemas/base.py"
USER_SCHEMAS = "app/schemas/user.py"
OWN_USER = ("paths", "/api/v1/users/me", "get")
OWN_ANSWER = (*OWN_USER, "responses", "200", "content", "application/json", "schema")


def also(state: State, name: str) -> State:
    """The same with one more operation, which says that the process answers, on the application itself."""
    route = f'@app.get("/{name}", tags=["health"], summary="Ask whether it is there", responses=errors())'
    body = '        """For whoever asks."""\n        return LivenessResponse()\n\n'
    code = f"    {route}\n    async def {name}() -> LivenessResponse:\n{body}"
    before = "    app.include_router(health.router)\n"
    state = everywhere(state.edit(MAIN, before, code + before), "import install", "import errors, install", MAIN)
    state = everywhere(
        state, r"(import Resources\n)(?!from)", r"\1from app.schemas.health import LivenessResponse\n", MAIN
    )
    told = said(state, "paths", "/live", "get") | {"summary": "Ask whether it is there", "operationId": name}
    return says(state, {"get": told | {"description": "For whoever asks."}}, "paths", f"/{name}")


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


CLOSING = """\
    @app.on_event("shutdown")
    async def close() -> None:
        await resources.database.close()

"""


def unlimited(state: State) -> State:
    """The same where nothing counts attempts to sign in, which is done at a path that says what it hands out."""
    for path in (USERS, SESSIONS):
        state = everywhere(state, r"Depends\(limit_rate\),? ?", "", path)
        state = everywhere(state, r", limit_rate$", "", path)
    state = everywhere(state, r"async def limit_rate[^#]*?(?=async def)", "", V1_DEPENDENCIES)
    state = everywhere(state, r".*(RateLimiter|auth_limiter).*\n", "", "app/core/resources.py")
    state = state.without("app/core/rate_limit.py").edit(SESSIONS, '    "",\n', '    "/token",\n')
    state = state.edit(CONFIGURATION, "- /api/v1/sessions\n", "- /api/v1/sessions/token\n")
    return renamed(state, "/api/v1/sessions", "/api/v1/sessions/token")


LAYOUT = (
    in_service(
        "operations on the application",
        "two more operations stand where the application is made",
        lambda s: also(also(s, "up"), "heartbeat"),
        f"FA101 {MAIN}:55",
    ),
    in_service(
        "router without prefix and tags",
        "the tags of the router are gone",
        lambda s: says(
            says(s.edit(HEALTH, 'APIRouter(tags=["health"])', "APIRouter()"), None, "paths", "/live", "get", "tags"),
            None,
            *("paths", "/health", "get", "tags"),
        ),
        f"FA102 {HEALTH}:15",
    ),
    in_service(
        "schema among operations",
        "a schema was added where it is used first",
        lambda s: s.edit(SESSIONS, "import Annotated", "import Annotated\n\nfrom pydantic import BaseModel").edit(
            SESSIONS, '"])\n', '"])\n\n\nclass Device(BaseModel):\n    """What somebody signs in with."""\n'
        ),
        f"FA103 {SESSIONS}:16",
    ),
    in_service(
        "endpoint that asks the database",
        "an operation was given the database",
        lambda s: (
            s.edit(
                TASKS, "from app.api.errors", "from app.api.dependencies import DatabaseSession\nfrom app.api.errors"
            )
            .edit(
                TASKS,
                "async def get_task(task_id: TaskId,",
                "async def get_task(task_id: TaskId, session: DatabaseSession,",
            )
            .edit(TASKS, 'not found."""\n', 'not found."""\n    await session.merge(caller.user)\n')
        ),
        f"FA120 {TASKS}:38",
    ),
    in_service(
        "service that knows HTTP",
        "a service imports the framework's exception",
        lambda s: s.edit(
            TASK_SERVICE, "from uuid import UUID\n", "from uuid import UUID\n\nfrom fastapi import HTTPException\n"
        ),
        f"FA121 {TASK_SERVICE}:6",
        f"{CONSTITUTION} {TASK_SERVICE}:6",
        check=1,
    ),
    in_service(
        "layers in a ring",
        "what is below all others imports a table",
        lambda s: s.edit(
            SECURITY, "import AuthenticationError\n", "import AuthenticationError\nfrom app.models import User\n"
        ),
        f"FA122 {SECURITY}:15",
    ),
    in_service(
        "schema that knows the database",
        "a schema imports a table",
        lambda s: s.edit(USER_SCHEMAS, "import Role\n", "import Role\nfrom app.models import User\n"),
        f"FA123 {USER_SCHEMAS}:10",
        f"{CONSTITUTION} {USER_SCHEMAS}:10",
        check=1,
    ),
    in_service(
        "application without middleware",
        "neither of the two is added any more",
        lambda s: s.edit(MAIN, s.text(MAIN).partition("    # The last")[2].partition("    return app")[0], "").edit(
            MAIN, "    # The last", ""
        ),
        f"FA161 {MAIN}:44",
    ),
)

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

SCHEMAS = (
    in_service(
        "configuration of pydantic 1",
        "a class in place of `model_config`",
        lambda s: s.edit(
            BASE,
            '    model_config = ConfigDict(extra="forbid")\n',
            '    class Config:\n        """Nothing else gets in."""\n\n        extra = "forbid"\n',
        ),
        f"FA130 {BASE}:55",
        check=1,
    ),
    in_service(
        "answer of any form",
        "the type of an answer is a dictionary",
        lambda s: says(
            s.edit(
                USERS,
                "get_own_user(caller: SignedIn) -> UserResponse",
                "get_own_user(caller: SignedIn) -> dict[str, object]",
            ),
            {"type": "object", "additionalProperties": True, "title": "Response Get Own User"},
            *OWN_ANSWER,
        ),
        f"FA131 {USERS}:38",
    ),
    in_service(
        "input that lets fields pass",
        "a schema has lost its base",
        lambda s: says(
            s.edit(USER_SCHEMAS, "class UserUpdate(InputBase)", "class UserUpdate(BaseModel)"),
            None,
            *("components", "schemas", "UserUpdate", "additionalProperties"),
        ),
        f"FA132 {USER_SCHEMAS}:37",
    ),
    in_service(
        "schema of a bare name",
        "a schema is called by its subject alone",
        lambda s: everywhere(s, r"\bUserUpdate\b", "Name", *s.files),
        f"FA133 {USER_SCHEMAS}:37",
    ),
)

ERRORS = (
    in_service(
        "bare except",
        "what is caught is no longer named",
        lambda s: s.edit(SECURITY, "except (VerificationError, InvalidHashError):", "except:"),
        f"FA150 {SECURITY}:44",
        ruff=found(SECURITY, 44, 9, 15, "E722", "Do not use bare `except`"),
    ),
    in_service(
        "error without a detail",
        "an endpoint raises a bare status",
        lambda s: s.edit(TASKS, "Path, Query,", "HTTPException, Path, Query,").edit(
            TASKS, 'not found."""\n', 'not found."""\n    if task_id.version != 4:\n        raise HTTPException(404)\n'
        ),
        f"FA151 {TASKS}:38",
    ),
    in_service(
        "silent except",
        "whatever goes wrong with a token is nobody",
        lambda s: s.edit(
            V1_DEPENDENCIES,
            "    return await sessions.caller(token)\n",
            "    try:\n        return await sessions.caller(token)\n    except Exception:\n        return None\n",
        ),
        f"FA152 {V1_DEPENDENCIES}:53",
        ruff=found(V1_DEPENDENCIES, 53, 12, 21, "BLE001", "Do not catch blind exception: `Exception`"),
    ),
    in_service(
        "exception that no handler knows",
        "a class of exceptions has lost its base",
        lambda s: s.edit(
            EXCEPTIONS, "class TooManyRequestsError(ServiceError)", "class TooManyRequestsError(Exception)"
        ),
        f"FA153 {EXCEPTIONS}:38",
    ),
    in_service(
        "text of an exception that is shown",
        "an answer holds what the database has said",
        lambda s: s.edit(HEALTH, "from fastapi import APIRouter", "from fastapi import APIRouter, HTTPException").edit(
            HEALTH,
            'raise UnavailableError("database_unavailable", "The database does not answer.") from error',
            'raise HTTPException(503, f"The database says {error}") from error',
        ),
        f"FA154 {HEALTH}:31",
    ),
    in_service(
        "password in the log",
        "a warning holds what was typed",
        lambda s: s.edit(SESSION_SERVICE, 'warning("sign-in refused")', 'warning("sign-in refused: %s", password)'),
        f"FA155 {SESSION_SERVICE}:63",
    ),
)

SETTINGS = (
    in_service(
        "any site with credentials",
        "every origin is allowed, and credentials",
        lambda s: s.edit(
            MAIN, "allow_origins=settings.cors_origins,", 'allow_origins=["*"],\n        allow_credentials=True,'
        ),
        f"FA160 {MAIN}:61",
        check=1,
    ),
    in_service(
        "event in place of lifespan",
        "the database is closed by a handler of an event",
        lambda s: s.edit(MAIN, "        await resources.database.close()\n", "").edit(
            MAIN, "    app.state.resources", f"{CLOSING}    app.state.resources"
        ),
        f"FA162 {MAIN}:52",
    ),
    in_service(
        "sign-in without a limit",
        "nothing counts attempts any more, and a path says what it hands out",
        unlimited,
        f"FA163 {SESSIONS}:14",
        "TSK009 specs/001-task-api/tasks.md:45",
    ),
    in_service(
        "environment that is read elsewhere",
        "one variable is read where it is used",
        lambda s: s.edit(MAIN, "from collections.abc", "import os\nfrom collections.abc").edit(
            MAIN, "configure_logging(settings.log_level)", 'configure_logging(os.environ["LOG_LEVEL"])'
        ),
        f"FA164 {MAIN}:41",
        f"{CONSTITUTION} {MAIN}:41",
        check=1,
    ),
    in_service(
        "debugging in the code",
        "the application is made with it",
        lambda s: s.edit(
            MAIN, '        title="Task Service",\n', '        title="Task Service",\n        debug=True,\n'
        ),
        f"FA165 {MAIN}:46",
    ),
)
