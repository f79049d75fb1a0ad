"""The baseline as a value: what it remembers, what it lets pass, and when it is not relied on."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from specward.changes import Create, Delete, Replace
from specward.check.baseline import Baseline, parse, read_baseline, renewed
from specward.check.report import Report, Undetermined
from specward.errors import UsageError
from specward.finding import Finding, Location, Position, Severity
from specward.sources.memory import MemorySource

if TYPE_CHECKING:
    from collections.abc import Sequence

pytestmark = pytest.mark.verifies("005-the-whole-checker/AC-011")

PATH = ".specify/baseline.lock"
SPEC = "specs/001-login/spec.md"
HERE = MemorySource({SPEC: ""})


def finding(
    words: str = "- **FR-001**: It MUST go.", *, path: str = SPEC, line: int = 3, code: str = "SPC003", said: str = "x"
) -> Finding:
    place = Location(path, Position(line, 1), Position(line, 2), excerpt=words)
    return Finding(code, "some-rule", Severity.ERROR, said, place)


def remembered(*findings: Finding, source: MemorySource = HERE) -> Baseline:
    (change,) = renewed(None, findings, source, lambda _: True).changes
    assert isinstance(change, Create)
    return parse(change.text.encode())


def fresh(baseline: Baseline, *findings: Finding, source: MemorySource = HERE) -> list[Finding]:
    return baseline.fresh(findings, source)[0]


def report(findings: Sequence[Finding], *, undetermined: tuple[Undetermined, ...] = ()) -> Report:
    return Report(tuple(findings), undetermined, {}, 0, 1)


def test_what_is_remembered_is_left_out_and_counted() -> None:
    new = finding("- **FR-002**: It goes.")
    seen = remembered(finding()).left_out(report([finding(), new]), HERE, lambda _: True)
    assert (seen.findings, seen.known, seen.gone) == ((new,), 1, 0)


def test_a_finding_is_known_by_its_words_on_any_line() -> None:
    assert fresh(remembered(finding()), finding(line=70)) == []


def test_one_entry_stands_for_one_finding_and_a_second_equal_one_is_new() -> None:
    assert fresh(remembered(finding()), finding(line=3), finding(line=9)) == [finding(line=9)]


def test_two_entries_stand_for_two_equal_findings() -> None:
    assert fresh(remembered(finding(line=3), finding(line=9)), finding(line=4), finding(line=10)) == []


def test_a_finding_whose_file_has_moved_is_known() -> None:
    moved = finding(path="specs/007-login/spec.md")
    assert fresh(remembered(finding()), moved, source=MemorySource({moved.location.path: ""})) == []


def test_a_copy_of_a_finding_in_another_file_is_new_while_the_first_file_is_there() -> None:
    copy = finding(path="specs/007-login/spec.md")
    both = MemorySource({SPEC: "", copy.location.path: ""})
    assert fresh(remembered(finding()), copy, source=both) == [copy]


def test_a_file_that_moved_excuses_one_finding_alone() -> None:
    copies = [finding(path=f"specs/00{number}-login/spec.md") for number in (2, 3)]
    there = MemorySource({copy.location.path: "" for copy in copies})
    assert fresh(remembered(finding()), *copies, source=there) == copies[1:]


def test_an_entry_that_no_longer_occurs_is_gone_where_the_run_would_have_found_it() -> None:
    baseline = remembered(finding(), finding("- other"))
    assert baseline.left_out(report([finding()]), HERE, lambda _: True).gone == 1
    assert baseline.left_out(report([finding()]), HERE, lambda _: False).gone == 0


def test_nothing_is_called_gone_where_something_could_not_be_looked_at() -> None:
    unread = report([], undetermined=(Undetermined(SPEC, "permission denied"),))
    assert remembered(finding()).left_out(unread, HERE, lambda _: True).gone == 0


def test_the_file_is_sorted_text_with_a_line_a_finding() -> None:
    other = finding("- b", path="history/prompts/a b.md", said="has\tno\x1b[31m title")
    (change,) = renewed(None, [finding(said="no acceptance scenario"), other], HERE, lambda _: True).changes
    assert isinstance(change, Create)
    title, remark, first, second = change.text.splitlines()
    assert (change.path, title, remark[:2]) == (PATH, "specward baseline.lock 1", "# ")
    assert first.startswith("history/prompts/a%20b.md SPC003 ff1:")
    assert first.endswith(" has no [31m title")
    assert second.startswith(f"{SPEC} SPC003 ff1:")
    assert second.endswith(" no acceptance scenario")


def test_lines_in_any_order_twice_and_with_other_line_ends_are_read() -> None:
    (change,) = renewed(None, [finding(), finding("- b")], HERE, lambda _: True).changes
    assert isinstance(change, Create)
    title, *lines = change.text.splitlines()
    text = "\r\n".join([title, *reversed(lines), *lines, ""])
    assert fresh(parse(text.encode()), finding(), finding("- b")) == []


@pytest.mark.parametrize("path", ["#1/spec.md", "", "a%b.md", "a\u2028b\n.md", "\udcff.md"])
def test_any_path_comes_back_as_it_was(path: str) -> None:
    entries = remembered(finding(path=path)).entries.values()
    assert [entry.path for entry in entries] == [path]


class TestRenewing:
    def test_it_says_what_came_and_what_went(self) -> None:
        before = remembered(finding(), finding("- b"))
        renewal = renewed(before, [finding("- b"), finding("- c"), finding("- d")], HERE, lambda _: True)
        assert (renewal.remembered, renewal.added, renewal.dropped) == (3, 2, 1)
        (change,) = renewal.changes
        assert isinstance(change, Replace)
        assert change.old_text == before.text

    def test_it_changes_nothing_where_nothing_changed(self) -> None:
        assert renewed(remembered(finding()), [finding(line=8)], HERE, lambda _: True).changes == ()

    def test_it_keeps_what_the_run_could_not_have_found(self) -> None:
        before = remembered(finding(), finding("- b", code="TSK001"))
        renewal = renewed(before, [], HERE, lambda entry: entry.code != "TSK001")
        assert (renewal.remembered, renewal.added, renewal.dropped) == (1, 0, 1)

    def test_it_deletes_a_list_that_has_become_empty(self) -> None:
        assert renewed(remembered(finding()), [], HERE, lambda _: True).changes == (Delete(PATH),)

    def test_it_writes_no_list_without_findings(self) -> None:
        assert renewed(None, [], HERE, lambda _: True).changes == ()

    def test_it_follows_a_file_that_has_moved(self) -> None:
        moved = finding(path="specs/007-login/spec.md")
        renewal = renewed(remembered(finding()), [moved], MemorySource({moved.location.path: ""}), lambda _: True)
        assert (renewal.remembered, renewal.added, renewal.dropped) == (1, 0, 0)
        (change,) = renewal.changes
        assert isinstance(change, Replace)
        assert SPEC not in change.text

    def test_it_keeps_the_line_ends_of_the_file(self) -> None:
        before = remembered(finding())
        text = before.text.replace("\n", "\r\n")
        (change,) = renewed(parse(text.encode()), [finding(), finding("- b")], HERE, lambda _: True).changes
        assert isinstance(change, Replace)
        assert change.text.count("\r\n") == change.text.count("\n") == 4


MARK = f"ff1:{'0' * 32}"


@pytest.mark.parametrize(
    ("data", "line", "reason"),
    [
        ("", 1, "it is empty"),
        ("specward trace.lock 1\n", 1, "its first line is not `specward baseline.lock 1`"),
        ("specward baseline.lock 2\n", 1, "a newer version wrote it"),
        ("specward baseline.lock 1", 1, "it is cut off"),
        (f"specward baseline.lock 1\n# x\na.md SPC001 {MARK}\n", 3, "this line is cut off or was edited"),
        (f"specward baseline.lock 1\na.md SPC001 {MARK} ff1:0 x\n", 2, "this line is cut off or was edited"),
        (f"specward baseline.lock 1\na.md SPC001 ff2:00 {MARK} x\n", 2, "fingerprints of the kind `ff2`"),
        (f"specward baseline.lock 1\na.md SPC001 {MARK} {MARK}\nb.md SPC001 {MARK} {MARK}\n", 3, "contradicts"),
        ("specward baseline.lock 1\n<<<<<<< HEAD\n", 2, "git left a merge conflict in it"),
        ("specward baseline.lock 1\n=======\n", 2, "git left a merge conflict in it"),
        (b"specward baseline.lock 1\n\xff\n", 2, "it is not UTF-8"),
        (b"\0" * ((1 << 25) + 1), 1, "it has 32 MiB"),
    ],
)
def test_a_list_that_is_not_sound_is_refused_with_its_line(data: str | bytes, line: int, reason: str) -> None:
    with pytest.raises(UsageError) as refused:
        parse(data.encode() if isinstance(data, str) else data)
    assert refused.value.where == f"{PATH}:{line}"
    assert reason in refused.value.message
    assert refused.value.help


def test_a_merge_conflict_is_mended_by_keeping_both_sides() -> None:
    with pytest.raises(UsageError) as refused:
        parse(b"specward baseline.lock 1\n>>>>>>> other\n")
    assert "keep the lines of both sides" in refused.value.help


def test_a_project_without_a_list_has_none() -> None:
    assert read_baseline(HERE) is None
