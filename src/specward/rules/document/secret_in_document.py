"""A document holds a secret.

## What it does

Reports tokens of known vendors, private keys, JSON web tokens, passwords in URLs and in HTTP headers, each known by
its form alone. The secret itself is in no finding.

## Why is this bad?

Whoever can read the repository can use the secret, today and in every clone, and documents are read by agents that
send them on.

## Example

```markdown specs/001-login/plan.md
# Implementation Plan: Login

The database is at `postgresql://shop:hT7q-Zw2Lp9@db.internal.net/shop`.
```

## Use instead

```markdown specs/001-login/plan.md
# Implementation Plan: Login

The database is named by `DATABASE_URL`.
```

## Limits

Examples of documentation, placeholders and words are no secrets. Passwords that only the words around them tell are
left to `spec phr scan`, which is slower and asks other scanners too. The fix puts `[REDACTED:…]` in the place and is
not safe: the words are gone. What was committed is in git's history: make the secret invalid.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from specward.artifacts.kind import Kind
from specward.finding import Edit, Fix, Severity, Span
from specward.markdown.document import Document
from specward.redaction.search import find_telling
from specward.rule import Fault, Scope, rule

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from specward.finding import Location
    from specward.project import Project
    from specward.redaction.secret import Secret

_UNKEYED = "00000000"
"""In place of the digits that tell two secrets apart: those need a key, which a check does not make."""


@rule("DOC010", Severity.ERROR, Scope.DOCUMENT, fixable=True)
def check(document: Document, project: Project) -> Iterator[Fault]:
    """Yield a fault for each secret."""
    secrets = find_telling(document.text)
    if not secrets:
        return
    edits = _edits(document, secrets)
    if project.kinds.get(document.path) is Kind.PHR:
        edits += _with_digest(document, edits)
    title = "put a placeholder in its place" if len(secrets) == 1 else "put placeholders in their places"
    fix = Fix(title, tuple(edits))
    for secret in secrets:
        yield Fault(
            _masked(document, secret, secrets),
            f"a secret: {secret.rule}",
            help="take it out, and make it invalid: it stays in git's history",
            fix=fix,
        )


def _edits(document: Document, secrets: Sequence[Secret]) -> list[Edit]:
    return [Edit(document.path, Span(one.start, one.end), f"[REDACTED:{one.rule}:{_UNKEYED}]") for one in secrets]


def _with_digest(document: Document, edits: Sequence[Edit]) -> list[Edit]:
    """The edit that gives a record the digest of its prompt as that is without secrets."""
    from specward.artifacts.phr import read_record
    from specward.digest import digest

    field = read_record(document).header.field("prompt_sha256")
    if field is None or not field.value:
        return []
    text = document.text
    for edit in reversed(edits):
        text = text[: edit.span.start] + edit.text + text[edit.span.end :]
    after = read_record(Document(document.path, text)).prompt_text
    return [Edit(document.path, Span(field.start, field.end), f'"{digest(after)}"')]


def _masked(document: Document, secret: Secret, secrets: Sequence[Secret]) -> Location:
    """Where a secret stands, with its line but without the characters of any."""
    place = document.location(secret.start, secret.end)
    shown = list(place.excerpt)
    line_start = secret.start - place.start.column + 1
    for one in secrets:
        for index in range(max(0, one.start - line_start), min(len(shown), one.end - line_start)):
            shown[index] = "*"
    return place._replace(excerpt="".join(shown))
