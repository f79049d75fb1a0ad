"""Front matter that YAML refuses, made the YAML that it is read as, in the file where it stands.

Nothing is guessed: the edits count only where the file then says, key by key, what was read leniently before.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from specward.agents.neutral import entry
from specward.artifacts.agent import plain_value, read_agent
from specward.finding import Span
from specward.markdown.document import Document
from specward.markdown.mending import applied
from specward.yaml_text import Node, YamlError
from specward.yaml_text import read as read_yaml

if TYPE_CHECKING:
    from specward.artifacts.agent import Agent

_MOST_KEYS = 500
"""Front matter of more is left to its author; nothing that people write comes near."""


class Mended(NamedTuple):
    """How front matter becomes YAML."""

    edits: tuple[tuple[Span, str], ...]
    """Spans of the text and what takes their place, in order."""
    sure: bool
    """Whether nobody can have meant anything else."""


def mended(agent: Agent) -> Mended | None:
    """The edits that make an agent's front matter YAML; None where it is, or where there is no telling."""
    if not any(repair.faulty for repair in agent.repairs) or len(agent.fields) > _MOST_KEYS:
        return None
    text = agent.document.text
    edits, sure = [], agent.header.closed
    for key, node in agent.header.entries.items():
        if not _reads(text, key, node):
            newline = "\r\n" if "\r\n" in text[: agent.header.body_start] else "\n"
            edits.append((Span(node.key_start, node.end), newline.join(entry(key, plain_value(node)))))
            # Behind a number sign YAML sees a remark, and the author may have too.
            sure = sure and "\n" not in text[node.key_start : node.end] and " #" not in text[node.start : node.end]
    if not agent.header.closed:
        head = text[: agent.header.content_end].rstrip(" \t\r\n")
        edits.append((Span(len(head), len(head)), "\r\n---" if "\r\n" in text[: len(head)] else "\n---"))
    return Mended(tuple(edits), sure) if edits and _says_the_same(agent, applied(text, edits)) else None


def _reads(text: str, key: str, node: Node) -> bool:
    """Whether YAML reads a key and its value, by themselves, as they were read."""
    try:
        alone = read_yaml(text, node.key_start, node.end).entries.get(key)
    except YamlError:
        return False
    return alone is not None and plain_value(alone) == plain_value(node)


def _says_the_same(agent: Agent, text: str) -> bool:
    after = read_agent(Document(agent.document.path, text))
    values = [(field.key, field.value) for field in after.fields]
    same_prompt = after.body == agent.body or (not agent.header.closed and after.body.strip() == agent.body.strip())
    return (
        not any(repair.faulty for repair in after.repairs)
        and values == [(field.key, field.value) for field in agent.fields]
        and same_prompt
    )
