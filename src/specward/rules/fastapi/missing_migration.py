"""Columns of a table have changed, and no migration brings the database along.

## What it does

Compares the columns of the models, SQLAlchemy's and SQLModel's, before and after a change (`spec check --rev A..B`,
`--diff`, `spec verify --base`): as trees, so that layout and order do not count. A column came, or what surely is in
the database is another: a plain type of SQL and its length, `nullable`, `unique`, `index`, `primary_key`, where a
`ForeignKey` leads. Where the change brings no revision of Alembic, it is reported once. A project without Alembic is
left alone.

## Why is this bad?

The code asks for a column that the database does not have. It works for whoever made the table anew, and fails
wherever there is data.

## Example

```yaml .specify/specward.yml
packs: [fastapi]
```

```python base:alembic/versions/1a_users.py
revision = "1a"
down_revision = None
```

```python base:app/models.py
class User(Base):
    __tablename__ = "users"
    name: Mapped[str] = mapped_column(String(50))
```

```python alembic/versions/1a_users.py
revision = "1a"
down_revision = None
```

```python app/models.py
class User(Base):
    __tablename__ = "users"
    name: Mapped[str] = mapped_column(String(80))
```

## Use instead

```yaml .specify/specward.yml
packs: [fastapi]
```

```python base:alembic/versions/1a_users.py
revision = "1a"
down_revision = None
```

```python base:app/models.py
class User(Base):
    __tablename__ = "users"
    name: Mapped[str] = mapped_column(String(50))
```

```python alembic/versions/1a_users.py
revision = "1a"
down_revision = None
```

```python alembic/versions/2b_longer_names.py
revision = "2b"
down_revision = "1a"
```

```python app/models.py
class User(Base):
    __tablename__ = "users"
    name: Mapped[str] = mapped_column(String(80))
```

## Limits

It needs a change to look at. Whether the revision does what the model asks, it does not look at;
`alembic check` does, with a database. Types that the project made itself are not compared. A column that goes is
not reported: it may stay in the database until nothing asks for it any more.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from specward.finding import Severity
from specward.rule import Fault, Need, Scope, rule
from specward.words import counted, listed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from specward.project import Project

_RELATED = 20


@rule("FA311", Severity.WARNING, Scope.PROJECT, needs=Need.ALTERATION, read=9, right=9)
def check(project: Project, _: Project) -> Iterator[Fault]:
    """Yield a fault for a change to columns without a revision."""
    if project.altered is None or project.before is None or not Need.FASTAPI.is_met(project):
        return
    from specward.packs.fastapi.source.migrations import brings_revision, changed_columns, has_revisions

    paths = [path for _, path in project.altered.paths if path.endswith((".py", ".sql"))]
    if not paths or brings_revision(project, project.before, paths):
        return
    found = changed_columns(project, project.before, paths)
    if found and has_revisions(project):
        names = listed([f"{one.table}.{one.name}" for one in found])
        yield Fault(
            found[0].place,
            f"{counted(len(found), 'column')} changed ({names}), and no revision of Alembic came with it",
            help='`alembic revision --autogenerate -m "…"`, then read what it wrote',
            related=tuple(dict.fromkeys(one.place for one in found[1 : _RELATED + 1])),
        )
