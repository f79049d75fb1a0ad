"""A prompt record holds no prompt.

## What it does

Reports a record whose prompt section is empty or holds nothing but `$ARGUMENTS`, the word that a slash command has in
place of what the user says. A record without any prompt section is reported as a warning, and so is an empty section
where the key `command` holds a slash command: that may be all that was said. The prompt may also stand under a key,
`prompt_text`.

## Why is this bad?

What was asked is the one thing that the code, the commit and the specification do not say. Without it the record is a
changelog entry.

## Example

````markdown history/prompts/general/0001-set-up.general.prompt.md
---
id: "0001"
title: Set up
stage: general
date: "2026-01-02"
---

## Prompt

## Response snapshot

Added the folder layout and the first test.
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

Set the project up, tests first.

## Response snapshot

Added the folder layout and the first test.
````

## Limits

Whether a prompt is complete cannot be seen in the record. An untouched template is `unfilled-record`, a record without
any keys `malformed-record`; and where front matter is broken (`malformed-front-matter`), the prompt may stand in it.
A record without a prompt section that has words under `Command` or `User Problem`, or a whole sentence or a slash
command with words in the key `command`, is left alone: real projects have the user's words there.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from specward.artifacts.phr_header import NONE
from specward.artifacts.phr_template import ARGUMENTS
from specward.finding import Severity, Span
from specward.rule import Fault, Scope, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from specward.artifacts.phr import Record
    from specward.project import Project

_ELSEWHERE = ("command", "user problem")
"""Sections that some records have the user's words in, and no other section for them."""
_SENTENCE = 8
"""So many words are no name of a command."""


@rule("PHR003", Severity.ERROR, Scope.PHR, read=30, right=30)
def check(record: Record, project: Project) -> Iterator[Fault]:
    """Yield one fault for a record without a prompt."""
    if record.has_prompt or record.untouched:
        return
    document = record.document
    key = record.header.field("prompt_text")
    help_text = "write what the user said, word for word, under a heading `## Prompt`"
    if record.prompt_text != ARGUMENTS and record.prompt is None and (record.malformed or record.header.form == NONE):
        return
    if record.prompt is None and key is None:
        if _has_words_elsewhere(record):
            return
        yield Fault(
            document.place(0, 0), "this record has no prompt section", help=help_text, severity=Severity.WARNING
        )
    elif record.prompt_text == ARGUMENTS:
        place = record.prompt or (Span(key.start, key.end) if key else Span(0, 0))
        yield Fault(document.place(*place), f"`{ARGUMENTS}` stands in place of the prompt", help=help_text)
    elif not record.prompt_text:
        heading = document.place(*(record.prompt_heading or (0, 0)))
        if record.command is not None and record.command.value.startswith("/"):
            help_text = "write the command itself if nothing more was said"
            yield Fault(heading, "the prompt is empty", help=help_text, severity=Severity.WARNING)
        else:
            yield Fault(heading, "the prompt is empty", help=help_text)


def _has_words_elsewhere(record: Record) -> bool:
    """Whether the key `command` or a section that is called otherwise holds words, which may be what the user said."""
    command = record.command.value if record.command is not None else ""
    words = len(command.split())
    if (words >= _SENTENCE or (words > 1 and command.startswith("/"))) and ARGUMENTS not in command:
        return True
    section = record.document.section(*_ELSEWHERE)
    return section is not None and bool(record.document.text[section.start : section.end].strip())
