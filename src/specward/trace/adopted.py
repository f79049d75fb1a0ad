"""Whether any specification links its requirements to each other.

Most do not, and then no graph is built, nor anything imported, to look at such links.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from specward.artifacts.kind import Kind
from specward.remembered import remembered, settled_fact
from specward.sources.source import UnreadableFile

if TYPE_CHECKING:
    from specward.project import Project

_VERBS = (b"refines", b"supersedes", b"deriv", b"implement")


@remembered
def links_requirements(project: Project) -> bool:
    """Whether a note such as `(refines FR-001)` may stand in any specification, told from its bytes.

    Of a commit under way those count of the features that it touches: to look into all takes longer than all else.
    """
    if not project.judges_all:
        inside = (path for folder in project.judged_features for path in project.feature_paths[folder])
        return any(_may_link(project, path) for path in inside if project.kinds.get(path) is Kind.SPEC)
    return any(_may_link(project, path) for path in project.of_kind(Kind.SPEC))


@settled_fact
def _may_link(project: Project, path: str) -> bool:
    try:
        data = project.source.read(path) or b""
    except UnreadableFile:
        return False  # told where the document itself is read
    words = data.lower()
    return any(verb in words for verb in _VERBS) and _note().search(data) is not None


@cache
def _note() -> re.Pattern[bytes]:
    """Without a note that begins like this no link leads from one requirement to another."""
    verbs = rb"(?:refines|supersedes|deriv(?:es|ed)\s+from|implements?)"
    return re.compile(rb"[(;]\s*(?i:" + verbs + rb"):?\s+[*_]{0,3}(?!P-)(?:[^\s()]{1,200}/)?[A-Z]{1,4}-?[A-Z0-9]")
