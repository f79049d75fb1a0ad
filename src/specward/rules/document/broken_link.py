"""A link leads to a file that is not in the project, or to a heading that the file does not have.

## What it does

Reports each relative link, image and reference definition whose path does not exist, and each whose anchor is no
heading and no named place of the Markdown file that it leads to. Anchors are those of GitHub, GitLab, Docusaurus and
MkDocs: one that any of them makes is right. The links of a document that lack the same are one finding.

## Why is this bad?

The reader who follows the link finds nothing, and cannot tell whether the file was renamed, never written, or left out.

## Example

```markdown specs/001-login/plan.md
# Implementation Plan: Login

The spec is [here](sepc.md).
```

```markdown specs/001-login/spec.md
# Feature Specification: Login
```

## Use instead

```markdown specs/001-login/plan.md
# Implementation Plan: Login

The spec is [here](spec.md).
```

```markdown specs/001-login/spec.md
# Feature Specification: Login
```

## Limits

Left alone: addresses, paths that begin with `/` (a web site's, or a repository's), paths out of the project, line
anchors (`#L12`), code, what looks like a placeholder, what tools make (`dist/`, `node_modules/`), and prompt records,
which say what was. A place in a decision that another decision leads to is for `missing-anchor`.

A path that counts from the root of the project, or says wrongly how many folders up it is, is a broken link all the
same: a fix writes it as it must be from here. So it does where the words of the link are such a path. Where only the
name of the file tells what is meant, the fix is not safe.
"""

from __future__ import annotations

import posixpath
import re
from collections import defaultdict
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from specward.artifacts.kind import Kind, base_of
from specward.finding import Edit, Fix, Severity
from specward.markdown.targets import targets_in
from specward.remembered import remembered
from specward.rule import Fault, Reach, Scope, rule
from specward.sources.source import UnreadableFile
from specward.words import listed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from specward.markdown.document import Document
    from specward.markdown.targets import Target
    from specward.project import Project

_MADE = frozenset(
    {"node_modules", "dist", "build", "out", "target", "coverage", "htmlcov", "site", "_site", ".next", ".venv", "venv"}
    | {"__pycache__", "tmp", "temp", "logs", "artifacts", "generated", "playwright-report", "test-results"}
)
"""Folders that tools make, and that git mostly ignores."""

_COMMON = frozenset({"readme.md", "index.md", "spec.md", "plan.md", "tasks.md", "research.md", "quickstart.md"})
"""Names that say nothing of which file is meant."""


_SHOWN = 50
"""How many further links that lack the same are shown."""


class _Lack(NamedTuple):
    """What is not there: alike for all links of a document that lead to it."""

    path: str
    message: str
    anchor: str = ""
    """What the file at the path has no place for; empty where there is no such file."""
    meant: str = ""
    """The path of the file that is meant; empty where there is no telling, and where the file is there."""
    sure: bool = False
    """Whether nothing else can be meant."""


@rule("DOC007", Severity.WARNING, Scope.DOCUMENT, fixable=True, records=False, read=80, right=80, reach=Reach.PROJECT)
def check(document: Document, project: Project) -> Iterator[Fault]:
    """Yield a fault for each thing that is not there and that links lead to."""
    kind = project.kinds.get(document.path)
    broken: defaultdict[_Lack, list[Target]] = defaultdict(list)
    for target in targets_in(document):
        if kind is Kind.ADR and _is_among_decisions(target, document, project):
            continue
        if target.is_address or target.text.startswith("/") or _unsure().search(target.text):
            continue
        if not target.way:
            lack = _of_anchor(document, target, document)
        elif "/" not in target.way and "." not in target.way:
            continue  # `handlers[kind](event)` in prose
        else:
            lack = _of_path(document, target, project)
        if lack:
            broken[lack].append(target)
    for lack, targets in broken.items():
        yield _fault(document, lack, targets)


def _is_among_decisions(target: Target, document: Document, project: Project) -> bool:
    """Whether a target of a decision is itself or another that is there: rules of their own look at those."""
    return not target.way or project.kinds.get(target.path(document.path)) is Kind.ADR


def _of_path(document: Document, target: Target, project: Project) -> _Lack | None:
    """What a target that names a path lacks."""
    path = target.path(document.path)
    if path.startswith("..") or not _MADE.isdisjoint(path.split("/")):
        return None
    if not _exists(project, path):
        if _is_page(document, target, project):
            return None
        return _missing(document, target, path, project)
    if not target.anchor or not path.endswith(".md"):
        return None
    try:
        other = project.document(path)
    except UnreadableFile:
        return None
    return _of_anchor(other, target, document) if other else None


def _exists(project: Project, path: str) -> bool:
    """Whether a path is there: as written, without a line number, or as web sites name pages."""
    exists = project.source.exists
    if exists(path) or exists(_line_number().sub("", path)):
        return True
    return "." not in path.rpartition("/")[2] and (exists(f"{path}.md") or exists(f"{path}.mdx"))


def _is_page(document: Document, target: Target, project: Project) -> bool:
    """Whether a target without an ending leads to a page of a web site on which each document is a folder."""
    way = target.way.rstrip("/")
    if "." in way.rpartition("/")[2]:
        return False
    page = posixpath.normpath(posixpath.join(document.path.removesuffix(".md"), way))
    return _exists(project, page)


def _of_anchor(other: Document, target: Target, document: Document) -> _Lack | None:
    """The place that a document lacks."""
    from specward.markdown.anchors import has_anchor

    if not target.anchor or has_anchor(other, target.anchor):
        return None
    where = "this document" if other is document else f"{other.path.rpartition('/')[2]}"
    return _Lack(other.path, f"{where} has no heading for `#{target.anchor[:60]}`", target.anchor)


def _missing(document: Document, target: Target, path: str, project: Project) -> _Lack:
    """A path that is not there, with the one that is meant where that can be told."""
    from_root = _from_root(document, target.way, project)
    if from_root and not target.way.startswith("."):
        message = f"this path counts from the root of the project, not from here: {_short(target.way)}"
    else:
        message = f"there is no {_short(path)}"
    sure = from_root or _from_root(document, _words(document, target), project)
    return _Lack(path, message, meant=sure or _near(document, target.way, path, project), sure=bool(sure))


def _fault(document: Document, lack: _Lack, targets: list[Target]) -> Fault:
    """The fault of all links that lack the same, with the fix that leads them to what is meant."""
    first, *others = targets
    them = "them" if others else "it"
    help_, fix = "", None
    if lack.meant:
        anew = [_relative(document, target, lack.meant) for target in targets]
        named = listed(list(dict.fromkeys(anew)), 1)
        edits = tuple(Edit(document.path, target.span, words) for target, words in zip(targets, anew, strict=True))
        title = f"lead {them} to {named}"
        help_ = title if lack.sure else f"is {named} meant?"
        fix = None if any(map(_breaks().search, anew)) else Fix(title, edits, safe=lack.sure)
    elif not lack.anchor:
        help_ = f"lead {them} to where the file is now, or take the link{'s' if others else ''} away"
    return Fault(
        document.place(*first.span),
        lack.message + (f" ({len(targets)} links)" if others else ""),
        help=help_,
        related=tuple(document.place(*target.span) for target in others[:_SHOWN]),
        fix=fix,
    )


def _from_root(document: Document, written: str, project: Project) -> str:
    """The path of several parts that counts from the root of the project, or of the one nested in it; else empty.

    How many folders up it is said to be does not count: that is what people get wrong.
    """
    way = "/".join(part for part in posixpath.normpath(written).split("/") if part != "..")
    base = base_of(document.path)
    places = [f"{base}/{way}", way] if base else [way]
    return next((place for place in places if "/" in way and _exists(project, place)), "")


def _words(document: Document, target: Target) -> str:
    """The words of the link where they are a path; else empty."""
    start = document.text.rfind("[", max(0, target.span.start - 300), target.span.start)
    words = document.text[start + 1 : target.span.start].partition("]")[0].strip("` ") if start >= 0 else ""
    return words if _path().fullmatch(words) else ""


def _near(document: Document, way: str, path: str, project: Project) -> str:
    """A file of the same name: in the folder of the document or one above it in its feature, else the only one.

    `../002-export/spec.md` does not mean the own `spec.md`.
    """
    name = path.rpartition("/")[2]
    if name.lower() in _COMMON and set(way.split("/")[:-1]) - {".", "..", ""}:
        return ""
    folder, feature = posixpath.dirname(document.path), project.layout.feature_folder(document.path)
    while feature and folder.startswith(feature):
        if f"{folder}/{name}" != document.path and project.source.exists(f"{folder}/{name}"):
            return f"{folder}/{name}"
        folder = posixpath.dirname(folder)
    named = _by_name(project).get(name, [])
    return named[0] if len(named) == 1 and named[0] != document.path and name.lower() not in _COMMON else ""


def _relative(document: Document, target: Target, path: str) -> str:
    """A path as a target in the document must be written, with the anchor that is there."""
    written = target.text
    at = min((place for place in (written.find("#"), written.find("?")) if place >= 0), default=len(written))
    way = posixpath.relpath(path, posixpath.dirname(document.path) or ".")
    if "%" in written[:at]:
        from urllib.parse import quote

        way = quote(way, safe="/@:+,()&=~!$'*;")
    slash = "/" if written[:at].endswith("/") else ""
    return way + slash + written[at:]


def _short(path: str) -> str:
    return path if len(path) <= 60 else f"…{path[-59:]}"


@remembered
def _by_name(project: Project) -> dict[str, list[str]]:
    """The documents of a project by the name of their file; of the many that share one all are kept."""
    found: defaultdict[str, list[str]] = defaultdict(list)
    for path in project.paths:
        found[path.rpartition("/")[2]].append(path)
    return dict(found)


@cache
def _unsure() -> re.Pattern[str]:
    """What makes a target a placeholder or a pattern: `NNN-a.md`, `path/to/x.md`, `{slug}/spec.md`."""
    return re.compile(
        r"[*{}<>|$…\[]|\.\.\.|XX|NNN|YYYY|xxx|###|(?:^|/)path/to/|^(?:link|path|url|TODO|TBD)\b|example\."
    )


@cache
def _path() -> re.Pattern[str]:
    return re.compile(r"[\w.@+-]{1,100}(?:/[\w.@+-]{1,100}){1,15}")


@cache
def _line_number() -> re.Pattern[str]:
    return re.compile(r":\d{1,7}(?:[-:]\d{1,7})?$")


@cache
def _breaks() -> re.Pattern[str]:
    """What a target without angle brackets cannot hold."""
    return re.compile(r"[\s()<>]")
