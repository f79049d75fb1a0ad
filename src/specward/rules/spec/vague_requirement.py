"""A requirement promises a quality and leaves open how much of it.

## What it does

Reports a requirement with words such as user-friendly, intuitive, seamlessly, gracefully, as appropriate, if possible,
or the like in the languages known, where the sentence has no figure, no list in brackets and no reason or condition
that says what is meant. `language.vague` of the configuration adds words.

## Why is this bad?

Whoever builds it, whoever tests it and whoever accepts it mean different things by it, and each of them is right.

## Example

```markdown specs/001-login/spec.md
# Feature Specification: Login

- **FR-001**: The system MUST show user-friendly error messages.
```

## Use instead

```markdown specs/001-login/spec.md
# Feature Specification: Login

- **FR-001**: Each error message MUST say what went wrong and what the user can do next.
```

## Limits

Only words are known that hardly ever say anything else in a requirement: `fast path` or `simple types` name things.
What stands in quotes, code or brackets is left alone, and so is a sentence with a digit, a threshold (`at most`,
`within`), a colon, or words that explain (`by`, `based on`, `according to`, `without`). Words of other languages count
where the requirements of the document, taken together, are rather in one: `satisfaction` is French and English. Text
that is nested under a requirement is not looked at.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from specward.artifacts.set_aside import is_set_aside
from specward.finding import Severity
from specward.markdown import inline
from specward.rule import Fault, Scope, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from specward.artifacts.requirement import Requirement
    from specward.artifacts.spec import Spec
    from specward.project import Project

_ENDS = (". ", "; ", ".\n", "。", "；", "\n\n")
_LONGEST = 2_000
"""Characters of a sentence on either side of a word that are looked at."""


@rule("SPC004", Severity.WARNING, Scope.SPEC, read=88, right=85)
def check(spec: Spec, project: Project) -> Iterator[Fault]:
    """Yield a fault for the first vague word of each requirement."""
    words = project.vocabulary.vague.among([item.text for item in spec.requirements])
    if not words:
        return
    for item in spec.requirements:
        start = spec.document.text.find(item.text, item.id_end, item.end)
        if start < 0 or is_set_aside(item.text):
            continue
        text = _plain(spec, item, start)
        for match in words.find(text):
            if not _explained().search(_sentence(text, match.start(), match.end())) and not _is_risk(spec, item):
                yield Fault(
                    spec.document.place(start + match.start(), start + match.end()),
                    f"{match[0]!r} leaves open what {item.id} asks for",
                    help="say how it can be told: a figure, a list, what must be seen or not happen",
                )
                break


def _is_risk(spec: Spec, item: Requirement) -> bool:
    """Whether what begins with an id like `R-5` is one of the risks."""
    above = spec.document.heading_before(item.start) if item.family == "R" else None
    return above is not None and "risk" in spec.document.words(above).lower()


def _plain(spec: Spec, item: Requirement, start: int) -> str:
    """The text of a requirement with code, quotes and brackets blanked, at the same offsets."""
    text = inline.visible(spec.document.text, start, start + len(item.text))
    return _aside().sub(lambda match: "(" + " " * (len(match[0]) - 1), text)


def _sentence(text: str, start: int, end: int) -> str:
    """The sentence that a stretch of text lies in, as far as people would write it."""
    first, last = max(0, start - _LONGEST), end + _LONGEST
    before = max(text.rfind(mark, first, start) for mark in _ENDS)
    after = [at for mark in _ENDS if (at := text.find(mark, end, last)) >= 0]
    return text[max(before + 1, first) : min(after, default=last)]


@cache
def _aside() -> re.Pattern[str]:
    """What is quoted or stands in brackets."""
    return re.compile(
        r"\"[^\"\r\n]{0,200}\"|“[^”\r\n]{0,200}”|「[^」\r\n]{0,200}」|\([^()\r\n]{0,400}\)|（[^（）\r\n]{0,400}）"
    )


@cache
def _explained() -> re.Pattern[str]:
    """What says more than the vague word does: a figure, a bracket, a colon, a threshold, a way, a reason."""
    return re.compile(
        r"\d|[(:：（—→]| - |\b(?:at (?:most|least)|less than|more than|fewer than|no more than|within|up to|based on|"
        r"according to|depending on|per|by \w+ing|via|without|such as|includ(?:e|es|ing)|indicating|e\.g\.|i\.e\.|"
        r"that (?:say|tell|explain|show|name|list|avoid|suggest|guide)s?|so that|using|followed by|falling back|"
        r"(?:degrade|fall back|fail)s? gracefully (?:to|into)|gracefully (?:degrade|fall back)s? (?:to|into)|skips?|"
        r"to (?:prevent|avoid)|retr(?:y|ies)|consistent with|"
        r"and (?:log|fall|show|continue|return|indicate|say|tell|explain)s?)\b|"
        r"以内|以下|以上|未満|例えば|など|指出|包括|包含|例如",
        re.IGNORECASE,
    )
