"""Code that is staged without any document: held against the constitution, its marks against the specs."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.hooks.conftest import Guarded

CONSTITUTION = """\
# Login Constitution

## Core Principles

### I. No Prints

Code MUST use the logger.

```yaml enforce
- forbid: {pattern: 'print\\(', in: 'src/**/*.py', why: 'use the logger'}
```

**Version**: 1.0.0 | **Ratified**: 2026-01-31 | **Last Amended**: 2026-01-31
"""
MARKED = 'import pytest\n\n\n@pytest.mark.verifies("{target}")\ndef test_sign_in():\n    assert "a" in "ab"\n'
DECISION = "# ADR-{0}: Decision {0}\n\n- **Status:** {1}\n\n## Decision\n\nWe do it.\n"


@pytest.fixture
def constituted(guarded: Guarded) -> Guarded:
    guarded.stage(".specify/memory/constitution.md", CONSTITUTION)
    guarded.stage("specs/001-login/spec.md", guarded.spec)
    guarded.stage("src/old.py", "pass\n")
    guarded.stage_record()
    assert guarded.commit("feat: begin").code == 0
    return guarded


@pytest.mark.verifies("002-enforced-with-evidence/AC-001")
def test_code_that_breaks_a_principle_is_refused(constituted: Guarded) -> None:
    constituted.stage("src/login.py", "import logging\n\nprint(logging)\n")
    outcome = constituted.commit("feat: login\n\nPHR: none -- a test")
    assert outcome.code == 1
    assert "src/login.py:3:1" in outcome.said
    assert "[CON007]" in outcome.said


def test_code_that_keeps_to_the_principles_passes_in_silence(constituted: Guarded) -> None:
    constituted.stage("src/login.py", "import logging\n")
    assert constituted.commit("feat: login\n\nPHR: none -- a test") == (0, "")


def test_what_was_wrong_before_in_code_left_alone_stops_nobody(constituted: Guarded) -> None:
    constituted.stage("src/old.py", "print(1)\n")
    constituted.git("commit", "-q", "--no-verify", "-m", "broken")
    constituted.stage("src/login.py", "import logging\n")
    assert constituted.commit("feat: login\n\nPHR: none -- a test").code == 0


def test_a_test_that_names_what_does_not_exist_is_refused(constituted: Guarded) -> None:
    constituted.stage("tests/test_login.py", MARKED.format(target="001-login/FR-009"))
    outcome = constituted.commit("test: login")
    assert outcome.code == 1
    assert "tests/test_login.py:4:" in outcome.said
    assert "[TRC001]" in outcome.said


def test_a_test_that_names_what_exists_passes(constituted: Guarded) -> None:
    constituted.stage("tests/test_login.py", MARKED.format(target="001-login/FR-001"))
    assert constituted.commit("test: login") == (0, "")


def test_a_deleted_file_is_no_longer_held_to_anything(constituted: Guarded) -> None:
    constituted.stage("src/login.py", "print(1)\n")
    constituted.git("commit", "-q", "--no-verify", "-m", "broken")
    constituted.git("rm", "-q", "src/login.py")
    assert constituted.commit("feat: less\n\nPHR: none -- a test").code == 0


@pytest.fixture
def decided(guarded: Guarded) -> Guarded:
    guarded.stage("history/adr/0001-store.md", DECISION.format("0001", "Superseded by ADR-0002"))
    guarded.stage("history/adr/0002-tokens.md", DECISION.format("0002", "Accepted\n- **Supersedes:** ADR-0001"))
    guarded.stage("src/old.py", "# ADR-0012\n")
    guarded.git("commit", "-q", "--no-verify", "-m", "docs: decide")
    return guarded


def test_code_that_cites_a_decision_that_does_not_exist_is_refused(decided: Guarded) -> None:
    decided.stage("src/login.py", "# as adr/0002-tokens.md says\n# as ADR-0009 says\n")
    outcome = decided.commit("feat: login\n\nPHR: none -- a test")
    assert outcome.code == 1
    assert "src/login.py:2:" in outcome.said
    assert "error  unknown-citation [ADR014]" in outcome.said


def test_code_that_cites_a_decision_that_no_longer_holds_is_warned_of(decided: Guarded) -> None:
    decided.stage("src/login.py", "# as ADR\u20110001 says\n")
    outcome = decided.commit("feat: login\n\nPHR: none -- a test")
    assert outcome.code == 0
    assert "warning  dead-citation [ADR013]" in outcome.said


def test_code_that_gains_no_citation_is_not_asked_for_those_it_had(decided: Guarded) -> None:
    decided.stage("src/old.py", "# ADR-0012\npass\n")
    assert decided.commit("feat: old\n\nPHR: none -- a test") == (0, "")


def test_a_commit_of_many_files_or_of_data_is_not_searched_for_citations(decided: Guarded) -> None:
    decided.stage("data.txt", "ADR-0009\n" * 200_000)
    assert decided.commit("feat: data\n\nPHR: none -- a test").code == 0
    for number in range(20):
        decided.stage(f"src/f{number}.py", f"# ADR-{number + 90:04d}\n")
    assert decided.commit("feat: many\n\nPHR: none -- a test").code == 0
