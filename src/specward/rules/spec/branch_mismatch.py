"""The specification names another feature's branch.

## What it does

Reports a `**Feature Branch**` that has the form of a feature's name, number and slug, and is not the name of the folder
that the specification lies in. The fix, which is not safe, writes the folder's name.

## Why is this bad?

spec-kit gives branch and folder one name, and people go from one to the other by it. A field that was copied with a
specification, or left behind by a renumbering, sends them to another feature.

## Example

```markdown specs/002-login/spec.md
# Feature Specification: Login

**Feature Branch**: `001-login`
```

## Use instead

```markdown specs/002-login/spec.md
# Feature Specification: Login

**Feature Branch**: `002-login`
```

## Limits

A branch may be called anything: names of another form (`main`, `feat/login`, `story/6138-login`) and those that only
begin with the folder's (`002-login-again`) are left alone, and so are folders without a number. It is information, for
the branch may really bear the other name; nobody can tell once it is merged.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from specward.features import FeatureName
from specward.finding import Edit, Fix, Severity, Span
from specward.rule import Fault, Scope, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from specward.project import Feature, Project


@rule("SPC017", Severity.INFO, Scope.FEATURE, fixable=True, read=7, right=7)
def check(feature: Feature, project: Project) -> Iterator[Fault]:
    """Yield a fault where the field names another feature than the folder does."""
    spec = feature.spec
    field = spec.fields.get("feature branch") if spec else None
    match = _name().match(field.value) if field else None
    if not spec or not field or not match:
        return
    named = match["name"]
    parsed = FeatureName.parse(named)
    if None in {parsed.number, feature.number} or not parsed.slug or named.startswith(feature.name):
        return
    start, end = (field.start + offset for offset in match.span("name"))
    edit = Edit(spec.document.path, Span(start, end), feature.name)
    yield Fault(
        spec.document.place(start, end),
        f"the branch is {named}, and the feature is {feature.name}",
        help="name the feature's own branch",
        fix=Fix(f"name the branch {feature.name}", (edit,)),
    )


@cache
def _name() -> re.Pattern[str]:
    """A feature's name at the beginning of the value."""
    return re.compile(r"[\[`*]{0,4}(?P<name>[0-9]{3,8}-[\w.-]{1,200})", re.ASCII)
