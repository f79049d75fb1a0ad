"""A prompt record says itself that its prompt is not all that was asked.

## What it does

Reports a remark in the prompt that stands for what was left out: a line such as `[... the rest of the specification
...]`, and a last line in brackets that says that text was truncated, abbreviated, omitted or stands elsewhere.

## Why is this bad?

A record keeps the words as they were said. What was left out is lost when the conversation is closed, and it is the
part that nobody thought important at the time.

## Example

````markdown history/prompts/001-login/0001-login-form.green.prompt.md
---
id: "0001"
title: Login form
stage: green
date: "2026-01-02"
---

## Prompt

Build the login form as follows:

[... full list of fields and messages ...]
````

## Use instead

````markdown history/prompts/001-login/0001-login-form.green.prompt.md
---
id: "0001"
title: Login form
stage: green
date: "2026-01-02"
---

## Prompt

Build the login form as follows:

- the name, at most 60 characters
- the password, with "wrong name or password" where either is
````

## Limits

Dots at the end of a sentence are how people write, and dots in code are code: neither counts. A prompt that was cut
without a word cannot be told.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from specward.finding import Severity
from specward.rule import Fault, Scope, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from specward.artifacts.phr import Record
    from specward.project import Project

_SIGNS = ("runcat", "bbreviat", "omitted", "continues", "revity", " prompt", "rest of", "ee above")
"""One of these is in each remark at the end."""

_TAIL = 700
"""In so many characters at the end of a prompt a remark on the whole of it stands."""


@rule("PHR009", Severity.WARNING, Scope.PHR, read=8, right=8)
def check(record: Record, project: Project) -> Iterator[Fault]:
    """Yield one fault, at the first such remark."""
    if record.prompt is None:
        return
    match = _remark(record.document.text, *record.prompt)
    if match:
        yield Fault(
            record.document.place(*match.span("remark")),
            "the prompt says that a part of it is left out",
            help="put the words in, as they were said, while the conversation is at hand",
        )


def _remark(text: str, start: int, end: int) -> re.Match[str] | None:
    opened = text.find("[", start, end) >= 0  # one sign is looked for many times faster than several
    found = _line().search(text, start, end) if opened and ("[..." in text or "[…" in text) else None
    tail = max(start, end - _TAIL)
    if found or (not opened and text.find("(", tail, end) < 0):
        return found
    lowered = text[tail:end].lower()
    return _last().search(text, tail, end) if any(sign in lowered for sign in _SIGNS) else None


@cache
def _line() -> re.Pattern[str]:
    """A whole line of words in brackets, with dots at both ends."""
    dots, words = r"(?:\.{3}|…)", r"[^\[\]\r\n]{0,200}"
    remark = rf"\[{dots}[ \t]?[A-Za-z]{words}[ \t]{words}{dots}\]"
    return re.compile(rf"^[ \t>]{{0,8}}(?P<remark>{remark})[ \t]{{0,8}}\r?$", re.MULTILINE)


@cache
def _last() -> re.Pattern[str]:
    """A remark in brackets at the end, whatever fence, rule or emphasis closes the prompt behind it."""
    says = (
        r"truncat(?:ed|ing)|abbreviated|omitted|for brevity|see above|continues (?:with|here|below)"
        r"|(?:full|whole|complete|original) prompt (?:was|is|in|above|omitted)|rest of (?:the )?(?:prompt|message)"
    )
    words = r"[^\[\]()\r\n]{0,300}"
    return re.compile(
        rf"(?P<remark>[\[(]{words}\b(?:{says})\b{words}[\])])[*_\"'`~\s-]{{0,40}}\Z",
        re.IGNORECASE,
    )
