"""`spec adr pin` and `spec adr log`, called as the command line calls them."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
import typer

from specward.cli.adr_log import log
from specward.cli.adr_pin import pin
from specward.cli.check_options import Options
from specward.cli.checking import run as check
from specward.errors import UndeterminedError, UsageError

if TYPE_CHECKING:
    from pathlib import Path
    from typing import Any

    from tests.cli.conftest import Spec
    from tests.conftest import GitRepository

PATH = "history/adr/0001-session-store.md"
OTHER = "history/adr/0002-password-hash.md"
LOCK = "history/adr/decisions.lock"
RECORD = """\
# ADR-0001: Session store

- **Status:** Accepted

## Decision

We keep sessions in Redis.
"""
SECOND = RECORD.replace("0001", "0002").replace("Session store", "Password hash").replace("sessions in Redis", "Argon2")


@pytest.fixture
def project(repository: GitRepository, monkeypatch: pytest.MonkeyPatch) -> GitRepository:
    """A repository with two accepted decisions, committed, in which we stand."""
    repository.write(PATH, RECORD)
    repository.write(OTHER, SECOND)
    repository.write(".specify/specward.yml", "")
    repository.commit("Accept")
    monkeypatch.chdir(repository.root)
    return repository


def said(capsys: pytest.CaptureFixture[str]) -> Any:
    return json.loads(capsys.readouterr().out)


def lock(repository: GitRepository) -> str:
    return (repository.root / LOCK).read_text()


def test_decisions_are_listed_by_how_they_stand(project: GitRepository, capsys: pytest.CaptureFixture[str]) -> None:
    pin(["1"])
    capsys.readouterr()
    project.write(OTHER, SECOND.replace("Accepted", "Proposed"))
    pin()
    head, first, second = capsys.readouterr().out.splitlines()
    assert head.split() == ["state", "pinned", "decision"]
    assert (first.split()[0], first.split()[-1]) == ("pinned", PATH)
    assert second.split() == ["not", "accepted", "–", OTHER]
    pin(as_json=True)
    assert [one["state"] for one in said(capsys)["decisions"]] == ["pinned", "not accepted"]


def test_the_first_pin_makes_the_lock_and_a_dry_run_makes_nothing(
    project: GitRepository, capsys: pytest.CaptureFixture[str]
) -> None:
    pin(["ADR-0001"], dry_run=True)
    assert f"+++ b/{LOCK}" in capsys.readouterr().out
    assert not (project.root / LOCK).exists()
    pin(["ADR-0001"], dry_run=True, as_json=True)
    plan = said(capsys)
    assert (plan["files"], plan["dry_run"]) == ([LOCK], True)
    assert f"+++ b/{LOCK}" in plan["diff"]
    pin(["ADR-0001"])
    shown = capsys.readouterr()
    assert shown.out == f"pinned {PATH}\n"
    assert shown.err == f"commit it: {LOCK}\n"
    assert lock(project).count("0001-session-store.md") == 2
    assert "0002" not in lock(project)


def test_all_pins_what_is_not_pinned_and_is_content_with_what_is(
    project: GitRepository, capsys: pytest.CaptureFixture[str]
) -> None:
    pin(everything=True, as_json=True)
    assert said(capsys) == {
        "decisions": [
            {"path": PATH, "state": "not pinned", "pinned": None},
            {"path": OTHER, "state": "not pinned", "pinned": None},
        ],
        "files": [LOCK],
        "dry_run": False,
    }
    before = lock(project)
    pin(everything=True)
    assert capsys.readouterr() == ("", "all of it is pinned already\n")
    assert lock(project) == before


def test_what_says_something_else_than_its_pin_is_refused_and_by_all_left_out(
    project: GitRepository, capsys: pytest.CaptureFixture[str]
) -> None:
    pin(["1"])
    before = lock(project)
    project.write(PATH, RECORD.replace("Redis", "files"))
    with pytest.raises(UsageError, match="this is not the text that was pinned on") as refused:
        pin(["1"])
    assert "spec adr amend 1 --reason" in refused.value.help
    capsys.readouterr()
    with pytest.raises(typer.Exit) as ended:
        pin(everything=True)
    assert ended.value.exit_code == 1
    shown = capsys.readouterr()
    assert shown.out == f"pinned {OTHER}\n"
    assert f"not pinned, since its text was changed: {PATH}" in shown.err
    assert lock(project).startswith(before)


def test_a_pin_that_was_taken_out_by_hand_is_not_replaced_by_another(project: GitRepository) -> None:
    pin(["1"])
    project.commit("Pin")
    project.write(LOCK, "".join(lock(project).splitlines(keepends=True)[:1]))
    project.write(PATH, RECORD.replace("Redis", "files"))
    with pytest.raises(UsageError, match="this is not the text that was pinned on"):
        pin(["1"])
    project.write(PATH, RECORD)
    pin(["1"])
    assert "0001-session-store.md decision" in lock(project)


@pytest.mark.parametrize(("status", "words"), [("Proposed", "it is Proposed"), ("", "it has no status")])
def test_only_accepted_text_is_pinned(status: str, words: str, project: GitRepository) -> None:
    project.write(PATH, RECORD.replace("- **Status:** Accepted\n", f"- **Status:** {status}\n" if status else ""))
    with pytest.raises(UsageError, match=f"only accepted text is pinned, and {words}") as refused:
        pin(["1"])
    assert refused.value.help == "accept it: spec adr accept 1"


def test_a_lock_that_cannot_be_relied_on_is_not_written_over(project: GitRepository) -> None:
    project.write(LOCK, "specward decisions.lock 1\n<<<<<<< HEAD\n")
    with pytest.raises(UndeterminedError, match="this lock cannot be relied on") as refused:
        pin(everything=True)
    assert refused.value.where == f"{LOCK}:2"


def test_all_and_names_exclude_each_other(project: GitRepository) -> None:
    with pytest.raises(UsageError, match="--all and single decisions are named"):
        pin(["1"], everything=True)


def test_a_project_without_decisions_says_how_to_write_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / ".specify").mkdir()
    monkeypatch.chdir(tmp_path)
    pin()
    pin(everything=True)
    assert capsys.readouterr() == (
        "",
        'there is no decision yet; `spec new adr "Title"` writes the first\nthere is no accepted decision to pin\n',
    )


def test_the_history_of_a_decision_begins_with_how_it_stands(
    project: GitRepository, capsys: pytest.CaptureFixture[str]
) -> None:
    project.write(PATH, RECORD.replace("Redis", "files"))
    log("session")
    head, blank, *rest = capsys.readouterr().out.splitlines()
    assert head == "ADR-0001 Session store  Accepted · not pinned"
    assert blank == ""
    assert rest[:2] == ["not committed yet", "            decision changed after it was accepted"]
    assert rest[-1] == "            created as Accepted"


@pytest.mark.verifies("004-decisions/AC-006")
def test_the_diff_shows_the_pinned_words_beside_those_of_today(
    project: GitRepository, capsys: pytest.CaptureFixture[str]
) -> None:
    pin(["1"])
    project.commit("Pin")
    capsys.readouterr()
    log("1", diff=True)
    assert capsys.readouterr() == ("", "its text is as it was accepted\n")
    project.write(PATH, RECORD.replace("Redis", "files"))
    log("1", diff=True)
    lines = capsys.readouterr().out.splitlines()
    assert lines[0].startswith(f"--- {PATH}  accepted 2025-01-15 in ")
    assert "-We keep sessions in Redis." in lines
    assert "+We keep sessions in files." in lines


def test_a_check_of_the_work_tree_tells_what_the_last_commit_said_and_had_pinned(
    project: GitRepository, capsys: pytest.CaptureFixture[str]
) -> None:
    pin(everything=True)
    project.commit("Pin")
    project.write(PATH, RECORD.replace("Redis", "files"))
    project.write(LOCK, "".join(line for line in lock(project).splitlines(keepends=True) if "0002-" not in line))
    capsys.readouterr()
    assert check(Options(select=("ADR007", "ADR025"))) == 1
    shown = capsys.readouterr().out
    assert "it said: We keep sessions in Redis." in shown
    assert f"{OTHER}:3:15  error  unpinned-decision [ADR025]" in shown


def test_words_that_git_does_not_have_leave_the_answer_open(project: GitRepository) -> None:
    project.write(PATH, RECORD.replace("Redis", "memory"))
    pin(["1"])
    project.write(PATH, RECORD.replace("Redis", "files"))
    with pytest.raises(UndeterminedError, match="git does not have the words that were pinned on"):
        log("1", diff=True)


def test_a_shallow_clone_does_not_pass_its_oldest_commit_off_as_the_beginning(
    project: GitRepository, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    project.write(PATH, RECORD.replace("Redis", "files"))
    project.commit("Edit")
    project.git("clone", "-q", "--depth", "1", f"file://{project.root}", str(tmp_path / "clone"))
    monkeypatch.chdir(tmp_path / "clone")
    log("1")
    assert capsys.readouterr().err == "this clone is shallow: what is older is not told; git fetch --unshallow\n"
    with pytest.raises(UndeterminedError, match="need not be the one that accepted this") as caught:
        log("1", diff=True)
    assert caught.value.help == "git fetch --unshallow"


def test_a_decision_that_was_never_accepted_has_nothing_to_be_held_against(project: GitRepository) -> None:
    project.write(PATH, RECORD.replace("Accepted", "Proposed"))
    project.write("history/adr/0003-x.md", RECORD.replace("0001", "0003").replace("Accepted", "Proposed"))
    with pytest.raises(UsageError, match="no commit accepted this decision"):
        log("3", diff=True)


def test_a_deleted_decision_still_has_its_history(project: GitRepository, capsys: pytest.CaptureFixture[str]) -> None:
    project.git("rm", "-q", PATH)
    project.commit("Drop")
    log(f"./{PATH}")
    assert [line.strip() for line in capsys.readouterr().out.splitlines()[3::2]] == [
        "deleted when it was Accepted",
        "created as Accepted",
    ]
    with pytest.raises(UsageError, match="the record is gone"):
        log(PATH, diff=True)
    with pytest.raises(UsageError, match="neither the project nor git has a decision"):
        log("history/adr/0099-x.md")
    with pytest.raises(UsageError, match="there is no decision 99"):
        log("99")


def test_outside_of_git_there_is_no_history(spec: Spec, monkeypatch: pytest.MonkeyPatch) -> None:
    spec.write(PATH, RECORD)
    spec.write(".specify/specward.yml", "")
    monkeypatch.chdir(spec.root)
    with pytest.raises(UsageError, match="this is no git repository"):
        log("1")


def test_the_command_line_writes_json_and_the_exit_codes(project: GitRepository, spec: Spec) -> None:
    spec.root = project.root
    done = spec("adr", "pin", "1")
    assert (done.code, done.out) == (0, f"pinned {PATH}\n")
    told = spec("adr", "log", "1", "--diff", "--json")
    assert told.code == 0
    assert set(told.json) == {"path", "title", "pinned", "accepted_in", "commits", "diff"}
    assert [one["kind"] for one in told.json["commits"]] == ["created"]
    assert told.json["accepted_in"] == told.json["commits"][0]["commit"]
    project.write(PATH, RECORD.replace("Redis", "files"))
    refused = spec("adr", "pin", "1")
    assert refused.code == 2
    assert "spec adr log 1 --diff shows the edit" in refused.err
