"""A suppression silences nothing.

## What it does

Reports a `<!-- spec: ignore … -->` comment that gives no reason, that names a rule which does not exist, or whose rules
found nothing where it reaches. A comment about a rule that this run leaves out is not reported. In a Python file that a
pack looks at, the same goes for `# spec: ignore …`.

## Why is this bad?

The next reader takes it for an exception that somebody weighed, and it hides the next real finding.

## Example

```markdown specs/001-login/spec.md
# Feature Specification: Login

- **FR-001**: The system MUST refuse a wrong password. <!-- spec: ignore unused-suppression -->
```

## Use instead

```markdown specs/001-login/spec.md
# Feature Specification: Login

- **FR-001**: The system MUST refuse a wrong password.
```

## Limits

The fix deletes the comment, and its line where nothing else stands on it. It is not safe where two paragraphs or lists
would become one. Where only the reason is missing, or a name is misspelt, there is no fix: it may be a good one. There
is none in a Python file either.
"""

from __future__ import annotations

from functools import cache, lru_cache
from typing import TYPE_CHECKING

from specward.finding import Severity
from specward.remembered import remembered, remembered_each
from specward.rule import Fault, Scope, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from specward.finding import Fix
    from specward.markdown.document import Document
    from specward.project import Project
    from specward.suppression import Suppression


_WITH_REASON = ("<!-- spec: ignore RULE -- why -->", "# spec: ignore RULE -- why")
"""In a document, and in a Python file."""


@rule("PRJ006", Severity.WARNING, Scope.SUPPRESSION, fixable=True)
def check(suppression: Suppression, project: Project) -> Iterator[Fault]:
    """Yield a fault for a suppression that the engine found idle."""
    unknown = _unknown(suppression)
    if unknown:
        yield Fault(suppression.place, f"no rule is called {unknown[:60]!r}", help=_near(unknown))
    elif suppression.reason:
        message = "nothing is found here that this silences"
        yield Fault(suppression.place, message, help="remove the comment", fix=_fix(suppression, project))
    else:
        yield Fault(
            suppression.place,
            "a suppression without a reason silences nothing",
            help=f"add the reason: {_WITH_REASON[suppression.place.path.endswith('.py')]}",
        )


def _unknown(suppression: Suppression) -> str:
    """The first word of a suppression that is the name or code of no rule; empty where all are."""
    words = _words()
    return next((word for word in suppression.rules if word not in words), "")


@lru_cache(maxsize=256)
def _near(word: str) -> str:
    from difflib import get_close_matches

    alike = [known for known in _words() if known[:1].lower() == word[:1].lower()]  # of all it would take long
    near = get_close_matches(word[:100], alike, n=1)
    return f"did you mean `{near[0]}`?" if near else "`spec rules` lists all"


@cache
def _words() -> dict[str, None]:
    from specward.rules import RULES

    return dict.fromkeys(word for rule in RULES for word in (rule.name, rule.code))


def _fix(suppression: Suppression, project: Project) -> Fix | None:
    """The document without the comment; None where that is not looked at."""
    from specward.finding import Edit, Fix
    from specward.markdown.removal import comment_removal

    place = suppression.place.location()
    if place.path.endswith(".py"):
        return None
    document, looked_at = _documents(project).at(place.path)
    start = document.offset(place.start) if document else 0
    if document is None or start not in looked_at:
        return None
    span, same = comment_removal(document, start, document.offset(place.end))
    return Fix("delete the comment", (Edit(document.path, span, ""),), safe=same)


@remembered
def _documents(project: Project) -> _Documents:
    return _Documents(project)


class _Documents:
    """The documents with comments that silence nothing."""

    def __init__(self, project: Project) -> None:
        self._document = project.document

    @remembered_each
    def at(self, path: str) -> tuple[Document | None, frozenset[int]]:
        """A document, and where those of its comments begin whose removal is looked at."""
        from itertools import islice

        from specward.markdown.removal import most_removals
        from specward.suppression import places_in

        document = self._document(path)
        if document is None:
            return None, frozenset()
        return document, frozenset(islice(places_in(document.text), most_removals(document.text)))
