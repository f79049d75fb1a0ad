"""The coding agents whose prompts can be captured: the word after `spec hook`, and the name that people know."""

from __future__ import annotations

AGENTS = {
    "claude": "Claude Code",
    "codex": "Codex CLI",
    "gemini": "Gemini CLI",
    "copilot": "GitHub Copilot",
    "cursor": "Cursor",
    "opencode": "opencode",
    "qwen": "Qwen Code",
    "kiro": "Kiro",
    "devin": "Devin Desktop",
    "windsurf": "Windsurf",
    "cline": "Cline",
}
"""By the argument of `spec hook`, which is written into settings and so never changes. `copilot` is its command line,
its cloud agent and VS Code; `windsurf` is Devin Desktop under its former name."""
