"""`checklists/acceptance.md`: one box for each criterion of the spec, ticked by evidence and by nothing else.

It holds neither dates nor anything of the tree that the evidence was made on, so it changes only when a criterion, a
tick or the test of a criterion does. What a run could not decide keeps the tick that it had: no evidence is neither for
nor against a criterion.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from specward.artifacts.references import key
from specward.changes import Create, Replace

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from specward.acceptance.criteria import Criterion
    from specward.artifacts.checklist import CheckItem, Checklist
    from specward.artifacts.spec import Spec
    from specward.changes import Change
    from specward.project import Feature, Project

NAME = "checklists/acceptance.md"
MARK = "<!-- Written by `spec verify`: a tick is a proof, and what is edited here is overwritten. -->"
"""Its first line. A file without it is somebody else's, and is left alone."""


class Entry(NamedTuple):
    """One criterion and what is known of it."""

    criterion: Criterion
    proved: bool | None
    """None where the run could not tell; the tick that stands is kept."""
    tests: tuple[str, ...] = ()
    """The tests that verify it, by id."""


class Draft(NamedTuple):
    """The checklist to be written."""

    changes: list[Change]
    """One, or none where the file is as it must be."""
    refusal: str = ""
    """Why it is not kept; empty where it is."""


def is_ours(checklist: Checklist) -> bool:
    """Whether a checklist was written here."""
    return checklist.document.path.endswith(f"/{NAME}") and checklist.document.text.lstrip("\ufeff").startswith(MARK)


def acceptance_of(feature: Feature) -> Checklist | None:
    """A feature's acceptance checklist; None where it has none of ours."""
    return next((checklist for checklist in feature.checklists if is_ours(checklist)), None)


def refresh(project: Project, feature: Feature, spec: Spec, entries: Sequence[Entry]) -> Draft:
    """The acceptance checklist of a feature as it must be.

    Args:
        project: the project.
        feature: the feature; where it has no criterion, it needs no checklist.
        spec: its spec.
        entries: every criterion of the spec, in source order.
    """
    path = f"{feature.folder}/{NAME}"
    former = acceptance_of(feature)
    refusal = _refusal(project, spec, path, entries, former)
    if refusal or not (entries or former):
        return Draft([], refusal)
    text = _text(feature, spec, entries, former)
    if former is None:
        return Draft([Create(path, text)])
    stands = former.document.text
    if stands.replace("\r\n", "\n") == text:
        return Draft([])
    return Draft([Replace(path, text.replace("\n", "\r\n") if "\r\n" in stands else text, stands)])


def _refusal(project: Project, spec: Spec, path: str, entries: Iterable[Entry], former: Checklist | None) -> str:
    """Why a checklist cannot be kept; empty where it can."""
    if former is None and project.source.exists(path):
        return f"{path} is not written by Specward, and is left alone"
    nameless = [entry.criterion for entry in entries if not entry.criterion.named]
    if not nameless:
        return ""
    line = spec.document.position(nameless[0].start).line
    place = f"{nameless[0].id} ({spec.document.path}:{line})"
    what = f"{place} and {len(nameless) - 1} more have" if len(nameless) > 1 else f"{place} has"
    return f"{path} is not written: {what} no id of its own; give it an id, such as `**AC-001**`"


class Difference(NamedTuple):
    """How a checklist and the spec's criteria differ."""

    missing: tuple[Criterion, ...]
    """Criteria of the spec that have no box."""
    changed: tuple[CheckItem, ...]
    """Boxes whose criterion says something else now."""
    gone: tuple[CheckItem, ...]
    """Boxes whose criterion the spec does not have."""


def difference(checklist: Checklist, criteria: Iterable[Criterion]) -> Difference:
    """Hold an acceptance checklist against the criteria of its spec; ticks and tests are left out."""
    wanted = {criterion.id: criterion for criterion in criteria if criterion.named}
    listed = _by_criterion(checklist)
    return Difference(
        tuple(criterion for identity, criterion in wanted.items() if identity not in listed),
        tuple(
            item for identity, item in listed.items() if identity in wanted and item.text != _words(wanted[identity])
        ),
        tuple(item for identity, item in listed.items() if identity not in wanted),
    )


def _text(feature: Feature, spec: Spec, entries: Sequence[Entry], former: Checklist | None) -> str:
    listed = _by_criterion(former) if former else {}
    number = _last_number(feature)
    lines = [
        MARK,
        "",
        f"# Acceptance Checklist: {' '.join((spec.title or feature.name).split())}",
        "",
        "**Purpose**: What the feature promises, and the tests that prove it",
        "",
        "**Feature**: [spec.md](../spec.md)",
        "",
        "## Acceptance Criteria",
        "",
    ]
    for entry in entries:
        item = listed.get(entry.criterion.id)
        identity = item.id if item else None
        if identity is None:
            number += 1
            identity = f"CHK{number:03d}"
        lines.append(f"- [{'x' if _is_ticked(entry, item) else ' '}] {identity} {_words(entry.criterion)}")
        lines += [f"  - {_code(test)}" for test in sorted(set(entry.tests))]
    return "\n".join((*lines, ""))


def _is_ticked(entry: Entry, item: CheckItem | None) -> bool:
    if entry.proved is not None:
        return entry.proved
    return item is not None and item.ticked and item.text == _words(entry.criterion)


def _words(criterion: Criterion) -> str:
    """A criterion as it stands in the list, after the box and its own number."""
    refs = f" ({', '.join(criterion.refs)})" if criterion.refs else ""
    return f"**{criterion.id}**{refs}: {_harmless(criterion.text)}".rstrip()


def _harmless(text: str) -> str:
    """Words that begin no comment, which would hide the boxes after them."""
    return text.replace("<!--", "&lt;!--")


def _code(text: str) -> str:
    """A code span around text that may hold backticks."""
    longest = max((len(run) for run in re.findall("`+", text)), default=0)
    fence = "`" * (longest + 1)
    return f"{fence} {text} {fence}" if longest else f"`{text}`"


def _by_criterion(checklist: Checklist) -> dict[str, CheckItem]:
    """The boxes of a checklist by the criterion that each is for; of two for one, the first."""
    found: dict[str, CheckItem] = {}
    for item in checklist.items:
        match = _criterion().match(item.text)
        if match:
            found.setdefault(match[1], item)
    return found


def _last_number(feature: Feature) -> int:
    """The highest number of the feature's checklists: the id of a box is unique in its feature."""
    ids = [key(item.id) for checklist in feature.checklists for item in checklist.items if item.id]
    numbers = [int(digits) for identity in ids if (digits := identity.removeprefix("CHK")).isdecimal()]
    return max(numbers, default=0)


@cache
def _criterion() -> re.Pattern[str]:
    return re.compile(r"\*\*([A-Za-z0-9.-]{1,60})\*\*")
