"""`spec doctor`."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING, Annotated

import typer

from specward.cli.console import coloured, terminal_width, write, write_json
from specward.doctor.check import Grade
from specward.doctor.examine import examine
from specward.output.terminal import hanging, painter, printable
from specward.phr.capture.log import clear
from specward.root import find_root
from specward.words import counted

if TYPE_CHECKING:
    from collections.abc import Iterator

    from specward.doctor.check import Check, Group
    from specward.output.terminal import Painter

app = typer.Typer(rich_markup_mode=None, add_completion=False)

_MARKS = {Grade.GOOD: "✓", Grade.NOTE: "–", Grade.BAD: "✗"}
_COLOURS = {Grade.GOOD: "32", Grade.NOTE: "2", Grade.BAD: "31"}
_MARGIN = 4


@app.command()
def main(
    verbose: Annotated[
        bool, typer.Option("--verbose", "-v", help="Show what is in place too, each with what was found.")
    ] = False,
    clear_log: Annotated[bool, typer.Option("--clear", help="Empty the log of capture once it is shown.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object.")] = False,
) -> int:
    """Look whether everything is in place, and say what mends what is not.

    \b
    It looks at Python, spec and git, at the project and its configuration, at the state of git, at the hooks of git
    and of agents, at capture, at documents that nothing reads, and at what work has left behind.
    Each agent whose hooks are installed is tried with a made-up prompt in a scratch project; no agent is run.
    What a hook could not record, so as not to disturb the agent, is told here.
    Nothing is changed. Exits with 0 when nothing is wrong, else with 1.

    The JSON object has the key checks, a list of objects with group, name, grade (ok, note, bad), said and help.
    """
    root = find_root(os.getcwd())
    groups = []
    for group in examine(root, os.environ):
        groups.append(group)
        if not as_json:
            write("\n".join(_lines(group, painter(colour=coloured(sys.stdout)), verbose=verbose)))
    checks = [check for group in groups for check in group.checks]
    if as_json:
        write_json({"checks": [_as_dict(group, check) for group in groups for check in group.checks]})
    else:
        write(f"\n{_verdict(checks)}")
    if clear_log:
        clear(root)
    return int(any(check.grade is Grade.BAD for check in checks))


def _lines(group: Group, paint: Painter, *, verbose: bool) -> Iterator[str]:
    """A group: a line where all is good, else a line for each check that is not, with its remedy below."""
    grade = group.grade
    names = dict.fromkeys(check.name for check in group.checks)
    good = f"  {', '.join(names)}" if grade is Grade.GOOD and not verbose and [*names] != [group.name] else ""
    yield printable(f"{_MARKS[grade]} {group.name:<13}{good}".rstrip()).replace(
        _MARKS[grade], paint(_MARKS[grade], _COLOURS[grade]), 1
    )
    for check in group.checks:
        if verbose or check.grade is not Grade.GOOD:
            yield from _check(check, paint)


def _check(check: Check, paint: Painter) -> Iterator[str]:
    said = printable(f"{check.name}: {check.said}")
    first, *rest = hanging(said, _MARGIN, terminal_width())
    yield f"  {paint(_MARKS[check.grade], _COLOURS[check.grade])} {first}"
    yield from rest
    for line in check.help.splitlines():
        yield f"{' ' * (_MARGIN + 2)}{printable(line)}"


def _as_dict(group: Group, check: Check) -> dict[str, str | None]:
    return {
        "group": group.name,
        "name": check.name,
        "grade": check.grade.value,
        "said": check.said,
        "help": check.help or None,
    }


def _verdict(checks: list[Check]) -> str:
    bad, notes = (sum(check.grade is grade for check in checks) for grade in (Grade.BAD, Grade.NOTE))
    if not bad:
        return f"nothing is wrong; {counted(notes, 'note')}" if notes else "nothing is wrong"
    return f"{counted(bad, 'problem')}, {counted(notes, 'note')}" if notes else counted(bad, "problem")
