"""Defects of how the example changes: against its contract, its plan, its former state; what nobody looked at again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.seeded.backend import (
    CONFIGURATION,
    CONTRACT,
    FEATURE,
    PLAN,
    TASKS,
    TESTS,
    USERS,
    V1_DEPENDENCIES,
    everywhere,
    in_service,
    probed,
    says,
    signed,
)
from tests.seeded.defect import CONSTITUTION, Defect

from specward.packs.fastapi.judged import QUESTIONS

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.seeded.project import State

PROJECT = "pyproject.toml"
TASK_LIST = f"{FEATURE}/tasks.md"
SIGNED = f"{FEATURE}/signoffs.yml"
RECORD = "history/prompts/001-task-api/0001-build-the-task-service.green.prompt.md"
USER_SCHEMAS = "app/schemas/user.py"
USER_TABLE = "app/models/user.py"
SESSION_SERVICE = "app/services/sessions.py"
QUERIES = "app/repositories/tasks.py"
LENGTH = ("components", "schemas", "UserUpdate", "properties", "display_name", "maxLength")
COLUMN = "    created_at: Mapped[datetime] = mapped_column(UtcDateTime, default=utc_now, index=True)\n"
ROW = "| DELETE | /api/v1/tasks/{task_id} | user | 204 | 401, 403, 404, 422, 500 |\n"


def length(state: State, most: int) -> State:
    """The same where a name may have another length, in the source and in the document."""
    old = 'max_length=100, description="The name that is shown.", examples=["Ada King"]'
    return says(state.edit(USER_SCHEMAS, old, old.replace("100", str(most))), most, *LENGTH)


def version(state: State) -> State:
    """The same in a second version."""
    return says(state.edit("app/__init__.py", "1.0.0", "2.0.0"), "2.0.0", "info", "version")


def beside(name: str, what: str, change: Callable[[State], State], *found: str, check: int = 0) -> Defect:
    """A defect of the application alone: its contract stays as it was."""

    def changed(state: State) -> State:
        return signed(probed(change(state).tested()).write({CONTRACT: state.text(CONTRACT)}), *QUESTIONS)

    return Defect(name, what, changed, found, check, None, sample="service")


def unread(name: str, what: str, code: str, place: str, change: Callable[[State], State]) -> Defect:
    """A defect that one person should look at, and did not; all others did."""

    def changed(state: State) -> State:
        return signed(probed(change(state).tested()), *(one for one in QUESTIONS if one != code))

    return Defect(name, what, changed, (f"{code} {place}",), 0, None, sample="service")


CONTRACTS = (
    beside(
        "change that breaks callers",
        "a name may be shorter than the contract says",
        lambda s: length(s, 50),
        f"FA301 {USERS}:43",
        check=1,
    ),
    beside(
        "contract that is out of date",
        "a name may be longer than the contract says",
        lambda s: length(s, 200),
        f"FA302 {CONTRACT}:830",
    ),
    beside(
        "new version that nobody announced",
        "the same under a second version",
        lambda s: version(length(s, 50)),
        f"FA303 {USERS}:43",
    ),
    in_service(
        "change that the changelog leaves out",
        "the API and its contract have changed, and nothing else",
        lambda s: length(s._replace(base=s.files), 200),
        f"FA304 {CONTRACT}:830",
    ),
    in_service(
        "endpoint that was never written",
        "the plan has one row more",
        lambda s: s.edit(
            PLAN, ROW, ROW + "| POST | /api/v1/tasks/{task_id}/copies | user | 201 | 401, 403, 404, 500 |\n"
        ),
        f"FA310 {PLAN}:120",
        check=1,
    ),
    in_service(
        "endpoint that no plan tells of",
        "the plan has one row less",
        lambda s: s.edit(PLAN, ROW, ""),
        f"FA310 {TASKS}:46",
    ),
    in_service(
        "operation that no test asks",
        "the tests of the refresh are gone",
        lambda s: everywhere(s, "/sessions/current/tokens", "/sessions", *TESTS),
        "FA320 app/api/v1/endpoints/sessions.py:26",
    ),
)

TOOLS = (
    in_service(
        "tool that nothing runs",
        "schemathesis is named among what development needs",
        lambda s: s.edit(PROJECT, '  "ruff>=0.9,<1",\n', '  "ruff>=0.9,<1",\n  "schemathesis>=4,<5",\n'),
        f"FA321 {PROJECT}:1",
    ),
    in_service(
        "types that nothing looks at",
        "mypy is gone, with its settings",
        lambda s: everywhere(everywhere(s, r"\[tool\.mypy\]\n(.+\n)+", "", PROJECT), r".*mypy.*\n", "", PROJECT),
        f"FA330 {PROJECT}:1",
    ),
)

CHANGES = (
    in_service(
        "frozen file that was changed",
        "what is settled was edited",
        lambda s: _changing(
            s.edit(CONFIGURATION, "  roles:", '  frozen: ["app/core/clock.py"]\n  roles:'), "app/core/clock.py"
        ).edit("app/core/clock.py", "with its zone", "in UTC"),
        "FA305 app/core/clock.py:1",
    ),
    in_service(
        "column without a migration",
        "a table has one column more",
        lambda s: _changing(s, USER_TABLE).edit(
            USER_TABLE, COLUMN, COLUMN + "    nickname: Mapped[str] = mapped_column(String(40))\n"
        ),
        f"FA311 {USER_TABLE}:26",
        f"CON007 {CONSTITUTION}:108",
        check=1,
    ),
)


def _changing(state: State, path: str) -> State:
    """The same at the beginning of a change to one file, which a record comes with."""
    return state._replace(base=state.files, added=(path, RECORD))


LOOKED_AT = (
    unread(
        "authorization that changed",
        "who calls is told by other words since somebody looked",
        "FA901",
        f"{SIGNED}:1",
        lambda s: s.edit(V1_DEPENDENCIES, '"This needs an administrator."', '"Administrators only."'),
    ),
    unread(
        "logs that changed",
        "a warning says more since somebody looked",
        "FA902",
        f"{SIGNED}:39",
        lambda s: s.edit(SESSION_SERVICE, '"sign-in refused"', '"sign-in refused", extra={"known": user is not None}'),
    ),
    unread(
        "logs that nobody looked at",
        "the profile has each stage wait for a person, and one question has no answer",
        "FA902",
        f"{TASK_LIST}:1",
        lambda s: s.without(SIGNED).edit(CONFIGURATION, "trace:\n  profile: strict\n", "trace:\n  profile: safety\n"),
    ),
    unread(
        "queries that changed",
        "a query has another order since somebody looked",
        "FA903",
        f"{SIGNED}:77",
        lambda s: s.edit(QUERIES, "(Task.created_at.asc(),)", "(Task.created_at.asc(), Task.title)"),
    ),
    unread(
        "design that changed",
        "a service has one more task since somebody looked",
        "FA904",
        f"{SIGNED}:115",
        lambda s: s.add(SESSION_SERVICE, "\n\ndef _greeting(user: User) -> str:\n    return user.display_name\n"),
    ),
    unread(
        "interfaces that changed",
        "the plan gives clients another time since they agreed",
        "FA905",
        f"{SIGNED}:153",
        lambda s: s.edit(PLAN, "clients wait 10 seconds", "clients wait 2 seconds"),
    ),
    unread(
        "escalations that came up again",
        "the plan names another risk since somebody settled them",
        "FA906",
        f"{SIGNED}:160",
        lambda s: s.edit(PLAN, "| passwords are guessed from many addresses |", "| one address asks too often |"),
    ),
)
