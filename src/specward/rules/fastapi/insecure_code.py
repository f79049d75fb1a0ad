"""The code does what is known to be insecure.

## What it does

Tells what ruff found by some of its rules S: a request without a time limit (S113) and one that does not look at
certificates (S501); and, as information, `eval` (S307), a shell (S602), a weak hash (S324) and SQL that is put together
from texts (S608). Under the profiles `seed` and `strict` also what looks like a password in the code (S105 to S107).

## Why is this bad?

A request without a limit waits for a silent server for ever, and so does whoever has asked. The others are ways in
which a text from outside becomes code, or a stranger a trusted server.

## Example

```yaml .specify/specward.yml
packs: [fastapi]
```

```python app/main.py
import requests


def rate() -> float:
    return float(requests.get("https://rates.example").text)
```

```json .specify/fastapi/probe.json
{
  "schema": "specward/fastapi-probe/v1",
  "digests": {"app/main.py": "027138b9f661a3c614399bd930cc01b35f913f23d4cb011bd9311331d7c398d6"},
  "ruff": [{
    "file": "app/main.py", "line": 5, "column": 18, "end_line": 5, "end_column": 30, "code": "S113",
    "message": "Probable use of `requests` call without timeout"
  }]
}
```

## Use instead

```yaml .specify/specward.yml
packs: [fastapi]
```

```python app/main.py
import requests


def rate() -> float:
    return float(requests.get("https://rates.example", timeout=5).text)
```

```json .specify/fastapi/probe.json
{
  "schema": "specward/fastapi-probe/v1",
  "digests": {"app/main.py": "0fa10068b34cef021db522225c05d1067e192bb125eba890bd809c2ee70ade1a"},
  "ruff": []
}
```

## Limits

A script keeps nobody waiting, so what it does is information: a file that is run by itself, or one that does it as it
is imported, which no application does.

Whether a hash guards anything, or a text comes from outside, ruff cannot tell. Most names with `password`, `secret` or
`token` in them hold none.

Without a run of `spec fastapi probe`, or where there was no ruff, nothing is known; see `ruff-not-run`. What the
project ignores in its own settings of ruff, or by `# noqa`, is not told.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from specward.finding import Severity
from specward.rule import Fault, Need, Scope, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from specward.finding import Location
    from specward.project import Project

_SAYS = {
    "S113": "this request has no time limit",
    "S501": "certificates are not looked at",
    "S307": "a text is run as code",
    "S602": "a shell runs this",
    "S324": "this hash is weak",
    "S608": "this SQL is put together from texts",
}
_PASSWORDS = dict.fromkeys(("S105", "S106", "S107"), "this looks like a password in the code")
_SURE = frozenset({"S113", "S501"})
"""What ruff is nearly always right about."""


@rule("FA172", Severity.WARNING, Scope.PROJECT, needs=Need.FASTAPI, read=13, right=13)
def check(project: Project, _: Project) -> Iterator[Fault]:
    """Yield a fault for each place that ruff found insecure."""
    from specward.packs.fastapi.probing.ruff_findings import in_words, told_by_ruff

    says = {**_SAYS, **_PASSWORDS} if Need.FASTAPI_SEED.is_met(project) else _SAYS
    for found, place in told_by_ruff(project, *says):
        is_sure = found.code in _SURE and not _is_of_script(project, place)
        severity = None if is_sure else Severity.INFO
        yield Fault(place, in_words(found, says[found.code]), help=found.message, severity=severity)


def _is_of_script(project: Project, place: Location) -> bool:
    """Whether a script does something: a file that runs by itself, or does it as it is run and is not imported."""
    from specward.packs.fastapi.source.modules import read_module
    from specward.packs.fastapi.source.names import names_of
    from specward.packs.fastapi.source.scripts import is_script, is_within_function

    module = read_module(project, place.path)
    if module is None or is_script(module):
        return module is not None
    return not is_within_function(module, place.start.line) and place.path not in names_of(project).reached
