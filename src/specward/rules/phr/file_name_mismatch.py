"""A prompt record's file name has another form, or another number, than it must have.

## What it does

Compares the file name with `NNNN-slug.stage.prompt.md`, and its number with the key `id`. One to four digits are
accepted, and numbers are compared as numbers. The stages are compared by `stage-mismatch`.

## Why is this bad?

Scripts find the next free number, and people find a record, by its file name alone.

## Example

````markdown history/prompts/001-login/0002-login-form.green.prompt.md
---
id: "0001"
title: Login form
stage: green
date: "2026-01-02"
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
---

## Prompt

Build the login form.
````

## Limits

In the folders of older layouts, which named records differently, only the number is compared.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from specward.artifacts.phr_name import CURRENT_FORM
from specward.finding import Severity
from specward.rule import Fault, Scope, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from specward.artifacts.phr import Record
    from specward.artifacts.phr_name import RecordName
    from specward.project import Project

_WIDEST = 4


@rule("PHR012", Severity.WARNING, Scope.PHR)
def check(record: Record, project: Project) -> Iterator[Fault]:
    """Yield one fault: the name's form, else its number."""
    document, name = record.document, record.name
    defect = _defect(name, document.path) if record.place.form == CURRENT_FORM else ""
    if defect:
        yield Fault(
            document.place(0, 0),
            f"the file name {defect}",
            help="rename the file to NNNN-slug.stage.prompt.md: four digits, lower-case words with hyphens, the stage",
        )
        return
    field = record.id
    if field is None or not name.id or field.value == name.id:
        return
    number = _number().fullmatch(field.value)
    if number and int(number[1]) != int(name.id):
        yield Fault(
            document.place(field.start, field.end),
            f"the id is {field.value} here and {name.id} in the file name",
            help=f'write `id: "{name.id}"`, or rename the file',
        )


def _defect(name: RecordName, path: str) -> str:
    """What is wrong with the form of a name; empty where nothing is."""
    if not path.endswith(".prompt.md"):
        return "does not end in `.prompt.md`"
    return _defect_of_number(name) or _defect_of_words(name)


def _defect_of_number(name: RecordName) -> str:
    if name.date:
        return "begins with a date"
    if name.prefix:
        return f"begins with `{name.prefix}`"
    if not name.id:
        return "has no number"
    return f"has a number of {len(name.id)} digits" if len(name.id) > _WIDEST else ""


def _defect_of_words(name: RecordName) -> str:
    if not name.slug:
        return "has no words after the number"
    if not name.stage:
        return "names no stage"
    if name.slug != name.slug.lower():
        return "has capital letters in its words"
    if name.slug.replace("-", "").isalnum():
        return ""
    odd = next((char for char in name.slug if char == "_" or not (char == "-" or f"a{char}".isidentifier())), "")
    return f"has {'a blank' if odd.isspace() else f'`{odd}`'} in its words" if odd else ""


@cache
def _number() -> re.Pattern[str]:
    return re.compile(r"(?:PHR-?)?0*(\d{1,10})", re.ASCII | re.IGNORECASE)
