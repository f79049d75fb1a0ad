r"""A document names a path of somebody's machine.

## What it does

Reports each absolute path in somebody's home: `/home/ada/…`, `/Users/ada/…`, `C:\Users\ada\…`, also behind `file://`
and as a mount of Windows (`/mnt/c/Users/…`). Once a line.

## Why is this bad?

The path exists on one machine. Nobody else can follow it, an agent that tries works in the wrong place or nowhere, and
it tells the world the name of somebody's account.

## Example

```markdown specs/001-login/plan.md
# Implementation Plan: Login

**Input**: Feature specification from `/home/ada/work/shop/specs/001-login/spec.md`
```

## Use instead

```markdown specs/001-login/plan.md
# Implementation Plan: Login

**Input**: Feature specification from `specs/001-login/spec.md`
```

## Limits

Homes that belong to nobody (`/home/user/`, `/home/runner/`, `/home/ubuntu/`, `/Users/you/`) are samples, containers or
servers. Code blocks show what was typed or printed, and prompt records what was said: both are left alone. Where the
end of the path is a file of the project, an unsafe fix leaves that.
"""

from __future__ import annotations

import posixpath
import re
from functools import cache
from typing import TYPE_CHECKING

from specward.finding import Edit, Fix, Severity, Span
from specward.markdown.scan import CODE, FENCE
from specward.rule import Fault, Scope, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from specward.markdown.document import Document
    from specward.project import Project

_NOBODY = frozenset(
    {"user", "users", "username", "yourname", "your-name", "your_name", "youruser", "you", "me", "name", "someone"}
    | {"runner", "runneradmin", "ubuntu", "ec2-user", "debian", "node", "app", "appuser", "vscode", "codespace"}
    | {"docker", "git", "jenkins", "circleci", "vsts", "azureuser", "vagrant", "pi", "linuxbrew", "www", "deploy"}
    | {"admin", "root", "test", "tester", "dev", "developer", "example", "foo", "bar", "alice", "bob", "public"}
    | {"shared", "default", "all users", "coder", "gitpod", "airflow", "jovyan", "nonroot", "student", "worker"}
)
"""Names of homes that stand for anybody, or are a container's or a server's."""


@rule("DOC008", Severity.WARNING, Scope.DOCUMENT, fixable=True, records=False, read=54, right=53)
def check(document: Document, project: Project) -> Iterator[Fault]:
    """Yield a fault for the first such path of each line."""
    text = document.text
    if "/home/" not in text and "/Users/" not in text and ":\\Users\\" not in text:
        return
    code = [block for block in document.blocks if block.kind in {FENCE, CODE}]
    past = -1
    for match in _home().finditer(text):
        if match.start() < past or match["name"].lower() in _NOBODY:
            continue
        if any(block.start <= match.start() < block.end for block in code):
            continue
        past = text.find("\n", match.end())
        past = len(text) if past < 0 else past
        span = Span(match.start("path"), match.start("path") + len(match["path"].rstrip(".,:;")))
        yield Fault(
            document.place(*span),
            "this path is on somebody's machine",
            help="write it from the root of the project",
            fix=_fix(document, span, project),
        )


def _fix(document: Document, span: Span, project: Project) -> Fix | None:
    """The end of the path that is in the project; None where none is, or a link would have to count from here."""
    written = document.slice(span)
    if document.text[: span.start].endswith(("](", "](<", "file:")):
        return None
    parts = written.replace("\\", "/").split("/")
    for first in range(3, len(parts) - 1):
        path = posixpath.normpath("/".join(parts[first:]))
        if "/" in path and project.source.exists(path):
            return Fix(f"write {path}", (Edit(document.path, span, path),))
    return None


@cache
def _home() -> re.Pattern[str]:
    """A path of at least one name below a home."""
    name = r"(?P<name>[A-Za-z0-9][\w .-]{0,30}?)"
    rest = r"[^\s\"'`<>()\[\]{}|,*]{1,300}"
    posix = r"(?P<posix>(?:/mnt/[a-z]/Users|/[a-z]/Users|/home|/Users)/)"
    windows = r"(?P<windows>[A-Za-z]:(?:\\{1,2}|/)Users(?:\\{1,2}|/))"
    return re.compile(rf"(?<![\w./~-])(?:file:/{{2,3}})?(?P<path>(?:{posix}|{windows}){name}[\\/]{{1,2}}{rest})")
