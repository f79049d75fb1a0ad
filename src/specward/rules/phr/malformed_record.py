"""A prompt record's keys cannot be read, or one that every record needs is missing.

## What it does

Reports a record without any front matter, one whose keys stand there without a `---` line before and after them, and
one that lacks `id`, `title`, `stage` or `date`, or leaves it empty. `date_iso` and other names that mean the same are
accepted. Where nothing but the stage is missing and the file name has it, it is a warning.

## Why is this bad?

A record that says neither what it is nor when it was made cannot be listed, searched or tied to a feature: it is
kept, but nobody will find it.

## Example

````markdown history/prompts/001-login/0001-login-form.green.prompt.md
---
id: "0001"
title: Login form
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

Front matter that is never closed, or that is no YAML, is `malformed-front-matter` and not reported here.

The fix adds an `id` and a `stage` that the file's name has, puts keys at the head of a file between lines of `---`, and
takes away a fence around the record, or blanks before it; it is not safe where YAML then takes a ` #` behind a value
for a remark. It knows no title and no date.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from specward.artifacts.phr_filing import ROUTES
from specward.artifacts.phr_header import BARE, BOLD, NONE
from specward.finding import Edit, Fix, Severity
from specward.rule import Fault, Scope, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from specward.artifacts.phr import Record
    from specward.markdown.document import Document
    from specward.project import Project


@rule("PHR001", Severity.ERROR, Scope.PHR, fixable=True, read=11, right=11)
def check(record: Record, project: Project) -> Iterator[Fault]:
    """Yield one fault: the weightiest thing that is wrong with the keys."""
    document = record.document
    form = record.header.form
    if form == NONE:
        yield Fault(
            document.place(0, 0),
            "this record has no front matter",
            help="begin it with a line of ---, then id, title, stage and date, then a line of ---",
        )
    elif form in {BARE, BOLD}:
        message, mend = _outside_front_matter(document)
        yield Fault(document.place(0, 0), message, help=mend, fix=_framed(record) if form == BARE else None)
    elif record.missing_keys and not record.malformed:
        yield _missing(record)


def _missing(record: Record) -> Fault:
    """What to say of a record whose front matter lacks keys."""
    document, keys = record.document, record.missing_keys
    named = keys == ["stage"] and record.name.stage in ROUTES
    listed = ", ".join(f"`{key}`" for key in keys)
    start = document.front_matter.start if document.front_matter else 0
    return Fault(
        document.place(start, start + 3),
        f"the front matter lacks {listed}",
        help=f"add `stage: {record.name.stage}`" if named else "add " + ", ".join(_SAMPLES[key] for key in keys),
        severity=Severity.WARNING if named else None,
        fix=_filled(record),
    )


def _filled(record: Record) -> Fix | None:
    """The missing keys as the file's name has them; None where it does not have all of them."""
    from specward.markdown.mending import new_entry
    from specward.markdown.scalar import in_quotes

    document, front_matter = record.document, record.document.front_matter
    number, stage = record.name.id, record.name.stage.lower()
    known = {"id": in_quotes(number) if number else "", "stage": stage if stage in ROUTES else ""}
    keys = record.missing_keys
    if front_matter is None or not all(known.get(key) for key in keys):
        return None
    edits = [Edit(document.path, *new_entry(document.text, front_matter, key, known[key])) for key in keys]
    return Fix("add " + ", ".join(f"`{key}: {known[key]}`" for key in keys), tuple(edits), safe=True)


def _framed(record: Record) -> Fix | None:
    """The keys between two lines of ---; None where there is no telling where they end, or they are no YAML then."""
    from specward.artifacts.phr import read_record
    from specward.artifacts.phr_header import FRONT_MATTER
    from specward.markdown.document import Document
    from specward.markdown.mending import applied, frame, has_remark

    document = record.document
    edits = frame(document.text, record.header.end)
    if not edits:
        return None
    after = read_record(Document(document.path, applied(document.text, edits)))
    keys, front_matter = after.header.entries.keys(), after.document.front_matter
    if after.header.form != FRONT_MATTER or after.malformed or not keys <= record.header.entries.keys():
        return None
    made = tuple(Edit(document.path, *edit) for edit in edits)
    safe = front_matter is not None and not has_remark(after.document.text, front_matter)
    return Fix("begin the file with the keys, between lines of ---", made, safe=safe)


def _outside_front_matter(document: Document) -> tuple[str, str]:
    """Why keys that are there are not in front matter, and what to do."""
    text = document.text.lstrip("\ufeff \t\r\n")
    if document.front_matter is not None:
        return "this record's keys are not in its front matter", "move them there, as `key: value`"
    if text.startswith("---"):
        return "blanks stand before the first --- of this record", "begin the file with the line of ---"
    if text.startswith(("```", "~~~")):
        return "a code fence stands around this record", "delete the two lines of the fence; begin the file with ---"
    return (
        "this record's keys are not in front matter",
        "put the keys at the head of the file, as `key: value`, between two lines of ---",
    )


_SAMPLES = {
    "id": 'id: "0001", the number in the file name',
    "title": "title: what was asked, in three to seven words",
    "stage": "stage: one of constitution, spec, plan, tasks, red, green, refactor, explainer, misc, general",
    "date": 'date: "YYYY-MM-DD"',
}
