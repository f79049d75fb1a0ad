"""`spec evidence`: test results from elsewhere, and what all of them prove."""

from __future__ import annotations

import os
from collections import Counter
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, NamedTuple

import typer

from specward.cli.console import note, write, write_json
from specward.cli.place import Place
from specward.cli.results import binding_of, evidence_of, require_files
from specward.cli.writing import carry_out, tell
from specward.errors import UNDETERMINED, UndeterminedError, UsageError
from specward.evidence.judge import State, all_cases, judge
from specward.evidence.run import MalformedEvidence
from specward.evidence.store import FOLDER, SUFFIX, read, record
from specward.evidence.tree import tree_of
from specward.output.terminal import printable
from specward.sources.source import UnreadableFile
from specward.words import counted, listed

if TYPE_CHECKING:
    from collections.abc import Sequence

    from specward.changes import Change
    from specward.evidence.binding import Binding
    from specward.evidence.judge import Proof
    from specward.evidence.result import Evidence
    from specward.evidence.run import Run
    from specward.project import Project

app = typer.Typer(rich_markup_mode=None, add_completion=False, no_args_is_help=True)

AsJson = Annotated[bool, typer.Option("--json", help="One JSON object.")]
_SIGNS = {State.PROVED: "✓", State.UNEXPECTED_PASS: "✓", State.NO_EVIDENCE: "○", State.NEVER_RAN: "○"}
_SHOWN = 5


class Form(StrEnum):
    """The forms of evidence files."""

    JUNIT = "junit"
    JSONL = "jsonl"


@app.callback()
def evidence() -> None:
    """Test results: import those of any runner, show what they prove."""


@app.command("import")
def import_files(
    files: Annotated[list[str], typer.Argument(metavar="FILE…", help="JUnit reports, or evidence of another machine.")],
    form: Annotated[Form | None, typer.Option("--format", help="Refuse a file of the other form.")] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Show the change as a diff, and write nothing.")] = False,
    as_json: AsJson = False,
) -> None:
    """Keep test results as evidence for `spec verify`, in .specify/evidence/.

    A JUnit report does not say on which tree it was made: import it right after the run, since it is taken to be of the
    present one. Evidence of `pytest --spec-evidence` says so itself.

    The JSON object has the keys path, results, bound (to marked tests), files, dry_run.
    """
    place = Place()
    tree = _present_tree(place.project)
    require_files(files)
    bindings = [binding_of(place.project) for _ in files]
    runs = [(path, _read(path, form, binding)) for path, binding in zip(files, bindings, strict=True)]

    def make() -> _Import:
        changes: dict[str, Change] = {}
        for path, run in runs:
            name = os.path.basename(path).rpartition(".")[0] or "results"
            facts = {"source": os.path.basename(path)} | ({"changed": list(run.changed)} if run.changed else {})
            target = f"{FOLDER}/{name}{SUFFIX}"
            if target in changes:
                raise UsageError(f"two files would become {target}", help="import them one after the other, renamed")
            made = record(place.root, target, run.results, tree if run.tree is None else run.tree, facts)
            changes.update((change.path, change) for change in made)
        return _Import(list(changes.values()))

    draft = carry_out(place.root, make, dry_run=dry_run)
    results = [result for _, run in runs for result in run.results]
    known = {case.id for case in place.project.tests.cases}
    bound = sum(1 for result in results if result.test in known or result.verifies)
    facts = {"path": draft.changes[-1].path, "results": len(results), "bound": bound}
    tell(draft, place.root, facts, dry_run=dry_run, as_json=as_json)
    if not as_json:
        note(f"{counted(len(results), 'result')}, {bound} bound to tests that say what they verify")
    for binding in bindings:
        if why := binding.why_nothing_is_bound():
            note(printable(why))


@app.command()
def show(as_json: AsJson = False) -> int:
    """Show what the kept results prove: each test that says what it verifies, and what became of it.

    The JSON object has the keys sources, differs, undetermined and tests, a list of objects with id, state, detail,
    verifies, path and line. Exits with 3 where a file cannot be used.
    """
    place = Place()
    found = evidence_of(place.project, place.root)
    proofs = judge(all_cases(place.project.tests, found), found)
    if as_json:
        write_json(_as_json(found, proofs))
    else:
        write("\n".join(_rendered(found, proofs)))
    return UNDETERMINED if found.undetermined else 0


class _Import(NamedTuple):
    changes: list[Change]


def _present_tree(project: Project) -> dict[str, str]:
    """The tree that a report is taken to be of.

    Raises:
        UndeterminedError: a file that counts to it cannot be read.
    """
    try:
        return tree_of(project.source, project.config.trace_exempt)
    except UnreadableFile as error:
        raise UndeterminedError(f"the tree cannot be known: {error.reason}", where=error.path) from None


def _read(path: str, form: Form | None, binding: Binding) -> Run:
    try:
        run = read(path, binding)
    except MalformedEvidence as error:
        raise UndeterminedError(f"no evidence: {error.reason}", where=path) from None
    if form is not None and (form is Form.JUNIT) != (run.tree is None):
        raise UsageError(
            f"{path} is not of the form {form}", help="leave out --format: the form is told by the content"
        )
    return run


def _rendered(found: Evidence, proofs: Sequence[Proof]) -> list[str]:
    width = min(70, max((len(proof.case.id) for proof in proofs), default=0))
    lines = []
    for proof in proofs:
        targets = ", ".join(dict.fromkeys(mark.target for mark in proof.case.marks))
        sign = _SIGNS.get(proof.state, "✗")
        lines.append(printable(f"{sign} {proof.case.id:{width}}  {targets}  {proof.detail}"))
    counts = Counter(proof.state for proof in proofs)
    said = [f"{counts[state]} {state.value.replace('-', ' ')}" for state in State if counts[state]]
    lines += [printable(f"undetermined: {path}: {reason}") for path, reason in found.undetermined]
    if not found.sources:
        lines.append("no evidence: run `pytest --spec-evidence`, or `spec evidence import REPORT.xml`")
    if found.differs:
        lines.append(printable(f"made on another tree: {listed(found.differs, _SHOWN)} changed"))
    lines.append(", ".join(said) or "no test says what it verifies")
    return lines


def _as_json(found: Evidence, proofs: Sequence[Proof]) -> dict[str, object]:
    tests = [
        {
            "id": proof.case.id,
            "state": proof.state,
            "detail": proof.detail,
            "verifies": list(dict.fromkeys(mark.target for mark in proof.case.marks)),
            "path": proof.case.location.path,
            "line": proof.case.location.start.line,
        }
        for proof in proofs
    ]
    return {
        "sources": list(found.sources),
        "differs": list(found.differs),
        "undetermined": [{"path": path, "reason": reason} for path, reason in found.undetermined],
        "tests": tests,
    }
