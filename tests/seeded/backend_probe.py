"""Defects that the probe of the example tells of: no application to ask, a file that nobody parses, what ruff finds."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.seeded.backend import (
    CONFIGURATION,
    MAIN,
    USERS,
    found,
    in_service,
    says,
    signed,
)
from tests.seeded.defect import Defect

from specward.packs.fastapi.judged import QUESTIONS
from specward.packs.fastapi.probing.probe_file import PATH as PROBE
from specward.packs.fastapi.probing.probed import Failure

if TYPE_CHECKING:
    from tests.seeded.project import State

PROMOTE = "app/promote.py"
SECURITY = "app/core/security.py"
CLOCK = "app/core/clock.py"
DOCUMENT = "  openapi: specs/001-task-api/contracts/openapi.json\n"
REASON = "Settings: jwt_secret is missing"


def alone(state: State) -> State:
    """The same where no document of the repository stands in for what the application says."""
    return state.edit(CONFIGURATION, DOCUMENT, "")


def deserted(state: State) -> State:
    """The same where the application has no router."""
    for line in ("health.router", "v1"):
        state = state.edit(MAIN, f"    app.include_router({line})\n", "")
    return says(says(state, {}, "paths"), None, "components")


PROBED = (
    in_service(
        "application without operations",
        "no router is included",
        deserted,
        f"FA001 {CONFIGURATION}:5",
        check=1,
    ),
    in_service(
        "file that nobody can parse",
        "a parenthesis is gone from a command beside the application",
        lambda s: s.edit(PROMOTE, "arguments[0]))", "arguments[0])"),
        f"FA002 {PROMOTE}:33",
        check=1,
        unparsed={PROMOTE: "'(' was never closed (line 33)"},
    ),
    in_service(
        "application that does not start",
        "a variable is gone from the example of the settings",
        lambda s: alone(s).edit(".env.example", "JWT_SECRET=", "SECRET="),
        f"FA003 {MAIN}:74",
        check=3,
        says=f"the application could not be asked: {REASON}; mend that, then run `spec fastapi probe`",
        openapi=None,
        rows=(),
        middleware=(),
        failure=Failure("missing-variable", REASON, file=MAIN, line=74),
    ),
    Defect(
        "application that nobody asked",
        "there is no probe, and no document is named",
        lambda s: signed(alone(s).without(PROBE), *QUESTIONS),
        check=3,
        verify=None,
        says="the application was not asked about itself: run `spec fastapi probe`",
        sample="service",
    ),
    Defect(
        "application that has changed since",
        "a file was edited after the probe",
        lambda s: signed(alone(s).edit(CLOCK, "with its zone", "in UTC"), *QUESTIONS),
        check=3,
        verify=None,
        says="the source has changed since the application was asked: run `spec fastapi probe`",
        sample="service",
    ),
    in_service(
        "document against the standard",
        "a decorator adds a key of its own to the document",
        lambda s: says(
            s.edit(USERS, '@router.get("/me", ', '@router.get("/me", openapi_extra={"owner": "accounts"}, '),
            "accounts",
            *("paths", "/api/v1/users/me", "get", "owner"),
        ),
        f"FA004 {MAIN}:44",
        check=1,
    ),
)

RUFF = (
    in_service(
        "needless parameter of a route",
        "the answer is told twice",
        lambda s: s.edit(USERS, '@router.get("/me", ', '@router.get("/me", response_model=UserResponse, '),
        f"FA106 {USERS}:37",
        ruff=found(USERS, 37, 20, 47, "FAST001", "FastAPI route with redundant `response_model` argument"),
    ),
    in_service(
        "file that is opened while others wait",
        "a command keeps a journal",
        lambda s: s.edit(PROMOTE, "    resources = ", '    open("promoted.log", "a").write(email)\n    resources = '),
        f"FA113 {PROMOTE}:19",
        ruff=found(
            PROMOTE, 19, 5, 9, "ASYNC230", "Async functions should not open files with blocking methods like `open`"
        ),
    ),
    in_service(
        "dependency as a default",
        "a parameter is declared in the old way",
        lambda s: s.edit(USERS, "page: Annotated[PageQuery, Query()]", "page: PageQuery = Query()"),
        f"FA141 {USERS}:30",
        ruff=found(USERS, 30, 59, 84, "FAST002", "FastAPI dependency without `Annotated`"),
    ),
    in_service(
        "ruff is not there",
        "the environment of the example has no ruff",
        lambda s: s,
        f"FA170 {CONFIGURATION}:2",
        ruff=None,
        ruff_reason="it is not installed",
    ),
    in_service(
        "finding of ruff that no other rule tells",
        "a function does not say what it returns",
        lambda s: s.edit(PROMOTE, "def main(arguments: list[str]) -> int:", "def main(arguments: list[str]):"),
        f"FA171 {PROMOTE}:27",
        ruff=found(PROMOTE, 27, 5, 9, "ANN201", "Missing return type annotation for public function `main`"),
    ),
    in_service(
        "password in the code",
        "tokens are signed with what stands there",
        lambda s: s.edit(SECURITY, '_ALGORITHM = "HS256"', '_SECRET = "hunter2"\n_ALGORITHM = "HS256"'),
        f"FA172 {SECURITY}:16",
        ruff=found(SECURITY, 16, 11, 20, "S105", 'Possible hardcoded password assigned to: "_SECRET"'),
    ),
)
