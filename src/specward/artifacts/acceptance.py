"""Acceptance criteria that are no scenarios: a plain list under a label such as `**Acceptance Criteria**:`."""

from __future__ import annotations

import re
from bisect import bisect_left
from functools import cache
from typing import TYPE_CHECKING

from specward.markdown.scan import FENCE, HEADING, ITEM, PARAGRAPH, TABLE

if TYPE_CHECKING:
    from specward.artifacts.language.vocabulary import Vocabulary
    from specward.artifacts.requirement import Requirement
    from specward.artifacts.spec import Spec, Story

_LABELS = "|".join(
    (
        *("acceptance", "done when", "definition of done", "scenarios?", "success criteria"),
        *("critérios? de aceit", "cenários? de aceita", "criterios? de acepta", "escenarios? de acepta"),
        *("critères? d.accept", "scénarios? d.accept", "akzeptanz", "criteri di accett", "критери", "сценари"),
        *("受け入れ", "受入", "验收", "驗收", "인수"),
    )
)


def has_plain_criteria(spec: Spec, story: Story) -> bool:
    """Whether a story without scenarios has criteria of another form.

    That is a list, table or fence after a label that speaks of acceptance, words on the label's own line, a list item
    or paragraph that says what must happen (a modal verb, `input → outcome`), an acceptance criterion with an id, or
    a word that the story is the same as another.
    """
    first = bisect_left(spec.criteria, story.start, key=_start)
    if first < len(spec.criteria) and spec.criteria[first].start < story.end:
        return True
    document = spec.document
    labelled = False
    for block in document.blocks_between(story.start, story.end):
        if block.kind in {ITEM, PARAGRAPH} and _says_what_must_happen(
            document.words(block), block.kind, spec.vocabulary
        ):
            return True
        if labelled and block.kind in {ITEM, TABLE, FENCE, PARAGRAPH}:
            return True
        if block.kind in {ITEM, PARAGRAPH, HEADING}:
            match = _label().match(document.text, block.text_start, block.text_end)
            if match and block.kind != HEADING and document.text[match.end() : block.text_end].strip(" \t*_:："):
                return True
            if block.kind == PARAGRAPH and _labelled_line().search(document.text, block.text_start, block.text_end):
                return True
            labelled = labelled or match is not None
    return False


def _start(item: Requirement) -> int:
    return item.start


def _says_what_must_happen(words: str, kind: str, vocabulary: Vocabulary) -> bool:
    if kind == ITEM:
        return "→" in words or vocabulary.is_norm(words)
    return _same_as().match(words) is not None or (not _narrative().match(words) and vocabulary.is_norm(words))


@cache
def _same_as() -> re.Pattern[str]:
    """Words that send the reader to another story, issue, document or piece of code."""
    return re.compile(
        r"(?:identical to|(?:the )?same(?: \w+){0,2} as|as in|see)\b"
        r"[^\r\n]{0,200}?(?:#\d|\]\(|`|§|\bUS-?\d|\bstory \d)",
        re.IGNORECASE,
    )


@cache
def _narrative() -> re.Pattern[str]:
    """A story's own sentence and its labelled remarks, which hold modal verbs (`so that I can`) and no criterion."""
    return re.compile(r"[*_]{0,3}As an?\b|\*\*[^*\r\n]{1,60}(?:[:：]\*\*|\*\*[ \t]?[:：])", re.IGNORECASE)


@cache
def _labelled_line() -> re.Pattern[str]:
    """A label with words behind it on a further line of a paragraph: `**Independent Test**: …`, `**Acceptance**: …`."""
    return re.compile(
        rf"^\*\*(?:{_LABELS})[^*\r\n]{{0,60}}(?:[:：]\*\*|\*\*[ \t]?[:：])[ \t]*\S", re.IGNORECASE | re.MULTILINE
    )


@cache
def _label() -> re.Pattern[str]:
    return re.compile(rf"[^\w]{{0,8}}(?:{_LABELS})[^:：\r\n]{{0,60}}[:：]?[*_]{{0,3}}[:：]?", re.IGNORECASE)
