"""`spec status`."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Annotated

import typer

from specward.cli.columns import plain_table
from specward.cli.console import coloured, write, write_json
from specward.cli.place import Place
from specward.errors import UNDETERMINED
from specward.output.terminal import printable
from specward.status.feature_state import FeatureState, Stage, project_state

if TYPE_CHECKING:
    from collections.abc import Sequence

app = typer.Typer(rich_markup_mode=None, add_completion=False)

_HEAD = ("feature", "stage", "open", "tasks", "criteria", "next")
_NOTHING = "–"


@app.command()
def main(
    feature: Annotated[str, typer.Argument(metavar="[FEATURE]", help="Name, number or slug; all if left out.")] = "",
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object.")] = False,
) -> int:
    """Show the state of each feature as its documents have it, and what to do next.

    Open counts the questions in the spec. The JSON object has the key features, a list of objects with feature,
    folder, number, stage, open_questions, to_fill_in, tasks, criteria, warnings and next.
    """
    place = Place()
    only = place.feature(feature).folder if feature else ""
    states = list(project_state(place.project, only))
    if as_json:
        write_json({"features": [state.as_json() for state in states]})
    elif not states:
        write('no feature yet; start one: spec new feature "Title"')
    elif sys.stdout.isatty():
        _print_table(states)
    else:
        write(plain_table(_HEAD, [_row(state) for state in states]))
    return UNDETERMINED if any(state.stage is Stage.UNKNOWN for state in states) else 0


def _row(state: FeatureState) -> tuple[str, ...]:
    warnings = "".join(f"  ⚠ {warning}" for warning in state.warnings)
    row = (
        f"{state.feature}{warnings}",
        state.stage.value,
        str(state.open_questions or _NOTHING),
        f"{state.tasks_done}/{state.tasks}" if state.tasks else _NOTHING,
        str(state.criteria or _NOTHING),
        state.next or _NOTHING,
    )
    return tuple(printable(cell) for cell in row)


def _print_table(states: Sequence[FeatureState]) -> None:
    from rich.box import SIMPLE_HEAD
    from rich.table import Table
    from rich.text import Text

    from specward.cli.console import rich_console

    table = Table(box=SIMPLE_HEAD, pad_edge=False)
    for name in _HEAD:
        table.add_column(name, justify="right" if name in {"open", "tasks", "criteria"} else "left", overflow="fold")
    styles = {Stage.DONE: "green", Stage.UNKNOWN: "red", Stage.EMPTY: "red"} if coloured(sys.stdout) else {}
    for state in states:
        cells = [Text(cell) for cell in _row(state)]
        cells[1].stylize(styles.get(state.stage, ""))
        table.add_row(*cells)
    rich_console().print(table)
