"""`spec hook`."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Annotated

import typer

from specward.cli import agent_hooks
from specward.cli.console import note, write, write_json
from specward.errors import UsageError
from specward.hooks import install as hooks
from specward.hooks.script import Launcher
from specward.phr.agents import AGENTS
from specward.root import find_root

if TYPE_CHECKING:
    from specward.git.repository import Repository

app = typer.Typer(
    rich_markup_mode=None,
    add_completion=False,
    no_args_is_help=True,
    context_settings={"help_option_names": ["-h", "--help"]},
    help="Install the hooks of git and of coding agents, or run one.",
)

_DryRun = Annotated[bool, typer.Option("--dry-run", help="Say or show what would be done, and do nothing.")]
_Json = Annotated[bool, typer.Option("--json", help="Write the result as JSON.")]


@app.command()
def install(
    force: Annotated[
        bool, typer.Option("--force", help="Install although another tool, or another repository, uses the hooks.")
    ] = False,
    agent: agent_hooks.AgentOption = None,
    dry_run: _DryRun = False,
    as_json: _Json = False,
) -> int:
    """Install the git hooks, or with --agent those of coding agents.

    \b
    A git hook that stands there already is kept and runs first; `spec hook uninstall` puts it back as it was.
    Where husky, lefthook or pre-commit runs the hooks, the lines for its configuration are printed instead.
    \b
    An agent's hooks hand every prompt to `spec hook NAME`, which records it. They are put into the agent's settings
    in the project, after what stands there; nothing else in them changes. .specify/agent-hooks.json remembers them.
      spec hook install --agent claude --agent codex
    """
    if agent:
        if force:
            raise UsageError("--force is about git hooks", help="leave it out with --agent: foreign hooks are kept")
        return agent_hooks.install(agent, dry_run=dry_run, as_json=as_json)
    site = hooks.survey(_repository())
    if site.manager and site.manager.served and not force:
        note(f"{site.manager.name} calls Specward already: {site.manager.config}")
        return 0
    steps = hooks.install_steps(site, Launcher.of_this_process(), force=force)
    return _carry_out(steps, site, dry_run=dry_run, as_json=as_json)


@app.command()
def uninstall(agent: agent_hooks.AgentOption = None, dry_run: _DryRun = False, as_json: _Json = False) -> int:
    """Remove our git hooks, or with --agent those of coding agents, and put back what stood there before.

    Hooks of other tools are left alone, and so are hooks of agents that somebody has edited.
    """
    if agent:
        return agent_hooks.uninstall(agent, dry_run=dry_run, as_json=as_json)
    site = hooks.survey(_repository())
    steps = hooks.uninstall_steps(site.folder, Launcher.of_this_process())
    return _carry_out(steps, site, dry_run=dry_run, as_json=as_json)


@app.command()
def status(as_json: _Json = False) -> int:
    """Show what stands where git and coding agents look for hooks, and whether agents find `spec`."""
    root = find_root(os.getcwd())
    site = hooks.survey(_repository())
    found = hooks.statuses(site.folder, Launcher.of_this_process())
    manager = site.manager
    if as_json:
        write_json(
            {
                "folder": site.folder,
                "manager": {"name": manager.name, "config": manager.config, "served": manager.served}
                if manager
                else None,
                "hooks": [
                    {"name": h.name, "path": h.path, "state": h.state.value, "chained": h.chained} for h in found
                ],
                **agent_hooks.status_json(root),
            }
        )
        return 0
    for hook in found:
        chain = "  with a foreign hook kept beside it" if hook.chained else ""
        write(f"{hook.name:18} {hook.state.value:9} {_shown(hook.path, site.top)}{chain}")
    if manager:
        write(f"{manager.name:18} {'calls Specward' if manager.served else 'does not call Specward'}  {manager.config}")
    for line in agent_hooks.status_lines(root):
        write(line)
    return 0


@app.command(name="pre-commit")
def pre_commit(
    record_later: Annotated[
        bool,
        typer.Option("--record-later", help="Leave the prompt record to the commit-msg hook, which sees trailers."),
    ] = False,
) -> int:
    """Check what is staged, and that a prompt record exists for it.

    \b
    Only staged content counts, never the work tree. Checked are the staged documents and what they belong to:
    a finding in a document that the commit leaves alone counts when the commit causes it.
    Exits with 0 when the commit may be made, 1 when not, 2 on wrong configuration, 3 when something cannot be read.
    """
    from specward.hooks import run

    return run.main(["pre-commit", *(["--record-later"] if record_later else [])])


@app.command(name="prepare-commit-msg")
def prepare_commit_msg(
    file: Annotated[str, typer.Argument(metavar="FILE", help="The file that holds the message; git names it.")],
    source: Annotated[str, typer.Argument(metavar="[SOURCE]", help="Where the message comes from, as git says.")] = "",
    commit: Annotated[str, typer.Argument(metavar="[SHA]", help="The commit that it is taken from.")] = "",
) -> int:
    """Name the prompt records of the commit in its message, one PHR: trailer each.

    \b
      PHR: 01M7YRD8F516YCGJ7DVB73YW41     a record by its uid
      PHR: 001-login/0003                 one that has none, by folder and id
    Complete records that the commit adds or changes are named, none twice. Left alone are merges, squashes, reverts,
    cherry-picks, rebases, fixup! and squash! commits, and everything where phr.trailer is false.
    `git log --format='%h %s %(trailers:key=PHR,valueonly)'` lists what is named.

    It never stops a commit. An editor that is left without a message still does: the commit-msg hook takes the
    trailers back, so do not use one hook without the other; with `git commit --no-verify` git skips that one alone.
    """
    from specward.hooks import run

    return run.main(["prepare-commit-msg", file, source, commit])


@app.command(name="commit-msg")
def commit_msg(
    file: Annotated[str, typer.Argument(metavar="FILE", help="The file that holds the message; git names it.")],
) -> int:
    """Check that a prompt record exists for the change, or that the message answers for it.

    \b
    phr.require in .specify/specward.yml says when one is needed. The message may say instead:
      PHR: 001-login/0003                 a record by folder and id, path or uid
      PHR: none -- generated code         why there is none, where phr.allow-none permits it
    Merges, reverts, cherry-picks, rebases, fixup! and squash! commits need none.
    """
    from specward.hooks import run

    return run.main(["commit-msg", file])


def _agent_command(word: str, name: str) -> None:
    """Add the command that an agent runs, for its help; it is run past the command-line framework."""

    def run_agent() -> int:
        from specward.hooks.agent import main

        return main(word)

    run_agent.__doc__ = f"""Take in what {name} tells its hooks, as JSON on stdin, and record its prompts.

    \b
    The agent runs this; `spec hook install --agent {word}` puts it into the agent's settings.
    It exits with 0 and prints nothing whatever happens; `spec doctor` tells what went wrong.
    Where phr.capture is strict, a prompt that cannot be recorded is blocked.
    """
    app.command(name=word, hidden=True)(run_agent)


for _word, _name in AGENTS.items():
    _agent_command(_word, _name)


def _repository() -> Repository:
    from specward.git.repository import Repository

    found = Repository.find(os.getcwd())
    if found is None:
        raise UsageError("this is no git repository", where=os.getcwd(), help="git init")
    return found


def _carry_out(steps: list[hooks.Step], site: hooks.Site, *, dry_run: bool, as_json: bool) -> int:
    if not dry_run:
        hooks.apply(steps)
    if as_json:
        write_json({"folder": site.folder, "dry_run": dry_run, "steps": [_as_json(step) for step in steps]})
        return 0
    for step in steps:
        write(("would " if dry_run else "") + _sentence(step, site.top))
    if not steps:
        note("nothing to do")
    return 0


def _sentence(step: hooks.Step, top: str) -> str:
    match step:
        case hooks.Put(path, _):
            return f"write   {_shown(path, top)}"
        case hooks.Rename(path, to):
            return f"rename  {_shown(path, top)} to {os.path.basename(to)}"
        case hooks.Remove(path):
            return f"remove  {_shown(path, top)}"


def _as_json(step: hooks.Step) -> dict[str, str]:
    match step:
        case hooks.Put(path, _):
            return {"action": "write", "path": path}
        case hooks.Rename(path, to):
            return {"action": "rename", "path": path, "to": to}
        case hooks.Remove(path):
            return {"action": "remove", "path": path}


def _shown(path: str, top: str) -> str:
    """A path relative to the work tree where it lies in it."""
    return os.path.relpath(path, top) if path.startswith(top + os.sep) else path
