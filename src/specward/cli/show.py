"""`spec show`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from specward.artifacts.kind import Kind
from specward.cli.console import write, write_json
from specward.cli.place import Place
from specward.errors import UsageError
from specward.output.terminal import printable
from specward.status.lookup import Item, find_item

if TYPE_CHECKING:
    from specward.phr.commits.carriers import Carrier, CarryingCommit

app = typer.Typer(rich_markup_mode=None, add_completion=False)

_MOST = 20
_SHORT = 10
_HOW = {"named": "named by a trailer in"}


@app.command()
def main(
    identity: Annotated[
        str,
        typer.Argument(metavar="ID", help="001-login/FR-003, US1, ADR-7, P-01, a feature, a uid, a path, a commit."),
    ],
    feature: Annotated[str, typer.Option("--feature", metavar="FEATURE", help="Where a bare id is looked for.")] = "",
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object.")] = False,
) -> None:
    """Show any item by its id: where it stands, its text, what it cites and what cites it.

    Of a prompt record also the commits that carry it: that add, change, move or delete it, or name it by a trailer.
    Of a commit (an id, HEAD~1, a tag) the records that it carries, and its code.
    `git log --format='%h %s %(trailers:key=PHR,valueonly)'` lists the records that commits name.
    A decision is shown as by `spec adr show`.

    The JSON object has the keys id, kind, title, path, line, text, cites, cited_by; that of a record also commits (sha,
    date, subject, how). That of a commit has id, kind, title, author, date, text, records (path, uid, title, how, now),
    code, linked, by.
    """
    place = Place()
    try:
        item = find_item(place.project, identity, _current(place, feature))
    except UsageError:
        carrier = _carrier(place, identity)
        if carrier is None:
            raise
        _show_commit(carrier, as_json=as_json)
        return
    if item.kind == Kind.ADR.value and not as_json:
        from specward.cli.adr_show import show_record

        show_record(place, item.path)
        return
    commits = _commits(place, item)
    if as_json:
        write_json({**item.as_json(), **({} if commits is None else {"commits": [one._asdict() for one in commits]})})
    else:
        write(_rendered(item, commits or []))


def _current(place: Place, named: str) -> str:
    """The folder of the feature that is meant, or empty where nothing tells: a whole id needs none."""
    if named:
        return place.feature(named).folder
    try:
        return place.feature().folder
    except UsageError:
        return ""


def _carrier(place: Place, revision: str) -> Carrier | None:
    if place.repository is None:
        return None
    from specward.phr.commits.carriers import find_carrier

    return find_carrier(place.project, place.repository, revision)


def _commits(place: Place, item: Item) -> list[CarryingCommit] | None:
    """The commits that carry a record; None of anything else."""
    if item.kind != Kind.PHR.value:
        return None
    document = place.project.document(item.path)
    if place.repository is None or document is None:
        return []
    from specward.artifacts.phr import read_record
    from specward.phr.commits.carriers import carriers_of

    return carriers_of(place.repository, read_record(document))


def _show_commit(carrier: Carrier, *, as_json: bool) -> None:
    if as_json:
        write_json(
            {
                "id": carrier.sha,
                "kind": "commit",
                "title": carrier.subject,
                "author": carrier.author,
                "date": carrier.date,
                "text": carrier.message,
                "records": [record._asdict() for record in carrier.records],
                "code": list(carrier.code),
                "linked": carrier.linked or None,
                "by": carrier.by or None,
            }
        )
        return
    lines = [
        f"{carrier.sha}  commit  {printable(carrier.subject)}",
        f"{printable(carrier.author)}, {carrier.date[:10]}",
    ]
    body = carrier.message.partition("\n")[2].strip()
    lines += ["", *(printable(line) for line in body.splitlines())] if body else []
    records = []
    for record in carrier.records:
        today = "" if record.now == record.path else f"  now {record.now}" if record.now else "  no longer there"
        records.append(printable(f"{record.how:8} {record.path}  {record.title}{today}".rstrip()))
    lines += _listed("records", records) + _listed("code", [printable(path) for path in carrier.code])
    if carrier.code and carrier.records and not carrier.linked:
        refused = "; ".join(f"{offer.offered}: {offer.reason}" for offer in carrier.refused)
        lines += _listed("not linked", [printable(refused)] if refused else [])
    write("\n".join(lines))


def _rendered(item: Item, commits: list[CarryingCommit]) -> str:
    title = f"  {printable(item.title)}" if item.title else ""
    lines = [f"{printable(item.id)}  {item.kind}{title}", f"{printable(item.path)}:{item.line}", ""]
    lines += [printable(line) for line in item.text.splitlines()]
    if item.cites or item.cited_by:
        lines.append("")
    if item.cites:
        lines.append(f"cites     {printable(', '.join(item.cites))}")
    if item.cited_by:
        lines.append(f"cited by  {printable(', '.join(item.cited_by))}")
    carried = (
        f"{_HOW.get(one.how, f'{one.how} in')} {one.sha[:_SHORT]}  {one.date[:10]}  {one.subject}" for one in commits
    )
    return "\n".join([*lines, *_listed("commits", [printable(line) for line in carried])])


def _listed(label: str, lines: list[str]) -> list[str]:
    """A list under a label, cut where it is long; nothing where there is nothing."""
    more = [f"and {len(lines) - _MOST} more"] if len(lines) > _MOST else []
    return ["", label, *(f"  {line}" for line in (*lines[:_MOST], *more))] if lines else []
