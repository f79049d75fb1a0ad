"""Defects of the example's schemas, errors, logs, settings and start, as its source writes them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.seeded.backend import (
    CONFIGURATION,
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
    says,
)

if TYPE_CHECKING:
    from tests.seeded.project import State

CONSTITUTION = "CON007"
EXCEPTIONS = "app/core/exceptions.py"
SECURITY = "app/core/security.py"
SESSION_SERVICE = "app/services/sessions.py"
BASE = "app/schemas/base.py"
USER_SCHEMAS = "app/schemas/user.py"
OWN_ANSWER = ("paths", "/api/v1/users/me", "get", "responses", "200", "content", "application/json", "schema")


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
