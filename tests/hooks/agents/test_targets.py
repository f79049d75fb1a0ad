from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path

import pytest

from specward.hooks.agents.documentation import documentation
from specward.hooks.agents.settings import snippet
from specward.hooks.agents.targets import TARGETS, Script, Settings
from specward.phr.agents import AGENTS

WRITTEN = [part for target in TARGETS.values() for part in target.parts]


def test_every_agent_has_a_target() -> None:
    assert list(TARGETS) == list(AGENTS)


@pytest.mark.parametrize("part", WRITTEN, ids=lambda part: part.path)
def test_the_command_is_the_agent_s_word_and_nothing_more(part: Settings | Script) -> None:
    if isinstance(part, Script):
        spoken = ["spec", "hook", part.agent]
        assert " ".join(spoken) in part.text or json.dumps(spoken)[1:-1].removeprefix('"spec", ') in part.text
        return
    line = f"spec hook {part.agent}" + ("; exit 0" if part.agent == "gemini" else "")
    for entry in part.entries:
        assert json.dumps(entry.value).count(f'"command": "{line}"') == 1


@pytest.mark.skipif(not shutil.which("bash"), reason="needs bash")
def test_gemini_goes_on_where_there_is_no_spec(tmp_path: Path) -> None:
    (part,) = TARGETS["gemini"].parts
    assert isinstance(part, Settings)
    for entry in part.entries:
        line = entry.value["hooks"][0]["command"]
        bash = shutil.which("bash") or ""
        assert subprocess.run([bash, "-c", line], env={"PATH": str(tmp_path)}, check=False).returncode == 0


def timeouts(agent: str) -> dict[str, int]:
    (part,) = TARGETS[agent].parts
    assert isinstance(part, Settings)
    hooks = {entry.event: entry.value.get("hooks", [entry.value])[0] for entry in part.entries}
    return {event: hook["timeout"] for event, hook in hooks.items() if "timeout" in hook}


def test_timeouts_are_in_the_agent_s_own_unit() -> None:
    assert timeouts("claude")["Stop"] == timeouts("codex")["Stop"] == timeouts("copilot")["Stop"] == 30
    assert timeouts("gemini")["AfterAgent"] == timeouts("qwen")["Stop"] == 30_000
    assert timeouts("codex")["SessionEnd"] == 3
    assert timeouts("cursor") == timeouts("windsurf") == {}


def test_what_codex_has_approved_is_what_it_will_find_for_ever() -> None:
    # Its trust hash covers the event, the command and the timeout. Whoever changes this line makes every Codex user
    # approve the hooks again, and until they do no prompt is recorded.
    (part,) = TARGETS["codex"].parts
    assert isinstance(part, Settings)
    assert [(entry.at, entry.value) for entry in part.entries] == [
        (("hooks", event), {"hooks": [{"type": "command", "command": "spec hook codex", "timeout": timeout}]})
        for event, timeout in (("UserPromptSubmit", 10), ("Stop", 30), ("SessionEnd", 3))
    ]


def test_codex_gets_no_key_but_hooks() -> None:
    (part,) = TARGETS["codex"].parts
    assert isinstance(part, Settings)
    assert list(json.loads(snippet(part))) == ["hooks"]


def test_devin_s_file_is_the_object_of_events() -> None:
    (part,) = TARGETS["devin"].parts
    assert isinstance(part, Settings)
    assert "UserPromptSubmit" in json.loads(snippet(part))


def test_copilot_s_events_are_in_the_form_that_names_them() -> None:
    assert all(event[0].isupper() for event in TARGETS["copilot"].parts[0].events)


def test_the_documentation_says_what_the_table_says() -> None:
    text = (Path(__file__).parents[3] / "docs/agents.md").read_text(encoding="utf-8")
    for table in documentation().split("\n\n"):
        assert table in text
