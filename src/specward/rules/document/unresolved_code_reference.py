"""A document refers to a line of code that is not there.

## What it does

Reports references to a line, such as `src/login.py:12`, `src/login.py:12-20` or `src/login.py#L12`, in a document
of a feature or in a decision record, where the project has no such file, or the file has fewer lines; those to one file
are one finding.

## Why is this bad?

A line number is written to spare the reader the search. One that leads nowhere was made up, or tells of code that has
changed since, and then the sentence around it may be as old as the number.

## Example

```markdown specs/001-login/plan.md
# Implementation Plan: Login

The session is started in `src/login.py:40`.
```

```python src/login.py
def login() -> None: ...
```

## Use instead

```markdown specs/001-login/plan.md
# Implementation Plan: Login

The session is started in `src/login.py:1`.
```

```python src/login.py
def login() -> None: ...
```

## Limits

It is information, and a warning in the profiles `strict` and `safety`: code moves on after a feature is done. That the
line is there says nothing about what stands on it. A path may count from the root, from the document or from a part of
the project, and of several files that may be meant the longest counts. Nothing is said in a project without code, of
kinds of file that the project does not hold, of a name that a longer one ends with (`filter.ts` for `auth.filter.ts`),
of what stands in a fence, and where the line speaks of another repository. The same of all documents in a feature's
folder is the fifth question of `spec verify`.
"""

from __future__ import annotations

import re
from collections import defaultdict
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from specward.artifacts.code_files import is_code
from specward.finding import Severity
from specward.remembered import remembered
from specward.rule import Fault, Reach, Scope, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from specward.acceptance.cited_lines import Cited
    from specward.acceptance.named_files import Tree
    from specward.markdown.document import Document
    from specward.project import Project

_SHOWN = 50
_LONGEST_NAME = 100
_AROUND = 300


@rule(
    *("DOC012", Severity.INFO, Scope.DOCUMENT),
    strict=Severity.WARNING,
    records=False,
    reach=Reach.PROJECT,
    read=5,
    right=5,
)
def check(document: Document, project: Project) -> Iterator[Fault]:
    """Yield a fault for each line that is cited and is not there."""
    if not _line().search(document.text):
        return
    from specward.acceptance.cited_lines import cited_lines

    broken: defaultdict[tuple[str, int], list[Cited]] = defaultdict(list)
    for cited in cited_lines(project, document):
        if not cited.resolves and not _is_elsewhere(document, cited) and not _may_be_meant(project, cited):
            broken[cited.reference.path, cited.lines].append(cited)
    for together in broken.values():
        first, *others = (document.place(cited.reference.start, cited.reference.end) for cited in together)
        more = f" ({len(together)} references)" if others else ""
        yield Fault(first, _message(together[0]) + more, _help(project, together[0]), tuple(others[:_SHOWN]))


def _message(cited: Cited) -> str:
    path, line, lines = cited.reference.path, cited.reference.line, cited.lines
    return f"there is no {path}" if lines < 0 else f"{path} has no line {line}: it has {lines}"


def _help(project: Project, cited: Cited) -> str:
    name = cited.reference.path.rpartition("/")[2]
    others = _held(project).tree.called(name) if cited.lines < 0 else []
    return f"is {others[0]} meant?" if len(others) == 1 else "look where it is now, or leave the line out"


def _is_elsewhere(document: Document, cited: Cited) -> bool:
    """Whether the words around it, on the same line, speak of another repository."""
    text, reference = document.text, cited.reference
    before = text[max(0, reference.start - _AROUND) : reference.start].rpartition("\n")[2]
    after = text[reference.end : reference.end + _AROUND].partition("\n")[0]
    return _other_repository().search(f"{before} {after}") is not None


def _may_be_meant(project: Project, cited: Cited) -> bool:
    """Whether a file that is not found may be one that nobody can name: of another project, or by a shortened name."""
    if cited.lines >= 0:
        return False
    path, held = cited.reference.path, _held(project)
    return path[path.rindex(".") :] not in held.endings or path in held.tails


class _Held(NamedTuple):
    """What the names of a project's files say."""

    tree: Tree
    endings: frozenset[str]
    """`.py`; none where there is no code. What a feature's folder holds may be a contract of somebody else's code."""
    tails: frozenset[str]
    """`filter.ts` of `auth.filter.ts`."""


@remembered
def _held(project: Project) -> _Held:
    from specward.acceptance.named_files import Tree

    files = project.source.files()
    own = [file for file in files if not project.layout.feature_folder(file)]
    endings = frozenset(file[file.rindex(".") :] for file in own if "." in file) if any(map(is_code, own)) else ()
    tails = (match[1] for file in own for match in _tail().finditer(file.rpartition("/")[2][:_LONGEST_NAME]))
    return _Held(Tree(files), frozenset(endings), frozenset(tails))


@cache
def _tail() -> re.Pattern[str]:
    """All that follows a sign that parts the words of a name, which may hold another one."""
    return re.compile(r"(?<=[._-])(?=(.+))")


@cache
def _line() -> re.Pattern[str]:
    """What no reference to a line is without."""
    return re.compile(r"[A-Za-z0-9](?::|#L)\d|\d:[\w./@-]+\.[A-Za-z]", re.ASCII)


@cache
def _other_repository() -> re.Pattern[str]:
    return re.compile(
        r"\b(?:separate|other|another|sibling|external|upstream|different)[ -](?:repo(?:sitory)?|project|service)\b",
        re.IGNORECASE,
    )
