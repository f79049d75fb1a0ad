"""Rules as SARIF describes them, from what they declare and from their manuals."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Any

from specward.finding import Severity

if TYPE_CHECKING:
    from specward.rule import Rule

LEVELS = {Severity.OFF: "none", Severity.INFO: "note", Severity.WARNING: "warning", Severity.ERROR: "error"}
"""The levels of SARIF by severity."""
_PROBLEMS = {Severity.INFO: "recommendation", Severity.WARNING: "warning", Severity.ERROR: "error"}
_PRECISIONS = ((0.95, "very-high"), (0.85, "high"), (0.6, "medium"), (0.0, "low"))
"""The share of findings that are right, from which on GitHub's words for it hold."""
_TOLD = ("what it does", "why is this bad?")


def descriptor(rule: Rule) -> dict[str, Any]:
    """What a rule is called, finds, and helps with."""
    sections = _sections(rule.manual)
    told = [sections[title] for title in _TOLD if title in sections]
    summary = f"{rule.summary}."
    properties: dict[str, Any] = {"tags": ["specification", rule.scope.value]}
    if rule.read:
        share = rule.right / rule.read
        properties["precision"] = next(word for least, word in _PRECISIONS if share >= least)
    if rule.severity in _PROBLEMS:
        properties["problem.severity"] = _PROBLEMS[rule.severity]
    return {
        "id": rule.code,
        "name": rule.name,
        "shortDescription": {"text": summary},
        "fullDescription": {"text": told[0].partition("\n\n")[0] if told else summary},
        "help": {
            "text": "\n\n".join([summary, *told, f"`spec explain {rule.code}` shows examples."]),
            "markdown": rule.manual or summary,
        },
        "defaultConfiguration": {"level": LEVELS[rule.severity]},
        "properties": properties,
    }


def _sections(manual: str) -> dict[str, str]:
    """The texts of a manual's sections by title, lower case; lines that belong together are joined."""
    _, *parts = _heading().split(manual)
    titles = (title.lower() for title in parts[::2])
    return {title: _joined(text) for title, text in zip(titles, parts[1::2], strict=True)}


def _joined(text: str) -> str:
    paragraphs = text.strip().split("\n\n")
    return "\n\n".join(" ".join(paragraph.split()) for paragraph in paragraphs)


@cache
def _heading() -> re.Pattern[str]:
    return re.compile(r"^## (.+)$", re.MULTILINE)
