"""A constitution is hostile too: nothing that it says is run by a check, and nothing in it takes a check out of bounds.

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
PATH = ".specify/memory/constitution.md"

PROGRAM = f"""
import resource, runpy, sys
resource.setrlimit(resource.RLIMIT_CPU, ({CPU_SECONDS}, {CPU_SECONDS}))
resource.setrlimit(resource.RLIMIT_AS, ({MEMORY_BYTES}, {MEMORY_BYTES}))
sys.argv[0] = "spec"
runpy.run_module("specward", run_name="__main__")
"""


def spec(root: Path, *arguments: str) -> subprocess.CompletedProcess[bytes]:
    command = [sys.executable, "-c", PROGRAM, *arguments]
    done = subprocess.run(command, cwd=root, env=os.environ.copy(), capture_output=True, check=False)
    assert done.returncode in {0, 1, 2, 3}, done.stderr.decode("utf-8", "replace")[-2000:]
    assert b"this is a bug" not in done.stderr
    return done


def report(root: Path) -> dict[str, Any]:
    value: dict[str, Any] = json.loads(spec(root, "check", "--json").stdout)
    return value


def put(root: Path, path: str, text: str) -> None:
    target = root / path
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(text.encode("utf-8"))


def constitution(block: str, principles: int = 1) -> str:
    one = f"Keep it.\n\n```yaml enforce\n{block}\n```\n\n"
    return "# X\n\n## Core Principles\n\n" + "".join(f"### {n}. Name {n}\n\n{one}" for n in range(1, principles + 1))


def codes(value: dict[str, Any]) -> set[str]:
    return {finding["code"] for finding in value["findings"]}


@pytest.mark.verifies("002-enforced-with-evidence/AC-003")
def test_a_command_is_never_run_by_anything_that_only_looks(tmp_path: Path) -> None:
    put(tmp_path, PATH, constitution("- command: {run: 'touch ran; rm -rf src'}\n- command: 'touch ran'"))
    put(tmp_path, "src/a.py", "x\n")
    put(tmp_path, "specs/001-a/spec.md", "# Feature Specification: a\n")
    for words in (
        ["check"],
        ["constitution"],
        ["constitution", "coverage"],
        ["constitution", "show", "--json"],
        ["status"],
    ):
        spec(tmp_path, *words)
    assert sorted(path.name for path in tmp_path.iterdir()) == [".specify", "specs", "src"]


def test_an_alias_bomb_in_a_block_is_an_error_at_its_place(tmp_path: Path) -> None:
    bomb = "- &a [x,x,x,x,x,x,x,x,x]\n" + "".join(
        f"- &{chr(98 + n)} [{','.join([f'*{chr(97 + n)}'] * 9)}]\n" for n in range(20)
    )
    put(tmp_path, PATH, constitution(bomb))
    put(tmp_path, ".specify/waivers.yml", bomb)
    found = report(tmp_path)
    assert codes(found) >= {"CON003", "PRJ008"}
    assert found["undetermined"] == []


@pytest.mark.parametrize(
    "pattern", ["(a+)+$", "(a|a)*b", "((a*)*)*c", "(.*)(.*)(.*)(.*)(.*)z", "(a?){90}a{90}b", "(x+x+)+y"]
)
def test_a_catastrophic_pattern_on_a_text_made_for_it_is_answered(tmp_path: Path, pattern: str) -> None:
    put(tmp_path, PATH, constitution(f"- forbid: {{pattern: '{pattern}', in: 'src/**'}}"))
    put(tmp_path, "src/a.txt", ("a" * 50_000 + "!\n") * 20 + "x" * 500_000 + "!\n")
    assert "CON003" not in codes(report(tmp_path))


def test_a_pattern_that_needs_to_remember_is_refused(tmp_path: Path) -> None:
    put(tmp_path, PATH, constitution("- forbid: {pattern: '(a*)\\1\\1\\1$', in: 'src/**'}"))
    put(tmp_path, "src/a.txt", "a" * 100_000)
    assert "CON003" in codes(report(tmp_path))


def test_a_pattern_that_explodes_into_states_is_undetermined_and_no_pass(tmp_path: Path) -> None:
    put(tmp_path, PATH, constitution("- forbid: {pattern: '(0|1)*1(0|1){25}2', in: 'src/**'}"))
    bits = "".join(format(number * 2654435761 % 2**32, "032b") for number in range(20_000))
    put(tmp_path, "src/a.txt", f"2\n{bits}\n2{bits}")
    assert [item["path"] for item in report(tmp_path)["undetermined"]] == ["src/a.txt"]


def test_10000_principles_with_patterns_and_inherited_ones_are_checked_within_bounds(tmp_path: Path) -> None:
    block = "- forbid: {pattern: '[0-9]+x', in: 'src/**'}\n- plan: answer\n- manual: seen"
    put(tmp_path, PATH, constitution(block, 10_000))
    put(tmp_path, "shared.md", constitution(block, 10_000).replace("Name", "Other"))
    put(tmp_path, ".specify/specward.yml", "constitution:\n  extends: [shared.md]\n")
    put(tmp_path, "specs/001-a/plan.md", "# Implementation Plan: a\n\n## Constitution Check\n\n- Name 1: yes\n")
    put(tmp_path, "src/a.txt", "123y\n" * 200)
    found = report(tmp_path)
    assert found["undetermined"] == []
    assert "CON003" in codes(found)
    assert spec(tmp_path, "constitution", "coverage").returncode == 0


MASSES = {
    "100,000 blocks": "```yaml enforce\n- plan: answer\n```\n" * 50_000,
    "100,000 unclosed blocks": "```yaml enforce\n" * 100_000,
    "100,000 entries": "```yaml enforce\n" + "- plan: answer\n" * 100_000 + "```\n",
    "deep flow": "```yaml enforce\n- forbid: " + "[" * 100_000 + "\n```\n",
    "a long pattern": "```yaml enforce\n- forbid: {pattern: '" + "(a|b)*" * 100_000 + "', in: a}\n```\n",
    "nested groups": "```yaml enforce\n- forbid: {pattern: '" + "(" * 240 + ")*" * 240 + "', in: a}\n```\n",
    "a wide glob": "```yaml enforce\n- forbid: {pattern: x, in: '" + "**/*" * 20_000 + "'}\n```\n",
    "100,000 samples": "```yaml enforce\n- forbid: {pattern: x, in: a}\n  pass: [" + "x," * 100_000 + "x]\n```\n",
    "a long sample": "```yaml enforce\n- forbid: {pattern: '[ab]+c', in: a}\n  fail: '" + "ab" * 1_000_000 + "'\n```\n",
}


@pytest.mark.parametrize("text", MASSES.values(), ids=MASSES.keys())
def test_a_mass_of_anything_in_a_block_is_checked_within_bounds(tmp_path: Path, text: str) -> None:
    put(tmp_path, PATH, f"# X\n\n## Core Principles\n\n### I. A\n\nB.\n\n{text}")
    put(tmp_path, "a", "x\n")
    assert report(tmp_path)["undetermined"] == []


def test_100000_waivers_and_as_many_findings_are_checked_within_bounds(tmp_path: Path) -> None:
    one = "- waives: 001-a/FR-{}\n  reason: r\n  owner: o\n  expires: 2999-01-01\n"
    put(tmp_path, ".specify/waivers.yml", "".join(one.format(number) for number in range(100_000)))
    put(tmp_path, "specs/001-a/spec.md", "# a\n\n" + "".join(f"- **FR-{n}**: go\n" for n in range(2_000)))
    assert "PRJ008" in codes(report(tmp_path))


def test_amending_a_constitution_of_10000_principles_and_open_comments_ends(tmp_path: Path) -> None:
    put(tmp_path, PATH, "<!-- " * 50_000 + constitution("- plan: answer", 10_000))
    spec(tmp_path, "constitution", "amend", "--dry-run")
    put(tmp_path, PATH, constitution("- plan: answer", 10_000) + "**Version**: 1.0.0 Amended: " + " " * 200_000 + "x\n")
    assert spec(tmp_path, "constitution", "amend", "--dry-run").returncode == 0


def test_terminal_escapes_in_names_and_reasons_are_shown_as_dots(tmp_path: Path) -> None:
    escape = "\x1b]0;owned\x07\x1b[2J\x9b31m\u202e"
    block = f"```yaml enforce\n- manual: 'x{escape}'\n- nope: y\n```\n"
    put(tmp_path, PATH, f"# X\n\n## Core Principles\n\n### I. A{escape}\n\nB.\n\n{block}")
    put(tmp_path, ".specify/waivers.yml", f"- waives: P-01\n  reason: r\n  owner: 'o{escape}'\n  expires: 2999-01-01\n")
    for words in (["check"], ["constitution"], ["constitution", "coverage"], ["constitution", "amend"]):
        done = spec(tmp_path, *words)
        assert not set((done.stdout + done.stderr).decode("utf-8")) & set("\x1b\x07\x9b\u202e")
