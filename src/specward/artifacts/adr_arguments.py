"""What speaks for and against something, as records write it.

`* Good, because fast`, `- Cons: slow`, items below a heading or a line `**Pros:**`, `Pros: fast. Cons: slow.` on one
line.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from specward.artifacts.adr_template import is_placeholder
from specward.markdown.document import normal_title
from specward.markdown.scan import HEADING, ITEM, PARAGRAPH

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from specward.markdown.document import Document
    from specward.markdown.scan import Block

PRO = "pro"
CON = "con"
NEUTRAL = "neutral"
REJECTION = "rejection"

_SIGNS = {
    PRO: (
        *("pro", "pros", "good", "positive", "positives", "positive consequences", "advantage", "advantages"),
        *("benefit", "benefits", "strength", "strengths", "upside", "upsides", "✅", "👍", "➕"),
    ),
    CON: (
        *("con", "cons", "bad", "negative", "negatives", "negative consequences", "disadvantage", "disadvantages"),
        *("drawback", "drawbacks", "weakness", "weaknesses", "downside", "downsides", "risk", "risks", "cost", "costs"),
        *("trade-off", "trade-offs", "tradeoff", "tradeoffs", "❌", "👎", "➖"),
    ),
    NEUTRAL: ("neutral", "neutral consequences"),
    REJECTION: (
        *("rejected", "rejected because", "why rejected", "reason rejected", "reason for rejection"),
        *("rejection reason", "why not", "why not chosen", "not chosen because"),
    ),
}
_SIGN_OF = {label: sign for sign, labels in _SIGNS.items() for label in labels}
_LONGEST = 4000
"""Characters of one argument that are looked at."""


class Argument(NamedTuple):
    """One of them."""

    sign: str
    text: str
    """On one line, without the word that tells the sign."""


def sign_of(label: str) -> str:
    """The sign that a label or a heading tells; empty where it tells none. Of two words in it the first counts."""
    title = normal_title(label)
    return _SIGN_OF.get(title, "") or _SIGN_OF.get(_joint().split(title, maxsplit=1)[0], "")


def arguments(document: Document, blocks: Iterable[Block]) -> list[Argument]:
    """The arguments in some blocks, in source order.

    A label or a heading of a known sign holds for what follows below it; what has no sign is neutral. What is nested
    in an argument belongs to it and is left out.
    """
    found: list[Argument] = []
    base = NEUTRAL
    inner: dict[int, str] = {}
    """For each depth of list items the sign that the item there gives to what is nested in it; empty for none."""
    for block in blocks:
        if block.kind == HEADING:
            base, inner = sign_of(document.words(block)) or NEUTRAL, {}
        elif block.kind == PARAGRAPH and block.depth == 0:
            base, said = _read(document.words(block), base)
            found += said
        elif block.kind == ITEM:
            over = inner.get(block.depth - 1, "") if block.depth else base
            if not over:
                continue
            sign, said = _read(document.words(block), over)
            inner[block.depth] = "" if said else sign
            found += said
    return found


def split(text: str, sign: str = NEUTRAL) -> list[Argument]:
    """The arguments of one text: as a whole, or parted by the labels in it."""
    words = " ".join(_comment().sub(" ", text[:_LONGEST]).split())
    if is_placeholder(words) or not words:
        return []
    match = _lead().match(words)
    label = _sign(match) if match else ""
    if match and label:
        sign, words = label, words[match.end() :]
    elif _rejected().match(words):
        sign = REJECTION
    parts = list(_inside(words))
    ends = [start for _, start, _ in parts[1:]] + [len(words)]
    first = words[: parts[0][1]] if parts else words
    found = [Argument(sign, _trimmed(first))]
    found += [Argument(each, _trimmed(words[past:end])) for (each, _, past), end in zip(parts, ends, strict=False)]
    return [argument for argument in found if argument.text and not is_placeholder(argument.text)]


def _read(text: str, sign: str) -> tuple[str, list[Argument]]:
    """The sign that holds after a text, and the arguments in it: none where it is but a label."""
    label = sign_of(text)
    if label or _bare_label().fullmatch(text):
        return label or NEUTRAL, []
    return sign, split(text, sign)


def _inside(words: str) -> Iterator[tuple[str, int, int]]:
    """The labels in the middle of a line: the sign, where the label stands, and where its argument begins."""
    for match in _inner_label().finditer(words):
        sign = _SIGN_OF.get((match[1] or "").lower(), REJECTION)
        yield sign, match.start(), match.end() if match[1] else match.start()


def _sign(match: re.Match[str]) -> str:
    return _SIGN_OF.get((match["label"] or match["mark"]).lower(), "")


def _trimmed(words: str) -> str:
    words = words.strip(" ;,")
    return words[2:].lstrip() if words.startswith(("- ", "– ", "— ")) else words


@cache
def _joint() -> re.Pattern[str]:
    return re.compile(r"\s(?:/|&|and)\s")


@cache
def _bare_label() -> re.Pattern[str]:
    """A few words with a colon and nothing after it."""
    return re.compile(r"[*_]{0,3}[^\W\d][\w /&-]{1,40}(?:[*_]{1,3}:|:[*_]{0,3})\s*")


@cache
def _comment() -> re.Pattern[str]:
    return re.compile(r"<!--(?:(?!-->).){0,1000}-->", re.DOTALL)


@cache
def _lead() -> re.Pattern[str]:
    return re.compile(
        r"(?:(?P<mark>[✅👍➕❌👎➖])\ufe0f?\s*|[*_(\[]{0,4}(?P<label>[A-Za-z][A-Za-z ]{1,24}?)[*_)\]]{0,3}"
        r"(?:\s{0,2}[:：,–—-]{1,2}[*_]{0,3}(?=\s|$)\s*|\s+(?=because\b)))(?:because\b[*_]{0,3}[:,]?\s*)?"
    )


@cache
def _rejected() -> re.Pattern[str]:
    return re.compile(r"[*_(]{0,3}(?:was |were )?rejected\b", re.IGNORECASE)


@cache
def _inner_label() -> re.Pattern[str]:
    """A label with a colon, or a sentence on the rejection."""
    labels = r"Pros?|Cons?|Advantages?|Disadvantages?|(?:Why )?Rejected"
    return re.compile(
        rf"(?<=[.;)] )(?:[*_]{{0,3}}({labels})[*_]{{0,3}}:[*_]{{0,3}}\s*|Rejected (?=because|due|as|for|since|in)\b)"
    )
