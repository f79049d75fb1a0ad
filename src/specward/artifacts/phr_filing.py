"""Where a prompt history record belongs: stages, contexts, routes, numbers.

Source of the format: `create-phr.sh` and the command files of SpecKit Plus (v1 and v2) and the AI prompt history
starter before it (v0).
"""

from __future__ import annotations

import re
from functools import cache

CONSTITUTION = "constitution"
GENERAL = "general"
FEATURE = "feature"

ROUTES = {
    "constitution": CONSTITUTION,
    "spec": FEATURE,
    "plan": FEATURE,
    "tasks": FEATURE,
    "red": FEATURE,
    "green": FEATURE,
    "refactor": FEATURE,
    "explainer": FEATURE,
    "misc": FEATURE,
    "general": GENERAL,
}
"""The ten stages and the context that each belongs to: `history/prompts/` constitution, general or <feature>."""

STAGES = tuple(ROUTES)
"""The stages of today, in the order in which work passes them."""

OLD_STAGES = frozenset({"architect", "adr-draft", "pr-draft"})
"""Stages of v0 and v1, valid in the folders of those layouts."""

STAGE_ALIASES = {
    "implement": "green",
    "implementation": "green",
    "impl": "green",
    "specification": "spec",
    "specify": "spec",
    "architect": "plan",
    "architecture": "plan",
    "planning": "plan",
    "task": "tasks",
    "debug": "red",
    "debugging": "red",
    "refactoring": "refactor",
    "adr": "misc",
    "phr": "misc",
    "analyze": "misc",
    "analysis": "misc",
}
"""What people and agents write for a stage, and the stage that they mean."""

_LARGEST_NUMBER = 99_999
"""A record's name may begin with a Unix time; numbers do not go on from there."""


def record_number(name: str) -> int | None:
    """The number that a file's name bears, as far as the next one goes on from it; None where it bears none."""
    match = number_pattern().match(name)
    number = int(match[3]) if match and match[3] else None
    return number if number is not None and number <= _LARGEST_NUMBER else None


@cache
def number_pattern() -> re.Pattern[str]:
    """What stands before the slug: prefix, date, number."""
    date = r"\d{4}-?(?:0[1-9]|1[0-2])-?(?:0[1-9]|[12]\d|3[01])"
    return re.compile(rf"(?:(PHR-?)(?=\d))?(?:({date})(?:[-_]|$))?(?:(\d{{1,10}})(?=[-_.]|$)[-_]?)?", re.ASCII)
