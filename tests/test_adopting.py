"""The tutorial in docs/adopting.md is followed to the letter, in a small project that has a past."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tests.tutorial import follow, newcomer

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import GitRepository

SHOP = {
    ".specify/memory/constitution.md": """# Shop Constitution

## Core Principles

### I. Simple

The shop MUST run on one machine.

**Version**: 1.0.0 | **Ratified**: 2025-01-15 | **Last Amended**: 2025-01-15
""",
    "specs/001-login/spec.md": """# Feature Specification: Login

**Feature Branch**: `001-login`
**Created**: 2025-01-15
**Status**: Draft
**Input**: User description: "Customers sign in"

## User Scenarios & Testing

### User Story 1 - Sign in (Priority: P1)

A customer signs in with a password.

**Acceptance Scenarios**:

1. **Given** a customer, **When** the password is right, **Then** the cart is shown

### User Story 2 - Reset a password (Priority: P2)

A customer who forgot the password gets a new one.

## Requirements

### Functional Requirements

- **FR-001**: The shop MUST refuse a wrong password.
- **FR-002**: Error messages MUST be user-friendly.

## Success Criteria

- **SC-001**: A customer signs in within 10 seconds.
""",
    "specs/001-login/plan.md": """# Implementation Plan: Login

## Summary

FR-001 and FR-002 are met by one form.

## Technical Context

Python 3.12

## Constitution Check

| Principle | Answer |
| --- | --- |
| I. Simple | one process |

## Project Structure

One module.
""",
    "specs/001-login/tasks.md": """# Tasks: Login

## Phase 1: User Story 1 - Sign in (Priority: P1)

- [X] T001 [US1] Refuse a wrong password (FR-001) in src/login.py
- [X] T002 [US1] Say what went wrong (FR-002) in src/login.py
""",
    "specs/002-cart/spec.md": """# Feature Specification: Cart

**Feature Branch**: `002-cart`
**Created**: 2025-02-01
**Status**: Draft
**Input**: User description: "Customers fill a cart"

## User Scenarios & Testing

### User Story 1 - Fill a cart (Priority: P1)

**Acceptance Scenarios**:

1. **Given** a product, **When** it is put into the cart, **Then** the cart holds it

## Requirements

### Functional Requirements

- **FR-001**: The cart MUST hold up to [NEEDS CLARIFICATION: how many?] products.

## Success Criteria

- **SC-001**: A cart of 100 products is shown within 1 second.
""",
    "history/prompts/001-login/0001-plan-the-login.plan.prompt.md": """---
id: 0001
title: Plan the login
stage: plan
date: 2025-01-15
surface: agent
model: unknown
feature: 001-login
branch: 001-login
user: ada
command: /sp.plan
labels: [login]
links:
  spec: specs/001-login/spec.md
  ticket: null
  adr: null
  pr: null
files:
 - specs/001-login/plan.md
tests:
 - none
---

## Prompt

Plan the login.

## Response snapshot

Planned it.
""",
    "src/login.py": "def refuse() -> None: ...\n",
}


@pytest.fixture
def reader(repository: GitRepository, tmp_path: Path) -> dict[str, str]:
    """The environment of a newcomer who stands in the shop."""
    for path, text in SHOP.items():
        repository.write(path, text)
    repository.commit("As it was")
    programs = tmp_path / "bin"
    programs.mkdir()
    return newcomer(programs)


@pytest.mark.usefixtures("unmeasured")
def test_who_follows_the_tutorial_sees_what_it_shows(repository: GitRepository, reader: dict[str, str]) -> None:
    assert follow("adopting.md", repository.root, reader) > 20
    assert repository.git("status", "--short") == ""
