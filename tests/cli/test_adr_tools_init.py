"""The programs of adr-tools, as `spec init --adr-tools` installs them."""

from __future__ import annotations

import os
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from tests.cli.conftest import SOURCE

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.conftest import Spec

pytestmark = pytest.mark.usefixtures("inside")


def test_the_programs_are_installed_by_init_and_work(spec: Spec, tmp_path: Path) -> None:
    spec.write("docs/decisions/0001-t.md", "# 1. T\n\n## Status\n\nAccepted\n")
    done = spec("init", "--adr-tools", "--no-hooks")
    assert "programs .specify/bin/adr, .specify/bin/_adr_autocomplete, .adr-dir (installed)\n" in done.out
    assert f'export PATH="{spec.root}/.specify/bin:$PATH"\n' in done.out
    assert "(in place)" in spec("init", "--adr-tools", "--no-hooks").out
    tools = tmp_path / "tools"
    tools.mkdir()
    (tools / "spec").write_text(f'#!/bin/sh\nexec "{sys.executable}" -m specward "$@"\n')
    (tools / "spec").chmod(0o755)
    env = {**os.environ, "PYTHONPATH": SOURCE, "PATH": f"{spec.root}/.specify/bin:{tools}:{os.environ['PATH']}"}
    listed = subprocess.run(["adr", "list"], cwd=spec.root, env=env, capture_output=True, text=True, check=True)
    assert listed.stdout == "docs/decisions/0001-t.md\n"


def test_what_stands_in_the_place_of_a_program_is_kept_and_told(spec: Spec) -> None:
    spec.write(".specify/bin/adr", "mine\n")
    done = spec("init", "--adr-tools", "--json")
    assert done.json["adr_tools"]["state"] == "refused"
    assert "something else stands" in done.json["adr_tools"]["remark"]
    assert spec.read(".specify/bin/adr") == "mine\n"
