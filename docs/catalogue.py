"""The tables of what every rule declares, made from the rules' modules; `docs/generate.py` writes them."""

from __future__ import annotations

import pkgutil
from importlib import import_module
from typing import TYPE_CHECKING

import specward.rules
from specward.rule import FIRST_VERSION, OVER_ONE_DOCUMENT, Reach

if TYPE_CHECKING:
    from specward.rule import Rule

_PACK = "FA"
"""What the codes of the rules of the pack `fastapi` begin with: those have a table of their own."""
GROUPS = (
    "DOC",
    "PRJ",
    "SPC",
    "PLN",
    "TSK",
    "CHK",
    "CON",
    "PHR",
    "ADR",
    "TRC",
    "AGT",
    "FA0",
    "FA1",
    "FA2",
    "FA3",
    "FA9",
)
"""The groups of codes in the order in which they are listed."""
_TABLE = '''\
"""What every rule declares, so that none is imported before it has something to look at.

Written by `docs/generate.py` from the rules' modules, and held to them by a test.
"""

from specward.finding import Severity
from specward.rule import {names}

RULES = (
{entries})
'''
_NAMES = ("Need", "Reach", "Rule", "Scope")


def rules() -> list[Rule]:
    """Every rule as its module declares it, in the order of the catalogue."""
    packages = pkgutil.walk_packages(specward.rules.__path__, "specward.rules.")
    modules = [module.name for module in packages if not module.ispkg and module.name.count(".") > 2]
    return sorted((import_module(module).check for module in modules), key=_place)


def render() -> dict[str, str]:
    """The modules `specward.rules.catalogue` and `specward.rules.fastapi_catalogue`, by path."""
    core = [rule for rule in rules() if not rule.code.startswith(_PACK)]
    pack = [rule for rule in rules() if rule.code.startswith(_PACK)]
    return {
        "src/specward/rules/catalogue.py": _table(core),
        "src/specward/rules/fastapi_catalogue.py": _table(pack),
    }


def _table(some: list[Rule]) -> str:
    entries = "".join(map(_entry, some))
    names = ", ".join(name for name in _NAMES if f"{name}." in entries or name == "Rule")
    return _TABLE.format(names=names, entries=entries)


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
