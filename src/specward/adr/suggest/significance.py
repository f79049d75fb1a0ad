"""The three-part test of significance: a decision deserves a record only where all three parts hold.

**Impact**: it has long-term consequences. **Alternatives**: several viable options were weighed, or plainly exist.
**Scope**: it is cross-cutting, so that much code depends on it. Where the test cannot tell, a part does not hold: a
suggestion that nobody needs costs more than one that is missing.

Source: the rules file and the decision template of SpecKit Plus.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from specward.adr.suggest.mentions import mentions, only_says_which
from specward.adr.suggest.sentences import contrast, sentences
from specward.adr.suggest.weighed import Origin, Passage

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from specward.adr.suggest.mentions import Mention
    from specward.adr.suggest.topics import Option, Topic
    from specward.adr.suggest.weighed import Weighed


class Part(NamedTuple):
    """One part of the test."""

    holds: bool
    why: str
    evidence: tuple[Passage, ...] = ()


class Judgement(NamedTuple):
    """What the test says of one choice."""

    topic: Topic
    option: Option
    """What was chosen."""
    rivals: tuple[str, ...]
    """The options that it was weighed against, or that plainly exist."""
    impact: Part
    alternatives: Part
    scope: Part
    weighed: Weighed

    @property
    def significant(self) -> bool:
        """Whether all three parts hold."""
        return self.impact.holds and self.alternatives.holds and self.scope.holds

    @property
    def joins(self) -> bool:
        """Whether it belongs into a record on related choices, though it asks for none of its own."""
        return self.impact.holds and self.alternatives.holds

    @property
    def subject(self) -> str:
        """The choice in a few words, the same wherever it is found: `FastAPI as web framework`."""
        return f"{self.option.name} as {self.topic.name}"

    @property
    def place(self) -> Passage:
        """Where it is chosen."""
        return self.impact.evidence[0]


def judge(weighed: Weighed) -> list[Judgement]:
    """Judge a choice: one judgement for each known topic that it answers; none where it answers none."""
    named = _named(weighed)
    turned_down = _turned_down(weighed)
    found: dict[str, Judgement] = {}
    for mention, passage in named:
        if mention.topic.name not in found and not only_says_which(passage.text, mention):
            rivals = {other.option.name: where for other, where in turned_down if _is_rival(other, mention, named)}
            found[mention.topic.name] = Judgement(
                mention.topic,
                mention.option,
                tuple(rivals or mention.topic.rivals(mention.option.name)),
                _impact(weighed, mention, passage),
                _alternatives(weighed, mention, rivals),
                _scope(weighed, mention, passage),
                weighed,
            )
    return list(found.values())


def _named(weighed: Weighed) -> list[tuple[Mention, Passage]]:
    """The options that the choice names, and the sentence of each: the decision, else the first reasons that decide."""
    if weighed.origin is Origin.CHANGE:  # each passage begins with what the change adopts
        return [(one, passage) for passage in weighed.chosen for one in mentions(passage.text) if one.start == 0]
    said = (passage for passage in weighed.reasons[:2] if _selects().search(passage.text))
    return _named_in(weighed.chosen[:5]) or _named_in(said)


def _named_in(passages: Iterable[Passage]) -> list[tuple[Mention, Passage]]:
    found = []
    for passage in passages:
        for _, sentence in sentences(passage.text):
            if not _declines().match(sentence):
                side = contrast(sentence)
                moved = (one.moved(side.start) for one in mentions(side.chosen))
                found += [(mention, passage._replace(text=sentence)) for mention in moved]
    return found


def _turned_down(weighed: Weighed) -> list[tuple[Mention, Passage]]:
    """The options that were not chosen: what each passage on them begins with, and what the choice is held against."""
    found = [(mention, passage) for passage in weighed.others for mention in mentions(_lead(passage.text))]
    for passage in (*weighed.chosen, *weighed.reasons):
        found += [(mention, passage) for mention in mentions(contrast(passage.text).others[:160])]
    return found


def _is_rival(other: Mention, mention: Mention, named: list[tuple[Mention, Passage]]) -> bool:
    return other.topic is mention.topic and all(other.option.name != found.option.name for found, _ in named)


def _impact(weighed: Weighed, mention: Mention, passage: Passage) -> Part:
    evidence = (passage,)
    said = " ".join(found.text for found in weighed.chosen) or passage.text
    name = re.escape(passage.text[mention.start : mention.end])
    stays = _stays().search(said) or any(
        _had().search(found.text) or re.search(rf"\bexisting\W{{1,3}}{name}|{name}\W{{1,3}}already\b", found.text)
        for found in (*weighed.reasons, *weighed.others)
    )
    if stays:
        return Part(False, "it stays with what is there", evidence)
    if any(_mandated().search(found.text) for found in (*weighed.chosen, *weighed.reasons)):
        return Part(False, "the constitution has decided it", evidence)
    return Part(True, mention.topic.area.impact, evidence)


def _alternatives(weighed: Weighed, mention: Mention, rivals: Mapping[str, Passage]) -> Part:
    if rivals:
        return Part(True, f"weighed against {_listed(rivals)}", tuple(dict.fromkeys(rivals.values())))
    known = _listed(mention.topic.rivals(mention.option.name))
    if weighed.origin is Origin.CHANGE and mention.topic.scope:
        return Part(True, f"well-known alternatives exist: {known}")
    return Part(False, "no other option is weighed")


def _scope(weighed: Weighed, mention: Mention, passage: Passage) -> Part:
    said = [weighed.subject, *(found.text for found in weighed.chosen)]
    if any(_narrow().search(text) for text in said):
        return Part(False, "it is about one place, or about tests or development only", (passage,))
    if mention.topic.scope:
        return Part(True, mention.topic.scope, (passage,))
    for found in (*weighed.chosen, *weighed.reasons):
        if _everywhere().search(found.text):
            return Part(True, "it is said to reach through the system", (found,))
    return Part(False, "little code depends on it", (passage,))


def _lead(text: str) -> str:
    """What a passage on an option begins with: its name, before the words on it."""
    text = _before_name().sub("", text)
    cut = _after_name().search(text)
    return text[: cut.start()] if cut and cut.start() else text[:120]


def _listed(names: Iterable[str]) -> str:
    *first, last = list(names)[:4]
    return f"{', '.join(first)} and {last}" if first else last


@cache
def _before_name() -> re.Pattern[str]:
    """`B.`, `Option B:`, `Weighed:`, `We also considered`."""
    return re.compile(
        r"^(?:\(?[A-Za-z0-9][.):]\s+|(?:option|alternative)\s+\w{1,3}\s*[:.)—–-]\s*|"
        r"(?:alternatives?|options?|weighed|considered|rejected)(?: [a-z]{1,12}){0,2}:\s*|"
        r"(?:we|i)(?: also| have)? (?:considered|weighed|rejected|evaluated|compared|ruled out)\s+)",
        re.IGNORECASE,
    )


@cache
def _after_name() -> re.Pattern[str]:
    return re.compile(
        r":|\s[—–-]{1,2}\s|[→=]|\b(?:rejected|because|since|(?:was|were|is|are) (?:considered|rejected|ruled))\b|\. "
    )


@cache
def _selects() -> re.Pattern[str]:
    return re.compile(r"\b(?:selected|chosen|chose|adopt(?:ed)?|picked|decided on)\b", re.IGNORECASE)


@cache
def _declines() -> re.Pattern[str]:
    return re.compile(
        r"\W*(?:no\b|none\b|not\b|do not|don't|never|defer|n/a|skip|avoid|tbd|out of scope|remove)", re.IGNORECASE
    )


@cache
def _stays() -> re.Pattern[str]:
    return re.compile(
        r"\b(?:existing|already|re-?us(?:e|es|ed|ing)|keep(?:s|ing)?|remain(?:s|ing)?|stay(?:s|ing)?|continu\w+|"
        r"unchanged|current(?:ly)?|same\b.{0,40}\bas|inherit\w*|established|extend(?:s|ing)?|upgrad\w+)\b",
        re.IGNORECASE,
    )


@cache
def _had() -> re.Pattern[str]:
    return re.compile(
        r"\balready (?:use[sd]?|using|in use|in place|installed|a dependency|part of|configured|available|have|has|"
        r"integrated|running|in the|there|present|referenced|provides?)\b|\bconsistent with (?:the )?existing\b",
        re.IGNORECASE,
    )


@cache
def _mandated() -> re.Pattern[str]:
    return re.compile(
        r"\bconstitution\w*['s]* (?:mandate|require|specif|prescribe|dictate|lock)\w*|"
        r"\b(?:mandated|required|specified|dictated|fixed|prescribed|locked)\b.{0,20}\bconstitution|"
        r"\bper (?:the )?constitution\b",
        re.IGNORECASE,
    )


@cache
def _narrow() -> re.Pattern[str]:
    return re.compile(
        r"\b(?:for|in|during) (?:(?:unit|integration|e2e|the|local|our|all) )*"
        r"(?:tests?|testing|development|dev|ci|demos?|prototyp\w+|benchmarks?|mocks?|storybook)\b|"
        r"\btest (?:strategy|framework|database|fixtures?|environment)\b|\btesting\b|\blocal (?:dev|development)\b|"
        r"\bfor (?:this|the|one) (?:script|command|endpoint|page|component|button|widget|form|job|report)\b(?!-)|"
        r"\bfor (?:the |csv |data )?(?:ex|im)ports?\b|\bfor (?:the )?backups?\b",
        re.IGNORECASE,
    )


@cache
def _everywhere() -> re.Pattern[str]:
    return re.compile(
        r"\b(?:across|every|all)(?: the| of the| our)? (?:services?|components?|modules?|endpoints?|pages?|clients?|"
        r"layers?|apps?|applications|teams?|packages?)\b|\b(?:system|project|application|app|organi[sz]ation|platform)"
        r"-wide\b|\bcross-cutting\b|\bthroughout the (?:system|code|application|app|stack|project)\b",
        re.IGNORECASE,
    )
