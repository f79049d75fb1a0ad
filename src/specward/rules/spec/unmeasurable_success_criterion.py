"""A success criterion is a matter of opinion.

## What it does

Reports a success criterion (`SC-001`) whose only measure is a judgement, such as intuitive, smoothly, gracefully, works
as expected, understand, or the like in the languages known: without a number, a comparison, a named thing that can be
looked at, or a way to find out.

## Why is this bad?

Success criteria decide whether the feature was worth building. One that everybody may answer as they like decides
nothing.

## Example

```markdown specs/001-login/spec.md
# Feature Specification: Login

## Success Criteria

- **SC-001**: The sign-in page is intuitive to use
```

## Use instead

```markdown specs/001-login/spec.md
# Feature Specification: Login

## Success Criteria

- **SC-001**: Nine of ten new customers sign in without help
```

## Limits

A criterion that a look can decide (`The deploy is triggered by a push to main`) needs no number and is never reported:
only words of judgement are, those of other languages where the criteria of the document, taken together, are rather in
one. Where a number, a comparison, quotes, code, brackets or a way or a standard to measure by stands in the same
criterion, it is left alone.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from specward.artifacts.requirement import words_under
from specward.artifacts.set_aside import is_set_aside
from specward.finding import Severity
from specward.rule import Fault, Scope, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from specward.artifacts.spec import Spec
    from specward.project import Project


@rule("SPC010", Severity.WARNING, Scope.SPEC, read=18, right=18)
def check(spec: Spec, project: Project) -> Iterator[Fault]:
    """Yield a fault for each success criterion that only judges."""
    words = project.vocabulary.judged.among([item.text for item in spec.success_criteria])
    if not words:
        return
    for item in spec.success_criteria:
        match = next(words.find(item.text), None)
        if not match or _measure().search(item.text) or is_set_aside(item.text):
            continue
        if not words_under(spec.document, item).strip():
            yield Fault(
                spec.document.place(item.id_start, item.id_end),
                f"{match[0]!r} in {item.id} is a matter of opinion",
                help="say what is counted or looked at, and which result will do",
            )


@cache
def _measure() -> re.Pattern[str]:
    """Numbers, comparisons, names of things, and ways to find out."""
    return re.compile(
        r"[\d%`\"“「(（]|\b(?:zero|one|two|three|four|five|six|seven|eight|nine|ten|half|twice|double|most|majority|"
        r"no|none|nobody|never|without|not|continues? to|fewer|less|more|than|within|under|at (?:least|most)|"
        r"same|identical|unchanged|wcag|iso|rfc|"
        r"measured|verified|tested|testing|tests?|survey|review|confirmed|demonstrated|audit|score|rate|"
        r"seconds?|minutes?|hours?|days?|cero|uno|dos|ningún|sin|menos|más|nenhum|sem|mais|kein|ohne|weniger|mehr|"
        r"aucune?|sans|moins|plus)\b|以内|以下|以上|未満|なし|せず|ない|なく|零|没有|不",
        re.IGNORECASE,
    )
