"""A rule's page in Markdown: what it declares, its manual, how to silence it. `spec explain` and the docs show it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from specward.finding import Severity
from specward.rule import OF_FASTAPI, Scope

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
    asked = "".join(f"- {said}\n" for said in asked_for(rule))
    origin = f"## What it answers\n\nStatements of the agent definitions that it was made from:\n\n{asked}\n" * bool(
        asked
    )
    return (
        f"# {rule.name} [{rule.code}]\n\n"
        f"{chr(10).join(lines)}\n\n"
        f"{(rule.manual or _NO_MANUAL).strip()}\n\n"
        f"{origin}"
        f"## How to silence it\n\n"
        f"{_on_one_line(rule)} In the project: `rules.ignore` or\n"
        f"`rules.severity` in `.specify/specward.yml`.\n"
    )


def _on_one_line(rule: Rule) -> str:
    """The comment that silences one finding: a rule of a pack may find something in Python, or nowhere else."""
    of_document = f"`<!-- spec: ignore {rule.name} -- the reason -->`"
    of_python = f"`# spec: ignore {rule.name} -- the reason`"
    if rule.scope is Scope.MODULE:
        return f"On its line, or alone on the line before:\n{of_python}."
    if rule.needs in OF_FASTAPI:
        return f"On its line, in Python: {of_python};\nin Markdown: {of_document}."
    if rule.scope is Scope.AGENT:
        return f"Of the whole file, below its front matter: `<!-- spec: ignore-file {rule.name} -- the reason -->`."
    return f"On one line: {of_document}."


def asked_for(rule: Rule) -> list[str]:
    """The statements of agent definitions that a rule answers, each with where it stands."""
    from specward.packs.statements import DEFINITIONS, answered_by

    return [f"{said.text} ({DEFINITIONS[said.definition]}, line {said.line})" for said in answered_by(rule.code)]


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
