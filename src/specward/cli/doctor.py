"""`spec doctor`."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING, Annotated

import typer

from specward.cli.console import coloured, write, write_json
from specward.git.process import GitMissing
from specward.git.repository import Repository
from specward.hooks.health import Grade, examine
from specward.output.text import printable
from specward.phr.capture.log import clear
from specward.root import find_root

if TYPE_CHECKING:
    from specward.hooks.health import Check

app = typer.Typer(rich_markup_mode=None, add_completion=False)

_MARKS = {Grade.GOOD: "✓", Grade.NOTE: "–", Grade.BAD: "✗"}
_COLOURS = {Grade.GOOD: "\x1b[32m", Grade.NOTE: "\x1b[2m", Grade.BAD: "\x1b[31m"}
_PLAIN = "\x1b[0m"


@app.command()
def main(
    clear_log: Annotated[bool, typer.Option("--clear", help="Empty the log of capture once it is shown.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object.")] = False,
) -> int:
    """Look whether everything is in place: spec, git, configuration, hooks of git and of agents, records.

    \b
    Each agent whose hooks are installed is tried with a made-up prompt in a scratch project; no agent is run.
    What a hook could not record, so as not to disturb the agent, is told here.
    Exits with 0 when nothing is wrong, else with 1.

    The JSON object has the key checks, a list of objects with name, grade (ok, note, bad), said and help.
    """
    root = find_root(os.getcwd())
    checks = list(examine(root, _repository(root)))
    if as_json:
        rows = [{"name": c.name, "grade": c.grade.value, "said": c.said, "help": c.help or None} for c in checks]
        write_json({"checks": rows})
    else:
        width = max(len(check.name) for check in checks)
        for check in checks:
            write(_line(check, width))
    if clear_log:
        clear(root)
    return int(any(check.grade is Grade.BAD for check in checks))


def _repository(root: str) -> Repository | None:
    try:
        return Repository.find(root)
    except GitMissing:
        return None


def _line(check: Check, width: int) -> str:
    mark = _MARKS[check.grade]
    if coloured(sys.stdout):
        mark = f"{_COLOURS[check.grade]}{mark}{_PLAIN}"
    lines = [f"{mark} {printable(check.name):{width}}  {printable(check.said)}"]
    lines += [f"  {'':{width}}  {printable(line)}" for line in check.help.splitlines()]
    return "\n".join(lines)
