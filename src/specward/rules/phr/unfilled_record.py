"""A prompt record still holds tokens of its template.

## What it does

Reports a record in which `{{TITLE}}`, `{{RESPONSE_TEXT}}` or another token of the record template was never replaced:
once for the record, at the first such token. Where only tokens of keys are left that a record can do without, such as
`{{USER}}` or `{{LINKS_SPEC}}`, it is a warning. Ten different tokens or more and no prompt mean that the template was
copied and nothing written.

## Why is this bad?

The record claims that an exchange was recorded; its content is lost for good, because nobody remembers it later.

## Example

````markdown history/prompts/general/0001-set-up.general.prompt.md
---
id: "0001"
title: Set up
stage: general
date: "2026-01-02"
---

## Prompt

Set the project up.

## Response snapshot

{{RESPONSE_TEXT}}
````

## Use instead

````markdown history/prompts/general/0001-set-up.general.prompt.md
---
id: "0001"
title: Set up
stage: general
date: "2026-01-02"
---

## Prompt

Set the project up.

## Response snapshot

Added the folder layout and the first test.
````

## Limits

Tokens that a prompt quotes, tokens in code, and words in braces that are none of the template's are left alone.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from specward.artifacts.phr_template import OPTIONAL_TOKENS
from specward.finding import Severity
from specward.rule import Fault, Scope, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from specward.artifacts.phr import Record
    from specward.finding import Span
    from specward.project import Project


@rule("PHR002", Severity.ERROR, Scope.PHR, read=30, right=30)
def check(record: Record, project: Project) -> Iterator[Fault]:
    """Yield one fault for a record with tokens left in it."""
    tokens = record.tokens
    if not tokens:
        return
    if record.untouched:
        yield Fault(
            record.document.place(*tokens[0]),
            "this record was never filled in",
            help="write down what was asked and what came of it, or delete the file",
        )
        return
    needed = next((token for token in tokens if not _is_optional(record, token)), None)
    shown = needed or tokens[0]
    others = record.unfilled - 1
    more = f", nor {'is one other token' if others == 1 else f'are {others} other tokens'}" if others else ""
    yield Fault(
        record.document.place(*shown),
        f"`{record.document.slice(shown)}` was never filled in{more}",
        help="replace it, or write `none`",
        severity=None if needed else Severity.WARNING,
    )


def _is_optional(record: Record, token: Span) -> bool:
    return record.document.slice(token).strip("{}") in OPTIONAL_TOKENS
