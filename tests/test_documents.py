"""What the documents say is true of the code."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from importlib import import_module
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml
from tests.agents.test_commands import parse

from specward import config
from specward.cli.main import COMMANDS
from specward.rules import RULES

ROOT = Path(__file__).parents[1]


def text(path: str) -> str:
    return (ROOT / path).read_text(encoding="utf-8")


@pytest.fixture
def generate(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Any:
    """`docs/generate.py`, writing into an empty folder."""
    monkeypatch.syspath_prepend(str(ROOT / "docs"))
    module = import_module("generate")
    monkeypatch.setattr(module, "ROOT", tmp_path)
    return module


@pytest.mark.verifies("005-the-whole-checker/AC-017")
def test_derived_documents_are_current() -> None:
    command = [sys.executable, str(ROOT / "docs/generate.py"), "--check"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def test_a_document_that_is_out_of_date_or_of_no_rule_is_told_and_put_right(
    generate: Any, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert generate.main([]) == 0
    assert generate.main(["--check"]) == 0
    (tmp_path / "docs/rules/gone-rule.md").write_text("# gone-rule [SPC900]\n")
    (tmp_path / "docs/cli.md").write_text("# Commands of another version\n")
    capsys.readouterr()
    assert generate.main(["--check"]) == 1
    told = capsys.readouterr().err
    assert "docs/cli.md is not current: run python docs/generate.py" in told
    assert "docs/rules/gone-rule.md is of no rule" in told
    assert generate.main([]) == 0
    assert not (tmp_path / "docs/rules/gone-rule.md").exists()
    assert generate.main(["--check"]) == 0


def test_the_reference_of_commands_does_not_follow_the_terminal(generate: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    wide = generate.commands.render()
    monkeypatch.setenv("COLUMNS", "40")
    assert generate.commands.render() == wide


def test_every_command_and_every_rule_has_its_part_of_the_reference() -> None:
    commands, index = text("docs/cli.md"), text("docs/rules/README.md")
    assert all(f"\n## `spec {name}`\n" in commands for name in COMMANDS)
    assert all(f"\n| {rule.code} | [{rule.name}]({rule.name}.md) |" in index for rule in RULES)


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
    paths = list((ROOT / "docs/schemas").glob("*.json"))
    assert paths
    for path in paths:
        jsonschema.Draft202012Validator.check_schema(json.loads(path.read_text(encoding="utf-8")))


GUIDES = ("README.md", "docs/adopting.md", "docs/agents.md", "docs/evidence.md", "docs/fastapi.md")
"""What people read from beginning to end."""
_LINK = re.compile(r"(?<!!)\[[^]]+\]\((?!https?:)([^)#\s]*)(?:#([^)\s]+))?\)")


def anchors(document: str) -> set[str]:
    """What a link can name in a document: its headings, as GitHub writes them."""
    headings = re.findall(r"^#+ (.+)$", document, re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


@pytest.mark.parametrize("path", GUIDES)
def test_the_links_of_a_guide_lead_somewhere(path: str) -> None:
    for target, anchor in _LINK.findall(text(path)):
        place = (ROOT / path).parent / target if target else ROOT / path
        assert place.exists(), target
        assert not anchor or anchor in anchors(place.read_text(encoding="utf-8")), f"{target}#{anchor}"


@pytest.mark.parametrize("path", ["docs/evidence.md", "docs/fastapi.md"])
def test_the_calls_in_a_guide_are_ones_that_the_command_line_takes(path: str) -> None:
    spans = re.findall(r"`(spec [^`\n]+)`", text(path))
    typed = re.findall(r"^\$ (spec [^#\n]+)", text(path), re.MULTILINE)
    calls = [call.strip() for line in (*spans, *typed) for call in line.split("&&")]
    assert calls
    assert all(parse(call).startswith("spec ") for call in calls)


def test_the_configuration_in_the_guide_to_the_pack_is_valid() -> None:
    blocks = re.findall(r"^```yaml\n(.+?)^```", text("docs/fastapi.md"), re.DOTALL | re.MULTILINE)
    shown = [block for block in blocks if re.match(r"(packs|fastapi|rules):", block)]
    assert len(shown) > 2
    for block in shown:
        jsonschema.validate(yaml.safe_load(block), config.json_schema())


def test_the_guide_to_the_pack_names_rules_that_there_are() -> None:
    named = set(re.findall(r"\bFA\d{3}\b", text("docs/fastapi.md")))
    assert named <= {rule.code for rule in RULES}
