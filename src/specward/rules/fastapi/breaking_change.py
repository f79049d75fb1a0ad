"""The API breaks whoever relies on its contract, and no version says so.

## What it does

Holds the API against its contract: the document of `fastapi.baseline`, else `contracts/openapi.json` of the feature
that was numbered last and has one, else `fastapi.openapi` as it was before the change under examination. It reports
operations that are gone; what must be sent now and did not have to be; what is refused now (types, values, formats,
bounds, null, kinds of content); what an answer no longer holds, or no longer always; statuses of success that are
gone; and a proof of who is calling where none was asked. What befalls a component is reported once for all operations.

Not reported: what is generous, such as an optional parameter or a property more in an answer; the end of an operation
that the contract called `deprecated`; a path that is there under a higher version (`/v2/items` of `/v1/items`); and
anything where the first number of `info.version` was raised, before 1.0 the second.

## Why is this bad?

Whoever calls the API learns of it when their program fails, and no test of this project can tell.

## Example

```yaml .specify/specward.yml
packs: [fastapi]
fastapi: {openapi: openapi.json, baseline: contract.json}
```

```json contract.json
{
  "openapi": "3.1.0",
  "info": {"title": "Shop", "version": "1.0.0"},
  "paths": {
    "/items": {"get": {"responses": {"200": {"description": "OK"}}}}
  }
}
```

```json openapi.json
{
  "openapi": "3.1.0",
  "info": {"title": "Shop", "version": "1.0.1"},
  "paths": {
    "/items": {
      "get": {
        "parameters": [{"name": "shop", "in": "query", "required": true, "schema": {"type": "string"}}],
        "responses": {"200": {"description": "OK"}}
      }
    }
  }
}
```

## Use instead

```yaml .specify/specward.yml
packs: [fastapi]
fastapi: {openapi: openapi.json, baseline: contract.json}
```

```json contract.json
{
  "openapi": "3.1.0",
  "info": {"title": "Shop", "version": "1.0.0"},
  "paths": {
    "/items": {"get": {"responses": {"200": {"description": "OK"}}}}
  }
}
```

```json openapi.json
{
  "openapi": "3.1.0",
  "info": {"title": "Shop", "version": "1.1.0"},
  "paths": {
    "/items": {
      "get": {
        "parameters": [{"name": "shop", "in": "query", "schema": {"type": "string"}}],
        "responses": {"200": {"description": "OK"}}
      }
    }
  }
}
```

## Limits

It goes by the documents, not by what the code does: where an answer is annotated anew, it may have been like that
before. Between a document of OpenAPI 3.0 and one of 3.1 nothing is said of null and of absence in answers. One more
value in a list of values that are answered breaks nothing here, nor does one more form of several.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from specward.finding import Severity
from specward.packs.fastapi.interface.baseline import baseline_of, broken
from specward.rule import Fault, Need, Scope, rule

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from specward.packs.fastapi.interface.breaking import Break
    from specward.project import Project

_RELATED = 20


@rule("FA301", Severity.ERROR, Scope.PROJECT, needs=Need.FASTAPI, read=60, right=60)
def check(project: Project, _: Project) -> Iterator[Fault]:
    """Yield a fault for each thing that breaks, once for all operations that it breaks alike."""
    contract = baseline_of(project).api
    for alike in _alike(broken(project).refused) if contract else ():
        first, *others = alike
        also = f"; {len(others)} more operations break alike" if len(others) > 1 else ""
        yield Fault(
            first.place(),
            first.message + (also or (f"; {others[0].before} breaks alike" if others else "")),
            help="keep what there was beside it, and call that deprecated; or raise the version: the first number of "
            "`info.version`, or that in the path",
            related=tuple(dict.fromkeys(one.place() for one in others))[:_RELATED],
        )


def _alike(found: Iterable[Break]) -> Iterable[list[Break]]:
    """What breaks, put together where it is one change that many operations suffer from."""
    groups: defaultdict[tuple[str, ...], list[Break]] = defaultdict(list)
    for one in found:
        if one.owner:
            key: tuple[str, ...] = (one.kind, one.owner, one.subject, one.said)
        elif one.kind.startswith("security-"):
            key = (one.kind, one.said)
        else:
            key = (one.kind, *map(str, (one.before, one.part, one.subject, one.said)))
        groups[key].append(one)
    return groups.values()
