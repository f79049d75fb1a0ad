"""Amending a constitution: the version that follows from what changed, the day, and the sync report.

Source of the report: the prompt of spec-kit's command `constitution`, which puts it at the top as a comment.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from specward.artifacts.kind import Kind
from specward.changes import Replace
from specward.constitution.difference import Difference, Step, bumped, compare, moved
from specward.errors import UsageError
from specward.markdown.document import UTF8

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from specward.artifacts.constitution import Constitution, Principle, Version
    from specward.changes import Change
    from specward.project import Project

TITLE = "Sync Impact Report"
TEMPLATES = ".specify/templates/"
_DATE_WITHIN = 400
"""How far behind the version number its date may stand, in characters."""


class Mention(NamedTuple):
    """A plan or a template that names principles which changed."""

    path: str
    principles: tuple[str, ...]


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


def mentions(project: Project, principles: Iterable[Principle]) -> list[Mention]:
    """The plans and templates that name any of some principles, by id or name; each is read once."""
    wanted = [
        (p.id, re.compile(rf"(?<![\w-])(?:{re.escape(p.id)}|{re.escape(p.name or p.id)})(?!\w)")) for p in principles
    ]
    templates = [path for path in project.source.paths() if path.startswith(TEMPLATES) and path.endswith(".md")]
    found = []
    for path in (*project.of_kind(Kind.PLAN), *templates) if wanted else ():
        document = project.document(path)
        named = tuple(identity for identity, pattern in wanted if document and pattern.search(document.text))
        if named:
            found.append(Mention(path, named))
    return found


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
        mentioned: what names the principles that changed; see `mentions`.

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
    report = _report(difference, old, version, step, mentioned)
    text = _with_report(_with_version(document.text, now, version, today), report)
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


def _with_report(text: str, report: str) -> str:
    """The text with the report as its first comment, instead of an older one that stands there."""
    mark = "\ufeff" if text.startswith("\ufeff") else ""
    rest = text[len(mark) :].lstrip()
    head, closed, tail = rest.partition("-->")
    if head.startswith("<!--") and closed and TITLE.lower() in head.lower():
        rest = tail.lstrip()
    end = "\r\n" if "\r\n" in text else "\n"
    comment = end.join(("<!--", *report.splitlines(), "-->"))
    return f"{mark}{comment}{end}{end}{rest}"


def _report(difference: Difference, old: str, version: str, step: Step, mentioned: Sequence[Mention]) -> str:
    modified = [_renamed(a, b) for a, b in difference.redefined]
    modified = [f"{words} (redefined)" for words in modified] + [_renamed(a, b) for a, b in difference.reworded]
    reason = difference.reason if step == difference.step else "as its author judged"
    lines = [
        TITLE,
        "=" * len(TITLE),
        f"Version change: {old or 'none'} → {version}" + (f" ({step.name}: {reason})" if step else ""),
        *_listed("Modified principles", modified),
        *_listed("Added principles", [_called(principle) for principle in difference.added]),
        *_listed("Removed principles", [_called(principle) for principle in difference.removed]),
        *_listed("Added sections", difference.added_sections),
        *_listed("Removed sections", difference.removed_sections),
        *_listed(
            "Plans and templates that name them",
            [f"⚠ pending {mention.path} ({', '.join(mention.principles)})" for mention in mentioned],
        ),
    ]
    # Nothing in a name may end the comment that the report is written into.
    return "\n".join(line.replace("--", "- -") for line in lines)


def _listed(title: str, items: Sequence[str]) -> list[str]:
    return [f"{title}:", *(f"- {item}" for item in items)] if items else [f"{title}: none"]


def _called(principle: Principle) -> str:
    return f"{principle.id} {' '.join(principle.name.split())}"


def _renamed(old: Principle, new: Principle) -> str:
    return _called(new) if old.name == new.name else f"{_called(old)} → {_called(new)}"


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
