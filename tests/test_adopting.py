"""The tutorial in docs/adopting.md is followed to the letter, in a small project that has a past."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import pytest

import specward
from specward.markdown.document import Document
from specward.markdown.scan import FENCE

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.conftest import GitRepository

TUTORIAL = Path(__file__).parents[1] / "docs/adopting.md"
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


class Step(NamedTuple):
    """Something that the reader does."""

    command: str
    """What is typed; empty for text that is added to a file."""
    code: int
    shown: list[str]
    """What the tutorial shows of the output, or what is added."""
    path: str = ""
    """The file that text is added to."""


def steps() -> Iterator[Step]:
    """What the tutorial has its reader do, in order."""
    document = Document(TUTORIAL.name, TUTORIAL.read_text(encoding="utf-8"))
    for block in document.blocks:
        if block.kind != FENCE:
            continue
        language, _, path = block.info.partition(" ")
        lines = document.words(block).splitlines()
        if path:
            yield Step("", 0, lines, path)
        elif language == "console":
            yield from _typed(lines)


def _typed(lines: list[str]) -> Iterator[Step]:
    starts = [index for index, line in enumerate(lines) if line.startswith("$ ")]
    for start, end in zip(starts, [*starts[1:], len(lines)], strict=True):
        command, _, remark = lines[start].removeprefix("$ ").partition("    # exit code ")
        yield Step(command, int(remark or 0), lines[start + 1 : end])


def pattern(shown: list[str]) -> str:
    """What the output must look like; `…` stands for anything, on a line of its own for any lines."""
    lines = [".*" if line.strip() == "…" else ".*".join(map(re.escape, line.split("…"))) for line in shown]
    return r"\n+".join(line for line in lines if line)


@pytest.fixture
def reader(repository: GitRepository, tmp_path: Path) -> dict[str, str]:
    """The environment of a newcomer who stands in the shop."""
    for path, text in SHOP.items():
        repository.write(path, text)
    repository.commit("As it was")
    programs = tmp_path / "bin"
    programs.mkdir()
    for name, does in {"spec": f'exec "{sys.executable}" -m specward "$@"', "pip": ":"}.items():
        (programs / name).write_text(f"#!/bin/sh\n{does}\n")
        (programs / name).chmod(0o755)
    source = str(Path(specward.__file__).parents[1])
    path = f"{programs}{os.pathsep}{os.environ['PATH']}"
    return {**os.environ, "PATH": path, "PYTHONPATH": source, "PYTHONUTF8": "1"}


@pytest.mark.usefixtures("unmeasured")
def test_who_follows_the_tutorial_sees_what_it_shows(repository: GitRepository, reader: dict[str, str]) -> None:
    done = 0
    for command, code, shown, path in steps():
        if path:
            target = repository.root / path
            target.write_text(target.read_text(encoding="utf-8") + "\n".join([*shown, ""]), encoding="utf-8")
            continue
        ran = subprocess.run(
            ["sh", "-c", command],
            cwd=repository.root,
            env=reader,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            encoding="utf-8",
            check=False,
        )
        assert ran.returncode == code, f"{command}\n{ran.stdout}"
        assert re.search(pattern(shown), ran.stdout, re.DOTALL), f"{command}\n{ran.stdout}"
        done += 1
    assert done > 20
    assert repository.git("status", "--short") == ""
