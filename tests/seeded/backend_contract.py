"""Defects of what the example offers: of its source, and so of the OpenAPI document that it would give of itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.seeded.backend import (
    CONFIGURATION,
    MAIN,
    PLAN,
    ROUTER,
    SESSIONS,
    TASKS,
    TESTS,
    USERS,
    V1_DEPENDENCIES,
    everywhere,
    in_service,
    renamed,
    said,
    says,
)

if TYPE_CHECKING:
    from tests.seeded.project import State

APPLICATION = f"{MAIN}:44"
"""What the probe tells of no function has its place where the application is made."""
SCHEMAS = ("components", "schemas")
OWN = ("paths", "/api/v1/users/me", "get")
CHANGE_OWN = ("paths", "/api/v1/users/me", "patch")
ONE_TASK = ("paths", "/api/v1/tasks/{task_id}", "get")
REMOVE_TASK = ("paths", "/api/v1/tasks/{task_id}", "delete")
USER_SCHEMAS = "app/schemas/user.py"


def own_router(state: State) -> State:
    """The same where one operation stands on a router of its own, and has no tag."""
    second = 'router = APIRouter(prefix="/users", tags=["users"])\n'
    state = state.edit(USERS, second, second + 'own = APIRouter(prefix="/users")\n')
    state = state.edit(USERS, '@router.get("/me"', '@own.get("/me"')
    included = "router.include_router(users.router)\n"
    return says(state.edit(ROUTER, included, "router.include_router(users.own)\n" + included), None, *OWN, "tags")


def without_version(state: State) -> State:
    """The same where no path has a version."""
    return everywhere(state, '/api/v1(?=/|")(?!/(router|endpoints|dependencies))', "/api", *_TELLING)


_TELLING = (CONFIGURATION, PLAN, "specs/001-task-api/contracts/openapi.json", ROUTER, V1_DEPENDENCIES, *TESTS)


def known(state: State) -> State:
    """The same where one operation asks who is calling by another dependency, which is called after no role."""
    signed_in = "SignedIn = Annotated[Caller, Depends(require_user)]\n"
    code = "\n\nasync def known(token: Annotated[str | None, Depends(bearer)], sessions: Sessions) -> Caller:\n"
    code += '    """Tell who is calling."""\n    return await sessions.caller(token or "")\n'
    state = state.edit(V1_DEPENDENCIES, signed_in, signed_in + code)
    state = state.edit(TASKS, "import SignedIn, Tasks\n", "import SignedIn, Tasks, known\n")
    state = state.edit(TASKS, "import APIRouter, Path", "import APIRouter, Depends, Path")
    after = "TaskResponse, TaskUpdate\n"
    state = state.edit(TASKS, after, after + "from app.services.sessions import Caller\n")
    return state.edit(
        TASKS,
        "delete_task(task_id: TaskId, caller: SignedIn",
        "delete_task(task_id: TaskId, caller: Annotated[Caller, Depends(known)]",
    )


def _moved(state: State) -> State:
    return renamed(state, "/api/v1/sessions/current", "/api/v1/sessions/delete-current")


NAMES = (
    in_service(
        "API without a title",
        "the title is gone",
        lambda s: says(s.edit(MAIN, '        title="Task Service",\n', ""), "FastAPI", "info", "title"),
        f"FA201 {APPLICATION}",
    ),
    in_service(
        "operation without a tag",
        "an operation stands on a second router that has none",
        own_router,
        f"FA204 {USERS}:38",
    ),
    in_service(
        "summary that nobody wrote",
        "the summary is gone from the decorator",
        lambda s: says(s.edit(TASKS, 'summary="Show a task", ', ""), "Get Task", *ONE_TASK, "summary"),
        f"FA205 {TASKS}:34",
    ),
    in_service(
        "operation without a description",
        "the docstring is gone, and so that ruff is content there is a comment",
        lambda s: says(
            s.edit(USERS, '    """Show the account of whoever is signed in."""\n', "").edit(
                USERS, "(caller: SignedIn) -> UserResponse:", "(caller: SignedIn) -> UserResponse:  # noqa: D103"
            ),
            None,
            *(*OWN, "description"),
        ),
        f"FA206 {USERS}:37",
    ),
    in_service(
        "id that is taken",
        "an operation is given the id of another",
        lambda s: says(
            s.edit(USERS, '@router.patch("/me", ', '@router.patch("/me", operation_id="get_own_user", '),
            "get_own_user",
            *(*CHANGE_OWN, "operationId"),
        ),
        f"FA207 {USERS}:43",
        check=1,
    ),
    in_service(
        "path with an underscore",
        "a path has another name",
        lambda s: renamed(everywhere(s, r'\("/me"', '("/my_self"', USERS), "/api/v1/users/me", "/api/v1/users/my_self"),
        f"FA210 {USERS}:37",
    ),
    in_service(
        "verb in a path",
        "a path repeats the method",
        lambda s: _moved(s.edit(SESSIONS, '@router.delete("/current"', '@router.delete("/delete-current"')),
        f"FA211 {SESSIONS}:38",
    ),
    in_service(
        "API without versions",
        "the prefix of the version is gone",
        without_version,
        f"FA216 {APPLICATION}",
    ),
    in_service(
        "collection with a slash",
        "the paths of one collection end in a slash",
        lambda s: renamed(everywhere(s, r'\(""', '("/"', TASKS), "/api/v1/tasks", "/api/v1/tasks/"),
        f"FA219 {TASKS}:26",
    ),
)


SHOWN = (*SCHEMAS, "UserResponse")
HASH = {"type": "string", "title": "Password Hash", "description": "The hash.", "examples": ["$argon2id$"]}
ACCESS = (
    in_service(
        "operation that anybody may call",
        "a path is no longer listed as public",
        lambda s: s.edit(CONFIGURATION, "    - /api/v1/users\n", ""),
        f"FA240 {USERS}:17",
    ),
    in_service(
        "change that asks nobody",
        "an operation no longer asks who is calling",
        lambda s: says(
            s.edit(
                TASKS,
                "delete_task(task_id: TaskId, caller: SignedIn, tasks: Tasks)",
                "delete_task(task_id: TaskId, tasks: Tasks)",
            ).edit(TASKS, "tasks.remove(caller.user.id, task_id)", "tasks.remove(task_id)"),
            None,
            *REMOVE_TASK,
            "security",
        ).edit(PLAN, "| DELETE | /api/v1/tasks/{task_id} | user |", "| DELETE | /api/v1/tasks/{task_id} | public |"),
        f"FA240 {TASKS}:46",
        check=1,
    ),
    in_service(
        "change that asks for no role",
        "an operation asks by a dependency of another name",
        known,
        f"FA241 {TASKS}:47",
    ),
    in_service(
        "hash in an answer",
        "a field of the table was added to what is shown",
        lambda s: says(
            says(
                s.edit(
                    USER_SCHEMAS,
                    '    """An account, as it is shown."""\n\n',
                    '    """An account, as it is shown."""\n\n'
                    '    password_hash: str = Field(description="The hash.", examples=["$argon2id$"])\n',
                ),
                said(s, *SHOWN, "properties") | {"password_hash": HASH},
                *(*SHOWN, "properties"),
            ),
            ["email", "display_name", "password_hash", "id", "role", "is_active", "created_at"],
            *(*SHOWN, "required"),
        ),
        f"FA250 {USERS}:29",
        check=1,
    ),
)
