"""`spec demo`."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path
from typing import Annotated

import typer

from specward.cli.console import note
from specward.demo import tour
from specward.errors import UsageError

app = typer.Typer(rich_markup_mode=None, add_completion=False)


@app.command()
def main(
    keep: Annotated[
        str, typer.Option("--keep", metavar="DIR", help="Make the project in DIR and leave it there.")
    ] = "",
) -> None:
    """See the whole way in a scratch project: findings, fixes, a refused and a guarded commit.

    Every command that is shown is really run. The project is removed afterwards, unless --keep names a folder for it.
    """
    if keep:
        folder = Path(keep)
        if folder.exists() and any(folder.iterdir()):
            raise UsageError(f"{keep} is not empty", help="name a folder that does not exist yet")
        folder.mkdir(parents=True, exist_ok=True)
        tour.run(folder, _show)
        note(f"the project is in {keep}")
        return
    with tempfile.TemporaryDirectory(prefix="specward-demo-") as scratch:
        tour.run(Path(scratch), _show)


def _show(text: str) -> None:
    sys.stdout.write(text)
    sys.stdout.flush()
