"""A functional requirement names a framework, a language or a database.

## What it does

Reports a functional requirement (`FR-001`) that names a well-known framework, programming language, database or library
which nothing else in the specification speaks of: not the title, the input, a story, a constraint or an assumption.

## Why is this bad?

A specification says what and why; the plan says how. A name that slips into a requirement takes the choice before
anybody has weighed it, and the requirement has to change when the choice does.

## Example

```markdown specs/001-login/spec.md
# Feature Specification: Login

- **FR-001**: The system MUST keep accounts in MongoDB.
```

## Use instead

```markdown specs/001-login/spec.md
# Feature Specification: Login

- **FR-001**: The system MUST keep accounts for as long as the customer has an order.
```

## Limits

It is an information: in a specification for developers a name may be the very thing that is asked for. Only a name
behind a word that chooses (`using`, `in`, `with`) is told; one that is explained, replaced or supported is not. A name
that stands elsewhere in the specification too is taken to be given, and so is one in a requirement that holds code,
says `existing` or `MUST NOT`, or is of another family, such as `C-001` or `AR-001`. Only the names of a short list are
known.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from specward.finding import Severity
from specward.rule import Fault, Scope, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from specward.artifacts.spec import Spec
    from specward.project import Project

_FAMILIES = {"FR", "REQ"}
_NAMES = (
    *("FastAPI", "Django", "Flask", "NestJS", "Express.js", "Spring Boot", "Laravel", "Ruby on Rails", "ASP.NET"),
    *("Next.js", "Nuxt", "Angular", "Vue.js", "SvelteKit", "Svelte", "React Native", "React", "Flutter", "jQuery"),
    *("Redux", "Zustand", "Tailwind", "TanStack Query", "PostgreSQL", "Postgres", "MySQL", "MariaDB", "MongoDB"),
    *("SQLite", "DynamoDB", "Redis", "Elasticsearch", "Cassandra", "Qdrant", "SQLAlchemy", "SQLModel", "Prisma"),
    *("TypeORM", "Hibernate", "Sequelize", "TypeScript", "JavaScript", "Python", "Golang", "Kotlin", "Kafka"),
    *("RabbitMQ", "Celery", "LangChain"),
)
"""Names that mean nothing else, as they are written; of two that begin alike the longer one first."""

_GIVEN = ("`", "existing", "MUST NOT", "SHALL NOT")
"""What tells that a requirement speaks of what is there already, or of what must not be."""


@rule("SPC015", Severity.INFO, Scope.SPEC, read=10, right=10)
def check(spec: Spec, project: Project) -> Iterator[Fault]:
    """Yield a fault for the first such name in each functional requirement."""
    requirements = [item for item in spec.requirements if item.family in _FAMILIES]
    joined = "\n".join([item.text for item in requirements])
    named = [name for name in _NAMES if name in joined]
    if not named:
        return
    text = spec.document.text
    chosen = {name for name in named if text.count(name) == joined.count(name)}
    for item in requirements if chosen else ():
        if any(sign in item.text for sign in _GIVEN):
            continue
        start = text.find(item.text, item.id_end, item.end)
        match = next((found for found in _chosen().finditer(item.text) if found[1] in chosen), None)
        if match and start >= 0:
            yield Fault(
                spec.document.place(start + match.start(1), start + match.end(1)),
                f"{item.id} chooses {match[1]}",
                help="say what is needed, and leave the choice to the plan; or name it under Constraints",
            )


@cache
def _chosen() -> re.Pattern[str]:
    """A name behind a word that chooses, or behind another name or two that are chosen with it."""
    choosing = "use|uses|using|via|with|in|into|on|to|by|through|as|usando|com|con|em|en|mit|avec|を|用|使用"
    between = r"(?:(?:an?|the|our) )?(?:[\w.*/&+-]{1,24} (?:(?:and|or|[+/&,]) )?){0,2}"
    names = "|".join(map(re.escape, _NAMES))
    return re.compile(rf"(?<!\w)(?:{choosing})[ \t]?{between}(?<![\w./@-])({names})(?![\w/-])")
