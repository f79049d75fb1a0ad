"""What other files and the application as a whole need to know of a Python file, small enough to be kept.

Names are dotted and as imported (`module`); a place is a line and two columns, for which `outlines.place` finds the
words. Each file's outline is made of the same tree that its own rules look at (`outlining`).
"""

from __future__ import annotations

from typing import Any, NamedTuple

APPLICATION = ("fastapi.FastAPI", "fastapi.applications.FastAPI")
ROUTER = ("fastapi.APIRouter", "fastapi.routing.APIRouter")
HTTP_EXCEPTION = ("fastapi.HTTPException", "fastapi.exceptions.HTTPException", "starlette.exceptions.HTTPException")


class Spot(NamedTuple):
    """A part of one line: the line from 1, the characters from 0."""

    line: int
    start: int
    end: int


class Named(NamedTuple):
    """A name, and where it is used."""

    name: str
    spot: Spot


class ClassLine(NamedTuple):
    """A class at any depth."""

    name: str
    bases: tuple[str, ...]
    spot: Spot
    """Of its name."""


class RouteLine(NamedTuple):
    """A function that a decorator makes an operation."""

    function: str
    receiver: str
    """What the decorator belongs to: `router`, `app`."""
    methods: tuple[str, ...]
    path: str | None
    """Without any prefix; None where it is no literal."""
    spot: Spot
    """Of the decorator."""
    given: tuple[str, ...] = ()
    """The names of what the decorator is given, as in `Made`."""
    takes: tuple[str, ...] = ()
    """The names in the types of the parameters that may be its body."""
    gives: tuple[str, ...] = ()
    """The names in the type of its answer."""


class Made(NamedTuple):
    """An application or a router that is made."""

    kind: str
    """`FastAPI` or `APIRouter`."""
    name: str
    """What it is assigned to; empty where it is handed on at once."""
    given: tuple[str, ...]
    """The names of what it is given: `prefix`, `tags`; `**` where more is given than can be told."""
    spot: Spot


class Inclusion(NamedTuple):
    """A call of `include_router`."""

    receiver: str
    router: str
    """What is included, dotted and as imported; empty where it is no plain name."""
    given: tuple[str, ...]
    """As in `Made`."""
    spot: Spot


class Outline(NamedTuple):
    """A file of the back end."""

    path: str
    imports: tuple[Named, ...] = ()
    """What is imported: `fastapi.FastAPI`, `.errors.NotFound`; of a module of which all names are, `app.models.*`."""
    classes: tuple[ClassLine, ...] = ()
    routes: tuple[RouteLine, ...] = ()
    made: tuple[Made, ...] = ()
    inclusions: tuple[Inclusion, ...] = ()
    raised: tuple[Named, ...] = ()
    """The classes of exceptions that are raised."""
    caught: tuple[str, ...] = ()
    """Those that an `except` names."""
    handled: tuple[str, ...] = ()
    """Those that a handler is registered for; `*` where which they are cannot be told."""
    middleware: tuple[str, ...] = ()
    """The classes that are added as middleware; the name of the function where it is one."""
    environ: tuple[Named, ...] = ()
    """Where a variable of the environment is read, by its name; empty where that is no literal."""
    coroutines: tuple[str, ...] = ()
    """The functions that are `async def`, and the methods as `Class.method`; without those that a decorator changes."""
    dropped: tuple[Named, ...] = ()
    """The calls that are statements by themselves and not awaited: of what is imported, and of the coroutines here."""
    settled: tuple[str, ...] = ()
    """The classes that say what becomes of further fields."""
    is_plain: bool = True
    """Whether it is made of the file alone; not where the file could not be parsed here."""


def outline_from(said: list[Any]) -> Outline:
    """An outline back from plain lists.

    Raises:
        ValueError, TypeError: they are none.
    """
    path, imports, classes, routes, made, inclusions, raised, caught, handled, middleware, environ, *more = said
    coroutines, dropped, settled, is_plain = more
    return Outline(
        path,
        tuple(Named(name, Spot(*spot)) for name, spot in imports),
        tuple(ClassLine(name, tuple(bases), Spot(*spot)) for name, bases, spot in classes),
        tuple(map(_route_from, routes)),
        tuple(Made(kind, name, tuple(given), Spot(*spot)) for kind, name, given, spot in made),
        tuple(Inclusion(of, router, tuple(given), Spot(*spot)) for of, router, given, spot in inclusions),
        tuple(Named(name, Spot(*spot)) for name, spot in raised),
        tuple(caught),
        tuple(handled),
        tuple(middleware),
        tuple(Named(name, Spot(*spot)) for name, spot in environ),
        tuple(coroutines),
        tuple(Named(name, Spot(*spot)) for name, spot in dropped),
        tuple(settled),
        bool(is_plain),
    )


def _route_from(said: list[Any]) -> RouteLine:
    name, receiver, methods, path, spot, given, takes, gives = said
    return RouteLine(name, receiver, tuple(methods), path, Spot(*spot), tuple(given), tuple(takes), tuple(gives))
