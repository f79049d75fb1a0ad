"""The OpenAPI document cannot be judged.

## What it does

Reports an OpenAPI document that the configuration names, or that the application gave of itself, and that is not
there, is not JSON or YAML, is of version 2 (Swagger), or lacks `openapi`, `info` or `paths`. Where
`openapi-spec-validator` is installed, which the extra `specward[fastapi]` brings, what it finds is reported too, ten
faults at most.

## Why is this bad?

Clients, tests and the rules on the API all go by this document. From one that is broken each of them makes something
else, or nothing, and nobody is told.

## Example

```yaml .specify/specward.yml
packs: [fastapi]
fastapi: {openapi: openapi.json}
```

```json openapi.json
{"swagger": "2.0", "info": {"title": "Shop", "version": "1.0.0"}, "paths": {}}
```

## Use instead

```yaml .specify/specward.yml
packs: [fastapi]
fastapi: {openapi: openapi.json}
```

```json openapi.json
{"openapi": "3.1.0", "info": {"title": "Shop", "version": "1.0.0"}, "paths": {}}
```

## Limits

Documents of OpenAPI 3.0, 3.1 and later 3 are read, of up to 32 MB; YAML without anchors and tags. For Swagger 2,
convert the document, or leave `fastapi.openapi` out and run `spec fastapi probe`: FastAPI says itself what it serves.
Without the standard's schema a document is read all the same. Nothing that a document refers to elsewhere is read.
"""

from __future__ import annotations

from importlib import import_module
from itertools import islice
from typing import TYPE_CHECKING, Any

from specward.finding import Severity
from specward.packs.fastapi.interface.known_api import known_api_of, problem_of
from specward.rule import Fault, Need, Scope, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from specward.packs.fastapi.interface.api import Api
    from specward.project import Project

_MOST = 10


@rule("FA004", Severity.ERROR, Scope.PROJECT, needs=Need.FASTAPI, read=2, right=2)
def check(project: Project, _: Project) -> Iterator[Fault]:
    """Yield a fault for a document that cannot be judged, and for what the standard's schema has against it."""
    if problem := problem_of(project):
        yield Fault(problem.place, problem.message, help=problem.help)
    elif api := known_api_of(project):
        for error in _verdict(api):
            keys = [str(key) for key in error.absolute_path]
            where = f"`{' / '.join(keys)[:100]}`: " if keys else ""
            yield Fault(api.place(*keys), f"{where}{_first_line(error.message)}")


def _verdict(api: Api) -> list[Any]:
    """What the standard's schema says, where somebody has it; not to be validated is no fault.

    The document is held against that schema alone. The package's own validators go further, and for that follow the
    document's references: into other files, onto the network, and twice at each step where a schema says so.
    """
    try:
        return [_innermost(error) for error in islice(_validator(api.version).iter_errors(api.document), _MOST)]
    except (ImportError, AttributeError, RecursionError):
        return []


def _validator(version: str) -> Any:  # noqa: ANN401 -- of a package that need not be there
    """What holds a document against the standard's schema.

    Schemas of 3.1 refer to each other by anchors. Unless all of them are known beforehand they are gone through once
    more at each reference, which takes four times as long as all the rest.
    """
    known = import_module("openapi_spec_validator.schemas")
    if version.startswith("3.0"):
        return known.openapi_v30_schema_validator
    validator = known.openapi_v31_schema_validator
    whole = import_module("referencing.jsonschema").DRAFT202012.create_resource(validator.schema)
    registry = (whole @ import_module("jsonschema_specifications").REGISTRY).crawl()
    return validator.__class__(validator.schema, registry=registry)


def _innermost(error: Any) -> Any:  # noqa: ANN401 -- of a package that need not be there
    """Of the reasons why no alternative holds, the one that lies deepest: what was meant got furthest."""
    while error.context:
        error = max(error.context, key=lambda one: len(one.absolute_path))
    return error


def _first_line(message: object) -> str:
    text = " ".join(str(message)[:150].split())
    return text[:1].lower() + text[1:].removesuffix(".")
