"""A project at work, file by file: no constitution, no traces, tasks half done, a draft, records of prompts.

The same in other languages is in `seeded.languages`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from specward.digest import digest

if TYPE_CHECKING:
    from tests.seeded.project import Files

SPEC = "specs/001-loans/spec.md"
PLAN = "specs/001-loans/plan.md"
TASKS = "specs/001-loans/tasks.md"
CHECKLIST = "specs/001-loans/checklists/requirements.md"
DRAFT = "specs/002-fines/spec.md"
LOANS = "history/prompts/001-loans/0001-ask-for-loans.spec.prompt.md"
LENDING = "history/prompts/001-loans/0002-lend-a-book.green.prompt.md"
SET_UP = "history/prompts/general/0001-set-up.general.prompt.md"
PROMPT = "Lend a book for 28 days, and refuse one that is lent."

FILES: Files = {
    SPEC: """\
# Feature Specification: Loans

**Feature Branch**: `001-loans`

**Created**: 2026-03-02

**Status**: Draft

**Input**: Readers borrow books without a librarian

## User Scenarios & Testing

### User Story 1 - Borrow a book (Priority: P1)

A reader takes a book home.

**Acceptance Scenarios**:

1. **Given** a book on the shelf, **When** a reader borrows it, **Then** it is due in 28 days
2. **Given** a book that is lent, **When** a reader asks for it, **Then** the loan is refused

### User Story 2 - Return a book (Priority: P2)

A reader brings a book back.

**Acceptance Scenarios**:

1. **Given** a loan, **When** the book is returned, **Then** it is on the shelf again

### Edge Cases

- **EC-001**: A reader who has five books already is refused (FR-003).

## Requirements

### Functional Requirements

- **FR-001**: The system MUST lend a book for 28 days.
- **FR-002**: The system MUST refuse a book that is lent.
- **FR-003**: The system MUST refuse a sixth book of one reader.
- **FR-004**: The system MUST put a returned book back on the shelf.

## Success Criteria

### Measurable Outcomes

- **SC-001**: 90 of 100 loans take less than one minute.
""",
    PLAN: """\
# Implementation Plan: Loans

**Branch**: `001-loans` | **Date**: 2026-03-03 | **Spec**: [spec.md](spec.md)

## Summary

Lend, refuse and take back (FR-001 to FR-004), as the [specification](spec.md#requirements) says.

## Technical Context

**Language/Version**: Python 3.12

**Storage**: one file, `src/loans.py` writes it

## Constitution Check

There is no constitution yet.

## Project Structure

Two files below src, one below tests.
""",
    TASKS: """\
# Tasks: Loans

**Input**: specs/001-loans/

## Phase 1: Setup

- [x] T001 Keep loans in src/loans.py

## Phase 2: User Story 1 - Borrow a book (Priority: P1)

- [x] T002 [US1] Write the tests of lending in tests/test_loans.py (FR-001)
- [ ] T003 [US1] Lend a book in src/loans.py (FR-001, FR-002) (after T001)
- [ ] T004 [P] [US1] Show the day it is due in src/shelf.py
- [ ] T005 [P] [US1] Refuse a sixth book in src/readers.py (FR-003)

## Phase 3: User Story 2 - Return a book (Priority: P2)

- [ ] T006 [US2] Take a book back in src/loans.py (FR-004) (after T003)
""",
    CHECKLIST: """\
# Requirements Checklist: Loans

- [x] CHK001 Each requirement says who must do what
- [x] CHK002 Each scenario has a result
""",
    DRAFT: """\
# Feature Specification: Fines

**Feature Branch**: `002-fines`

**Status**: Draft

## User Scenarios & Testing

### User Story 1 - Pay a fine (Priority: P1)

A reader pays for a book that is late.

**Acceptance Scenarios**:

1. **AC-001** (FR-001): **Given** a book that is late, **When** it is returned, **Then** a fine is due
2. **AC-002** (FR-002): **Given** an unpaid fine, **When** its reader asks for a book, **Then** the loan is refused

## Requirements

### Functional Requirements

- **FR-001**: The system MUST ask for 10 cents for each day.
- **FR-002**: The system MUST refuse a loan to a reader who owes a fine.

## Success Criteria

### Measurable Outcomes

- **SC-001**: 95 of 100 fines are paid within 30 days.
""",
    LOANS: """\
---
id: "0001"
title: Ask for loans
stage: spec
date: "2026-03-02"
feature: 001-loans
links:
  spec: specs/001-loans/spec.md
---

## Prompt

Readers borrow books without a librarian.

## Response snapshot

Wrote the specification.
""",
    LENDING: f"""\
---
id: "0002"
title: Lend a book
stage: green
date: "2026-03-04"
feature: 001-loans
prompt_sha256: {digest(PROMPT)}
---

## Prompt

{PROMPT}

## Response snapshot

Wrote the code and its test.
""",
    SET_UP: """\
---
id: "0001"
title: Set up
stage: general
date: "2026-03-01"
---

## Prompt

Set the project up.

## Response snapshot

Added the folders.
""",
    "src/loans.py": "LOANS = {}\n",
    "tests/test_loans.py": "def test_nothing_is_lent():\n    assert True is not False\n",
}

QUEUE = "docs/decisions/0001-queue-of-readers.md"
STORE = "docs/decisions/0002-one-file.md"
DECISIONS: Files = {
    QUEUE: """\
---
status: accepted
date: 2026-03-05
---

# Readers wait in a queue

## Context and Problem Statement

Two readers want the same book.

## Considered Options

* A queue
* Whoever comes first

## Decision Outcome

Chosen option: "A queue", because nobody has to come back every day.

### Consequences

* Good, because it is fair.
* Bad, because a reader who is away keeps others waiting.
""",
    STORE: """\
---
status: accepted
date: 2026-03-06
---

# Loans are kept in one file

## Context and Problem Statement

Loans outlive the process. Who waits is kept with them: see [the queue](0001-queue-of-readers.md).

## Considered Options

* One file
* A database

## Decision Outcome

Chosen option: "One file", because it can be read without a tool.

### Consequences

* Good, because a copy is a backup.
* Bad, because two processes cannot write.
""",
}
"""Decision records in the form of MADR, which has its data in front matter."""
