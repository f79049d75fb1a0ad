"""What the architect's nine sections of a plan leave out, and the answer for each."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from specward.acceptance import guideline_words as words
from specward.acceptance.measure import Answer, Verdict
from specward.acceptance.stated import reads_english
from specward.artifacts.guidelines import MANY, QUALITIES, RISKS, guideline_sections
from specward.artifacts.kind import Kind
from specward.artifacts.risks import risks, stretches
from specward.artifacts.template_tokens import leftovers
from specward.finding import Span
from specward.markdown import table
from specward.markdown.scan import HEADING, ITEM, TABLE
from specward.words import counted, listed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from specward.artifacts.plan import Plan
    from specward.artifacts.risks import Risk
    from specward.markdown.document import Document, Section

_MOST_RISKS = 3
_SHORT = 300
"""A section with fewer characters may say that it does not apply, and nothing else."""
_LABEL = 120
"""So many characters of a quality name it."""


class Lack(NamedTuple):
    """What a plan does not say, and where it should."""

    section: str
    """One of the nine."""
    what: str
    """A clause: `says nothing of errors`."""
    places: tuple[Span, ...]
    """The heading of the section, or each quality or risk of which it is not said."""


def is_guided(document: Document) -> bool:
    """Whether a plan is written by the nine sections, in English."""
    return len(guideline_sections(document)) >= MANY and reads_english(document.text)


def hollow(document: Document) -> Iterator[Lack]:
    """What the sections of a plan do not speak of, one lack a section; qualities and risks are left out."""
    for name, section in _filled(document):
        told = _silent().sub(" ", document.text[section.start : section.end]).strip()
        if not told:
            yield Lack(name, "says nothing", _heading(section))
        elif not (len(told) < _SHORT and words.none().search(told)):
            matter = words.MATTER.get(name, {})
            lacking = [what for what, how in matter.items() if not words.pattern(how).search(told)]
            if lacking:
                yield Lack(name, f"says nothing of {listed(lacking)}", _heading(section))


def without_figure(document: Document) -> Iterator[Lack]:
    """The qualities of a plan that can be measured, and have no figure."""
    section = dict(_filled(document)).get(QUALITIES)
    for span in _qualities(document, section) if section else ():
        text = document.slice(span)
        label = words.measurable().search(text[:_LABEL])
        if label and not words.figure().search(words.numbering().sub(" ", text)):
            yield Lack(QUALITIES, f"{label[0].lower()} has no figure", (_first_line(document, span.start),))


def unguarded(document: Document) -> Iterator[Lack]:
    """Of which risks of a plan it is not said how far they reach, and of which what stops them."""
    section = dict(_filled(document)).get(RISKS)
    found = risks(document, section) if section else []
    for what, column, how in (
        ("how far the risk reaches", words.reach_column(), words.reach()),
        ("what stops the risk", words.guard_column(), words.guard()),
    ):
        silent = tuple(_first_line(document, risk.start) for risk in found if not _tells(document, risk, column, how))
        if silent:
            of = f" ({len(silent)} of {len(found)} risks)" if len(found) > 1 else ""
            yield Lack(RISKS, f"nothing says {what}{of}", silent)


def guideline(plan: Plan | None, name: str) -> Answer:
    """Whether a plan says what one of the nine sections is for."""
    if plan is None:
        return Answer(Verdict.UNKNOWN, "there is no plan.md")
    document = plan.document
    if not is_guided(document):
        return Answer(Verdict.UNKNOWN, "the plan is not written by the nine sections")
    section = guideline_sections(document).get(name)
    if section is None:
        return Answer(Verdict.UNMET, "the plan has no such section", document.place(0, 0).location())
    faults = _faults(document, name, section)
    if faults:
        return Answer(
            Verdict.UNMET, "; ".join(fault.what for fault in faults), document.place(*faults[0].places[0]).location()
        )
    if name == RISKS:
        return Answer(Verdict.MET, counted(len(risks(document, section)), "risk"))
    return Answer(Verdict.MET, f"line {document.line(section.heading.start)} of the plan")


def _faults(document: Document, name: str, section: Section) -> list[Lack]:
    if name not in dict(_filled(document)):
        return [Lack(name, "it is not filled in", _heading(section))]
    faults = [lack for find in (hollow, without_figure, unguarded) for lack in find(document) if lack.section == name]
    count = len(risks(document, section)) if name == RISKS else 0
    if count > _MOST_RISKS:
        faults.append(Lack(name, f"{count} risks are listed", _heading(section)))
    return faults


def _filled(document: Document) -> Iterator[tuple[str, Section]]:
    """Those of the nine sections in which no placeholder of the template is left; other rules tell of that."""
    left = leftovers(document, Kind.PLAN)
    for name, section in guideline_sections(document).items():
        if not any(section.start <= span.start < section.end for span in left):
            yield name, section


def _tells(document: Document, risk: Risk, column: re.Pattern[str], how: re.Pattern[str]) -> bool:
    """Whether a risk has something in the column of that title or, where there is none, says it in words."""
    cell = next((text for title, text in risk.cells.items() if column.search(title)), None)
    if cell is not None:
        return bool(cell.strip("-–— ?"))
    return how.search(document.text, risk.start, risk.end) is not None


def _qualities(document: Document, section: Section) -> list[Span]:
    """The qualities of a section, under headings, else in tables, else in a list; each with all that is said of it."""
    blocks = list(document.within(section))
    starts = [block.start for block in blocks if block.kind == HEADING and block.depth == section.level + 1]
    if not starts:
        rows = [row for block in blocks if block.kind == TABLE for row in table.rows(document.text, block)[1:] if row]
        if rows:
            return [Span(row[0].start, row[-1].end) for row in rows]
        starts = [block.start for block in blocks if block.kind == ITEM and block.depth == 0]
    return stretches(starts, section.end)


def _first_line(document: Document, start: int) -> Span:
    """From an offset to the end of its line."""
    end = document.text.find("\n", start)
    return Span(start, start + len(document.text[start : end if end >= 0 else None].rstrip()))


def _heading(section: Section) -> tuple[Span, ...]:
    return (Span(section.heading.start, section.heading.end),)


@cache
def _silent() -> re.Pattern[str]:
    """Comments, and lines that part sections."""
    return re.compile(r"<!--.*?(?:-->|\Z)|^[ \t]*[-*_]{3,}[ \t]*$", re.DOTALL | re.MULTILINE)
