from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from specward.artifacts.kind import Kind
from specward.check.run import check
from specward.check.select import Selection
from specward.finding import Edit, Fix, Location, Severity, Span
from specward.project import Project
from specward.rule import Fault, Rule, Scope
from specward.rules import RULES
from specward.sources.memory import MemorySource
from specward.sources.source import UnreadableFile

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from specward.artifacts.spec import Spec
    from specward.check.report import Report
    from specward.markdown.document import Document

SPEC = "specs/001-login/spec.md"
OPEN_QUESTION = "# Feature Specification: Login\n\n- **FR-001**: It MUST [NEEDS CLARIFICATION: what?]\n"


def report_on(files: Mapping[str, str | bytes], select: Sequence[str] = (), ignore: Sequence[str] = ()) -> Report:
    project = Project(MemorySource(files))
    return check(project, Selection(RULES, project.config, select=select, ignore=ignore))


def codes(report: Report) -> list[str]:
    return [finding.code for finding in report.findings]


def test_a_finding_says_rule_place_line_and_help() -> None:
    (finding,) = report_on({SPEC: OPEN_QUESTION}, select=["SPC001"]).findings
    assert (finding.code, finding.rule, finding.severity) == ("SPC001", "unresolved-clarification", Severity.WARNING)
    assert finding.location.path == SPEC
    assert tuple(finding.location.start) == (3, 23)
    assert tuple(finding.location.end) == (3, 51)
    assert finding.location.excerpt == "- **FR-001**: It MUST [NEEDS CLARIFICATION: what?]"


def test_a_rule_that_leaves_records_out_is_not_asked_about_them() -> None:
    asked: list[str] = []

    def watch(document: Document, project: Project) -> Iterator[Fault]:
        asked.append(document.path)
        return iter(())

    record = "history/prompts/general/0001-a.general.prompt.md"
    project = Project(MemorySource({SPEC: OPEN_QUESTION, record: "---\nid: '0001'\n---\n"}))
    watching = Rule("XXX001", Severity.ERROR, Scope.DOCUMENT, __name__, records=False, function=watch)
    check(project, Selection([watching], project.config))
    assert asked == [SPEC]


def test_findings_are_sorted_by_path_then_place() -> None:
    files = {
        "specs/002-b/spec.md": OPEN_QUESTION,
        "specs/001-a/spec.md": "# Feature Specification: A\n\n[NEEDS CLARIFICATION: x] [NEEDS CLARIFICATION: y]\n",
    }
    places = [(f.location.path, f.location.start) for f in report_on(files, select=["SPC001"]).findings]
    assert places == sorted(places)
    assert len(places) == 3


def test_the_report_counts_what_was_read_by_kind() -> None:
    files: dict[str, str | bytes] = {
        SPEC: OPEN_QUESTION,
        "specs/001-login/tasks.md": "# Tasks: Login\n\n- [ ] T001 Add src/a.py\n",
        "history/prompts/general/0001-a.general.prompt.md": "---\nid: '0001'\n---\n",
        "README.md": "# Not ours\n",
    }
    assert report_on(files).checked == {Kind.SPEC: 1, Kind.TASKS: 1, Kind.PHR: 1}


@pytest.mark.verifies("005-the-whole-checker/AC-020")
def test_a_rule_that_crashes_is_undetermined_and_hides_nothing() -> None:
    def explode(spec: Spec, project: Project) -> Iterator[Fault]:
        raise ZeroDivisionError("by hand")

    crashing = Rule("XXX001", Severity.ERROR, Scope.SPEC, __name__, function=explode)
    project = Project(MemorySource({SPEC: OPEN_QUESTION}))
    catalogue = (crashing, *RULES)
    report = check(project, Selection(catalogue, project.config, select=["SPC001", "XXX001"]))
    assert codes(report) == ["SPC001"]
    (crash,) = report.undetermined
    assert (crash.path, crash.reason) == (SPEC, "ZeroDivisionError: by hand")
    assert report.exit_code() == 3


class SourceWithAnUnreadableFile(MemorySource):
    def read(self, path: str) -> bytes | None:
        if path == SPEC:
            raise UnreadableFile(path, "permission denied")
        return super().read(path)


def test_a_file_that_cannot_be_read_is_undetermined_and_the_others_are_checked() -> None:
    other = "specs/002-b/spec.md"
    project = Project(SourceWithAnUnreadableFile({SPEC: "", other: OPEN_QUESTION}))
    report = check(project, Selection(RULES, project.config, select=["SPC001"]))
    assert [(item.path, item.reason, item.rule) for item in report.undetermined] == [(SPEC, "permission denied", "")]
    assert [finding.location.path for finding in report.findings] == [other]


def test_bytes_that_are_not_utf8_are_a_finding_at_the_first_bad_byte() -> None:
    report = report_on({SPEC: b"# Feature Specification: caf\xe9\n"}, select=["DOC001"])
    assert [(f.message, tuple(f.location.start)) for f in report.findings] == [("not UTF-8 from here on", (1, 29))]


@pytest.mark.verifies("005-the-whole-checker/AC-003")
@pytest.mark.parametrize(("other", "offered"), [(b"caf\xe9\n", False), ("café\n", True)])
@pytest.mark.parametrize(("place", "edited"), [(SPEC, SPEC), ("a.md", SPEC), (SPEC, "specs/001-login/x.md")])
def test_no_fix_is_offered_that_edits_what_is_not_utf8(
    place: str, edited: str, other: bytes | str, *, offered: bool
) -> None:
    def mend(spec: Spec, project: Project) -> Iterator[Fault]:
        fix = Fix("mend it", (Edit(edited, Span(0, 1), "C"),), safe=True)
        yield Fault(spec.document.place(0, 1) if place == SPEC else Location(place), "bad", fix=fix)

    mending = Rule("XXX001", Severity.ERROR, Scope.SPEC, __name__, fixable=True, function=mend)
    project = Project(MemorySource({SPEC: "", edited: other}))
    report = check(project, Selection([mending], project.config))
    assert [bool(finding.fix) for finding in report.findings] == [offered]
    assert [finding.help for finding in report.findings] == ["" if offered else "mend it"]


def test_with_a_broken_configuration_only_that_is_reported() -> None:
    files: dict[str, str | bytes] = {SPEC: OPEN_QUESTION, ".specify/specward.yml": "rules:\n  slect: [ALL]\n"}
    report = report_on(files)
    assert codes(report) == ["PRJ005"]
    assert tuple(report.findings[0].location.start) == (2, 3)
    assert report.checked == {}


def test_only_asks_for_the_whole_feature_of_a_path_and_nothing_else() -> None:
    files = {
        SPEC: OPEN_QUESTION,
        "specs/001-login/tasks.md": "# Tasks: Login\n\nno boxes\n",
        "specs/002-b/spec.md": OPEN_QUESTION,
    }
    project = Project(MemorySource(files))
    report = check(project, Selection(RULES, project.config), only={"specs/001-login/tasks.md"})
    assert {finding.location.path.split("/")[1] for finding in report.findings} == {"001-login"}
    assert "SPC001" in codes(report)


def test_a_suppression_with_a_reason_silences_its_own_line() -> None:
    text = OPEN_QUESTION.replace("what?]", "what?] <!-- spec: ignore unresolved-clarification -- asked on Monday -->")
    report = report_on({SPEC: text}, select=["SPC001", "PRJ006"])
    assert codes(report) == []
    assert report.suppressed == 1


def test_a_suppression_on_a_line_of_its_own_silences_the_next_line() -> None:
    text = OPEN_QUESTION.replace("- **FR-001**", "<!-- spec: ignore SPC001 -- asked on Monday -->\n\n- **FR-001**")
    assert codes(report_on({SPEC: text}, select=["SPC001", "PRJ006"])) == []


def test_ignore_file_silences_a_rule_in_the_whole_document_and_no_other_document() -> None:
    silenced = OPEN_QUESTION + "\n<!-- spec: ignore-file SPC001 -- a sample document -->\n"
    report = report_on({SPEC: silenced, "specs/002-b/spec.md": OPEN_QUESTION}, select=["SPC001", "PRJ006"])
    assert [finding.location.path for finding in report.findings] == ["specs/002-b/spec.md"]


def test_a_suppression_without_a_reason_silences_nothing_and_is_reported() -> None:
    text = OPEN_QUESTION.replace("what?]", "what?] <!-- spec: ignore SPC001 -->")
    assert codes(report_on({SPEC: text}, select=["SPC001", "PRJ006"])) == ["SPC001", "PRJ006"]


def test_a_suppression_that_silences_nothing_is_reported() -> None:
    text = "# Feature Specification: Login\n\nAll clear. <!-- spec: ignore SPC001 -- once there was a question -->\n"
    assert codes(report_on({SPEC: text}, select=["SPC001", "PRJ006"])) == ["PRJ006"]


def test_a_suppression_of_a_rule_that_this_run_leaves_out_is_not_called_unused() -> None:
    text = "# Feature Specification: Login\n\nText. <!-- spec: ignore SPC001 -- once there was a question -->\n"
    assert codes(report_on({SPEC: text}, select=["PRJ006"])) == []


def test_a_suppression_inside_a_code_fence_is_an_example() -> None:
    text = OPEN_QUESTION + "\n```text\n<!-- spec: ignore-file SPC001 -- shown, not meant -->\n```\n"
    assert codes(report_on({SPEC: text}, select=["SPC001", "PRJ006"])) == ["SPC001"]


def test_progress_is_told_once_for_each_document() -> None:
    told: list[tuple[int, int]] = []
    project = Project(MemorySource({SPEC: "# a\n", "history/adr/0001-a.md": "# 1. A\n"}))
    check(project, Selection(RULES, project.config), progress=lambda done, total: told.append((done, total)))
    assert [total for _, total in told] == [2, 2]


def test_documents_are_let_go_as_the_run_goes_on() -> None:
    import weakref

    seen: list[weakref.ref[Document]] = []
    alive_before: list[int] = []

    def watch(spec: Spec, project: Project) -> Iterator[Fault]:
        alive_before.append(sum(reference() is not None for reference in seen))
        seen.append(weakref.ref(spec.document))
        yield from ()

    watching = Rule("XXX001", Severity.ERROR, Scope.SPEC, __name__, function=watch)
    project = Project(MemorySource({f"specs/{n:03d}-a/spec.md": "# a\n" for n in range(1, 8)}))
    check(project, Selection((watching,), project.config))
    assert max(alive_before) <= 1
