"""`spec trace review` and `spec trace retire`, run as users run them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.cli.conftest import Spec
    from tests.conftest import GitRepository

pytestmark = pytest.mark.usefixtures("inside")
SPEC, TASKS, PLAN, LOCK = (f"specs/001-login/{name}" for name in ("spec.md", "tasks.md", "plan.md", "trace.lock"))


@pytest.fixture
def login(spec: Spec) -> Spec:
    """A project with one feature, outside of git."""
    spec.write(SPEC, "# Feature Specification: Login\n\n- **FR-001**: It MUST open.\n- **FR-002**: It MUST close.\n")
    spec.write(TASKS, "# Tasks: Login\n\n- [ ] T001 Open (FR-001)\n- [ ] T002 Close (FR-002)\n")
    spec.write(PLAN, "# Implementation Plan: Login\n")
    return spec


def edit(spec: Spec, old: str, new: str, path: str = SPEC) -> None:
    text = spec.read(path)
    assert old in text
    spec.write(path, text.replace(old, new))


def lines(spec: Spec) -> list[str]:
    """The lock's lines without their fingerprints."""
    return [line.partition(" sf1:")[0] for line in spec.read(LOCK).splitlines()]


def test_without_an_id_it_lists_what_asks_for_a_review_and_writes_nothing(login: Spec) -> None:
    before = login.files()
    done = login("trace", "review", "--feature", "login")
    assert done.code == 0
    assert [line.split(None, 1)[0] for line in done.out.splitlines()] == ["unreviewed", "unreviewed"]
    assert login.files() == before


def test_all_lists_first_and_writes_only_with_yes(login: Spec) -> None:
    before = login.files()
    done = login("trace", "review", "--all")
    assert (done.code, len(done.out.splitlines()), login.files()) == (2, 2, before)
    assert "read the list, then add --yes" in done.err
    done = login("trace", "review", "--all", "--yes")
    assert (done.code, done.out) == (0, f"{LOCK}\n")
    assert lines(login) == [
        "specward trace.lock 1",
        "FR-001 approved",
        "FR-002 approved",
        "T001 implements FR-001",
        "T002 implements FR-002",
        "plan.md follows spec.md",
    ]
    assert login("trace", "review", "--all", "--yes").err == "it was reviewed before, and nothing has changed since\n"


def test_a_change_is_found_by_check_and_settled_by_a_review(login: Spec) -> None:
    login("trace", "review", "--all", "--yes")
    edit(login, "MUST open", "MUST NOT open")
    found = login("check", "--select", "TRC,PLN009", "--json").json["findings"]
    assert sorted(one["code"] for one in found) == ["PLN009", "TRC009"]
    assert login("trace", "review", "FR-001", "plan.md", "--feature", "login").code == 0
    assert login("check", "--select", "TRC,PLN009", "--json").json["findings"] == []


def test_one_link_can_be_reviewed_with_a_reason(login: Spec) -> None:
    login("trace", "review", "--all", "--yes")
    edit(login, "MUST open", "must open")
    done = login("trace", "review", "--link", "T001:FR-001", "--editorial", "--reason", "a slip", "--feature", "login")
    assert done.code == 0
    assert "reviewed    001-login/T001 implements 001-login/FR-001 (was suspect)" in done.err
    assert [line for line in login.read(LOCK).splitlines() if line.endswith(" a slip")]


def test_a_dry_run_shows_the_diff_and_writes_nothing(login: Spec) -> None:
    before = login.files()
    done = login("trace", "review", "001-login/T001", "--dry-run")
    assert done.code == 0
    assert "+T001 implements FR-001 sf1:" in done.out
    assert login.files() == before


def test_as_json(login: Spec) -> None:
    done = login("trace", "review", "001-login/T001", "--json")
    assert done.json == {
        "links": [
            {"child": "001-login/T001", "kind": "implements", "parent": "001-login/FR-001", "state": "unreviewed"}
        ],
        "items": [],
        "changed": [],
        "files": [LOCK],
        "dry_run": False,
    }


def test_what_an_item_said_when_it_was_reviewed_is_shown_from_git(repository: GitRepository, spec: Spec) -> None:
    spec.root = repository.root
    spec.write(SPEC, "# Feature Specification: Login\n\n- **FR-001**: It MUST open.\n")
    spec.write(TASKS, "# Tasks: Login\n\n- [ ] T001 Open (FR-001)\n")
    spec("trace", "review", "--all", "--yes")
    repository.commit()
    edit(spec, "MUST open", "MAY open")
    repository.commit()
    edit(spec, "MAY open", "MAY burn")
    assert spec("trace", "review", "--feature", "login", "--json").json["changed"] == [
        {"id": "001-login/FR-001", "place": f"{SPEC}:3", "before": "It MUST open.", "now": "It MAY burn."}
    ]


@pytest.mark.verifies("002-enforced-with-evidence/AC-008")
def test_checking_leaves_every_file_as_it_is(repository: GitRepository, spec: Spec) -> None:
    spec.root = repository.root
    spec.write(SPEC, "# Feature Specification: Login\n\n- **FR-001**: It MUST open.\n")
    spec.write(TASKS, "# Tasks: Login\n\n- [ ] T001 Open (FR-001)\n")
    repository.commit()
    never_reviewed = every_file(repository)
    assert spec("check").code in {0, 1}
    assert every_file(repository) == never_reviewed
    spec("trace", "review", "--all", "--yes")
    edit(spec, "MUST open", "MAY open")
    suspect = every_file(repository)
    for arguments in (("check",), ("check", "--staged"), ("trace",), ("trace", "review", "--feature", "login")):
        spec(*arguments)
        assert every_file(repository) == suspect


def every_file(repository: GitRepository) -> dict[str, bytes]:
    """All files, those of git too, but for what checks remember in its folder."""
    paths = (path for path in repository.root.rglob("*") if path.is_file() and "specward" not in path.parts)
    return {str(path.relative_to(repository.root)): path.read_bytes() for path in paths}


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("specward trace.lock 1\n<<<<<<< HEAD\n", 2),
        ("specward trace.lock 2\n", 1),
        ("specward trace.lock 1\nT001 implements FR-0", 2),
        ("", 1),
    ],
    ids=["merge conflict", "newer schema", "truncated", "empty"],
)
def test_a_corrupt_lock_is_named_with_its_line_and_never_written_over(login: Spec, text: str, line: int) -> None:
    login.write(LOCK, text)
    before = login.files()
    for arguments in (["--feature", "login"], ["001-login/FR-001"], ["--all", "--yes"]):
        done = login("trace", "review", *arguments)
        assert done.code == 3
        assert f"{LOCK}:{line}" in done.err
    assert login("trace", "retire", "001-login/FR-009").code == 3
    found = login("check", "--select", "TRC", "--json")
    assert [(one["code"], one["severity"]) for one in found.json["findings"]] == [("TRC012", "error")]
    assert found.code == 1
    assert login.files() == before


def test_a_retired_id_that_is_used_again_is_an_error(login: Spec) -> None:
    done = login("trace", "retire", "001-login/FR-002", "--reason", "merged into FR-001")
    assert (done.code, done.out) == (0, f"{LOCK}\n")
    assert login("check", "--select", "TRC013").code == 0
    edit(login, "It MUST close", "It MUST burn")
    done = login("check", "--select", "TRC013")
    assert done.code == 1
    assert "FR-002 was retired (merged into FR-001) and is used again for something else" in done.out


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["001-login/FR-0O1"], "did you mean FR-001?"),
        (["--editorial", "001-login/FR-001"], "--editorial and --reason go together"),
        (["--reason", "x", "001-login/FR-001"], "--editorial and --reason go together"),
        (["--editorial", "--reason", "x", "001-login/FR-001"], "none of these links is in doubt"),
        (["--all", "001-login/FR-001"], "--all and single items are named"),
        (["--link", "T001"], "'T001' is no link"),
        (["--link", "001-login/T001:001-login/FR-002"], "there is no link"),
        (["--feature", "logout"], "there is no feature `logout`"),
    ],
)
def test_what_is_asked_for_wrongly_is_refused(login: Spec, arguments: list[str], said: str) -> None:
    before = login.files()
    done = login("trace", "review", *arguments)
    assert (done.code, login.files()) == (2, before)
    assert said in done.err


def test_two_reviews_at_once_lose_nothing(login: Spec) -> None:
    running = [login.start("trace", "review", f"001-login/{task}") for task in ("T001", "T002")]
    for process in running:
        process.communicate()
    assert [process.returncode for process in running] == [0, 0]
    assert lines(login)[1:] == ["T001 implements FR-001", "T002 implements FR-002"]


def test_an_id_is_retired_as_the_documents_write_it_and_what_is_none_is_refused(login: Spec) -> None:
    done = login("trace", "retire", "001-login/FR-2", "--dry-run", "--json")
    assert done.json["id"] == "FR-002"
    assert "+FR-002 retired sf1:" in done.json["diff"]
    assert "FR-002 still stands in 001-login" in done.err
    assert "FR-099 stands in 001-login no more" in login("trace", "retire", "001-login/FR-099", "--dry-run").err
    before = login.files()
    done = login("trace", "retire", "001-login/nonsense")
    assert (done.code, login.files()) == (2, before)
    assert "nonsense is no id" in done.err


def test_a_feature_in_place_of_an_id_is_told_how_it_is_reviewed_whole(login: Spec) -> None:
    done = login("trace", "review", "login")
    assert done.code == 2
    assert "spec trace review --all --feature 001-login" in done.err
