"""`spec phr scan`: secrets in what is already recorded."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Annotated

import typer

from specward.artifacts.kind import Kind
from specward.changes import apply
from specward.cli.console import note, write, write_json
from specward.cli.place import Place
from specward.errors import UNDETERMINED, UsageError
from specward.output.terminal import printable
from specward.words import counted

if TYPE_CHECKING:
    from specward.phr.scan import Leak, Scan

_ROTATE = "a secret that was recorded or committed is known: give it up and have a new one made, where it came from"


def scan(
    every: Annotated[bool, typer.Option("--all", help="Every document, not only the prompt records.")] = False,
    fix: Annotated[bool, typer.Option("--fix", help="Put a placeholder in the place of each secret.")] = False,
    second: Annotated[
        bool, typer.Option("--second-opinion", help="Also ask betterleaks or gitleaks, where one is on PATH.")
    ] = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="With --fix: write nothing.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object.")] = False,
) -> int:
    """Find secrets in the prompt records: tokens, keys, passwords, and the values of your .env files.

    \b
    Nothing of a secret is shown, only its place, its rule and its length. A placeholder is
      [REDACTED:<rule>:<hash>]     the same secret has the same hash in this repository
    Taking a secret out of the files does not take it out of git's history: have it replaced where it was given out.

    The JSON object has the keys documents, leaks (objects with path, line, column, length, rule, tool), redacted and
    kept (paths), second_opinion (the tool, or null), undetermined (objects with where and reason), dry_run.
    Exits with 0 when nothing is left, 1 on secrets, 3 when a document cannot be read or the other scanner fails.
    """
    from specward.phr.scan import redactions
    from specward.phr.scan import scan as look
    from specward.redaction import known_values, local_key
    from specward.redaction.second_opinion import TOOLS, SecondOpinion

    if dry_run and not fix:
        raise UsageError(
            "--dry-run goes with --fix; without it nothing is written", help="spec phr scan --fix --dry-run"
        )
    place = Place()
    paths = place.project.paths if every else place.project.of_kind(Kind.PHR)
    opinion = SecondOpinion.on_path() if second else None
    found = look(place.project, paths, known_values(place.root, os.environ), opinion)
    if fix and not dry_run:
        apply(redactions(found, lambda: local_key(place.root)), place.root)
    if as_json:
        write_json(_as_json(found, fix=fix, dry_run=dry_run))
    else:
        write("\n".join(_sentence(leak, found, fix=fix, dry_run=dry_run) for leak in found.leaks))
    if second and not opinion:
        note(f"second opinion: not run: no {' or '.join(reversed(TOOLS))} on PATH")
    _tell(found, fix=fix)
    return _exit_code(found, mended=fix and not dry_run)


def _sentence(leak: Leak, found: Scan, *, fix: bool, dry_run: bool) -> str:
    done = ("would redact " if dry_run else "redacted ") if fix and leak.path not in found.kept else ""
    who = f"  {leak.tool}" if leak.tool else ""
    return f"{done}{printable(leak.path)}:{leak.line}:{leak.column}  {leak.rule}  {leak.length} characters{who}"


def _tell(found: Scan, *, fix: bool) -> None:
    """What is not the result."""
    for where, reason in found.undetermined:
        note(f"undetermined: {printable(where)}: {printable(reason)}")
    for path in found.kept if fix else ():
        note(f"not rewritten: {printable(path)} is not UTF-8; take its secrets out by hand")
    note(f"{counted(len(found.leaks), 'secret')} in {counted(found.documents, 'document')}")
    if found.leaks:
        note(_ROTATE)


def _exit_code(found: Scan, *, mended: bool) -> int:
    if found.undetermined:
        return UNDETERMINED
    return int(bool(found.kept if mended else found.leaking))


def _as_json(found: Scan, *, fix: bool, dry_run: bool) -> dict[str, object]:
    rewritten = [one.document.path for one in found.leaking if one.is_rewritable]
    return {
        "documents": found.documents,
        "leaks": [leak._asdict() | {"tool": leak.tool or None} for leak in found.leaks],
        "redacted": rewritten if fix else [],
        "kept": found.kept,
        "second_opinion": found.tool or None,
        "undetermined": [{"where": where, "reason": reason} for where, reason in found.undetermined],
        "dry_run": dry_run,
    }
