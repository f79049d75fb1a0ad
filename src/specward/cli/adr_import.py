"""`spec adr import`: the decisions of another tool become the project's own where they lie."""

from __future__ import annotations

import os
import sys
from collections import Counter
from typing import TYPE_CHECKING, Annotated, NamedTuple

import typer

from specward.errors import UNDETERMINED, UsageError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from specward.adr.adopt.takeover import Takeover

_MOST = 5
"""So many documents that are no records are named."""


class _Mend(NamedTuple):
    rule: str
    name: str
    findings: int

    def command(self, folder: str) -> str:
        return f"spec check --select {self.rule} {folder}"


def import_decisions(
    directory: Annotated[
        str, typer.Argument(metavar="[DIR]", help="The folder of the records; found where it is left out.")
    ] = "",
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Show the change as a diff, and write nothing.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object.")] = False,
) -> int:
    """Take over the decision records of another tool where they lie. No byte of any record changes.

    The folder is the one that adr-tools (.adr-dir) or log4brains (.log4brains.yml) was told, else the one that holds
    records: doc/adr, docs/decisions and the like. It becomes `adr.folder` in the configuration, and the form of its
    newest records `adr.format`, so that `spec new adr` goes on where they end. Every record is shown as it is read, and
    what is wrong with any is counted, with the command that shows how to mend it. A second run writes nothing.

    \b
      spec adr import --dry-run
      spec adr import docs/decisions

    The JSON object has the keys folder, told_by, format, packages, decisions and unread (as `spec adr list` has them),
    skipped (paths), duplicates (number, paths), findings (rule, name, findings), next (the number of the next record),
    settings (by option), files, dry_run. The exit code is 3 where a record cannot be read.
    """
    from specward.adr.adopt.takeover import take_over
    from specward.cli.writing import carry_out
    from specward.config import ConfigError
    from specward.opening import open_source
    from specward.project import Project
    from specward.root import find_root

    root = find_root(os.getcwd())
    named = _relative(directory, root) if directory else ""

    def make() -> Takeover:
        project = Project(open_source(root))
        if project.config_problems:
            raise ConfigError(list(project.config_problems))
        return take_over(project, named)

    taken = carry_out(root, make, dry_run=dry_run)
    if as_json:
        _write_json(taken, root, dry_run=dry_run)
    else:
        _write_text(taken, root, dry_run=dry_run)
    return UNDETERMINED if taken.unread else 0


def _relative(directory: str, root: str) -> str:
    """A folder as the configuration names it.

    Raises:
        UsageError: there is no such folder, or it does not lie below the root.
    """
    if not os.path.isdir(directory):
        raise UsageError(f"there is no folder {directory}", help="leave it out to have it found: spec adr import")
    folder = os.path.relpath(os.path.realpath(directory), os.path.realpath(root)).replace(os.sep, "/")
    if folder in {".", ".."} or folder.startswith("../"):
        raise UsageError(f"{directory} does not lie below the project's root", help=f"the root is {root}")
    return folder


def _write_json(taken: Takeover, root: str, *, dry_run: bool) -> None:
    from specward.adr.catalogue.catalogue import catalogue_of
    from specward.changes import diff
    from specward.cli.console import write_json
    from specward.output.adr.entry_json import entry_as_json

    catalogue = catalogue_of(taken.project)
    said: dict[str, object] = {
        "folder": taken.folder,
        "told_by": taken.told_by or None,
        "format": taken.project.config.adr_format,
        "packages": [{"name": one.package, "folder": one.folder} for one in taken.packages],
        "decisions": [entry_as_json(entry, catalogue) for entry in taken.entries],
        "unread": [one._asdict() for one in taken.unread],
        "skipped": taken.skipped,
        "duplicates": [{"number": number, "paths": paths} for (_, number), paths in taken.duplicates.items()],
        "findings": [mend._asdict() for mend in _mends(taken)],
        "next": _next_number(taken, root),
        "settings": taken.settings,
        "files": [change.path for change in taken.changes],
        "dry_run": dry_run,
    }
    write_json({**said, "diff": diff(taken.changes, root)} if dry_run else said)


def _write_text(taken: Takeover, root: str, *, dry_run: bool) -> None:
    from specward.adr.catalogue.catalogue import Catalogue, catalogue_of
    from specward.changes import diff
    from specward.cli.console import coloured, terminal_width, write
    from specward.output.adr.list_text import listing, summary
    from specward.output.terminal import printable

    catalogue, colour = catalogue_of(taken.project), coloured(sys.stdout)
    write(listing(taken.entries, catalogue, taken.unread, width=terminal_width(), colour=colour))
    lines = [(printable(summary(taken.entries, Catalogue(taken.entries, taken.unread))), "")]
    lines += _facts(taken, root, dry_run=dry_run)
    write("\n" + "\n".join(f"{word:<9} {printable(what)}" if what else word for word, what in lines))
    if dry_run and taken.changes:
        write("\n" + diff(taken.changes, root))


def _facts(taken: Takeover, root: str, *, dry_run: bool) -> Iterator[tuple[str, str]]:
    """What there is to say besides the records, a word and the rest of the line each."""
    from specward.words import counted, listed

    yield "folder", f"{taken.folder}/" + (f" (told by {taken.told_by})" if taken.told_by else "")
    for package in taken.packages:
        unseen = package in taken.unseen
        remark = "; nothing is read there: rename it to adr or decisions" if unseen else ""
        yield "package", f"{package.folder}/ ({package.package}){remark}"
    if skipped := taken.skipped:
        yield "no record", listed(skipped, _MOST)
    for (folder, number), paths in taken.duplicates.items():
        yield "twice", f"{number} in {folder}/: {', '.join(path.rpartition('/')[2] for path in paths)}"
        yield "", f"spec adr renumber {number} --file {paths[-1]}"
    for mend in _mends(taken):
        yield "mend", f"{counted(mend.findings, 'finding')} of {mend.name}: {mend.command(taken.folder)}"
    form = taken.project.config.adr_format
    odd = "" if taken.form else "; the records here have a form of their own: see adr.format"
    yield "next", f"{taken.folder}/{_next_number(taken, root):04d}-….md, in the form {form}{odd}"
    said = ", ".join(f"{option}: {value}" for option, value in taken.settings.items())
    for change in taken.changes:
        yield ("would set" if dry_run else "wrote"), f"{change.path} ({said})"
    if not taken.changes:
        yield "wrote", "nothing: the project is configured so"


def _next_number(taken: Takeover, root: str) -> int:
    from specward.adr.numbers.taken import free_number

    return free_number(root, taken.folder)


def _mends(taken: Takeover) -> list[_Mend]:
    """What the checker finds in the records, by rule."""
    from specward.check.run import check
    from specward.check.select import Selection
    from specward.finding import Severity
    from specward.rules import RULES

    selection = Selection.of(taken.project, RULES, select=["ADR"])
    report = check(taken.project, selection, only={entry.path for entry in taken.entries})
    counts = Counter((one.code, one.rule) for one in report.findings if one.severity is not Severity.INFO)
    return [_Mend(*found, count) for found, count in sorted(counts.items())]
