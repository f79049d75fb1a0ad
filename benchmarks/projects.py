"""Projects of any size to measure on: canonical documents of the size that real ones have, the same at every run."""

from __future__ import annotations

import subprocess
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

# Sentences to fill documents to a realistic size; specs of real projects run to 12 KB, prompt records to 2 KB.
FILLER = (
    "The session store keeps one row for each device and forgets it when the person signs out. "
    "Every answer names the reason, so that support can tell a wrong password from a locked account. "
)


def spec(number: int) -> str:
    """A specification with three stories, nine scenarios, twelve requirements and four success criteria."""
    requirements = "".join(f"- **FR-{n:03d}**: The system MUST keep rule {n}. {FILLER}\n" for n in range(1, 13))
    criteria = "".join(f"- **SC-{n:03d}**: {n + 90}% of people sign in within {n} seconds\n" for n in range(1, 5))
    return (
        f"# Feature Specification: Sign in, part {number}\n\n**Feature Branch**: `{number:03d}-sign-in`\n\n"
        f"**Created**: 2026-01-02\n\n**Status**: Draft\n\n**Input**: User description: sign in {number}\n\n"
        f"## User Scenarios & Testing *(mandatory)*\n\n{'---'.join(map(_story, range(1, 4)))}\n\n"
        "### Edge Cases\n\n- What happens offline?\n\n"
        f"## Requirements *(mandatory)*\n\n### Functional Requirements\n\n{requirements}\n"
        f"## Success Criteria *(mandatory)*\n\n### Measurable Outcomes\n\n{criteria}\n"
        f"## Assumptions\n\n- {FILLER}\n"
    )


def _story(story: int) -> str:
    scenarios = "".join(
        f"{n}. **Given** an account of kind {story}{n}, **When** its password is sent, **Then** a session starts\n"
        for n in range(1, 4)
    )
    return (
        f"\n\n### User Story {story} - Sign in with device {story} (Priority: P{story})\n\n{FILLER * 4}\n\n"
        f"**Why this priority**: {FILLER}\n\n**Independent Test**: sign in with device {story} alone.\n\n"
        f"**Acceptance Scenarios**:\n\n{scenarios}\n"
    )


def plan(number: int) -> str:
    """A plan with technical context, a constitution check and a project structure."""
    name = f"{number:03d}-sign-in"
    return (
        f"# Implementation Plan: Sign in, part {number}\n\n**Branch**: `{name}` | **Date**: 2026-01-03\n\n"
        f"## Summary\n\n{FILLER * 10}\n\n## Technical Context\n\n**Language/Version**: Python 3.11\n\n"
        "**Storage**: PostgreSQL\n\n**Testing**: pytest\n\n## Constitution Check\n\n"
        "| Principle | Applies | How |\n|---|---|---|\n| I. Tests first | yes | every task has its test |\n\n"
        "## Project Structure\n\n```text\nsrc/\n  session.py\ntests/\n  test_session.py\n```\n\n"
        f"**Structure Decision**: one package.\n\n## Risks\n\n{FILLER * 16}\n"
    )


def tasks(number: int) -> str:
    """Forty tasks in five phases, three of them for a story each."""
    titles = ["Setup", *(f"User Story {n} - Sign in with device {n} (Priority: P{n})" for n in range(1, 4)), "Polish"]
    phases = [_phase(number, phase, title) for phase, title in enumerate(titles, 1)]
    return f"# Tasks: Sign in, part {number}\n\n**Prerequisites**: plan.md, spec.md\n\n" + "\n".join(phases)


def _phase(number: int, phase: int, title: str) -> str:
    label = f"[US{phase - 1}] " if title.startswith("User") else ""
    lines = "".join(
        f"- [ ] T{(phase - 1) * 8 + n:03d} {label}Add part {n} in src/part_{number}_{n}.py (FR-{n:03d})\n"
        for n in range(1, 9)
    )
    return f"## Phase {phase}: {title}\n\n**Purpose**: {FILLER}\n\n{lines}"


def record(number: int, feature: str) -> str:
    """A complete prompt record of the usual size."""
    return (
        f'---\nid: "{number:04d}"\ntitle: Add the session store\nstage: green\ndate: 2026-01-04\nsurface: agent\n'
        f"model: unspecified\nfeature: {feature}\nbranch: {feature}\nuser: Ada\ncommand: /sp.implement\n"
        'labels: ["session", "store"]\nlinks:\n  spec: null\n  ticket: null\n  adr: null\n  pr: null\n'
        "files:\n  - src/session.py\ntests:\n  - tests/test_session.py\n---\n\n"
        f"## Prompt\n\n{FILLER * 6}\n\n## Response snapshot\n\n{FILLER}\n\n## Outcome\n\n"
        "- ✅ Impact: sessions are kept\n- 🧪 Tests: two added\n- 📁 Files: one added\n"
        "- 🔁 Next prompts: sign out\n- 🧠 Reflection: small steps\n\n"
        "## Evaluation notes (flywheel)\n\n- Failure modes observed: none\n"
        "- Graders run and results (PASS/FAIL): PASS\n- Prompt variant (if applicable): none\n"
        "- Next experiment (smallest change to try): none\n"
    )


def write_project(root: Path, *, features: int, records: int, other_files: int = 0) -> int:
    """Write a project, file by file, and return its size in bytes."""
    size = 0
    for path, text in _files(features, records, other_files):
        target = root / path
        target.parent.mkdir(parents=True, exist_ok=True)
        size += target.write_bytes(text.encode())
    return size


def _files(features: int, records: int, other_files: int) -> Iterator[tuple[str, str]]:
    yield ".specify/memory/constitution.md", CONSTITUTION
    yield ".specify/specward.yml", CONFIGURATION
    names = [f"{number:03d}-sign-in" for number in range(1, features + 1)]
    for number, name in enumerate(names, 1):
        yield f"specs/{name}/spec.md", spec(number)
        yield f"specs/{name}/plan.md", plan(number)
        yield f"specs/{name}/tasks.md", tasks(number)
    for number in range(records):
        name = names[number % features]
        serial = number // features + 1
        yield f"history/prompts/{name}/{serial:04d}-session-store.green.prompt.md", record(serial, name)
    for number in range(other_files):
        yield f"lib/package_{number // 200}/module_{number % 200}.py", f"VALUE = {number}\n"


def commit_all(root: Path) -> None:
    """Make the folder a git repository with everything committed."""
    identity = ["-c", "user.name=Bench", "-c", "user.email=bench@example.org", "-c", "gc.auto=0"]
    for command in (["init", "-q"], ["add", "-A"], [*identity, "commit", "-q", "--no-verify", "-m", "all"]):
        subprocess.run(["git", *command], cwd=root, check=True)


CONFIGURATION = "phr:\n  require: commit\n  paths: [src/**]\n"
CONSTITUTION = (
    "# Bench Constitution\n\n## Core Principles\n\n### I. Tests first\n\nEvery change MUST come with its test.\n\n"
    "## Governance\n\nThe team decides.\n\n"
    "**Version**: 1.0.0 | **Ratified**: 2026-01-01 | **Last Amended**: 2026-01-01\n"
)
