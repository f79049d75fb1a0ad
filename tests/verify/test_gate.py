"""What the gate makes of a project in memory."""

from __future__ import annotations

import pytest

from specward.artifacts.kind import Kind
from specward.errors import UsageError
from specward.evidence.result import CommandResult, Evidence, Outcome, Result
from specward.project import Project
from specward.sources.memory import MemorySource
from specward.sources.source import UnreadableFile
from specward.verify.gate import acceptance_drafts, verify
from specward.verify.verification import Row, Verdict, Verification

SPEC = """\
# Feature Specification: Login

**Status**: Implemented

### User Story 1 - Sign in (Priority: P1)

1. **AC-001** (FR-001): **Given** an account, **When** the right password is sent, **Then** a session starts

- **FR-001**: The system MUST sign people in
"""
TEST = """\
import pytest

@pytest.mark.verifies("001-login/AC-001")
def test_starts():
    assert 1 + 1 == 2
"""
CASE = "tests/test_login.py::test_starts"
PASSED = Evidence((Result(CASE, "", Outcome.PASSED),))
FILES = {"specs/001-login/spec.md": SPEC, "tests/test_login.py": TEST}


def constitution(*entries: str) -> dict[str, str]:
    """A constitution with one principle, held to by some entries."""
    block = "\n".join(f"- {entry}" for entry in entries)
    head, version = "# C\n\n## Core Principles\n\n### I. Order\n\nKeep order.\n\n", "**Version**: 1.0.0\n"
    return {".specify/memory/constitution.md": f"{head}```yaml enforce\n{block}\n```\n\n{version}"}


def verified(files: dict[str, str], *features: str, evidence: Evidence = PASSED) -> Verification:
    return verify(Project(MemorySource(files), evidence=evidence, today="2026-06-01"), features)


def verified_change(files: dict[str, str], *changed: str) -> Verification:
    return verify(Project(MemorySource(files), evidence=PASSED), changed=set(changed), by_change=True)


def criterion(files: dict[str, str], evidence: Evidence = PASSED) -> Row:
    (row,) = verified(files, "login", evidence=evidence).features[0].criteria
    return row


def principle(*entries: str, evidence: Evidence = PASSED, **files: str) -> Row:
    paths = {path.replace("__", "/"): text for path, text in files.items()}
    (row,) = verified({**FILES, **constitution(*entries), **paths}, evidence=evidence).principles
    return row


def test_a_feature_with_every_criterion_proved_is_accepted() -> None:
    found = verified(FILES)
    assert (found.accepted, found.exit_code) == (True, 0)
    row = found.features[0].criteria[0]
    assert (row.id, row.text, row.verdict, row.detail) == ("AC-001", "a session starts", Verdict.HOLDS, CASE)


@pytest.mark.parametrize("outcome", [Outcome.FAILED, Outcome.SKIPPED, Outcome.XFAILED, Outcome.DESELECTED])
def test_no_other_outcome_than_a_pass_proves_anything(outcome: Outcome) -> None:
    row = criterion(FILES, Evidence((Result(CASE, "", outcome),)))
    assert row.verdict is Verdict.FAILS


def test_a_test_that_never_ran_or_ran_on_another_tree_proves_nothing() -> None:
    assert criterion(FILES, Evidence((Result("tests/x.py::y", "", Outcome.PASSED),))).detail == "not in the results"
    stale = Evidence(stale=PASSED.results, differs=("src/",))
    assert criterion(FILES, stale) == criterion(FILES, stale)._replace(verdict=Verdict.FAILS)
    assert verified(FILES, evidence=stale).exit_code == 1


def test_a_test_that_cannot_fail_proves_nothing() -> None:
    hollow = FILES | {"tests/test_login.py": TEST.replace("assert 1 + 1 == 2", "pass")}
    assert criterion(hollow).verdict is Verdict.FAILS


def test_of_two_tests_both_must_hold() -> None:
    second = '\n@pytest.mark.verifies("001-login/AC-001")\ndef test_more():\n    assert 2 + 2 == 4\n'
    files = FILES | {"tests/test_login.py": TEST + second}
    more = Result("tests/test_login.py::test_more", "", Outcome.PASSED)
    assert criterion(files).verdict is Verdict.FAILS
    assert criterion(files, Evidence((*PASSED.results, more))).detail == f"{CASE} and 1 more"


def test_tests_of_a_part_alone_do_not_prove_the_whole() -> None:
    partial = FILES | {"tests/test_login.py": TEST.replace('AC-001")', 'AC-001", partial=True)')}
    row = criterion(partial)
    assert (row.verdict, row.detail) == (Verdict.OPEN, "verified in part only")


def test_no_results_at_all_leave_everything_open() -> None:
    found = verified(FILES, evidence=Evidence())
    assert found.exit_code == 3
    assert found.features[0].criteria[0].verdict is Verdict.UNKNOWN


def test_evidence_that_cannot_be_used_is_no_pass_even_where_all_is_proved() -> None:
    found = verified(FILES, evidence=PASSED._replace(undetermined=(("report.xml", "it has a DOCTYPE"),)))
    assert found.features[0].accepted
    assert found.exit_code == 3


def test_a_test_file_that_cannot_be_parsed_is_no_pass() -> None:
    found = verified(FILES | {"tests/test_other.py": '@pytest.mark.verifies("001-login/AC-001"\n'})
    assert found.exit_code == 3
    assert found.undetermined[0].path == "tests/test_other.py"


def test_an_id_that_two_criteria_have_names_neither() -> None:
    spec = SPEC.replace("\n- **FR", "2. **AC-001**: **Given** x, **When** y is done, **Then** z happens\n\n- **FR")
    rows = verified(FILES | {"specs/001-login/spec.md": spec}, "login").features[0].criteria
    assert [row.verdict for row in rows] == [Verdict.OPEN, Verdict.OPEN]


def test_a_mark_without_its_feature_counts_where_only_one_can_be_meant() -> None:
    bare = FILES | {"tests/test_login.py": TEST.replace("001-login/", "")}
    assert criterion(bare).verdict is Verdict.HOLDS
    assert criterion(bare | {"specs/002-x/spec.md": SPEC}).verdict is Verdict.OPEN


def test_a_test_anywhere_below_a_feature_means_the_items_of_that_feature() -> None:
    case = "specs/001-login/spikes/api/test_login.py"
    config = {".specify/specward.yml": "trace: {tests: ['specs/**/test_*.py']}\n"}
    files = {
        "specs/001-login/spec.md": SPEC,
        "specs/002-x/spec.md": SPEC,
        case: TEST.replace("001-login/", ""),
        **config,
    }
    passed = Evidence((Result(f"{case}::test_starts", "", Outcome.PASSED),))
    assert criterion(files, passed).verdict is Verdict.HOLDS


def test_a_criterion_that_changed_since_its_review_is_in_doubt() -> None:
    lock = "specward trace.lock 1\n{} verifies AC-001 sf1:{} sf1:{}\n".format(CASE, "0" * 32, "1" * 32)
    row = criterion(FILES | {"specs/001-login/trace.lock": lock})
    assert row.verdict is Verdict.FAILS
    assert "spec trace review 001-login/AC-001" in row.detail


def test_errors_of_the_gates_rules_close_it() -> None:
    found = verified(FILES | {"tests/test_x.py": TEST.replace("001-login/AC-001", "001-login/AC-009")})
    assert found.features[0].criteria[0].verdict is Verdict.HOLDS
    assert [finding.code for finding in found.findings] == ["TRC001"]
    assert found.exit_code == 1


@pytest.mark.parametrize(
    ("path", "text", "code"),
    [
        ("specs/001-login/spec.md", SPEC + "- **FR-002**:\n", "SPC020"),
        ("specs/001-login/spec.md", SPEC + "```\n2. **AC-002**: **Given** a, **When** b, **Then** c\n", "DOC001"),
        ("specs/001-login/tasks.md", "# Tasks\n\n- [x] T001 Sign in (FR-077)\n", "TSK003"),
    ],
)
def test_what_hides_a_criterion_or_leads_nowhere_closes_the_gate(path: str, text: str, code: str) -> None:
    found = verified(FILES | {path: text}, "login")
    assert code in [finding.code for finding in found.features[0].findings]
    assert found.exit_code == 1


def test_a_broken_record_that_belongs_to_no_feature_closes_no_gate() -> None:
    assert verified(FILES | {"history/prompts/001-login/1-x.tasks.prompt.md": "```\n"}).exit_code == 0


def test_what_is_wrong_in_another_feature_closes_no_gate_here() -> None:
    other = {
        "specs/002-x/spec.md": SPEC + "- **FR-002**: It MUST [NEEDS CLARIFICATION: what?]\n- **FR-002**: x MUST y\n"
    }
    assert verified(FILES | other, "login").exit_code == 0
    assert verified(FILES | other, "002").features[0].findings


def test_features_that_nobody_claims_anything_of_are_left_out() -> None:
    drafts = {"specs/002-x/spec.md": SPEC.replace("Implemented", "Draft"), "specs/003-y/plan.md": "# Plan\n"}
    found = verified(FILES | drafts)
    assert [feature.name for feature in found.features] == ["001-login"]
    assert found.left_out == ("specs/002-x", "specs/003-y")
    assert verified(FILES | drafts, "002").exit_code == 1
    assert verified(drafts).exit_code == 3


def test_a_name_that_means_nothing_is_refused() -> None:
    with pytest.raises(UsageError):
        verified(FILES, "nowhere")


def test_a_change_chooses_features_by_document_test_and_declared_file() -> None:
    files = FILES | {
        "specs/002-x/spec.md": SPEC,
        "specs/002-x/tasks.md": "- [ ] T001 Write src/x.py in src/\n",
    }
    for path, expected in (
        ("specs/001-login/plan.md", ["001-login"]),
        ("tests/test_login.py", ["001-login"]),
        ("src/x.py", ["002-x"]),
        ("src/other.py", []),
    ):
        found = verified_change(files, path)
        assert [feature.name for feature in found.features] == expected, path
    assert verified_change(files, "README").exit_code == 0


def test_the_minimum_closes_the_gate_under_strict_profiles_only() -> None:
    story = verified(FILES)
    unmet = [row for row in story.features[0].minimum if row.verdict is Verdict.FAILS]
    assert unmet
    assert story.accepted
    strict = verified(FILES | {".specify/specward.yml": "trace: {profile: strict}\n"})
    assert any(row.blocks for row in strict.features[0].minimum)


def test_a_pattern_that_is_found_violates_its_principle_at_that_place() -> None:
    entry = "forbid: {pattern: 'print[(]', in: 'src/**', why: 'use the logger'}"
    row = principle(entry, src__x_py="\nprint(1)\n")
    assert row.location
    assert (row.verdict, row.detail, row.location.path, row.location.start.line) == (
        *(Verdict.FAILS, "use the logger"),
        *("src/x_py", 2),
    )
    assert principle(entry).detail == "1 pattern"


def test_a_rule_that_finds_something_violates_the_principle_that_names_it() -> None:
    row = principle("rule: dangling-reference", tests__test_x_py="")
    assert row.verdict is Verdict.HOLDS
    broken = {"tests/test_y.py": TEST.replace("AC-001", "AC-009")}
    files = {**FILES, **constitution("rule: dangling-reference"), **broken}
    assert verified(files).principles[0].verdict is Verdict.FAILS


def test_a_rule_that_is_asked_for_in_some_paths_holds_whatever_it_finds_elsewhere() -> None:
    broken = {"tests/test_y.py": TEST.replace("AC-001", "AC-009")}
    for path, verdict in (("tests/**", Verdict.FAILS), ("src/**", Verdict.HOLDS)):
        files = {**FILES, **constitution(f"{{rule: dangling-reference, paths: '{path}'}}"), **broken}
        assert verified(files).principles[0].verdict is verdict, path


def test_a_pattern_that_cannot_be_held_against_a_file_is_undetermined() -> None:
    class Broken(MemorySource):
        def read(self, path: str) -> bytes | None:
            if path == "src/x.py":
                raise UnreadableFile(path, "permission denied")
            return super().read(path)

    entries = [
        f"forbid: {{pattern: 'print[(]', in: '{folder}/**', why: 'use the logger'}}" for folder in ("src", "lib")
    ]
    for entry, verdict in zip(entries, (Verdict.UNKNOWN, Verdict.HOLDS), strict=True):
        files = {**FILES, **constitution(entry), "src/x.py": "", "lib/y.py": ""}
        (row,) = verify(Project(Broken(files), evidence=PASSED)).principles
        assert row.verdict is verdict, entry


def test_a_command_holds_by_its_exit_code_alone() -> None:
    entry = "command: {run: 'make lint'}"
    assert principle(entry).verdict is Verdict.UNKNOWN
    for result, verdict in ((CommandResult(0, ""), Verdict.HOLDS), (CommandResult(2, "x\nbad\n"), Verdict.FAILS)):
        assert principle(entry, evidence=PASSED._replace(commands={"make lint": result})).verdict is verdict
    failed = principle(entry, evidence=PASSED._replace(commands={"make lint": CommandResult(2, "x\nbad\n")}))
    assert failed.detail == "`make lint`: exit code 2: bad"


def test_a_command_that_was_not_run_is_undetermined_and_listed_where_it_is_not_trusted() -> None:
    files = {**FILES, **constitution("command: {run: 'make lint'}")}
    found = verified(files)
    assert (found.exit_code, found.untrusted) == (3, ("make lint",))
    trusted = verified(files, evidence=PASSED._replace(trusted=frozenset({"make lint"})))
    assert (trusted.exit_code, trusted.untrusted) == (3, ())


def test_a_command_about_files_that_are_not_there_is_not_asked_for() -> None:
    found = verified({**FILES, **constitution("command: {run: 'go vet', when: '**/*.go'}")})
    assert (found.exit_code, found.untrusted) == (0, ())
    assert found.principles[0].verdict is Verdict.LEFT


def test_a_waived_principle_closes_no_gate() -> None:
    waiver = "- waives: P-01\n  reason: later\n  owner: Ada\n  expires: 2026-12-31\n"
    files = {**FILES, **constitution("command: {run: 'make'}"), ".specify/waivers.yml": waiver}
    found = verified(files)
    assert found.principles[0].detail == "waived until 2026-12-31: later"
    assert found.exit_code == 0


def test_a_constitution_that_enforces_nothing_asks_nothing() -> None:
    plain = {".specify/memory/constitution.md": "# C\n\n## Core Principles\n\n### I. Order\n\nKeep order.\n"}
    assert verified({**FILES, **plain}).principles == ()


def test_what_people_confirm_is_asked_of_each_feature() -> None:
    files = {**FILES, **constitution("checklist: 'Security was reviewed'")}
    found = verified(files)
    assert found.principles[0].verdict is Verdict.LEFT
    (row,) = found.features[0].confirmations
    assert (row.id, row.text, row.verdict) == ("P-01", "Security was reviewed", Verdict.OPEN)
    assert "spec sign 001-login/checks#security-was-reviewed" in row.detail
    assert found.exit_code == 1


def test_what_cannot_be_read_is_undetermined_and_hides_nothing_else() -> None:
    class Broken(MemorySource):
        def read(self, path: str) -> bytes | None:
            if path == "specs/002-x/spec.md":
                raise UnreadableFile(path, "permission denied")
            return super().read(path)

    project = Project(Broken({**FILES, "specs/002-x/spec.md": SPEC}), evidence=PASSED)
    assert project.kinds["specs/002-x/spec.md"] is Kind.SPEC
    found = verify(project, ["001", "002"])
    assert found.exit_code == 3
    assert [feature.name for feature in found.features] == ["001-login", "002-x"]
    assert ("specs/002-x/spec.md", "permission denied", "") in found.undetermined
    assert list(acceptance_drafts(project, found))


def test_of_a_change_to_two_features_neither_answers_for_the_files_of_the_other() -> None:
    files = FILES | {
        "specs/001-login/tasks.md": "- [x] T001 Write src/login.py\n",
        "specs/002-x/spec.md": SPEC,
        "specs/002-x/tasks.md": "- [x] T001 Write src/x.py\n",
    }
    both = verified_change(files, "src/login.py", "src/x.py")
    assert [row.verdict for one in both.features for row in one.minimum if row.id == "MIN-4"] == [Verdict.HOLDS] * 2
    more = verified_change(files, "src/login.py", "src/x.py", "src/other.py")
    assert [row.verdict for one in more.features for row in one.minimum if row.id == "MIN-4"] == [Verdict.FAILS] * 2


def test_a_rule_that_the_configuration_turns_off_holds_nobody_to_a_principle() -> None:
    entry = "forbid: {pattern: 'print[(]', in: 'src/**', why: 'use the logger'}"
    files = {**FILES, **constitution(entry), ".specify/specward.yml": "rules: {ignore: [CON007]}\n"}
    found = verified(files)
    assert found.principles[0].verdict is Verdict.UNKNOWN
    assert found.exit_code == 3


def test_a_warning_of_a_principle_is_shown_and_closes_no_gate() -> None:
    entry = "{forbid: {pattern: 'print[(]', in: 'src/**', why: 'use the logger'}, severity: warning}"
    row = principle(entry, "manual: 'x'", "rule: dangling-reference", src__x_py="print(1)\n")
    assert (row.verdict, row.required) == (Verdict.FAILS, False)


def test_a_plan_that_leaves_a_principle_unanswered_violates_it() -> None:
    plan = "# Implementation Plan: Login\n\n## Constitution Check\n\n| Principle | Answer |\n|---|---|\n| {} | yes |\n"
    for answered, verdict in (("I. Order", Verdict.HOLDS), ("II. Something", Verdict.FAILS)):
        files = {**FILES, **constitution("plan: answer"), "specs/001-login/plan.md": plan.format(answered)}
        assert verified(files).principles[0].verdict is verdict, answered


def test_where_there_is_no_plan_yet_nobody_is_said_to_have_answered() -> None:
    alone = principle("plan: answer")
    assert (alone.verdict, alone.detail, alone.decidable) == (Verdict.LEFT, "no plan yet", False)
    assert verified({**FILES, **constitution("plan: answer")}).exit_code == 0
    beside = principle("plan: answer", "require: {path: 'specs/**'}")
    assert (beside.verdict, beside.detail) == (Verdict.HOLDS, "1 required file")


def test_only_what_something_here_can_tell_is_counted_among_principles() -> None:
    assert not principle("manual: 'judged at review'").decidable
    waiver = "- waives: P-01\n  reason: later\n  owner: Ada\n  expires: 2026-12-31\n"
    files = {**FILES, **constitution("command: {run: 'make'}"), ".specify/waivers.yml": waiver}
    assert verified(files).principles[0].decidable
