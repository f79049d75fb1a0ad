from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import jsonschema
import pytest

if TYPE_CHECKING:
    from tests.cli.conftest import Done, Spec
    from tests.conftest import GitRepository

pytestmark = pytest.mark.usefixtures("inside")
SCHEMA = json.loads((Path(__file__).parents[2] / "docs/schemas/coverage-v1.json").read_text(encoding="utf-8"))
UID = "01JH0000000000000000000001"
PATH = "history/prompts/001-login/0001-sign-in.green.prompt.md"
RECORD = f'---\nid: "0001"\ntitle: T\nstage: green\ndate: "2026-01-02"\nuid: {UID}\n---\n\n## Prompt\n\nDo it.\n'


@pytest.fixture
def shop(spec: Spec, repository: GitRepository) -> Spec:
    """`spec` in a repository that wants a record for each commit, on a branch with one commit of each kind."""
    spec.root = repository.root
    spec.write(".specify/specward.yml", "phr:\n  require: commit\n")
    spec.write("specs/001-login/spec.md", "# Feature Specification: Login\n")
    repository.commit("docs: begin")
    repository.git("checkout", "-q", "-b", "001-login")
    spec.write(PATH, RECORD)
    spec.write("src/login.py", "1")
    repository.commit("feat: sign in")
    spec.write("src/login.py", "2")
    repository.commit(f"feat: more\n\nPHR: {UID}")
    spec.write("src/login.py", "3")
    repository.commit("feat: generated\n\nPHR: none -- generated")
    spec.write("docs/a.md", "x")
    repository.commit("docs: words")
    return spec


def forgotten(shop: Spec, repository: GitRepository, subject: str = "feat: forgotten") -> str:
    """One more commit, without its record."""
    for number in range(5):
        shop.write(f"src/forgotten{number}.py", subject)
    return repository.commit(f"{subject}\n\nPHR: 001-login/0009")


def asked(spec: Spec, *args: str) -> Done:
    return spec("phr", "coverage", *args)


@pytest.mark.verifies("003-prompts-are-captured/AC-016")
def test_a_branch_whose_commits_all_have_their_records_passes(shop: Spec) -> None:
    done = asked(shop)
    assert (done.code, done.err) == (0, "")
    assert done.out == (
        "commits  3 of 3 that touch code are linked to a record (100%), in main..HEAD\n"
        "         1 by a record in the commit, 1 by a trailer, 1 by the reason for having none\n"
        "         besides, 0 that need none (merges, reverts, fixups) and 1 that touch no code\n"
        "prompts  unknown: no transcript of an agent is on this machine\n"
        "\n"
        "passed: phr.require is commit\n"
    )


@pytest.mark.verifies("003-prompts-are-captured/AC-015")
def test_a_commit_without_its_record_is_shown_with_what_mends_it(shop: Spec, repository: GitRepository) -> None:
    sha = forgotten(shop, repository)
    done = asked(shop)
    assert done.code == 1
    assert "3 of 4 that touch code are linked to a record (75%)" in done.out
    assert done.out.partition("without a record\n")[2] == (
        f"  {sha[:10]}  2025-01-15  feat: forgotten\n"
        "              src/forgotten0.py, src/forgotten1.py, src/forgotten2.py and 2 more\n"
        "              PHR: 001-login/0009 does not count: it names no record that is committed or staged\n"
        "\n"
        '  help: git commit --amend --no-edit --trailer "PHR: 001-login/0001"   names the record\n'
        "\n"
        "refused: phr.require is commit, and 1 commit has no record\n"
    )


def test_the_command_that_is_shown_mends_it(shop: Spec, repository: GitRepository) -> None:
    forgotten(shop, repository)
    [line] = [line for line in asked(shop).out.splitlines() if line.startswith("  help: ")]
    repository.git("commit", "--amend", "--no-edit", "--trailer", line.split('"')[1])
    assert asked(shop).code == 0


def test_an_older_commit_is_mended_by_a_rebase(shop: Spec, repository: GitRepository) -> None:
    sha = forgotten(shop, repository)
    repository.commit("docs: after it")
    assert f"help: git rebase -i {sha[:10]}^   then reword" in asked(shop).out


def test_what_is_published_is_not_to_be_rewritten(shop: Spec, repository: GitRepository) -> None:
    forgotten(shop, repository)
    assert "help: what is published stays as it is" in asked(shop, "--rev", "HEAD").out


def test_json_is_valid_against_the_published_schema(shop: Spec, repository: GitRepository) -> None:
    sha = forgotten(shop, repository)
    done = asked(shop, "--json")
    jsonschema.validate(done.json, SCHEMA)
    commits = done.json["commits"]
    assert (done.code, done.json["exit_code"], commits["percent"], commits["failing"]) == (1, 1, 75, [sha])
    assert [row["linked"] for row in commits["rows"]] == ["record", "trailer", "none", None]
    assert done.json["features"] == [{"feature": "001-login", "commits": 4, "linked": 3, "recorded": True}]
    assert done.json["prompts"] == {"seen": 0, "recorded": 0, "percent": None, "agents": []}


def test_markdown_shows_a_reviewer_the_same_and_nothing_in_it_is_markup(shop: Spec, repository: GitRepository) -> None:
    sha = forgotten(shop, repository, "feat: <b>@all</b> | [x](y)")
    done = asked(shop, "--format", "markdown")
    assert done.code == 1
    assert "**refused: phr.require is commit, and 1 commit has no record**" in done.out
    assert f"| <code>{sha[:10]}</code> | feat: &#60;b&#62;&#64;&#8203;all&#60;/b&#62; &#124; " in done.out
    assert "PHR: 001-login/0009" in done.out


def test_a_terminal_is_shown_nothing_that_controls_it(shop: Spec, repository: GitRepository) -> None:
    forgotten(shop, repository, "feat: \x1b]0;owned\x07")
    for form in ("text", "markdown"):
        assert "\x1b" not in asked(shop, "--format", form).out


@pytest.mark.parametrize(("require", "code"), [("off", 0), ("feature", 0), ("commit", 1)])
def test_what_is_asked_for_can_be_said_on_the_command_line(
    shop: Spec, repository: GitRepository, require: str, code: int
) -> None:
    forgotten(shop, repository)
    assert asked(shop, "--require", require).code == code


def test_a_feature_without_any_record_is_refused_where_each_needs_one(shop: Spec, repository: GitRepository) -> None:
    repository.git("checkout", "-q", "-b", "002-export", "main")
    shop.write(".specify/specward.yml", "phr:\n  require: feature\n")
    shop.write("specs/002-export/spec.md", "# Feature Specification: Export\n")
    shop.write("src/export.py", "1")
    repository.commit("feat: export")
    done = asked(shop)
    assert (done.code, done.out.splitlines()[-1]) == (1, "refused: phr.require is feature, and 1 commit has no record")
    assert 'help: spec new phr "…" --prompt "…" --stage green --feature 002-export   and commit it' in done.out
    shop.write(PATH.replace("001-login", "002-export"), RECORD)
    repository.commit("docs: record")
    assert asked(shop).code == 0


def test_features_that_lack_something_are_listed(shop: Spec, repository: GitRepository) -> None:
    shop.write("specs/002-export/spec.md", "# Feature Specification: Export\n")
    shop.write("src/export.py", "1")
    repository.commit("feat: export")
    listed = asked(shop).out.partition("features\n")[2].partition("\n\n")[0]
    assert (
        listed == "  002-export  0 of 1 commit  no complete record is filed under it\n  1 of 2: every commit is linked"
    )


def test_the_rule_can_be_softened_as_for_the_hook(shop: Spec, repository: GitRepository) -> None:
    shop.write(".specify/specward.yml", "phr:\n  require: commit\nrules:\n  severity:\n    PHR020: warning\n")
    forgotten(shop, repository)
    done = asked(shop)
    assert (done.code, "feat: forgotten" in done.out) == (0, True)


def test_where_no_commit_touches_code_there_is_no_share(shop: Spec) -> None:
    done = asked(shop, "--rev", "HEAD~1..HEAD")
    assert (done.code, "%" in done.out) == (0, False)
    assert "commits  none touches code (phr.paths), in HEAD~1..HEAD" in done.out


def test_outside_of_a_repository_nothing_is_known_and_nothing_passes(spec: Spec) -> None:
    spec.write(".specify/specward.yml", "phr:\n  require: off\n")
    done = asked(spec)
    assert (done.code, done.out.splitlines()[0]) == (0, "commits  unknown: there is no git repository here, or no git")
    assert asked(spec, "--require", "commit").code == 3


def test_wrong_usage_is_told(shop: Spec) -> None:
    assert asked(shop, "--rev", "nowhere..HEAD").code == 2
    assert asked(shop, "--json", "--format", "markdown").code == 2


def test_a_shallow_clone_cannot_tell(shop: Spec, repository: GitRepository, tmp_path: Path) -> None:
    clone = tmp_path / "clone"
    repository.git("clone", "-q", "--depth", "1", f"file://{repository.root}", str(clone))
    shop.root = clone
    done = asked(shop)
    assert (done.code, "git fetch --unshallow" in done.err) == (3, True)
