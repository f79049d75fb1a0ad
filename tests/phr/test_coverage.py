from __future__ import annotations

import os
import shutil
import subprocess
from typing import TYPE_CHECKING

import pytest

from specward.config import DEFAULTS, Config
from specward.errors import UndeterminedError, UsageError
from specward.phr.commits.coverage import (
    NO_COMMIT,
    NO_REPOSITORY,
    CodeCommit,
    CommitCoverage,
    FeatureCoverage,
    commit_coverage,
    failing,
    share,
)

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import GitRepository

UID = "01JH0000000000000000000001"
PATH = "history/prompts/001-login/0001-sign-in.green.prompt.md"
GENERAL = "history/prompts/general/0001-tidy.general.prompt.md"


def record(**keys: str) -> str:
    head = {"id": "0001", "title": "Sign in", "stage": "green", "date": "2026-01-02", **keys}
    lines = "".join(f'{key}: "{value}"\n' for key, value in head.items())
    return f"---\n{lines}---\n\n## Prompt\n\nLet people sign in.\n\n## Response snapshot\n\nDone.\n"


def commit(repository: GitRepository, message: str, /, **files: str | None) -> str:
    """Commit files by path, None deleting one; a path may stand for itself: `**{"src/a.py": "x"}`."""
    for path, text in files.items():
        if text is None:
            (repository.root / path).unlink()
        else:
            repository.write(path, text)
    return repository.commit(message)


def measured(
    repository: GitRepository, revisions: str = "HEAD", *, config: Config = DEFAULTS, branch: str = ""
) -> CommitCoverage:
    return commit_coverage(str(repository.root), config, revisions, branch=branch)


def only(found: CommitCoverage) -> CodeCommit:
    [commit_] = found.commits
    return commit_


def links(found: CommitCoverage) -> list[str]:
    return [commit_.linked for commit_ in found.commits]


def reasons(commit_: CodeCommit) -> list[str]:
    return [refusal.reason for refusal in commit_.refused]


def begun(repository: GitRepository) -> str:
    """A project with two features and a record; the id of its first commit."""
    spec = "# Feature Specification: T\n"
    return commit(
        repository,
        "docs: begin",
        **{"specs/001-login/spec.md": spec, "specs/002-export/spec.md": spec, PATH: record(uid=UID)},
    )


class TestHowACommitIsLinked:
    def test_by_a_record_that_it_adds(self, repository: GitRepository) -> None:
        sha = commit(repository, "feat: x", **{"src/a.py": "1", PATH: record()})
        found = only(measured(repository))
        assert (found.sha, found.subject, found.code) == (sha, "feat: x", ("src/a.py",))
        assert (found.linked, found.by, found.date[:10]) == ("record", PATH, "2025-01-15")

    def test_by_a_record_that_it_changes(self, repository: GitRepository) -> None:
        base = begun(repository)
        commit(repository, "feat: x", **{"src/a.py": "1", PATH: record(uid=UID, title="More")})
        assert links(measured(repository, f"{base}..HEAD")) == ["record"]

    @pytest.mark.parametrize("reference", [UID, UID.lower(), "001-login/0001", "login/1", "specs/001-login/1", PATH])
    def test_by_a_trailer_that_names_a_record_which_is_there(self, repository: GitRepository, reference: str) -> None:
        base = begun(repository)
        commit(repository, f"feat: x\n\nPHR: {reference}", **{"src/a.py": "1"})
        found = only(measured(repository, f"{base}..HEAD"))
        assert (found.linked, found.by) == ("trailer", PATH)

    def test_by_an_id_alone_in_the_feature_of_its_branch(self, repository: GitRepository) -> None:
        base = begun(repository)
        commit(repository, "feat: x\n\nPHR: 0001", **{"src/a.py": "1"})
        assert links(measured(repository, f"{base}..HEAD", branch="001-login")) == ["trailer"]
        assert links(measured(repository, f"{base}..HEAD", branch="002-export")) == [""]

    def test_by_the_reason_for_having_none_where_that_is_allowed(self, repository: GitRepository) -> None:
        commit(repository, "feat: x\n\nPHR: none -- generated", **{"src/a.py": "1"})
        assert (only(measured(repository)).linked, only(measured(repository)).by) == ("none", "generated")
        refused = only(measured(repository, config=DEFAULTS._replace(phr_allow_none=False)))
        assert (refused.linked, reasons(refused)) == ("", ["this project does not accept it (phr.allow-none)"])

    def test_no_line_of_a_message_that_is_committed_is_a_comment(self, repository: GitRepository) -> None:
        begun(repository)
        repository.git("config", "commit.cleanup", "verbatim")
        commit(repository, f"#12 fix\n\n#PHR: none -- no\nPHR: {UID}\n", **{"src/a.py": "1"})
        commit(repository, '# note\n\nRevert "x"\n', **{"src/a.py": "2"})
        assert links(measured(repository)) == ["trailer", ""]

    def test_whatever_the_policy_asks_for(self, repository: GitRepository) -> None:
        commit(repository, "feat: x", **{"src/a.py": "1", PATH: record()})
        commit(repository, "feat: y", **{"src/a.py": "2"})
        for require in ("off", "feature", "commit"):
            assert links(measured(repository, config=DEFAULTS._replace(phr_require=require))) == ["record", ""]


class TestWhatDoesNotLinkIt:
    def test_nothing_at_all(self, repository: GitRepository) -> None:
        commit(repository, "feat: x", **{"src/a.py": "1"})
        assert (only(measured(repository)).linked, only(measured(repository)).refused) == ("", ())

    def test_a_record_that_is_not_complete(self, repository: GitRepository) -> None:
        commit(repository, "feat: x", **{"src/a.py": "1", PATH: record(title="{{TITLE}}")})
        assert reasons(only(measured(repository))) == ["{{TITLE}} is not filled in"]

    def test_a_record_that_was_completed_only_later(self, repository: GitRepository) -> None:
        commit(repository, "feat: x", **{"src/a.py": "1", PATH: ""})
        commit(repository, "docs: fill it in", **{PATH: record()})
        assert reasons(only(measured(repository))) == ["it is empty"]

    def test_a_record_that_is_only_moved_or_deleted(self, repository: GitRepository) -> None:
        base = begun(repository)
        moved = PATH.replace("sign-in", "signing-in")
        commit(repository, "feat: x", **{"src/a.py": "1", PATH: None, moved: record(uid=UID)})
        commit(repository, "feat: y", **{"src/a.py": "2", moved: None})
        first, second = measured(repository, f"{base}..HEAD").commits
        assert sorted(reasons(first)) == ["it is deleted", "it is only moved"]
        assert reasons(second) == ["it is deleted"]

    def test_a_record_of_another_feature(self, repository: GitRepository) -> None:
        base = begun(repository)
        other = PATH.replace("001-login", "002-export")
        commit(repository, "feat: x", **{"src/a.py": "1", "specs/001-login/spec.md": "# More\n", other: record()})
        found = only(measured(repository, f"{base}..HEAD"))
        assert reasons(found) == ["it belongs to 002-export, the change to 001-login"]
        assert found.features == ("001-login",)

    def test_a_trailer_that_names_a_record_which_came_only_later(self, repository: GitRepository) -> None:
        commit(repository, f"feat: x\n\nPHR: {UID}\nPHR: 001-login/0001\nPHR: {PATH}", **{"src/a.py": "1"})
        commit(repository, "docs: record", **{PATH: record(uid=UID)})
        assert reasons(only(measured(repository))) == ["it names no record that is committed or staged"] * 3

    def test_a_trailer_that_names_nothing(self, repository: GitRepository) -> None:
        commit(repository, "feat: x\n\nPHR: 009-nowhere/0001\nPHR: none", **{"src/a.py": "1"})
        found = only(measured(repository))
        assert [refusal.offered for refusal in found.refused] == ["PHR: 009-nowhere/0001", "PHR: none"]


@pytest.mark.parametrize("reference", [UID, "001-login/0001", PATH])
def test_a_record_that_is_moved_or_gone_since_answers_for_the_commits_of_its_time(
    repository: GitRepository, reference: str
) -> None:
    base = begun(repository)
    commit(repository, f"feat: x\n\nPHR: {reference}", **{"src/a.py": "1"})
    commit(repository, "docs: move", **{PATH: None, PATH.replace("001-login", "009-else"): record(uid=UID)})
    assert links(measured(repository, f"{base}..HEAD")) == ["trailer"]
    commit(repository, "docs: drop", **{PATH.replace("001-login", "009-else"): None})
    assert links(measured(repository, f"{base}..HEAD")) == ["trailer"]


def test_merges_reverts_and_commits_to_be_squashed_need_none(repository: GitRepository) -> None:
    commit(repository, "feat: x", **{"src/a.py": "1", GENERAL: record(stage="general")})
    repository.git("checkout", "-q", "-b", "side")
    commit(repository, "docs: side", **{"docs/a.md": "1"})
    repository.git("checkout", "-q", "main")
    commit(repository, "fixup! feat: x", **{"src/a.py": "2"})
    commit(repository, 'Revert "feat: x"', **{"src/a.py": "3"})
    repository.git("merge", "-q", "--no-ff", "-m", "merge", "side")
    found = measured(repository)
    assert (found.total, found.exempt, links(found)) == (5, 3, ["record"])


def test_what_counts_as_code_is_configured(repository: GitRepository) -> None:
    commit(repository, "feat: x", **{"app/a.ts": "1", "app/gen/b.ts": "1", "src/c.py": "1"})
    config = DEFAULTS._replace(phr_paths=("app/**",), phr_exempt=("app/gen/**",))
    assert only(measured(repository, config=config)).code == ("app/a.ts",)


def test_where_no_commit_touches_code_there_is_no_share(repository: GitRepository) -> None:
    commit(repository, "docs: x", **{"docs/a.md": "1"})
    found = measured(repository)
    assert (found.total, found.commits, found.unknown) == (1, (), "")
    assert share(found.linked, len(found.commits)) is None


def test_a_share_is_rounded_down() -> None:
    assert (share(999, 1000), share(1000, 1000), share(0, 3), share(0, 0)) == (99, 100, 0, None)


def test_only_the_commits_of_the_range_are_looked_at(repository: GitRepository) -> None:
    commit(repository, "feat: old", **{"src/a.py": "1"})
    base = begun(repository)
    last = commit(repository, "feat: new", **{"src/a.py": "2"})
    found = measured(repository, f"{base}..HEAD")
    assert (only(found).subject, found.total, found.last) == ("feat: new", 1, last)
    assert measured(repository, "HEAD..HEAD") == CommitCoverage()


def test_paths_that_git_would_quote_are_looked_at(repository: GitRepository) -> None:
    odd = 'history/prompts/general/0001-größe und "mehr".general.prompt.md'
    commit(repository, "feat: x", **{"src/登录 a.py": "1", odd: record(stage="general")})
    found = only(measured(repository))
    assert (found.code, found.linked, found.by) == (("src/登录 a.py",), "record", odd)


class TestNestedProjects:
    def nested(self, repository: GitRepository) -> str:
        base = commit(repository, "docs: begin", **{"apps/web/.specify/specward.yml": "phr:\n  require: commit\n"})
        commit(repository, "feat: web", **{"apps/web/src/a.py": "1", f"apps/web/{PATH}": record(uid=UID)})
        commit(repository, f"feat: web\n\nPHR: {UID}", **{"apps/web/src/a.py": "2"})
        commit(repository, "feat: api", **{"src/a.py": "1"})
        return base

    def test_each_has_the_commits_to_its_own_code(self, repository: GitRepository) -> None:
        base = self.nested(repository)
        config = DEFAULTS._replace(phr_paths=("**/*.py",))
        web = commit_coverage(str(repository.root / "apps/web"), config, f"{base}..HEAD")
        assert [(row.code, row.linked, row.by) for row in web.commits] == [
            (("src/a.py",), "record", PATH),
            (("src/a.py",), "trailer", PATH),
        ]
        assert [row.subject for row in measured(repository, f"{base}..HEAD", config=config).commits] == ["feat: api"]


class TestFeatures:
    def test_a_commit_belongs_to_the_features_whose_documents_it_touches(self, repository: GitRepository) -> None:
        base = begun(repository)
        commit(
            repository, "feat: x", **{"src/a.py": "1", "specs/001-login/tasks.md": "# T\n", "specs/002-export/x": ""}
        )
        found = measured(repository, f"{base}..HEAD")
        assert found.features == (
            FeatureCoverage("001-login", 1, 0, recorded=True),
            FeatureCoverage("002-export", 1, 0, recorded=False),
        )
        assert [feature.lacks_record for feature in found.features] == [False, True]

    def test_a_branch_tells_the_feature(self, repository: GitRepository) -> None:
        base = begun(repository)
        commit(repository, "feat: x", **{"src/a.py": "1"})
        assert only(measured(repository, f"{base}..HEAD", branch="002-export")).features == ("002-export",)
        assert only(measured(repository, f"{base}..HEAD", branch="main")).features == ()

    def test_the_record_that_answers_tells_it_where_nothing_else_does(self, repository: GitRepository) -> None:
        base = begun(repository)
        commit(repository, f"feat: x\n\nPHR: {UID}", **{"src/a.py": "1"})
        commit(repository, "feat: y", **{"src/a.py": "2", GENERAL: record(stage="general")})
        assert [row.features for row in measured(repository, f"{base}..HEAD").commits] == [("001-login",), ()]

    def test_commits_of_no_feature_are_counted_together(self, repository: GitRepository) -> None:
        commit(repository, "feat: x", **{"src/a.py": "1"})
        commit(repository, "feat: y\n\nPHR: none -- generated", **{"src/a.py": "2"})
        assert measured(repository).features == (FeatureCoverage("", 2, 1, recorded=False),)

    def test_a_record_must_be_complete_at_the_end_of_the_range(self, repository: GitRepository) -> None:
        base = begun(repository)
        commit(repository, "feat: x", **{"src/a.py": "1", PATH: record(title="{{TITLE}}")})
        assert not measured(repository, f"{base}..HEAD", branch="001-login").features[0].recorded
        commit(repository, "docs: fill it in", **{PATH: record()})
        assert measured(repository, f"{base}..HEAD", branch="001-login").features[0].recorded

    @pytest.mark.parametrize("folder", ["001-login", "login", "001"])
    def test_records_are_found_as_people_file_them(self, repository: GitRepository, folder: str) -> None:
        commit(
            repository, "docs: x", **{"specs/001-login/spec.md": "# T\n", PATH.replace("001-login", folder): record()}
        )
        commit(repository, "feat: x", **{"src/a.py": "1"})
        assert measured(repository, branch="001-login").features[0].recorded


class TestWhatIsAskedFor:
    COMMITS = (
        CodeCommit("1", "", "a", ("src/a.py",), features=("001-login",)),
        CodeCommit("2", "", "b", ("src/a.py",), features=("002-export",)),
        CodeCommit("3", "", "c", ("src/a.py",)),
        CodeCommit("4", "", "d", ("src/a.py",), linked="record", by=PATH, features=("002-export",)),
    )
    FOUND = CommitCoverage(
        4,
        0,
        COMMITS,
        (
            FeatureCoverage("", 1, 0, recorded=False),
            FeatureCoverage("001-login", 1, 0, recorded=True),
            FeatureCoverage("002-export", 2, 1, recorded=False),
        ),
    )

    @pytest.mark.parametrize(("require", "expected"), [("off", ""), ("commit", "123"), ("feature", "23")])
    def test_each_policy_has_its_own_failures(self, require: str, expected: str) -> None:
        assert "".join(row.sha for row in failing(self.FOUND, require)) == expected


class TestWhatCannotBeTold:
    def test_outside_of_a_repository_nothing_is_known(self, tmp_path: Path) -> None:
        assert commit_coverage(str(tmp_path), DEFAULTS, "HEAD") == CommitCoverage(unknown=NO_REPOSITORY)

    def test_before_the_first_commit_nothing_is_known(self, repository: GitRepository) -> None:
        assert measured(repository).unknown == NO_COMMIT

    def test_a_range_that_git_does_not_know_is_wrong_usage(self, repository: GitRepository) -> None:
        begun(repository)
        with pytest.raises(UsageError):
            measured(repository, "nowhere..HEAD")

    def test_a_history_that_was_cut_off_is_undetermined(self, repository: GitRepository, tmp_path: Path) -> None:
        for number in range(4):
            commit(repository, f"feat: {number}", **{"src/a.py": str(number)})
        clone = type(repository)(tmp_path / "outer")
        repository.git("clone", "-q", "--depth", "2", f"file://{repository.root}", str(clone.root / "c"))
        shallow = str(clone.root / "c")
        with pytest.raises(UndeterminedError, match="shallow") as caught:
            commit_coverage(shallow, DEFAULTS, "HEAD")
        assert caught.value.help == "git fetch --unshallow"
        assert len(commit_coverage(shallow, DEFAULTS, "HEAD~1..HEAD").commits) == 1


@pytest.mark.skipif(os.name == "nt", reason="the stand-in for git is a shell script")
def test_git_is_not_started_more_often_for_more_commits(
    repository: GitRepository, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun(repository)
    real, log = shutil.which("git"), tmp_path / "log"
    for number in range(30):
        files = {"src/a.py": str(number), PATH: record(uid=UID, title=f"{number}"), "specs/002-export/x": f"{number}"}
        trailers = f"PHR: {UID}\nPHR: 002-export/0007\nPHR: 01JH0000000000000000000009"
        commit(repository, f"feat: x\n\n{trailers}", **dict(list(files.items())[: number % 3 + 1]))
    fake = tmp_path / "bin/git"
    fake.parent.mkdir()
    fake.write_text(f'#!/bin/sh\necho "$*" >> {log}\nexec {real} "$@"\n')
    fake.chmod(0o755)
    monkeypatch.setenv("PATH", f"{fake.parent}{os.pathsep}{os.environ['PATH']}")
    monkeypatch.setenv("GIT_PYTHON_GIT_EXECUTABLE", str(fake))

    def started(revisions: str) -> int:
        log.write_text("")
        assert len(measured(repository, revisions).commits) == int(revisions.partition("~")[2].partition(".")[0])
        return len(log.read_text().splitlines())

    assert subprocess.run(["git", "--version"], check=True, capture_output=True).returncode == 0
    assert started("HEAD~3..HEAD") == started("HEAD~30..HEAD") <= 8
