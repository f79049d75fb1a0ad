"""What an unfilled template leaves behind: the exact placeholders of spec-kit, SpecKit Plus and MADR, and ours.

Only these are known. A bracketed word of an author's own (`[GATED]`, `app/[slug]/page.tsx`) is never one, and a
placeholder that is also an everyday word counts only where the template has it: `**When** [action]`.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from specward.artifacts import adr_template
from specward.artifacts.kind import Kind
from specward.finding import Span
from specward.markdown import inline
from specward.markdown.scan import CODE, FENCE, HTML

if TYPE_CHECKING:
    from collections.abc import Sequence

    from specward.markdown.document import Document
    from specward.markdown.scan import Block

UNFILLED = 6
"""So many different placeholders, in half of a document's sections or more, say that nobody has filled it in."""
UNFILLED_ANYWHERE = 12
"""So many say it wherever they stand."""
_SECTION_DEPTH = 2

_SPEC = (
    "[FEATURE NAME]",
    "[###-feature-name]",
    "**Created**: [DATE]",
    "$ARGUMENTS",
    "[Brief Title]",
    "[Describe this user journey in plain language]",
    "[Explain the value and why it has this priority level]",
    "[Describe how this can be tested independently",
    "[initial state]",
    "**When** [action]",
    "[expected outcome]",
    "[boundary condition]",
    "[error scenario]",
    "[Add more user stories as needed, each with an assigned priority]",
    '[specific capability, e.g., "',
    '[key interaction, e.g., "',
    '[data requirement, e.g., "',
    '[behavior, e.g., "',
    "[NEEDS CLARIFICATION: auth method not specified - email/password, SSO, OAuth?]",
    "[NEEDS CLARIFICATION: retention period not specified]",
    "**[Entity 1]**",
    "**[Entity 2]**",
    "[What it represents, key attributes without implementation]",
    "[What it represents, relationships to other entities]",
    '[Measurable metric, e.g., "',
    '[User satisfaction metric, e.g., "',
    '[Business metric, e.g., "',
    '[Assumption about target users, e.g., "',
    '[Assumption about scope boundaries, e.g., "',
    '[Assumption about data/environment, e.g., "',
    '[Dependency on existing system/service, e.g., "',
)
_COMPLEXITY = (
    "[e.g., 4th project]",
    "[e.g., Repository pattern]",
    "[why 3 projects insufficient]",
    "[why direct DB access insufficient]",
)
"""The sample rows of the plan's last table: many authors who need none leave them, so that together they count once."""
_PLAN = (
    "Plan: [FEATURE]",
    "[###-feature-name]",
    "specs/[###-feature]/",
    "**Date**: [DATE]",
    "**Spec**: [link]",
    "[Extract from feature spec: primary requirement + technical approach from research]",
    "[e.g., Python 3.11, Swift 5.9, Rust 1.75 or NEEDS CLARIFICATION]",
    "[e.g., FastAPI, UIKit, LLVM or NEEDS CLARIFICATION]",
    "[if applicable, e.g., PostgreSQL, CoreData, files or N/A]",
    "[e.g., pytest, XCTest, cargo test or NEEDS CLARIFICATION]",
    "[e.g., Linux server, iOS 15+, WASM or NEEDS CLARIFICATION]",
    "[single/web/mobile - determines source structure]",
    "[e.g., library/cli/web-service/mobile-app/compiler/desktop-app or NEEDS CLARIFICATION]",
    "[domain-specific, e.g., ",
    "[Gates determined based on constitution file]",
    "[REMOVE IF UNUSED]",
    "[same as backend above]",
    "[platform-specific structure: feature modules, UI flows, platform tests]",
    "[Document the selected structure and reference the real",
    *_COMPLEXITY,
)
_TASKS = (
    "[FEATURE NAME]",
    "specs/[###-feature-name]/",
    "[language] project with [framework]",
    "Contract test for [endpoint]",
    "Integration test for [user journey]",
    "Create [Entity1] model",
    "Create [Entity2] model",
    "Create [Entity] model",
    "Implement [Service]",
    "Implement [endpoint/feature]",
    "src/[location]/[file].py",
    "User Story 1 - [Title]",
    "User Story 2 - [Title]",
    "User Story 3 - [Title]",
    "[Brief description of what this story delivers]",
    "[How to verify this story works on its own]",
    "[Add more user story phases as needed, following the same pattern]",
    "[ ] TXXX ",
)
_CHECKLIST = (
    "[CHECKLIST TYPE]",
    "[FEATURE NAME]",
    "**Created**: [DATE]",
    "[Brief description of what this checklist covers]",
    "[Link to spec.md or relevant documentation]",
    "## [Category 1]",
    "## [Category 2]",
    "CHK001 First checklist item with clear action",
)
_CONSTITUTION = (
    "[PROJECT_NAME]",
    *(f"[PRINCIPLE_{number}_{part}]" for number in range(1, 10) for part in ("NAME", "DESCRIPTION")),
    "[PRINCIPLE__DESCRIPTION]",
    "[SECTION_2_NAME]",
    "[SECTION_2_CONTENT]",
    "[SECTION_3_NAME]",
    "[SECTION_3_CONTENT]",
    "[GOVERNANCE_RULES]",
    "[CONSTITUTION_VERSION]",
    "[RATIFICATION_DATE]",
    "[LAST_AMENDED_DATE]",
)
TOKENS: dict[Kind, tuple[str, ...]] = {
    Kind.SPEC: _SPEC,
    Kind.PLAN: _PLAN,
    Kind.TASKS: _TASKS,
    Kind.CHECKLIST: _CHECKLIST,
    Kind.CONSTITUTION: _CONSTITUTION,
    Kind.ADR: adr_template.PLACEHOLDERS,
}
"""The placeholders of each kind of document, as the templates have them."""

OURS = "[TODO: "
"""How each placeholder of Specward's own templates begins, in a document of any kind; it ends with the bracket."""

_IN_CODE = ("[###-feature-name]", "[REMOVE IF UNUSED]", "specs/[###-feature]/", "specs/[###-feature-name]/")
"""Placeholders that the templates themselves write inside code; any other one there is an author's example."""


def leftovers(document: Document, kind: Kind) -> tuple[Span, ...]:
    """Where a document still holds a placeholder of its template, in order; comments and examples left out."""
    if (kind in TOKENS and ("[" in document.text or _bare(kind))) or OURS in document.text:
        return _leftovers(document, kind)
    return ()


@lru_cache(maxsize=1)
def _leftovers(document: Document, kind: Kind) -> tuple[Span, ...]:
    spans = _placeholders(document.text, kind, 0 if kind is Kind.ADR else document.body_start)
    found = _outside_code(document, spans) if spans else []
    return tuple(_outside_the_prompt(document, found) if kind is Kind.PHR else found)


def marked(document: Document, span: Span) -> Span:
    """Where to point for a placeholder: its brackets, without a label before them such as `Plan: ` in a title."""
    label, colon, _ = document.slice(span).partition(": [")
    return Span(span.start + len(label) + 2, span.end) if colon and "[" not in label else span


def different(document: Document, spans: Sequence[Span]) -> int:
    """How many different placeholders stand at the spans; the sample rows of one table are one."""
    words = {document.slice(span) for span in spans}
    return len(words.difference(_COMPLEXITY)) + (not words.isdisjoint(_COMPLEXITY))


def unfilled(document: Document, spans: Sequence[Span]) -> bool:
    """Whether so many different placeholders are left, in so many sections, that the document is still the template."""
    if len(spans) < UNFILLED:
        return False
    count = different(document, spans)
    if count < UNFILLED or count >= UNFILLED_ANYWHERE:
        return count >= UNFILLED
    total, held = sections_with(document, spans)
    return 2 * len(held - {0}) >= total


def sections_with(document: Document, spans: Sequence[Span]) -> tuple[int, set[int]]:
    """How many sections of level 2 a document has, and which of them hold a span; what stands before them is 0."""
    starts = [heading.start for heading in document.headings if heading.depth == _SECTION_DEPTH]
    return len(starts), {bisect_right(starts, span.start) for span in spans}


def _placeholders(text: str, kind: Kind, start: int) -> list[Span]:
    """Every placeholder of the kind in a text, in order, wherever it stands."""
    leads = _leads(kind)
    found = []
    for match in _pattern(kind).finditer(text, start):
        if match[0][-1] == "]" and text.startswith("(", match.end()) and match[0] in leads:
            continue  # The words of a link: `**Spec**: [link](spec.md)` is filled in.
        for lead in leads.get(match[0], ("",)):
            if text.startswith(lead, match.start() - len(lead)):
                found.append(Span(match.start() - len(lead), match.end()))
                break
    for token in _bare(kind):
        at = text.find(token, start)
        while at >= 0:
            found.append(Span(at, at + len(token)))
            at = text.find(token, at + len(token))
    return sorted(found)


def _outside_code(document: Document, spans: list[Span]) -> list[Span]:
    """Those in front matter, and those in blocks that neither are code nor comments."""
    blocks = document.blocks
    found: list[Span] = []
    current, shown = -1, ""
    for span in spans:
        if span.start < document.body_start:
            found.append(span)
            continue
        index = bisect_right(blocks, span.start, key=_start) - 1
        if index < 0:
            continue
        block = blocks[index]
        if index != current:
            current, shown = index, _shown(document.text, block)
        words = document.slice(span)
        in_code = words in _IN_CODE and block.kind != HTML
        if in_code or shown.startswith(words, span.start - block.start):
            found.append(span)
    return found


def _shown(text: str, block: Block) -> str:
    """The words of a block, comments and code blanked: nothing where all of it is comment or code."""
    return "" if block.kind in {HTML, FENCE, CODE} else inline.visible(text, block.start, block.end)


def _outside_the_prompt(document: Document, spans: list[Span]) -> list[Span]:
    """A prompt may quote a template; what stands in it is never a leftover."""
    from specward.artifacts.phr import read_record

    prompt = read_record(document).prompt
    return [span for span in spans if prompt is None or not prompt.start <= span.start < prompt.end]


def _start(block: Block) -> int:
    return block.start


@cache
def _bare(kind: Kind) -> tuple[str, ...]:
    """The placeholders without a bracket."""
    return tuple(token for token in TOKENS.get(kind, ()) if "[" not in token)


@cache
def _leads(kind: Kind) -> dict[str, tuple[str, ...]]:
    """What must stand before a bracket for it to be a placeholder: the longest lead first."""
    leads: defaultdict[str, list[str]] = defaultdict(list)
    for token in TOKENS.get(kind, ()):
        lead, bracket, rest = token.partition("[")
        if bracket:
            leads[bracket + rest].append(lead)
    return {rest: tuple(sorted(words, key=len, reverse=True)) for rest, words in leads.items()}


@cache
def _pattern(kind: Kind) -> re.Pattern[str]:
    """From its bracket on, each placeholder of the kind or of ours: one literal first, so that the search is fast."""
    rests = sorted((rest[1:] for rest in _leads(kind)), key=len, reverse=True)
    own = re.escape(OURS[1:]) + r"[^\[\]\r\n]{1,200}\]"
    return re.compile(r"\[(?:" + "|".join([*map(re.escape, rests), own]) + ")")
