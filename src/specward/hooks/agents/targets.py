"""What is written for each coding agent, and what only its user can do.

One rule holds for all: the command is `spec hook <agent>`, and neither it nor a timeout ever changes. Codex trusts a
hook by a hash over both, and skips without a word one that has another hash than the approved one. The command is one
line for a shell, not a program with `args`: Claude Code before 2.1.139 passes over `args`.

The settings are committed, and not everybody who works on a project has `spec`. A command that is not found is told or
passed over by all agents but Gemini CLI, which takes any exit code above 1 for a refusal of the prompt; so there, and
there alone, `; exit 0` follows. It means the same to the two shells that Gemini CLI uses, bash and PowerShell.

Which events: the prompt, the end of the turn and the end of the conversation. Of tools, only what no transcript tells
that we read: the answers to Claude Code's questions, and in VS Code, Cursor, opencode, Kiro, Devin, Windsurf and Cline
the files that were written. Each event costs a process, so there are no others.

Sources: the vendors' documentation of hooks, and the clients themselves: Claude Code 2.1.332, Codex 0.171.0, Gemini CLI
0.61.0, Copilot CLI 1.0.102, opencode 1.18.33, Qwen Code 0.24.4, Cline CLI 3.0.65.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any, NamedTuple

from specward.phr.agents import AGENTS

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping


class Entry(NamedTuple):
    """One item of a list in a settings file."""

    agent: str
    event: str
    at: tuple[str, ...]
    """The keys that lead to the list."""
    value: Mapping[str, Any]


class Settings(NamedTuple):
    """What is put into a JSON file that others own as well."""

    agent: str
    path: str
    entries: tuple[Entry, ...]
    version: int | str | None = None
    """The top-level member `version`, without which the agent does not take the file."""

    @property
    def events(self) -> tuple[str, ...]:
        """What the agent calls us at."""
        return tuple(entry.event for entry in self.entries)


class Script(NamedTuple):
    """A file that is ours alone."""

    agent: str
    path: str
    events: tuple[str, ...]
    text: str
    executable: bool = False


Part = Settings | Script


class Target(NamedTuple):
    """A coding agent: its files, and what is left to its user."""

    agent: str
    parts: tuple[Part, ...]
    left: tuple[str, ...]
    """What only the user can do, a sentence each."""

    @property
    def name(self) -> str:
        """The agent's name as people know it."""
        return AGENTS[self.agent]


def command(agent: str) -> str:
    """What an agent runs; never changed. Whatever holds it in a settings file is taken for ours."""
    return f"spec hook {agent}"


class _Hook(NamedTuple):
    """One event of an agent, to be brought into its form."""

    agent: str
    event: str
    matcher: str
    timeout: int


_PROMPT = 10
"""Seconds for a prompt: far more than it takes to record, and no longer than a person waits without wondering."""
_TURN = 30
"""Seconds for the end of a turn, where the transcript is read."""


def _grouped(hook: _Hook, *, below: tuple[str, ...] = ("hooks",)) -> Entry:
    """Claude Code's form, which others have taken over: groups with a matcher, and hooks in them."""
    line = command(hook.agent) + ("; exit 0" if hook.agent == "gemini" else "")
    handler = {"type": "command", "command": line, "timeout": hook.timeout}
    matcher = {"matcher": hook.matcher} if hook.matcher else {}
    return Entry(hook.agent, hook.event, (*below, hook.event), {**matcher, "hooks": [handler]})


def _grouped_at_the_top(hook: _Hook) -> Entry:
    """The same in a file that is the object of events, without a key `hooks` around it."""
    return _grouped(hook, below=())


def _copilot(hook: _Hook) -> Entry:
    """`timeout` and `command` are what the command line, the cloud agent and VS Code all read."""
    value = {"type": "command", "command": command(hook.agent), "timeout": hook.timeout}
    return Entry(hook.agent, hook.event, ("hooks", hook.event), value)


def _cursor(hook: _Hook) -> Entry:
    """Without a timeout: its unit is a second to some who describe it, and a millisecond to others."""
    return Entry(hook.agent, hook.event, ("hooks", hook.event), {"command": command(hook.agent)})


def _windsurf(hook: _Hook) -> Entry:
    """A timeout cannot be given."""
    value = {"command": command(hook.agent), "show_output": False}
    return Entry(hook.agent, hook.event, ("hooks", hook.event), value)


def _kiro(hook: _Hook) -> Entry:
    """All events stand in one list."""
    value = {
        "name": f"specward-{hook.event}",
        "trigger": hook.event,
        **({"matcher": hook.matcher} if hook.matcher else {}),
        "action": {"type": "command", "command": command(hook.agent)},
        "timeout": hook.timeout,
        "enabled": True,
    }
    return Entry(hook.agent, hook.event, ("hooks",), value)


class _Row(NamedTuple):
    """A settings file: its form, how many of the agent's units of time a second has, and the seconds by event."""

    path: str
    form: Callable[[_Hook], Entry]
    second: int
    events: Mapping[str, int]
    """`Event`, or `Event:matcher` for some tools alone."""
    version: int | str | None = None


# Codex cuts its SessionEnd to three seconds and warns of more. Qwen Code counts seconds since 0.24 and counted
# milliseconds before; a number from 1000 on is milliseconds to both. Copilot's events are in PascalCase, the form that
# its command line, its cloud agent and VS Code all take; payloads of the other form do not name their event.
_ROWS = {
    "claude": _Row(
        ".claude/settings.json",
        _grouped,
        1,
        {"UserPromptSubmit": _PROMPT, "Stop": _TURN, "SessionEnd": _PROMPT, "PostToolUse:AskUserQuestion": _PROMPT},
    ),
    "codex": _Row(".codex/hooks.json", _grouped, 1, {"UserPromptSubmit": _PROMPT, "Stop": _TURN, "SessionEnd": 3}),
    "gemini": _Row(
        ".gemini/settings.json", _grouped, 1000, {"BeforeAgent": _PROMPT, "AfterAgent": _TURN, "SessionEnd": _PROMPT}
    ),
    "copilot": _Row(
        ".github/hooks/specward.json",
        _copilot,
        1,
        {"UserPromptSubmit": _PROMPT, "Stop": _TURN, "SessionEnd": _PROMPT, "PostToolUse": _PROMPT},
        version=1,
    ),
    "cursor": _Row(
        ".cursor/hooks.json",
        _cursor,
        0,
        dict.fromkeys(("beforeSubmitPrompt", "afterAgentResponse", "afterFileEdit", "stop"), 0),
        version=1,
    ),
    "qwen": _Row(
        ".qwen/settings.json", _grouped, 1000, {"UserPromptSubmit": _PROMPT, "Stop": _TURN, "SessionEnd": _PROMPT}
    ),
    "kiro": _Row(
        ".kiro/hooks/specward.json",
        _kiro,
        1,
        {"UserPromptSubmit": _PROMPT, "Stop": _TURN, "PostToolUse:fs_write|str_replace": _PROMPT},
        version="v1",
    ),
    "devin": _Row(
        ".devin/hooks.v1.json",
        _grouped_at_the_top,
        1,
        {"UserPromptSubmit": _PROMPT, "Stop": _TURN, "SessionEnd": _PROMPT, "PostToolUse:edit|write": _PROMPT},
    ),
    "windsurf": _Row(
        ".windsurf/hooks.json",
        _windsurf,
        0,
        dict.fromkeys(("pre_user_prompt", "post_write_code", "post_cascade_response"), 0),
    ),
}

_TRUST = "Trust the folder when it asks: before that it runs no hook of a project."
_TWICE = (
    "It runs the hooks of Claude Code as well: where both are installed, a prompt arrives twice and is recorded once."
)
_LEFT = {
    "claude": (_TRUST,),
    "codex": (
        "Trust the hooks: start it here and enter /hooks. Hooks that are not trusted, or no longer, it skips silently.",
    ),
    "gemini": (_TRUST,),
    "copilot": (
        "Trust the folder when it asks, or give --trust-folder with -p: before that it runs no hook of a project.",
        "For the cloud agent, merge the file into the default branch and install Specward in its setup steps.",
        _TWICE,
    ),
    "cursor": (_TRUST, _TWICE),
    "opencode": ("Restart it: plugins are loaded when it starts.",),
    "qwen": (_TRUST,),
    "kiro": ("Have Kiro 1, or its command line 3: older ones do not read this file.",),
    "devin": ("Look whether /hooks shows them.", _TWICE),
    "windsurf": ("Restart it.",),
    "cline": ("Enable hooks in its settings.", "On Windows, have a POSIX shell: its hooks are shell scripts."),
}


def _settings(agent: str, row: _Row) -> Settings:
    entries = []
    for word, seconds in row.events.items():
        event, _, matcher = word.partition(":")
        entries.append(row.form(_Hook(agent, event, matcher, seconds * row.second)))
    return Settings(agent, row.path, tuple(entries), row.version)


def _cline(event: str) -> Script:
    # Cline shows a hook that fails, so whoever has no `spec` is left in peace.
    text = f"""\
#!/bin/sh
# Written by `spec hook install --agent cline`, taken away by `spec hook uninstall --agent cline`.
command -v spec >/dev/null 2>&1 || exit 0
exec {command("cline")}
"""
    return Script("cline", f".clinerules/hooks/{event}", (event,), text, executable=True)


def _opencode() -> Script:
    with open(os.path.join(os.path.dirname(__file__), "opencode.js"), encoding="utf-8", newline="") as file:
        text = file.read()
    events = ("chat.message", "tool.execute.after", "session.idle")
    return Script("opencode", ".opencode/plugins/specward.js", events, text)


def _parts(agent: str) -> tuple[Part, ...]:
    if agent == "opencode":
        return (_opencode(),)
    if agent == "cline":
        return tuple(map(_cline, ("UserPromptSubmit", "PostToolUse", "TaskComplete")))
    return (_settings(agent, _ROWS[agent]),)


TARGETS = {agent: Target(agent, _parts(agent), _LEFT[agent]) for agent in AGENTS}
"""By the word after `spec hook`."""
