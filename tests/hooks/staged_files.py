"""An index without git, and a project of whatever documents, for tests of what a commit is told of."""

from __future__ import annotations

from hashlib import sha1
from typing import TYPE_CHECKING, NamedTuple

from specward.git.objects import Blobs
from specward.sources.index import IndexSource
from specward.sources.listing import Listing
from specward.sources.scope import is_document

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping


class Contents(Blobs):
    """Objects that lie in memory."""

    def __init__(self, texts: Iterable[str]) -> None:
        super().__init__("")
        self._contents = {blob_of(text): text.encode() for text in texts}

    def read_many(self, names: Iterable[str]) -> list[bytes | None]:
        """The content of each object, in order."""
        return [self._contents.get(name) for name in names]


class StagedFiles(IndexSource):
    """An index that holds some files, as git would list them."""

    def __init__(self, files: Mapping[str, str]) -> None:
        super().__init__("", Contents(files.values()))
        self.__dict__["listing"] = listing_of({path: text for path, text in files.items() if is_document(path)})
        self.__dict__["_whole_listing"] = listing_of(files)

    @property
    def grepped(self) -> tuple[str, ...]:  # type: ignore[override]  # as of a state that git cannot look through
        """There is no git."""
        raise AttributeError


def blob_of(text: str) -> str:
    """The id of a content."""
    return sha1(text.encode(), usedforsecurity=False).hexdigest()


def listing_of(files: Mapping[str, str]) -> Listing:
    """What git says of files that are staged."""
    paths = sorted(files, key=str.encode)
    return Listing("".join(f"100644 {blob_of(files[path])} 0\t{path}\0" for path in paths).encode())


class Faulty(NamedTuple):
    """Texts of which a file may have one at a time; the first is the usual one."""

    path: str
    texts: tuple[str, ...]


def record(number: int, words: str = "Do it.", *, stage: str = "general", more: str = "") -> str:
    """A prompt record."""
    head = f"id: {number}\ntitle: A thing\nstage: {stage}\ndate: 2025-01-15\n{more}"
    return f"---\n{head}---\n\n## Prompt\n\n{words}\n"


def decision(number: int, status: str = "Accepted", more: str = "") -> str:
    """A decision record."""
    return (
        f"# ADR-{number:04d}: Thing {number}\n\n- **Status:** {status}\n- **Date:** 2025-01-15\n{more}\n"
        "## Context\n\nWe need it.\n\n## Decision\n\nWe take it.\n\n## Consequences\n\n- Bad, because it costs.\n"
    )


SPEC = "# Feature Specification: Login\n\n**Created**: 2025-01-0{0}\n**Status**: Draft\n\n## Requirements\n\n"
IGNORED = "<!-- spec: ignore duplicate-requirement-id -- {} -->\n"
SPECS = (
    SPEC.format(1) + "- **FR-001**: The system MUST sign people in.\n- **FR-002**: The system MUST sign them out.\n",
    SPEC.format(2) + "- **FR-001**: The system MUST sign people in.\n- **FR-001**: The system MUST do it again.\n",
    SPEC.format(3) + "- **FR-001**: [NEEDS CLARIFICATION: how long?]\n- **FR-003**: see [the plan](plan.md#nowhere)\n",
    SPEC.format(4) + "- **FR-001**: MUST keep to 002-export/FR-001 and 002-export/FR-009. Reads `src/app.py`.\n",
    SPEC.format(5).replace("Draft", "Implemented") + "- **FR-002**: MUST use ADR-0001, not ADR-0002, never ADR-0042.\n",
    (
        f"# Feature Specification: Empty\n\n{IGNORED.format('by hand')}\n## Requirements\n\n"
        f"- **FR-001**: MUST be.\n{IGNORED.format('twice on purpose')}"
        "- **FR-001**: MUST be again. [gone](../009-gone/spec.md)\n\n[a](../../history/adr/0001-store.md)\n"
    ),
    SPEC.format(1) + "- **FR-001**: MUST be. (refines FR-002)\n- **FR-002**: MUST be. (refines FR-001)\n"
    "- **FR-003**: MUST be. (supersedes 002-export/FR-001)\n",
)
PLANS = (
    (
        "# Implementation Plan: Login\n\n## Summary\n\nFR-001 with [the spec](spec.md).\n\n## Constitution Check\n\n"
        "| Principle | Verdict |\n|---|---|\n| I. Tests | PASS |\n"
    ),
    (
        "# Implementation Plan: Login\n\n## Summary\n\nWe choose SQLite as the database over PostgreSQL.\n\n"
        "## Technical Context\n\n**Storage**: NEEDS CLARIFICATION\n\nFR-001, FR-002. See `src/never.py` and ADR-0002.\n"
    ),
    "# Implementation Plan\n\n<!-- spec: ignore-file unknown-citation -- known -->\n\nADR-0042, 001-login/FR-077.\n",
)
TASKS = (
    "# Tasks\n\n- [ ] T001 One (FR-001)\n- [ ] T002 Two (FR-002)\n",
    "# Tasks\n\n- [x] T001 One (FR-001) in src/app.py\n- [x] T001 Two (FR-009)\n",
    "# Tasks\n\n- [x] T001 One in src/never.py\n- [ ] T002 [P] two (depends on T007)\n",
    "# Tasks\n\n<!-- spec: ignore unknown-reference -- soon -->\n- [ ] T001 One (FR-009)\n- [ ] T002 [US3] two\n",
)
CHECKLISTS = (
    "# Checklist\n\n- [ ] CHK001 One?\n- [x] CHK002 Two?\n",
    "# Checklist\n\n- [x] CHK001 One?\n- [x] CHK001 Two?\n",
)
CONSTITUTIONS = (
    "# C Constitution\n\n**Version**: 1.0.0\n\n## Core Principles\n\n### I. Tests\n\nMUST.\n",
    "# C Constitution\n\n## Core Principles\n\n### I. Tests\n\nMUST.\n\n### II. Names\n\nMUST.\n",
    "# [PROJECT] Constitution\n\n## Core Principles\n\n### [PRINCIPLE_1_NAME]\n\n[PRINCIPLE_1_DESCRIPTION]\n",
    (
        "# C Constitution\n\n## Core Principles\n\n### I. Tests\n\nMUST.\n\n```enforce\nforbid: print(\n"
        "paths: ['src/**']\nmessage: no print\n```\n\n```enforce\nrule: missing-plan-thing\n```\n"
    ),
)
WAIVERS = (
    "- waives: SPC001\n  reason: soon\n  owner: Ada\n  expires: 2999-12-31\n",
    "- waives: SPC002\n  owner: Ada\n  expires: 2001-01-01\n- nonsense\n",
)
RECORDS = (
    record(1),
    record(1, ""),
    record(2, stage="nonsense", more="feature: 001-login\nlinks:\n  spec: specs/001-login/spec.md\n  adr: null\n"),
    record(3, "See [it](specs/009-gone/spec.md)", stage="green"),
)
DECISIONS = (
    decision(1),
    decision(2, "Superseded by [ADR-0001](0001-store.md)"),
    decision(3, "Whatever", "- **Supersedes:** ADR-0002\n- **Feature:** 001-login\n"),
    decision(1, "Superseded by ADR-0042", "- **Amends:** [ADR-0003](0003-gone.md)\n"),
)
CODE = (
    "VALUE = 1\n",
    "# keeps to ADR-0002 and ADR-0042\nprint(1)\n",
    "# see adr/0001-store.md\n",
)
MARKED = (
    "def test_a():\n    assert 1\n",
    'import pytest\n\n\n@pytest.mark.verifies("001-login/FR-001")\ndef test_a():\n    pass\n',
    'import pytest\n\n\n@pytest.mark.verifies("001-login/FR-099", "002-export/FR-001")\ndef test_a():\n    assert 1\n',
)
CONFIGURATIONS = (
    "adr:\n  folder: history/adr\n",
    "rules:\n  severity:\n    SPC001: 'off'\n  per-path:\n    'specs/001-login/**':\n      ignore: [TSK001]\n",
)
STRICT = ("trace:\n  profile: strict\n",)


def _of_feature(folder: str) -> list[Faulty]:
    return [
        Faulty(f"{folder}/spec.md", SPECS),
        Faulty(f"{folder}/plan.md", PLANS),
        Faulty(f"{folder}/tasks.md", TASKS),
        Faulty(f"{folder}/checklists/ux.md", CHECKLISTS),
    ]


FILES = [
    *_of_feature("specs/001-login"),
    *_of_feature("specs/002-export"),
    *_of_feature("specs/0001-other"),
    Faulty("specs/odd/spec.md", SPECS),
    Faulty("specs/001-login/research.md", ("FR-001 FR-002\n", "Nothing.\n")),
    Faulty("specs/001-login/signoffs.yml", ("- nonsense\n", "version: 1\n")),
    Faulty("specs/001-login/trace.lock", ("nonsense\n", "specward trace.lock 1\n")),
    *(Faulty(f"history/prompts/001-login/000{n}-{n}.general.prompt.md", RECORDS) for n in (1, 2)),
    Faulty("history/prompts/001-login/0001-again.green.prompt.md", RECORDS),
    *(Faulty(f"history/prompts/general/000{n}-a.general.prompt.md", RECORDS) for n in (1, 2)),
    Faulty("history/prompts/002-export/0001-a.tasks.prompt.md", RECORDS),
    Faulty("history/adr/0001-store.md", DECISIONS),
    Faulty("history/adr/0001-again.md", DECISIONS),
    Faulty("history/adr/0002-hash.md", DECISIONS),
    Faulty("history/adr/README.md", ("# Decisions\n\n<!-- adr-index:start -->\n<!-- adr-index:end -->\n",)),
    Faulty("docs/notes.md", ("ADR-0042 was.\n", "# ADR-0042: elsewhere\n")),
    Faulty(".specify/memory/constitution.md", CONSTITUTIONS),
    Faulty(".specify/waivers.yml", WAIVERS),
    Faulty(".specify/specward.yml", CONFIGURATIONS),
    Faulty("src/app.py", CODE),
    Faulty("src/more.py", CODE),
    Faulty("tests/test_login.py", MARKED),
    Faulty("web/.specify/specward.yml", ("adr:\n  folder: history/adr\n",)),
    Faulty("web/specs/001-page/spec.md", SPECS),
]
"""What a project may hold: faults of every reach, that meet each other across documents."""
TEXTS = {faulty.path: faulty.texts for faulty in FILES}
