"""Front matter is not the YAML that it is meant to be.

## What it does

Reports front matter that is never closed, or that YAML refuses: most often a value that holds a colon followed by a
blank. The document is still read, line by line.

## Why is this bad?

Every tool that reads the document's data reads something else, or nothing.

## Example

```markdown specs/001-login/tasks.md
---
description: Tasks: the login form
---

# Tasks: Login

- [ ] T001 Add the form in src/form.py
```

## Use instead

```markdown specs/001-login/tasks.md
---
description: "Tasks: the login form"
---

# Tasks: Login

- [ ] T001 Add the form in src/form.py
```

## Limits

Front matter that still holds `{{TOKENS}}` of a template is reported as unfilled, not as malformed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from specward.finding import Severity
from specward.rule import Fault, Scope, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from specward.markdown.document import Document
    from specward.project import Project


@rule("DOC009", Severity.ERROR, Scope.DOCUMENT)
def check(document: Document, project: Project) -> Iterator[Fault]:
    """Yield a fault where the front matter could not be read as YAML."""
    front_matter = document.front_matter
    if front_matter is None:
        return
    if "{{" in document.text[front_matter.start : front_matter.end]:
        return  # Never filled in: `unfilled-record` and `unfilled-template` say so.
    if front_matter.problem:
        place = document.place(front_matter.problem_start, front_matter.problem_end)
        yield Fault(place, front_matter.problem, help='put the value in double quotes: key: "value"')
    elif not front_matter.closed:
        place = document.place(front_matter.start, front_matter.start + 3)
        yield Fault(place, "this front matter is never closed", help="close it with a line of ---")
