"""The contract of the API is not what the API is.

## What it does

Looks at the contract that the API is held to: the document of `fastapi.baseline`, else `contracts/openapi.json` of the
feature that was numbered last and has one. Reported, once, is a contract that is not there although `fastapi.baseline`
names it or that cannot be read, which is a warning, since no breaking change is seen then; and one that lacks
operations of the API or tells them otherwise. Words, examples, tags and the names of operations are no part of it. The
profiles `seed` and `strict` also report an API without any contract.

## Why is this bad?

Other teams and their generated clients go by the document. What it does not tell nobody uses, and what is not in it
can break without being noticed: a breaking change is one against a contract.

## Example

```yaml .specify/specward.yml
packs: [fastapi]
fastapi: {openapi: openapi.json, baseline: contract.json}
```

```json contract.json
{
  "openapi": "3.1.0",
  "info": {"title": "Shop", "version": "1.0.0"},
  "paths": {"/items": {"get": {"responses": {"200": {"description": "OK"}}}}}
}
```

```json openapi.json
{
  "openapi": "3.1.0",
  "info": {"title": "Shop", "version": "1.1.0"},
  "paths": {
    "/items": {"get": {"responses": {"200": {"description": "OK"}}}},
    "/orders": {"get": {"responses": {"200": {"description": "OK"}}}}
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
  "paths": {"/items": {"get": {"responses": {"200": {"description": "OK"}}}}}
}
```

```json openapi.json
{
  "openapi": "3.1.0",
  "info": {"title": "Shop", "version": "1.0.0"},
  "paths": {"/items": {"get": {"responses": {"200": {"description": "All items"}}}}}
}
```

## Limits

Silent where something breaks: `breaking-change` tells of that, and it comes first. A project may renew its contract at
each release alone; between two of them the finding says what the next one will bring.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from specward.finding import Severity
from specward.packs.fastapi.interface.baseline import baseline_of, broken, contract_path, differing
from specward.packs.fastapi.interface.known_api import api_of
from specward.rule import Fault, Need, Scope, rule
from specward.words import counted, listed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from specward.packs.fastapi.interface.api import Api
    from specward.packs.fastapi.interface.baseline import Baseline
    from specward.project import Project


@rule("FA302", Severity.INFO, Scope.PROJECT, needs=Need.FASTAPI)
def check(project: Project, _: Project) -> Iterator[Fault]:
    """Yield a fault for a contract that is missing, unreadable or out of date."""
    api, contract = api_of(project), baseline_of(project)
    if api is None or contract.is_former:
        return
    if contract.problem:
        said = f"the contract cannot be held against the API: {contract.reason}"
        yield Fault(contract.problem, said, help=_renew(contract), severity=Severity.WARNING)
    elif contract.api is None:
        if Need.FASTAPI_SEED.is_met(project) and api.operations and not contract_path(project):
            yield Fault(
                api.place("paths"),
                "no document says what others may rely on",
                help="keep the document that `spec fastapi probe --output` writes as `contracts/openapi.json` of its "
                "feature, or name it as `fastapi.baseline`",
            )
    elif not any(broken(project)):
        yield from _out_of_date(contract, contract.api, api)


def _renew(contract: Baseline) -> str:
    return f"write it anew, and commit it with the change: `spec fastapi probe --output {contract.path}`"


def _out_of_date(contract: Baseline, before: Api, now: Api) -> Iterator[Fault]:
    added, changed = differing(before, now)
    said = []
    if added:
        said.append(f"does not tell of {listed([str(one) for one in added])}")
    if changed:
        said.append(f"tells {counted(len(changed), 'operation')} otherwise, such as {changed[0]}")
    if said:
        yield Fault(before.place("paths"), f"{contract.path} {' and '.join(said)}", help=_renew(contract))
