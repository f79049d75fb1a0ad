"""The status of a decision: the field's words for it, and what class each belongs to.

An unknown word is unknown; it is never read as accepted or proposed. Source of the vocabulary: adr-tools, MADR 2 to 4,
log4brains, pyadr, ADG, SpecKit Plus and home-made records, with the translations that they ship or that were met.
"""

from __future__ import annotations

import re
from enum import Enum
from functools import cache, lru_cache
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
        *("proposed", "proposal", "pending", "open", "in review", "under review", "under discussion", "in discussion"),
        *("rfc", "proposto", "proposta", "proposé", "propose", "предложено", "پیشنهاد شده", "提议", "提案"),
    ),
    StatusClass.ACCEPTED: (
        *("accepted", "accept", "approved", "adopted", "decided", "active", "living", "ratified"),
        *("aceito", "aceita", "accettato", "accettata", "accepté", "accepte", "принято", "پذیرفته شده"),
        *("通过", "已通过", "接受", "承認"),
    ),
    StatusClass.IMPLEMENTED: (
        *("implemented", "done", "completed", "complete", "concluído", "finalizado", "implementato", "implementata"),
        *("terminé", "termine", "реализовано", "сделано", "پیاده شده", "完成", "已完成"),
    ),
    StatusClass.REJECTED: (
        *("rejected", "declined", "withdrawn", "abandoned", "not adopted"),
        *("rejeitado", "rifiutato", "rejeté", "отклонено", "已拒绝", "却下"),
    ),
    StatusClass.DEPRECATED: (
        *("deprecated", "depreciated", "retired", "obsolete", "moot", "archived"),
        *("descontinuado", "depreciado", "deprecato", "deprecata", "déprécié", "deprecie", "obsolète"),
        *("устарело", "منسوخ", "已弃用", "非推奨"),
    ),
    StatusClass.SUPERSEDED: (
        *("superseded", "superceded", "superseded-by", "superceded-by", "supersededby"),
        *("replaced", "replaced by", "replaced-by", "substituído", "sostituito", "sostituita"),
        *("remplacé", "remplace", "заменено", "جایگزین شده", "已取代", "置き換え"),
    ),
    StatusClass.PARTLY_SUPERSEDED: (
        *("superseded in part", "superceded in part", "partially superseded", "partially superceded"),
        *("partly superseded", "partly superceded", "amended in part", "extended in part"),
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
IN_FORCE = frozenset(
    {StatusClass.ACCEPTED, StatusClass.IMPLEMENTED, StatusClass.PROVISIONAL, StatusClass.PARTLY_SUPERSEDED}
)
"""The classes of decisions that hold: their text is pinned, and they can be given up, amended and superseded."""

_CLASS_OF = {word: kind for kind, words in WORDS.items() for word in words}
_SMALLEST_CHOICE = 2
_LONGEST = 500
"""Characters of a status that are looked at: more is prose, or hostile."""


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


@lru_cache(maxsize=1024)
def classify(raw: str) -> tuple[StatusClass, str, str]:
    """The class of a status text, the word that decided, and what follows the word.

    Of two things that it says of one record the later counts, unless the first gives it up already:
    `Accepted | Superseded by ADR-0002`, `Proposed → Accepted`, `Accepted (superseded by ADR-0002)`. A list of choices
    is of no known class.
    """
    text = plain(raw)
    match = _phrase().match(text)
    if match is None or is_choice_list(raw):
        word = _first_word().match(text)
        return StatusClass.UNKNOWN, word[0].lower() if word else "", text[word.end() :].strip() if word else text
    if match.end() < len(text) and _CLASS_OF[match[0].lower()] not in GIVEN_UP:
        match = _later(text, match.end()) or match
    phrase, rest = match[0].lower(), text[match.end() :]
    kind = _CLASS_OF[phrase]
    if kind is StatusClass.SUPERSEDED and rest.lower().lstrip().startswith(("in part", "partly")):
        kind = StatusClass.PARTLY_SUPERSEDED
    if rest.startswith("]("):  # The word is a link's: its address qualifies nothing.
        rest = rest.partition(")")[2]
    return kind, phrase, rest.strip(" *_`.,;:—–-")


def _later(text: str, start: int) -> re.Match[str] | None:
    """The word of what is said after a first status on its line and takes its place; None where nothing is."""
    for turn in reversed(list(_turn().finditer(text, start, start + _LONGEST))):
        phrase = _phrase().match(text, turn.end())
        if phrase and (turn["mark"] or _is_clear(phrase, text)):
            return phrase
    return None


def _is_clear(phrase: re.Match[str], text: str) -> bool:
    """Whether words in the middle of a line must be a status: one that is given up, and by what."""
    word = phrase[0].lower()
    return _CLASS_OF[word] in GIVEN_UP and (word.endswith("by") or _by().match(text, phrase.end()) is not None)


def plain(raw: str) -> str:
    """A status without emphasis, emoji, quotes, braces, marks of HTML, what is struck out, and a leading date."""
    text = raw.strip()
    if "~~" in text or "<" in text:
        text = _struck_out().sub("", text[:_LONGEST]) or text
    text = _decoration().sub("", text, count=1)
    dated = _dated().match(text)
    if dated:
        text = _decoration().sub("", text[dated.end() :], count=1)
    return text.rstrip(" \t*_`\"'}")


def is_choice_list(raw: str) -> bool:
    """Whether a status is the unreplaced list of a template.

    `Accepted | Superseded by ADR-0002` is none: it says two things of one record. Three known words, or two bare
    ones, are a list.
    """
    if len(raw) > _LONGEST or not ("|" in raw or "/" in raw or "," in raw):
        return False
    text = raw.strip().strip("{}[]()\"'` ")
    if "|" in text:
        parts = text.split("|")
    elif text.count("/") >= _SMALLEST_CHOICE and "](" not in text:
        parts = text.split("/")
    else:
        words = [part.strip().lower() for part in text.split(",")]
        return len(words) > _SMALLEST_CHOICE and all(word in _CLASS_OF for word in words[:-1])
    found = [classify(part) for part in parts]
    known = [part for part in found if part[0] is not StatusClass.UNKNOWN]
    return len(known) > _SMALLEST_CHOICE or (
        len(known) == _SMALLEST_CHOICE == len(parts) and not any(part[2] for part in known)
    )


@cache
def _phrase() -> re.Pattern[str]:
    phrases = "|".join(sorted(map(re.escape, _CLASS_OF), key=len, reverse=True))
    return re.compile(rf"(?:{phrases})(?![A-Za-z0-9]|-[A-Za-z])", re.IGNORECASE)


@cache
def _first_word() -> re.Pattern[str]:
    return re.compile(r"[\w-]{1,80}")


@cache
def _turn() -> re.Pattern[str]:
    """A mark between two statuses, or one after which a line goes on, where a second one must be clear by itself."""
    going_on = r"[(\[,;.:—–-]|\b(?:but|and|now|then|later)\b"
    return re.compile(rf"(?:(?P<mark>\||→|->|=>)|{going_on})[\s*_(\[]{{0,8}}", re.IGNORECASE)


@cache
def _by() -> re.Pattern[str]:
    return re.compile(r"[*_]{0,2}[ \t]{1,4}(?:in part )?by\b", re.IGNORECASE)


@cache
def _struck_out() -> re.Pattern[str]:
    return re.compile(r"~~[^~\n]{1,200}~~|<!--(?:(?!-->).){0,200}-->|</?[A-Za-z][^<>\n]{0,200}>", re.DOTALL)


@cache
def _decoration() -> re.Pattern[str]:
    """Marks, emoji and their short names, and a ticked box."""
    return re.compile(r"\A(?:\[[xX]\]|:[a-z0-9_+-]{2,40}:(?=\s)|[^\w<]|_)+")


@cache
def _dated() -> re.Pattern[str]:
    return re.compile(r"\d{4}[-/]\d{1,2}[-/]\d{1,2}[\s:—–-]*")


@cache
def _placeholder() -> re.Pattern[str]:
    return re.compile(r"\{\{[A-Z_]+\}\}|\[[A-Z_ ]+\]|\{[a-z ]+\}|<[a-z ]+>|TBD|TODO|FIXME|XXX|\?+|…|\.\.\.")
