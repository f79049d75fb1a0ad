"""The toolkit's own commands for coding agents, and the form in which each agent takes them.

A command is written once, in `commands/NAME.md`: what it is for, and how an agent goes about it by calling `spec` and
reading its JSON. Where an agent reads skills (agentskills.io) that form is taken: one text serves them all, and the
agent finds a skill by its description too. Copilot reads `.github/prompts` in editors alone, skills everywhere.

Sources: the vendors' documentation, and the clients themselves: Claude Code 2.1.332, Codex 0.171.0, Gemini CLI 0.61.0,
Copilot CLI 1.0.102, opencode 1.18.33, Qwen Code 0.24.4. Cursor's and Kiro's forms rest on their documentation alone.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, NamedTuple

from specward.agents.manifest import COMMAND
from specward.agents.placing import Wanted
from specward.agents.targets.codex import basic
from specward.markdown.scalar import quote

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from specward.agents.manifest import Record

NAMES = ("constitution", "specify", "clarify", "plan", "tasks", "implement", "verify", "adr", "phr")
"""The commands in the order in which a feature needs them."""
REQUEST = "{{request}}"
"""What stands in a command for the words that the user gives it."""

_FOLDER = os.path.join(os.path.dirname(__file__), "commands")
_NOTE = "Written by Specward; `spec upgrade` renews it unless you edit it."
_TOLD = "what the user wrote with this command"


class Command(NamedTuple):
    """One command, whatever the agent."""

    name: str
    description: str
    """What it does and when an agent is to take it."""
    hint: str
    """What may be written after it."""
    body: str

    @property
    def title(self) -> str:
        """Its name among the commands and skills of others."""
        return f"spec-{self.name}"

    def given(self, request: str) -> str:
        """What the agent is to do, with that in place of the user's words."""
        return self.body.replace(REQUEST, request)


class Form(NamedTuple):
    """How an agent takes commands."""

    path: str
    """Where one stands, with `{name}` for its name."""
    render: Callable[[Command], str]
    call: str
    """How a user calls one, with `{name}`."""


def command(name: str) -> Command:
    """One of the commands, as its source has it."""
    with open(os.path.join(_FOLDER, f"{name}.md"), encoding="utf-8") as file:
        _, head, body = file.read().split("---\n", 2)
    said = dict(line.split(": ", 1) for line in head.splitlines())
    return Command(said["name"], said["description"], said["argument-hint"], body.lstrip("\n"))


def commands() -> list[Command]:
    """All commands, in the order of `NAMES`."""
    return [command(name) for name in NAMES]


def wanted(agents: Iterable[str]) -> list[Wanted]:
    """The files that hold the commands for some agents, of those that take commands."""
    sources = commands()
    return [
        Wanted(form.path.format(name=one.name), form.render(one), f"{COMMAND}{one.name}", agent)
        for agent, form in FORMS.items()
        if agent in set(agents)
        for one in sources
    ]


def is_command(record: Record) -> bool:
    """Whether a file of the manifest holds one of the toolkit's commands."""
    return record.source.startswith(COMMAND)


def _skill(one: Command) -> str:
    """An Agent Skill; its standard knows of no arguments, and agents give the user's words along with it."""
    return _headed({"name": one.title, "description": one.description}, one.given(_TOLD))


def _with_dollar(one: Command) -> str:
    return _headed({"description": one.description}, one.given("$ARGUMENTS"))


def _with_braces(one: Command) -> str:
    return _headed({"description": one.description, "argument-hint": one.hint}, one.given("{{args}}"))


def _headed(head: dict[str, str], body: str) -> str:
    keys = "".join(f"{key}: {quote(value)}\n" for key, value in head.items())
    return f"---\n# {_NOTE}\n{keys}---\n\n{body}"


def _plain(one: Command) -> str:
    """Cursor takes Markdown without keys, and puts what is typed after the command behind it."""
    return f"# {one.title}\n\n{one.description}\n\n{one.given(_TOLD)}\n<!-- {_NOTE} -->\n"


def _toml(one: Command) -> str:
    """A literal string takes everything but three single quotes, which no command holds."""
    return f"# {_NOTE}\ndescription = {basic(one.description)}\nprompt = '''\n{one.given('{{args}}')}'''\n"


FORMS = {
    "claude": Form(".claude/skills/spec-{name}/SKILL.md", _skill, "/spec-{name}"),
    "codex": Form(".agents/skills/spec-{name}/SKILL.md", _skill, "$spec-{name}"),
    "gemini": Form(".gemini/commands/spec/{name}.toml", _toml, "/spec:{name}"),
    "copilot": Form(".github/skills/spec-{name}/SKILL.md", _skill, "/spec-{name}"),
    "cursor": Form(".cursor/commands/spec-{name}.md", _plain, "/spec-{name}"),
    "opencode": Form(".opencode/commands/spec-{name}.md", _with_dollar, "/spec-{name}"),
    "qwen": Form(".qwen/commands/spec-{name}.md", _with_braces, "/spec-{name}"),
    "kiro": Form(".kiro/skills/spec-{name}/SKILL.md", _skill, "/spec-{name}"),
}
"""By agent, as `--agent` names it. Devin, Windsurf and Cline have hooks here, and no form of command that was tried."""
