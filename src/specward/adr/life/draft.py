"""A new decision record, and the mark on the records that it supersedes."""

from __future__ import annotations

import posixpath
from itertools import takewhile
from typing import TYPE_CHECKING, NamedTuple, Protocol

from specward.adr.catalogue.catalogue import find_record
from specward.artifacts.adr import read_adr
from specward.artifacts.adr_metadata import FRONT_MATTER
from specward.artifacts.adr_roles import CONTEXT, OPTIONS
from specward.artifacts.adr_status import StatusClass
from specward.artifacts.kind import Kind
from specward.changes import Create, Replace
from specward.errors import UsageError
from specward.ids import slug
from specward.markdown.document import UTF8, Document
from specward.markdown.scan import HEADING
from specward.scaffold.render import find_template, render
from specward.scaffold.title import clean_title

if TYPE_CHECKING:
    from collections.abc import Sequence

    from specward.artifacts.adr import Adr
    from specward.changes import Change
    from specward.markdown.document import Section
    from specward.project import Feature, Project


class Superseded(NamedTuple):
    """A superseded record as the new one links to it."""

    label: str
    target: str


class Prefill(Protocol):
    """What is known of a decision before anybody writes on it: pieces of Markdown, each on one line."""

    @property
    def context(self) -> str:
        """What led to it."""
        ...

    @property
    def chosen(self) -> Sequence[str]:
        """The names of what was chosen."""
        ...

    @property
    def alternatives(self) -> Sequence[str]:
        """The other options, and what was said of them."""
        ...


class NewDecision(NamedTuple):
    """A decision record to be written."""

    id: str
    path: str
    supersedes: tuple[str, ...]
    """The paths of the records that are marked as superseded."""
    changes: list[Change]


def new_decision(  # noqa: PLR0913 -- one argument for each fact of the new record
    project: Project,
    title: str,
    *,
    number: int,
    today: str,
    supersedes: Sequence[str] = (),
    feature: Feature | None = None,
    prefill: Prefill | None = None,
) -> NewDecision:
    """A proposed decision in the project's form.

    Args:
        project: the project.
        title: the decision in a few words.
        number: its number, not taken by any other.
        today: the day, `YYYY-MM-DD`.
        supersedes: the decisions that it replaces: `7`, `ADR-0007` or a path. Their status says so at once, for a
            record that names its successor is right whatever becomes of the successor.
        feature: the feature that it belongs to.
        prefill: what is written into it at once, in whatever form it has.

    Raises:
        UsageError: the title is empty, a superseded record is not known or cannot be edited, a template cannot be
            rendered.
    """
    title = clean_title(title)
    config = project.config
    path = f"{config.adr_folder}/{number:04d}-{slug(title)}.md"
    identity = f"ADR-{number:04d}"
    former = _distinct([find_record(project, ref) for ref in supersedes])
    links = [Superseded(_label(adr), _relative(path, adr.document.path)) for adr in former]
    values = {
        "number": f"{number:04d}",
        "plain_number": number,
        "title": title,
        "today": today,
        "feature": feature.name if feature else "none",
        "spec_path": (feature and feature.path(Kind.SPEC)) or "none",
        "plan_path": (feature and feature.path(Kind.PLAN)) or "none",
        "supersedes": links,
        "supersession": _supersession(config.adr_format, links),
    }
    text = render(find_template(project.source, "adr", built_in=f"adr-{config.adr_format}"), values)
    changes: list[Change] = [Create(path, _prefilled(path, text, prefill) if prefill else text)]
    changes += [_mark(adr, identity, path, today) for adr in former]
    return NewDecision(identity, path, tuple(adr.document.path for adr in former), changes)


def _prefilled(path: str, text: str, prefill: Prefill) -> str:
    """The new record with its context and its options written in: by their roles, so that any template will do.

    A form without a section on options has them below its context.
    """
    adr = read_adr(Document(path, text))
    context, options = adr.roles.get(CONTEXT), adr.roles.get(OPTIONS)
    words = prefill.context if options else "\n".join([prefill.context, "", *_items(prefill, chosen=False)])
    edits: list[tuple[int, int, str]] = []
    if context:
        edits.append((*_first_blocks(adr.document, context[0]), words))
    elif line := adr.metadatum("context"):
        edits.append((line.start, line.end, prefill.context))
    if options:
        listed = "\n".join(_items(prefill, chosen=adr.format.startswith("madr")))
        edits.append((*_first_blocks(adr.document, options[0]), listed))
    for start, end, new in sorted(edits, reverse=True):
        text = text[:start] + new + text[end:]
    return text


def _items(prefill: Prefill, *, chosen: bool) -> list[str]:
    return [f"- {option}" for option in (*(prefill.chosen if chosen else ()), *prefill.alternatives)]


def _first_blocks(document: Document, section: Section) -> tuple[int, int]:
    """Where the text of a section stands, up to the heading after it."""
    blocks = list(takewhile(lambda block: block.kind != HEADING, document.within(section)))
    return (blocks[0].start, blocks[-1].end) if blocks else (section.start, section.start)


def _supersession(form: str, records: list[Superseded]) -> str:
    """The lines by which a new record names those that it supersedes, as its form has them."""
    links = [f"[{record.label}]({record.target})" for record in records]
    if not links:
        return ""
    if form == "nygard":
        return "".join(f"Supersedes {link}\n\n" for link in links)
    if form == "madr":
        return "".join(f"- Supersedes {link}\n" for link in links)
    return f"- **Supersedes:** {', '.join(links)}\n"


def _distinct(decisions: list[Adr]) -> list[Adr]:
    return list({adr.document.path: adr for adr in decisions}.values())


def _label(adr: Adr) -> str:
    return f"ADR-{adr.number:04d}" if adr.number is not None else adr.identity.text


def _relative(path: str, target: str) -> str:
    relative = posixpath.relpath(target, posixpath.dirname(path))
    return f"<{relative}>" if any(character in relative for character in " ()") else relative


def _mark(adr: Adr, identity: str, path: str, today: str) -> Replace:
    """The record with its status saying what supersedes it, every other byte as it was."""
    document, status = adr.document, adr.status
    if document.encoding != UTF8:
        raise UsageError("this record is not UTF-8, so it is not edited", where=document.path, help="save it as UTF-8")
    if status is None:
        raise UsageError("this record has no status that could be changed", where=document.path, help="give it one")
    line = document.position(status.start).line
    if status.kind is StatusClass.SUPERSEDED:
        where = f"{document.path}:{line}"
        help_ = "supersede its successor instead"
        raise UsageError(f"this record is superseded already: {status.raw}", where=where, help=help_)
    if status.notation == FRONT_MATTER:
        words = f"superseded by {identity}"
    else:
        words = f"Superseded by [{identity}]({_relative(document.path, path)})"
    if status.history:
        words = f"{status.raw}\n{today} superseded\n{words}"
    text = f"{document.text[: status.start]}{words}{document.text[status.end :]}"
    return Replace(document.path, text, document.text)
