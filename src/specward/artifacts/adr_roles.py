"""What a section of a decision record is for, whatever its format calls it."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from specward.markdown.document import Section

CONTEXT = "context"
DRIVERS = "drivers"
OPTIONS = "options"
DECISION = "decision"
CONSEQUENCES = "consequences"
POSITIVE = "positive"
NEGATIVE = "negative"
CONFIRMATION = "confirmation"
LINKS = "links"

TITLES = {
    CONTEXT: (
        "context",
        "context and problem statement",
        "problem",
        "problem statement",
        "background",
        "issue",
        "question",
        "contexto",
        "contexte",
        "contesto",
        "контекст",
        "上下文",
        "背景",
        "コンテキスト",
    ),
    DRIVERS: ("decision drivers", "drivers", "criteria", "forces", "decision criteria"),
    OPTIONS: (
        "considered options",
        "options considered",
        "options",
        "alternatives",
        "alternatives considered",
        "alternative approaches",
        "pros and cons of the options",
        "positions",
        "candidates",
        "选项",
    ),
    DECISION: (
        "decision",
        "decision outcome",
        "outcome",
        "solution",
        "recommendation",
        "approach",
        "decisão",
        "décision",
        "decisione",
        "решение",
        "决策",
        "決定",
    ),
    CONSEQUENCES: (
        "consequences",
        "implications",
        "results",
        "impact",
        "consequências",
        "conséquences",
        "conseguenze",
        "последствия",
        "后果",
        "结果",
        "影響",
    ),
    POSITIVE: ("positive", "positive consequences", "pros", "benefits"),
    NEGATIVE: ("negative", "negative consequences", "cons", "drawbacks"),
    CONFIRMATION: ("confirmation", "validation", "compliance"),
    LINKS: ("links", "references", "more information", "related", "related decisions", "related adrs"),
}
"""Each role and the titles that it goes under, as `normal_title` makes them."""

_ROLE_OF = {title: role for role, titles in TITLES.items() for title in titles}

NYGARD = "nygard"
MADR2 = "madr 2"
MADR3 = "madr 3"
MADR4 = "madr 4"
SPECKIT_PLUS = "speckit-plus"
OTHER = "other"


def roles_of(sections: list[Section]) -> dict[str, list[Section]]:
    """The sections of each role, in source order."""
    found: dict[str, list[Section]] = {}
    for section in sections:
        role = _ROLE_OF.get(section.title)
        if role:
            found.setdefault(role, []).append(section)
    return found


def format_of(titles: set[str], keys: set[str], *, front_matter: bool) -> str:
    """The format that most of the evidence speaks for.

    Args:
        titles: of the sections, normalised.
        keys: the names of the metadata.
        front_matter: whether the record has front matter.
    """
    madr = len(titles & {"context and problem statement", "considered options", "decision outcome", "decision drivers"})
    scores = {
        SPECKIT_PLUS: 2 * ("feature" in keys) + 2 * ("alternatives considered" in titles) + ("positive" in titles),
        NYGARD: 2 * ("status" in titles) + ("context" in titles) + ("decision" in titles),
        MADR2: madr and madr + 2 * ("deciders" in keys and not front_matter) + ("technical story" in keys),
        MADR3: madr and madr + front_matter + 2 * ("deciders" in keys and front_matter) + 2 * ("validation" in titles),
        MADR4: madr and madr + front_matter + 2 * ("decision-makers" in keys) + 2 * ("confirmation" in titles),
    }
    best = max(scores, key=scores.__getitem__)
    return best if scores[best] > 1 else OTHER
