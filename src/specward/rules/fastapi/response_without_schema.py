"""A successful answer says nothing about what it holds.

## What it does

Reports an operation whose answer of success (`2XX`) is JSON with an empty schema: anything at all. In FastAPI that is
a function with neither a return annotation nor `response_model`; either will do. Not reported: answers without
content (204, 205, redirects), what sounds like a file, a stream or a redirect, answers to other programs (webhooks,
callbacks), paths that are there for machines, such as health checks, and DELETE, of which FA214 asks.

## Why is this bad?

Clients are generated from the schema, and so is the documentation: from this one they get `any`. Nor does FastAPI
filter what it returns, so a field that was meant for nobody, a password's hash, is sent as soon as it is in the
object.

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
        "responses": {"200": {"description": "OK", "content": {"application/json": {"schema": {}}}}}
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
    "/items/{id}": {
      "get": {
        "responses": {
          "200": {
            "description": "OK",
            "content": {"application/json": {"schema": {"$ref": "#/components/schemas/Item"}}}
          }
        }
      }
    }
  },
  "components": {"schemas": {"Item": {"type": "object", "properties": {"id": {"type": "integer"}}}}}
}
```

## Limits

An API of which more than half of the operations say nothing, or 25 of them, is told of once, by default; under the
profiles `seed` and `strict` each operation is. An operation that tells of another answer of success is left alone:
FastAPI adds its own 200 to it. Where a function returns a `Response` of its own and `response_class` is not given, the
document tells of JSON although it is none. Where the application was probed and the function is seen to return nothing
else, it is left alone; so are paths that sound like files, exports and streams.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from specward.finding import Severity
from specward.packs.fastapi.interface.known_api import operations_of
from specward.packs.fastapi.interface.operation import JSON
from specward.packs.fastapi.interface.paths import is_incoming, is_shaped_by_parameter, is_technical
from specward.packs.fastapi.interface.schema import takes_anything
from specward.packs.fastapi.source.behind import Functions, answers_by_itself, never_answers
from specward.packs.fastapi.told import is_told_once, once_a_place
from specward.rule import Fault, Need, Scope, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from specward.packs.fastapi.interface.operation import Operation
    from specward.project import Project

_WITHOUT_CONTENT = frozenset({"202", "204", "205"})
_ITSELF = re.compile(
    r"download|export|stream|\bfiles?(name)?\b|image|thumbnail|avatar|picture|photo|preview|artifact|content\b|media"
    r"|attachment|captcha|widget|\bqr\b|\bpdf|\bcsv|\bzip|\blogs?\b|\.[a-z]{2,12}$"
    r"|log(in|out)|authorize|consent|oauth|\bsso\b|redirect|\bshare\b"
)
"""Files, and what sends callers elsewhere."""
_HELP = (
    "annotate what the function returns, or give `response_model`; where it returns nothing, `status_code=204`; "
    "where it returns a file or a stream, `response_class`"
)
_SHOWN = 20
_STREAM = re.compile(r"stream|\bsse\b|\bchat\b|completions?\b|export|download|oauth")


@rule("FA202", Severity.ERROR, Scope.PROJECT, needs=Need.FASTAPI, read=142, right=141)
@once_a_place
def check(project: Project, _: Project) -> Iterator[Fault]:
    """Yield a fault for each operation that answers anything, or one for an API of which most or many do."""
    judged = [one for one in operations_of(project) if not _is_exempt(one)]
    functions = Functions(project)
    silent = [
        (operation, status)
        for operation in judged
        for status in _silent(operation)
        if not _makes_response(operation, functions)
    ]
    places = list(dict.fromkeys(operation.place() for operation, _ in silent))
    if is_told_once(project, len(places), len(judged)):
        message = f"{len(places)} of {len(judged)} operations answer with a schema that says nothing"
        yield Fault(places[0], message, help=_HELP, related=tuple(places[1:_SHOWN]))
        return
    for operation, status in silent:
        message = f"{operation} answers {status} with a schema that says nothing"
        yield Fault(operation.place(), message, help=_HELP)


def _is_exempt(operation: Operation) -> bool:
    """Whether a schema is not to be asked for: another rule judges it, or it answers something else than data."""
    if operation.method == "delete" or is_technical(operation.path) or is_incoming(operation.path):
        return True
    return _answers_itself(operation) or is_shaped_by_parameter(operation.path)


def _silent(operation: Operation) -> Iterator[str]:
    """The statuses of success that are answered with a schema that says nothing."""
    for status, response in operation.success.items():
        schema = response.schema
        if status in _WITHOUT_CONTENT or response.content_types != (JSON,) or schema is None:
            continue
        if takes_anything(operation.api.resolve(schema)) and not _says_otherwise(operation, status):
            yield status


def _says_otherwise(operation: Operation, status: str) -> bool:
    """Whether another answer of success is told of, and this is only the one that FastAPI adds by itself."""
    return status == "200" and len(operation.success) > 1


def _makes_response(operation: Operation, functions: Functions) -> bool:
    """Whether the function behind an operation is seen to make a `Response` of its own, no JSON, or just to raise."""
    behind = functions.behind(operation)
    return behind is not None and (answers_by_itself(behind) or never_answers(behind))


def _answers_itself(operation: Operation) -> bool:
    """Whether a path sounds as if its function made a `Response` of its own, of which nobody has told FastAPI."""
    sounds = _ITSELF if operation.method == "get" else _STREAM
    return sounds.search(operation.path.lower().replace("_", "-")) is not None
