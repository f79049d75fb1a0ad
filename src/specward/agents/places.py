"""Where files for coding agents may stand: nothing is written, read back or removed anywhere else.

A manifest is a file that anybody may edit, and is not trusted to say which files are ours to remove.
"""

from __future__ import annotations

from specward.confined import refuse_words
from specward.errors import UsageError

AGENTS_MD = "AGENTS.md"
"""The one file that is another's as well: what is ours stands between two marks."""

_SHARED_SKILLS = ".agents/skills/"

FOLDERS = {
    "claude": (".claude/agents/", ".claude/skills/", ".claude/commands/"),
    "codex": (".codex/agents/", _SHARED_SKILLS),
    "gemini": (".gemini/agents/", ".gemini/commands/", ".gemini/skills/", _SHARED_SKILLS),
    "copilot": (".github/agents/", ".github/prompts/", ".github/skills/", _SHARED_SKILLS),
    "cursor": (".cursor/agents/", ".cursor/commands/", ".cursor/skills/"),
    "opencode": (".opencode/agents/", ".opencode/commands/", ".opencode/skills/"),
    "qwen": (".qwen/agents/", ".qwen/commands/", ".qwen/skills/"),
    "kiro": (".kiro/agents/", ".kiro/prompts/", ".kiro/skills/"),
    "agents-md": (AGENTS_MD,),
}
"""What a file of each target begins with; the first is where its agent definitions stand."""


def is_allowed(target: str, path: str) -> bool:
    """Whether a file of a target may have this path."""
    try:
        refuse_words(path)
    except UsageError:
        return False
    if path == AGENTS_MD:
        return target == "agents-md"
    return path.isprintable() and "\\" not in path and path.startswith(FOLDERS.get(target, ()))
