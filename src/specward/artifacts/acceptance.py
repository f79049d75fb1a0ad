"""Acceptance criteria that are no scenarios: a plain list under a label such as `**Acceptance Criteria**:`."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from specward.artifacts.modal_verbs import is_norm
from specward.markdown.scan import FENCE, HEADING, ITEM, PARAGRAPH, TABLE

if TYPE_CHECKING:
    from specward.artifacts.spec import Spec, Story

_LABELS = "|".join(
    (
        *("acceptance", "done when", "definition of done", "scenarios?", "success criteria"),
        *("critérios? de aceita", "cenários? de aceita", "criterios? de acepta", "escenarios? de acepta"),
        *("critères? d.accept", "scénarios? d.accept", "akzeptanz", "criteri di accett", "критери", "сценари"),
        *("受け入れ", "受入", "验收", "驗收", "인수"),
    )
)


def has_plain_criteria(spec: Spec, story: Story) -> bool:
    """Whether a story without scenarios has criteria of another form.

    That is a list, table or fence after a label that speaks of acceptance, words on the label's own line, a list item
    that says what must happen (a modal verb, `input → outcome`), or an acceptance criterion with an id.
    """
    if any(story.start <= item.start < story.end for item in spec.criteria):
        return True
    document = spec.document
    labelled = False
    for block in document.blocks:
        if block.start < story.start:
            continue
        if block.start >= story.end:
            break
        if block.kind == ITEM and ("→" in (words := document.words(block)) or is_norm(words)):
            return True
        if labelled and block.kind in {ITEM, TABLE, FENCE, PARAGRAPH}:
            return True
        if block.kind in {ITEM, PARAGRAPH, HEADING}:
            match = _label().match(document.text, block.text_start, block.text_end)
            if match and block.kind != HEADING and document.text[match.end() : block.text_end].strip(" \t*_:："):
                return True
            labelled = labelled or match is not None
    return False


@cache
def _label() -> re.Pattern[str]:
    return re.compile(rf"[^\w]{{0,8}}(?:{_LABELS})[^:：\r\n]{{0,60}}[:：]?[*_]{{0,3}}[:：]?", re.IGNORECASE)
