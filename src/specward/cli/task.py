"""`spec task`: the work of a feature."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, NamedTuple

import typer

from specward.cli.console import note, write, write_json
from specward.cli.place import Place
from specward.cli.writing import carry_out, tell
from specward.errors import UsageError
from specward.output.terminal import printable
from specward.scaffold.tick import find_task, tick
from specward.status.next_task import blockers, next_task

if TYPE_CHECKING:
    from specward.artifacts.task import Task
    from specward.artifacts.tasks import Tasks
    from specward.changes import Change
    from specward.project import Feature

app = typer.Typer(rich_markup_mode=None, add_completion=False, no_args_is_help=True)

FeatureArgument = Annotated[
    str, typer.Argument(metavar="[FEATURE]", help="Name, number or slug; the current one if left out.")
]
FeatureOption = Annotated[
    str, typer.Option("--feature", metavar="FEATURE", help="Name, number or slug of the feature.")
]
AsJson = Annotated[bool, typer.Option("--json", help="One JSON object.")]


@app.callback()
def task() -> None:
    """The tasks of a feature: list them, find the next one, tick one off."""


@app.command("list")
def list_tasks(feature: FeatureArgument = "", named: FeatureOption = "", as_json: AsJson = False) -> None:
    """List a feature's tasks in the order of the file.

    The JSON object has the keys feature, path and tasks, a list of objects with id, done, mark, parallel, stories,
    text, after, paths and line.
    """
    chosen, tasks = _tasks(Place(), feature or named)
    if as_json:
        path = tasks.document.path
        write_json({"feature": chosen.name, "path": path, "tasks": [_as_json(one, tasks) for one in tasks.tasks]})
        return
    for one in tasks.tasks:
        write(_line(one))
    note(f"{len(tasks.done)} of {len(tasks.tasks)} done")


@app.command("next")
def show_next(feature: FeatureArgument = "", named: FeatureOption = "", as_json: AsJson = False) -> None:
    """Show the first open task whose predecessors are done.

    The JSON object has the keys feature, path and task: null where all are done.
    """
    chosen, tasks = _tasks(Place(), feature or named)
    found = next_task(tasks)
    if as_json:
        said = _as_json(found, tasks) if found else None
        write_json({"feature": chosen.name, "path": tasks.document.path, "task": said})
    elif found is None:
        note(f"every task of {chosen.name} is done" if tasks.tasks else f"{tasks.document.path} has no task")
    else:
        write(_line(found))
        waits = blockers(found, tasks)
        if waits:
            note(f"it waits for {', '.join(waits)}, and everything else waits too: spec check")


@app.command()
def done(
    identity: Annotated[str, typer.Argument(metavar="TASK", help="Its id: T004, or 001-login/T004.")],
    feature: FeatureOption = "",
    undo: Annotated[bool, typer.Option("--undo", help="Take the tick back.")] = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Show the change as a diff, and write nothing.")] = False,
    as_json: AsJson = False,
) -> None:
    """Tick a task off. One character changes; every other byte stays as it is.

    The JSON object has the keys feature, task, done, path, files, dry_run.
    """
    place = Place()
    folder, _, local = identity.rpartition("/")
    if folder and feature:
        raise UsageError("the feature is named twice", help="leave out --feature")
    chosen = place.feature(folder or feature)

    def make() -> _Tick:
        # Read under the lock: of two ticks at once, the second must see the first.
        _, tasks = _tasks(place, chosen.folder)
        found = find_task(tasks, local)
        return _Tick(found, [tick(tasks, found, done=not undo)])

    draft = carry_out(place.root, make, dry_run=dry_run)
    path = draft.changes[0].path
    facts = {"feature": chosen.name, "task": draft.task.id, "done": not undo, "path": path}
    tell(draft, place.root, facts, dry_run=dry_run, as_json=as_json)


class _Tick(NamedTuple):
    task: Task
    changes: list[Change]


def _tasks(place: Place, named: str) -> tuple[Feature, Tasks]:
    feature = place.feature(named)
    tasks = feature.tasks
    if tasks is None:
        raise UsageError(f"{feature.name} has no tasks", help=f"write them: spec new tasks {feature.name}")
    return feature, tasks


def _line(one: Task) -> str:
    labels = "".join(f"[{label}] " for label in one.labels)
    return printable(f"[{one.mark}] {one.id} {labels}{' '.join(one.text.split())}")


def _as_json(one: Task, tasks: Tasks) -> dict[str, object]:
    return {
        "id": one.id,
        "done": bool(one.done),
        "mark": one.mark,
        "parallel": one.parallel,
        "stories": list(one.stories),
        "text": one.text,
        "after": list(one.after),
        "paths": list(one.paths),
        "line": tasks.document.position(one.start).line,
    }
