"""`spec fastapi`: asking an application about itself, and its operations as it told them."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Annotated, Any, NamedTuple

import typer

from specward.changes import Create, Replace
from specward.cli.columns import plain_table
from specward.cli.console import note, terminal_width, write, write_json
from specward.cli.place import Place
from specward.cli.writing import carry_out
from specward.config import PATH as CONFIGURATION
from specward.confined import refuse_path
from specward.constitution.trust import trusted
from specward.errors import UNDETERMINED, UndeterminedError, UsageError
from specward.output.terminal import printable
from specward.packs.fastapi.probing.probe import plan, probe
from specward.packs.fastapi.probing.probe_file import PATH, kept, read_probe
from specward.packs.fastapi.probing.stale import why_stale
from specward.words import counted

if TYPE_CHECKING:
    from specward.changes import Change
    from specward.packs.fastapi.probing.probe import Plan
    from specward.packs.fastapi.probing.probed import Failure, Probed, Row

app = typer.Typer(rich_markup_mode=None, add_completion=False, no_args_is_help=True)


class Answer(NamedTuple):
    """What was found, and the files that keep it."""

    probed: Probed
    changes: list[Change]


@app.callback()
def main() -> None:
    """The FastAPI pack: probe the application, show its operations."""


@app.command("probe")
def ask(
    timeout: Annotated[
        int | None, typer.Option("--timeout", metavar="S", min=1, help="Seconds; fastapi.timeout if left out.")
    ] = None,
    output: Annotated[
        str, typer.Option("--output", "-o", metavar="FILE", help="Write the OpenAPI document too, sorted.")
    ] = "",
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Say what would run; run and write nothing.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object.")] = False,
) -> int:
    """Ask the application about itself, and keep that.

    Its own interpreter imports it, and it is asked for its OpenAPI document and its operations. The rules on the API
    judge what is kept, in .specify/fastapi/probe.json, which git ignores; `spec check` itself runs nothing. What runs
    must be trusted first, with `spec trust`. It runs on a copy of the files, with the variables of .env.example in
    place of yours, and is ended with all that it started when its time is up.

    The JSON object has the keys command, trusted, application, interpreter, python, fastapi, operations, confined
    (whether the system kept the application from writing outside of its copy), survivors (processes of its that could
    not be ended), files, failure (null, or kind, message, help, tail, file, line), ruff (null where it was not run),
    ruff_reason, seconds, dry_run; with --dry-run command, trusted, files, dry_run.

    Exits with 3 where the application could not be asked; that is kept too, and rule FA003 reports it.
    """
    place = _place()
    target = _target(place, output)
    planned = plan(place.project, place.root)
    may_run = planned.text in trusted([planned.text], place.root)
    if dry_run:
        _preview(planned, target, may_run=may_run, as_json=as_json)
        return 0
    if not may_run:
        raise UsageError(
            f"this is not trusted yet: {printable(planned.text)}",
            help="read it, then trust it: `spec trust`; in a pipeline SPECWARD_TRUST does",
        )
    seconds = timeout or place.project.config.fastapi_timeout
    answer = _answer(place, planned, seconds, target)
    if as_json:
        write_json(_told(planned, answer))
    else:
        _tell(answer)
    return UNDETERMINED if answer.probed.failure else 0


@app.command("routes")
def routes(as_json: Annotated[bool, typer.Option("--json", help="One JSON object.")] = False) -> None:
    """Show the operations that the probe found.

    The JSON object has the keys application, when, stale and routes: objects with method, path, operation_id, function,
    file, line, status, is_async, security, dependencies, in_schema.
    """
    project = _place().project
    probed = read_probe(project.source)
    if probed is None:
        raise UndeterminedError("the application was not asked yet", help="spec fastapi probe")
    if probed.failure:
        raise _error(probed.failure)
    stale = why_stale(project, probed)
    if as_json:
        listed = [{**row._asdict(), "security": _security(probed, row)} for row in probed.rows]
        write_json({"application": probed.application, "when": probed.when, "stale": bool(stale), "routes": listed})
        return
    write(_table(probed))
    note(printable(f"{_counted(probed)}, asked {probed.when}"))
    if stale:
        note(printable(f"{stale}: `spec fastapi probe`"))


def _place() -> Place:
    """Where the command stands; the pack is on there."""
    place = Place()
    if "fastapi" not in place.project.config.packs:
        raise UsageError("the FastAPI pack is off", where=CONFIGURATION, help="switch it on: `packs: [fastapi]`")
    return place


def _target(place: Place, output: str) -> str:
    """Where the OpenAPI document goes, relative to the project; empty where it goes nowhere."""
    if not output:
        return ""
    path = os.path.relpath(os.path.join(os.path.realpath(os.getcwd()), output), os.path.realpath(place.root))
    target = path.replace(os.sep, "/")
    refuse_path(target, place.root)
    if os.path.isdir(os.path.join(place.root, target)):
        raise UsageError(
            f"{printable(output)} is a folder", help=f"name a file: `--output {printable(target)}/openapi.json`"
        )
    return target


def _answer(place: Place, planned: Plan, seconds: int, target: str) -> Answer:
    probed = probe(place.project, place.root, planned, seconds, started=lambda what: note(f"{printable(what)} …"))

    def drafted() -> Answer:
        changes = kept(probed, place.project.source)
        if target and probed.openapi is not None:
            text = _sorted(probed.openapi)
            there = os.path.lexists(os.path.join(place.root, target))
            changes.append(Replace(target, text) if there else Create(target, text))
        return Answer(probed, changes)

    return carry_out(place.root, drafted, dry_run=False)


def _sorted(document: dict[str, Any]) -> str:
    """An OpenAPI document such that a change of the API, and nothing else, is a change of the text."""
    import json

    return json.dumps(document, indent=2, sort_keys=True) + "\n"


def _preview(planned: Plan, target: str, *, may_run: bool, as_json: bool) -> None:
    if as_json:
        files = [PATH, target] if target else [PATH]
        write_json({"command": planned.text, "trusted": may_run, "files": files, "dry_run": True})
        return
    write(printable(planned.text))
    note("trusted" if may_run else "not trusted yet: `spec trust`")


def _told(planned: Plan, answer: Answer) -> dict[str, Any]:
    probed = answer.probed
    return {
        "command": planned.text,
        "trusted": True,
        "application": probed.application,
        "interpreter": probed.interpreter,
        "python": probed.python,
        "fastapi": probed.fastapi,
        "operations": len(probed.rows),
        "confined": probed.confined,
        "survivors": probed.survivors,
        "files": [change.path for change in answer.changes],
        "failure": probed.failure._asdict() if probed.failure else None,
        "ruff": None if probed.ruff is None else len(probed.ruff),
        "ruff_reason": probed.ruff_reason,
        "seconds": probed.seconds,
        "dry_run": False,
    }


def _tell(answer: Answer) -> None:
    probed = answer.probed
    if not probed.confined and (probed.failure is None or probed.failure.kind != "interpreter"):
        note("this system cannot keep the application from writing outside of its copy")
    if probed.survivors:
        note(f"processes that it started and that could not be ended: {probed.survivors}")
    for path, reason in probed.unparsed.items():
        note(printable(f"{path} was not parsed: {reason}"))
    found = f"not run, {probed.ruff_reason}" if probed.ruff is None else counted(len(probed.ruff), "finding")
    note(printable(f"ruff: {found}"))
    if probed.failure:
        tail = probed.failure.tail.strip("\n")
        for line in tail.split("\n") if tail else []:
            note(f"  | {printable(line)}")
        note(f"kept in {PATH}")
        raise _error(probed.failure)
    versions = f"FastAPI {probed.fastapi} on Python {probed.python}"
    note(printable(f"{_counted(probed)}, {versions}, in {probed.seconds:.1f} s"))
    for change in answer.changes:
        write(change.path)


def _counted(probed: Probed) -> str:
    return f"{counted(len(probed.rows), 'operation')} of {probed.application}"


def _error(failure: Failure) -> UndeterminedError:
    where = f"{failure.file}:{failure.line}" if failure.file else ""
    message = f"the application could not be asked: {failure.message}"
    return UndeterminedError(printable(message), where=printable(where), help=printable(failure.help))


def _table(probed: Probed) -> str:
    rows = [
        [
            row.method,
            row.path,
            f"{row.file}:{row.line}" if row.file else "-",
            row.function.rpartition(".")[2],
            str(row.status or "-"),
            ", ".join(_security(probed, row)) or "-",
            ", ".join(name.rpartition(".")[2] for name in row.dependencies) or "-",
        ]
        for row in probed.rows
    ]
    cells = [[printable(cell) for cell in row] for row in rows]
    return plain_table(
        ["method", "path", "place", "function", "status", "security", "depends on"], cells, terminal_width()
    )


def _security(probed: Probed, row: Row) -> list[str]:
    """The names of the security schemes that the OpenAPI document asks for, of whichever requirement."""
    at: Any = probed.openapi
    for key in ("paths", row.path, row.method.lower()):
        at = at.get(key) if isinstance(at, dict) else None
    wanted = at.get("security") if isinstance(at, dict) else None
    found = [name for one in (wanted if isinstance(wanted, list) else []) if isinstance(one, dict) for name in one]
    return list(dict.fromkeys(found))
