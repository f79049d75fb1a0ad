"""Documents are hostile: whatever they hold, a check ends, within bounds, and says something clear.

The bounds are the operating system's: a run that exceeds them is killed and fails the test.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.usefixtures("unmeasured")

CPU_SECONDS = 60
MEMORY_BYTES = 3 << 30
ESCAPE = "\x1b]0;owned\x07\x1b[2J\x9b31m\u202e"


PROGRAM = f"""
import resource, runpy, sys
resource.setrlimit(resource.RLIMIT_CPU, ({CPU_SECONDS}, {CPU_SECONDS}))
resource.setrlimit(resource.RLIMIT_AS, ({MEMORY_BYTES}, {MEMORY_BYTES}))
sys.argv[0] = "spec"
runpy.run_module("specward", run_name="__main__")
"""


def check(root: Path, *arguments: str) -> subprocess.CompletedProcess[bytes]:
    command = [sys.executable, "-c", PROGRAM, "check", *arguments]
    return subprocess.run(command, cwd=root, env=os.environ.copy(), capture_output=True, check=False)


def report(root: Path) -> dict[str, Any]:
    done = check(root, "--json")
    assert done.returncode in {0, 1}, done.stderr.decode("utf-8", "replace")[-2000:]
    value: dict[str, Any] = json.loads(done.stdout)
    assert value["undetermined"] == []
    return value


def put(root: Path, path: str, data: bytes | str) -> Path:
    target = root / path
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(data if isinstance(data, bytes) else data.encode("utf-8"))
    return target


EVERY_PLACE = (
    "specs/001-a/spec.md",
    "specs/001-a/plan.md",
    "specs/001-a/tasks.md",
    "specs/001-a/checklists/requirements.md",
    ".specify/memory/constitution.md",
    "history/prompts/general/0001-a.general.prompt.md",
    "history/adr/0001-a.md",
)

MASSES = {
    "100,000 headings": "# a\n" * 100_000,
    "10,000 nested list levels": "".join(f"{'  ' * level}- a\n" for level in range(3_000)) + "- " * 10_000 + "a\n",
    "100,000 unclosed fences": "```x\n" * 100_000,
    "10,000 nested quotes": ">" * 10_000 + " a\n" + "> " * 10_000 + "b\n",
    "100,000 backticks apart": ("`" * 3 + "a" + "`" * 2) * 30_000,
    "100,000 open comments": "<!-- " * 100_000,
    "100,000 brackets": "[" * 100_000 + "](" * 100_000,
    "a wide table": "|" + "a|" * 50_000 + "\n|" + "-|" * 50_000 + "\n|" + "b|" * 50_000 + "\n",
    "100,000 tasks with one id": "- [ ] T001 go in src/a.py (after T001)\n" * 100_000,
    "100,000 requirements with one id": "- **FR-001**: It MUST go.\n" * 50_000,
    "a chain of 30,000 tasks": "".join(f"- [ ] T{n:05d} go (after T{n + 1:05d})\n" for n in range(30_000)),
    "100,000 open questions": "[NEEDS CLARIFICATION: " * 100_000,
    "emphasis without end": "**Given** " * 50_000,
    "digits without end": "- [ ] T" + "9" * 100_000 + "\n- **FR-" + "9" * 100_000 + "**: x\n",
    "front matter without end": "---\nid: 1\n" + "k: v\n" * 100_000,
    "an alias bomb": "---\na: &a [x,x,x,x,x,x,x,x,x]\n"
    + "".join(f"{chr(98 + n)}: &{chr(98 + n)} [{','.join([f'*{chr(97 + n)}'] * 9)}]\n" for n in range(20))
    + "---\n\n# a\n",
    "deep flow YAML": "---\nid: " + "[" * 100_000 + "\n---\n\n# a\n",
    "suppressions without end": "<!-- spec: ignore " * 50_000 + "\n" + "<!-- spec: ignore a -- b -->" * 2_000,
    "3,000 suppressions of nothing": "<!-- spec: ignore vague-requirement -- x -->\n" * 3_000,
    "5,000 suppressions on one line": "<!-- spec: ignore-file vague-requirement -- x --> " * 5_000,
    "5,000 instructions of a template": "<!--\n  ACTION REQUIRED: Fill it in.\n-->\n\n" * 5_000,
    "10,000 stories of one number": "### User Story 1 - Go (Priority: P1)\n\nGo.\n\n" * 10_000,
    "20,000 sections of one title": "## Requirements\n" * 20_000,
    "20,000 links on one line": "[a](b.md) " * 20_000,
    "5,000 fields that name records": "".join(f"- **Supersedes:** ADR-{n:04d}\n" for n in range(5_000)),
    "one long requirement": "- **FR-001**: It MUST be " + "intuitive (a) " * 20_000,
    "lone carriage returns": "# a\r- b\r" * 100_000,
    "every control character": "".join(map(chr, range(32))) * 1_000,
    "full-width digits": "１. a\n- [ ] T００１ b\n- **FR-００１**: c\n" * 1_000,
}


@pytest.mark.parametrize("text", MASSES.values(), ids=MASSES.keys())
def test_a_mass_of_anything_in_every_kind_of_document_is_checked_within_bounds(tmp_path: Path, text: str) -> None:
    for path in EVERY_PLACE:
        put(tmp_path, path, text)
    assert sum(report(tmp_path)["summary"]["checked"].values()) == len(EVERY_PLACE)


def test_a_line_of_50_megabytes_is_checked_within_bounds(tmp_path: Path) -> None:
    put(tmp_path, "specs/001-a/spec.md", "# Feature Specification: a\n\n- **FR-001**: " + "word " * 10_000_000)
    assert report(tmp_path)["summary"]["checked"] == {"spec": 1}


def test_a_finding_in_a_line_of_50_megabytes_shows_a_part_of_it(tmp_path: Path) -> None:
    line = "- **FR-001**: " + "word " * 10_000_000 + "[NEEDS CLARIFICATION: x]"
    put(tmp_path, "specs/001-a/spec.md", f"# Feature Specification: a\n\n{line}\n")
    done = check(tmp_path, "--select", "SPC001")
    assert b"unresolved-clarification" in done.stdout
    assert len(done.stdout) < 2_000


def test_bytes_that_are_no_text_are_a_finding(tmp_path: Path) -> None:
    for path in EVERY_PLACE:
        put(tmp_path, path, bytes(range(256)) * 1_000)
    codes = [finding["code"] for finding in report(tmp_path)["findings"]]
    assert codes.count("DOC001") >= len(EVERY_PLACE)


def test_an_alias_bomb_in_the_configuration_is_an_error_at_its_place(tmp_path: Path) -> None:
    put(tmp_path, "specs/001-a/spec.md", "# a\n")
    put(tmp_path, ".specify/specward.yml", "rules: &a\n  select: [ALL]\nphr: *a\n")
    done = check(tmp_path)
    assert done.returncode == 2
    assert b".specify/specward.yml:" in done.stdout


def test_terminal_escapes_in_titles_paths_and_values_are_shown_as_dots(tmp_path: Path) -> None:
    put(tmp_path, f"specs/001-{ESCAPE}/spec.md", f"# Feature Specification: {ESCAPE}\n\n### User Story 1 - {ESCAPE}\n")
    put(tmp_path, f"specs/001-b{ESCAPE}/tasks.md", f"# Tasks: {ESCAPE}\n\n- [?] T001 {ESCAPE}\n- [ ] T001 {ESCAPE}\n")
    put(tmp_path, "history/adr/0001-a.md", f"# 1. {ESCAPE}\n\n## Status\n\n{ESCAPE} | Accepted | Rejected\n")
    put(tmp_path, "history/prompts/general/0001-a.general.prompt.md", f"---\nid: {ESCAPE}\nstage: {ESCAPE}\n---\n")
    done = check(tmp_path)
    shown = (done.stdout + done.stderr).decode("utf-8")
    assert done.returncode == 1
    assert not set(shown) & set("\x1b\x07\x9b\u202e")


def test_a_document_that_links_out_of_the_project_is_not_read(tmp_path: Path) -> None:
    secret = put(tmp_path, "outside/secret.md", "# secret\n\n[NEEDS CLARIFICATION: the secret]\n")
    root = tmp_path / "project"
    put(root, "specs/001-a/plan.md", "# Implementation Plan: a\n")
    (root / "specs/001-a/spec.md").symlink_to(secret)
    (root / "specs/002-b").symlink_to(secret.parent)
    (root / "history").symlink_to(secret.parent)
    done = check(root)
    assert b"secret" not in done.stdout + done.stderr
