"""A rule over one document looks at nothing else, unless it says so: a commit is not held to what it leaves alone."""

from __future__ import annotations

import ast
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import specward
from specward.rule import OVER_ONE_DOCUMENT, Reach
from specward.rules import RULES

if TYPE_CHECKING:
    from specward.rule import Rule

SOURCE = Path(specward.__file__).parent.parent
OWN = {"config", "kinds", "layout", "mends", "today", "touches", "vocabulary"}
"""What a rule may ask a project that hangs on no other document; `kinds` of its own path alone."""
FOR_FIXES = {"machine-path", "duplicate-requirement-id", "duplicate-task-id", "unidentified-criterion"}
"""Rules that look further for their fix and their help alone."""
HELD_BACK = {"phantom-completion"}
"""Rules that say nothing of a document that is left alone."""
NEAR = [rule for rule in RULES if rule.scope in OVER_ONE_DOCUMENT and rule.reach is Reach.DOCUMENT]


def asked_of_the_project(module: str) -> set[str]:
    """What a module asks a project for, and what else it hands one to."""
    tree = ast.parse((SOURCE / f"{module.replace('.', '/')}.py").read_text(encoding="utf-8"))
    local = {node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)}
    asked = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id == "project":
            asked.add(node.attr)
        if isinstance(node, ast.Call) and not (isinstance(node.func, ast.Name) and node.func.id in local):
            given = [*node.args, *(keyword.value for keyword in node.keywords)]
            if any(isinstance(value, ast.Name) and value.id == "project" for value in given):
                asked.add(ast.unparse(node.func))
    return asked


@pytest.mark.parametrize("rule", NEAR, ids=lambda rule: rule.name)
def test_a_rule_that_says_so_looks_at_its_document_alone(rule: Rule) -> None:
    name, module = rule.name, rule.module
    further = asked_of_the_project(module) - OWN
    if name == "unfilled-template":
        further -= {"feature_paths"}  # of a constitution, which is no feature's document
    assert not further or name in FOR_FIXES | HELD_BACK


def test_the_exceptions_are_needed() -> None:
    looking = {rule.name for rule in NEAR if asked_of_the_project(rule.module) - OWN}
    assert looking >= FOR_FIXES | HELD_BACK
