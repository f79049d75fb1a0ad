"""Defects of how the example's source is laid out: operations, routers, layers, middleware."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.seeded.backend import HEALTH, MAIN, SESSIONS, TASKS, everywhere, in_service, said, says

if TYPE_CHECKING:
    from tests.seeded.project import State

CONSTITUTION = "CON007"
SECURITY = "app/core/security.py"
TASK_SERVICE = "app/services/tasks.py"
USER_SCHEMAS = "app/schemas/user.py"


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
