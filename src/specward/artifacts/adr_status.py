"""The status of a decision: the field's words for it, and what class each belongs to.

An unknown word is unknown; it is never read as accepted or proposed. Source of the vocabulary: adr-tools, MADR 2 to 4,
log4brains, pyadr, ADG, SpecKit Plus and home-made records, with the translations that they ship or that were met.
"""

from __future__ import annotations

import re
from enum import Enum
from functools import cache
from typing import NamedTuple


class StatusClass(Enum):
    """What a status word means."""

    DRAFT = "draft"
    PROPOSED = "proposed"
    ACCEPTED = "accepted"
    IMPLEMENTED = "implemented"
    REJECTED = "rejected"
    DEPRECATED = "deprecated"
    SUPERSEDED = "superseded"
    PARTLY_SUPERSEDED = "partly superseded"
    PROVISIONAL = "provisional"
    REFERENCE = "reference"
    UNKNOWN = "unknown"
    """Any other word: kept, reported, never guessed at."""


WORDS: dict[StatusClass, tuple[str, ...]] = {
    StatusClass.DRAFT: ("draft", "rascunho", "brouillon", "bozza", "черновик", "草稿"),
    StatusClass.PROPOSED: (
        "proposed",
        "proposal",
        "pending",
        "open",
        "in review",
        "under review",
        "under discussion",
        "in discussion",
        "rfc",
        "proposto",
        "proposta",
        "proposé",
        "предложено",
        "提议",
        "提案",
    ),
    StatusClass.ACCEPTED: (
        "accepted",
        "accept",
        "approved",
        "adopted",
        "agreed",
        "decided",
        "active",
        "living",
        "ratified",
        "aceito",
        "aceita",
        "accettato",
        "accettata",
        "accepté",
        "принято",
        "通过",
        "已通过",
        "接受",
        "承認",
    ),
    StatusClass.IMPLEMENTED: ("implemented", "done", "completed", "complete", "concluído", "完成", "已完成"),
    StatusClass.REJECTED: (
        "rejected",
        "declined",
        "withdrawn",
        "abandoned",
        "not adopted",
        "rejeitado",
        "rifiutato",
        "rejeté",
        "已拒绝",
        "却下",
    ),
    StatusClass.DEPRECATED: (
        "deprecated",
        "depreciated",
        "retired",
        "obsolete",
        "moot",
        "archived",
        "descontinuado",
        "deprecato",
        "déprécié",
        "устарело",
        "已弃用",
        "非推奨",
    ),
    StatusClass.SUPERSEDED: (
        "superseded",
        "superceded",
        "supersededby",
        "replaced by",
        "replaced",
        "substituído",
        "sostituito",
        "remplacé",
        "заменено",
        "已取代",
        "置き換え",
    ),
    StatusClass.PARTLY_SUPERSEDED: (
        "superseded in part",
        "partially superseded",
        "partly superseded",
        "amended in part",
        "extended in part",
        "amended",
    ),
    StatusClass.PROVISIONAL: ("provisional",),
    StatusClass.REFERENCE: ("reference",),
}
"""The words and phrases of each class, lower case. To support another language, add its words here."""

NOT_YET = frozenset({StatusClass.DRAFT, StatusClass.PROPOSED, StatusClass.REJECTED, StatusClass.PROVISIONAL})
"""The classes of decisions that were never in force, and so take the place of none."""
GIVEN_UP = frozenset(
    {StatusClass.SUPERSEDED, StatusClass.PARTLY_SUPERSEDED, StatusClass.DEPRECATED, StatusClass.REJECTED}
)
"""The classes of decisions that are no longer in force."""

_CLASS_OF = {word: kind for kind, words in WORDS.items() for word in words}
_PHRASES = sorted(_CLASS_OF, key=len, reverse=True)
_SMALLEST_CHOICE = 2
_LONGEST_CHOICE = 500
"""Characters; a longer line is prose, or hostile."""


class Status(NamedTuple):
    """A record's status as written and as understood."""

    kind: StatusClass
    word: str
    """The word or phrase that decided, lower case; of an unknown status the first word."""
    qualifier: str
    """What follows the word: `by ADR-0012`, `(until 2027)`."""
    raw: str
    """The whole status, as written."""
    start: int
    end: int
    notation: str = ""
    """Where it stands: see `adr_metadata`."""
    history: tuple[str, ...] = ()
    """The dated statuses before the current one, oldest first (phodal/adr)."""

    @property
    def is_choice(self) -> bool:
        """Whether this is the template's list of words to choose from: `Proposed | Accepted | Rejected`."""
        return is_choice_list(self.raw)

    @property
    def is_placeholder(self) -> bool:
        """Whether this is a token in place of a status: `{{STATUS}}`, `[STATUS]`, `TBD`."""
        return self.kind is StatusClass.UNKNOWN and _placeholder().fullmatch(self.raw.strip("*_` ")) is not None


def classify(raw: str) -> tuple[StatusClass, str, str]:
    """The class of a status text, the word that decided, and what follows the word."""
    text = plain(raw)
    lowered = text.lower()
    for phrase in _PHRASES:
        if lowered.startswith(phrase):
            rest = text[len(phrase) :]
            if not rest or not (rest[0].isascii() and rest[0].isalnum()):
                kind = _CLASS_OF[phrase]
                if kind is StatusClass.SUPERSEDED and rest.lower().lstrip().startswith(("in part", "partly")):
                    kind = StatusClass.PARTLY_SUPERSEDED
                if rest.startswith("]("):  # The word is a link's: its address qualifies nothing.
                    rest = rest.partition(")")[2]
                return kind, phrase, rest.strip(" *_`.,;:—–-")
    word = re.match(r"[\w-]+", lowered)
    return StatusClass.UNKNOWN, word[0] if word else "", text[word.end() :].strip() if word else text


def plain(raw: str) -> str:
    """A status without emphasis, emoji, quotes, braces and a leading date."""
    text = _decoration().sub("", raw.strip(), count=1)
    dated = _dated().match(text)
    if dated:
        text = _decoration().sub("", text[dated.end() :], count=1)
    return text.rstrip(" \t*_`\"'}")


def is_choice_list(raw: str) -> bool:
    """Whether a status is the unreplaced list of a template.

    `Accepted | Superseded by ADR-0002` is none: it says two things of one record. Three known words, or two bare
    ones, are a list.
    """
    if len(raw) > _LONGEST_CHOICE:
        return False
    text = raw.strip().strip("{}[]()\"'` ")
    if "|" in text:
        parts = text.split("|")
    elif text.count("/") >= _SMALLEST_CHOICE and "](" not in text:
        parts = text.split("/")
    else:
        return False
    found = [classify(part) for part in parts]
    known = [part for part in found if part[0] is not StatusClass.UNKNOWN]
    return len(known) > _SMALLEST_CHOICE or (
        len(known) == _SMALLEST_CHOICE == len(parts) and not any(part[2] for part in known)
    )


@cache
def _decoration() -> re.Pattern[str]:
    return re.compile(r"\A[^\w<]+")


@cache
def _dated() -> re.Pattern[str]:
    return re.compile(r"\d{4}[-/]\d{1,2}[-/]\d{1,2}[\s:—–-]*")


@cache
def _placeholder() -> re.Pattern[str]:
    return re.compile(r"\{\{[A-Z_]+\}\}|\[[A-Z_ ]+\]|\{[a-z ]+\}|<[a-z ]+>|TBD|TODO|FIXME|XXX|\?+|…|\.\.\.")
