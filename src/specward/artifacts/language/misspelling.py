"""Titles that are meant to name a standard section and have a slip of the hand in a word."""

from __future__ import annotations

from collections import defaultdict
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from specward.artifacts.language.vocabulary import Vocabulary

_SHORTEST = 5
"""Letters of a word: of shorter ones too many others are one letter away."""
_MOST = 2
"""Letters by which the lengths of two titles may differ."""
_OTHER_WORDS = {"content", "tracing", "causes", "clauses", "caves", "contest", "slope", "score", "texting", "constants"}
"""Words of their own that are one letter away from one of a standard title."""


class Meant(NamedTuple):
    """What a title was meant to say."""

    title: str
    """The right title, as the vocabulary has it."""
    wrong: tuple[tuple[str, str], ...]
    """Each word with a slip, in lower case, and the right one."""


def meant(title: str, vocabulary: Vocabulary) -> Meant | None:
    """The standard title that a title is a slip away from; None where it is none, or where two may be meant."""
    near = _alike(vocabulary).get(_shape(title), ())
    length = len(title)
    found = [Meant(name, slips) for name in near if abs(len(name) - length) <= _MOST and (slips := _slips(title, name))]
    if not found:
        return None
    return found[0] if len({vocabulary.sections[one.title] for one in found}) == 1 else None


def _slips(title: str, right: str) -> tuple[tuple[str, str], ...]:
    """The words that have a slip; nothing where there is none, or where another word differs."""
    slips: list[tuple[str, str]] = []
    for word, name in zip(title.split(), right.split(), strict=True):
        if word == name:
            continue
        if word in _OTHER_WORDS or not is_slip(word, name):
            return ()
        slips.append((word, name))
    return tuple(slips)


def is_slip(word: str, right: str) -> bool:
    """Whether a word is another with one letter too many, too few, wrong, or two that have changed places.

    The first letter and the last are right: what differs at the end is mostly another form of the word.
    """
    if min(len(word), len(right)) < _SHORTEST or (word[0], word[-1]) != (right[0], right[-1]):
        return False
    if not (word.isalpha() and right.isalpha()):
        return False
    start = 0
    while start < min(len(word), len(right)) and word[start] == right[start]:
        start += 1
    rest, wanted = word[start:], right[start:]
    if len(rest) == len(wanted):
        return rest[1:] == wanted[1:] or (rest[2:] == wanted[2:] and rest[:2] == wanted[1::-1])
    return rest[1:] == wanted or rest == wanted[1:]


@lru_cache(maxsize=1)
def _alike(vocabulary: Vocabulary) -> dict[tuple[str, str, int], list[str]]:
    """The titles of standard sections in scripts with capitals, by what a slip leaves as it is."""
    found: defaultdict[tuple[str, str, int], list[str]] = defaultdict(list)
    for title in vocabulary.sections:
        if title.upper() != title:
            found[_shape(title)].append(title)
    return dict(found)


def _shape(title: str) -> tuple[str, str, int]:
    """A title's first letter, its last, and how many blanks it has."""
    return title[0], title[-1], title.count(" ")
