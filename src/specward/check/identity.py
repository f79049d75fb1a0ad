"""Who a finding is: what tells it from others from run to run, wherever its line has gone meanwhile.

A finding is known by its rule's code, its path and the words at its place; never by numbers of lines, by its severity
or by how its message is worded, all of which change while the fault stays. Words are compared without their layout.
Where a finding has no source line, or an empty one, its message stands in, without the numbers that are no part of a
name: `2 of 7 items open` is the same fault as `3 of 8 items open`, while `FR-002` is another than `FR-003`.

Of those that are alike in all this the first is 0, the next 1: that there is one more shows, which one it is does not.
"""

from __future__ import annotations

import re
from collections import Counter
from functools import cache
from typing import TYPE_CHECKING

from specward.fingerprint import digest, normalised

if TYPE_CHECKING:
    from collections.abc import Iterable

    from specward.finding import Finding

TAG = "ff1"
"""The algorithm that makes them, and the version of it."""


def fingerprints(findings: Iterable[Finding]) -> list[str]:
    """The fingerprint of each finding, `ff1:` and 32 hexadecimal digits; no two of one report are equal.

    Args:
        findings: all of a run, in the order of the report: those that are alike are counted.
    """
    alike: Counter[tuple[str, str, str]] = Counter()
    found: list[str] = []
    for finding in findings:
        key = (finding.code, finding.location.path, _words(finding))
        found.append(_digest(*key, str(alike[key] or "")))
        alike[key] += 1
    return found


def pathless(finding: Finding) -> str:
    """What stays of a finding when its file is moved or renamed; findings in different files may share it."""
    return _digest(finding.code, "", _words(finding), "")


def _digest(code: str, path: str, words: str, count: str) -> str:
    return digest(TAG, (("code", code), ("path", path), ("words", words), ("count", count)))


def _words(finding: Finding) -> str:
    """What tells the fault from others of its rule in its file."""
    excerpt = finding.location.excerpt
    # A heading or comment that says nothing is told from others by its marks.
    return normalised(excerpt) or excerpt.strip() or _said(finding)


def _said(finding: Finding) -> str:
    """The message without its numbers, and without the folders that the finding lies in."""
    message = finding.message
    path = finding.location.path
    while path:
        message = message.replace(path, "…")
        path = path.rpartition("/")[0]
    return " ".join(_number().sub("#", message).split())


@cache
def _number() -> re.Pattern[str]:
    """A number that is no part of a name or path: neither `FR-002` nor `002-login`, `v2` or `0001.md`."""
    return re.compile(r"(?<![\w./#-])[0-9]+(?![\w/-]|\.\w)")
