"""`spec constitution`: what holds in the project, how it is held to, what changes about it."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from specward.cli.console import note, write, write_json
from specward.cli.place import Place
from specward.cli.writing import carry_out, tell
from specward.constitution.amend import amend
from specward.constitution.coverage import Covered, Verdict, coverage
from specward.constitution.difference import Step, compare
from specward.constitution.norms import norms_of, whole_norms_of
from specward.constitution.ratified import ratified
from specward.constitution.sync_report import mentions
from specward.constitution.waive import waive
from specward.constitution.waivers import PATH, waivers_of
from specward.constitution.wording import kind_of, said
from specward.errors import UsageError
from specward.output.terminal import printable

if TYPE_CHECKING:
    from specward.artifacts.constitution import Constitution
    from specward.artifacts.enforcement_entry import Entry
    from specward.constitution.amend import Amendment
    from specward.constitution.norms import Norms
    from specward.constitution.waive import Waiving
    from specward.project import Project

app = typer.Typer(rich_markup_mode=None, add_completion=False)

AsJson = Annotated[bool, typer.Option("--json", help="One JSON object.")]
DryRun = Annotated[bool, typer.Option("--dry-run", help="Show the change as a diff, and write nothing.")]

_WIDTH = 80


class Bump(StrEnum):
    """How far the version moves."""

    MAJOR = "major"
    MINOR = "minor"
    PATCH = "patch"


@app.callback(invoke_without_command=True)
def constitution(context: typer.Context, as_json: AsJson = False) -> None:
    """The principles: show them, see what holds them, amend them, let something pass for a while.

    Without a subcommand it shows them.
    """
    if context.invoked_subcommand is None:
        _show(as_json=as_json)


@app.command(short_help="Show every principle that holds, and what holds it.")
def show(as_json: AsJson = False) -> None:
    """Show every principle that holds here, inherited ones too, and how each is held to.

    The JSON object has the keys path, version, principles and waivers.
    """
    _show(as_json=as_json)


@app.command("coverage", short_help="Show what each way of holding it came to.")
def show_coverage(as_json: AsJson = False) -> None:
    """Show each principle with each way in which it is held to, and what that last came to. No command is run.

    The JSON object has the keys principles, a list of objects with id, name, by, text, verdict, detail, path and line,
    and total.
    """
    project = Place().project
    norms = _norms(project)
    lines = _coverage(project)
    total = _total(norms)
    if as_json:
        write_json({"principles": [_covered_as_json(line) for line in lines], "total": total})
        return
    width = max((len(line.answer.verdict) for line in lines), default=0)
    last = ""
    for line in lines:
        if line.norm.id != last:
            write(printable(f"{line.norm.id}  {line.norm.name}"))
            last = line.norm.id
        write(_covered(line, width))
    note(
        f"{total['principles']} principles: {total['by_machine']} held to by a machine, "
        f"{total['by_people']} by people, {total['by_nothing']} by nothing"
    )


@app.command("amend", short_help="Give the edited text its next version and date.")
def write_amendment(
    bump: Annotated[
        Bump | None, typer.Option("--bump", help="How far the version moves, where you know better.")
    ] = None,
    dry_run: DryRun = False,
    as_json: AsJson = False,
) -> None:
    """Give the edited constitution its next version, today's date and a sync report.

    Edit the principles first. What changed is told against the text that git has for the present version: a principle
    removed or redefined is a major version, one added a minor one, wording a patch.

    The JSON object has the keys path, old_version, version, step, reason, report, files, dry_run.
    """
    place = Place()
    step = Step[bump.name] if bump else None

    def make() -> Amendment:
        project = Place().project  # read under the lock
        now = _own(project)
        before = ratified(now, place.root) if place.repository else None
        touched = compare(before, now).touched if before else ()
        return amend(now, before, step, today=project.today, mentioned=mentions(project, touched))

    draft = carry_out(place.root, make, dry_run=dry_run)
    facts = {
        "path": draft.path,
        "old_version": draft.old_version or None,
        "version": draft.version,
        "step": (step or draft.difference.step).name.lower(),
        "reason": draft.difference.reason,
        "report": draft.report,
    }
    tell(draft, place.root, facts, dry_run=dry_run, as_json=as_json)
    if not as_json:
        note(printable(f"version {draft.version}" + (f" (was {draft.old_version})" if draft.old_version else "")))
        if draft.difference.reworded and step is None and draft.difference.step < Step.MAJOR:
            note("whether the new wording redefines a principle is yours to judge: --bump major")


@app.command("waive", short_help="Let something pass until a day, with a reason.")
def write_waiver(
    what: Annotated[str, typer.Argument(metavar="WHAT", help="A rule, a principle P-05, or an item 001-login/FR-003.")],
    reason: Annotated[str, typer.Option("--reason", metavar="TEXT", help="Why it is let pass.")],
    expires: Annotated[str, typer.Option("--expires", metavar="DAY", help="The last day on which it holds.")],
    owner: Annotated[
        str, typer.Option("--owner", metavar="NAME", help="Who answers for it; who git says you are if left out.")
    ] = "",
    scope: Annotated[list[str] | None, typer.Option("--scope", metavar="GLOB", help="Only for these paths.")] = None,
    dry_run: DryRun = False,
    as_json: AsJson = False,
) -> None:
    """Let something pass until a day, with a reason and an owner.

    The JSON object has the keys path, waives, expires, files, dry_run.
    """
    place = Place()
    what = _known(what, place.project)

    def make() -> Waiving:
        project = Place().project  # read under the lock
        data = project.source.read(PATH)
        name = owner or place.user
        return waive(data, what, reason=reason, owner=name, expires=expires, today=project.today, scope=scope or ())

    draft = carry_out(place.root, make, dry_run=dry_run)
    tell(draft, place.root, {"path": PATH, "waives": what, "expires": expires}, dry_run=dry_run, as_json=as_json)


def _show(*, as_json: bool) -> None:
    project = Place().project
    norms = _norms(project)
    waivers = [waiver for waiver in waivers_of(project).waivers if waiver.active(project.today)]
    own = project.constitution
    version = own.version.number if own and own.version else ""
    if as_json:
        write_json(
            {
                "path": own.document.path if own else None,
                "version": version or None,
                "principles": [
                    {
                        "id": norm.id,
                        "name": norm.name,
                        "text": norm.principle.text,
                        "path": norm.document_path,
                        "line": norm.place.location().start.line,
                        "inherited_from": norm.inherited_from or None,
                        "entries": [_entry_as_json(entry) for entry in norm.entries],
                    }
                    for norm in norms.principles
                ],
                "waivers": [
                    {
                        "waives": w.waives,
                        "scope": list(w.scope),
                        "reason": w.reason,
                        "owner": w.owner,
                        "expires": w.expires,
                    }
                    for w in waivers
                ],
            }
        )
        return
    if own:
        write(printable(own.document.path + (f"  version {version}" if version else "")))
    for norm in norms.principles:
        origin = f"  (from {norm.inherited_from})" if norm.inherited_from else ""
        write(printable(f"{norm.id}  {norm.name}{origin}"))
        for entry in norm.entries:
            write(printable(f"      {kind_of(entry):9}  {_short(said(entry))}"))
    for waiver in waivers:
        where = f" in {', '.join(waiver.scope)}" if waiver.scope else ""
        write(printable(f"waived  {waiver.waives}{where} until {waiver.expires}: {waiver.reason} ({waiver.owner})"))


def _norms(project: Project) -> Norms:
    norms = whole_norms_of(project)
    if not norms.principles:
        _own(project)
    return norms


def _own(project: Project) -> Constitution:
    if project.constitution is None:
        raise UsageError("this project has no constitution", help="write one: spec new constitution")
    return project.constitution


def _coverage(project: Project) -> list[Covered]:
    """What the entries come to by what the checker finds now."""
    from specward.check.run import check
    from specward.check.select import Selection, held_to_by
    from specward.rules import RULES

    selection = Selection.of(project, RULES, select=[rule.code for rule in held_to_by(project, RULES)])
    ran = {word for rule in selection.rules for word in (rule.code, rule.name)}
    return coverage(project, check(project, selection).findings, ran)


def _known(what: str, project: Project) -> str:
    """What is to be waived, an item by its whole id.

    Raises:
        UsageError: it is neither a rule nor a principle nor an item with its feature; nobody would notice a slip.
    """
    from specward.rules import RULES

    principles = {norm.id for norm in norms_of(project).principles}
    known = {word for rule in RULES for word in (rule.name, rule.code)} | principles
    if what in known:
        return what
    if "/" in what:
        return _known_item(what, project)
    from difflib import get_close_matches

    from specward.check.select import near_rules

    near = get_close_matches(what, principles, n=1)
    help_ = f"did you mean `{near[0]}`?" if near else f"{near_rules(what, RULES)}; `spec constitution` the principles"
    raise UsageError(f"there is no rule and no principle `{what[:60]}`", help=help_)


def _known_item(what: str, project: Project) -> str:
    from specward.trace.build import identities

    found = identities(project).resolve(what)
    if found.key:
        return found.key
    near = " or ".join(found.near or found.candidates[:5])
    help_ = f"did you mean {near}?" if near else "`spec trace --matrix` lists every item"
    raise UsageError(f"there is no item `{what[:60]}`", help=help_)


def _total(norms: Norms) -> dict[str, int]:
    by = [{kind_of(entry) for entry in norm.entries} - {"override"} for norm in norms.principles]
    machine = sum(bool(kinds - {"manual", "checklist"}) for kinds in by)
    people = sum(bool(kinds) and not kinds - {"manual", "checklist"} for kinds in by)
    return {
        "principles": len(by),
        "by_machine": machine,
        "by_people": people,
        "by_nothing": len(by) - machine - people,
    }


_MARKS = {
    Verdict.HELD: "✓",
    Verdict.VIOLATED: "✗",
    Verdict.NOT_RUN: "○",
    Verdict.NOT_APPLICABLE: "–",
    Verdict.BY_PEOPLE: "·",
    Verdict.UNDETERMINED: "?",
    Verdict.WAIVED: "–",
    Verdict.NOTHING: "–",
}


def _covered(line: Covered, width: int) -> str:
    verdict, detail, place, _ = line.answer
    where = f"{place.path}:{place.start.line}: " if place else ""
    why = f"  ({where}{detail})" if detail else ""
    text = f"{line.by:9}  {_short(said(line.entry))}" if line.entry else ""
    return printable(f"  {_MARKS[verdict]} {verdict:{width}}  {text}{why}".rstrip())


def _short(text: str) -> str:
    """A text cut to what a line of a terminal holds; JSON has all of it."""
    return text if len(text) <= _WIDTH else f"{text[: _WIDTH - 1]}…"


def _covered_as_json(line: Covered) -> dict[str, object]:
    verdict, detail, place, _ = line.answer
    return {
        "id": line.norm.id,
        "name": line.norm.name,
        "by": line.by or None,
        "text": said(line.entry) if line.entry else None,
        "verdict": verdict.value,
        "detail": detail or None,
        "path": place.path if place else None,
        "line": place.start.line if place else None,
    }


def _entry_as_json(entry: Entry) -> dict[str, object]:
    return {
        "by": kind_of(entry),
        "text": said(entry),
        "severity": entry.severity.label if entry.severity else None,
        "line": entry.place.location().start.line,
    }
