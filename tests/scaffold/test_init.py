from __future__ import annotations

from specward import yaml_text
from specward.changes import Create
from specward.config import load
from specward.scaffold.init import Setup, set_up
from specward.sources.memory import MemorySource

SPEC = "# Feature Specification: T\n"
CONSTITUTION = """# Shop Constitution

## Core Principles

### I. Test first

Tests first.

```yaml enforce
- manual: at review
```

### II. Simple

Simple.
"""
ADR = "# 1. T\n\nDate: 2026-01-02\n\n## Status\n\nAccepted\n\n## Context\n\nWords\n\n## Decision\n\nWords\n"
RECORD = '---\nid: "0001"\ntitle: T\nstage: green\ndate: "2026-01-02"\n---\n\n## Prompt\n\nWords\n'


def prepared(**files: str) -> Setup:
    return set_up(
        MemorySource({path.replace("__", "/"): text for path, text in files.items()}), "shop", today="2026-11-21"
    )


def after(files: dict[str, str]) -> tuple[Setup, MemorySource]:
    setup = set_up(MemorySource(files), "shop", today="2026-11-21")
    written = {change.path: change.text for change in setup.changes if isinstance(change, Create)}
    return setup, MemorySource({**files, **written})


def test_a_fresh_project_gets_a_constitution_and_a_policy() -> None:
    setup, source = after({"app/main.py": "", "packages/x/y.ts": "", "README.md": "# Shop\n"})
    assert setup.fresh
    assert setup.wrote == [".specify/memory/constitution.md", ".specify/specward.yml"]
    config = load(source)
    assert config.phr_require == "commit"
    assert config.phr_paths == ("app/**", "packages/**")


def test_the_policy_of_a_project_without_code_is_the_default_one() -> None:
    setup, source = after({})
    assert load(source).phr_paths == ("src/**",)
    assert setup.policy is not None
    assert setup.policy.paths == ("src/**",)


def test_a_python_package_at_the_top_counts_as_code() -> None:
    _, source = after({"shop/__init__.py": ""})
    assert load(source).phr_paths == ("shop/**",)


def test_an_existing_tree_is_counted_and_gets_a_configuration_only() -> None:
    setup, source = after(
        {
            ".specify/memory/constitution.md": CONSTITUTION,
            "specs/005-a/spec.md": SPEC,
            "specs/006-b/spec.md": SPEC,
            "specs/006-c/spec.md": SPEC,
            "history/prompts/general/0001-t.general.prompt.md": RECORD,
            "history/prompts/general/0002-t.general.prompt.md": "no keys at all\n",
            "history/adr/0001-t.md": ADR,
        }
    )
    assert [tuple(item) for item in setup.adopted] == [
        (".specify/memory/constitution.md", "2 principles; 1 say not how they are enforced"),
        ("specs/", "3 features, 2 share the number 006"),
        ("history/prompts/", "2 records, 1 unreadable: spec check --select PHR001,DOC009"),
        ("history/adr/", "1 decision; spec adr import shows each as read"),
    ]
    assert setup.wrote == [".specify/specward.yml"]
    assert load(source).phr_require == "commit"
    assert load(source).adr_format == "nygard"


def test_a_project_that_records_no_prompts_is_not_made_to() -> None:
    setup, source = after({"specs/001-a/spec.md": SPEC})
    assert load(source).phr_require == "off"
    assert setup.policy is not None
    assert "turns it on" in setup.policy.reason


def test_the_folders_that_are_in_use_are_configured() -> None:
    _, source = after(
        {
            "docs/specs/001-a/spec.md": SPEC,
            "docs/history/prompts/general/0001-t.general.prompt.md": RECORD,
            "docs/adr/0001-t.md": ADR,
        }
    )
    config = load(source)
    assert (config.specs, config.history, config.adr_folder) == ("docs/specs", "docs/history", "docs/adr")


def test_what_adr_tools_was_told_is_honoured() -> None:
    setup, source = after({".adr-dir": "./records/arch\n", "records/arch/0001-t.md": ADR})
    assert load(source).adr_folder == "records/arch"
    assert [item.path for item in setup.adopted] == ["records/arch/"]


def test_a_pointer_of_adr_tools_that_leads_out_is_ignored() -> None:
    _, source = after({".adr-dir": "../../etc\n"})
    assert load(source).adr_folder == "history/adr"


def test_a_second_run_writes_nothing() -> None:
    for files in ({}, {"specs/001-a/spec.md": SPEC}, {"docs/adr/0001-t.md": ADR}):
        _, source = after(dict(files))
        again = set_up(source, "shop", today="2026-11-22")
        assert again.changes == []
        assert again.kept == [".specify/specward.yml"]


def test_a_folder_with_blanks_and_colons_is_quoted() -> None:
    _, source = after({".adr-dir": "my: records\n", "my: records/0001-t.md": ADR})
    data = source.read(".specify/specward.yml") or b""
    assert yaml_text.read(data.decode()).entries["adr"].entries["folder"].text == "my: records"
