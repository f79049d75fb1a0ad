"""A change to code has no prompt record.

## What it does

Reports a commit that touches code without a prompt record to answer for it. It runs in the git hooks, where a change is
being made, and over the commits of a range, each judged by the state that it leads to: `spec phr coverage --rev A..B`,
for a pull request or a CI job. A state of the project is no change, so `spec check` never reports it. The configuration
says when: `phr.require` (`off`, the default; `feature`; `commit`), `phr.paths` (what counts as code), `phr.exempt`.

With `commit`, a complete record must be added or changed together with the code, and belong to it: it is filed under
the change's feature, or in `general` or `constitution`, or it names one of the changed files. With `feature`, a
complete record of the feature is enough; over a range it may have come with a later commit. A record that is not filled
in, empty, deleted, only moved, or another feature's does not count.

In place of a record, the commit message may name one that exists, by path, uid or folder and id, or say why there is
none, where `phr.allow-none` permits it:

```text
PHR: 001-login/0003
PHR: none -- generated code, nobody prompted for it
```

The hook `prepare-commit-msg` writes the first kind by itself for each record of the commit (`phr.trailer`).

Merges, reverts, cherry-picks, rebases and commits that will be squashed (`fixup!`, `squash!`, `amend!`) need none. Over
a range a cherry-picked commit is a commit like any other.

## Why is this bad?

Half a year later nobody can tell what was asked for and what was invented, and the prompt that explains a strange
line is lost with the session it was typed in.

## Example

A commit that adds these files:

```yaml .specify/specward.yml
phr:
  require: commit
  paths: ["src/**"]
```

```python src/login.py
def login() -> None: ...
```

## Use instead

```yaml .specify/specward.yml
phr:
  require: commit
  paths: ["src/**"]
```

```python src/login.py
def login() -> None: ...
```

```markdown history/prompts/general/0001-add-the-login.general.prompt.md
---
id: "0001"
title: Add the login
stage: general
date: 2026-01-02
files:
  - src/login.py
---

## Prompt

Add a login function.

## Response snapshot

Added it.
```

## Limits

It does not claim that the record tells the truth, nor that the code was prompted for at all.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from specward.finding import Severity
from specward.markdown.document import Place
from specward.rule import Fault, Need, Scope, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from specward.project import Project


@rule("PHR020", Severity.ERROR, Scope.PROJECT, needs=Need.CHANGE)
def check(project: Project, _: Project) -> Iterator[Fault]:
    """Yield one fault, on the first path that asks for a record."""
    from specward.phr.records import judge_project

    verdict = judge_project(project, project.change) if project.change else None
    if verdict is None or verdict.passes:
        return
    others = len(verdict.code) - 1
    yield Fault(
        Place(verdict.code[0]),
        "changes without a prompt record" + (f", and {others} more with it" if others else ""),
        help="; ".join(f"{offer.offered} does not count: {offer.reason}" for offer in verdict.refused),
    )
