"""The words by which a plan shows that it speaks of what one of the nine sections is for.

They are wide on purpose: a section that speaks of a thing in whatever way has told of it. Who looks for what is said
well must read it.
"""

from __future__ import annotations

import re
from functools import cache

from specward.artifacts.guidelines import DATA, DECISIONS, EVALUATION, INTERFACES, OPERATIONS, RECORDS, SCOPE

_UNDONE = r"roll(?:ed|ing|s)?[ -]?back|undo|undone|revert|restor|backup|reversib"
MATTER = {
    SCOPE: {
        "what is left out": r"out[ -]of[ -]scope|non-goals?|exclu|defer|\bleft (?:out|to)\b"
        r"|\bnot (?:in|part|included|cover)|(?m:^[-*] no\b)",
        "what it depends on": r"depend|external|upstream|relies|requires|\bneeds?\b|integrat|third[ -]part"
        r"|prerequisite",
    },
    DECISIONS: {
        "another option": r"option|alternativ|instead|rather than|reject|refus|consider|compar|trade[ -]?off"
        r"|\b(?:versus|vs|over|not)\b",
        "the reason": r"because|rationale|reason|so that|due to|in order|avoid|allow|keep|enabl|simpl|fast|cheap|proven"
        r"|\b(?:since|why|for|as)\b",
    },
    INTERFACES: {
        "errors": r"error|exception|fail|reject|refus|invalid|exit code|throw|raise|fallback|\b[45]\d\d\b",
        "versions": r"version|compatib|breaking|deprecat|stable|unchanged|additive|\bv\d|/v\d",
    },
    DATA: {
        "how the schema changes": r"migrat|schema|evol|alembic|flyway|version|alter|additive|column|backfill",
        "how a change is undone": rf"{_UNDONE}|downgrade|\bdown\b",
        "how long data is kept": r"retention|retain|delet|purg|kept|keep|expir|archiv|prun|lifetime|\b(?:ttl|days?)\b",
    },
    OPERATIONS: {
        "what is watched": r"log|metric|monitor|trac(?:e|ing)|alert|observab|dashboard|health|measure|telemetry",
        "how it is undone": rf"{_UNDONE}|feature flag|switch|disable|previous version|toggle|\boff\b",
    },
    EVALUATION: {
        "what is tested": r"test|check|scan|lint|verif|valid|review|benchmark|measur|audit|demo",
        "when it is done": r"done|criteri|accept|pass|must|green|succe|complet|until|threshold|\d ?%|\b(?:SC|AC)-\d",
    },
    RECORDS: {
        "a decision record": r"\]\([^)\s]{1,300}\)|\badr\b|ADR-?\d|none|not needed"
        r"|\bno\b.{0,40}\b(?:record|adr|needed)",
    },
}
"""Of each section what it must speak of, and how it may. Qualities and risks are told one by one."""


@cache
def pattern(words: str) -> re.Pattern[str]:
    """The words of `MATTER`, in whatever case."""
    return re.compile(words, re.IGNORECASE)


@cache
def none() -> re.Pattern[str]:
    """That a section does not apply."""
    return re.compile(
        r"^\W*(?:none|nothing|n/?a|no)\b|\bnot (?:applicable|needed|affected|touched)\b|\bunchanged\b|\bstateless\b"
        r"|\bno (?:new |data|schema|interface)|\bdoes not apply\b",
        re.IGNORECASE,
    )


@cache
def measurable() -> re.Pattern[str]:
    """A quality whose name promises that it was measured. Security and the like are told in words."""
    return re.compile(
        r"\b(?:performance|latency|response times?|throughput|load times?|availability|uptime|capacity|cost|budget)\b",
        re.IGNORECASE,
    )


@cache
def figure() -> re.Pattern[str]:
    """A number, that there is none, or the criterion that holds it."""
    return re.compile(
        r"\d|\b(?:zero|none|never|no|nothing|unchanged|negligible|constant|same|not applicable|n/a)\b"
        r"|\b(?:one|two|three|four|five|ten|half|twice|double|hundred|thousand)\b",
        re.IGNORECASE,
    )


@cache
def numbering() -> re.Pattern[str]:
    """Digits that measure nothing: of headings and items, of ids, of a percentile's name, of a protocol or version."""
    return re.compile(
        r"^#{1,6}[ \t]+\d[\d.]*|^[ \t]*\d{1,3}[.)]|\b(?!SC|NFR|PR)[A-Z]{1,8}-\d+|\bp\d\d\d?\b|\bHTTP/\d|\b[vV]\d[\d.]*",
        re.MULTILINE,
    )


@cache
def reach_column() -> re.Pattern[str]:
    """The title of a column that says how far a risk reaches."""
    return re.compile(r"blast|impact|radius|reach|effect|severity|consequence|who")


@cache
def reach() -> re.Pattern[str]:
    """How far a risk reaches, in a sentence."""
    return re.compile(
        r"blast|impact|affect|radius|severity|conseq|cannot|loses?\b|lost\b|down\b|\b(?:low|medium|high|critical)\b"
        r"|\b(?:all|every|each|one|only|no|some|single|nobody|everybody)\b",
        re.IGNORECASE,
    )


@cache
def guard_column() -> re.Pattern[str]:
    """The title of a column that says what stops a risk."""
    return re.compile(r"mitigat|kill|guard|switch|contingen|response|plan|action|fallback|prevent|control|stop")


@cache
def guard() -> re.Pattern[str]:
    """What stops a risk, in a sentence: a word for it, or whatever follows a colon."""
    return re.compile(
        r"mitigat|kill|guard|switch|flag\b|roll(?:ed|s|ing)?[ -]?back|revert|fallback|fall back|retry|retries|limit"
        r"|bound|contingen|prevent|avoid|revoke|disable|refus|backup|alert|monitor|\btests?\b|verif|:|→",
        re.IGNORECASE,
    )
