from __future__ import annotations

import json
import os
from typing import TYPE_CHECKING

import pytest

from specward.changes import apply
from specward.digest import digest
from specward.errors import UsageError
from specward.hooks.agents import manifest
from specward.hooks.agents.install import Plan, install, named, uninstall
from specward.hooks.agents.survey import Standing, survey
from specward.hooks.agents.targets import TARGETS

if TYPE_CHECKING:
    from pathlib import Path

MANIFEST = ".specify/agent-hooks.json"
CLINE = ".clinerules/hooks/UserPromptSubmit"


def put(root: Path, path: str, text: str | bytes) -> Path:
    target = root / path
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(text.encode() if isinstance(text, str) else text)
    return target


def files(root: Path) -> dict[str, bytes]:
    return {str(path.relative_to(root)): path.read_bytes() for path in root.rglob("*") if path.is_file()}


def do_install(root: Path, *agents: str) -> Plan:
    plan = install(str(root), named(agents))
    apply(plan.changes, str(root))
    return plan


def do_uninstall(root: Path, *agents: str) -> Plan:
    plan = uninstall(str(root), named(agents))
    apply(plan.changes, str(root))
    return plan


def standing(root: Path, agent: str) -> Standing:
    (found,) = (here for here in survey(str(root)) if here.target.agent == agent)
    return found


def word(root: Path, agent: str) -> str:
    return standing(root, agent).state.word


@pytest.mark.verifies("003-prompts-are-captured/AC-005")
@pytest.mark.parametrize("agent", TARGETS)
def test_hooks_are_installed_once_and_leave_no_trace_when_they_go(tmp_path: Path, agent: str) -> None:
    assert word(tmp_path, agent) == "not installed"
    do_install(tmp_path, agent)
    assert word(tmp_path, agent) == "installed"
    assert standing(tmp_path, agent).remarks == ()
    assert {part.path for part in TARGETS[agent].parts} | {MANIFEST} == set(files(tmp_path))
    assert install(str(tmp_path), named([agent])).changes == []
    do_uninstall(tmp_path, agent)
    assert files(tmp_path) == {}
    assert uninstall(str(tmp_path), named([agent])).changes == []


def test_each_agent_goes_alone(tmp_path: Path) -> None:
    do_install(tmp_path, *TARGETS)
    before = files(tmp_path)
    do_uninstall(tmp_path, "codex", "cline")
    gone = {part.path for agent in ("codex", "cline") for part in TARGETS[agent].parts}
    after = files(tmp_path)
    assert set(before) - set(after) == gone
    assert {path: data for path, data in after.items() if path != MANIFEST}.items() <= before.items()
    assert set(json.loads(after[MANIFEST])["agents"]) == set(TARGETS) - {"codex", "cline"}
    do_uninstall(tmp_path, *TARGETS)
    assert files(tmp_path) == {}


def test_the_manifest_tells_what_was_made_and_what_was_there(tmp_path: Path) -> None:
    put(tmp_path, ".cursor/hooks.json", '{"version": 1, "hooks": { }}')
    do_install(tmp_path, "cursor", "opencode")
    told = json.loads((tmp_path / MANIFEST).read_text())
    assert told["schema"] == "specward/agent-hooks/v1"
    cursor = told["agents"]["cursor"][".cursor/hooks.json"]
    assert cursor["created"] is False
    assert cursor["holders"] == {
        "/hooks": "{ }",
        **{f"/hooks/{event}": None for event in TARGETS["cursor"].parts[0].events},
    }
    opencode = told["agents"]["opencode"][".opencode/plugins/specward.js"]
    assert (opencode["created"], len(opencode["entries"][0]["sha256"])) == (True, 64)


@pytest.mark.verifies("003-prompts-are-captured/AC-005")
@pytest.mark.parametrize(
    "data",
    [
        b'\xef\xbb\xbf{\r\n\t"hooks" : { "Stop" : [ ] },\r\n\t"a" : 1.0\r\n}',
        b'{"hooks":{"UserPromptSubmit":[{"hooks":[]}]},"hooks":{}}\n\n',
        b"",
    ],
)
def test_a_file_of_the_user_gets_back_every_byte(tmp_path: Path, data: bytes) -> None:
    target = put(tmp_path, ".claude/settings.json", data)
    do_install(tmp_path, "claude")
    assert target.read_bytes() != data
    assert install(str(tmp_path), named(["claude"])).changes == []
    do_uninstall(tmp_path, "claude")
    assert files(tmp_path) == {".claude/settings.json": data}


def test_a_file_that_we_made_stays_where_others_have_written_into_it(tmp_path: Path) -> None:
    do_install(tmp_path, "gemini")
    target = tmp_path / ".gemini/settings.json"
    value = json.loads(target.read_text())
    target.write_text(json.dumps({**value, "theme": "dark"}))
    do_uninstall(tmp_path, "gemini")
    assert json.loads(target.read_text()) == {"theme": "dark"}
    assert not (tmp_path / MANIFEST).exists()


def test_an_edited_hook_is_kept_and_told(tmp_path: Path) -> None:
    do_install(tmp_path, "claude")
    target = tmp_path / ".claude/settings.json"
    edited = target.read_text().replace('"timeout": 30', '"timeout": 99')
    target.write_text(edited)
    assert (word(tmp_path, "claude"), standing(tmp_path, "claude").remarks) == ("edited", ("Stop is edited",))
    (outcome,) = install(str(tmp_path), named(["claude"])).outcomes
    assert (outcome.change, outcome.kept) == (None, ("Stop",))
    (outcome,) = do_uninstall(tmp_path, "claude").outcomes
    assert outcome.kept == ("Stop",)
    assert list(json.loads(target.read_text())["hooks"]) == ["Stop"]


def test_a_part_that_was_taken_out_counts_as_edited_until_it_is_put_back(tmp_path: Path) -> None:
    do_install(tmp_path, "cline", "codex")
    (tmp_path / ".clinerules/hooks/TaskComplete").unlink()
    target = tmp_path / ".codex/hooks.json"
    value = json.loads(target.read_text())
    del value["hooks"]["Stop"]
    target.write_text(json.dumps(value))
    assert (word(tmp_path, "cline"), word(tmp_path, "codex")) == ("edited", "edited")
    assert standing(tmp_path, "codex").remarks == ("Stop is not installed",)
    do_install(tmp_path, "cline", "codex")
    assert (word(tmp_path, "cline"), word(tmp_path, "codex")) == ("installed", "installed")


def test_what_another_version_has_written_is_outdated_and_renewed(tmp_path: Path) -> None:
    do_install(tmp_path, "opencode", "codex")
    plugin, hooks = tmp_path / ".opencode/plugins/specward.js", tmp_path / ".codex/hooks.json"
    current = files(tmp_path)
    told = json.loads((tmp_path / MANIFEST).read_text())
    plugin.write_text("// another version\n")
    hooks.write_text(hooks.read_text().replace('"timeout": 30', '"timeout": 20'))
    told["agents"]["opencode"][".opencode/plugins/specward.js"]["entries"][0]["sha256"] = digest(plugin.read_text())
    stop = json.loads(hooks.read_text())["hooks"]["Stop"][0]
    told["agents"]["codex"][".codex/hooks.json"]["entries"][1]["sha256"] = manifest.value_hash(stop)
    (tmp_path / MANIFEST).write_text(json.dumps(told))
    assert (word(tmp_path, "opencode"), word(tmp_path, "codex")) == ("outdated", "outdated")
    do_install(tmp_path, "opencode", "codex")
    assert files(tmp_path) == current


def test_a_file_of_somebody_else_is_never_overwritten(tmp_path: Path) -> None:
    target = put(tmp_path, CLINE, "#!/bin/sh\necho mine\n")
    with pytest.raises(UsageError, match="a file that Specward has not written") as caught:
        do_install(tmp_path, "claude", "cline")
    assert caught.value.where == CLINE
    assert "spec hook cline" in caught.value.help
    assert files(tmp_path) == {CLINE: b"#!/bin/sh\necho mine\n"}
    do_uninstall(tmp_path, "cline")
    assert target.read_text() == "#!/bin/sh\necho mine\n"
    assert word(tmp_path, "cline") == "edited"


def test_an_edited_script_is_kept(tmp_path: Path) -> None:
    do_install(tmp_path, "opencode")
    plugin = tmp_path / ".opencode/plugins/specward.js"
    plugin.write_text(plugin.read_text() + "// mine\n")
    plan = do_install(tmp_path, "opencode")
    assert (plan.changes, plan.outcomes[0].kept) == ([], TARGETS["opencode"].parts[0].events)
    assert do_uninstall(tmp_path, "opencode").outcomes[0].kept == TARGETS["opencode"].parts[0].events
    assert plugin.exists()
    assert not (tmp_path / MANIFEST).exists()


def test_what_was_pasted_by_hand_is_ours_once_it_is_installed(tmp_path: Path) -> None:
    do_install(tmp_path, "codex")
    (tmp_path / MANIFEST).unlink()
    pasted = files(tmp_path)
    assert word(tmp_path, "codex") == "installed"
    assert uninstall(str(tmp_path), named(["codex"])).outcomes[0].kept == ("UserPromptSubmit", "Stop", "SessionEnd")
    do_install(tmp_path, "codex")
    assert files(tmp_path).items() >= pasted.items()
    do_uninstall(tmp_path, "codex")
    assert "spec hook" not in (tmp_path / ".codex/hooks.json").read_text()


@pytest.mark.skipif(os.name == "nt", reason="Windows has no executable bit")
def test_a_script_that_cannot_be_executed_is_told(tmp_path: Path) -> None:
    do_install(tmp_path, "cline")
    (tmp_path / CLINE).chmod(0o644)
    assert word(tmp_path, "cline") == "edited"
    assert standing(tmp_path, "cline").remarks == (f"{CLINE} is not executable: chmod +x {CLINE}",)


@pytest.mark.parametrize("what", ["file", "folder", "nowhere"])
def test_a_symbolic_link_is_refused(tmp_path: Path, what: str) -> None:
    outside = put(tmp_path, "outside/settings.json", "{}")
    root = tmp_path / "project"
    (root / ".claude").mkdir(parents=True)
    if what == "folder":
        (root / ".claude").rmdir()
        (root / ".claude").symlink_to(outside.parent)
    else:
        (root / ".claude/settings.json").symlink_to(outside if what == "file" else tmp_path / "nothing")
    with pytest.raises(UsageError):
        do_install(root, "claude")
    assert outside.read_text() == "{}"
    assert word(root, "claude") == "unreadable"


@pytest.mark.parametrize(
    ("path", "data", "said"),
    [
        (".claude/settings.json", b"{ // mine\n}", "not valid JSON"),
        (".claude/settings.json", b"\xff\xfe{\x00}\x00", "not UTF-8"),
        (".claude/settings.json/x", b"", "no regular file"),
        (".claude", b"", r"\.claude on this path is no folder"),
    ],
)
def test_what_cannot_be_merged_stops_everything_and_changes_nothing(
    tmp_path: Path, path: str, data: bytes, said: str
) -> None:
    put(tmp_path, path, data)
    before = files(tmp_path)
    with pytest.raises(UsageError, match=said):
        do_install(tmp_path, "codex", "claude")
    assert files(tmp_path) == before
    assert word(tmp_path, "claude") == "unreadable"


def told_of_codex(record: str) -> str:
    """A manifest that tells of one file."""
    return f'{{"schema": "specward/agent-hooks/v1", "agents": {{"codex": {{".codex/hooks.json": {record}}}}}}}'


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[]",
        '{"schema": "specward/agent-hooks/v2", "agents": {}}',
        '{"schema": "specward/agent-hooks/v1"}',
        '{"schema": "specward/agent-hooks/v1", "agents": {"nobody": {}}}',
        '{"schema": "specward/agent-hooks/v1", "agents": {"codex": {"src/main.py": {}}}}',
        told_of_codex("[]"),
        told_of_codex('{"created": true, "holders": {"/hooks": "rm -rf"}, "entries": []}'),
        told_of_codex('{"created": true, "holders": {"hooks": null}, "entries": []}'),
        told_of_codex('{"created": true, "holders": {"": null}, "entries": []}'),
        told_of_codex('{"created": true, "holders": {"/hooks": " "}, "entries": []}'),
        told_of_codex('{"created": true, "holders": {}, "entries": [{"at": "/hooks", "sha256": "0"}]}'),
        "[" * 100_000,
    ],
)
def test_a_manifest_that_is_none_is_refused(tmp_path: Path, text: str) -> None:
    put(tmp_path, MANIFEST, text)
    with pytest.raises(UsageError, match="not the manifest") as caught:
        do_install(tmp_path, "codex")
    assert caught.value.where == MANIFEST
    with pytest.raises(UsageError):
        survey(str(tmp_path))


def test_the_manifest_is_read_as_it_is_written(tmp_path: Path) -> None:
    put(tmp_path, ".qwen/settings.json", '{"hooks": {}}')
    do_install(tmp_path, *TARGETS)
    text = (tmp_path / MANIFEST).read_text()
    assert manifest.render(manifest.read(text)) == text


def test_a_misspelt_agent_is_told_the_near_one() -> None:
    with pytest.raises(UsageError, match="no agent is called `clyne`") as caught:
        named(["claude", "clyne"])
    assert "`cline`" in caught.value.help
    assert [target.agent for target in named(["codex", "codex"])] == ["codex"]


def test_a_manifest_that_was_formatted_anew_is_not_written_again(tmp_path: Path) -> None:
    do_install(tmp_path, "codex", "claude")
    target = tmp_path / MANIFEST
    target.write_text(json.dumps(json.loads(target.read_text())))
    assert install(str(tmp_path), named(["codex"])).changes == []


def test_a_manifest_that_names_what_is_not_ours_takes_nothing_away(tmp_path: Path) -> None:
    before = b'{"model": "opus", "hooks": {"Stop": [1]}}'
    target = put(tmp_path, ".codex/hooks.json", before)
    holders = '{"/model": null, "/hooks": null, "/hooks/Stop": null, "/hooks/Stop/0": null}'
    put(tmp_path, MANIFEST, told_of_codex(f'{{"created": true, "holders": {holders}, "entries": []}}'))
    do_uninstall(tmp_path, "codex")
    assert target.read_bytes() == before


def test_an_edit_that_is_taken_back_leaves_our_hook(tmp_path: Path) -> None:
    do_install(tmp_path, "codex")
    target = tmp_path / ".codex/hooks.json"
    ours = target.read_text()
    target.write_text(ours.replace('"timeout": 30', '"timeout": 31'))
    assert install(str(tmp_path), named(["codex"])).changes == []
    do_install(tmp_path, "codex")
    target.write_text(ours)
    do_uninstall(tmp_path, "codex")
    assert files(tmp_path) == {}
