"""What a prompt waits for: the hook of an agent imports next to nothing."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import specward

if TYPE_CHECKING:
    from tests.conftest import GitRepository

pytestmark = [
    pytest.mark.usefixtures("unmeasured"),
    pytest.mark.skipif(os.name == "nt", reason="git is started through subprocess on Windows"),
]

FORBIDDEN = frozenset(
    {
        "argparse",
        "asyncio",
        "click",
        "dataclasses",
        "difflib",
        "git",
        "inspect",
        "jinja2",
        "logging",
        "pathlib",
        "rich",
        "shutil",
        "subprocess",
        "tempfile",
        "typer",
        "typing",
        "yaml",
        "specward.artifacts.phr",
        "specward.changes",
        "specward.config",
        "specward.git.repository",
        "specward.markdown.document",
        "specward.phr.capture.finish",
        "specward.phr.transcripts.reading",
        "specward.project",
        "specward.rules",
    }
)

CHILD = """\
import sys
sys.path.insert(0, sys.argv.pop(1))
from specward.__main__ import main
try:
    main()
finally:
    print("\\n".join(sorted(sys.modules)), file=sys.stderr)
"""


def test_a_prompt_loads_no_module_that_it_can_do_without(repository: GitRepository) -> None:
    repository.write(".specify/memory/constitution.md", "# C\n")
    repository.write(".specify/specward.yml", "phr:\n  require: commit\n")
    repository.write("specs/001-login/spec.md", "# Feature Specification: Login\n")
    repository.commit()
    repository.git("switch", "-q", "-c", "001-login")
    event = {"hook_event_name": "UserPromptSubmit", "session_id": "s", "prompt_id": "p", "permission_mode": "default"}
    payload = {**event, "cwd": str(repository.root), "prompt": "Add the session store. " * 350}
    done = subprocess.run(
        [sys.executable, "-I", "-S", "-c", CHILD, str(Path(specward.__file__).parents[1]), "hook", "claude"],
        cwd=repository.root,
        input=json.dumps(payload).encode(),
        capture_output=True,
        check=True,
    )
    assert list(repository.root.glob("history/prompts/001-login/0001-*.prompt.md"))
    assert set(done.stderr.decode().split()) & FORBIDDEN == set()
