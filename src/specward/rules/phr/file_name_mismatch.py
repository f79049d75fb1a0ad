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

The fix of a name is safe where the name holds all but the stage; one that drops a date, or takes the number from the
key, is not. The fix of an `id` is safe where another file of the folder bears the number that the id has.
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
    from specward.artifacts.phr_header import Field
    from specward.artifacts.phr_name import RecordName
    from specward.finding import Fix
    from specward.project import Project

_WIDEST = 4


@rule("PHR012", Severity.WARNING, Scope.PHR, fixable=True, read=30, right=30)
def check(record: Record, project: Project) -> Iterator[Fault]:
    """Yield one fault: the name's form, else its number."""
    document, name = record.document, record.name
    defect = _defect(name, document.path) if record.place.form == CURRENT_FORM else ""
    if defect:
        yield Fault(
            document.place(0, 0),
            f"the file name {defect}",
            help="rename the file to NNNN-slug.stage.prompt.md: four digits, lower-case words with hyphens, the stage",
            fix=_renaming(record, project),
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
            fix=_numbering(record, field, int(number[1]), project),
        )


def _renaming(record: Record, project: Project) -> Fix | None:
    """The file under its proper name; safe where the name itself says all of that but the stage."""
    from specward.phr.refiling import numbers_in, proper_name, refiled

    path, name = record.document.path, proper_name(record)
    folder = path.rpartition("/")[0]
    if not name or (not record.name.id and int(name.partition("-")[0]) in numbers_in(project, folder)):
        return None
    safe = bool(record.name.id) and not record.name.date
    return refiled(project, f"rename the file to {name}", {path: f"{folder}/{name}" if folder else name}, safe=safe)


def _numbering(record: Record, field: Field, number: int, project: Project) -> Fix | None:
    """The file's number as the id; safe where another file of the folder bears the number that the id has."""
    from specward.finding import Fix
    from specward.phr.refiling import numbers_in, with_value

    prefix = field.value.rstrip("0123456789")
    edit = with_value(record, field, prefix + record.name.id)
    if edit is None:
        return None
    if edit.text == record.name.id:
        edit = edit._replace(text=f'"{edit.text}"')
    taken = number in numbers_in(project, record.document.path.rpartition("/")[0])
    return Fix(f"write `id: {edit.text}`", (edit,), safe=taken)


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
