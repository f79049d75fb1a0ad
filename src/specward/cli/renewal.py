"""What an upgrade renews, kind by kind, and what it leaves as somebody has edited it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from specward.agents.placing import State
from specward.changes import Replace
from specward.cli.writing import carry_out
from specward.errors import SpecError
from specward.git.process import GitMissing
from specward.git.repository import Repository

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from specward.agents.placing import Placed
    from specward.changes import Change

REFUSED = "refused"
"""Of a kind that something stands in the way of."""


class File(NamedTuple):
    """What became of one file."""

    path: str
    what: str
    """`command`, `definition`, `agent hook`, `git hook` or `program`."""
    state: str
    """As `specward.agents.placing.State` has it, or `refused`."""
    reason: str = ""


class Renewal(NamedTuple):
    """What became of all files of a kind."""

    files: tuple[File, ...] = ()
    """Those that are not as they should be, or were not."""
    changes: tuple[Change, ...] = ()
    """Of the project's files."""
    kept: tuple[Change, ...] = ()
    """What renewing would make of files that were edited."""
    unchanged: int = 0
    exit_code: int = 0


def renewals(root: str, *, dry_run: bool) -> Iterator[Renewal]:
    """Renew everything, kind by kind; what stands in the way of one is said and stops no other.

    Args:
        root: the project's root.
        dry_run: whether nothing is to be written.
    """
    kinds: dict[str, Callable[..., Renewal]] = {
        "command": _commands,
        "definition": _definitions,
        "agent hook": _agent_hooks,
        "git hook": _git_hooks,
        "program": _programs,
    }
    for what, renew in kinds.items():
        try:
            yield renew(root, dry_run=dry_run)
        except SpecError as error:
            reason = f"{error.message}: {error.help}" if error.help else error.message
            yield Renewal((File(error.where or what, what, REFUSED, reason),), exit_code=error.exit_code)


def _commands(root: str, *, dry_run: bool) -> Renewal:
    from specward.agents.installed_commands import renew

    return _placed("command", carry_out(root, lambda: renew(root), dry_run=dry_run))


def _definitions(root: str, *, dry_run: bool) -> Renewal:
    """The files that were made from definitions, for the targets that have any."""
    from specward.agents import manifest
    from specward.agents.render import is_rendering, render, targets_of
    from specward.opening import open_project
    from specward.project_files import read

    if not any(map(is_rendering, manifest.read(read(root, manifest.PATH)).values())):
        return Renewal()
    rendered = carry_out(root, lambda: render(open_project(root), root, (), targets_of(root, ())), dry_run=dry_run)
    return _placed("definition", rendered.placed)


def _placed(what: str, placed: Placed) -> Renewal:
    told = [outcome for outcome in placed.outcomes if outcome.state is not State.UNCHANGED]
    return Renewal(
        tuple(File(outcome.path, what, outcome.state, outcome.reason) for outcome in told),
        tuple(placed.changes),
        tuple(outcome.would for outcome in told if outcome.state is State.EDITED and outcome.would),
        len(placed.outcomes) - len(told),
    )


def _agent_hooks(root: str, *, dry_run: bool) -> Renewal:
    """Hooks of agents that another version has written; what was taken out or edited stays so."""
    from specward.hooks.agents import install as agents
    from specward.hooks.agents.settings import State as Standing
    from specward.hooks.agents.survey import survey

    found = [one for one in survey(root) if one.state is not Standing.MISSING]
    outdated = [one.target for one in found if one.state is Standing.OUTDATED]
    plan = carry_out(root, lambda: agents.install(root, outdated), dry_run=dry_run)
    files = [File(one.part.path, "agent hook", State.RENEWED) for one in plan.outcomes if one.change]
    for one in found:
        if one.state in {Standing.EDITED, Standing.UNREADABLE}:
            path = one.target.parts[0].path
            files.append(File(path, "agent hook", State.EDITED, ", ".join(one.remarks)))
    return Renewal(tuple(files), tuple(plan.changes), unchanged=sum(one.state is Standing.INSTALLED for one in found))


def _git_hooks(root: str, *, dry_run: bool) -> Renewal:
    """Scripts of ours that another version has written, or for another interpreter. They lie outside of the project."""
    from specward.hooks import install as hooks
    from specward.hooks.script import Launcher, script

    try:
        repository = Repository.find(root)
    except GitMissing:
        return Renewal()
    if repository is None:
        return Renewal()
    launcher = Launcher.of_this_process()
    found = hooks.statuses(hooks.survey(repository).folder, launcher)
    outdated = [hook for hook in found if hook.state is hooks.State.OUTDATED]
    if not dry_run:
        hooks.apply([hooks.Put(hook.path, script(hook.name, launcher)) for hook in outdated])
    files = tuple(File(hook.path, "git hook", State.RENEWED) for hook in outdated)
    return Renewal(files, unchanged=sum(hook.state is hooks.State.CURRENT for hook in found))


def _programs(root: str, *, dry_run: bool) -> Renewal:
    """The programs of adr-tools, where they were installed."""
    from specward.adr.tools.shim import FOLDER, Shims, shims
    from specward.opening import open_project

    project = open_project(root)
    if not project.source.exists(f"{FOLDER}/adr"):
        return Renewal()

    def draft() -> Shims:
        made = shims(project.source, project.config.adr_folder)
        return made._replace(changes=[change for change in made.changes if isinstance(change, Replace)])

    changes = carry_out(root, draft, dry_run=dry_run).changes
    files = tuple(File(change.path, "program", State.RENEWED) for change in changes)
    return Renewal(files, tuple(changes), unchanged=0 if changes else 1)
