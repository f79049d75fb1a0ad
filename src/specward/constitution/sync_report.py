"""The sync report of an amendment: what changed, and what else names it.

Source: the prompt of spec-kit's command `constitution`, which puts it at the top as a comment.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from specward.artifacts.kind import Kind

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from specward.artifacts.constitution import Principle
    from specward.constitution.difference import Difference, Step
    from specward.project import Project

TITLE = "Sync Impact Report"
TEMPLATES = ".specify/templates/"


class Mention(NamedTuple):
    """A plan or a template that names principles which changed."""

    path: str
    principles: tuple[str, ...]


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


def sync_report(difference: Difference, old: str, version: str, step: Step, mentioned: Sequence[Mention]) -> str:
    """The report on an amendment, without the marks of a comment.

    Args:
        difference: what changed.
        old: the version before; empty where there was none.
        version: the version now.
        step: how far it moved.
        mentioned: what names the principles that changed.
    """
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
    return "\n".join(re.sub("-(?=-)", "- ", line) for line in lines)


def with_report(text: str, report: str) -> str:
    """The text with the report as its first comment, instead of an older one that stands there."""
    mark = "\ufeff" if text.startswith("\ufeff") else ""
    rest = text[len(mark) :].lstrip()
    head, closed, tail = rest.partition("-->")
    if head.startswith("<!--") and closed and TITLE.lower() in head.lower():
        rest = tail.lstrip()
    end = "\r\n" if "\r\n" in text else "\n"
    comment = end.join(("<!--", *report.splitlines(), "-->"))
    return f"{mark}{comment}{end}{end}{rest}"


def _listed(title: str, items: Sequence[str]) -> list[str]:
    return [f"{title}:", *(f"- {item}" for item in items)] if items else [f"{title}: none"]


def _called(principle: Principle) -> str:
    return f"{principle.id} {' '.join(principle.name.split())}"


def _renamed(old: Principle, new: Principle) -> str:
    return _called(new) if old.name == new.name else f"{_called(old)} → {_called(new)}"
