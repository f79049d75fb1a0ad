"""The errors of an API have several forms.

## What it does

Reports an operation that answers an error (`4XX`, `5XX`) in another form than most operations of the API do; once a
form, at the first that has it. What FastAPI answers to input that is not valid, 422 with `HTTPValidationError`, is
another form as well: the profiles `seed` and `strict` report it once, where other errors have a model of their own.

## Why is this bad?

A client has one place where it reads errors, and what is written there fits one form. With two it looks for `message`
where `detail` is, and people are shown "undefined".

## Example

```yaml .specify/specward.yml
packs: [fastapi]
fastapi: {openapi: openapi.json}
```

```json openapi.json
{
  "openapi": "3.1.0",
  "info": {"title": "Shop", "version": "1.0.0"},
  "paths": {
    "/items/{id}": {
      "get": {
        "responses": {
          "200": {"description": "OK"},
          "404": {
            "description": "It is gone",
            "content": {"application/json": {"schema": {"$ref": "#/components/schemas/Error"}}}
          }
        }
      },
      "delete": {
        "responses": {
          "204": {"description": "OK"},
          "404": {
            "description": "It is gone",
            "content": {"application/json": {"schema": {"$ref": "#/components/schemas/Error"}}}
          }
        }
      },
      "put": {
        "responses": {
          "200": {"description": "OK"},
          "404": {
            "description": "It is gone",
            "content": {"application/json": {"schema": {"$ref": "#/components/schemas/Problem"}}}
          }
        }
      }
    }
  },
  "components": {
    "schemas": {
      "Error": {"type": "object", "properties": {"detail": {"type": "string"}}},
      "Problem": {"type": "object", "properties": {"message": {"type": "string"}}}
    }
  }
}
```

## Use instead

```yaml .specify/specward.yml
packs: [fastapi]
fastapi: {openapi: openapi.json}
```

```json openapi.json
{
  "openapi": "3.1.0",
  "info": {"title": "Shop", "version": "1.0.0"},
  "paths": {
    "/items/{id}": {
      "get": {
        "responses": {
          "200": {"description": "OK"},
          "404": {
            "description": "It is gone",
            "content": {"application/json": {"schema": {"$ref": "#/components/schemas/Error"}}}
          }
        }
      },
      "delete": {
        "responses": {
          "204": {"description": "OK"},
          "404": {
            "description": "It is gone",
            "content": {"application/json": {"schema": {"$ref": "#/components/schemas/Error"}}}
          }
        }
      },
      "put": {
        "responses": {
          "200": {"description": "OK"},
          "404": {
            "description": "It is gone",
            "content": {"application/json": {"schema": {"$ref": "#/components/schemas/Error"}}}
          }
        }
      }
    }
  },
  "components": {
    "schemas": {"Error": {"type": "object", "properties": {"detail": {"type": "string"}}}}
  }
}
```

## Limits

In the profile `core` it is information, else a warning: an operation that follows another API, or tells more of a
conflict, may have a reason. Errors without a schema say nothing about their form.
"""

from __future__ import annotations

import json
from collections import Counter
from typing import TYPE_CHECKING

from specward.finding import Severity
from specward.packs.fastapi.interface.known_api import operations_of
from specward.packs.fastapi.interface.schema import takes_anything
from specward.packs.fastapi.interface.shape import line, words
from specward.rule import Fault, Need, Scope, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from specward.packs.fastapi.interface.operation import Operation
    from specward.project import Project

_REFUSED = "422"


@rule("FA230", Severity.INFO, Scope.PROJECT, needs=Need.FASTAPI, read=3, right=2)
def check(project: Project, _: Project) -> Iterator[Fault]:
    """Yield a fault for each form of errors but the one that is used most."""
    asks_all = Need.FASTAPI_SEED.is_met(project)
    forms: Counter[str] = Counter()
    first: dict[str, Operation] = {}
    refusing: dict[str, Operation] = {}
    for operation in operations_of(project):
        answers = _forms(operation)
        for form in dict.fromkeys(form for status, form in answers if status != _REFUSED):
            first.setdefault(form, operation)
            forms[form] += 1
        for form in (form for status, form in answers if status == _REFUSED):
            refusing.setdefault(form, operation)
    usual, *others = [form for form, _count in forms.most_common()] or [""]
    for form in others:
        yield Fault(
            first[form].place(),
            f"{first[form]} answers errors as {_name(form)}, which others answer as {_name(usual)}",
            help="raise one kind of exception, and let one handler make the answer of it",
            related=(first[usual].place(),),
            severity=Severity.WARNING if asks_all else None,
        )
    for form, operation in refusing.items():
        if asks_all and usual and form not in forms:
            yield Fault(
                operation.place(),
                f"input that is not valid is answered as {_name(form)}, other errors as {_name(usual)}",
                help=f"handle `RequestValidationError`, and document 422 as {_name(usual)} by `responses=`",
                related=(first[usual].place(),),
                severity=Severity.WARNING,
            )


def _forms(operation: Operation) -> list[tuple[str, str]]:
    """The forms of an operation's errors by their status: the name of a component, else the schema itself."""
    found = []
    for status, response in operation.responses.items():
        if status.startswith(("4", "5")) and response.schema and not takes_anything(response.schema):
            name = words(response.schema.get("$ref")).rpartition("/")[2]
            found.append((status, name or json.dumps(response.schema, sort_keys=True, default=str)))
    return found


def _name(form: str) -> str:
    return "a form without a name" if form.startswith("{") else f"`{line(form)[:80]}`"
