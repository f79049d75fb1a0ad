"""A Python file of the back end cannot be analysed.

## What it does

Reports a Python file of the back end that neither Specward's own Python nor the one of the project can parse, that is
not in the encoding that it declares, or that is too large or nested too deep.

## Why is this bad?

No other rule has looked at it. What it holds may be right or wrong, and a report that does not say so reads as a pass.

## Example

```yaml .specify/specward.yml
packs: [fastapi]
```

```python app/main.py
from fastapi import FastAPI

app = FastAPI(
```

## Use instead

```yaml .specify/specward.yml
packs: [fastapi]
```

```python app/main.py
from fastapi import FastAPI

app = FastAPI()
```

## Limits

A file in a newer Python than the one that runs Specward is read by the project's own interpreter: `spec fastapi probe`
keeps what it understands, for as long as the file stays the same. Where it has not been asked, three and more files
that it may understand are told of once, and what is known to be of a newer Python, such as `type X = int`, is a
warning: it may be right. A file that is too large is information: what is larger than anything that somebody writes,
such as an installer with an archive in it, is data.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from specward.finding import Severity
from specward.rule import Fault, Need, Reach, Scope, rule
from specward.words import listed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from specward.finding import Location
    from specward.packs.fastapi.probing.probed import Probed
    from specward.packs.fastapi.source.module import Module
    from specward.project import Project

_SEVERAL = 3
"""From so many files on that may be in a newer Python, one finding tells of them."""
_UTF_16 = (b"\xff\xfe", b"\xfe\xff")
_ASK = "`spec fastapi probe` lets the project's own one read "


@rule("FA002", Severity.ERROR, Scope.PROJECT, needs=Need.FASTAPI, reach=Reach.DOCUMENT, read=12, right=12)
def check(project: Project, _: Project) -> Iterator[Fault]:
    """Yield a fault for each file that could not be parsed, or one for all that may be in a newer Python."""
    unread = list(_unread(project))
    if not unread:
        return
    from specward.packs.fastapi.probing.probe_file import read_probe
    from specward.packs.fastapi.source.suppressed import suppressions_in

    probed = read_probe(project.source)
    may_be_read = [one for one in unread if _may_be_newer(one, probed) and not suppressions_in(one.code)]
    for some in ([one for one in may_be_read if _is_newer(one) is known] for known in (True, None)):
        if len(some) >= _SEVERAL:
            yield _of_several(some)
            told = set(some)
            unread = [one for one in unread if one not in told]
    for module in unread:
        yield Fault(
            _place(module),
            f"the file is not analysed: {_reason(module)}",
            help=_help(module, project, probed),
            severity=_severity(module, project, probed),
        )


def _unread(project: Project) -> Iterator[Module]:
    """The files that were not parsed, of those that are judged."""
    from specward.packs.fastapi.source.modules import module_paths, read_module
    from specward.packs.fastapi.source.outlines import outline_at

    for path in module_paths(project):
        outline = outline_at(project, path)
        module = read_module(project, path) if outline and not outline.is_plain else None
        if module and module.unread:
            yield module


def _of_several(newer: list[Module]) -> Fault:
    first, *others = newer
    return Fault(
        _place(first),
        f"{len(newer)} files are not analysed, {_first([one.path for one in newer])}: {_reason(first)}",
        help=f"where they are written for a newer Python, {_ASK}them; name it as `fastapi.python` where none is found",
        related=tuple(_place(one)._replace(label="nor is this") for one in others),
        severity=Severity.WARNING if _is_newer(first) else None,
    )


def _first(paths: list[str]) -> str:
    return listed([path[-80:] for path in paths])


def _reason(module: Module) -> str:
    return module.unread.reason if module.unread else ""


def _place(module: Module) -> Location:
    _, line, column, _ = module.unread or ("", 1, 1, None)
    return module.code.location(line, column - 1, max(column, len(module.code.lines[line - 1])))


def _is_newer(module: Module) -> bool | None:
    return module.unread.is_newer if module.unread else None


def _may_be_newer(module: Module, probed: Probed | None) -> bool:
    """Whether a newer Python may understand a file."""
    if not module.rests_on_probe or _is_newer(module) is False:
        return False
    return not (probed and module.path in probed.unparsed)


def _severity(module: Module, project: Project, probed: Probed | None) -> Severity | None:
    """How grave it is; what is known to be of a newer Python is no fault of the project."""
    if _may_be_newer(module, probed) and _is_newer(module):
        return Severity.WARNING
    return Severity.INFO if _is_large(module, project) else None


def _is_large(module: Module, project: Project) -> bool:
    """Whether a file is larger than anything that somebody writes: what is embedded in it is no code."""
    from specward.packs.fastapi.source.modules import LARGEST

    return not module.code.text and len(project.source.read(module.path) or b"") > LARGEST


def _help(module: Module, project: Project, probed: Probed | None) -> str:
    if not module.rests_on_probe:
        return f"{_mending(module, project)}; where it is no code of the back end, leave it out: `fastapi.paths`"
    if _is_newer(module) is False:
        return "mend it; where it is no code of the back end, leave it out: `fastapi.paths`"
    if probed and module.path in probed.unparsed:
        return f"mend it: Python {probed.python}, which the application runs in, did not understand it either"
    return f"where it is written for a newer Python, {_ASK}it"


def _mending(module: Module, project: Project) -> str:
    """What to do with a file that no Python was asked about."""
    if module.code.text:
        return "write it in smaller parts"
    if _is_large(module, project):
        return "keep data in a file of its own"
    data = project.source.read(module.path) or b""
    return "take the NUL bytes out of it" if b"\0" in data and not data.startswith(_UTF_16) else "save it as UTF-8"
