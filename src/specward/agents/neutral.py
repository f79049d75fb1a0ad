"""The neutral source of an agent: strict YAML, whatever was read, and the prompt as it stands."""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple

from specward import ids
from specward.artifacts.agent import Plain, read_agent
from specward.artifacts.agent_header import YAML_LIMIT
from specward.artifacts.kind import NEUTRAL_AGENTS
from specward.markdown.document import Document
from specward.markdown.scalar import in_quotes, quote

if TYPE_CHECKING:
    from specward.artifacts.agent import Agent

LONGEST_NAME = 64
"""The longest name that an Agent Skill may have. Source: agentskills.io."""


class Definition(NamedTuple):
    """What a definition says, in neutral words. Text is empty where nothing is said."""

    name: str
    description: str
    body: str
    role: str = ""
    model: str = ""
    tools: tuple[str, ...] | None = None
    """None where the agent may use all."""
    color: str = ""
    extra: tuple[tuple[str, Any], ...] = ()
    """Keys that only some agents know, with text, lists and dictionaries."""

    @classmethod
    def of(cls, agent: Agent) -> Definition:
        """What an agent that was read says."""
        return cls(
            agent.name,
            agent.description,
            agent.body,
            agent.role,
            agent.model,
            agent.tools,
            agent.color,
            tuple((field.key, field.value) for field in agent.extra),
        )


def slug(name: str) -> str:
    """A name as all agents and file systems take it: lower case, digits, hyphens; empty where nothing of it is left."""
    folded = unicodedata.normalize("NFKD", name[:1000]).encode("ascii", "ignore").decode()
    return ids.slug(folded, LONGEST_NAME) if any(map(str.isalnum, folded)) else ""


def path_of(name: str) -> str:
    """Where the source of an agent stands."""
    return f"{NEUTRAL_AGENTS}/{name}.md"


def written(definition: Definition) -> str:
    """The text of a source, which every YAML reader takes. Line endings are those of the prompt."""
    said: list[tuple[str, Any]] = [("name", definition.name), ("description", definition.description)]
    said += [(key, value) for key in ("role", "model") if (value := getattr(definition, key))]
    if definition.tools is not None:
        said.append(("tools", list(definition.tools)))
    if definition.color:
        said.append(("color", definition.color))
    lines = [line for key, value in (*said, *definition.extra) for line in entry(key, value)]
    newline = "\r\n" if "\r\n" in definition.body else "\n"
    return newline.join(["---", *lines, "---", definition.body])


def why_not(definition: Definition) -> str:
    """Why a definition cannot be written so that it is read as it was; empty where it can."""
    text = written(definition)
    if len(text) - len(definition.body) > YAML_LIMIT:
        return f"its front matter is longer than {YAML_LIMIT:,} characters"
    if _holds_half_a_character(definition):
        return "it holds half of a character: a lone surrogate"
    agent = read_agent(Document(path_of("x"), text))
    same = not agent.repairs and Definition.of(agent) == definition
    return "" if same else "a key of it is none that YAML takes, or its values nest too deep"


def entry(key: str, value: Any, indent: str = "") -> list[str]:  # noqa: ANN401 -- text, lists and mappings
    """The lines of a key and its value, which every YAML reader takes."""
    lines = _lines(value, indent)
    key = f"{indent}{quote(key)}:"
    return [f"{key} {lines[0]}".rstrip(" "), *lines[1:]] if lines[0] is not _BELOW else [key, *lines[1:]]


_BELOW = "below"
"""In place of the first line of a value that begins on the next one."""


def _lines(value: Any, indent: str) -> list[str]:  # noqa: ANN401 -- text, lists and mappings
    """The lines of a value: what stands behind the colon or the dash, and those below it."""
    if isinstance(value, dict):
        below = [line for key, one in value.items() for line in entry(key, one, f"{indent}  ")]
        return [_BELOW, *below] if below else ["{}"]
    if isinstance(value, list):
        if all(isinstance(item, str) and "\n" not in item for item in value):
            return [f"[{', '.join(map(_in_brackets, value))}]"]
        return [_BELOW, *(line for item in value for line in _item(item, f"{indent}  "))]
    if isinstance(value, Plain) and (not value or _plain().fullmatch(value)):
        return [value]
    if _may_be_a_block(value):
        return ["|-", *(f"{indent}  {line}" if line else "" for line in value.split("\n"))]
    return [quote(value)]


def _item(value: Any, indent: str) -> list[str]:  # noqa: ANN401 -- text, lists and mappings
    lines = _lines(value, indent)
    return [f"{indent}- {lines[0]}".rstrip(" "), *lines[1:]] if lines[0] is not _BELOW else [f"{indent}-", *lines[1:]]


def _in_brackets(value: str) -> str:
    return value if isinstance(value, Plain) and _plain().fullmatch(value) else in_quotes(value)


def _may_be_a_block(value: str) -> bool:
    """Whether a text of several lines comes back from a block scalar to the letter."""
    lines = value.split("\n")
    return (
        len(lines) > 1
        and bool(lines[0])
        and lines[0][0] != " "
        and bool(lines[-1])
        and all(not line or (line.isprintable() and line.strip()) for line in lines)
    )


def _holds_half_a_character(value: Any) -> bool:  # noqa: ANN401 -- text, lists and mappings
    if isinstance(value, str):
        return not value.isascii() and _lone_surrogate().search(value) is not None
    if isinstance(value, dict):
        return any(map(_holds_half_a_character, (*value, *value.values())))
    return isinstance(value, list | tuple) and any(map(_holds_half_a_character, value))


@cache
def _lone_surrogate() -> re.Pattern[str]:
    return re.compile("[\ud800-\udfff]")


@cache
def _plain() -> re.Pattern[str]:
    """What may stand without quotes where it stood so before: numbers, dates, `true`, words."""
    return re.compile(r"[-+.]?[A-Za-z0-9_][A-Za-z0-9_.+-]{0,200}")
