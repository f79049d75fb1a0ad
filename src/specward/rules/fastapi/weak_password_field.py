"""A new password may have one letter.

## What it does

Reports a model in which a new password is sent (of a registration, a new user, a change or a reset) that has no least
length in the document. What a login takes and the former password need none. The profiles `seed` and `strict` ask;
`strict` reports a field as well that is not said to be a password (`SecretStr`, `format: password`).

## Why is this bad?

The length is what keeps a password from being guessed; eight characters are the least that anybody recommends. Said
in the model, it is checked wherever a password comes in, and forms can tell before they send.

## Example

```yaml .specify/specward.yml
packs: [fastapi]
fastapi: {openapi: openapi.json, profile: seed}
```

```json openapi.json
{
  "openapi": "3.1.0",
  "info": {"title": "Shop", "version": "1.0.0"},
  "paths": {
    "/users": {
      "post": {
        "requestBody": {"content": {"application/json": {"schema": {"$ref": "#/components/schemas/UserCreate"}}}},
        "responses": {"201": {"description": "OK"}}
      }
    }
  },
  "components": {
    "schemas": {"UserCreate": {"type": "object", "properties": {"password": {"type": "string"}}}}
  }
}
```

## Use instead

```yaml .specify/specward.yml
packs: [fastapi]
fastapi: {openapi: openapi.json, profile: seed}
```

```json openapi.json
{
  "openapi": "3.1.0",
  "info": {"title": "Shop", "version": "1.0.0"},
  "paths": {
    "/users": {
      "post": {
        "requestBody": {"content": {"application/json": {"schema": {"$ref": "#/components/schemas/UserCreate"}}}},
        "responses": {"201": {"description": "OK"}}
      }
    }
  },
  "components": {
    "schemas": {"UserCreate": {"type": "object", "properties": {"password": {"type": "string", "minLength": 8}}}}
  }
}
```

## Limits

It is information: a validator in Python may check the length, and half of the projects that were looked at do so.
Then the document does not tell anybody.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from specward.finding import Severity
from specward.packs.fastapi.interface.known_api import operations_of
from specward.packs.fastapi.interface.models import sent
from specward.packs.fastapi.interface.schema import types_of
from specward.packs.fastapi.interface.shape import items
from specward.rule import Fault, Need, Scope, rule

if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any

    from specward.packs.fastapi.interface.api import Property
    from specward.packs.fastapi.interface.models import Model
    from specward.project import Project

_PASSWORD = re.compile(r"(new_?|user_?|admin_?)?(password|passwd|pwd)(_?1)?", re.IGNORECASE)
_LOGIN = re.compile(r"log-?in|sign-?in|token|session|authenticate|oauth", re.IGNORECASE)
_OWNERS = re.compile(r"login|smtp|credential|connection|config|settings|registry|database|proxy", re.IGNORECASE)
_LEAST = ("minLength", "pattern")


@rule("FA251", Severity.INFO, Scope.PROJECT, needs=Need.FASTAPI_SEED, read=33, right=17)
def check(project: Project, _: Project) -> Iterator[Fault]:
    """Yield a fault for each model with a new password that may be anything."""
    asks_form = Need.FASTAPI_STRICT.is_met(project)
    for model in sent(operations_of(project)):
        for one in model.properties:
            if not _is_new_password(one, model):
                continue
            said = _texts(one.schema)
            if said and not any(key in text for text in said for key in _LEAST):
                yield Fault(
                    model.place(),
                    f"{model} takes `{one.name}` without a least length",
                    help="give it one: `Field(min_length=8, max_length=128)`",
                )
            elif said and asks_form and not any(text.get("format") == "password" for text in said):
                yield Fault(
                    model.place(),
                    f"{model} does not say that `{one.name}` is a password",
                    help="declare it as `SecretStr`: it is not shown where the model is printed or logged",
                )


def _is_new_password(given: Property, model: Model) -> bool:
    path = model.operation.path.replace("_", "-")
    if not _PASSWORD.fullmatch(given.name) or _OWNERS.search(model.name):
        return False
    return not _LOGIN.search(path) and "." not in given.path.removeprefix("user.")


def _texts(schema: dict[str, Any]) -> list[dict[str, Any]]:
    """What a schema says of it as a text, itself or as one of what it may be."""
    branches = [schema, *(one for key in ("anyOf", "oneOf") for one in items(schema.get(key)))]
    return [one for one in branches if isinstance(one, dict) and "string" in types_of(one)]
