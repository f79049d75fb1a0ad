from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from specward.changeset import ChangedPath, Changeset
from specward.config import DEFAULTS
from specward.phr.policy import Candidate, Verdict, features_of, judge, resolve

if TYPE_CHECKING:
    from collections.abc import Sequence

CODE = ("A", "src/login.py")
RECORD = "history/prompts/001-login/0001-sign-in.green.prompt.md"
OTHER = "history/prompts/002-export/0001-export.green.prompt.md"
GENERAL = "history/prompts/general/0001-tidy.general.prompt.md"
UID = "01JH0000000000000000000001"
FEATURES = ("001-login", "002-export")


class Shelf:
    """Records kept in memory."""

    def __init__(self, *records: Candidate, features: Sequence[str] = FEATURES) -> None:
        self._records = {record.path: record for record in records}
        self._features = features

    def paths(self) -> list[str]:
        return sorted(self._records)

    def read(self, path: str) -> Candidate | None:
        return self._records.get(path)

    def with_uid(self, uid: str) -> Candidate | None:
        return next((record for record in self._records.values() if record.uid == uid), None)

    def features(self) -> Sequence[str]:
        return self._features


def change(*paths: tuple[str, str], message: str | None = None, branch: str = "", state: str = "") -> Changeset:
    return Changeset(tuple(ChangedPath(*path) for path in paths), branch=branch, message=message, state=state)


def verdict_on(
    a_change: Changeset,
    *records: Candidate,
    require: str = "commit",
    allow_none: bool = True,
    paths: tuple[str, ...] = DEFAULTS.phr_paths,
    exempt: tuple[str, ...] = (),
) -> Verdict:
    config = DEFAULTS._replace(phr_require=require, phr_allow_none=allow_none, phr_paths=paths, phr_exempt=exempt)
    return judge(a_change, config, Shelf(*records))


def reasons(verdict: Verdict) -> list[str]:
    return [refusal.reason for refusal in verdict.refused]


@pytest.mark.parametrize("status", ["A", "M", "D", "T", "R"])
def test_any_change_to_code_asks_for_a_record(status: str) -> None:
    verdict = verdict_on(change((status, "src/login.py")))
    assert not verdict.passes
    assert verdict.code == ("src/login.py",)


def test_code_outside_the_configured_paths_asks_for_nothing() -> None:
    assert verdict_on(change(("A", "docs/index.md"), ("M", "setup.cfg"))).passes


def test_exempt_paths_ask_for_nothing() -> None:
    assert verdict_on(change(("A", "src/gen/api.py")), exempt=("src/gen/**",)).passes


def test_records_below_a_code_path_ask_for_nothing() -> None:
    assert verdict_on(change(("D", RECORD)), paths=("**",)).passes


def test_nothing_is_asked_for_where_the_policy_is_off() -> None:
    assert verdict_on(change(CODE), require="off").passes


def test_a_complete_staged_record_of_the_feature_counts() -> None:
    verdict = verdict_on(change(CODE, ("A", RECORD), branch="001-login"), Candidate(RECORD))
    assert verdict.passes
    assert verdict.granted == RECORD


def test_a_modified_record_counts() -> None:
    assert verdict_on(change(CODE, ("M", RECORD)), Candidate(RECORD)).passes


def test_a_record_that_is_there_but_not_staged_does_not_count() -> None:
    assert not verdict_on(change(CODE, branch="001-login"), Candidate(RECORD)).passes


def test_an_incomplete_record_does_not_count_and_the_reason_is_given() -> None:
    verdict = verdict_on(change(CODE, ("A", RECORD)), Candidate(RECORD, defect="its prompt is empty"))
    assert reasons(verdict) == ["its prompt is empty"]
    assert verdict.refused[0].unfinished


def test_a_deleted_record_does_not_count() -> None:
    assert reasons(verdict_on(change(CODE, ("D", RECORD)))) == ["it is deleted"]


def test_a_record_that_is_only_moved_does_not_count() -> None:
    assert reasons(verdict_on(change(CODE, ("R", RECORD)), Candidate(RECORD))) == ["it is only moved"]


def test_a_record_of_another_feature_does_not_count() -> None:
    verdict = verdict_on(change(CODE, ("A", OTHER), branch="001-login"), Candidate(OTHER))
    assert reasons(verdict) == ["it belongs to 002-export, the change to 001-login"]
    assert not verdict.refused[0].unfinished


def test_a_record_of_another_feature_counts_when_it_names_the_code() -> None:
    for entry in ("src/login.py", "./src/login.py", "src/login.py (new)", "src", "src/"):
        verdict = verdict_on(change(CODE, ("A", OTHER), branch="001-login"), Candidate(OTHER, files=(entry,)))
        assert verdict.passes, entry


@pytest.mark.parametrize("entry", ["", "sr", "src/log", "src/login.pyc", "/"])
def test_other_file_entries_do_not_name_the_code(entry: str) -> None:
    assert not verdict_on(change(CODE, ("A", OTHER), branch="001-login"), Candidate(OTHER, files=(entry,))).passes


@pytest.mark.parametrize("folder", ["general", "constitution"])
def test_general_records_belong_to_every_change(folder: str) -> None:
    path = f"history/prompts/{folder}/0001-x.{folder}.prompt.md"
    assert verdict_on(change(CODE, ("A", path), branch="001-login"), Candidate(path)).passes


def test_the_feature_in_the_front_matter_counts() -> None:
    path = "history/prompts/elsewhere/0001-x.green.prompt.md"
    assert verdict_on(change(CODE, ("A", path), branch="001-login"), Candidate(path, feature="001-login")).passes


@pytest.mark.parametrize("folder", ["login", "001-login"])
def test_records_filed_under_the_slug_belong_to_the_feature(folder: str) -> None:
    path = f"history/prompts/{folder}/0001-x.green.prompt.md"
    assert verdict_on(change(CODE, ("A", path), branch="001-login"), Candidate(path)).passes


def test_any_complete_record_counts_where_the_feature_cannot_be_told() -> None:
    assert verdict_on(change(CODE, ("A", OTHER), branch="main"), Candidate(OTHER)).passes


def test_staged_documents_tell_the_feature_before_the_branch_does() -> None:
    both = change(CODE, ("M", "specs/002-export/tasks.md"), ("A", OTHER), branch="001-login")
    assert verdict_on(both, Candidate(OTHER)).passes


def test_a_change_to_two_features_takes_a_record_of_either() -> None:
    both = change(("M", "specs/001-login/spec.md"), ("M", "specs/002-export/spec.md"))
    assert features_of(both, FEATURES) == {"001-login", "002-export"}


@pytest.mark.parametrize("branch", ["001-login", "feature/001-login", "001-login-fixes", "login"])
def test_the_branch_tells_the_feature(branch: str) -> None:
    assert features_of(change(CODE, branch=branch), FEATURES) == {"001-login"}


@pytest.mark.parametrize("branch", ["", "main", "999-unknown"])
def test_other_branches_tell_nothing(branch: str) -> None:
    assert features_of(change(CODE, branch=branch), FEATURES) == frozenset()


def test_one_complete_record_among_several_is_enough() -> None:
    staged = change(CODE, ("A", OTHER), ("A", RECORD), branch="001-login")
    assert verdict_on(staged, Candidate(OTHER, defect="it is empty"), Candidate(RECORD)).granted == RECORD


@pytest.mark.parametrize("state", ["merge", "rebase", "cherry-pick", "revert"])
def test_a_commit_in_the_middle_of_an_operation_is_exempt(state: str) -> None:
    assert verdict_on(change(CODE, state=state)).passes


@pytest.mark.parametrize("first", ['Revert "feat: x"', "fixup! feat: x", "squash! feat: x", "amend! feat: x"])
def test_some_subjects_are_exempt(first: str) -> None:
    assert verdict_on(change(CODE, message=f"\n# note\n{first}\n\nbody\n")).passes


@pytest.mark.parametrize(
    "first", ["Reverting x", "fixup the parser", "Merge the two parsers", "revert: x", "feat: fixup! x"]
)
def test_similar_subjects_are_not_exempt(first: str) -> None:
    assert not verdict_on(change(CODE, message=f"{first}\n")).passes


@pytest.mark.parametrize("reference", [RECORD, UID, UID.lower(), "001-login/0001", "001-login/1", "login/1"])
def test_a_trailer_that_resolves_to_a_complete_record_counts(reference: str) -> None:
    verdict = verdict_on(change(CODE, message=f"x\n\nPHR: {reference}\n"), Candidate(RECORD, uid=UID), Candidate(OTHER))
    assert verdict.granted == RECORD


def test_a_bare_id_resolves_in_the_features_own_folder() -> None:
    shelf = Shelf(Candidate(RECORD), Candidate(OTHER))
    assert [found.path for found in resolve("0001", shelf, frozenset({"002-export"}))] == [OTHER]
    assert resolve("0001", shelf) == []


@pytest.mark.parametrize(
    "reference", ["001-login/0002", "history/prompts/none.md", "9" * 26, "x/y", "999999999999", "/"]
)
def test_a_trailer_that_names_no_record_is_refused(reference: str) -> None:
    verdict = verdict_on(change(CODE, message=f"x\n\nPHR: {reference}\n"), Candidate(RECORD))
    assert reasons(verdict) == ["it names no record that is committed or staged"]


def test_a_trailer_that_names_an_incomplete_record_is_refused() -> None:
    record = Candidate(RECORD, defect="its prompt is empty")
    verdict = verdict_on(change(CODE, message="x\n\nPHR: 001-login/0001\n"), record)
    assert reasons(verdict) == ["its prompt is empty"]


def test_a_trailer_that_may_mean_two_records_is_refused() -> None:
    twin = RECORD.replace("sign-in", "sign-up")
    verdict = verdict_on(change(CODE, message="x\n\nPHR: 001-login/0001\n"), Candidate(RECORD), Candidate(twin))
    assert reasons(verdict) == [f"it may mean {RECORD} or {twin}"]


def test_none_with_a_reason_counts_where_it_is_allowed() -> None:
    message = "x\n\nPHR: none -- generated code\n"
    assert verdict_on(change(CODE, message=message)).granted == "generated code"
    assert reasons(verdict_on(change(CODE, message=message), allow_none=False)) == [
        "this project does not accept it (phr.allow-none)"
    ]


def test_none_without_a_reason_is_refused() -> None:
    assert reasons(verdict_on(change(CODE, message="x\n\nPHR: none\n"))) == [
        "it gives no reason; write PHR: none -- <reason>"
    ]


def test_the_second_trailer_may_save_the_first() -> None:
    message = "x\n\nPHR: 009-none/0001\nPHR: 001-login/0001\n"
    assert verdict_on(change(CODE, message=message), Candidate(RECORD)).passes


def test_one_complete_record_of_the_feature_is_enough_for_the_feature_policy() -> None:
    on_branch = change(CODE, branch="001-login")
    assert verdict_on(on_branch, Candidate(RECORD), require="feature").granted == RECORD
    assert not verdict_on(on_branch, Candidate(OTHER), Candidate(GENERAL), require="feature").passes
    assert not verdict_on(on_branch, Candidate(RECORD, defect="it is empty"), require="feature").passes


def test_the_feature_policy_wants_a_staged_record_where_the_feature_cannot_be_told() -> None:
    assert not verdict_on(change(CODE), Candidate(RECORD), require="feature").passes
    assert verdict_on(change(CODE, ("A", RECORD)), Candidate(RECORD), require="feature").passes
