"""The table of what every rule declares, made from the rules' modules; `docs/generate.py` writes it."""

from __future__ import annotations

import pkgutil
from importlib import import_module
from typing import TYPE_CHECKING

import specward.rules
from specward.rule import FIRST_VERSION, OVER_ONE_DOCUMENT, Reach

if TYPE_CHECKING:
    from specward.rule import Rule

GROUPS = ("DOC", "PRJ", "SPC", "PLN", "TSK", "CHK", "CON", "PHR", "ADR", "TRC", "AGT", "FA0", "FA1", "FA2", "FA3", "FA9")
"""The groups of codes in the order in which they are listed."""
_HEAD = '''\
"""What every rule declares, so that none is imported before it has something to look at.

Written by `docs/generate.py` from the rules' modules, and held to them by a test.
"""

from specward.finding import Severity
from specward.rule import Need, Reach, Rule, Scope

RULES = (
'''


def rules() -> list[Rule]:
    """Every rule as its module declares it, in the order of the catalogue."""
    packages = pkgutil.walk_packages(specward.rules.__path__, "specward.rules.")
    modules = [module.name for module in packages if not module.ispkg and module.name.count(".") > 2]
    return sorted((import_module(module).check for module in modules), key=_place)


def render() -> str:
    """The module `specward.rules.catalogue`."""
    return _HEAD + "".join(map(_entry, rules())) + ")\n"


def _place(rule: Rule) -> tuple[int, str]:
    return GROUPS.index(rule.code[:3]), rule.code


def _entry(rule: Rule) -> str:
    parts = [f'"{rule.code}"', f"Severity.{rule.severity.name}", f"Scope.{rule.scope.name}", f'"{rule.module}"']
    if rule.since != FIRST_VERSION:
        parts.append(f'since="{rule.since}"')
    if rule.strict:
        parts.append(f"strict=Severity.{rule.strict.name}")
    if rule.fixable:
        parts.append("fixable=True")
    if rule.needs:
        parts.append(f"needs=Need.{rule.needs.name}")
    usual = Reach.DOCUMENT if rule.scope in OVER_ONE_DOCUMENT else Reach.PROJECT
    if rule.reach is not usual:
        parts.append(f"reach=Reach.{rule.reach.name}")
    if not rule.records:
        parts.append("records=False")
    if rule.read:
        parts.append(f"read={rule.read}, right={rule.right}")
    entry = f"    Rule({', '.join(parts)}),\n"
    if len(entry) <= 121:
        return entry
    lines = "".join(f"        {part},\n" for part in ", ".join(parts).split(", "))
    return f"    Rule(\n{lines}    ),\n"
