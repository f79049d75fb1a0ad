"""The decisions that prose makes: a prompt and its response, a commit message.

`Use X instead of Y`, `switch from Y to X`, `we go with X. Y was considered`. A question decides nothing.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from specward.adr.suggest.sentences import sentences
from specward.adr.suggest.weighed import Origin, Passage, Weighed

if TYPE_CHECKING:
    from collections.abc import Iterator

_LARGEST = 200_000
"""Characters that are read; what a prompt pastes beyond that is no decision."""


def decided(text: str, path: str = "", line: int = 0) -> list[Weighed]:
    """Every decision that a text makes, in source order. Never raises.

    Args:
        text: what was said.
        path: where it is kept; empty where it is in no file.
        line: the line that it begins at, counted from 1; 0 where it is in no file.
    """
    said = list(_passages(text[:_LARGEST], path, line))
    found = []
    for index, passage in enumerate(said):
        if _decides().search(passage.text) and not _asks(passage.text):
            near = said[max(0, index - 1) : index] + said[index + 1 : index + 3]
            others = tuple(one for one in near if _weighs().search(one.text) and not _asks(one.text))
            found.append(Weighed(Origin.EXCHANGE, passage.text[:80], (passage,), (), others))
    return found


def _passages(text: str, path: str, line: int) -> Iterator[Passage]:
    counted = 0
    for start, sentence in sentences(text):
        line += text.count("\n", counted, start) if line else 0
        counted = start
        yield Passage(sentence, path, line)


def _asks(sentence: str) -> bool:
    return sentence.endswith("?") or _question().match(sentence) is not None


@cache
def _question() -> re.Pattern[str]:
    return re.compile(r"\W*(?:should|could|would|can|may|shall|do|does|is|are|which|what|why|how|if)\b", re.IGNORECASE)


@cache
def _decides() -> re.Pattern[str]:
    return re.compile(
        r"\b(?:us(?:e|es|ed|ing)|adopt(?:s|ed|ing)?|(?:go|goes|going|went) with|switch(?:es|ed|ing)?|"
        r"migrat(?:e|es|ed|ing)|mov(?:e|es|ed|ing)|chose|choosing|chosen|pick(?:ed|ing)?|select(?:ed|ing)?|"
        r"decided|settled on|replac(?:e|es|ed|ing)|instead of|rather than|in place of)\b",
        re.IGNORECASE,
    )


@cache
def _weighs() -> re.Pattern[str]:
    return re.compile(
        r"\b(?:alternatives?|other options?|considered|rejected|ruled out|compared (?:to|with)|weighed)\b",
        re.IGNORECASE,
    )
