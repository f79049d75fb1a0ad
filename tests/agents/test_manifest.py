from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from specward.agents import manifest
from specward.agents.manifest import Record
from specward.errors import UsageError

SHA = "0" * 64
FILE = ".claude/agents/reviewer.md"
RECORD: dict[str, Any] = {
    "target": "claude",
    "source": ".specify/agents/reviewer.md",
    "source_sha256": SHA,
    "sha256": SHA,
}
PART = Record("AGENTS.md", "agents-md", ".specify/agents", SHA, SHA, "\n\n")


def text(path: str = FILE, **said: object) -> str:
    return json.dumps({"schema": manifest.SCHEMA, "files": {path: {**RECORD, **said}}})


def test_a_merge_conflict_is_called_so() -> None:
    with pytest.raises(UsageError, match="merge conflict") as raised:
        manifest.read("<<<<<<< HEAD\n" + text() + "\n=======\n" + text() + "\n>>>>>>> other\n")
    assert raised.value.help.startswith(
        "`git checkout --ours --` this and the files that it tells of, then `spec agent render`"
    )


def test_it_has_a_line_for_each_file_sorted_by_path() -> None:
    one = Record(".codex/agents/b.toml", "codex", ".specify/agents/b.md", SHA, SHA, former="1" * 64)
    two = Record(FILE, "claude", "command:plan", SHA, SHA)
    told = {record.path: record for record in (PART, one, two)}
    written = manifest.render(told)
    assert [line.strip().partition(":")[0] for line in written.splitlines()[3:6]] == [
        '".claude/agents/reviewer.md"',
        '".codex/agents/b.toml"',
        '"AGENTS.md"',
    ]
    assert manifest.read(written) == told


def test_no_file_tells_of_nothing() -> None:
    assert manifest.read(None) == {}


@pytest.mark.parametrize(
    "broken",
    [
        "",
        "[]",
        "null",
        "{}",
        '{"schema": "specward/agent-files/v2", "files": {}}',
        '{"schema": "specward/agent-files/v1", "files": []}',
        '{"schema": "specward/agent-files/v1", "files": {"a": 1}}',
        "[" * 100_000,
        text(sha256="0" * 63),
        text(sha256=1),
        text(former="x"),
        text(source=""),
        text(source="a\nb"),
        text(source="x" * 5_000),
        text(target="vim"),
        text(target=["claude"]),
        text(extra=1),
        text(lead="\n"),
        text("AGENTS.md", target="agents-md"),
        text("AGENTS.md", target="agents-md", lead="x"),
        text("AGENTS.md", target="claude"),
    ],
)
def test_what_it_would_not_write_is_refused_with_what_mends_it(broken: str) -> None:
    with pytest.raises(UsageError) as refused:
        manifest.read(broken)
    assert refused.value.where == ".specify/agent-files.json"
    assert "git checkout -- .specify/agent-files.json" in refused.value.help


@pytest.mark.verifies("006-the-five-agents/AC-004")
@pytest.mark.parametrize(
    "path",
    [
        "README.md",
        "src/app.py",
        ".claude/settings.json",
        ".claude/agents/../settings.json",
        ".claude/agents//x.md",
        ".claude/agents/",
        "/etc/passwd",
        "../x.md",
        ".claude/agents/a\\..\\x.md",
        ".claude/agents/a\0.md",
        ".claude/agents/.git/config",
        ".codex/agents/reviewer.toml",
        "agents.md",
    ],
)
def test_it_leads_to_no_file_that_its_target_does_not_have(path: str) -> None:
    with pytest.raises(UsageError):
        manifest.read(text(path))


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=5,
)


@given(
    st.dictionaries(st.sampled_from([*RECORD, "lead", "former", "x"]), JSON), st.sampled_from([FILE, "AGENTS.md", "x"])
)
def test_whatever_a_file_holds_it_is_read_or_refused(said: dict[str, object], path: str) -> None:
    try:
        found = manifest.read(text(path, **said))
    except UsageError:
        return
    assert manifest.read(manifest.render(found)) == found
