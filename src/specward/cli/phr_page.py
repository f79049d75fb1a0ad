"""One prompt record as `spec phr show` prints it."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from specward.cli.console import coloured, write, write_bytes, write_json
from specward.output.terminal import printable
from specward.phr.edit.editing import section_of
from specward.phr.edit.outcome import outcome_of
from specward.phr.search.query import Row

if TYPE_CHECKING:
    from specward.artifacts.phr import Record

_KEYS = ("surface", "model", "feature", "branch", "user", "command", "source", "session")
"""What is shown of the front matter, beside the title's line, in the template's order."""
_LISTS = ("labels", "files", "tests")


def print_prompt(prompt: str) -> None:
    """Print what was asked: as it is into a pipe or a file, as a terminal may show it on a terminal.

    Raises:
        ReaderGone: nobody reads it any more.
    """
    if sys.stdout.isatty():
        write("\n".join(printable(line) for line in prompt.split("\n")))
        return
    write_bytes(prompt.encode("utf-8", "surrogatepass"))


def print_json(record: Record) -> None:
    """Print a record as one JSON object."""
    row = Row.of(record)
    write_json(
        {
            "path": row.path,
            "id": row.id,
            "uid": row.uid,
            "number": record.name.number,
            "title": row.title,
            "stage": row.stage,
            "date": row.date,
            **{key: _value(record, key) for key in _KEYS},
            **{key: _items(record, key) for key in _LISTS},
            "links": {kind: link.value for kind, link in record.links.items()},
            "prompt": record.prompt_text,
            "response": section_of(record, "response"),
            "outcome": outcome_of(record),
            "outcome_text": section_of(record, "outcome"),
            "evaluation": section_of(record, "evaluation"),
            "complete": record.complete,
        }
    )


def print_page(record: Record) -> None:
    """Print a record for people."""
    row = Row.of(record)
    links = (f"{kind} {link.value}" for kind, link in record.links.items())
    facts = {
        "path": row.path,
        "uid": row.uid,
        **{key: _value(record, key) for key in _KEYS},
        **{key: ", ".join(_items(record, key)) for key in _LISTS},
        "links": ", ".join(links),
    }
    width = max(map(len, facts))
    lines = [_bold("  ".join(part for part in (row.id, row.date, row.stage) if part)), _bold(row.title), ""]
    lines += [f"{name:{width}}  {printable(' '.join(text.split()))}" for name, text in facts.items() if text]
    for heading, text in _sections(record).items():
        if text:
            lines += ["", _bold(heading), *(f"  {printable(line)}".rstrip() for line in text.splitlines())]
    write("\n".join(lines))


def _sections(record: Record) -> dict[str, str]:
    return {
        "Prompt": record.prompt_text,
        "Response": section_of(record, "response"),
        "Outcome": section_of(record, "outcome"),
        "Evaluation": section_of(record, "evaluation"),
    }


def _value(record: Record, key: str) -> str:
    field = record.header.field(key)
    return field.value if field else ""


def _items(record: Record, key: str) -> list[str]:
    return [field.value for field in record.header.items(key)]


def _bold(text: str) -> str:
    text = printable(text)
    return f"\x1b[1m{text}\x1b[0m" if text and coloured(sys.stdout) else text
