"""What the commands that change decisions share: their options, and how they say what they did."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from specward.cli.adr_completion import decision_names
from specward.cli.console import note
from specward.cli.writing import tell
from specward.output.terminal import printable

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from specward.cli.writing import Draft

Decision = Annotated[
    str,
    typer.Argument(
        metavar="DECISION",
        help="Number, `ADR-0007`, path, file name or a piece of the title.",
        autocompletion=decision_names,
    ),
]
Decisions = Annotated[
    list[str],
    typer.Argument(
        metavar="DECISION...",
        help="Numbers, `ADR-0007`, paths, file names or pieces of titles.",
        autocompletion=decision_names,
    ),
]
Reason = Annotated[
    str, typer.Option("--reason", metavar="TEXT", help="Why; kept as a dated item under `## Amendments`.")
]
Force = Annotated[
    bool, typer.Option("--force", help="Make a move that the table does not have; needs --reason, which is kept.")
]
DryRun = Annotated[bool, typer.Option("--dry-run", help="Show the change as a diff, and write nothing.")]
AsJson = Annotated[bool, typer.Option("--json", help="One JSON object instead of the paths.")]


def report(
    draft: Draft,
    root: str,
    facts: Mapping[str, object],
    paths: Iterable[str],
    notes: Iterable[str],
    *,
    dry_run: bool,
    as_json: bool,
) -> None:
    """Say what came of a command: the paths that were written, and remarks; or the diff of a dry run; or JSON.

    Args:
        draft: what was written, or would be.
        root: the project's root.
        facts: the keys of the JSON object.
        paths: of the records that the command was about.
        notes: the remarks, left out of JSON.
        dry_run: whether nothing was written.
        as_json: whether to write JSON.
    """
    written = {change.path for change in draft.changes}
    shown = {} if as_json else {"path": "\n".join(printable(path) for path in dict.fromkeys(paths) if path in written)}
    tell(draft, root, {**facts, **shown}, dry_run=dry_run, as_json=as_json)
    if not as_json:
        for words in notes:
            note(printable(words))
