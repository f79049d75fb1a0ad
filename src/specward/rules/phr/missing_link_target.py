"""A prompt record is linked to a file that is not in the project.

## What it does

Reports each path under the key `links` (`spec`, `adr`, `ticket`, `pr` and what else stands there) at which the project
has no file: neither from the root of the project, nor from the one nested in it, nor from the record.

## Why is this bad?

The link is the way from a prompt to what it was about. `spec why` and readers follow it and find nothing.

## Example

````markdown history/prompts/001-login/0001-login-form.green.prompt.md
---
id: "0001"
title: Login form
stage: green
date: "2026-01-02"
links:
  spec: specs/001-login/spec.md
---

## Prompt

Build the login form.
````

## Use instead

````markdown history/prompts/001-login/0001-login-form.green.prompt.md
---
id: "0001"
title: Login form
stage: green
date: "2026-01-02"
links:
  spec: specs/001-login/spec.md
---

## Prompt

Build the login form.
````

```markdown specs/001-login/spec.md
# Feature Specification: Login
```

## Limits

Addresses, numbers of tickets and words are no paths. A record says what was, and files are renamed after it: a third of
such links in real projects lead nowhere any more. So it is information.
"""

from __future__ import annotations

import posixpath
import re
from functools import cache
from typing import TYPE_CHECKING

from specward.artifacts.kind import base_of
from specward.finding import Severity
from specward.rule import Fault, Scope, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from specward.artifacts.phr import Record
    from specward.project import Project


@rule("PHR011", Severity.INFO, Scope.PHR, read=49, right=48)
def check(record: Record, project: Project) -> Iterator[Fault]:
    """Yield a fault for each link that leads to no file."""
    for kind, field in record.links.items():
        for written in field.value.split(", "):
            path = written.partition("#")[0].strip("`\"' ")
            if _path().fullmatch(path) and not _leads_somewhere(path, record.document.path, project):
                yield Fault(
                    record.document.place(field.start, field.end),
                    f"the {kind} that this record is linked to is not there: {path[-60:]}",
                    help="lead it to where the file is now, or write `null`",
                )


def _leads_somewhere(path: str, record: str, project: Project) -> bool:
    base = base_of(record)
    plain = path.lstrip("/")
    places = (plain, f"{base}/{plain}", posixpath.join(posixpath.dirname(record), path), _in_project(path))
    return any(place and project.source.exists(posixpath.normpath(place.lstrip("/"))) for place in places)


def _in_project(path: str) -> str:
    """The part of a path of somebody's machine that counts from the root of the project."""
    match = _known_folder().search(path)
    return path[match.start() + 1 :] if match else ""


@cache
def _known_folder() -> re.Pattern[str]:
    return re.compile(r"/(?:specs|history|docs|\.specify)/")


@cache
def _path() -> re.Pattern[str]:
    """A path with a folder and the ending of a document."""
    return re.compile(r"(?![A-Za-z][A-Za-z0-9+.-]{1,20}:)(?:[^\s/<>{}\[\]*]{0,120}/){1,20}[^\s/<>{}\[\]*]{1,120}\.md")
