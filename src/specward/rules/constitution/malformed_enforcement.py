r"""An entry of an enforcement block cannot be understood, so nothing holds its principle.

## What it does

Reports each entry that is no entry: not YAML, an unknown key or rule, a glob that leads out of the project, a pattern
that cannot be matched in bounded time. Reports a block that stands under no principle, and a principle that has the
id of an inherited one and does not say that it replaces it.

## Why is this bad?

The principle looks enforced and is not.

## Example

````markdown .specify/memory/constitution.md
# Login Constitution

## Core Principles

### I. Quiet Code

Code MUST NOT print.

```yaml enforce
- forbids: {pattern: 'print\(', in: 'src/**/*.py'}
```

**Version**: 1.0.0 | **Ratified**: 2026-01-31 | **Last Amended**: 2026-01-31
````

## Use instead

````markdown .specify/memory/constitution.md
# Login Constitution

## Core Principles

### I. Quiet Code

Code MUST NOT print.

```yaml enforce
- forbid: {pattern: 'print\(', in: 'src/**/*.py', why: 'use the logger'}
```

**Version**: 1.0.0 | **Ratified**: 2026-01-31 | **Last Amended**: 2026-01-31
````

## Limits

Patterns are regular expressions without backreferences, lookaround, atomic groups and possessive repeats, of at most
500 characters. Anchors, aliases and tags of YAML are refused.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from specward.finding import Severity
from specward.rule import Fault, Need, Scope, rule
from specward.sources.source import UnreadableFile

if TYPE_CHECKING:
    from collections.abc import Iterator

    from specward.constitution.norms import Norms
    from specward.project import Project


@rule("CON003", Severity.ERROR, Scope.PROJECT, needs=Need.ENFORCEMENT)
def check(project: Project, _: Project) -> Iterator[Fault]:
    """Yield a fault for each entry, rule name or redefinition that cannot count.

    Raises:
        UnreadableFile: an inherited constitution cannot be had.
    """
    from specward.constitution.norms import norms_of

    norms = norms_of(project)
    for entry in norms.malformed:
        yield Fault(entry.place, f"{entry.principle}: {entry.reason}" if entry.principle else entry.reason, entry.help)
    yield from _unknown_rules(norms)
    for own, inherited in norms.redefinitions:
        origin = inherited.inherited_from
        yield Fault(
            own.place,
            f"{own.id} ({own.name}) is another principle than the inherited {inherited.id} ({inherited.name})",
            help=f"give it an id of its own, such as {{#P-{len(norms.principles) + 1:02}}}, "
            f"or say why it replaces that of {origin}: `- override: 'reason'`",
            related=(inherited.place,),
        )
    for origin, reason in norms.unreadable:
        raise UnreadableFile(origin, f"this inherited constitution cannot be had: {reason}")


def _unknown_rules(norms: Norms) -> Iterator[Fault]:
    from specward.artifacts.enforcement_entry import BuiltinRule

    entries = norms.of_kind(BuiltinRule)
    if not entries or not norms.rule_names:
        return
    from specward.words import suggestion

    known = {word.lower() for pair in norms.rule_names.items() for word in pair}
    for entry in entries:
        if entry.rule.lower() not in known:
            near = suggestion(entry.rule, norms.rule_names.values())
            help_ = near if near.startswith("did") else "`spec rules` lists all"
            yield Fault(entry.place, f"{entry.principle}: no rule is called `{entry.rule[:60]}`", help=help_)
