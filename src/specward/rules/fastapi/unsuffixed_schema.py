"""The name of a schema does not say what it is for.

## What it does

Reports a model that an operation takes as its body or answers, and whose name has neither an ending such as `Create`,
`Update`, `Request`, `Response`, `Read` or `Public`, nor says it at its start, as `CreateOrder` does.

## Why is this bad?

The class `Order` may be the table, what a caller sends or what comes back. Sooner or later one is used for the other,
and a field that only the server may set can be sent.

## Example

```yaml .specify/specward.yml
packs: [fastapi]
fastapi:
  profile: seed
```

```python app/orders.py
from fastapi import APIRouter
from pydantic import BaseModel

router = APIRouter(prefix="/orders", tags=["orders"])


class Order(BaseModel):
    name: str


@router.post("")
def order(body: Order) -> Order:
    return body
```

## Use instead

```yaml .specify/specward.yml
packs: [fastapi]
fastapi:
  profile: seed
```

```python app/orders.py
from fastapi import APIRouter
from pydantic import BaseModel

router = APIRouter(prefix="/orders", tags=["orders"])


class OrderCreate(BaseModel):
    name: str


class OrderResponse(BaseModel):
    name: str


@router.post("")
def order(body: OrderCreate) -> OrderResponse:
    return OrderResponse(name=body.name)
```

## Limits

What stands in another model, such as an address, needs no such name, and is not looked at.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from specward.finding import Severity
from specward.rule import Fault, Need, Scope, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from specward.packs.fastapi.source.exchanged import Model
    from specward.project import Project


@rule("FA133", Severity.INFO, Scope.PROJECT, needs=Need.FASTAPI_SEED, read=45, right=40)
def check(project: Project, _: Project) -> Iterator[Fault]:
    """Yield a fault for each model whose name does not say which way it goes."""
    if not project.judges_all:
        return
    from specward.packs.fastapi.source.exchanged import models_of
    from specward.packs.fastapi.source.outlines import place

    for model in models_of(project):
        if not _told().search(model.line.name):
            yield Fault(
                place(project, model.path, model.line.spot),
                f"`{model.line.name}` does not say what it is for: it is {_use(model)}",
                help=f"call it `{model.line.name}{'Create' if model.is_taken else 'Response'}`, or what it is",
            )


def _use(model: Model) -> str:
    if model.is_taken and model.is_given:
        return "both taken and answered"
    return "taken as a body" if model.is_taken else "answered"


@cache
def _told() -> re.Pattern[str]:
    """What names of models end in, or begin with, that say which way they go or what they are."""
    return re.compile(
        r"(Creat(e|ion)|Update|Patch|Delete|Upsert|Insert|Edit|Set|Add|Remove|Regist(er|ration)|Log[iI]n|Sign(In|Up)|Reset"
        r"|In|Input|Request|Param(s|eters)?|Payload|Body|Form|Filters?|Query|Command|Options|Settings|Config"
        r"|Response|Reply|Answer|Read|Out|Output|Public|Private|Results?|List|Page|Paged|Paginat(ed|ion)|Collection"
        r"|Details?|Summary|View|Overview|Full|Brief|Minimal|Reduced|Infos?|Stat(us|e|s|istics)|Metrics|Count|Report"
        r"|Preview|Export|Import|Tokens?|Credentials|Message|Errors?|Event|Webhook|Base|Schemas?|Model|D(to|TO)|Data"
        r"|Exists|Success|Health|Version)(_?V?\d+)?$"
        r"|^(Create|Update|Patch|Delete|Upsert|New|Add|Remove|Set|Register|Login|Read|Get|List|Post|Put|Edit|Change"
        r"|Reset|Cancel|Store|Save|Load|Assign|Verify|Confirm|Send|Request|Accept|Reject|Approve|Invite|Transfer|Move"
        r"|Merge|Copy|Clone|Run|Start|Stop|Pause|Resume|Retry|Import|Export|Upload|Search|Find|Query|Check|Validate"
        r"|Test|Enable|Disable|Toggle|Link|Unlink|Attach|Detach|Apply|Submit|Mark|Rename|Refresh|Generate|Archive"
        r"|Restore|Bulk|Batch)(?=[A-Z])"
    )
