"""The architect's nine sections of a plan: which of them it has.

Source: the plan that SpecKit Plus asks of its architect; `spec new plan` writes the same nine.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from specward.markdown.document import Document, Section

SCOPE = "Scope and Dependencies"
DECISIONS = "Key Decisions and Rationale"
INTERFACES = "Interfaces and API Contracts"
QUALITIES = "Non-Functional Requirements"
DATA = "Data Management and Migration"
OPERATIONS = "Operational Readiness"
RISKS = "Risk Analysis"
EVALUATION = "Evaluation and Validation"
RECORDS = "Architecture Decisions"

GUIDELINES = {
    SCOPE: ("scope",),
    DECISIONS: ("key decision", "decisions and rationale", "decisions & rationale"),
    INTERFACES: ("interfaces", "api contract"),
    QUALITIES: ("non-functional", "nonfunctional", "nfr"),
    DATA: ("data management", "data model", "migration"),
    OPERATIONS: ("operational readiness", "operations", "observability"),
    RISKS: ("risk",),
    EVALUATION: ("evaluation", "validation"),
    RECORDS: ("architecture decision", "architectural decision", "adr"),
}
"""Each section, and what its title holds in some plan."""
MANY = 6
"""So many of the nine are no accident."""


def guideline_sections(document: Document) -> dict[str, Section]:
    """The sections of a plan that are among the nine, in their order; each is the first that may be it."""
    sections = [section for section in document.sections if section.level == 2]
    found = {name: _first(sections, words) for name, words in GUIDELINES.items()}
    return {name: section for name, section in found.items() if section}


def _first(sections: list[Section], words: tuple[str, ...]) -> Section | None:
    return next((section for section in sections if any(word in section.title for word in words)), None)
