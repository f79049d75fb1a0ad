"""`spec adr renumber`: another number for a decision, everywhere."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Annotated

import typer

from specward.cli.adr_completion import decision_names
from specward.cli.new_options import DryRun  # noqa: TC001 -- Typer reads annotations when it runs
from specward.errors import UNDETERMINED, UsageError

if TYPE_CHECKING:
    from specward.adr.numbers.renumber import Renumbered

_MOST = 20
"""So many citations that are left are shown; the JSON object has all."""


def renumber(
    reference: Annotated[
        str,
        typer.Argument(
            metavar="DECISION",
            help="Its number, path, file name or a piece of its title.",
            autocompletion=decision_names,
        ),
    ],
    to: Annotated[str, typer.Argument(metavar="[TO]", help="Its new number; the next free one if left out.")] = "",
    file: Annotated[
        str, typer.Option("--file", metavar="PATH", help="Which record moves, where several share the number.")
    ] = "",
    onto: Annotated[
        str, typer.Option("--onto", metavar="REF", help="The branch whose record keeps a shared number.")
    ] = "",
    force: Annotated[
        bool, typer.Option("--force", help="Take a number that another branch has, or move a published record.")
    ] = False,
    dry_run: DryRun = False,
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object instead of the path.")] = False,
) -> int:
    """Give a decision another number: file, title, fields, links, index, and citations in documents and code.

    Where two records share the number, as after a merge, the one that came later moves: the one that the main line
    does not have, or that was committed last. A link or a path tells which of the two it means. A bare `ADR-0007` is
    changed where its line came with the record; all others are listed and left to you. Prompt records say what was,
    so of them the keys alone change. Pins go along.

    \b
      spec adr renumber 7
      spec adr renumber 7 12 --dry-run
      spec adr renumber 7 --file history/adr/0007-session-store.md
      spec adr renumber 7 --onto origin/main

    The JSON object has the keys path, former_path, number, former_number, lines (by file), left (path, line, text,
    reason), unread, files, dry_run. The exit code is 3 where a file could not be searched.
    """
    from specward.cli.writing import carry_out, tell

    number = _number(to)
    root = _root()
    path = _below(file, root) if file else ""

    def make() -> Renumbered:
        return _renumbered(root, reference, number, file=path, onto=onto, force=force)

    draft = carry_out(root, make, dry_run=dry_run)
    facts = {
        "path": draft.path,
        "former_path": draft.former_path,
        "number": draft.number,
        "former_number": draft.former,
        "lines": draft.lines,
        "left": [one._asdict() for one in draft.left],
        "unread": list(draft.unread),
    }
    tell(draft, root, facts, dry_run=dry_run, as_json=as_json)
    if not as_json:
        _note(draft, dry_run=dry_run)
    return UNDETERMINED if draft.unread else 0


def _root() -> str:
    from specward.root import find_root

    return find_root(os.getcwd())


def _renumbered(root: str, reference: str, number: int, *, file: str, onto: str, force: bool) -> Renumbered:
    """The draft, made under the lock: the project is read there, and the number found."""
    from specward.adr.numbers.claimant import claimant
    from specward.adr.numbers.renumber import renumber as renumbered
    from specward.adr.numbers.taken import free_number, require_free, require_unpublished
    from specward.cli.writing import today
    from specward.opening import open_project

    project = open_project(root)
    claim = claimant(root, project, reference, file=file, onto=onto)
    if not force:
        require_unpublished(project, claim.entry)
    folder = claim.entry.folder
    if number and number != claim.entry.number:
        require_free(root, project, folder, number, force=force)
    return renumbered(project, claim.entry, number or free_number(root, folder), today=today(), own=claim.own)


def _number(written: str) -> int:
    """The number that was asked for; 0 for the next free one.

    Raises:
        UsageError: it is none.
    """
    from specward.adr.catalogue.lookup import number_of

    number = number_of(written.strip()) if written.strip() else 0
    if number is None or (written.strip() and not number):
        raise UsageError(f"{written} is no number of a decision", help="write it as 12 or ADR-0012")
    return number


def _below(path: str, root: str) -> str:
    """A path as given, relative to the root where a file is there."""
    if not os.path.exists(path):
        return path
    return os.path.relpath(os.path.realpath(path), os.path.realpath(root)).replace(os.sep, "/")


def _note(draft: Renumbered, *, dry_run: bool) -> None:
    from specward.cli.console import note
    from specward.output.terminal import printable
    from specward.words import counted

    files = [path for path in draft.lines if path != draft.former_path]
    lines = sum(len(draft.lines[path]) for path in files)
    verb = "would become" if dry_run else "is now"
    cited = f"; {counted(lines, 'line')} in {counted(len(files), 'other file')} changed" if files else ""
    note(printable(f"{draft.former_path} {verb} {draft.path}{cited}"))
    for one in draft.left[:_MOST]:
        note(printable(f"left: {one.path}:{one.line} {one.text}".rstrip() + f" ({one.reason})"))
    for words in draft.unread:
        note(printable(f"not searched: {words}"))
    if len(draft.left) > _MOST:
        note(f"left: {len(draft.left) - _MOST} more, which --json lists")
