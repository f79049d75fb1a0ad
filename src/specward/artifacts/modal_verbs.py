"""Words that make a sentence a norm, by language, and how to tell the language of a requirement."""

from __future__ import annotations

import re
from functools import cache

MODALS = {
    "English": "must shall should will may can cannot mustn't shouldn't won't can't require required requires "
    "prohibited forbidden mandatory need needs never always only ensure ensures",
    "German": "muss müssen soll sollen sollte sollten darf dürfen kann können wird werden",
    "French": "doit doivent devra devront devrait peut peuvent pourra faut",
    "Spanish": "debe deben deberá deberán debería puede pueden podrá",
    "Portuguese": "deve devem deverá deverão deveria pode podem poderá",
    "Italian": "deve devono dovrà dovranno dovrebbe può possono",
    "Russian": "должен должна должно должны может могут следует",
}
"""By language, parted by blanks."""

UNSPACED_MODALS = (
    "必須",
    "必须",
    "應",
    "应",
    "可以",
    "不得",
    "しなければ",
    "べき",
    "すること",
    "できる",
    "해야",
    "한다",
)
"""Of languages that put no blanks between words."""

_ENGLISH = {"the", "and", "with", "for", "from", "when", "each", "every", "all", "of", "to", "is", "are", "a", "an"}


def is_norm(text: str) -> bool:
    """Whether a text holds a word that makes it a norm, in any language known."""
    if "MUST" in text or "SHALL" in text or "SHOULD" in text:
        return True
    return _modal().search(text) is not None


def is_english(text: str) -> bool:
    """Whether a text is surely English: its letters are, and it holds two of the commonest words."""
    words = text.lower().split()
    return text.isascii() and sum(word in _ENGLISH for word in words) > 1


@cache
def _modal() -> re.Pattern[str]:
    words = "|".join(re.escape(word) for verbs in MODALS.values() for word in verbs.split())
    return re.compile(rf"\b(?:{words})\b|{'|'.join(UNSPACED_MODALS)}", re.IGNORECASE)
