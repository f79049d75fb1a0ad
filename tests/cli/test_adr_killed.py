"""A supersession that is killed leaves both records untouched, or agreeing, or a half that `check` names."""

from __future__ import annotations

import os
import signal
from typing import TYPE_CHECKING

import pytest
from tests.cli.test_killed import run_until, whole

from specward.check.run import check
from specward.check.select import Selection
from specward.opening import open_project
from specward.rules import RULES

if TYPE_CHECKING:
    from tests.cli.conftest import Spec

    from specward.finding import Finding

ONE, TWO, DRAFT = (f"history/adr/{name}.md" for name in ("0001-sessions", "0002-postgres", "0002-a-third"))
OLD = "# 1. Sessions\n\n## Status\n\nAccepted\n\n## Context\n\nWords\n"
NEW = "# ADR-0002: Postgres\n\n- **Status:** Accepted\n- **Date:** 2026-01-02\n\n## Decision\n\nWords\n"
OLD_AFTER = OLD.replace("Accepted", "Superseded by [2. Postgres](0002-postgres.md)")
NEW_AFTER = NEW.replace("-02\n", "-02\n- **Supersedes:** [ADR-0001](0001-sessions.md)\n")


def supersessions(spec: Spec) -> list[Finding]:
    """What the check says of one-sided supersessions."""
    project = open_project(str(spec.root))
    return list(check(project, Selection(RULES, project.config, select=["ADR004"])).findings)


@pytest.mark.usefixtures("unmeasured")
@pytest.mark.verifies("004-decisions/AC-005")
@pytest.mark.skipif(os.name == "nt", reason="there is no SIGKILL")
def test_a_killed_supersession_is_whole_or_none_or_named_by_the_check(spec: Spec) -> None:
    seen = set()
    for limit in range(1, 40):
        spec.write(".specify/specward.yml", "")
        spec.write(ONE, OLD)
        spec.write(TWO, NEW)
        status = run_until(limit, ("adr", "supersede", "1", "2"), spec)
        both = (spec.read(ONE), spec.read(TWO))
        seen.add(both)
        found = supersessions(spec)
        if both == (OLD, NEW_AFTER):
            (finding,) = found
            assert finding.severity.label == "error"
            assert finding.location.path == TWO
            assert finding.message == "supersedes ADR-0001, which does not say so"
            assert finding.help.startswith("`spec adr supersede ADR-0001 ADR-0002` ")
        else:
            assert both in {(OLD, NEW), (OLD_AFTER, NEW_AFTER)}
            assert found == []
        if status != -signal.SIGKILL:
            break
    assert status == 0
    assert seen == {(OLD, NEW), (OLD, NEW_AFTER), (OLD_AFTER, NEW_AFTER)}
    spec.write(ONE, OLD)
    assert spec("adr", "supersede", "1", "2").code == 0
    assert whole(spec.files()).keys() == spec.files().keys()
    assert (spec.read(ONE), spec.read(TWO)) == (OLD_AFTER, NEW_AFTER)


@pytest.mark.usefixtures("unmeasured")
@pytest.mark.verifies("004-decisions/AC-005")
@pytest.mark.skipif(os.name == "nt", reason="there is no SIGKILL")
def test_a_draft_whose_mark_on_the_old_record_was_never_written_is_told(spec: Spec) -> None:
    halves = 0
    for limit in range(1, 40):
        spec.write(".specify/specward.yml", "")
        spec.write(ONE, OLD)
        (spec.root / DRAFT).unlink(missing_ok=True)
        status = run_until(limit, ("adr", "supersede", "1", "--new", "A third"), spec)
        drafted = (spec.root / DRAFT).exists()
        marked = spec.read(ONE) != OLD
        assert drafted or not marked
        if drafted and not marked:
            (finding,) = supersessions(spec)
            assert finding.message == "supersedes ADR-0001, which does not say so yet"
            assert "spec adr supersede ADR-0001 ADR-0002" in finding.help
            halves += 1
        if status != -signal.SIGKILL:
            break
    assert status == 0
    assert halves
