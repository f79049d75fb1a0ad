"""What the probe found out about an application."""

from __future__ import annotations

from typing import Any, NamedTuple


class Row(NamedTuple):
    """An operation: a method at a path."""

    path: str
    """With every prefix: `/api/v1/items/{item_id}`."""
    method: str
    """In capitals; `WEBSOCKET` where it is one."""
    operation_id: str = ""
    file: str = ""
    """Of the function, relative to the project; empty where it lies outside, or nobody knows."""
    line: int = 0
    """Where the function begins, its first decorator if it has any, from 1; 0 where nobody knows."""
    function: str = ""
    """The dotted name: `app.api.items.read_item`."""
    dependencies: tuple[str, ...] = ()
    """The dotted names of all that it depends on, those of the router and of dependencies too, in the order in which
    they are asked; an instance has the name of its class."""
    is_async: bool = False
    status: int = 0
    """The status code that it declares for success; 0 where it declares none."""
    in_schema: bool = True
    """Whether the OpenAPI document is meant to tell of it."""


class Tree(NamedTuple):
    """The syntax tree of a file that only the application's interpreter can parse; see `probing.tree`."""

    digest: str
    """Of the file that it was made from."""
    nodes: list[Any]


class RuffFinding(NamedTuple):
    """What ruff reports at a place."""

    file: str
    line: int
    column: int
    """Both from 1."""
    end_line: int
    end_column: int
    code: str
    message: str


class Failure(NamedTuple):
    """Why the application could not be asked."""

    kind: str
    """`timeout` · `exit` (it ended the process, or was killed) · `error` (it raised) · `missing-module` ·
    `missing-variable` · `no-app` (what is named is no application) · `openapi` (it raised when asked for its document)
    · `answer` (what was answered makes no sense) · `interpreter` (that could not be started)."""
    message: str
    """One line."""
    help: str = ""
    """What to do about it."""
    tail: str = ""
    """The end of what was written to stderr and stdout, or of the traceback."""
    file: str = ""
    """Where in the project it came about, as far as is known; relative."""
    line: int = 0


class Probed(NamedTuple):
    """What the probe found."""

    application: str = ""
    """What was asked: `app.main:app`, with the folder that it was imported from before a `/`, if that is not the root:
    `backend/app.main:app`."""
    interpreter: str = ""
    """As the project or its configuration names it: `.venv/bin/python`."""
    openapi: dict[str, Any] | None = None
    """What `app.openapi()` answered."""
    mounted: tuple[tuple[str, dict[str, Any]], ...] = ()
    """The prefix and the document of each FastAPI application that is mounted in it: the first tells nothing of them,
    `rows` do."""
    rows: tuple[Row, ...] = ()
    """Every operation, in the order in which they are asked."""
    middleware: tuple[str, ...] = ()
    """The dotted names of the classes, the outermost first; of a function that is one the name of that follows after a
    colon."""
    confined: bool = False
    """Whether the system kept it from writing outside of its copy."""
    survivors: int = 0
    """How many of the processes that it started could not be ended."""
    python: str = ""
    """The version of the interpreter: `3.12.1`."""
    fastapi: str = ""
    """The version of FastAPI."""
    trees: dict[str, Tree] = {}  # noqa: RUF012 -- nobody adds to it
    """By file: what Specward's own parser could not read."""
    unparsed: dict[str, str] = {}  # noqa: RUF012 -- the same
    """By file: why the application's interpreter could not parse it either."""
    ruff: tuple[RuffFinding, ...] | None = None
    """None where ruff was not run."""
    ruff_reason: str = ""
    """Why it was not."""
    digests: dict[str, str] = {}  # noqa: RUF012 -- the same
    """Each Python file of the back end by its SHA-256 when the probe began."""
    failure: Failure | None = None
    when: str = ""
    """When it ended: `2026-11-21T10:00:00Z`."""
    seconds: float = 0.0
    """How long it took."""
