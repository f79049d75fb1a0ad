"""Defects of a specification: requirements, stories, scenarios, success criteria, edge cases, its own data."""

from __future__ import annotations

from tests.seeded.defect import EXPORT_SPEC, LOGIN_SPEC, Defect, at_work
from tests.seeded.languages import SPEC as TRANSLATED
from tests.seeded.library import DRAFT, SPEC

FR_004 = "- **FR-004**: The system MUST put a returned book back on the shelf.\n"
MANY = "MUST ask for a card, MUST read its number, MUST keep no copy of it and MUST lend a book for 28 days"
NEXT = "**Given** a book that is lent, **When** a reader asks for it, **Then** the reader is next"
SECOND = "**Given** a book that is lent, **When** a reader asks for it, **Then** the loan is refused"

SEARCH = """\
# Feature Specification: Search

**Feature Branch**: `003-search`

**Status**: Draft

## User Scenarios & Testing

### User Story 1 - Find an order (Priority: P1)

1. **AC-001** (FR-001): **Given** two orders, **When** tea is searched for, **Then** the one with tea is shown

## Requirements

### Functional Requirements

- **FR-001**: The system MUST show every order that holds the word (US1).

### Constraints

- A search looks at one account.

## Success Criteria

- **SC-001**: A search among 1,000 orders takes 1 second.
"""

EDGE = "### Edge Cases\n\n- **EC-001**: An empty word is refused\n"

SPECIFICATION = (
    at_work(
        "open question in a draft",
        "a requirement still asks what it means",
        lambda s: s.edit(SPEC, "for 28 days.", "for 28 days [NEEDS CLARIFICATION: or a month?]."),
        f"SPC001 {SPEC}:38",
        check=1,
    ),
    at_work(
        "requirement of an id that is taken",
        "two requirements are FR-003",
        lambda s: s.edit(SPEC, FR_004, FR_004 + "- **FR-003**: The system MUST say when a book is due.\n"),
        f"SPC002 {SPEC}:42",
        check=1,
    ),
    at_work(
        "requirement that obliges nobody",
        "it says what is, not what must be",
        lambda s: s.edit(SPEC, "The system MUST put a returned book back", "The system puts a returned book back"),
        f"SPC003 {SPEC}:41",
    ),
    at_work(
        "requirement with a vague word",
        "a sixth book is to be refused gracefully",
        lambda s: s.edit(SPEC, "refuse a sixth book of one reader", "refuse a sixth book gracefully"),
        f"SPC004 {SPEC}:40",
    ),
    at_work(
        "vague requirement in Portuguese",
        "the page is to be intuitiva",
        lambda s: s.edit(
            TRANSLATED, "\n## Critérios", "- **FR-003**: O sistema DEVE ter uma página intuitiva.\n\n## Critérios"
        ),
        f"SPC004 {SPEC}:24",
        sample="library in Portuguese",
    ),
    at_work(
        "vague requirement in German",
        "the form is to be benutzerfreundlich",
        lambda s: s.edit(
            TRANSLATED, "\n## Erfolg", "- **FR-003**: Das Formular MUSS für alle benutzerfreundlich sein.\n\n## Erfolg"
        ),
        f"SPC004 {SPEC}:22",
        sample="library in German",
    ),
    at_work(
        "vague requirement in Japanese",
        "the screen is to be 直感的",
        lambda s: s.edit(TRANSLATED, "\n## 成功基準", "- **FR-003**: 画面は直感的でなければならない。\n\n## 成功基準"),
        f"SPC004 {SPEC}:22",
        sample="library in Japanese",
    ),
    at_work(
        "requirement of four obligations",
        "a sentence obliges four times",
        lambda s: s.edit(SPEC, "MUST lend a book for 28 days", MANY),
        f"SPC005 {SPEC}:38",
    ),
    at_work(
        "story without a priority",
        "the second of two stories has none",
        lambda s: s.edit(SPEC, " (Priority: P2)", ""),
        f"SPC006 {SPEC}:22",
    ),
    at_work(
        "story that nothing is asked of",
        "the only scenario of a story is gone",
        lambda s: s.edit(
            SPEC, "1. **Given** a loan, **When** the book is returned, **Then** it is on the shelf again\n", ""
        ),
        f"SPC007 {SPEC}:22",
        check=1,
    ),
    at_work(
        "scenario without a result",
        "a scenario ends before its Then",
        lambda s: s.edit(SPEC, ", **Then** it is on the shelf again", ""),
        f"SPC008 {SPEC}:28",
        check=1,
    ),
    at_work(
        "scenario without a result in Portuguese",
        "a scenario ends before its Então",
        lambda s: s.edit(TRANSLATED, ", **Então** o empréstimo é recusado", ""),
        f"SPC008 {SPEC}:16",
        check=1,
        sample="library in Portuguese",
    ),
    at_work(
        "scenario without a result in German",
        "a scenario ends before its Dann",
        lambda s: s.edit(TRANSLATED, ", **Dann** wird die Ausleihe abgelehnt", ""),
        f"SPC008 {SPEC}:14",
        check=1,
        sample="library in German",
    ),
    at_work(
        "scenario without a result in Japanese",
        "a scenario ends before its 結果",
        lambda s: s.edit(TRANSLATED, "、**結果** 貸出は拒否される", ""),
        f"SPC008 {SPEC}:14",
        check=1,
        sample="library in Japanese",
    ),
    at_work(
        "scenario that was copied",
        "a third scenario has the words of the second",
        lambda s: s.edit(SPEC, f"2. {SECOND}\n", f"2. {SECOND}\n3. {SECOND}\n"),
        f"SPC009 {SPEC}:21",
    ),
    at_work(
        "success that is a matter of opinion",
        "readers are to find it intuitive",
        lambda s: s.edit(SPEC, "90 of 100 loans take less than one minute", "Readers find the screen intuitive"),
        f"SPC010 {SPEC}:47",
    ),
    at_work(
        "success that is a matter of opinion in Portuguese",
        "the page is to be intuitiva",
        lambda s: s.edit(TRANSLATED, "90 de 100 empréstimos levam menos de um minuto", "A página é intuitiva"),
        f"SPC010 {SPEC}:27",
        sample="library in Portuguese",
    ),
    Defect(
        "scenario of the strict profile without an id",
        "a scenario is added and has no id",
        lambda s: s.edit(
            EXPORT_SPEC,
            "\n## Requirements",
            "3. **Given** one order, **When** it is exported, **Then** the file has one line\n\n## Requirements",
        ),
        ("PLN009 specs/002-export/plan.md:1", f"SPC011 {EXPORT_SPEC}:21", f"TRC010 {EXPORT_SPEC}:21"),
        says="it has no id that a test could name",
    ),
    at_work(
        "requirement that no criterion names",
        "the only criterion of a requirement names another one",
        lambda s: s.edit(DRAFT, "**AC-002** (FR-002)", "**AC-002** (FR-001)"),
        f"SPC012 {DRAFT}:23",
    ),
    Defect(
        "specification without an error path",
        "a strict draft in which nothing goes wrong",
        lambda s: s.write({"specs/003-search/spec.md": SEARCH}),
        ("SPC013 specs/003-search/spec.md:1",),
        verify=0,
    ),
    Defect(
        "specification without limits",
        "the section on constraints is gone from a strict specification",
        lambda s: s.edit(EXPORT_SPEC, "### Constraints\n\n- The file holds no password.\n\n", ""),
        (f"SPC014 {EXPORT_SPEC}:1",),
        says="no section says what limits the feature",
    ),
    at_work(
        "requirement that chooses the database",
        "a functional requirement names a product",
        lambda s: s.edit(SPEC, "put a returned book back on the shelf", "keep returned books in MongoDB"),
        f"SPC015 {SPEC}:41",
    ),
    Defect(
        "draft that is done",
        "every task is ticked and the status says Draft",
        lambda s: s.edit(LOGIN_SPEC, "**Status**: Implemented", "**Status**: Draft"),
        (f"SPC016 {LOGIN_SPEC}:7",),
        verify=0,
    ),
    at_work(
        "branch of another feature",
        "the specification names the branch that it was copied from",
        lambda s: s.edit(DRAFT, "`002-fines`", "`001-loans`"),
        f"SPC017 {DRAFT}:3",
    ),
    Defect(
        "edge case that nothing answers",
        "a strict draft has an edge case that nothing names",
        lambda s: s.write({"specs/003-search/spec.md": SEARCH.replace("## Requirements", f"{EDGE}\n## Requirements")}),
        ("SPC019 specs/003-search/spec.md:15",),
        verify=0,
    ),
    at_work(
        "requirement of no words",
        "an id stands there alone",
        lambda s: s.edit(SPEC, " The system MUST put a returned book back on the shelf.", ""),
        f"SPC020 {SPEC}:41",
        check=1,
    ),
    at_work(
        "two stories of one number",
        "a third story is number two as well",
        lambda s: s.edit(
            SPEC, "### Edge Cases", f"### User Story 2 - Wait (Priority: P3)\n\n1. {NEXT}\n\n### Edge Cases"
        ),
        f"SPC021 {SPEC}:30",
        check=1,
    ),
    at_work(
        "requirement that names one that is not there",
        "it refines a requirement that nobody wrote",
        lambda s: s.edit(SPEC, FR_004, FR_004.replace("shelf.", "shelf (refines FR-077).")),
        f"TRC001 {SPEC}:41",
        check=1,
    ),
)
