"""A rule's page in Markdown: what it declares, its manual, how to silence it. `spec explain` and the docs show it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from specward.finding import Severity

if TYPE_CHECKING:
    from specward.rule import Rule

_NO_MANUAL = "The manual is not available: Python was started with -OO, which strips docstrings."


def page(rule: Rule, fix: str = "") -> str:
    """The page.

    Args:
        rule: the rule.
        fix: what is known of its fixes; empty for what the rule declares.
    """
    facts = [
        ("Severity", severity(rule)),
        ("Looks at", rule.scope.value),
        *([("Asked where there is", rule.needs.value)] if rule.needs else []),
        ("Fix", fix or fixes(rule)),
        ("Precision", precision(rule)),
        ("Since", rule.since),
    ]
    lines = [f"- **{name}**: {said}" for name, said in facts]
    return (
        f"# {rule.name} [{rule.code}]\n\n"
        f"{chr(10).join(lines)}\n\n"
        f"{(rule.manual or _NO_MANUAL).strip()}\n\n"
        f"## How to silence it\n\n"
        f"On one line: `<!-- spec: ignore {rule.name} -- the reason -->`. In the project: `rules.ignore` or\n"
        f"`rules.severity` in `.specify/specward.yml`.\n"
    )


def severity(rule: Rule) -> str:
    """The default severity, in each profile."""
    said = rule.severity.label
    if rule.severity is Severity.INFO:
        said += ", which by default fails no check"
    return f"{said}; {rule.strict.label} in the profiles strict and safety" if rule.strict else said


def fixes(rule: Rule) -> str:
    """Whether its findings can be fixed."""
    return "for some findings: `spec check --fix`, or `--unsafe-fixes`" if rule.fixable else "none"


def precision(rule: Rule) -> str:
    """How many of its findings in real projects were read, and how many were right."""
    if not rule.read:
        return "not measured: no finding in real projects was read"
    return f"{rule.right} of {rule.read} findings read in real projects were right"
