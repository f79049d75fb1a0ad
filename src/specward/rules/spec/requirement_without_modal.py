"""A requirement does not say whether it must, should or may be met.

## What it does

Reports a functional or non-functional requirement in English that holds no word such as MUST, SHALL, SHOULD, MAY,
cannot or only, in a specification whose other requirements of that family (FR, NFR, REQ) say MUST, SHALL, SHOULD or
MAY: at most one of ten does without, or one of fewer. What is nested under a requirement belongs to it.

## Why is this bad?

A statement of fact leaves open whether it is an obligation, an option or a description of today. Whoever builds it and
whoever accepts it may read it differently.

## Example

```markdown specs/001-login/spec.md
# Feature Specification: Login

- **FR-001**: The system MUST accept a password.
- **FR-002**: The session ends for a user after 30 minutes.
```

## Use instead

```markdown specs/001-login/spec.md
# Feature Specification: Login

- **FR-001**: The system MUST accept a password.
- **FR-002**: The session of a user MUST end after 30 minutes.
```

## Limits

The words are known for English, French, German, Italian, Portuguese, Russian and Spanish and, in part, for Chinese,
Japanese and Korean, and `language.modals` of the configuration adds a project's own; a requirement that is not surely
English is never reported. A family of which more than one in ten does without has a style of its own and is left
alone, as seven of the thirteen silent requirements of real projects are. So is a requirement that says of itself that
it is out of scope, deferred or withdrawn.
"""

from __future__ import annotations

import re
from collections import Counter
from functools import cache
from typing import TYPE_CHECKING

from specward.artifacts.language.english import is_english
from specward.artifacts.requirement import words_under
from specward.artifacts.set_aside import is_set_aside
from specward.finding import Severity
from specward.rule import Fault, Scope, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from specward.artifacts.spec import Spec
    from specward.project import Project

_FAMILIES = {"FR", "NFR", "REQ"}
_STRAY = 10
"""Of so many requirements one may be without a modal word by mistake; more are so on purpose."""


@rule("SPC003", Severity.WARNING, Scope.SPEC, read=18, right=18)
def check(spec: Spec, project: Project) -> Iterator[Fault]:
    """Yield a fault for each requirement without a modal word."""
    silent = [item for item in spec.requirements if item.family in _FAMILIES and not spec.vocabulary.is_norm(item.text)]
    if not silent:
        return
    total = Counter(item.family for item in spec.requirements)
    without = Counter(item.family for item in silent)
    plain = Counter(item.family for item in spec.requirements if not _modal().search(item.text))
    for item in silent:
        family = item.family
        if without[family] * 2 > total[family] or plain[family] > max(1, total[family] // _STRAY):
            continue
        if not is_english(item.text) or is_set_aside(item.text):
            continue
        if not spec.vocabulary.is_norm(words_under(spec.document, item)):
            yield Fault(
                spec.document.place(item.id_start, item.id_end),
                f"{item.id} says neither MUST nor SHOULD nor MAY",
                help="say who must do what: `System MUST …`",
            )


@cache
def _modal() -> re.Pattern[str]:
    """The words that a requirement is written with; `only`, `never` and the like may stand in any sentence."""
    return re.compile(r"\b(?:must|shall|should|may)\b", re.IGNORECASE)
