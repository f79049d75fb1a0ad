"""What a hook imports is what a commit waits for: the forbidden modules must not be there, whatever is staged."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import specward
from specward.rule import Reach, Scope
from specward.rules import RULES

if TYPE_CHECKING:
    from tests.hooks.conftest import Guarded

pytestmark = pytest.mark.usefixtures("unmeasured")

FORBIDDEN = frozenset(
    {
        "argparse",
        "asyncio",
        "click",
        "concurrent.futures",
        "dataclasses",
        "git",
        "importlib.metadata",
        "inspect",
        "jinja2",
        "json",
        "logging",
        "multiprocessing",
        "pathlib",
        "pydantic",
        "rich",
        "shutil",
        "subprocess",
        "tempfile",
        "typer",
        "yaml",
    }
)
NOT_EVEN = frozenset({"specward.rules", "specward.check.run", "specward.markdown.scan", "specward.config"})
"""What a commit without anything relevant must not import either."""
WHERE_ADOPTED = frozenset(
    {
        "specward.acceptance.checklist",
        "specward.acceptance.known_files",
        "specward.adr.catalogue.catalogue",
        "specward.adr.citations.faults",
        "specward.adr.citations.gone",
        "specward.adr.pins.adopted",
        "specward.adr.pins.lock",
        "specward.adr.pins.zones",
        "specward.artifacts.adr",
        "specward.artifacts.enforcement",
        "specward.artifacts.normative",
        "specward.constitution.norms",
        "specward.constitution.waivers",
        "specward.evidence.judge",
        "specward.evidence.mark",
        "specward.evidence.python_tests",
        "specward.evidence.scan",
        "specward.fingerprint",
        "specward.signoff.standing",
        "specward.trace.build",
        "specward.trace.coverage",
        "specward.trace.lock",
        "specward.trace.node",
    }
)
"""What a document without marks, link notes, locks, sign-offs and enforcement is checked without."""
OF_THEIR_OWN_DOCUMENT = frozenset(
    {rule.module for rule in RULES if rule.reach is not Reach.PROJECT and rule.scope in {Scope.PLAN, Scope.TASKS}}
)
"""Rules that find nothing new in a plan or in tasks that a commit leaves alone."""

CHILD = """\
import sys
sys.path.insert(0, sys.argv.pop(1))
from specward.__main__ import main
try:
    main()
finally:
    print("\\n".join(sorted(sys.modules)), file=sys.stderr)
"""


def modules_after(folder: Path, *args: str, code: int = 0) -> set[str]:
    """The modules that a hook has imported by its end."""
    source = str(Path(specward.__file__).parents[1])
    done = subprocess.run(
        [sys.executable, "-I", "-S", "-c", CHILD, source, "hook", *args],
        cwd=folder,
        env={**os.environ},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == code, done.stdout + done.stderr
    return set(done.stderr.split())


@pytest.mark.skipif(os.name == "nt", reason="git is started through subprocess on Windows")
class TestModules:
    def test_nothing_relevant_staged(self, guarded: Guarded) -> None:
        guarded.stage("docs/index.txt")
        modules = modules_after(guarded.root, "pre-commit", "--record-later")
        assert modules & (FORBIDDEN | NOT_EVEN) == set()

    def test_code_that_cites_no_decision_staged(self, guarded: Guarded) -> None:
        guarded.stage("src/quadrature.py", "# ADR: an address\n# see the adr/ folder\n")
        modules = modules_after(guarded.root, "pre-commit", "--record-later")
        assert modules & (FORBIDDEN | NOT_EVEN) == set()

    def test_nothing_relevant_staged_where_the_policy_is_decided_here(self, guarded: Guarded) -> None:
        guarded.stage("docs/index.txt")
        assert modules_after(guarded.root, "pre-commit") & FORBIDDEN == set()

    def test_a_document_staged(self, guarded: Guarded) -> None:
        guarded.stage("specs/001-login/spec.md", guarded.spec + "\nMore.\n")
        guarded.stage_record()
        assert modules_after(guarded.root, "pre-commit", "--record-later") & (FORBIDDEN | WHERE_ADOPTED) == set()

    def test_a_spec_staged_beside_a_plan_and_tasks_that_are_left_alone(self, guarded: Guarded) -> None:
        guarded.stage("specs/001-login/plan.md", "# Implementation Plan: Login\n\n## Summary\n\nA form.\n")
        guarded.stage("specs/001-login/tasks.md", "# Tasks\n\n- [ ] T001 A form (FR-001)\n")
        guarded.git("commit", "-q", "--no-verify", "-m", "docs: plan")
        guarded.stage("specs/001-login/spec.md", guarded.spec + "\nMore.\n")
        modules = modules_after(guarded.root, "pre-commit", "--record-later")
        assert modules & (FORBIDDEN | WHERE_ADOPTED | OF_THEIR_OWN_DOCUMENT) == set()

    def test_a_document_checked_before(self, guarded: Guarded) -> None:
        guarded.stage("specs/001-login/spec.md", guarded.spec + "\nMore.\n")
        modules_after(guarded.root, "pre-commit", "--record-later")
        modules = modules_after(guarded.root, "pre-commit", "--record-later")
        assert modules & (FORBIDDEN | NOT_EVEN | {"re", "typing", "enum", "specward.project"}) == set()

    def test_a_pinned_decision_staged(self, guarded: Guarded) -> None:
        record = "# ADR-0001: A\n\n- **Status:** Accepted\n"
        guarded.stage("history/adr/0001-a.md", record)
        guarded.stage("history/adr/decisions.lock", "specward decisions.lock 1\n")
        modules = modules_after(guarded.root, "pre-commit", "--record-later")
        assert modules & FORBIDDEN == set()
        assert "specward.adr.pins.lock" in modules

    def test_a_message_prepared_for_a_commit_without_records(self, guarded: Guarded) -> None:
        guarded.stage("src/login.py")
        modules = modules_after(guarded.root, "prepare-commit-msg", "message", "message")
        assert modules & (FORBIDDEN | NOT_EVEN | {"re", "typing"}) == set()

    def test_a_message_prepared_for_a_commit_with_a_record(self, guarded: Guarded) -> None:
        guarded.stage("src/login.py")
        guarded.stage_record()
        guarded.write("message", "feat: x\n")
        modules = modules_after(guarded.root, "prepare-commit-msg", "message", "message")
        assert modules & (FORBIDDEN | {"specward.rules"}) == set()
        assert "PHR: 001-login/0001" in (guarded.root / "message").read_text()

    def test_a_change_with_its_record(self, guarded: Guarded) -> None:
        guarded.stage("src/login.py")
        guarded.stage_record()
        guarded.write("message", "feat: x\n")
        assert modules_after(guarded.root, "commit-msg", "message") & FORBIDDEN == set()

    def test_a_refused_change(self, guarded: Guarded) -> None:
        guarded.stage("src/login.py")
        guarded.write("message", "feat: x\n")
        assert modules_after(guarded.root, "commit-msg", "message", code=1) & FORBIDDEN == set()
