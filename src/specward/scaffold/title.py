"""A title as a document can carry it: one line, visible characters."""

from __future__ import annotations

import re

from specward.errors import UsageError

_JOINERS = "\u200c\u200d"
"""Zero-width non-joiner and joiner: words of Persian and many emoji are written with them."""
_SEQUENCE = re.compile(r"\x1b\[[0-?]*[ -/]*[@-~]")
"""A terminal's control sequence (ECMA-48)."""


def clean_title(words: str) -> str:
    """`words` on one line, without terminal sequences, control and direction-changing characters.

    Raises:
        UsageError: nothing is left.
    """
    visible = "".join(character if _belongs(character) else " " for character in _SEQUENCE.sub("", words))
    title = " ".join((visible if visible.isascii() else _composed(visible)).split())
    if not title.strip(_JOINERS):
        raise UsageError("the title is empty", help='say in a few words what it is about: "Sign in with a passkey"')
    return title


def _composed(text: str) -> str:
    from unicodedata import normalize

    return normalize("NFC", text)


def _belongs(character: str) -> bool:
    if character.isascii():
        return character.isprintable()
    from unicodedata import category

    return character in _JOINERS or not category(character).startswith("C")
