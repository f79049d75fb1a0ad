"""The walkthrough in CONTRIBUTING.md is followed to the letter, in a copy of the project."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from specward.markdown.document import Document
from specward.markdown.scan import FENCE

ROOT = Path(__file__).parents[1]


def fences(language: str) -> list[tuple[str, str]]:
    """The path and the content of each fence of a language that names a path."""
    document = Document("CONTRIBUTING.md", (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8"))
    found = [(block.info.split(), document.words(block)) for block in document.blocks if block.kind == FENCE]
    return [(info[1], text) for info, text in found if len(info) == 2 and info[0] == language]


@pytest.mark.usefixtures("unmeasured")  # it runs a copy of the project
def test_a_newcomer_who_follows_the_walkthrough_has_a_tested_rule(tmp_path: Path) -> None:
    shutil.copytree(ROOT / "src", tmp_path / "src", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copytree(ROOT / "tests/rules", tmp_path / "tests/rules", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copytree(ROOT / "docs", tmp_path / "docs", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    for path, text in fences("python"):
        (tmp_path / path).write_text(text, encoding="utf-8")
    environment = {**os.environ, "PYTHONPATH": str(tmp_path / "src")}
    made = subprocess.run([sys.executable, "docs/generate.py"], cwd=tmp_path, env=environment, check=False)
    assert made.returncode == 0
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "tests/rules/test_registry.py"]
    done = subprocess.run(
        [*command, "-k", "overlong or forgotten or codes or names"],
        cwd=tmp_path,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout
    assert (
        "SPC099"
        in subprocess.run(
            [sys.executable, "-m", "specward", "rules"],
            cwd=tmp_path,
            env=environment,
            capture_output=True,
            text=True,
            check=True,
        ).stdout
    )
