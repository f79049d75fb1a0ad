"""The example service as a seed: what its files are taken to say is what its own interpreter, and ruff, say of them."""

from __future__ import annotations

import json
import os
import sys
from typing import TYPE_CHECKING

import pytest
from tests.seeded.backend import FEATURE, ROOT, service
from tests.seeded.backend_probe import RUFF
from tests.seeded.matrix import DEFECTS
from tests.seeded.samples import seeded

from specward.packs.fastapi.probing.probe import plan, probe
from specward.packs.fastapi.probing.probe_file import PATH as PROBE
from specward.packs.fastapi.probing.probe_file import as_probed
from specward.packs.fastapi.probing.ruff import find_ruff, ruff_findings
from specward.project import Project
from specward.rules import RULES
from specward.sources.worktree import WorkTreeSource

if TYPE_CHECKING:
    from pathlib import Path

    from tests.seeded.defect import Defect
    from tests.seeded.project import State

    from specward.packs.fastapi.probing.probed import Probed


def told(state: State) -> Probed:
    """What the probe of a seed is taken to have brought."""
    return as_probed(json.loads(state.text(PROBE)))


def of_the_pack(defect: Defect) -> list[str]:
    """The codes of what rules of the pack find."""
    codes = (found.partition(" ")[0] for found in defect.found)
    return [code for code in codes if code.startswith("FA")]


@pytest.mark.verifies("006-the-five-agents/AC-022")
def test_each_rule_of_the_pack_is_set_off_once_and_alone() -> None:
    found = [of_the_pack(defect) for defect in DEFECTS if defect.sample == "service"]
    assert max(map(len, found)) == 1
    assert {code for codes in found for code in codes} == {rule.code for rule in RULES if rule.code.startswith("FA")}


@pytest.mark.verifies("006-the-five-agents/AC-022", "006-the-five-agents/AC-024", partial=True)
def test_the_example_is_as_clean_where_nobody_has_probed_or_signed_it() -> None:
    report = service().without(PROBE, f"{FEATURE}/signoffs.yml").checked(judged=False)
    assert (report.findings, report.undetermined) == ((), ())


@pytest.mark.skipif(not (ROOT / ".venv").exists(), reason="the example has no environment here")
def test_a_probe_of_the_example_brings_what_its_files_are_taken_to_say() -> None:
    project = Project(WorkTreeSource(str(ROOT)))
    brought = probe(project, str(ROOT), plan(project, str(ROOT)), 30)
    assert brought.failure is None
    taken = told(service())
    for part in ("application", "openapi", "rows", "middleware", "ruff", "digests"):
        assert getattr(brought, part) == getattr(taken, part)


@pytest.mark.parametrize("defect", [one for one in RUFF if one.found[0][:5] != "FA170"], ids=lambda one: one.name)
def test_ruff_finds_what_it_is_taken_to_find(defect: Defect, tmp_path: Path) -> None:
    state = seeded(defect)
    files = [path for path in state.files if path.endswith((".py", "pyproject.toml"))]
    for path in files:
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text(state.text(path), encoding="utf-8")
    expected = told(state).ruff
    assert expected
    ruff = find_ruff(sys.executable, os.environ["PATH"])
    judged = [path for path in files if path.startswith("app/")]
    assert ruff_findings(ruff, judged, str(tmp_path), {"PATH": os.environ["PATH"]}) == expected
