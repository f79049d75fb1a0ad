"""`spec agent`, as a command."""

from __future__ import annotations

import os
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.cli.conftest import Spec

pytestmark = pytest.mark.usefixtures("inside")
HEAD = "name: architect\ndescription: Designs. user: 'do it'\nmodel: opus\ntools: Read, Grep, Glob"
FIRST = f"---\n{HEAD}\n---\n\nYou design.\n"
SECOND = "---\nname: architect\ndescription: Reviews.\n---\nYou review.\n"


@pytest.fixture
def tree(spec: Spec) -> Spec:
    """A project, and two definitions beside it that share a name."""
    spec.write(".specify/memory/constitution.md", "# Constitution\n")
    spec.write("in/first.txt", FIRST)
    spec.write("in/second.md", SECOND)
    return spec


@pytest.mark.verifies("006-the-five-agents/AC-001")
@pytest.mark.verifies("006-the-five-agents/AC-002")
def test_an_import_tells_what_it_mended_and_refuses_a_shared_name(tree: Spec) -> None:
    done = tree("agent", "import", "in/first.txt", "in/second.md")
    assert done.code == 1
    assert done.out == (
        "in/first.txt\n"
        "  created: .specify/agents/architect.md\n"
        "  line 3, column 27: front matter is not valid YAML: a value that holds a colon and a blank needs quotes; "
        "it is read line by line, and mended\n"
        "in/second.md\n"
        "  refused: architect is the name of in/first.txt, which says something else\n"
        "    spec agent import in/second.md --name architect-2\n"
        "2 definitions: 1 created, 1 refused\n"
    )
    assert tree.read(".specify/agents/architect.md") == (
        "---\n"
        "name: architect\n"
        "description: \"Designs. user: 'do it'\"\n"
        "model: strong\n"
        'tools: ["read", "search"]\n'
        "---\n\nYou design.\n"
    )
    renamed = tree("agent", "import", "in/second.md", "--name", "architect-2")
    assert (renamed.code, renamed.out.splitlines()[1]) == (0, "  created: .specify/agents/architect-2.md")
    before = tree.files()
    again = tree("agent", "import", "in", "--json")
    assert (again.code, again.json["files"]) == (0, [])
    assert [taken["state"] for taken in again.json["agents"]] == ["unchanged", "unchanged"]
    assert tree.files() == before


def test_several_imports_at_once_take_no_name_from_each_other(tree: Spec) -> None:
    for number in range(6):
        tree.write(f"in/{number}.md", SECOND.replace("You", f"{number} times you"))
    running = [tree.start("agent", "import", f"in/{number}.md", "--rename-duplicates") for number in range(6)]
    for process in running:
        process.communicate()
    assert [process.returncode for process in running] == [0] * 6
    assert len([path for path in tree.files() if path.startswith(".specify/agents/")]) == 6


def test_a_dry_run_shows_the_sources_and_writes_nothing(tree: Spec) -> None:
    before = tree.files()
    done = tree("agent", "import", "in", "--rename-duplicates", "--dry-run")
    assert done.code == 0
    assert "  to create: .specify/agents/architect-2.md\n" in done.out
    assert "2 definitions: 2 to create\n\ndiff --git " in done.out
    assert "+You review.\n" in done.out
    as_json = tree("agent", "import", "in", "--rename-duplicates", "--dry-run", "--json").json
    assert (as_json["dry_run"], len(as_json["files"]), "+You design." in as_json["diff"]) == (True, 2, True)
    assert as_json["agents"][0]["remarks"][0]["line"] == 3
    assert tree.files() == before


def test_a_source_that_was_changed_is_replaced_by_force_with_the_difference_shown(tree: Spec) -> None:
    tree("agent", "import", "in/second.md")
    tree.write("in/second.md", SECOND.replace("Reviews.", "Reviews APIs."))
    refused = tree("agent", "import", "in/second.md")
    assert (refused.code, "    spec agent import in/second.md --force\n" in refused.out) == (1, True)
    forced = tree("agent", "import", "in/second.md", "--force")
    assert forced.code == 0
    assert "-description: Reviews.\n+description: Reviews APIs.\n" in forced.out
    assert "description: Reviews APIs.\n" in tree.read(".specify/agents/architect.md")


def test_what_mends_a_refusal_repeats_how_it_was_wished(tree: Spec) -> None:
    done = tree("agent", "import", "in", "--unescape")
    assert "    spec agent import in/second.md --unescape --name architect-2\n" in done.out


def test_a_flood_of_remarks_is_cut_on_the_terminal_and_whole_in_json(tree: Spec) -> None:
    tree.write("in/third.md", "---\nname: third\ndescription: d\n" + "# remark\n" * 500 + "---\nYou.\n")
    done = tree("agent", "import", "in/third.md")
    assert "  and 480 more; --json has them all\n" in done.out
    assert len(done.out.splitlines()) < 30
    assert len(tree("agent", "import", "in/third.md", "--json").json["agents"][0]["remarks"]) == 500


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ((), "nothing is named to import"),
        (("gone",), "there is no such file or folder"),
        (("empty",), "there is no definition in empty"),
        (("in", "--name", "a"), "--name names one definition, and these are 2"),
        (("in/first.txt", "--name", "A b"), "small letters, digits and hyphens: a-b"),
        (("in/broken.toml",), "this is not TOML"),
    ],
)
def test_wrong_usage_of_an_import_is_told_with_what_to_do(tree: Spec, arguments: tuple[str, ...], said: str) -> None:
    if "in/broken.toml" in arguments:
        tree.write("in/broken.toml", "name =")
    (tree.root / "empty").mkdir()
    done = tree("agent", "import", *arguments)
    assert (done.code, done.out) == (2, "")
    assert said in done.err
    assert "Traceback" not in done.err


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no named pipes")
def test_what_is_no_file_in_a_folder_does_not_keep_its_definitions_from_being_imported(tree: Spec) -> None:
    os.mkfifo(tree.root / "in/pipe.md")
    done = tree("agent", "import", "in/first.txt", "in", "--rename-duplicates")
    assert (done.code, "2 created" in done.out) == (0, True)
    assert "this is no regular file" in tree("agent", "import", "in/pipe.md").err


def test_a_name_that_goes_on_is_listed_after_the_one_that_ends(tree: Spec) -> None:
    tree("agent", "import", "in", "--rename-duplicates")
    names = [agent["name"] for agent in tree("agent", "list", "--json").json["agents"]]
    assert names == ["architect", "architect-2"]


def test_definitions_are_listed_and_shown(tree: Spec) -> None:
    none = tree("agent", "list")
    assert (none.code, none.out) == (0, "")
    assert "there is no agent definition here; spec agent import PATH" in none.err
    tree("agent", "import", "in/first.txt")
    tree.write(".claude/agents/tester.md", "---\nname: tester\ndescription: Tests\x1b[31m\n---\nYou test.\n")
    lines = tree("agent", "list").out.splitlines()
    assert lines[0].split() == ["name", "model", "tools", "where", "description"]
    assert [line.split()[0] for line in lines[1:]] == ["architect", "tester"]
    listed = tree("agent", "list", "--json").json["agents"]
    assert [(agent["name"], agent["model"], agent["tools"], agent["neutral"]) for agent in listed] == [
        ("architect", "strong", ["read", "search"], True),
        ("tester", "", None, False),
    ]
    shown = tree("agent", "show", "tester")
    assert (shown.code, "\x1b" in shown.out, "You test." in shown.out) == (0, False, True)
    assert tree("agent", "show", ".claude/agents/tester.md", "--json").json["body"] == "You test.\n"
    assert tree("agent", "show", "architect", "--raw").out == tree.read(".specify/agents/architect.md")
    near = tree("agent", "show", "architekt")
    assert (near.code, "did you mean `architect`?" in near.err) == (2, True)


def test_a_lint_that_has_nothing_to_look_at_is_wrong_usage(tree: Spec) -> None:
    done = tree("agent", "lint")
    assert (done.code, "there is no agent definition here" in done.err) == (2, True)
    assert tree("agent", "lint", "--dry-run").code == 2


@pytest.mark.verifies("006-the-five-agents/AC-005")
def test_a_lint_finds_what_check_finds_and_mends_it(tree: Spec) -> None:
    tree.write(".claude/agents/architect.md", FIRST)
    tree.write("specs/001-a/spec.md", "# Feature Specification: A\n")
    found = tree("agent", "lint", "--json")
    assert (found.code, [finding["code"] for finding in found.json["findings"]]) == (1, ["AGT001"])
    checked = tree("check", "--select", "AGT001", "--json").json
    assert checked["findings"] == found.json["findings"]
    subprocess.run(["git", "init", "-q"], cwd=tree.root, check=True)
    assert tree("agent", "lint", "architect", "--fix").code == 0
    assert "description: \"Designs. user: 'do it'\"\n" in tree.read(".claude/agents/architect.md")
    assert tree("agent", "lint", "architect").code == 0
