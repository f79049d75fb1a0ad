"""Whoever signed is the only author of what is signed, or has never worked here.

## What it does

Reports a sign-off whose signer alone has written what is signed, and one whose signer has never committed to this
repository. Git tells who wrote a file, co-authors included; where it cannot tell, the field `Author` of the document is
believed. In the profiles `strict` and `safety` it is an error.

## Why is this bad?

A second pair of eyes is the point of a sign-off. A name that nobody here has heard of may be made up.

## Example

```yaml .specify/specward.yml
trace:
  profile: safety
```

```markdown specs/001-login/spec.md
# Feature Specification: Login

**Author**: Ada Lovelace

## Requirements

- **FR-001**: System MUST end a session after 15 minutes
```

```yaml specs/001-login/signoffs.yml
- item: "001-login/FR-001"
  fingerprint: sf1:a26a52e72db96f9d39786de136a280f6
  by: Ada Lovelace <ada@example.org>
  on: 2026-01-31
```

## Use instead

```yaml .specify/specward.yml
trace:
  profile: safety
```

```markdown specs/001-login/spec.md
# Feature Specification: Login

**Author**: Ada Lovelace

## Requirements

- **FR-001**: System MUST end a session after 15 minutes
```

```yaml specs/001-login/signoffs.yml
- item: "001-login/FR-001"
  fingerprint: sf1:a26a52e72db96f9d39786de136a280f6
  by: Grace Hopper <grace@example.org>
  on: 2026-01-31
```

## Limits

Silent in the profile `story` where one person has made all of the latest thousand commits: nobody else could sign. A
shallow clone tells nothing. Git knows authors of files, not of lines, and believes the name that a commit is made
with: only a signature proves it (`spec sign --list` checks them).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from specward.finding import Severity
from specward.rule import Fault, Need, Scope, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from specward.project import Project
    from specward.signoff.standing import Standing


@rule("CHK004", Severity.WARNING, Scope.PROJECT, strict=Severity.ERROR, needs=Need.REVIEWS)
def check(project: Project, _: Project) -> Iterator[Fault]:
    """Yield a fault for each sign-off that is the author's own, or a stranger's."""
    from specward.signoff.standing import all_standings

    for _scope, standings in all_standings(project):
        for each in standings:
            if each.state.value in _MESSAGES:
                message, help_ = _MESSAGES[each.state.value]
                yield Fault(each.recorded_at, _worded(message, each), help=_worded(help_, each))


def _worded(text: str, each: Standing) -> str:
    return text.format(name=each.signoff.name, item=each.item, email=each.signoff.email)


_MESSAGES = {
    "self": (
        "{item} is signed by its only author, {name}",
        "let somebody else read it, who then runs `spec sign {item}`",
    ),
    "unknown": (
        "{item} is signed by {name}, and nobody with the address {email} has committed to this repository",
        "commit the sign-off under the signer's own name",
    ),
}
