"""How the entries of a constitution are called, and what each says on one line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from specward.artifacts.enforcement_entry import (
    BuiltinRule,
    ChecklistItem,
    Command,
    Forbid,
    Manual,
    Override,
    PlanAnswer,
    Require,
)

if TYPE_CHECKING:
    from specward.artifacts.enforcement_entry import Entry

_KINDS: dict[type, str] = {
    BuiltinRule: "rule",
    Forbid: "forbid",
    Require: "require",
    Command: "command",
    PlanAnswer: "plan",
    ChecklistItem: "checklist",
    Manual: "manual",
    Override: "override",
}


def kind_of(entry: Entry) -> str:
    """The key that an entry is written under."""
    return _KINDS[type(entry)]


def said(entry: Entry) -> str:  # noqa: PLR0911 -- one answer a kind
    """What an entry holds to, on one line."""
    match entry:
        case BuiltinRule():
            return " ".join((entry.rule, *entry.paths))
        case Forbid():
            return f"{entry.pattern} in {', '.join(entry.paths)}"
        case Require():
            return ", ".join(entry.paths) + (f" when {', '.join(entry.when)}" if entry.when else "")
        case Command():
            return " ".join(entry.run.split())
        case PlanAnswer():
            return "every plan answers it"
        case ChecklistItem():
            return entry.text
        case Manual() | Override():
            return entry.reason
