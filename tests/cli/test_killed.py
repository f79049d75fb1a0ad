"""A command may be killed at any moment: every file is whole, old or new, and the next run goes on."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.cli.conftest import Spec

TASKS = "# Tasks: A\n\n" + "".join(f"- [ ] T{n:03d} Go on in src/a.py\n" for n in range(1, 400))
SPECIFICATION = "# Feature Specification: A\n\n## Requirements\n\n- **FR-001**: It MUST go on.\n"
RECORD = ("new", "phr", "A record", "--stage", "general", "--prompt", "go on")
COMMANDS = {
    "init": ("init",),
    "new feature": ("new", "feature", "A thing"),
    "new adr": ("new", "adr", "A decision"),
    "new phr": RECORD,
    "task done": ("task", "done", "T007", "--feature", "001-a"),
}
# The child stops itself at the n-th call that changes the file system, before it is made, and is then killed.
PROGRAM = """
import os, signal, sys
limit, arguments = int(sys.argv[1]), sys.argv[2:]
count = 0
WRITING = {"os.mkdir", "os.rename", "os.remove", "os.link", "os.symlink", "os.rmdir", "os.truncate", "os.chmod"}
def watch(event, args):
    global count
    writes = event in WRITING or (event == "open" and isinstance(args[2], int) and args[2] & (os.O_WRONLY | os.O_RDWR))
    if writes:
        count += 1
        if count == limit:
            os.kill(os.getpid(), signal.SIGKILL)
sys.addaudithook(watch)
sys.argv = ["spec", *arguments]
import runpy
runpy.run_module("specward", run_name="__main__")
"""


def run_until(limit: int, arguments: tuple[str, ...], spec: Spec) -> int:
    """Run a command that is killed before its `limit`-th change to the file system; its exit status."""
    command = [sys.executable, "-c", PROGRAM, str(limit), *arguments]
    return subprocess.run(command, cwd=spec.root, env=os.environ.copy(), capture_output=True, check=False).returncode


def whole(files: dict[str, bytes]) -> dict[str, bytes]:
    """The files that a user sees: the remains of a killed run are recognisable by their name."""
    return {path: data for path, data in files.items() if not path.rpartition("/")[2].startswith(".spec-")}


@pytest.mark.usefixtures("unmeasured")
@pytest.mark.verifies("001-guarded-commit/AC-006")
@pytest.mark.skipif(os.name == "nt", reason="there is no SIGKILL")
@pytest.mark.parametrize("arguments", COMMANDS.values(), ids=COMMANDS.keys())
def test_a_command_killed_at_any_write_leaves_every_file_old_or_new(spec: Spec, arguments: tuple[str, ...]) -> None:
    spec.write("specs/001-a/spec.md", SPECIFICATION)
    spec.write("specs/001-a/tasks.md", TASKS)
    before = spec.files()
    limit = 0
    while True:
        limit += 1
        status = run_until(limit, arguments, spec)
        if status != -signal.SIGKILL:
            break
        seen = whole(spec.files())
        for path, data in before.items():
            new = TASKS.replace("[ ] T007", "[X] T007").encode()
            assert seen[path] in {data, new}
        assert all(data for data in seen.values())
        assert limit < 60
    assert status == (2 if "done" in arguments else 0)  # a task that a killed run ticked is done already
    assert limit > 1
    assert spec("check").code in {0, 1}


@pytest.mark.usefixtures("unmeasured")
@pytest.mark.skipif(os.name == "nt", reason="there is no SIGKILL")
def test_what_a_killed_run_left_is_swept_by_the_next(spec: Spec) -> None:
    spec.write("specs/001-a/spec.md", SPECIFICATION)
    for limit in range(1, 8):
        run_until(limit, RECORD, spec)
    spec(*RECORD)
    assert spec.files() == whole(spec.files())
