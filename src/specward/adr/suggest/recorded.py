"""Which choices the project's decision records cover already, so that nobody is asked for a record twice."""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import cache
from itertools import accumulate
from typing import TYPE_CHECKING, NamedTuple

from specward.adr.suggest.mentions import mentions
from specward.artifacts.adr import read_adr
from specward.artifacts.adr_roles import DECISION, OPTIONS
from specward.artifacts.adr_status import StatusClass
from specward.artifacts.kind import Kind
from specward.markdown.scan import HEADING, ITEM, PARAGRAPH, QUOTE, TABLE
from specward.remembered import remembered

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from specward.adr.suggest.significance import Judgement
    from specward.artifacts.adr import Adr
    from specward.project import Project

_TEXT = frozenset({HEADING, ITEM, PARAGRAPH, QUOTE, TABLE})
_DEAD = frozenset({StatusClass.REJECTED, StatusClass.DEPRECATED, StatusClass.SUPERSEDED})
"""A record of this status does not answer for a choice that is made now."""


class Recorded(NamedTuple):
    """What one decision record decides."""

    name: str
    """`ADR-0007`, or the file's path where it has no number."""
    choices: frozenset[tuple[str, str]]
    """The topics and options that its title and its decision name."""

    def covers(self, judgement: Judgement) -> bool:
        """Whether it records this choice."""
        return (judgement.topic.name, judgement.option.name) in self.choices


@remembered
def records_of(project: Project) -> list[Recorded]:
    """What the project's live decision records decide; read once, and kept as long as the project is.

    Raises:
        UnreadableFile: a record cannot be read.
    """
    documents = (project.document(path) for path in project.of_kind(Kind.ADR))
    return recorded(read_adr(document) for document in documents if document)


def recorded(records: Iterable[Adr]) -> list[Recorded]:
    """What live decision records decide; rejected, deprecated and superseded ones decide nothing any more."""
    live = (adr for adr in records if not (adr.status and adr.status.kind in _DEAD))
    return [Recorded(_name(adr), _choices(adr)) for adr in live]


def names_record(judgement: Judgement) -> str:
    """The record that the choice itself points to: `ADR-0003`, a path below the records' folder; or empty."""
    weighed = judgement.weighed
    for text in (weighed.subject, *(found.text for found in (*weighed.chosen, *weighed.reasons, *weighed.others))):
        match = _reference().search(text)
        if match:
            return match[0]
    return ""


def _name(adr: Adr) -> str:
    return f"ADR-{adr.number:04d}" if adr.number is not None else adr.document.path


def _choices(adr: Adr) -> frozenset[tuple[str, str]]:
    texts = (adr.title, *_decision(adr))
    return frozenset((found.topic.name, found.option.name) for text in texts for found in mentions(text))


def _decision(adr: Adr) -> Iterator[str]:
    """The text of the sections that say what was decided; of a record without any all text but that of the options.

    Comments and code are left out: a template's comments name options that nobody has chosen.
    """
    decision, options = adr.roles.get(DECISION), adr.roles.get(OPTIONS, [])
    among = options if decision is None else decision
    starts, ends = [section.start for section in among], list(accumulate((section.end for section in among), max))
    for block in adr.document.blocks:
        before = bisect_right(starts, block.start) - 1
        inside = before >= 0 and block.start < ends[before]
        if inside == (decision is not None) and block.kind in _TEXT:
            yield adr.document.words(block)


@cache
def _reference() -> re.Pattern[str]:
    return re.compile(r"\bADR[-_ #]{0,2}\d{1,5}\b|[\w./-]{0,80}\badrs?/[\w.-]{1,80}\.md\b", re.IGNORECASE)
