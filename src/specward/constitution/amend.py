"""Amending a constitution: the version that follows from what changed, the day, and the sync report."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from specward.changes import Replace
from specward.constitution.difference import Difference, Step, bumped, compare, moved
from specward.constitution.sync_report import sync_report, with_report
from specward.errors import UsageError
from specward.markdown.document import UTF8

if TYPE_CHECKING:
    from collections.abc import Sequence

    from specward.artifacts.constitution import Constitution, Version
    from specward.changes import Change
    from specward.constitution.sync_report import Mention

_DATE_WITHIN = 400
"""How far behind the version number its date may stand, in characters."""


class Amendment(NamedTuple):
    """What amending comes to."""

    changes: tuple[Change, ...]
    path: str
    old_version: str
    """Empty where there was none."""
    version: str
    difference: Difference
    report: str
    """The sync report, without the marks of a comment."""


def amend(
    constitution: Constitution,
    ratified: Constitution | None,
    bump: Step | None = None,
    *,
    today: str,
    mentioned: Sequence[Mention] = (),
) -> Amendment:
    """Give an edited constitution the version that its changes ask for, today's date and a sync report.

    Args:
        constitution: as it is now.
        ratified: as it was when its version was set; None where it never was, and then it is ratified today.
        bump: how far the version moves, where somebody has judged it.
        today: the day, `2026-01-31`.
        mentioned: what names the principles that changed; see `specward.constitution.sync_report.mentions`.

    Raises:
        UsageError: nothing changed, or the file is not UTF-8.
    """
    document = constitution.document
    if document.encoding != UTF8:
        raise UsageError("the constitution is not UTF-8, so it is not rewritten", where=document.path)
    now = constitution.version
    difference = compare(ratified, constitution) if ratified else Difference()
    step = bump or difference.step
    before = ratified.version if ratified else None
    old = before.number if before else ""
    if ratified and not step:
        raise UsageError("nothing changed since the constitution was ratified", where=document.path)
    version = _following(old, now.number if now else "", step)
    report = sync_report(difference, old, version, step, mentioned)
    text = with_report(_with_version(document.text, now, version, today), report)
    change = Replace(document.path, text, document.text)
    return Amendment((change,), document.path, old, version, difference, report)


def _following(old: str, now: str, step: Step) -> str:
    """The version after an amendment: what its author wrote already, where that goes far enough."""
    if not old:
        return now or "1.0.0"
    return now if now and moved(old, now) >= step else bumped(old, step)


def _with_version(text: str, now: Version | None, version: str, today: str) -> str:
    """The text with another number in its version line, and the day; with such a line where it has none."""
    if now is None:
        end = "\r\n" if "\r\n" in text else "\n"
        line = f"**Version**: {version} | **Ratified**: {today} | **Last Amended**: {today}"
        return f"{text.rstrip()}{end}{end}{line}{end}"
    start = now.end - len(now.number) if now.number else _lead_end(text, now)
    past = text[now.end : now.end + _DATE_WITHIN]
    amended = _amended().search(past)
    if amended:
        past = past[: amended.start("day")] + today + past[amended.end("day") :]
    else:
        line, end, below = past.partition("\n")
        kept = line.rstrip()
        past = f"{kept} | **Last Amended**: {today}{line[len(kept) :]}{end}{below}"
    return text[:start] + version + past + text[now.end + _DATE_WITHIN :]


def _lead_end(text: str, now: Version) -> int:
    """Where the number belongs that is still a token or a TODO."""
    lead = _lead().match(text, now.start)
    return lead.end() if lead else now.end


@cache
def _amended() -> re.Pattern[str]:
    return re.compile(
        r"(?:Last Amended|Last Updated|Amended)[*_]{0,3}[ \t]?[:：][*_]{0,3}[ \t]*"
        r"(?P<day>[^|\r\n]*?)(?=[ \t*_`]*(?:[|\r\n]|$))",
        re.IGNORECASE,
    )


@cache
def _lead() -> re.Pattern[str]:
    return re.compile(r"[^:：|\r\n]{0,80}[:：|][*_]{0,3}[ \t]*")
