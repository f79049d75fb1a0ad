from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.cli.conftest import Spec
    from tests.conftest import GitRepository

pytestmark = pytest.mark.usefixtures("inside")
PATH = "history/prompts/001-login/0003-sign-in.green.prompt.md"
TEXT = """---
id: "0003"
title: Sign in
stage: green
date: 2026-01-02
feature: 001-login
links:
  spec: null
  ticket: null
---

## Prompt

Let people sign in.

## Response snapshot

[TODO]

## Outcome

- ✅ Impact: none recorded
- 🧪 Tests: none recorded
"""
EDITOR = f'{sys.executable} -c "import sys; p = sys.argv[-1]; t = open(p).read(); open(p, chr(119)).write({{}})"'


@pytest.fixture
def shop(spec: Spec, repository: GitRepository) -> Spec:
    """A repository with two features, a record and a decision."""
    for path, text in {
        PATH: TEXT,
        ".specify/specward.yml": "",
        "specs/001-login/spec.md": "# Login\n",
        "specs/002-export/spec.md": "# Export\n",
        "history/adr/0007-passkeys.md": "# ADR-0007: Passkeys\n\n- **Status:** Accepted\n\n## Decision\n\nPasskeys.\n",
        "docs/notes.md": f"See [the prompt](../{PATH}).\n",
    }.items():
        repository.write(path, text)
    repository.commit()
    spec.root = repository.root
    return spec


def test_the_outcome_is_completed_and_the_path_is_the_one_result(shop: Spec) -> None:
    done = shop("phr", "edit-outcome", "login/3", "--impact", "people stay signed in", "--response", "It works.")
    assert (done.code, done.out, done.err) == (0, f"{PATH}\n", "")
    assert shop.read(PATH) == TEXT.replace("[TODO]", "It works.").replace(
        "Impact: none recorded", "Impact: people stay signed in"
    )


def test_a_dry_run_shows_a_diff_and_writes_nothing(shop: Spec) -> None:
    before = shop.files()
    for arguments in (
        ("edit-outcome", "3", "--next", "/sp.tasks"),
        ("link", "3", "--pr", "https://p.example/1"),
        ("move", "3", "--stage", "red"),
    ):
        done = shop("phr", *arguments, "--dry-run")
        assert done.code == 0
        assert done.out.startswith(f"diff --git a/{PATH} b/{PATH}\n")
        said = shop("phr", *arguments, "--dry-run", "--json").json
        assert said["dry_run"]
        assert said["diff"] == done.out
    assert shop.files() == before


def test_what_says_so_already_is_left(shop: Spec) -> None:
    done = shop("phr", "edit-outcome", "3", "--impact", "none recorded")
    assert (done.code, done.out, done.err) == (0, f"{PATH}\n", "it says so already\n")
    assert shop("phr", "edit-outcome", "3", "--impact", "none recorded", "--json").json == {
        "path": PATH,
        "files": [],
        "dry_run": False,
    }


def test_without_options_the_outcome_opens_in_the_editor(shop: Spec) -> None:
    done = shop("phr", "edit-outcome", "3", EDITOR=EDITOR.format("t.replace('Impact: none recorded', 'Impact: all')"))
    assert (done.code, done.out, done.err) == (0, f"{PATH}\n", "")
    assert shop.read(PATH) == TEXT.replace("Impact: none recorded", "Impact: all")


def test_visual_goes_before_editor_and_an_editor_may_have_arguments(shop: Spec) -> None:
    done = shop("phr", "edit-outcome", "3", VISUAL=EDITOR.format("'Done.'"), EDITOR="false")
    assert done.code == 0
    assert shop.read(PATH).endswith("## Outcome\n\nDone.\n")


def test_an_outcome_that_is_emptied_or_left_stays(shop: Spec) -> None:
    for words in ("t", "''", "' '"):
        done = shop("phr", "edit-outcome", "3", EDITOR=EDITOR.format(words))
        assert (done.code, done.err) == (0, "it says so already\n")
    assert shop.read(PATH) == TEXT


@pytest.mark.parametrize(
    ("editor", "code", "words"),
    [
        ("", 2, "no editor to write in"),
        ("false", 3, "the editor ended with status 1"),
        ("/no/such/editor", 3, "the editor cannot be started"),
        ("'unclosed", 3, "the editor cannot be started"),
    ],
)
def test_an_editor_that_fails_changes_nothing(shop: Spec, editor: str, code: int, words: str) -> None:
    done = shop("phr", "edit-outcome", "3", EDITOR=editor)
    assert (done.code, done.out) == (code, "")
    assert words in done.err
    assert shop.read(PATH) == TEXT


def test_an_outcome_that_somebody_changed_meanwhile_is_not_overwritten(shop: Spec) -> None:
    meanwhile = f"(open({str(shop.root / PATH)!r}, 'a').write('- Files: x' + chr(10)), 'mine')[1]"
    done = shop("phr", "edit-outcome", "3", EDITOR=EDITOR.format(meanwhile))
    assert done.code == 2
    assert "changed meanwhile" in done.err
    assert shop.read(PATH) == TEXT + "- Files: x\n"


def test_a_record_is_linked_in_the_notation_that_stands_there(shop: Spec, repository: GitRepository) -> None:
    head = repository.git("rev-parse", "HEAD").strip()
    done = shop(
        *("phr", "link", "3", "--spec", "specs/001-login/spec.md", "--ticket", "https://t.example/1"),
        *("--adr", "7", "--commit", head[:10]),
    )
    assert (done.code, done.out, done.err) == (0, f"{PATH}\n", "")
    shown = shop("phr", "show", "3", "--json").json
    assert shown["links"] == {
        "spec": "specs/001-login/spec.md",
        "ticket": "https://t.example/1",
        "adr": "history/adr/0007-passkeys.md",
        "commit": head,
    }


def test_a_link_that_leads_elsewhere_is_refused_unless_forced(shop: Spec) -> None:
    assert shop("phr", "link", "3", "--pr", "https://p.example/1").code == 0
    before = shop.files()
    done = shop("phr", "link", "3", "--pr", "https://p.example/2")
    assert (done.code, done.out) == (2, "")
    assert "its pr is https://p.example/1 already" in done.err
    assert "--force" in done.err
    assert shop.files() == before
    assert shop("phr", "link", "3", "--pr", "https://p.example/1").err == "it says so already\n"
    assert shop("phr", "link", "3", "--pr", "https://p.example/2", "--force").code == 0


@pytest.mark.parametrize(
    ("options", "words"),
    [
        ([], "there is nothing to link to"),
        (["--spec", "specs/009-none/spec.md"], "the project has no file specs/009-none/spec.md"),
        (["--spec", "../elsewhere.md"], "the project has no file"),
        (["--adr", "99"], "there is no decision ADR-99"),
        (["--commit", "0000000"], "git knows no commit 0000000"),
        (["--commit", "--all"], "git knows no commit --all"),
    ],
)
def test_a_link_to_nothing_is_wrong_usage(shop: Spec, options: list[str], words: str) -> None:
    before = shop.files()
    done = shop("phr", "link", "3", *options)
    assert (done.code, done.out) == (2, "")
    assert words in done.err
    assert shop.files() == before


def test_a_record_whose_keys_cannot_be_read_is_refused_with_what_mends_it(shop: Spec) -> None:
    shop.write(PATH, TEXT.replace("title: Sign in", "title: Sign in: again"))
    for arguments in (("link", PATH, "--pr", "x"), ("move", PATH, "--stage", "red")):
        done = shop("phr", *arguments)
        assert done.code == 2
        assert "front matter cannot be read" in done.err
        assert f"spec phr import {PATH}" in done.err
    assert shop("phr", "import", PATH).code == 0
    assert shop("phr", "link", "login/3", "--pr", "https://p.example/1").code == 0


def test_a_moved_record_has_its_keys_name_folder_and_number(shop: Spec) -> None:
    shop.write("history/prompts/002-export/0004-x.green.prompt.md", TEXT)
    done = shop("phr", "move", "login/3", "--feature", "export", "--stage", "debug")
    moved = "history/prompts/002-export/0005-sign-in.red.prompt.md"
    assert (done.code, done.out) == (0, f"{moved}\n")
    assert done.err == "docs/notes.md:1 names the old file\n"
    assert not (shop.root / PATH).exists()
    shown = shop("phr", "show", moved, "--json").json
    assert (shown["stage"], shown["feature"], shown["number"]) == ("red", "002-export", 5)
    assert 'id: "0005"\n' in shop.read(moved)


def test_a_move_as_json_names_what_still_names_the_old_file(shop: Spec) -> None:
    said = shop("phr", "move", "login/3", "--stage", "general", "--json").json
    moved = "history/prompts/general/0001-sign-in.general.prompt.md"
    assert said == {
        "path": moved,
        "former_path": PATH,
        "stage": "general",
        "feature": None,
        "named_in": ["docs/notes.md:1"],
        "files": [PATH, PATH],
        "dry_run": False,
    }


def test_a_record_that_is_in_its_place_is_left_there(shop: Spec) -> None:
    done = shop("phr", "move", "login/3", "--stage", "green")
    assert (done.code, done.out, done.err) == (0, f"{PATH}\n", "it is there already\n")
    assert shop.read(PATH) == TEXT


@pytest.mark.parametrize("options", [[], ["--stage", "phase6"], ["--feature", "009-none"]])
def test_a_move_to_nowhere_is_wrong_usage(shop: Spec, options: list[str]) -> None:
    done = shop("phr", "move", "login/3", *options)
    assert (done.code, done.out) == (2, "")
    assert shop.read(PATH) == TEXT


def test_a_number_that_another_branch_has_taken_is_not_given_again(shop: Spec, repository: GitRepository) -> None:
    repository.git("switch", "-q", "-c", "other")
    repository.write("history/prompts/002-export/0007-x.green.prompt.md", TEXT)
    repository.commit()
    repository.git("switch", "-q", "-")
    assert shop("phr", "move", "login/3", "--feature", "export").out.endswith("0008-sign-in.green.prompt.md\n")
