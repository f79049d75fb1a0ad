"""Telling a coding agent from a person, as far as the environment tells.

Sources: the agents' own documentation, the proposal of a common `AGENT` variable
(https://github.com/agentsmd/agents.md/issues/136) and the competing `AI_AGENT`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

VARIABLES = {
    "AGENT": "",
    "AI_AGENT": "",
    "CLAUDECODE": "Claude Code",
    "CLAUDE_CODE_SESSION_ID": "Claude Code",
    "CODEX_SANDBOX": "Codex",
    "CODEX_THREAD_ID": "Codex",
    "COPILOT_AGENT_PROMPT": "Copilot",
    "COPILOT_CLI": "Copilot",
    "CURSOR_AGENT": "Cursor",
    "GEMINI_CLI": "Gemini CLI",
    "QWEN_CODE": "Qwen Code",
    "OPENCODE": "opencode",
    "OPENCODE_CLIENT": "opencode",
    "AUGMENT_AGENT": "Auggie",
    "CLINE_ACTIVE": "Cline",
    "TRAE_AI_SHELL_ID": "Trae",
    "VSCODE_AGENT": "VS Code",
}
"""What agents set for the commands that they run, and which agent that is; the first two hold its name."""
_NO = frozenset({"", "0", "false", "no"})
_YES = frozenset({"1", "true", "yes"})


class Agent:
    """The agent that the environment speaks of.

    Attributes:
        variable: what gave it away.
        name: what it is called; `a coding agent` where the variable does not say.
    """

    __slots__ = ("name", "variable")

    def __init__(self, variable: str, name: str) -> None:
        self.variable = variable
        self.name = name


def find_agent(environment: Mapping[str, str]) -> Agent | None:
    """The agent that runs this process, by its environment; None where nothing speaks of one.

    It cannot see an agent that sets no such variable or takes it away, nor one that types into a person's own terminal.
    """
    for variable, name in VARIABLES.items():
        value = environment.get(variable, "").strip()
        if value.lower() not in _NO:
            said = "" if value.lower() in _YES else value[:60]
            return Agent(variable, name or said or "a coding agent")
    return None
