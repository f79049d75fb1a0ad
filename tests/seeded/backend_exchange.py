"""Defects of what goes in and out of the example: of its source, and so of what it would say of itself."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tests.seeded.backend import (
    CONFIGURATION,
    HEALTH,
    MAIN,
    PLAN,
    SESSIONS,
    TASKS,
    USERS,
    everywhere,
    in_service,
    said,
    says,
)

if TYPE_CHECKING:
    from tests.seeded.project import State

SCHEMAS = ("components", "schemas")
ALL_USERS = ("paths", "/api/v1/users", "get")
OWN = ("paths", "/api/v1/users/me", "get")
SIGN_OUT = ("paths", "/api/v1/sessions/current", "delete")
ALL_TASKS = ("paths", "/api/v1/tasks", "get")
NEW_TASK = ("paths", "/api/v1/tasks", "post")
ONE_TASK = ("paths", "/api/v1/tasks/{task_id}", "get")
USER_SCHEMAS = "app/schemas/user.py"
JSON = ("content", "application/json", "schema")


DETAIL = "from app.schemas.error import ErrorDetailResponse\n"
WORDS = '    """What people may change of their own account."""\n\n'
SHOWN = 'max_length=100, description="The name that is shown."'
ADA = 'examples=["Ada King"]'
EXAMPLE = 'model_config = ConfigDict(json_schema_extra={"examples": [{"display_name": "Ada"}]})'


_NOTHING = {"description": "Successful Response", "content": {"application/json": {"schema": {}}}}


def _ok(state: State, keys: tuple[str, ...], status: str, answer: object) -> State:
    """The same where an operation answers 200 in place of another status, which the plan says too."""
    state = says(says(state, None, *keys, "responses", status), answer, *keys, "responses", "200")
    row = f"| {keys[2].upper()} | {keys[1]} | user | "
    return state.edit(PLAN, f"{row}{status}", f"{row}200")


def whole(state: State) -> State:
    """The same where all accounts are answered at once."""
    state = state.edit(USERS, ", page: Annotated[PageQuery, Query()]) -> UserListResponse", ") -> list[UserResponse]")
    state = state.edit(
        USERS,
        "    return UserListResponse(items=items, total=total, limit=page.limit, offset=page.offset)",
        "    return items",
    )
    state = state.edit(
        USERS, "found, total = await users.page(page.limit, page.offset)", "found, _ = await users.page(1000, 0)"
    )
    listed = {"type": "array", "items": {"$ref": "#/components/schemas/UserResponse"}, "title": "Response List Users"}
    state = says(says(state, listed, *ALL_USERS, "responses", "200", *JSON), None, *ALL_USERS, "parameters")
    return says(state, None, *SCHEMAS, "UserListResponse")


def unwell(state: State) -> State:
    """The same without the operations that tell how the service is."""
    state = state.edit(MAIN, "    app.include_router(health.router)\n", "").edit(
        MAIN, "from app.api import health\n", ""
    )
    for path, model in (("/live", "LivenessResponse"), ("/health", "HealthResponse")):
        state = says(says(state, None, "paths", path), None, *SCHEMAS, model)
    return everywhere(state, r"\| GET \| /(live|health) .*\n", "", PLAN)


def _unbounded(parameter: dict[str, Any]) -> dict[str, Any]:
    """A parameter of the query that may be any text."""
    schema = parameter["schema"] | {"anyOf": [{"type": "string"}, {"type": "null"}]}
    return parameter | {"schema": schema}


ANSWERS = (
    in_service(
        "answer without a schema",
        "a function makes its answer itself",
        lambda s: says(
            s.edit(USERS, "from app.api.errors", "from fastapi.responses import JSONResponse\n\nfrom app.api.errors")
            .edit(
                USERS,
                "get_own_user(caller: SignedIn) -> UserResponse",
                "get_own_user(caller: SignedIn) -> JSONResponse",
            )
            .edit(
                USERS,
                "return UserResponse.model_validate(caller.user)",
                'return JSONResponse(UserResponse.model_validate(caller.user).model_dump(mode="json"))',
            ),
            {},
            *(*OWN, "responses", "200", *JSON),
        ),
        f"FA202 {USERS}:39",
        check=1,
    ),
    in_service(
        "status that nobody agreed to",
        "the configuration lists one status less",
        lambda s: s.edit(CONFIGURATION, "429, 500, 503]", "429, 500]"),
        f"FA212 {HEALTH}:24",
    ),
    in_service(
        "POST that answers 200",
        "the status of the decorator is gone",
        lambda s: _ok(
            s.edit(TASKS, '"", status_code=status.HTTP_201_CREATED, ', '"", '),
            NEW_TASK,
            "201",
            said(s, *NEW_TASK, "responses", "201"),
        ),
        f"FA213 {TASKS}:16",
    ),
    in_service(
        "DELETE that answers nothing with 200",
        "the status of the decorator is gone",
        lambda s: _ok(s.edit(SESSIONS, "status_code=status.HTTP_204_NO_CONTENT, ", ""), SIGN_OUT, "204", _NOTHING),
        f"FA214 {SESSIONS}:38",
    ),
    in_service(
        "list that is answered whole",
        "an answer is a list, and no page of it can be asked for",
        whole,
        f"FA217 {USERS}:29",
    ),
    in_service(
        "service that nobody can ask how it is",
        "its router is no longer included",
        unwell,
        f"FA218 {MAIN}:43",
    ),
    in_service(
        "error of another form",
        "one answer names another model",
        lambda s: says(
            s.edit(
                TASKS,
                "from app.schemas.task",
                "from app.schemas.error import ErrorDetailResponse\nfrom app.schemas.task",
            ).edit(
                TASKS,
                'a task", responses=errors(401, 403, 404, 422))\nasync def get_task',
                'a task", responses=errors(401, 403, 422) | {404: {"model": ErrorDetailResponse}})\nasync def get_task',
            ),
            {
                "description": "Not Found",
                "content": {"application/json": {"schema": {"$ref": "#/components/schemas/ErrorDetailResponse"}}},
            },
            *(*ONE_TASK, "responses", "404"),
        ),
        f"FA230 {TASKS}:35",
    ),
    in_service(
        "error that is not documented",
        "a decorator names neither 401 nor 403",
        lambda s: says(
            says(
                s.edit(USERS, 'account", responses=errors(401, 403))', 'account", responses=errors())'),
                None,
                *OWN,
                "responses",
                "401",
            ),
            None,
            *OWN,
            "responses",
            "403",
        ).edit(PLAN, "/me | user | 200 | 401, 403, 500 |", "/me | user | 200 | 500 |"),
        f"FA231 {USERS}:37",
    ),
    in_service(
        "refusal that is not documented",
        "the application takes 422 out of its own document",
        lambda s: says(
            s.edit(
                MAIN,
                "    return app\n",
                '    app.openapi()["paths"]["/api/v1/users"]["get"]["responses"].pop("422")\n    return app\n',
            ),
            None,
            *ALL_USERS,
            "responses",
            "422",
        ).edit(PLAN, "admin | 200 | 401, 403, 422, 500", "admin | 200 | 401, 403, 500"),
        f"FA232 {USERS}:29",
    ),
)
INPUTS = (
    in_service(
        "body that takes anything",
        "a schema is a bare dictionary",
        lambda s: says(
            s.edit(USER_SCHEMAS, "import BaseModel, Field,", "import BaseModel, ConfigDict, Field, RootModel,").edit(
                USER_SCHEMAS,
                f"class UserUpdate(InputBase):\n{WORDS}    display_name: Line = Field({SHOWN}, {ADA})\n",
                f"class UserUpdate(RootModel[dict[str, object]]):\n{WORDS}    {EXAMPLE}\n",
            ),
            {
                "type": "object",
                "additionalProperties": True,
                "title": "UserUpdate",
                "description": "What people may change of their own account.",
                "examples": [{"display_name": "Ada"}],
            },
            *(*SCHEMAS, "UserUpdate"),
        ),
        f"FA203 {USERS}:43",
    ),
    in_service(
        "DELETE with a body",
        "signing out takes the refresh token",
        lambda s: says(
            says(
                s.edit(SESSIONS, 'out", responses=errors(401, 403))', 'out", responses=errors(401, 403, 422))').edit(
                    SESSIONS, "delete_session(caller", "delete_session(body: SessionTokensCreate, caller"
                ),
                said(s, *NEW_TASK, "responses", "422"),
                *(*SIGN_OUT, "responses", "422"),
            ),
            said(s, "paths", "/api/v1/sessions/current/tokens", "post", "requestBody"),
            *(*SIGN_OUT, "requestBody"),
        ).edit(PLAN, "current | user | 204 | 401, 403, 500", "current | user | 204 | 401, 403, 422, 500"),
        f"FA215 {SESSIONS}:38",
    ),
    in_service(
        "query without a bound",
        "tasks can be looked for by a text of any length",
        lambda s: says(
            s.edit("app/schemas/task.py", "    text: Line | None", "    text: str | None").edit(
                "app/schemas/task.py", "default=None, max_length=100, description=", "default=None, description="
            ),
            [_unbounded(one) if one["name"] == "text" else one for one in said(s, *ALL_TASKS, "parameters")],
            *(*ALL_TASKS, "parameters"),
        ),
        f"FA220 {TASKS}:26",
    ),
    in_service(
        "property without a description",
        "a field has lost its description",
        lambda s: says(
            s.edit(
                USER_SCHEMAS,
                'max_length=100, description="The name that is shown.", examples=["Ada King"]',
                'max_length=100, examples=["Ada King"]',
            ),
            None,
            *(*SCHEMAS, "UserUpdate", "properties", "display_name", "description"),
        ),
        f"FA221 {USERS}:43",
    ),
    in_service(
        "schema without an example",
        "the only field has lost its example",
        lambda s: says(
            s.edit(
                USER_SCHEMAS,
                'description="The name that is shown.", examples=["Ada King"]',
                'description="The name that is shown."',
            ),
            None,
            *(*SCHEMAS, "UserUpdate", "properties", "display_name", "examples"),
        ),
        f"FA222 {USERS}:43",
    ),
    in_service(
        "password of one letter",
        "the least length is gone",
        lambda s: says(
            s.edit(USER_SCHEMAS, "        min_length=12,\n", ""),
            None,
            *(*SCHEMAS, "UserCreate", "properties", "password", "minLength"),
        ),
        f"FA251 {USERS}:17",
    ),
)
