from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from specward.artifacts.phr import read_record
from specward.git.repository import Repository
from specward.opening import open_source
from specward.phr.commits.carriers import CarriedRecord, Carrier, carriers_of, find_carrier
from specward.project import Project

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import GitRepository

UID = "01JH0000000000000000000001"
PATH = "history/prompts/001-login/0001-sign-in.green.prompt.md"
MOVED = "history/prompts/002-export/0007-signing-in.green.prompt.md"
TWIN = PATH.replace("sign-in", "sign-up").replace("0001", "0002")


def record(uid: str = UID, title: str = "Sign in") -> str:
    head = f'id: "0001"\ntitle: {title}\nstage: green\ndate: "2026-01-02"\n' + (f"uid: {uid}\n" if uid else "")
    return f"---\n{head}---\n\n## Prompt\n\nLet people sign in.\n"


def commit(repository: GitRepository, message: str, /, **files: str | None) -> str:
    for path, text in files.items():
        if text is None:
            (repository.root / path).unlink()
        else:
            repository.write(path, text)
    return repository.commit(message)


def found(root: Path) -> Repository:
    repository = Repository.find(str(root))
    assert repository is not None
    return repository


def carriers(repository: GitRepository, path: str = PATH, below: str = "") -> list[tuple[str, str]]:
    """What each commit does to the record at a path, youngest first."""
    root = repository.root / below
    document = Project(open_source(str(root))).document(path)
    assert document is not None
    return [(one.how, one.sha) for one in carriers_of(found(root), read_record(document))]


def carrier(repository: GitRepository, revision: str = "HEAD") -> Carrier:
    project = Project(open_source(str(repository.root)))
    one = find_carrier(project, found(repository.root), revision)
    assert one is not None
    return one


class TestFromTheRecord:
    def test_the_commits_that_touch_it_are_found(self, repository: GitRepository) -> None:
        commit(repository, "docs: before", **{"README.md": ""})
        added = commit(repository, "feat: x", **{PATH: record(), "src/a.py": "1"})
        commit(repository, "docs: another", **{TWIN: record("", "Sign up")})
        changed = commit(repository, "docs: more", **{PATH: record(title="More")})
        assert carriers(repository) == [("changed", changed), ("added", added)]

    @pytest.mark.parametrize("reference", [UID, UID.lower(), PATH, "001-login/0001", "login/1", "specs/001-login/1"])
    def test_the_commits_that_name_it_are_found(self, repository: GitRepository, reference: str) -> None:
        added = commit(repository, "feat: x", **{PATH: record()})
        named = commit(repository, f"feat: y\n\nMore.\n\nphr:  {reference}", **{"src/a.py": "1"})
        assert carriers(repository) == [("named", named), ("added", added)]

    @pytest.mark.parametrize(
        "message",
        [
            f"PHR: {UID}",
            f"feat: x\n\nAbout PHR: {UID}",
            f"feat: x\n\nPHR: {UID}X",
            "feat: x\n\nPHR: 002-export/0001",
            "feat: x\n\nPHR: 001-login/0011",
            "feat: x\n\nPHR: none -- 001-login/0001",
        ],
    )
    def test_other_words_name_nothing(self, repository: GitRepository, message: str) -> None:
        added = commit(repository, "feat: x", **{PATH: record()})
        commit(repository, message, **{"src/a.py": "1"})
        assert carriers(repository) == [("added", added)]

    def test_a_record_is_followed_to_where_it_lay_before(self, repository: GitRepository) -> None:
        added = commit(repository, "feat: x", **{PATH: record()})
        changed = commit(repository, "docs: more", **{PATH: record(title="More")})
        named = commit(repository, "feat: y\n\nPHR: 001-login/0001", **{"src/a.py": "1"})
        moved = commit(repository, "docs: move", **{PATH: None, MOVED: record(title="Another title")})
        again = commit(repository, "docs: move", **{MOVED: None, TWIN: record(title="Yet another")})
        expected = [("moved", again), ("moved", moved), ("named", named), ("changed", changed), ("added", added)]
        assert sorted(carriers(repository, TWIN)) == sorted(expected)

    def test_a_record_without_a_uid_is_followed_where_it_was_moved_as_it_was(self, repository: GitRepository) -> None:
        added = commit(repository, "feat: x", **{PATH: record("")})
        moved = commit(repository, "docs: move", **{PATH: None, MOVED: record("")})
        assert sorted(carriers(repository, MOVED)) == sorted([("added", added), ("moved", moved)])

    def test_a_record_that_took_the_place_of_another_is_not_taken_for_it(self, repository: GitRepository) -> None:
        commit(repository, "feat: x", **{PATH: record("01JH0000000000000000000009")})
        added = commit(repository, "docs: another", **{PATH: None, MOVED: record()})
        assert carriers(repository, MOVED) == [("added", added)]

    def test_a_record_that_goes_round_in_circles_is_followed_once(self, repository: GitRepository) -> None:
        one = commit(repository, "feat: x", **{PATH: record()})
        two = commit(repository, "docs: there", **{PATH: None, MOVED: record(title="B")})
        three = commit(repository, "docs: back", **{MOVED: None, PATH: record(title="C")})
        assert {sha for _, sha in carriers(repository)} == {one, two, three}

    def test_one_that_is_not_committed_has_none(self, repository: GitRepository) -> None:
        repository.write(PATH, record())
        assert carriers(repository) == []
        repository.commit("docs: x")
        repository.write(TWIN, record("01JH0000000000000000000009"))
        assert carriers(repository, TWIN) == []

    def test_it_is_found_from_a_nested_project(self, repository: GitRepository) -> None:
        added = commit(repository, "feat: x", **{f"apps/web/{PATH}": record(), "apps/web/.specify/x": ""})
        moved = commit(repository, "docs: move", **{f"apps/web/{PATH}": None, f"apps/web/{MOVED}": record()})
        assert sorted(carriers(repository, MOVED, "apps/web")) == sorted([("added", added), ("moved", moved)])

    def test_settings_of_git_log_do_not_bend_it(self, repository: GitRepository) -> None:
        repository.git("config", "log.follow", "true")
        repository.git("config", "log.showRoot", "false")
        repository.git("config", "diff.renames", "copies")
        repository.git("config", "log.decorate", "full")
        added = commit(repository, "feat: x", **{PATH: record()})
        commit(repository, "docs: alike", **{TWIN: record("")})
        assert carriers(repository) == [("added", added)]


class TestFromTheCommit:
    def test_its_records_and_its_code_are_shown(self, repository: GitRepository) -> None:
        sha = commit(repository, "feat: x\n\nBody.", **{PATH: record(), "src/a.py": "1", "docs/x.txt": ""})
        one = carrier(repository)
        assert (one.sha, one.subject, one.author, one.message) == (sha, "feat: x", "Ada Lovelace", "feat: x\n\nBody.\n")
        assert one.records == (CarriedRecord(PATH, UID, "Sign in", "added", PATH),)
        assert (one.code, one.linked, one.by) == (("src/a.py",), "record", PATH)

    @pytest.mark.parametrize("revision", ["HEAD", "HEAD~0", "v1", "main", "SHORT", "SHA"])
    def test_whatever_git_takes_for_a_commit_names_it(self, repository: GitRepository, revision: str) -> None:
        sha = commit(repository, "feat: x", **{PATH: record()})
        repository.git("tag", "-a", "-m", "x", "v1")
        assert carrier(repository, revision.replace("SHORT", sha[:7]).replace("SHA", sha)).sha == sha

    @pytest.mark.parametrize("revision", ["nowhere", "", "--all", "HEAD~9", "HEAD:src", "-h", "main..HEAD"])
    def test_anything_else_names_none(self, repository: GitRepository, revision: str) -> None:
        commit(repository, "feat: x", **{"src/a.py": "1"})
        project = Project(open_source(str(repository.root)))
        assert find_carrier(project, found(repository.root), revision) is None

    def test_records_are_shown_as_they_were_and_where_they_are(self, repository: GitRepository) -> None:
        commit(repository, "feat: x", **{PATH: record(), TWIN: record("", "Sign up")})
        commit(repository, "docs: more", **{PATH: record(title="More"), TWIN: None})
        commit(repository, "docs: move", **{PATH: None, MOVED: record(title="Moved")})
        assert carrier(repository).records == (CarriedRecord(MOVED, UID, "Moved", "moved", MOVED),)
        assert carrier(repository, "HEAD~1").records == (
            CarriedRecord(PATH, UID, "More", "changed", MOVED),
            CarriedRecord(TWIN, "", "Sign up", "deleted", ""),
        )

    def test_records_that_its_trailers_name_are_shown_each_once(self, repository: GitRepository) -> None:
        commit(repository, "feat: x", **{PATH: record(), TWIN: record("", "Sign up")})
        message = f"feat: y\n\nPHR: {UID}\nPHR: 001-login/0002\nPHR: 009-else/0001\nPHR: none -- x"
        commit(repository, message, **{PATH: record(title="More"), "src/a.py": "1"})
        assert carrier(repository).records == (
            CarriedRecord(PATH, UID, "More", "changed", PATH),
            CarriedRecord(TWIN, "", "Sign up", "named", TWIN),
            CarriedRecord("009-else/0001", "", "", "named", ""),
        )

    def test_a_commit_that_lacks_its_record_says_what_does_not_count(self, repository: GitRepository) -> None:
        commit(repository, "feat: x", **{PATH: "", "src/a.py": "1"})
        one = carrier(repository)
        assert (one.linked, [refusal.reason for refusal in one.refused]) == ("", ["it is empty"])

    def test_a_merge_carries_what_its_message_names(self, repository: GitRepository) -> None:
        commit(repository, "feat: x", **{PATH: record()})
        repository.git("checkout", "-q", "-b", "side")
        commit(repository, "feat: y", **{"src/a.py": "1"})
        repository.git("checkout", "-q", "main")
        repository.git("merge", "-q", "--no-ff", "-m", f"Merge\n\nPHR: {UID}", "side")
        assert [(one.path, one.how) for one in carrier(repository).records] == [(PATH, "named")]
