"""The API has changed, and the changelog has not.

## What it does

Compares the OpenAPI document that the project keeps (`fastapi.openapi`, else its contract) with what it was before the
change under examination. Reported is a change to it, words and tags left out, in which no changelog is touched. The
profiles `seed` and `strict` also report it where the project has no changelog at all.

## Why is this bad?

Whoever calls the API reads what is new there, or nowhere: nobody compares two documents by hand.

## Example

```yaml .specify/specward.yml
packs: [fastapi]
fastapi: {openapi: openapi.json}
```

```markdown base:CHANGELOG.md
# Changelog
```

```json base:openapi.json
{
  "openapi": "3.1.0",
  "info": {"title": "Shop", "version": "1.0.0"},
  "paths": {"/items": {"get": {"responses": {"200": {"description": "OK"}}}}}
}
```

```markdown CHANGELOG.md
# Changelog
```

```json openapi.json
{
  "openapi": "3.1.0",
  "info": {"title": "Shop", "version": "1.0.0"},
  "paths": {
    "/items": {"get": {"responses": {"200": {"description": "OK"}}}},
    "/orders": {"get": {"responses": {"200": {"description": "OK"}}}}
  }
}
```

## Use instead

```yaml .specify/specward.yml
packs: [fastapi]
fastapi: {openapi: openapi.json}
```

```markdown base:CHANGELOG.md
# Changelog
```

```json base:openapi.json
{
  "openapi": "3.1.0",
  "info": {"title": "Shop", "version": "1.0.0"},
  "paths": {"/items": {"get": {"responses": {"200": {"description": "OK"}}}}}
}
```

```markdown CHANGELOG.md
# Changelog

- `GET /orders` lists what was ordered
```

```json openapi.json
{
  "openapi": "3.1.0",
  "info": {"title": "Shop", "version": "1.0.0"},
  "paths": {
    "/items": {"get": {"responses": {"200": {"description": "OK"}}}},
    "/orders": {"get": {"responses": {"200": {"description": "OK"}}}}
  }
}
```

## Limits

It needs a document that is committed, and a state to compare with: that before a range (`spec check --rev A..B`) or
before uncommitted work, or the base of `spec verify`. A changelog that a tool writes at each release is not touched by
single changes: leave the rule out then.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from specward.finding import Severity
from specward.packs.fastapi.interface.announced import changelogs
from specward.packs.fastapi.interface.api import Api
from specward.packs.fastapi.interface.baseline import contract_path, differing
from specward.packs.fastapi.interface.breaking import key_of
from specward.packs.fastapi.interface.openapi import NotOpenApi, read_openapi
from specward.packs.fastapi.texts import bytes_at
from specward.rule import Fault, Need, Scope, rule
from specward.sources.source import UnreadableFile
from specward.words import listed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from specward.project import Project
    from specward.sources.source import Source


@rule("FA304", Severity.INFO, Scope.PROJECT, needs=Need.FASTAPI)
def check(project: Project, _: Project) -> Iterator[Fault]:
    """Yield a fault for a change to the API that no changelog tells of."""
    before, path = project.before, project.config.fastapi_openapi or contract_path(project)
    if before is None or not path or not (project.judges_all or project.config.fastapi_in_hook):
        return
    known = changelogs(project)
    if any(bytes_at(project.source, one) != bytes_at(before.source, one) for one in known):
        return
    if not known and not Need.FASTAPI_SEED.is_met(project):
        return
    old, new = _document(before.source, path), _document(project.source, path)
    if old is None or new is None:
        return
    added, changed = differing(old, new)
    there = {key_of(one) for one in new.operations}
    touched = [*added, *changed, *(one for one in old.operations if key_of(one) not in there)]
    if touched:
        wanting = f"{known[0]} is as it was" if known else "there is no changelog"
        yield Fault(
            new.place("paths"),
            f"the API has changed ({listed([str(one) for one in touched], 2)}), and {wanting}",
            help=f"say in {known[0] if known else 'CHANGELOG.md'} what is new for whoever calls it",
        )


def _document(source: Source, path: str) -> Api | None:
    try:
        data = source.read(path)
        return Api(*read_openapi(path, data), source) if data is not None else None
    except (UnreadableFile, NotOpenApi):  # reported where it is judged
        return None
