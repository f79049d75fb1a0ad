"""The definition of a coding agent: front matter that says when it is called and what it may do, and its prompt.

The neutral source in `.specify/agents/` and Claude Code's own files have one form; the neutral words and those of
Claude Code are both understood, and answered in neutral ones.
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Any, NamedTuple

from specward.artifacts.agent_header import read_header
from specward.artifacts.agent_words import CORE_KEYS, capability, model_class
from specward.artifacts.kind import NEUTRAL_AGENTS
from specward.finding import Span

if TYPE_CHECKING:
    from specward.artifacts.agent_header import Header, Repair
    from specward.markdown.document import Document
    from specward.yaml_text import Node


class Plain(str):
    """A scalar that stands without quotes where it was read: a number, `true`, `null`, or a mere word."""

    __slots__ = ()


class Field(NamedTuple):
    """One key of the front matter and its value."""

    key: str
    node: Node

    @property
    def text(self) -> str:
        """The value as text, blanks around it left out; empty for null, lists and mappings."""
        return self.node.text.strip()

    @property
    def value(self) -> Any:  # noqa: ANN401 -- text, lists and mappings, in one another
        """The value as text, lists and dictionaries; text that stood without quotes is `Plain`."""
        return plain_value(self.node)

    @property
    def span(self) -> Span:
        """Where the value stands."""
        return Span(self.node.start, self.node.end)


class Tool(NamedTuple):
    """The name of a tool as written, and where."""

    name: str
    start: int
    end: int


class Agent:
    """A definition as read. Text is empty where the definition does not have it.

    Attributes:
        document: it.
        header: the front matter as read.
        fields: every key, known or not, in source order.
    """

    def __init__(self, document: Document, header: Header) -> None:
        self.document = document
        self.header = header
        self.fields = tuple(Field(key, node) for key, node in header.entries.items())

    def field(self, key: str) -> Field | None:
        """The field of a key, or None."""
        node = self.header.entries.get(key)
        return None if node is None else Field(key, node)

    def key_span(self, field: Field) -> Span:
        """Where the key of a field stands, without the quotes around it."""
        start = self.document.text.find(field.key, field.node.key_start, field.node.start)
        return Span(start, start + len(field.key)) if start >= 0 else Span(field.node.key_start, field.node.start)

    def _text(self, key: str) -> str:
        field = self.field(key)
        return field.text if field else ""

    @property
    def is_neutral(self) -> bool:
        """Whether this is a neutral source, not a file of Claude Code."""
        return self.document.path.startswith(f"{NEUTRAL_AGENTS}/")

    @property
    def stem(self) -> str:
        """The name of its file, without the ending."""
        return self.document.path.rpartition("/")[2].removesuffix(".md")

    @property
    def name(self) -> str:
        """What the agent is called."""
        return self._text("name")

    @property
    def description(self) -> str:
        """When it is called."""
        return self._text("description")

    @property
    def role(self) -> str:
        """What it is, in a few words."""
        return self._text("role")

    @property
    def model(self) -> str:
        """The class of its model (`MODEL_CLASSES`), or the exact identity that was written."""
        return model_class(self._text("model"))

    @property
    def color(self) -> str:
        """The colour that it is shown in."""
        return self._text("color")

    @cached_property
    def tools(self) -> tuple[str, ...] | None:
        """What it may do (`CAPABILITIES`), and names that no capability stands for; None where it may do all."""
        if self.tool_names is None:
            return None
        return tuple(dict.fromkeys(capability(tool.name) for tool in self.tool_names))

    @cached_property
    def tool_names(self) -> tuple[Tool, ...] | None:
        """Its tools as written; None where it may use all."""
        field = self.field("tools")
        if field is None or field.node.is_null or field.node.value == "":
            return None
        found = tuple(_tools(self.document.text, field.node))
        return None if any(tool.name == "*" for tool in found) else found

    @property
    def extra(self) -> tuple[Field, ...]:
        """The fields that a neutral source has no words for: kept as they are."""
        return tuple(field for field in self.fields if field.key not in CORE_KEYS)

    @property
    def body(self) -> str:
        """The prompt, to the last character as it stands."""
        return self.document.text[self.header.body_start :]

    @property
    def repairs(self) -> tuple[Repair, ...]:
        """What had to be read leniently, and what could not be kept."""
        return self.header.repairs


def read_agent(document: Document) -> Agent:
    """The definition in a document. Never raises: what is not there is empty, what is wrong is in `repairs`."""
    return Agent(document, read_header(document.text))


def plain_value(node: Node) -> Any:  # noqa: ANN401 -- text, lists and mappings, in one another
    """A value as text, lists and dictionaries; text that stood without quotes is `Plain`."""
    if isinstance(node.value, list):
        return [plain_value(item) for item in node.value]
    if isinstance(node.value, dict):
        return {key: plain_value(value) for key, value in node.value.items()}
    return Plain(node.value) if node.end - node.start == len(node.value) else node.value


def _tools(text: str, node: Node) -> list[Tool]:
    """The names in a list, or between the commas of a text that stand in no parentheses."""
    if isinstance(node.value, dict):
        words = list(node.value)
    elif isinstance(node.value, list):
        words = [item.text for item in node.value]
    else:
        words = _between_commas(node.value.strip().removeprefix("[").removesuffix("]"))
        if words[0].startswith("- "):  # dashes behind tabs, which YAML takes for a text of several lines
            words = words[0].split("- ")
    found, at = [], node.start
    for word in (word.strip().strip("\"'") for word in words):
        if word:
            start = text.find(word, at, node.end)
            at = start + len(word) if start >= 0 else at
            found.append(Tool(word, start, at) if start >= 0 else Tool(word, node.start, node.end))
    return found


def _between_commas(text: str) -> list[str]:
    words, depth, start = [], 0, 0
    for index, char in enumerate(text):
        if char == "(":
            depth += 1
        elif char == ")":
            depth = max(0, depth - 1)
        elif char == "," and not depth:
            words.append(text[start:index])
            start = index + 1
    return [*words, text[start:]]
