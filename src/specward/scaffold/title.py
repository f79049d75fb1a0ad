"""A title as a document can carry it: one line, visible characters."""

from __future__ import annotations

import re

from specward.errors import UsageError

_JOINERS = "\u200c\u200d"
"""Zero-width non-joiner and joiner: words of Persian and many emoji are written with them."""
_SEQUENCE = re.compile(r"\x1b\[[0-?]*[ -/]*[@-~]")
"""A terminal's control sequence (ECMA-48)."""


def clean_title(words: str) -> str:
    """`words` as `visible` makes them.

    Raises:
        UsageError: nothing is left.
    """
    title = visible(words)
    if not title:
        raise UsageError("the title is empty", help='say in a few words what it is about: "Sign in with a passkey"')
    return title


def visible(words: str) -> str:
    """`words` on one line, without terminal sequences, control and direction-changing characters; may be empty."""
    shown = "".join(character if _belongs(character) else " " for character in _SEQUENCE.sub("", words))
    line = " ".join((shown if shown.isascii() else _composed(shown)).split())
    return line if line.strip(_JOINERS) else ""


def _composed(text: str) -> str:
    from unicodedata import normalize

    return normalize("NFC", text)


def _belongs(character: str) -> bool:
    if character.isascii():
        return character.isprintable()
    from unicodedata import category

    return character in _JOINERS or not category(character).startswith("C")
