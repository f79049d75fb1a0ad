"""What an accepted suggestion brings to the record: its title, the evidence as context, the options that it found.

What documents say is quoted in code spans, where nothing of it means anything: no comment, no link, no placeholder.
"""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from specward.adr.suggest.significance import Judgement
    from specward.adr.suggest.suggestion import Suggestion
    from specward.adr.suggest.weighed import Passage

_LONGEST = 300
_MOST = 8
_ARGUMENT = "[TODO: its merits, and why it was not chosen]"


class Prefill(NamedTuple):
    """Pieces of Markdown, each on one line."""

    title: str
    context: str
    chosen: tuple[str, ...]
    """The names of what was chosen."""
    alternatives: tuple[str, ...]


def prefill(suggestion: Suggestion) -> Prefill:
    """What the record on a suggestion begins with."""
    return Prefill(
        suggestion.title,
        "; ".join(_evidence(suggestion.judgements)),
        tuple(judgement.option.name for judgement in suggestion.judgements),
        tuple(dict.fromkeys(line for judgement in suggestion.judgements for line in _alternatives(judgement))),
    )


def quoted(words: str) -> str:
    """Words of a document as a code span on one line (CommonMark 0.31.2, section 6.1)."""
    visible = "".join(" " if unicodedata.category(character)[0] == "C" else character for character in words)
    line = " ".join(visible.split())
    line = line if len(line) <= _LONGEST else f"{line[: _LONGEST - 1]}…"
    fence = "`" * (1 + max((len(run) for run in re.findall("`+", line)), default=0))
    pad = " " if line.startswith("`") or line.endswith("`") else ""
    return f"{fence}{pad}{line}{pad}{fence}"


def _evidence(judgements: Iterable[Judgement]) -> Iterator[str]:
    """Where each choice was made, and the first reasons that were given; each passage once."""
    passages = (
        passage
        for judgement in judgements
        for passage in (judgement.place, *(one for one in judgement.weighed.reasons[:3]))
    )
    for passage in list(dict.fromkeys(passages))[:_MOST]:
        yield _cited(passage)


def _alternatives(judgement: Judgement) -> Iterator[str]:
    """What was said of each option, where it was; of those that only exist their names."""
    said = list(dict.fromkeys((*judgement.weighed.others, *judgement.alternatives.evidence)))[:_MOST]
    if judgement.alternatives.evidence:
        yield from map(_cited, said)
    else:
        yield from (f"{rival}: {_ARGUMENT}" for rival in judgement.rivals)


def _cited(passage: Passage) -> str:
    if not passage.path:
        return f"{quoted(passage.text)} (commit message)"
    return f"{quoted(passage.text)} ({quoted(f'{passage.path}:{passage.line}')})"
