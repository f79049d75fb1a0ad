"""What a section of a decision record is for, whatever its format calls it."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from specward.artifacts.adr_metadata import FRONT_MATTER, STATUS_NAMES

if TYPE_CHECKING:
    from specward.artifacts.adr_metadata import Metadatum
    from specward.markdown.document import Document, Section

CONTEXT = "context"
DRIVERS = "drivers"
OPTIONS = "options"
DECISION = "decision"
RATIONALE = "rationale"
CONSEQUENCES = "consequences"
POSITIVE = "positive"
NEGATIVE = "negative"
NEUTRAL = "neutral"
CONFIRMATION = "confirmation"
LINKS = "links"

TITLES = {
    CONTEXT: (
        *("context", "context and problem statement", "problem", "problem statement", "background", "issue"),
        *("question", "contexto", "contexte", "contesto", "контекст", "زمینه", "上下文", "背景", "コンテキスト"),
    ),
    DRIVERS: ("decision drivers", "drivers", "criteria", "forces", "decision criteria"),
    OPTIONS: (
        *("considered options", "options considered", "options", "alternatives", "alternatives considered"),
        *("considered alternatives", "alternative approaches", "pros and cons of the options", "positions"),
        *("candidates", "rejected alternatives", "选项"),
    ),
    DECISION: (
        *("decision", "decisions", "decision outcome", "outcome", "solution", "recommendation", "approach"),
        *("decisão", "décision", "decisione", "решение", "تصمیم", "决策", "決定"),
    ),
    RATIONALE: ("rationale", "justification", "reasoning"),
    CONSEQUENCES: (
        *("consequences", "implications", "results", "impact", "consequência", "consequências", "conséquences"),
        *("conseguenze", "последствия", "نتایج", "后果", "结果", "影響"),
    ),
    POSITIVE: ("positive", "positive consequences", "positives", "pros", "benefits", "advantages"),
    NEGATIVE: ("negative", "negative consequences", "negatives", "cons", "drawbacks", "disadvantages"),
    NEUTRAL: ("neutral", "neutral consequences"),
    CONFIRMATION: ("confirmation", "validation", "compliance"),
    LINKS: ("links", "references", "more information", "related", "related decisions", "related adrs"),
}
"""Each role and the titles that it goes under, as `normal_title` makes them."""

_ROLE_OF = {title: role for role, titles in TITLES.items() for title in titles}
_ROLE_OF_ANCHOR = {"question": CONTEXT, "options": OPTIONS, "criteria": DRIVERS, "outcome": DECISION}
"""How ADG marks its sections, whatever their titles: `## <a name="question"></a> What do we ask?`"""

ADG = "adg"
NYGARD = "nygard"
LOG4BRAINS = "log4brains"
MADR2 = "madr 2"
MADR3 = "madr 3"
MADR4 = "madr 4"
SPECKIT_PLUS = "speckit-plus"
OTHER = "other"
FORMATS = (NYGARD, LOG4BRAINS, MADR2, MADR3, MADR4, SPECKIT_PLUS, ADG, OTHER)


def roles_of(document: Document) -> dict[str, list[Section]]:
    """The sections of each role, in source order."""
    found: dict[str, list[Section]] = {}
    for section in document.sections:
        role = _ROLE_OF.get(section.title)
        if role is None and document.text.startswith("<a ", section.heading.text_start):
            anchor = _anchor().match(document.text, section.heading.text_start)
            role = _ROLE_OF_ANCHOR.get(anchor[1].lower()) if anchor else None
        if role:
            found.setdefault(role, []).append(section)
    return found


def format_of(document: Document, metadata: list[Metadatum], *, dated: bool) -> str:
    """The format that most of the evidence speaks for.

    Args:
        document: the record.
        metadata: its metadata.
        dated: whether a date identifies the record.
    """
    keys = {metadatum.name for metadatum in metadata}
    titles = {section.title for section in document.sections}
    front_matter = document.front_matter is not None
    madr = len(titles & {"context and problem statement", "considered options", "decision outcome", "decision drivers"})
    status = not STATUS_NAMES.isdisjoint(titles)
    elsewhere = any(found.name in STATUS_NAMES and found.notation != FRONT_MATTER for found in metadata)
    roles = {_ROLE_OF.get(title) for title in titles}
    scores = {
        SPECKIT_PLUS: 2 * ("feature" in keys) + 2 * ({"alternatives considered", "positive"} <= titles),
        NYGARD: 0 if elsewhere and not status else 2 * status + (CONTEXT in roles) + (DECISION in roles),
        MADR2: madr and madr + 2 * ("deciders" in keys and not front_matter) + ("technical story" in keys),
        MADR3: madr and madr + front_matter + 2 * ("deciders" in keys and front_matter) + 2 * ("validation" in titles),
        MADR4: madr and madr + front_matter + 2 * ("decision-makers" in keys) + 2 * ("confirmation" in titles),
        ADG: 4 * ("adr_id" in keys) + ("question" in titles) + ("criteria" in titles),
    }
    best = max(scores, key=scores.__getitem__)
    if scores[best] < 2:
        return OTHER
    return LOG4BRAINS if best == MADR2 and dated else best


@cache
def _anchor() -> re.Pattern[str]:
    return re.compile(r"<a (?:name|id)=\"?([\w-]{1,40})\"?>", re.ASCII)
