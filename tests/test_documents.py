"""What the documents say is true of the code."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path

import jsonschema
import yaml

from specward import config
from specward.cli.main import COMMANDS
from specward.rules import RULES

ROOT = Path(__file__).parents[1]


def text(path: str) -> str:
    return (ROOT / path).read_text(encoding="utf-8")


def test_derived_documents_are_current() -> None:
    command = [sys.executable, str(ROOT / "docs/generate.py"), "--check"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def test_the_readme_names_every_command_and_no_other() -> None:
    named = set(re.findall(r"`spec ([a-z][a-z-]*)", text("README.md")))
    assert named == set(COMMANDS) - {"demo"}


def test_the_configuration_in_the_readme_is_valid_and_names_real_rules() -> None:
    (sample,) = re.findall(r"```yaml\n(rules:.*?)```", text("README.md"), re.DOTALL)
    jsonschema.validate(yaml.safe_load(sample), config.json_schema())
    parsed = config.parse(sample)
    names = {word for rule in RULES for word in (rule.code, rule.name)}
    assert {*parsed.ignore, *parsed.severity} <= names


def test_the_changelog_counts_the_rules() -> None:
    assert f"`spec check` with {len(RULES)} rules" in text("CHANGELOG.md")


def test_the_hooks_that_other_projects_use_call_commands_that_exist() -> None:
    hooks = yaml.safe_load(text(".pre-commit-hooks.yaml"))
    assert {hook["id"] for hook in hooks} == {
        *("spec-check", "spec-prepare-commit-msg", "spec-commit-msg", "spec-guard"),
    }
    assert all(hook["entry"].split()[:2] == ["spec", "hook"] for hook in hooks)


def test_the_schemas_are_schemas() -> None:
    for path in (ROOT / "docs/schemas").glob("*.json"):
        jsonschema.Draft202012Validator.check_schema(json.loads(path.read_text(encoding="utf-8")))
