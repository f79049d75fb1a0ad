"""The decisions that a file, a folder or a line stands on, each with the reason to name it."""

from __future__ import annotations

import pytest

from specward.adr.catalogue.catalogue import catalogue_of
from specward.adr.why.grounds import Why, why
from specward.adr.why.reason import Asked
from specward.git.blame import Blamed
from specward.project import Project
from specward.sources.memory import MemorySource

MEMORY, TOKENS, HASH = (f"history/adr/000{n}-{name}.md" for n, name in enumerate(("memory", "tokens", "hash"), 1))
PROMPT = "history/prompts/001-login/0001-login.green.prompt.md"
SESSION = """\
\"\"\"Sessions.\"\"\"


# ADR-0001
def load():
    x = 1

    # ADR-0002
    return x


# ADR-0009
"""
FILES = {
    MEMORY: "# ADR-0001: Memory\n\n- **Status:** Superseded by ADR-0002\n",
    TOKENS: "# ADR-0002: Tokens\n\n- **Status:** Accepted\n- **Feature:** 001-login\n\n## D\n\n`src/session.py`\n",
    HASH: "---\naffects: [src/auth/**]\n---\n# ADR-0003: Hash\n\n- **Status:** Accepted\n",
    "src/session.py": SESSION,
    "src/auth/hash.py": "def digest(): ...\n",
    "specs/001-login/spec.md": "# Feature Specification: Login\n",
    "specs/001-login/plan.md": "# Implementation Plan: Login\n\nPasswords as ADR-0003 says.\n",
    "specs/001-login/tasks.md": "# Tasks: Login\n\n- [ ] T001 Write src/login.py\n- [ ] T002 Test src/login.py\n",
    "src/login.py": "pass\n",
    PROMPT: "---\nid: 0001\n---\n\n## Prompt\n\nDo as ADR-0003 says.\n",
}


def asked(
    path: str,
    line: int = 0,
    commit: Blamed | None = None,
    prompts: tuple[str, ...] = (),
    more: dict[str, str] | None = None,
) -> Why:
    files = {**FILES, **(more or {})}
    project = Project(MemorySource(files))
    is_folder = path not in files
    return why(project, catalogue_of(project), Asked(path, line, is_folder), commit=commit, prompts=prompts)


def told(found: Why) -> dict[str, list[tuple[str, str, int]]]:
    return {
        ground.entry.name: [(reason.kind, reason.path, reason.line) for reason in ground.reasons]
        for ground in found.grounds
    }


@pytest.mark.verifies("004-decisions/AC-010")
def test_a_line_stands_on_what_is_cited_beside_it_first() -> None:
    found = asked("src/session.py", 9)
    assert told(found) == {
        "ADR-0002": [("here", "src/session.py", 8), ("named", TOKENS, 8)],
        "ADR-0001": [("around", "src/session.py", 4)],
    }
    assert [[after.name for after in ground.successors] for ground in found.grounds] == [[], ["ADR-0002"]]
    assert [(one.path, one.line) for one in found.unknown] == [("src/session.py", 12)]


@pytest.mark.verifies("004-decisions/AC-010")
def test_a_file_stands_on_what_it_cites_and_what_names_it() -> None:
    assert told(asked("src/session.py")) == {
        "ADR-0002": [("file", "src/session.py", 8), ("named", TOKENS, 8)],
        "ADR-0001": [("file", "src/session.py", 4)],
    }


def test_a_file_stands_on_a_decision_that_applies_to_its_folder() -> None:
    found = asked("src/auth/hash.py")
    assert told(found) == {"ADR-0003": [("affects", HASH, 0)]}
    assert found.grounds[0].reasons[0].text == "src/auth/**"


def test_a_file_stands_on_the_decisions_of_the_feature_whose_tasks_name_it() -> None:
    found = asked("src/login.py")
    assert told(found) == {
        "ADR-0002": [("feature", TOKENS, 0)],
        "ADR-0003": [("feature", "specs/001-login/plan.md", 3)],
    }
    assert found.grounds[0].reasons[0].text == "made for 001-login, whose T001, T002 name it"


def test_a_file_stands_on_the_decisions_of_the_feature_whose_tasks_name_its_folder() -> None:
    tasks = "# Tasks: Login\n\n- [ ] T001 Write the forms in web/forms/\n- [ ] T002 Mend src/\n"
    more = {"specs/001-login/tasks.md": tasks, "web/forms/login.ts": "", "src/other.py": ""}

    assert set(told(asked("web/forms/login.ts", more=more))) == {"ADR-0002", "ADR-0003"}
    assert told(asked("src/other.py", more=more)) == {}


def test_a_document_of_a_feature_stands_on_what_the_feature_does() -> None:
    assert told(asked("specs/001-login/tasks.md")) == {
        "ADR-0002": [("feature", TOKENS, 0)],
        "ADR-0003": [("feature", "specs/001-login/plan.md", 3)],
    }
    assert told(asked("specs/001-login/plan.md"))["ADR-0003"] == [("file", "specs/001-login/plan.md", 3)]


def test_a_folder_stands_on_what_its_files_cite() -> None:
    found = told(asked("src"))
    assert found["ADR-0001"] == [("folder", "src/session.py", 4)]
    assert found["ADR-0003"] == [("affects", HASH, 0)]


def test_the_whole_project_stands_on_what_it_cites() -> None:
    assert set(told(asked(""))) == {"ADR-0001", "ADR-0002", "ADR-0003"}


def test_a_line_stands_on_what_its_commit_and_its_prompt_cite() -> None:
    commit = Blamed("1a2b3c4d5e6f", "2026-01-02", "Sign in\n\nAs ADR-0002 wants.\n", ())
    found = asked("src/login.py", 1, commit, (PROMPT,))
    assert told(found)["ADR-0002"][0] == ("commit", "", 0)
    assert found.grounds[0].reasons[0].text == "1a2b3c4d5 Sign in"
    assert told(found)["ADR-0003"][0] == ("commit", PROMPT, 7)


def test_a_record_is_told_who_cites_it_and_not_itself() -> None:
    found = asked(MEMORY)
    assert told(found) == {"ADR-0002": [("file", MEMORY, 3)]}
    assert [(one.path, one.line) for one in found.cited_by] == [("src/session.py", 4)]


def test_a_project_without_records_has_no_answer() -> None:
    project = Project(MemorySource({"a.py": "# ADR-0001\n"}))
    assert why(project, catalogue_of(project), Asked("a.py")) == Why([], [], [])
