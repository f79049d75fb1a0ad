"""Anybody may try passwords without end.

## What it does

Reports the first POST whose path says that it takes a password or hands out a token, where nothing in the back end is
named after limiting rates, neither a library nor a class of its own. `/sessions` and `/tokens` count where the type of
the body is named after credentials, or the file imports `OAuth2PasswordRequestForm`.

## Why is this bad?

Without a limit a program tries thousands of passwords in a minute, and each attempt costs the server a hash that is
slow on purpose.

## Example

```yaml .specify/specward.yml
packs: [fastapi]
fastapi:
  profile: seed
```

```python app/api/login.py
from fastapi import APIRouter

router = APIRouter()


@router.post("/login")
def login(name: str, password: str) -> str:
    return "token"
```

## Use instead

```yaml .specify/specward.yml
packs: [fastapi]
fastapi:
  profile: seed
```

```python app/api/login.py
from fastapi import APIRouter, Request
from slowapi import Limiter
from slowapi.util import get_remote_address

router = APIRouter()
limiter = Limiter(key_func=get_remote_address)


@router.post("/login")
@limiter.limit("5/minute")
def login(request: Request, name: str, password: str) -> str:
    return "token"
```

## Limits

A gateway in front of the application may do it: then say so with
`# spec: ignore missing-rate-limit -- the gateway limits it`. Where there is a limit, what it covers is not looked at. A
way in that has its path from its router alone is not seen.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from specward.finding import Severity
from specward.rule import Fault, Need, Scope, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from specward.packs.fastapi.source.outline import Outline, RouteLine
    from specward.project import Project


@rule("FA163", Severity.INFO, Scope.PROJECT, needs=Need.FASTAPI_SEED)
def check(project: Project, _: Project) -> Iterator[Fault]:
    """Yield a fault for the first operation that a limit is missing for; the others are related."""
    if not project.judges_all:
        return
    from specward.packs.fastapi.source.outlines import outlines, place

    known = outlines(project)
    if any(map(_limits, known.values())):
        return
    found = [
        (path, route) for path, outline in known.items() for route in outline.routes if _takes_a_secret(outline, route)
    ]
    if found:
        (path, first), *others = found
        yield Fault(
            place(project, path, first.spot),
            f"`{first.function}` can be tried without limit",
            help="limit how often one caller may try, here or in a gateway",
            related=tuple(place(project, other, route.spot, "so can this") for other, route in others),
        )


def _limits(outline: Outline) -> bool:
    """Whether a file is called after a limit of rates, or uses anything that is."""
    names = (outline.path, *(one.name for one in outline.imports), *(one.name for one in outline.classes))
    return any(_limiting().search(name) for name in (*names, *outline.middleware))


def _takes_a_secret(outline: Outline, route: RouteLine) -> bool:
    segments = [segment for segment in (route.path or "").split("/") if segment and not segment.startswith("{")]
    if "post" not in route.methods or not segments:
        return False
    if segments[-1].lower() in {"session", "sessions", "tokens"}:  # of a chat, of a device, to be used by a program
        return any(map(_credentials().search, (*route.takes, *(one.name for one in outline.imports))))
    return _secret().fullmatch(segments[-1]) is not None


@cache
def _limiting() -> re.Pattern[str]:
    # `anyio.CapacityLimiter` is about threads.
    return re.compile(r"slowapi|rate_?limit|(?<!capacity)limiter|throttl", re.IGNORECASE)


@cache
def _secret() -> re.Pattern[str]:
    return re.compile(
        r"log[-_]?in|sign[-_]?in|(access[-_])?token|authenticate|(reset|forgot|recover)[-_]password"
        r"|password[-_](reset|recovery)",
        re.IGNORECASE,
    )


@cache
def _credentials() -> re.Pattern[str]:
    return re.compile(r"OAuth2Password\w*Form|(Credentials|Log_?[Ii]n|Sign_?[Ii]n)\w*$")
