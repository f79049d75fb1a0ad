"""Definitions in the forms of other agents, read as what a neutral source says.

Codex has TOML, with the prompt under `developer_instructions`; Kiro has JSON, with the prompt under `prompt`; the rest
have front matter and Markdown as Claude Code does, with other words for the tools. The forms and most of the words
are those that the modules of the targets write, where their sources are named; the other words were seen in such files.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple

from specward.agents.neutral import Definition
from specward.artifacts.agent import Plain, read_agent
from specward.artifacts.agent_header import NOT_YAML, YAML_LIMIT
from specward.artifacts.agent_words import CAPABILITIES, CLAUDE_TOOLS, CORE_KEYS, model_class
from specward.markdown.document import UTF8, Document
from specward.yaml_text.node import DEPTH_LIMIT

if TYPE_CHECKING:
    from collections.abc import Iterator

    from specward.artifacts.agent import Agent
    from specward.finding import Position

ENDINGS = (".agent.md", ".md", ".txt", ".toml", ".json")
"""What the file of a definition may end with; the longer of two that share an end first."""
_NAMES_ELSEWHERE = {
    "read": ("read_file", "read_many_files", "fs_read"),
    "edit": ("write", "write_file", "replace", "fs_write"),
    "search": ("grep", "glob", "list", "list_directory", "search_file_content", "grep_search"),
    "run": ("execute", "bash", "shell", "run_shell_command", "execute_bash"),
    "web": ("webfetch", "web_fetch", "web_search", "google_web_search"),
    "delegate": ("agent", "task"),
}
"""What Copilot, Gemini CLI, Qwen Code, opencode and Kiro call each capability; none of them means another by a name."""
_TOO_DEEP = f"its values nest more than {DEPTH_LIMIT} levels deep"
_TEXTS = {*CORE_KEYS} - {"tools"}
_CAPABILITY_OF = {name: capability for capability, names in _NAMES_ELSEWHERE.items() for name in names}


class Remark(NamedTuple):
    """What there is to say of a definition that was read."""

    message: str
    place: Position | None = None
    """Where it stands in the file, where one place can be named."""


class Foreign(NamedTuple):
    """A definition of another agent, or of no agent at all."""

    definition: Definition
    remarks: tuple[Remark, ...]
    told: bool
    """Whether it says of itself that it is one: it has a name or a description."""


class NotRead(Exception):
    """A file that is no definition in the form that its name promises, or too long for one."""


def read_foreign(path: str, data: bytes) -> Foreign:
    """The definition in a file, read by the form that its name tells.

    Raises:
        NotRead: it is TOML or JSON by its name, and not by what it holds; or its front matter is too long.
    """
    if path.endswith(".toml"):
        return _keyed(_toml(data), "developer_instructions")
    if path.endswith(".json"):
        return _keyed(_json(data), "prompt", all_by_default=False)
    document = Document.from_bytes(path, data)
    agent = read_agent(document)
    if agent.header.is_too_long:
        raise NotRead(f"its front matter is longer than {YAML_LIMIT:,} characters")
    remarks = list(_said(document, agent))
    extra = tuple((field.key, field.value) for field in agent.extra)
    tools = _tools(agent.tools)
    field = agent.field("tools")
    if field and field.node.entries:
        # opencode: what is on and what is off; the rest is on. No list of capabilities says that.
        tools, extra = None, (*extra, ("opencode", {"tools": field.value}))
        remarks.append(Remark("which tools are on and off is kept under `opencode`: a neutral source lists what is on"))
    definition = Definition.of(agent)._replace(tools=tools, extra=extra)
    odd = [field for field in agent.fields if field.key in _TEXTS and not isinstance(field.node.value, str)]
    for field in odd:
        place = document.position(field.span.start)
        remarks.append(Remark(f"`{field.key}` is no text; it is taken as it stands", place))
    as_it_stands: dict[str, Any] = {field.key: document.slice(field.span) for field in odd}
    definition = definition._replace(**as_it_stands)
    return Foreign(definition, tuple(remarks), bool(agent.name or agent.description))


def _said(document: Document, agent: Agent) -> Iterator[Remark]:
    if document.encoding != UTF8:
        place = document.position(document.undecodable)
        yield Remark("not UTF-8; it is read as Windows-1252, and written as UTF-8", place)
    for repair in agent.repairs:
        mended = "; it is read line by line, and mended" if repair.message.startswith(NOT_YAML) else ""
        yield Remark(repair.message + mended, document.position(repair.start))
    yield from _widened(agent)


def _widened(agent: Agent) -> Iterator[Remark]:
    """The capabilities that cover more of Claude Code's tools than the definition names."""
    named = {tool.name for tool in agent.tool_names or ()}
    for capability, tools in CLAUDE_TOOLS.items():
        there = [tool for tool in tools if tool in named]
        # `MultiEdit` and `Task` are former names of what the others do; who leaves them out leaves out nothing.
        missing = [tool for tool in tools if tool not in named and tool not in {"MultiEdit", "Task", "Agent"}]
        if there and missing and capability not in named:
            yield Remark(f"{_and(there)} became `{capability}`, which lets it use {_and(missing)} too")


def _and(words: list[str]) -> str:
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} and {words[-1]}"


def _tools(names: tuple[str, ...] | None) -> tuple[str, ...] | None:
    if names is None:
        return None
    return tuple(dict.fromkeys(name if name in CAPABILITIES else _CAPABILITY_OF.get(name, name) for name in names))


def _toml(data: bytes) -> dict[str, Any]:
    import tomllib

    try:
        text = data.decode(UTF8).removeprefix("\ufeff")
        if _dotted_key().search(text):
            raise NotRead(_TOO_DEEP)
        return tomllib.loads(text)
    except (ValueError, RecursionError) as error:
        raise NotRead(f"this is not TOML: {_one_line(error)}") from None


@cache
def _dotted_key() -> re.Pattern[str]:
    """A key of too many parts: `tomllib` takes time in proportion to the square of their number."""
    part = r"""(?:[\w-]++|"(?:[^"\\\n]|\\.)*+"|'[^'\n]*+')[ \t]*+"""
    return re.compile(rf"""(?<![\w"'-])(?:{part}\.[ \t]*+){{{DEPTH_LIMIT}}}""", re.ASCII)


def _json(data: bytes) -> dict[str, Any]:
    import json

    try:
        said = json.loads(data.decode(UTF8).removeprefix("\ufeff"))
    except (ValueError, RecursionError) as error:
        raise NotRead(f"this is not JSON: {_one_line(error)}") from None
    if not isinstance(said, dict):
        raise NotRead("this JSON is no object")
    return said


def _one_line(error: Exception) -> str:
    return " ".join(str(error).split())


def _keyed(said: dict[str, Any], body: str, *, all_by_default: bool = True) -> Foreign:
    """A definition whose prompt is the value of a key.

    Args:
        said: its keys.
        body: the key of the prompt.
        all_by_default: whether an agent without `tools` may use all; in Kiro it may use none.
    """
    remarks = []
    names = said.get("tools")
    names = [names] if isinstance(names, str) else names
    listed = [name for name in names if isinstance(name, str)] if isinstance(names, list) else []
    is_list = isinstance(names, list) and len(listed) == len(names)
    tools = tuple(listed) if is_list and "*" not in listed else None
    if "tools" not in said and not all_by_default:
        tools = ()
        remarks.append(Remark("it names no `tools`, which here means none: the source says `tools: []`"))
    words = {key: _word(said.get(key)) for key in (*CORE_KEYS, body)}
    keys = {key for key in words if isinstance(said.get(key, ""), str)} | ({"tools"} if is_list else set())
    extra = tuple((key, _value(value)) for key, value in said.items() if key not in keys)
    definition = Definition(
        words["name"].strip(),
        words["description"].strip(),
        words[body],
        words["role"].strip(),
        model_class(words["model"].strip()),
        _tools(tools),
        words["color"].strip(),
        extra,
    )
    return Foreign(definition, tuple(remarks), bool(words[body] and (words["name"] or words["description"])))


def _word(value: object) -> str:
    return value if isinstance(value, str) else ""


def _value(value: Any, depth: int = 0) -> Any:  # noqa: ANN401 -- what TOML and JSON hold
    """A value as a neutral source has it: what is no text, list or mapping is `Plain`."""
    if depth > DEPTH_LIMIT:
        raise NotRead(_TOO_DEEP)
    if isinstance(value, dict):
        return {str(key): _value(one, depth + 1) for key, one in value.items()}
    if isinstance(value, list):
        return [_value(one, depth + 1) for one in value]
    if isinstance(value, str):
        return value
    return Plain("null" if value is None else str(value).lower() if isinstance(value, bool) else str(value))
