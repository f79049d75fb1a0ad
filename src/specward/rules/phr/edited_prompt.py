"""The prompt of a record is not the one that was recorded.

## What it does

Compares the prompt with the key `prompt_sha256`, which the record got when it was made: the SHA-256 of the prompt's
words in UTF-8. Line ends do not count. A record without the key is not judged.

## Why is this bad?

The record claims to hold what was said, word for word. Whoever judges the code by it judges it by something else.

## Example

````markdown history/prompts/001-login/0001-login-form.green.prompt.md
---
id: "0001"
title: Login form
stage: green
date: "2026-01-02"
prompt_sha256: 1b2c9cec3db1bbbea5d3f5b1e4b6d8cd6e9f05c5a4e5c1b3c2a8f2a6f9f6d0aa
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
prompt_sha256: 88458d34856dd8c0867247c572c85e229eb50239e00f1f6b650c96e423a02585
---

## Prompt

Build the login form.
````

## Limits

It tells that the words differ, not who changed them: a fence around the prompt or a blank at its end may be all. The
key is in the same file, and whoever means harm changes both; git knows. Only records of Specward have the key.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from specward.digest import digest
from specward.finding import Severity
from specward.rule import Fault, Scope, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from specward.artifacts.phr import Record
    from specward.project import Project

_KEY = "prompt_sha256"
_DIGITS = frozenset("0123456789abcdef")
_LENGTH = 64


@rule("PHR010", Severity.WARNING, Scope.PHR)
def check(record: Record, project: Project) -> Iterator[Fault]:
    """Yield one fault where the digest is of other words."""
    field = record.header.field(_KEY) if _KEY in record.header.entries else None
    if field is None or len(field.value) != _LENGTH or not _DIGITS.issuperset(field.value.lower()):
        return
    words = record.prompt_text
    unix = words.replace("\r\n", "\n")
    if field.value.lower() in {digest(unix), digest(words), digest(unix.replace("\n", "\r\n"))}:
        return
    yield Fault(
        record.document.place(*(record.prompt_heading or (field.start, field.end))),
        "this is not the prompt that was recorded: its digest differs",
        help="restore the words from git; `spec phr scan --redact` takes out secrets and renews the digest",
        related=(record.document.place(field.start, field.end, "the digest of the prompt that was recorded"),),
    )
