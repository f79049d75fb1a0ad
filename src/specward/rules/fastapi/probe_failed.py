"""The application could not be asked about itself.

## What it does

Reports what `spec fastapi probe` kept of a failure: the application raised while it was imported, needed a variable or
a module that is not there, took too long, or ended the process.

Where the application was never asked, or its source has changed since, nobody can tell; the check then ends with 3, as
it does wherever a rule asks for an API of which nothing is known. Nothing of that is asked where `fastapi.openapi`
names a document, nor of a commit under way, the index or a range of commits: no application is asked about those. To
leave this rule out alone changes nothing of that; a project that wants its source judged and not its API leaves out
what asks for one: `rules: {ignore: [FA003, FA2, FA3]}`.

## Why is this bad?

An application that cannot be imported tells nothing of its operations, so no rule on them finds anything, which looks
like an interface without a fault. What it raised there, it raises in production too where the same is missing.

## Example

```yaml .specify/specward.yml
packs: [fastapi]
```

```json .specify/fastapi/probe.json
{
  "schema": "specward/fastapi-probe/v1",
  "failure": {
    "kind": "missing-variable",
    "message": "it needs SECRET_KEY in its environment",
    "help": "give SECRET_KEY a value in .env.example, or name another file as `fastapi.env-file`"
  }
}
```

## Use instead

```yaml .specify/specward.yml
packs: [fastapi]
```

```json .specify/fastapi/probe.json
{
  "schema": "specward/fastapi-probe/v1",
  "openapi": {"openapi": "3.1.0", "info": {"title": "Shop", "version": "1.0.0"}, "paths": {}}
}
```
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from specward.config import PATH as CONFIGURATION
from specward.errors import UndeterminedError
from specward.evidence.code import Code
from specward.finding import Location, Severity
from specward.packs.fastapi.probing.gap import gap_of
from specward.packs.fastapi.probing.probe_file import PATH, read_probe
from specward.packs.fastapi.probing.stale import why_stale
from specward.rule import Fault, Need, Scope, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from specward.packs.fastapi.probing.probed import Failure
    from specward.project import Project

_NO_PROBE = "nobody asks the application about a commit: name a document as `fastapi.openapi` for `fastapi.in-hook`"


@rule("FA003", Severity.ERROR, Scope.PROJECT, needs=Need.FASTAPI)
def check(project: Project, _: Project) -> Iterator[Fault]:
    """Yield a fault on the line where the application failed."""
    if project.config.fastapi_openapi:
        return
    if not project.judges_all:
        if project.config.fastapi_in_hook:
            raise UndeterminedError(_NO_PROBE, where=CONFIGURATION)
        return
    gap = gap_of(project) if project.with_probe else None
    probed = read_probe(project.source) if gap else None
    if gap and probed and probed.failure and not why_stale(project, probed):
        yield Fault(
            _place(project, probed.failure),
            f"the application could not be asked: {probed.failure.message}",
            help=f"{probed.failure.help or 'mend that'}; then ask again: `spec fastapi probe`",
        )
    elif gap:
        raise gap.error


def _place(project: Project, failure: Failure) -> Location:
    """The line where it failed; the file of the probe where nobody knows."""
    data = project.source.read(failure.file) if failure.file else None
    if data is None:
        return Location(PATH)
    code = Code(failure.file, data.decode("utf-8", "replace"))
    line = min(max(1, failure.line), len(code.lines))
    text = code.lines[line - 1]
    return code.location(line, len(text) - len(text.lstrip()), len(text.rstrip()))
