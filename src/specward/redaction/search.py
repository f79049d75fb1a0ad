"""Finding secrets in a text, in time that grows with its length and no faster."""

from __future__ import annotations

import re
from bisect import bisect_left
from functools import cache

from specward.redaction.assigned import find_assigned
from specward.redaction.secret import Secret, merged
from specward.redaction.structures import find_structures
from specward.redaction.tokens import find_tokens, long_words

TYPE_CHECKING = False  # before `typing`, which a prompt does not wait for
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

KNOWN = "known-value"
_MARK = "[REDACTED:"


def find(text: str, known: Iterable[tuple[str, str]] = ()) -> list[Secret]:
    """The secrets in a text, in order, none overlapping another.

    Args:
        text: any text.
        known: names and values that are secret wherever they stand; see `known_values`.
    """
    blanked = _placeholder().sub(_brackets, text) if _MARK in text else text  # `token` in a rule's name is no name
    lowered = blanked.replace("\u0130", "i").lower()  # the one character whose lower case is two
    words = long_words(blanked)
    found = [
        *find_tokens(blanked, words),
        *find_structures(blanked, lowered, words),
        *find_assigned(blanked, lowered),
        *_known(blanked, known),
    ]
    return outside_placeholders(text, merged(found))


def find_telling(text: str) -> list[Secret]:
    """Those secrets that their form alone tells, in order: faster than `find`, and sure."""
    words = long_words(text)
    found = [*find_tokens(text, words), *find_structures(text, text.replace("\u0130", "i").lower(), words)]
    return outside_placeholders(text, merged(found)) if found else []


def outside_placeholders(text: str, secrets: list[Secret]) -> list[Secret]:
    """Those secrets that have nothing of an earlier redaction in them."""
    if not secrets or _MARK not in text:
        return secrets
    places = [match.span() for match in _placeholder().finditer(text)]
    return [secret for secret in secrets if not _touches(secret, places)]


def _brackets(match: re.Match[str]) -> str:
    """As many brackets, at which every value ends."""
    return "[" * len(match[0])


def _known(text: str, known: Iterable[tuple[str, str]]) -> Iterator[Secret]:
    """Where a known value stands as a whole word."""
    for _, value in known:
        at = text.find(value) if value else -1
        while at >= 0:
            end = at + len(value)
            if not (_joined(text, at) or _joined(text, end)):
                yield Secret(KNOWN, at, end)
            at = text.find(value, end)


def _joined(text: str, at: int) -> bool:
    """Whether a word goes on across an offset."""
    around = text[max(0, at - 1) : at + 1]
    return len(around) == 2 and around.isascii() and around.isalnum()


def _touches(secret: Secret, places: Sequence[tuple[int, int]]) -> bool:
    """Whether there is a placeholder in what was found."""
    next_one = bisect_left(places, (secret.start,))
    return any(start < secret.end and end > secret.start for start, end in places[max(0, next_one - 1) : next_one + 1])


@cache
def _placeholder() -> re.Pattern[str]:
    return re.compile(r"\[REDACTED:[a-z0-9-]{1,40}:[0-9a-f]{8}\]")
