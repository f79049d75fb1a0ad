"""What the templates of decision records hold before anybody fills them in.

Source: the templates of adr-tools, MADR 2 (whose hints stand in brackets), MADR 3 and 4 (in single braces, in comments
in the bare ones), log4brains, phodal/adr and SpecKit Plus. Text in braces or brackets proves nothing by itself.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache

_TOKENS = (
    *("ID", "TITLE", "STATUS", "DATE", "DATE_ISO", "FEATURE_NAME", "CONTEXT", "DECISION", "CONSEQUENCES"),
    *("POSITIVE_CONSEQUENCES", "NEGATIVE_CONSEQUENCES", "ALTERNATIVES", "REFERENCES"),
    *("SPEC_LINK", "PLAN_LINK", "RELATED_ADRS", "EVAL_NOTES_LINK"),
)
"""The words that SpecKit Plus writes as `{{WORD}}`."""

_IN_BRACES = (
    "{short title, representative of solved problem and found solution}",
    "{short title of solved problem and solution}",
    "{YYYY-MM-DD when the decision was last updated}",
    "{list everyone involved in the decision}",
    "{list everyone whose opinions are sought",
    "{list everyone who is kept up-to-date",
    "{Describe the context and problem statement",
    "{decision driver 1",
    "{decision driver 2",
    "{title of option 1}",
    "{title of option 2}",
    "{title of option 3}",
    "{title of other option}",
    "{justification. e.g.,",
    "{positive consequence, e.g.,",
    "{negative consequence, e.g.,",
    "{describe how the implementation of",
    "{Describe how the implementation of",
    "{Describe how the implementation/compliance of",
    "{example | description | pointer to more information",
    "{argument a}",
    "{argument b}",
    "{argument c}",
    "{argument d}",
    "{You might want to provide additional evidence",
)
_IN_BRACKETS = (
    "[short title of solved problem and solution]",
    "[YYYY-MM-DD when the decision was last updated]",
    "[list everyone involved in the decision]",
    "[space and/or comma separated list of tags]",
    "[description | ticket/issue URL]",
    "[Describe the context and problem statement",
    "[driver 1, e.g.,",
    "[driver 2, e.g.,",
    "[justification. e.g.,",
    "[e.g., improvement of quality attribute satisfaction",
    "[e.g., compromising quality attribute",
    "[example | description | pointer to more information",
)
_EVERYDAY = (
    *(f"{lead}[option {number}]" for number in (1, 2, 3) for lead in ("* ", "- ", "### ", '"')),
    *(f"because [argument {letter}]" for letter in "abcd"),
    "[Link type] [Link to ADR]",
    "[Link type](link to adr)",
    "[Link type][link to adr]",
)
"""Hints of MADR 2 that anybody may write, with what the template has before them."""

PLACEHOLDERS = (*(f"{{{{{word}}}}}" for word in _TOKENS), *_IN_BRACES, *_IN_BRACKETS, *_EVERYDAY)
"""All of them as they stand in a record: the beginnings of those that are long."""

_SENTENCES = (
    "the issue motivating this decision, and any context that",
    "the change that we're proposing or have agreed to implement",
    "what becomes easier or more difficult to do and any risks introduced",
    "what becomes easier or more difficult to do because of this change",
    "what is the issue that we're seeing that is motivating this decision",
    "what is the change that we're proposing and/or doing",
    "what is the status, such as proposed, accepted",
    "a decision may be proposed if",
    "a decision may be 'proposed' if",
    'a decision may be "proposed" if',
    'chosen option: "", because',
    *("context here...", "decision here...", "consequences here..."),
    *("contexte ici...", "décision ici...", "conséquences ici..."),
    *("inserisci informazioni di contesto qui", "inserisci i dettagli della decisione qui"),
    *("inserisci le conseguenze della decisione qui",),
    *("aqui vem o contexto...", "aqui vem a decisão...", "aqui vem a consequência..."),
    *("описание контекста...", "описание решения...", "описание последствий..."),
    *("在这里补充上下文...", "在这里补充上决策信息...", "在这里记录结果..."),
)
"""How the lines of templates begin that have no marks, lower case."""

_WORDS = frozenset(
    {"todo", "tbd", "tba", "fixme", "xxx", "…", "...", "?", "??", "???", "lorem ipsum", "placeholder"}
    | {"good, because", "bad, because", "neutral, because"}
)
_LONGEST = 600
"""Characters; no line of a template is longer."""
_FEWEST_WORDS = 2


@lru_cache(maxsize=4096)
def is_placeholder(text: str) -> bool:
    """Whether a text says nothing yet: a line of a template, `TBD`, `Option 1`, a comment, a list of choices."""
    if len(text) > _LONGEST:
        return False
    words = " ".join(_comment().sub(" ", text).replace("’", "'").split()).strip("*_` >").lower()
    if not words:
        return bool(text.strip())
    if words.rstrip(".:") in _WORDS or words in _WORDS or words.startswith(_SENTENCES):
        return True
    if words[0] in "{[":
        return _is_hint(words) or _own().fullmatch(words) is not None
    return _stand_in().fullmatch(words) is not None


def _is_hint(words: str) -> bool:
    """Whether text is nothing but a hint of a template, or the leading words of one, in its braces or brackets."""
    inner = words.rstrip(" .")
    if inner[-1] not in "}]":
        return False
    inner = inner[1:-1].rstrip(" .")
    if len(inner.split()) < _FEWEST_WORDS:
        return False
    whole, beginnings = _hints()
    if inner in whole or inner.startswith(beginnings):
        return True
    return any(hint.startswith(inner) and not hint[len(inner)].isalnum() for hint in (*whole, *beginnings))


@cache
def _hints() -> tuple[frozenset[str], tuple[str, ...]]:
    """The words of the hints: of those that are known whole, and the beginnings of the others."""
    marked = [*_IN_BRACES, *_IN_BRACKETS, *(hint[hint.index("[") :] for hint in _EVERYDAY)]
    whole = frozenset(hint[1:-1].lower() for hint in marked if hint[-1] in "}]")
    return whole, tuple(hint[1:].lower() for hint in marked if hint[-1] not in "}]")


@cache
def _comment() -> re.Pattern[str]:
    return re.compile(r"<!--(?:(?!-->).){0,600}(?:-->|$)", re.DOTALL)


@cache
def _own() -> re.Pattern[str]:
    """A token of SpecKit Plus or of Specward's own templates, in any case."""
    return re.compile(r"\{\{\w{1,40}\}\}|\[todo: [^\[\]]{0,400}\]")


@cache
def _stand_in() -> re.Pattern[str]:
    return re.compile(r"(?:option|alternative|driver) \d|(?:todo|tbd|fixme)\b[:.!? -]{0,4}|lorem ipsum dolor.{0,500}")
