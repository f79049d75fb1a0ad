"""Whether a text is English, as far as its commonest words can tell."""

from __future__ import annotations

import re
from functools import cache

_COMMON = {"the", "and", "with", "for", "from", "when", "each", "every", "all", "of", "to", "is", "are", "a", "an"}
_ELSEWHERE = (
    # Portuguese, Spanish, Italian
    "o os um uma da das dos com em não são ser ao aos pelo pela seu sua el los las del una y es con para por que se al "
    "sus il lo gli della delle di che è nel dei "
    # French, German
    "le la les des du est et dans pour avec sur aux ou une leur leurs qui chaque "
    "der das und ist nicht ein eine einen mit für von den dem auf bei oder werden zu jede jeder jedes "
    # Russian
    "и в не на с по для что при или"
)
"""Common words of the other languages known that part words by blanks, and that English does without."""
_FEW = 2


def is_english(text: str) -> bool:
    """Whether a text is surely English: its letters are, and it holds two of the commonest words."""
    words = text.lower().split()
    return text.isascii() and sum(word in _COMMON for word in words) > 1


def is_foreign(text: str) -> bool:
    """Whether a text is rather in another language that parts words by blanks: names and quotes make it none.

    Args:
        text: the longer, the surer; in lower case.
    """
    words = _word().findall(text)
    foreign = sum((word in _elsewhere()) + (not word.isascii()) for word in words)
    return foreign >= _FEW and foreign > sum(word in _COMMON for word in words)


@cache
def _elsewhere() -> frozenset[str]:
    from specward.artifacts.language.modals import MODALS

    modals = (words for language, words in MODALS.items() if language != "English")
    return frozenset(" ".join((_ELSEWHERE, *modals)).split()) - set(MODALS["English"].split())


@cache
def _word() -> re.Pattern[str]:
    """A word in Latin, Greek or Cyrillic letters, or in others that come before those of East Asia."""
    return re.compile("[a-z\u00c0-\u10ff]+")
