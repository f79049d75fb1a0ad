"""A secret is among what is answered.

## What it does

Reports an operation that answers a model with a password or its hash (`password`, `hashed_password`,
`password_salt`). As a warning it reports a password that may be missing from the answer, and a GET that answers the
secrets of another service or of the application (`smtp_password`, `client_secret`, `secret_key`, `private_key`,
`refresh_token`).

Not reported: what says whether there is one (`has_password`), what is masked (`SecretStr`), paths that are there to
hand out a secret, such as `/auth/token` or `/users/generate-password`, and what a POST shows once. A hash is for
nobody, whatever the path.

## Why is this bad?

What is answered ends in browsers, in the logs of proxies, in caches and bug reports. A hash can be tried out at
leisure; and FastAPI sends every field that the model of the answer has.

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
    "/users/{id}": {
      "get": {
        "responses": {
          "200": {
            "description": "OK",
            "content": {"application/json": {"schema": {"$ref": "#/components/schemas/User"}}}
          }
        }
      }
    }
  },
  "components": {
    "schemas": {
      "User": {
        "type": "object",
        "properties": {"id": {"type": "integer"}, "email": {"type": "string"}, "hashed_password": {"type": "string"}}
      }
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
    "/users/{id}": {
      "get": {
        "responses": {
          "200": {
            "description": "OK",
            "content": {"application/json": {"schema": {"$ref": "#/components/schemas/UserRead"}}}
          }
        }
      }
    }
  },
  "components": {
    "schemas": {"UserRead": {"type": "object", "properties": {"id": {"type": "integer"}, "email": {"type": "string"}}}}
  }
}
```

## Limits

The names tell. A field that the function leaves empty on purpose is still promised to clients: take it out of the
model of the answer. Keys that are named otherwise (`api_key`, `token`) are left alone, since too many of them are
meant to be read.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from specward.finding import Severity
from specward.packs.fastapi.interface.known_api import operations_of
from specward.packs.fastapi.interface.models import answered
from specward.packs.fastapi.interface.schema import types_of
from specward.packs.fastapi.interface.shape import items, line
from specward.rule import Fault, Need, Scope, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from specward.packs.fastapi.interface.api import Property
    from specward.packs.fastapi.interface.models import Model
    from specward.packs.fastapi.interface.operation import Operation
    from specward.project import Project

_HASH = re.compile(
    r"(user_?|account_?)?(password|passwd|pwd)_?(hash|hashed|salt|digest|encrypted)"
    r"|(hashed|encrypted|encoded|crypted)_?(password|passwd|pwd)|pw_?hash"
)
_PASSWORD = re.compile(r"(user_?|account_?|plain_?|raw_?)?(password|passwd|pwd)")
_SECRET = re.compile(
    r"(?!default_)\w+_password|(\w+_)?client_secret|(\w+_)?(api|app|webhook|signing|shared|jwt|totp|access)_secret|secret"
    r"|(aws_|jwt_|app_)?secret_(access_)?key|(\w+_)?private_key|(\w+_)?refresh_token"
)
_HANDS_OUT = re.compile(
    r"auth|log-?in|token|session|sign-?(in|up)|register|generate|rotate|regenerate|reveal|export|secret|credential|vault"
    r"|password|\bkeys?\b|api-?key|totp|\botp\b|mfa|2fa|oauth|invit"
)
_DEEPEST = 1
"""How many objects a secret may lie within: deeper is what people wrote in flows and plans, with names of secrets."""
_WORDS = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")


@rule("FA250", Severity.ERROR, Scope.PROJECT, needs=Need.FASTAPI, read=8, right=8)
def check(project: Project, _: Project) -> Iterator[Fault]:
    """Yield a fault for each model that is answered with a secret in it."""
    operations = operations_of(project)
    keeping = [one for one in operations if not _hands_out(one)]
    reading = [one for one in keeping if one.method == "get"]
    told = set()
    for pattern, asked in ((_HASH, operations), (_PASSWORD, keeping), (_SECRET, reading)):
        for model in answered(asked):
            found = [one for one in model.properties if _is_secret(one, pattern) and not _is_echo(one, model)]
            if pattern is _SECRET:
                found = [one for one in found if one.path.count(".") <= _DEEPEST]
            whose = id(model.operation.api), model.name or str(model.operation)
            if found and whose not in told:
                told.add(whose)
                whose_name = f" of `{line(model.name)[:80]}`" if model.name else ""
                yield Fault(
                    model.operation.place(),
                    f"{model.operation} answers `{found[0].name[:60]}`{whose_name}",
                    help="answer a model without it: `response_model=` leaves out what that does not have",
                    related=() if model.operation.api.from_probe else (model.place(),),
                    severity=None if any(map(_is_grave, found)) else Severity.WARNING,
                )


def _hands_out(operation: Operation) -> bool:
    """Whether a path is there to give somebody a secret."""
    return _HANDS_OUT.search(operation.path.lower().replace("_", "-")) is not None


def _is_grave(given: Property) -> bool:
    """Whether it is a password or a hash that is surely answered: an optional password may be left out each time."""
    name = _WORDS.sub("_", given.name).lower()
    return _HASH.fullmatch(name) is not None or (given.required and _PASSWORD.fullmatch(name) is not None)


def _is_secret(given: Property, pattern: re.Pattern[str]) -> bool:
    """Whether a property is named like a secret and is readable text."""
    if not pattern.fullmatch(_WORDS.sub("_", given.name).lower()):
        return False
    branches = [given.schema, *(one for key in ("anyOf", "oneOf") for one in items(given.schema.get(key)))]
    said = [one for one in branches if isinstance(one, dict)]
    if any(one.get("writeOnly") is True or "enum" in one or "const" in one for one in said):
        return False
    types = {kind for one in said for kind in types_of(one)}
    return "string" in types or not (types or any("$ref" in one for one in said))


def _is_echo(given: Property, model: Model) -> bool:
    """Whether it lies deep in what the caller has just sent, and only comes back."""
    body = model.operation.body
    if "." not in given.path or not model.name or body is None:
        return False
    return any(owner == model.name for _, _, owner in model.operation.api.walk(body.schema))
