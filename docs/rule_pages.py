"""A page for each rule from its manual, and the index of them; `docs/generate.py` writes them."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from specward.check.manual import EXAMPLE, example, run_example
from specward.output.rule_page import page

if TYPE_CHECKING:
    from collections.abc import Sequence

    from specward.rule import Rule

FOLDER = "docs/rules"
"""Pages are called by their rules' names: `ADR001.md` would be a decision."""
_GROUPS = {
    "DOC": "Any document",
    "PRJ": "The project",
    "SPC": "Specifications",
    "PLN": "Plans",
    "TSK": "Tasks",
    "CHK": "Checklists",
    "CON": "The constitution",
    "PHR": "Prompt records",
    "ADR": "Decisions",
    "TRC": "What is linked to what",
    "AGT": "Agent definitions",
    "FA0": "FastAPI: what is known of the application",
    "FA1": "FastAPI: the source",
    "FA2": "FastAPI: the OpenAPI document",
    "FA3": "FastAPI: changes, plans and tests",
    "FA9": "FastAPI: what a person judges",
}
_INDEX = """\
<!-- Written by docs/generate.py from the rules' manuals. -->

# The rules

`spec explain RULE` shows a rule's page in the terminal, `spec rules` this list.

- **severity**: an `error` fails a check, a `warning` and an `info` do so where `--fail-on` says so. After a slash
  stands what holds in the profiles `strict` and `safety`.
- **fix**: `safe` is made by `spec check --fix`, `unsafe` by `spec check --unsafe-fixes` alone, as the rule's example
  shows; `some` says that it depends on the finding.
- **right**: of the findings that a person read in real projects, how many were right. A rule without a figure found
  nothing there, or was not read.
"""
_SAFE = {True: "safe", False: "unsafe", None: "some"}
_FIXES = {
    "safe": "safe, as in the example: `spec check --fix`",
    "unsafe": "unsafe, as in the example: `spec check --unsafe-fixes`",
    "some": "for some findings: `spec check --fix`, or `--unsafe-fixes`",
}


def render(rules: Sequence[Rule]) -> dict[str, str]:
    """Every page by its path, the index included."""
    fixes = {rule.code: _fix(rule, rules) for rule in rules}
    pages = {f"{FOLDER}/{rule.name}.md": _page(rule, fixes[rule.code]) for rule in rules}
    return {f"{FOLDER}/README.md": _index(rules, fixes), **pages}


def _fix(rule: Rule, rules: Sequence[Rule]) -> str:
    """How the finding of the rule's example can be fixed; empty where no finding of the rule can."""
    if not rule.fixable:
        return ""
    found = run_example(rule, example(rule, EXAMPLE), rules).findings
    fix = next((finding.fix for finding in found if finding.code == rule.code and finding.fix), None)
    return _SAFE[fix.safe if fix else None]


def _page(rule: Rule, fix: str) -> str:
    source = f"src/{rule.module.replace('.', '/')}.py"
    return (
        f"<!-- Written by docs/generate.py from {source}. -->\n\n"
        f"{page(rule, _FIXES.get(fix, '')).strip()}\n\n"
        f"[All rules](README.md)\n"
    )


def _index(rules: Sequence[Rule], fixes: dict[str, str]) -> str:
    parts = [_INDEX]
    for group, members in groupby(rules, key=lambda rule: rule.code[:3]):
        rows = "".join(_row(rule, fixes[rule.code]) for rule in members)
        head = "| code | rule | severity | fix | right | reports |\n| --- | --- | --- | --- | --- | --- |\n"
        parts.append(f"\n## {_GROUPS[group]}\n\n{head}{rows}")
    return "".join(parts)


def _row(rule: Rule, fix: str) -> str:
    severity = f"{rule.severity.label} / {rule.strict.label}" if rule.strict else rule.severity.label
    measured = f"{rule.right} of {rule.read}" if rule.read else ""
    summary = rule.summary.replace("|", "\\|").replace("<", "&lt;")
    return f"| {rule.code} | [{rule.name}]({rule.name}.md) | {severity} | {fix} | {measured} | {summary} |\n"
