"""The words of agent definitions: keys, capabilities and model classes, and what Claude Code calls them.

Source of Claude Code's words: its documentation of subagents and of tools.
"""

from __future__ import annotations

CAPABILITIES = ("read", "edit", "search", "run", "web", "delegate")
"""What an agent may be let do, in words that belong to no vendor."""

CLAUDE_TOOLS = {
    "read": ("Read",),
    "edit": ("Edit", "Write", "MultiEdit", "NotebookEdit"),
    "search": ("Grep", "Glob"),
    "run": ("Bash",),
    "web": ("WebFetch", "WebSearch"),
    "delegate": ("Agent", "Task"),
}
"""What Claude Code calls each capability: all that it covers, today's name first where a name has changed."""

OTHER_CLAUDE_TOOLS = (
    *("AskUserQuestion", "BashOutput", "KillShell", "KillBash", "LS", "LSP", "ListMcpResourcesTool", "Monitor"),
    *("NotebookRead", "PowerShell", "ReadMcpResourceTool", "SendMessage", "Skill", "SlashCommand", "TodoRead"),
    *("TodoWrite", "ToolSearch", "EnterPlanMode", "ExitPlanMode", "EnterWorktree", "ExitWorktree", "CronCreate"),
    *("CronDelete", "CronList", "TaskCreate", "TaskGet", "TaskList", "TaskOutput", "TaskStop", "TaskUpdate"),
    *("TeamCreate", "TeamDelete", "AgentOutputTool", "exit_plan_mode"),
)
"""Tools of Claude Code, past ones too, that no capability stands for."""

MODEL_CLASSES = ("inherit", "fast", "default", "strong")
"""How strong a model an agent wants; `inherit` is that of the one who calls it."""

CLAUDE_MODELS = {"inherit": "inherit", "haiku": "fast", "sonnet": "default", "opus": "strong"}
"""What Claude Code calls each class."""

CORE_KEYS = ("name", "description", "role", "model", "tools", "color")
"""The keys of a neutral source; what has another one is kept as it is, for those agents that know it."""

_CLAUDE_KEYS = (
    *("disallowedTools", "permissionMode", "maxTurns", "skills", "mcpServers", "hooks", "memory", "background"),
    *("effort", "isolation", "initialPrompt", "omitClaudeMd", "observer", "autoCompactWindow"),
)
_FOREIGN_KEYS = (
    *("kind", "temperature", "max_turns", "timeout_mins", "target", "disable-model-invocation", "user-invocable"),
    *("mcp-servers", "metadata", "argument-hint", "agents", "handoffs", "readonly", "is_background", "mode"),
    *("permission", "modelConfig", "runConfig", "version", "author", "category", "tags", "license"),
)
KNOWN_KEYS = frozenset({*CORE_KEYS, *_CLAUDE_KEYS, *_FOREIGN_KEYS})
"""Keys that some agent knows, or that people often add."""

_CAPABILITY_OF = {name: capability for capability, names in CLAUDE_TOOLS.items() for name in names}


def capability(tool: str) -> str:
    """The capability that a tool of Claude Code belongs to; any other name is kept as it is."""
    return _CAPABILITY_OF.get(tool, tool)


def model_class(model: str) -> str:
    """The class of a model; an exact identity, and a class, is kept as it is."""
    return CLAUDE_MODELS.get(model, model)
