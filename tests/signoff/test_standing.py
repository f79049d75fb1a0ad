"""What a sign-off is worth, by what is there now and by what git knows of people."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from specward.fingerprint import fingerprint
from specward.project import Project
from specward.signoff.content import FeatureContents
from specward.signoff.record import Signoff, add
from specward.signoff.standing import State, signed, standing
from specward.sources.memory import MemorySource
from specward.sources.worktree import WorkTreeSource

if TYPE_CHECKING:
    from tests.conftest import GitRepository

SPEC = """# Feature Specification: Login

## Requirements

- **FR-001**: System MUST sign in
- **FR-002**: It MUST log
"""
PATH, FILE = "specs/001-login/spec.md", "specs/001-login/signoffs.yml"
BY = {"ada": "Ada Lovelace <ada@example.org>", "grace": "Grace Hopper <grace@example.org>", "eve": "Eve <eve@evil.org>"}


def record(item: str, who: str, spec: str = SPEC, folder: str = "specs/001-login", on: str = "2026-01-31") -> Signoff:
    project = Project(MemorySource({f"{folder}/spec.md": spec}))
    content = FeatureContents(project, project.feature(folder)).find(item.partition("/")[2])
    assert content is not None
    return Signoff(item, fingerprint(content.fields), BY[who], on)


def text(*signoffs: Signoff) -> str:
    return add(FILE, None, signoffs).text  # type: ignore[union-attr]


def states(project: Project, folder: str = "specs/001-login") -> dict[str, str]:
    return {each.item: each.state.value for each in standing(project, project.feature(folder))}


def in_memory(spec: str, *signoffs: Signoff) -> dict[str, str]:
    return states(Project(MemorySource({PATH: spec, FILE: text(*signoffs)})))


def test_a_sign_off_holds_as_long_as_the_words_do() -> None:
    ours = record("001-login/FR-001", "ada"), record("001-login/spec.md", "grace")
    assert in_memory(SPEC, *ours) == {"001-login/FR-001": "current", "001-login/spec.md": "current"}
    changed = SPEC.replace("MUST log", "MUST not log")
    assert in_memory(changed, *ours) == {"001-login/FR-001": "current", "001-login/spec.md": "stale"}
    assert in_memory(SPEC.replace("FR-001", "FR-009"), *ours)["001-login/FR-001"] == "stale"


def test_of_several_sign_offs_one_that_holds_is_enough() -> None:
    old = record("001-login/FR-001", "ada", SPEC.replace("sign in", "sign out"))
    new = record("001-login/FR-1", "grace", on="2026-02-01")
    project = Project(MemorySource({PATH: SPEC, FILE: text(old, new)}))
    (only,) = standing(project, project.feature("specs/001-login"))
    assert (only.item, only.state, only.signoff) == ("001-login/FR-001", State.CURRENT, new)
    assert in_memory(SPEC, new, old) == {"001-login/FR-001": "current"}


def test_a_renumbered_feature_keeps_its_sign_offs_and_a_copied_file_has_none() -> None:
    ours = text(record("001-login/FR-001", "ada"))
    files = {"specs/007-login/spec.md": SPEC, "specs/007-login/signoffs.yml": ours}
    assert states(Project(MemorySource(files)), "specs/007-login") == {"007-login/FR-001": "current"}
    files = {"specs/001-logout/spec.md": SPEC, "specs/001-logout/signoffs.yml": ours}
    assert states(Project(MemorySource(files)), "specs/001-logout") == {"001-login/FR-001": "stale"}


def test_principles_are_signed_beside_the_constitution() -> None:
    constitution = "# C\n\n## Core Principles\n\n### I. One\n\nKeep it.\n"
    print_ = fingerprint([("kind", "principle"), ("text", "One\n\nKeep it.")])
    ours = text(Signoff("P-01", print_, BY["ada"], "2026-01-31"), Signoff("P-02", print_, BY["ada"], "2026-01-31"))
    files = {".specify/memory/constitution.md": constitution, ".specify/signoffs.yml": ours}
    found = standing(Project(MemorySource(files)), None)
    assert [(each.item, each.state.value) for each in found] == [("P-01", "current"), ("P-02", "stale")]
    assert signed(found, "P-1") is found[0]
    assert signed(found, "P-03") is None


def test_without_a_file_there_is_nothing_to_judge() -> None:
    assert states(Project(MemorySource({PATH: SPEC}))) == {}


def commit_as_grace(repository: GitRepository) -> None:
    person = {"GIT_AUTHOR_NAME": "Grace Hopper", "GIT_AUTHOR_EMAIL": "Grace@example.org"}
    repository.git("commit", "-q", "--allow-empty", "-m", "Explain", cwd=None, check=True, **person)


@pytest.fixture
def team(repository: GitRepository) -> GitRepository:
    """Ada wrote the spec; Grace wrote something else."""
    repository.write(PATH, SPEC)
    repository.commit("Specify")
    repository.write("README.md", "# Shop\n")
    repository.git("add", "-A")
    commit_as_grace(repository)
    return repository


def judged(repository: GitRepository, who: str, config: str = "") -> str:
    repository.write(FILE, text(record("001-login/FR-001", who)))
    if config:
        repository.write(".specify/specward.yml", config)
    return states(Project(WorkTreeSource(str(repository.root))))["001-login/FR-001"]


def test_the_only_author_does_not_count_as_a_second_pair_of_eyes(team: GitRepository) -> None:
    assert judged(team, "ada") == "self"
    assert judged(team, "grace") == "current"


def test_a_second_author_makes_either_sign_off_count(team: GitRepository) -> None:
    team.git("mv", PATH, "specs/001-login/old.md")
    team.commit("Move")
    team.git("mv", "specs/001-login/old.md", PATH)
    team.commit("Move back")
    assert judged(team, "ada") == "self"
    team.write(PATH, SPEC + "\nMore.\n")
    team.commit("Say more\n\nCo-authored-by: An Agent <noreply@agents.example>")
    assert judged(team, "ada") == "current"


def test_somebody_whom_the_repository_does_not_know_is_unknown(team: GitRepository) -> None:
    assert judged(team, "eve") == "unknown"
    team.git("checkout", "-q", "--orphan", "other")
    team.git("commit", "-q", "--allow-empty", "-m", "Hi", GIT_COMMITTER_NAME="Eve", GIT_COMMITTER_EMAIL="eve@evil.org")
    assert judged(team, "eve") == "current"


def test_whoever_is_about_to_commit_for_the_first_time_is_known(team: GitRepository) -> None:
    team.git("config", "user.email", "Eve@evil.org")
    assert judged(team, "eve") == "current"


def test_who_is_alone_may_sign_in_the_profile_story_only(repository: GitRepository) -> None:
    repository.write(PATH, SPEC)
    repository.commit()
    assert judged(repository, "ada") == "current"
    assert judged(repository, "ada", "trace:\n  profile: strict\n") == "self"


def test_where_git_cannot_tell_nobody_is_accused(team: GitRepository, tmp_path_factory: pytest.TempPathFactory) -> None:
    team.commit()
    clone = tmp_path_factory.mktemp("clone") / "shallow"
    team.git("clone", "-q", "--depth=1", f"file://{team.root}", str(clone))
    shallow = type(team)(clone)
    assert judged(shallow, "ada") == "current"
    assert judged(shallow, "eve") == "current"


def test_what_is_not_committed_yet_has_no_author(team: GitRepository) -> None:
    team.git("rm", "-q", "--cached", PATH)
    team.git("commit", "-q", "--amend", "-m", "x")
    team.git("update-ref", "HEAD", team.git("commit-tree", "-m", "root", "HEAD^{tree}").strip())
    commit_as_grace(team)
    assert judged(team, "ada") == "current"
