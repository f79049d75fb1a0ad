"""`spec init`."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Annotated, NamedTuple

import typer

from specward.changes import diff
from specward.cli import agent_commands
from specward.cli.agent_hooks import AgentOption, advise, put_in_place
from specward.cli.console import note, write, write_json, write_patch
from specward.cli.writing import carry_out, today
from specward.config import PATH as CONFIGURATION
from specward.errors import SpecError, UndeterminedError, UsageError
from specward.git.process import GitMissing
from specward.git.repository import Repository
from specward.hooks.agents.install import named
from specward.opening import open_source
from specward.output.terminal import printable
from specward.root import find_root
from specward.scaffold.init import Setup, set_up

if TYPE_CHECKING:
    from collections.abc import Sequence

    from specward.changes import Change
    from specward.cli.agent_commands import Commands
    from specward.hooks.agents.install import Plan
    from specward.hooks.agents.targets import Target
    from specward.scaffold.init import Policy

app = typer.Typer(rich_markup_mode=None, add_completion=False)

_INSTALL = "spec hook install"
_PACK = "packs: [fastapi]"


class Hooks(NamedTuple):
    """What became of the git hooks."""

    state: str
    """`installed`, `in place`, `planned` in a dry run, `skipped`, `refused`, `no repository`."""
    names: tuple[str, ...] = ()
    remark: str = ""
    help: str = ""


class Programs(NamedTuple):
    """What became of the programs of adr-tools."""

    state: str
    """`installed`, `in place`, `planned` in a dry run, `refused`."""
    paths: tuple[str, ...] = ()
    changes: tuple[Change, ...] = ()
    remark: str = ""
    help: str = ""


class Agents(NamedTuple):
    """What became of the hooks of coding agents."""

    state: str
    """`installed`, `in place`, `planned` in a dry run, `refused`."""
    names: tuple[str, ...]
    plan: Plan | None = None
    remark: str = ""
    help: str = ""


class Done(NamedTuple):
    """All that a run has come to."""

    setup: Setup
    hooks: Hooks
    agents: Agents | None
    commands: Commands | None
    programs: Programs | None
    advised: str = ""
    """The file that tells of what a pack has rules for, where that pack is off."""

    @property
    def changes(self) -> list[Change]:
        """Of the project's files, whether they were made or are planned."""
        plan, placed = self.agents and self.agents.plan, self.commands and self.commands.placed
        return [
            *self.setup.changes,
            *(plan.changes if plan else ()),
            *(placed.changes if placed else ()),
            *(self.programs.changes if self.programs else ()),
        ]


@app.command()
def main(
    directory: Annotated[
        str, typer.Argument(metavar="[DIR]", help="The project's root; found from the working directory if left out.")
    ] = "",
    no_hooks: Annotated[bool, typer.Option("--no-hooks", help="Leave the git hooks alone.")] = False,
    agent: AgentOption = None,
    adr_tools: Annotated[
        bool, typer.Option("--adr-tools", help="Install `adr`, the program of adr-tools, served by Specward.")
    ] = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Show what would be written, and write nothing.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object.")] = False,
) -> None:
    """Set a project up, or adopt an existing one without touching its files.

    What spec-kit, SpecKit Plus or adr-tools have left is found, counted and kept as it is. A second run writes nothing.
    With --agent, prompts to that coding agent are recorded: see `spec hook install --help`. It also gets commands such
    as /spec-plan, where the form of its commands is known; `spec upgrade` renews them, and a file of yours is left
    alone. With --adr-tools, the programs `adr` and `_adr_autocomplete` are written to .specify/bin; put that folder on
    PATH, delete it to undo that.

    The JSON object has the keys root, adopted, kept, wrote, policy, hooks, next, dry_run, with --agent agents and
    commands (state, agents, without, files, remark, help; a file has path, target, source, state and reason), with
    --adr-tools adr_tools, and advice where a pack has rules for what the project is made with.
    """
    targets = named(agent or ())
    root = os.path.abspath(directory) if directory else find_root(os.getcwd())
    if not dry_run:
        _make(root)
    elif not os.path.isdir(root):
        raise UsageError(f"there is no folder {directory}", help="spec init makes it; a dry run does not")
    name = os.path.basename(root) or "Project"
    setup = carry_out(root, lambda: set_up(open_source(root), name, today=today()), dry_run=dry_run)
    hooks = Hooks("skipped", help=_INSTALL) if no_hooks else _hooks(root, dry_run=dry_run)
    agents = _agents(root, targets, dry_run=dry_run) if targets else None
    commands = agent_commands.put_in_place(root, agents.names, dry_run=dry_run) if agents else None
    programs = _programs(root, setup, dry_run=dry_run) if adr_tools else None
    done = Done(setup, hooks, agents, commands, programs, _advised(root))
    if as_json:
        write_json(_as_json(root, done, dry_run=dry_run))
        return
    if not directory and root != os.getcwd():
        note(f"the project's root is {root}")
    for word, what, remark in _lines(done):
        write(f"{word:<8} {printable(what):<34} {printable(remark)}".rstrip())
    if dry_run:
        write_patch(diff(done.changes, root))
    elif agents and agents.plan:
        advise(agents.plan, root)


def _advised(root: str) -> str:
    """The file that tells of what a pack has rules for, where that pack is off; empty where there is none."""
    from specward.packs.fastapi.depended_on import tells_of_fastapi
    from specward.project import Project

    project = Project(open_source(root))
    return "" if "fastapi" in project.config.packs else tells_of_fastapi(project)


def _make(root: str) -> None:
    try:
        os.makedirs(root, exist_ok=True)
    except FileExistsError as error:
        raise UsageError(f"{root} is a file, not a folder") from error
    except OSError as error:
        raise UndeterminedError(f"the folder cannot be made: {error.strerror}", where=root) from error


def _hooks(root: str, *, dry_run: bool) -> Hooks:
    """Install the hooks where there is a repository; what stands in the way is said and stops nothing."""
    try:
        repository = Repository.find(root)
    except GitMissing:
        return Hooks("no repository", remark="git is not installed", help=f"install git, then {_INSTALL}")
    if repository is None:
        return Hooks("no repository", remark="not a git repository", help=f"git init && {_INSTALL}")
    from specward.hooks.install import apply, install_steps, statuses, survey
    from specward.hooks.script import Launcher

    launcher = Launcher.of_this_process()
    try:
        site = survey(repository)
        steps = install_steps(site, launcher)
        if not dry_run:
            apply(steps)
    except SpecError as error:
        return Hooks("refused", remark=error.message, help=error.help or _INSTALL)
    found = statuses(site.folder, launcher)
    chained = [hook.name for hook in found if hook.chained]
    remark = f"your own {' and '.join(chained)} still runs first" if chained else ""
    state = "in place" if not steps else "planned" if dry_run else "installed"
    return Hooks(state, tuple(hook.name for hook in found), remark)


def _agents(root: str, targets: Sequence[Target], *, dry_run: bool) -> Agents:
    """Install the hooks of coding agents; what stands in the way is said and stops nothing."""
    names = tuple(target.agent for target in targets)
    try:
        plan = put_in_place(root, targets, dry_run=dry_run)
    except SpecError as error:
        remark = f"{error.where}: {error.message}" if error.where else error.message
        return Agents("refused", names, remark=remark, help=error.help)
    return Agents("in place" if not plan.changes else "planned" if dry_run else "installed", names, plan)


def _programs(root: str, setup: Setup, *, dry_run: bool) -> Programs:
    """Install the programs of adr-tools; what stands in the way is said and stops nothing."""
    from specward.adr.tools.shim import FOLDER, shims

    try:
        made = carry_out(root, lambda: shims(open_source(root), setup.adr_folder), dry_run=dry_run)
    except SpecError as error:
        remark = f"{error.where}: {error.message}" if error.where else error.message
        return Programs("refused", remark=remark, help=error.help)
    state = "in place" if not made.changes else "planned" if dry_run else "installed"
    return Programs(state, made.paths, tuple(made.changes), help=f'export PATH="{os.path.join(root, FOLDER)}:$PATH"')


def _lines(done: Done) -> list[tuple[str, str, str]]:
    setup, hooks, agents, commands, programs, advised = done
    word = "kept" if setup.kept else "adopted"
    lines = [(word, item.path, f"({item.remark})" if item.remark else "") for item in setup.adopted]
    lines += [("kept", path, "") for path in setup.kept]
    lines += [("wrote", path, "") for path in setup.wrote]
    if setup.policy:
        lines.append(("policy", f"phr.require: {setup.policy.require}", _policy(setup.policy)))
    lines.append(_hooks_line(hooks))
    if hooks.help:
        lines += [("", line, "") for line in hooks.help.splitlines()]
    if agents:
        lines += _told("agents", agents.names, agents)
    if commands:
        lines += agent_commands.lines(commands)
    if programs:
        lines += _told("programs", programs.paths, programs)
    if advised:
        lines.append(
            ("advice", _PACK, f"in {CONFIGURATION}: {advised} tells of FastAPI, and the pack has rules for it")
        )
    what, why = _next(setup)
    lines.append(("next", what, why))
    return lines


def _told(word: str, names: Sequence[str], what: Agents | Programs) -> list[tuple[str, str, str]]:
    """What became of something, and on lines of its own what helps."""
    state = f"{what.state}; {what.remark}" if what.remark else what.state
    return [(word, ", ".join(names), f"({state})"), *(("", line, "") for line in what.help.splitlines())]


def _policy(policy: Policy) -> str:
    if policy.require == "off":
        return f"({policy.reason})"
    return f"({policy.reason}: a commit that changes {', '.join(policy.paths)} needs a prompt record)"


def _hooks_line(hooks: Hooks) -> tuple[str, str, str]:
    if hooks.names:
        what = ", ".join(hooks.names)
        remark = f"{hooks.state}; {hooks.remark}" if hooks.remark else hooks.state
        return "hooks", what, f"({remark})"
    return "hooks", hooks.state, f"({hooks.remark})" if hooks.remark else ""


def _next(setup: Setup) -> tuple[str, str]:
    if any(path.endswith("constitution.md") for path in setup.wrote):
        return 'spec new feature "Title"', "after the constitution is filled in"
    if setup.adopted:
        return "spec check", "what is wrong; with --baseline it is remembered, and only what is new fails"
    return "spec status", "where each feature stands"


def _as_json(root: str, done: Done, *, dry_run: bool) -> dict[str, object]:
    setup, hooks, agents, commands, programs, advised = done
    policy = setup.policy
    said: dict[str, object] = {
        "root": root,
        "adopted": [item._asdict() for item in setup.adopted],
        "kept": setup.kept,
        "wrote": setup.wrote,
        "policy": {"require": policy.require, "paths": list(policy.paths), "reason": policy.reason} if policy else None,
        "hooks": {**hooks._asdict(), "names": list(hooks.names)},
        "next": _next(setup)[0],
        "dry_run": dry_run,
    }
    if advised:
        said["advice"] = _PACK
    if agents:
        told = agents._asdict()
        del told["plan"]
        said["agents"] = {**told, "names": list(agents.names)}
    if commands:
        said["commands"] = agent_commands.as_json(commands)
    if programs:
        said["adr_tools"] = {
            "state": programs.state,
            "paths": list(programs.paths),
            "remark": programs.remark,
            "help": programs.help,
        }
    return {**said, "diff": diff(done.changes, root)} if dry_run else said
