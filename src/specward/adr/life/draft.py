"""A new decision record, and the mark on the records that it supersedes."""

from __future__ import annotations

from itertools import takewhile
from typing import TYPE_CHECKING, NamedTuple, Protocol

from specward.adr.edit.fields import DECIDERS, with_field
from specward.adr.edit.links import with_link
from specward.adr.edit.reference import Target, address
from specward.adr.edit.status import superseded, with_status
from specward.adr.edit.wording import ENGLISH
from specward.adr.life.edits import Edits
from specward.adr.life.moves import ACCEPTED, DRAFT, PARTLY_SUPERSEDED, PROPOSED, SUPERSEDED
from specward.adr.life.successors import with_links_in_part
from specward.adr.life.supersession import Extent, check_supersession
from specward.artifacts.adr import read_adr
from specward.artifacts.adr_links import SUPERSEDES
from specward.artifacts.adr_roles import CONTEXT, OPTIONS
from specward.artifacts.kind import Kind
from specward.changes import Create
from specward.errors import UsageError
from specward.ids import slug
from specward.markdown.document import Document
from specward.markdown.scan import HEADING
from specward.scaffold.render import find_template, render
from specward.scaffold.title import clean_title

if TYPE_CHECKING:
    from collections.abc import Sequence

    from specward.artifacts.adr import Adr
    from specward.artifacts.adr_status import StatusClass
    from specward.changes import Change
    from specward.markdown.document import Section
    from specward.project import Feature, Project

STATES = {"proposed": PROPOSED, "accepted": ACCEPTED, "draft": DRAFT}
"""What a record may be born as."""


class Superseded(NamedTuple):
    """A superseded record as a project's own template names it."""

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
    superseded: tuple[str, ...]
    """What they are called."""
    changes: list[Change]


class Particulars(NamedTuple):
    """What is known of a new decision beyond its title."""

    supersedes: tuple[str, ...] = ()
    """The decisions that it replaces, as people call them. Their status says so at once, for a record that names its
    successor is right whatever becomes of the successor."""
    extent: Extent = Extent()
    """How much of them it replaces."""
    state: StatusClass = PROPOSED
    deciders: str = ""
    """Names, parted by commas."""
    feature: Feature | None = None
    """The feature that it belongs to."""
    prefill: Prefill | None = None
    """What is written into it at once, in whatever form it has."""


def new_decision(
    project: Project, title: str, *, number: int, today: str, particulars: Particulars | None = None
) -> NewDecision:
    """A decision in the project's form, proposed if nothing else is said.

    Args:
        project: the project.
        title: the decision in a few words.
        number: its number, not taken by any other.
        today: the day, `YYYY-MM-DD`.
        particulars: what else is known; None for nothing.

    Raises:
        UsageError: the title is empty, a superseded record is not known or cannot be superseded or edited, a template
            cannot be rendered.
    """
    title, particulars = clean_title(title), particulars or Particulars()
    path = f"{project.config.adr_folder}/{number:04d}-{slug(title)}.md"
    edits, extent = Edits(project, today), particulars.extent
    former = list({adr.document.path: adr for adr in map(edits.find, particulars.supersedes)}.values())
    to = PARTLY_SUPERSEDED if extent.partly else SUPERSEDED
    for adr in former:
        check_supersession(edits, adr, to, forcible=False)
    target = Target(f"ADR-{number:04d}", title, path)
    written = _written(edits, target, former, particulars)
    for adr in former:
        edited = superseded(adr, target, partly=extent.partly, part=extent.part, today=today)
        edits.put(edited if extent.partly else with_links_in_part(edits, adr, edited))
    changes = [Create(path, written.document.text), *edits.changes()]
    names = tuple(edits.name(adr) for adr in former)
    return NewDecision(target.name, path, tuple(adr.document.path for adr in former), names, changes)


def _written(edits: Edits, target: Target, former: list[Adr], particulars: Particulars) -> Adr:
    """The new record: the template filled in, then what an edit of any record would say."""
    config, feature, path = edits.project.config, particulars.feature, target.path
    values = {
        "number": f"{target.number or 0:04d}",
        "plain_number": target.number,
        "title": _as_heading(target.title),
        "today": edits.today,
        "feature": feature.name if feature else "none",
        "spec_path": (feature and feature.path(Kind.SPEC)) or "none",
        "plan_path": (feature and feature.path(Kind.PLAN)) or "none",
        "supersedes": [Superseded(edits.target(adr).name, address(adr.document.path, path)) for adr in former],
    }
    text = render(find_template(edits.project.source, "adr", built_in=f"adr-{config.adr_format}"), values)
    if particulars.prefill:
        text = _prefilled(path, text, particulars.prefill)
    adr, extent = read_adr(Document(path, text)), particulars.extent
    for other in former:
        adr = with_link(adr, SUPERSEDES, edits.target(other), partly=extent.partly, part=extent.part)
    if particulars.state is not PROPOSED:
        adr = with_status(adr, ENGLISH[particulars.state], today=edits.today)
    return with_field(adr, DECIDERS, particulars.deciders) if particulars.deciders else adr


def _as_heading(title: str) -> str:
    """A title that a heading shows as it is: number signs at its end would close the heading."""
    words = title.rstrip("#")
    return f"{words}\\{title[len(words) :]}" if words != title and words.endswith(" ") else title


def check_state(word: str) -> StatusClass:
    """The state that a new record is born in.

    Raises:
        UsageError: it is none of those.
    """
    if word not in STATES:
        raise UsageError(f"a decision is not born `{word}`", help=f"one of {', '.join(STATES)}")
    return STATES[word]


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
