"""Ruff reads the back end and writes nothing, whatever the project's settings want of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tests.packs.fastapi.backend import SEAL

from specward.bounded import clean_environment
from specward.packs.fastapi.backend import backend_files
from specward.packs.fastapi.probing.ruff import find_ruff, ruff_findings

if TYPE_CHECKING:
    from tests.packs.fastapi.backend import Backend

FIXABLE = f"import os\n{SEAL}"
"""An import that nobody uses, which ruff would take out."""
SETTINGS = {
    "fix": "fix = true\n",
    "fix-only": "fix-only = true\n",
    "unsafe-fixes": "fix = true\nunsafe-fixes = true\n",
    "show-fixes": "fix = true\nshow-fixes = true\n",
    "cache-dir": 'cache-dir = "kept-by-ruff"\n',
    "output-format": 'output-format = "github"\n',
}


@pytest.mark.parametrize("settings", SETTINGS.values(), ids=SETTINGS)
@pytest.mark.verifies("006-the-five-agents/AC-021")
def test_ruff_rewrites_no_file_of_the_project_and_leaves_none(backend: Backend, settings: str) -> None:
    backend.write("app/money.py", FIXABLE)
    backend.write("ruff.toml", f'{settings}[lint]\nselect = ["F", "S"]\nfixable = ["ALL"]\n')
    before = backend.files()
    found = findings(backend)
    assert backend.files() == before
    assert found == ["S324"]


@pytest.mark.verifies("006-the-five-agents/AC-021")
def test_no_variable_of_ruffs_reaches_it(backend: Backend, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RUFF_OUTPUT_FILE", str(backend.root / "written.json"))
    monkeypatch.setenv("RUFF_CACHE_DIR", str(backend.root / "kept"))
    backend.write("app/money.py", FIXABLE)
    before = backend.files()
    assert findings(backend) == ["S324"]
    assert backend.files() == before


def findings(backend: Backend) -> list[str]:
    """The codes of what the installed ruff finds, in the environment that a probe gives it."""
    ruff = find_ruff(str(backend.root / ".venv/bin/python"), "")
    found = ruff_findings(ruff, backend_files(backend.project), str(backend.root), clean_environment())
    return [one.code for one in found]
