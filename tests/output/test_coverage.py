from __future__ import annotations

import json
from pathlib import Path

import jsonschema

from specward.output import coverage_json, coverage_markdown, coverage_text
from specward.phr.commits.coverage import CodeCommit, CommitCoverage, Coverage
from specward.phr.commits.range import CommitRange
from specward.phr.policy import Refusal
from specward.phr.seen import SeenPrompt
from specward.phr.sync import AgentPrompts
from specward.phr.transcripts.stores import Found

SCHEMA = json.loads((Path(__file__).parents[2] / "docs/schemas/coverage-v1.json").read_text(encoding="utf-8"))
PROMPT = SeenPrompt(
    found=Found("claude", "/t.jsonl", 0, 0),
    session="s",
    ids=(),
    print="p",
    at="2026-01-02T10:00:00Z",
    way="typed",
    words="Add the `login` <b>",
    length=19,
    start=0,
)
COMMIT = CodeCommit(
    "a" * 40,
    "2026-01-02T10:00:00+00:00",
    "feat: x",
    ("src/a.py",),
    refused=(Refusal("PHR: none", "it gives no reason"),),
)


def covered(*agents: AgentPrompts, commits: tuple[CodeCommit, ...] = (), unknown: str = "") -> Coverage:
    found = CommitCoverage(len(commits), 0, commits, unknown=unknown)
    return Coverage(CommitRange("main..HEAD", "", "b" * 40), found, agents, "off")


def prompts(coverage: Coverage) -> list[str]:
    """What is said of prompts, in text."""
    lines = coverage_text.render(coverage).splitlines()
    first = next(index for index, line in enumerate(lines) if line.startswith("prompts"))
    return [line[9:] for line in lines[first:] if line[:9].strip() in {"", "prompts"} and line.strip()]


def as_json(coverage: Coverage) -> dict[str, object]:
    value = json.loads(coverage_json.render(coverage))
    jsonschema.validate(value, SCHEMA)
    found: dict[str, object] = value["prompts"]
    return found


def test_every_prompt_of_every_agent_is_counted() -> None:
    found = covered(AgentPrompts("claude", 41, ()), AgentPrompts("codex", 2, ()))
    assert prompts(found) == [
        "43 of 43 in the transcripts on this machine are recorded (100%)",
        "Claude Code: 41 of 41",
        "Codex CLI: 2 of 2",
    ]
    assert as_json(found)["percent"] == 100


def test_a_missing_prompt_is_shown_with_what_records_it() -> None:
    found = covered(AgentPrompts("claude", 42, (PROMPT,)))
    assert prompts(found) == [
        "41 of 42 in the transcripts on this machine are recorded (97%)",
        "Claude Code: 41 of 42",
        "not recorded: 2026-01-02T10:00:00Z  Add the `login` <b>",
        "spec phr sync records them",
    ]
    assert "Add the &#96;login&#96; &#60;b&#62;" in coverage_markdown.render(found)


def test_many_missing_prompts_are_cut() -> None:
    said = prompts(covered(AgentPrompts("claude", 50, (PROMPT,) * 13)))
    assert said[-2:] == ["and 3 more", "spec phr sync records them"]
    assert sum(line.startswith("not recorded") for line in said) == 10


def test_what_could_not_be_looked_at_leaves_no_share() -> None:
    found = covered(AgentPrompts("claude", 41, ()), AgentPrompts("codex", 0, (), "its transcripts are compressed"))
    assert prompts(found) == ["Claude Code: 41 of 41", "Codex CLI: unknown: its transcripts are compressed"]
    assert as_json(found)["percent"] is None
    assert "100" not in coverage_text.render(found) + coverage_markdown.render(found)


def test_an_agent_of_which_a_part_is_known_is_shown_with_both() -> None:
    found = covered(AgentPrompts("claude", 41, (), "a transcript cannot be read"))
    assert prompts(found) == ["Claude Code: 41 of 41; unknown: a transcript cannot be read"]


def test_without_any_transcript_nobody_knows() -> None:
    assert prompts(covered()) == ["unknown: no transcript of an agent is on this machine"]
    assert as_json(covered())["percent"] is None


def test_what_git_cannot_tell_is_said() -> None:
    found = covered(unknown="there is no commit yet")._replace(require="commit")
    assert (found.exit_code, found._replace(require="off").exit_code) == (3, 0)
    assert "commits  unknown: there is no commit yet\n" in coverage_text.render(found)
    said = "undetermined: phr.require is commit, and nothing can be told of the commits"
    assert said in coverage_text.render(found)
    assert said in coverage_markdown.render(found)


def test_a_long_list_of_commits_is_cut_for_people_and_whole_for_programs() -> None:
    found = covered(commits=(COMMIT,) * 60)
    assert coverage_text.render(found).count("feat: x") == 50
    assert "  and 10 more commits: --json lists every one\n" in coverage_text.render(found)
    assert "And 10 more." in coverage_markdown.render(found)
    assert len(json.loads(coverage_json.render(found))["commits"]["rows"]) == 60
