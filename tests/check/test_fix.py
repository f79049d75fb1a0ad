"""Fixes: which are made, which wait, which are left out, and what stays of a text."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tests.check.fixing import Hit, Rules, contents, finds, fixed_by, replaces

from specward.changes import Move, Replace, apply, diff
from specward.check.fix import IDLE, fix
from specward.errors import UndeterminedError
from specward.finding import Edit, Rename, Span
from specward.sources.memory import MemorySource
from specward.sources.worktree import WorkTreeSource

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from tests.conftest import GitRepository

    from specward.check.report import Report
    from specward.sources.source import Source


def test_what_is_found_is_mended_and_what_has_no_fix_remains() -> None:
    fixed = fixed_by({"a.md": "colour honour", "b.md": "colour"}, replaces("colour", "color"), finds("honour"))
    assert contents(fixed) == {"a.md": b"color honour", "b.md": b"color"}
    assert [finding.rule for finding in fixed.report.findings] == ["honour"]
    assert [finding.location.path for finding in fixed.made] == ["a.md", "b.md"]
    assert fixed.changes == [Replace("a.md", "color honour", "colour honour"), Replace("b.md", "color", "colour")]


def test_where_nothing_is_found_nothing_changes() -> None:
    fixed = fixed_by({"a.md": "color"}, replaces("colour", "color"))
    assert (fixed.made, fixed.left, fixed.changes) == ((), (), [])


@pytest.mark.verifies("005-the-whole-checker/AC-003")
def test_every_byte_outside_of_an_edit_stays() -> None:
    text = "\ufeffx one\r\ntwo x\nthree\rx \u00e9\u2028 no end"
    fixed = fixed_by({"a.md": text}, replaces("x", "yy"))
    assert contents(fixed) == {"a.md": text.replace("x", "yy").encode()}


@pytest.mark.verifies("005-the-whole-checker/AC-003")
@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"])
def test_new_lines_end_as_the_line_before_them_does(ending: str) -> None:
    def without_owner(path: str, text: str) -> Iterator[Hit]:
        del path
        if "owner" not in text:
            end = text.index("id") + 2 + len(ending)
            yield Hit(0, "name an owner", ((end, end, "owner: a\nteam: b\n"),))

    before = ending.join(["# a", "id", "rest", ""])
    fixed = fixed_by({"a.md": before}, without_owner)
    assert contents(fixed)["a.md"] == ending.join(["# a", "id", "owner: a", "team: b", "rest", ""]).encode()


@pytest.mark.verifies("005-the-whole-checker/AC-003")
def test_fixing_what_was_fixed_changes_nothing() -> None:
    rules = replaces("colour", "color"), replaces("color ", "color\n"), finds("\n")
    first = fixed_by({"a.md": "colour colour colour"}, *rules)
    again = fix(first.state, Rules(*rules))
    assert (again.made, again.changes) == ((), [])


@pytest.mark.verifies("005-the-whole-checker/AC-004")
def test_an_unsafe_fix_is_made_when_asked_for_and_told_else() -> None:
    rules = replaces("shall", "must", safe=False), replaces("teh", "the")
    careful = fixed_by({"a.md": "it shall teh"}, *rules)
    assert contents(careful) == {"a.md": b"it shall the"}
    assert [(finding.rule, bool(finding.fix)) for finding in careful.report.findings] == [("shall-must", True)]
    assert careful.left == ()
    assert contents(fixed_by({"a.md": "it shall teh"}, *rules, unsafe=True)) == {"a.md": b"it must the"}


@pytest.mark.verifies("005-the-whole-checker/AC-005")
def test_of_fixes_that_overlap_one_waits_for_the_next_round() -> None:
    rules = Rules(replaces("abc", "c"), replaces("cde", "y"))
    fix(MemorySource({"a.md": "abcde abc"}), rules)
    assert [seen["a.md"] for seen in rules.seen] == ["abcde abc", "cde c", "y c"]


@pytest.mark.verifies("005-the-whole-checker/AC-005")
def test_of_insertions_at_one_place_one_waits_for_the_next_round() -> None:
    rules = Rules(_lacks("title"), _lacks("stage"))
    fixed = fix(MemorySource({"a.md": "---\n---\n"}), rules)
    assert contents(fixed) == {"a.md": b"---\ntitle: x\nstage: x\n---\n"}
    assert [len(seen["a.md"]) for seen in rules.seen] == [8, 17, 26]


def _lacks(field: str) -> Callable[[str, str], Iterator[Hit]]:
    def rule(path: str, text: str) -> Iterator[Hit]:
        del path
        if field not in text:
            yield Hit(0, f"write a {field}", ((4, 4, f"{field}: x\n"),))

    rule.__name__ = f"lacks-{field}"
    return rule


def test_more_fixes_than_rounds_at_one_place_are_all_made_as_long_as_findings_fall() -> None:
    fields = [f"field{number:02}" for number in range(IDLE * 2)]
    fixed = fixed_by({"a.md": "---\n---\n"}, *map(_lacks, fields))
    assert (len(fixed.made), fixed.report.findings) == (len(fields), ())


def test_edits_that_only_meet_are_made_together() -> None:
    rules = Rules(replaces("ab", "x"), replaces("cd", "y"))
    assert contents(fix(MemorySource({"a.md": "abcd"}), rules)) == {"a.md": b"xy"}
    assert len(rules.seen) == 2


def test_edits_of_one_fix_at_one_place_stand_as_it_gives_them() -> None:
    def bare(path: str, text: str) -> Iterator[Hit]:
        del path
        if text == "word":
            yield Hit(0, "quote it", ((0, 0, "<"), (0, 0, "b>"), (4, 4, "</b>")))

    assert contents(fixed_by({"a.md": "word"}, bare)) == {"a.md": b"<b>word</b>"}


def _once(hit: Hit, only: str = "a.md", word: str = "bad") -> Callable[[str, str], Iterator[Hit]]:
    """A rule that finds one thing while a word stands in a file."""

    def rule(path: str, text: str) -> Iterator[Hit]:
        if path == only and word in text:
            yield hit

    return rule


def _elsewhere(path: str, start: int, end: int, words: str) -> tuple[Edit, ...]:
    return (Edit(path, Span(start, end), words),)


@pytest.mark.parametrize(
    ("hit", "reason"),
    [
        (Hit(0, "x", ((0, 99, "good"),)), "it edits what a.md does not hold"),
        (Hit(0, "x", ((-1, 3, "good"),)), "it edits what a.md does not hold"),
        (Hit(0, "x", ((3, 0, "good"),)), "it edits what a.md does not hold"),
        (Hit(0, "x", ((0, 2, "go"), (1, 3, "od"))), "its edits of a.md overlap"),
        (Hit(0, "x", ((0, 3, "bad"),)), "it changes nothing"),
        (Hit(0, "x"), "it changes nothing"),
        (Hit(0, "x", ((0, 3, "\ud800"),)), "what is not UTF-8 is not edited"),
        (
            Hit(0, "x", ((0, 3, "good"),), elsewhere=_elsewhere("latin.md", 0, 1, "e")),
            "what is not UTF-8 is not edited",
        ),
        (
            Hit(0, "x", ((0, 3, "good"),), elsewhere=_elsewhere("../out.md", 0, 0, "e")),
            "../out.md is no file of the project",
        ),
        (
            Hit(0, "x", ((0, 3, "good"),), elsewhere=_elsewhere("gone.md", 0, 0, "e")),
            "gone.md is no file of the project",
        ),
        (Hit(0, "x", to="b.md"), "b.md exists already"),
        (Hit(0, "x", to="folder"), "folder exists already"),
        (Hit(0, "x", to="b.md/a.md"), "b.md/a.md would lie below what is no folder"),
        (Hit(0, "x", to="a.md/a.md"), "a.md/a.md would lie below what is no folder"),
        (Hit(0, "x", to="../a.md"), "../a.md: this path leads out of the project, so nothing is written there"),
        (
            Hit(0, "x", to=".git/hooks/post-commit"),
            ".git/hooks/post-commit: this path leads into git's own folder, so nothing is written there",
        ),
        (Hit(0, "x", renames=(Rename("none", "some"),)), "there is no none to rename"),
        (Hit(0, "x", renames=(Rename("b.md", "c.md"),), to="c.md"), "c.md exists already"),
    ],
)
def test_a_fix_that_cannot_be_made_is_left_out_as_a_whole(hit: Hit, reason: str) -> None:
    files: dict[str, str | bytes] = {"a.md": "bad", "b.md": "b", "latin.md": b"\xe9", "folder/x.md": "x"}
    fixed = fixed_by(files, _once(hit))
    assert [left.reason for left in fixed.left] == [reason]
    assert (fixed.made, fixed.changes) == ((), [])
    assert len(fixed.report.findings) == 1


@pytest.mark.verifies("005-the-whole-checker/AC-022")
def test_a_fix_that_would_bring_more_findings_is_left_out_and_the_others_are_made() -> None:
    fixed = fixed_by({"a.md": "one two", "b.md": "one"}, replaces("two", "BAD BAD"), replaces("one", "1"), finds("BAD"))
    assert contents(fixed) == {"a.md": b"1 two", "b.md": b"1"}
    assert [(left.finding.rule, left.reason) for left in fixed.left] == [
        ("two-BAD BAD", "it would bring 1 more than it mends")
    ]


@pytest.mark.verifies("005-the-whole-checker/AC-022")
def test_a_fix_that_brings_findings_to_another_file_is_found_among_many() -> None:
    """What `index.md` is found guilty of follows from `c7.md`; no fix touches the former."""

    class Counted(Rules):
        def __call__(self, source: Source) -> Report:
            report = super().__call__(source)
            extra = fixed_by({"index.md": "BAD BAD"}, finds("BAD")).report.findings
            return report._replace(findings=(*report.findings, *extra)) if self.seen[-1]["c7.md"] == "y" else report

    files = {**{f"c{number}.md": "x" for number in range(10)}, "index.md": ""}
    rules = Counted(replaces("x", "y"))
    fixed = fix(MemorySource(files), rules)
    assert [path for path, data in contents(fixed).items() if data == b"x"] == ["c7.md"]
    assert [left.finding.location.path for left in fixed.left] == ["c7.md"]
    assert len(rules.seen) < 20


@pytest.mark.verifies("005-the-whole-checker/AC-022")
def test_a_fix_after_which_a_file_cannot_be_judged_is_left_out() -> None:
    fixed = fixed_by({"a.md": "x x x"}, replaces("x x x", "BROKEN"), replaces("x ", "y "))
    assert contents(fixed) == {"a.md": b"y y x"}
    assert [left.reason for left in fixed_by({"a.md": "x"}, replaces("x", "BROKEN")).left] == [
        "what it leaves could not be checked"
    ]


def test_a_rule_whose_fixes_all_bring_more_is_not_tried_one_by_one() -> None:
    rules = Rules(replaces("x", "BAD BAD"), finds("BAD"), replaces("old", "new"))
    fixed = fix(MemorySource({"a.md": "x " * 400, "b.md": "old"}), rules)
    assert contents(fixed) == {"a.md": b"x " * 400, "b.md": b"new"}
    assert len(fixed.left) == 400
    assert len(rules.seen) < 200


def test_what_is_counted_may_be_more_than_what_is_fixed() -> None:
    source = MemorySource({"a.md": "x"})
    fixed = fix(source, Rules(replaces("x", "BAD")), weigh=Rules(replaces("x", "BAD"), finds("BAD"), finds("AD")))
    assert fixed.made == ()
    assert fixed.left[0].reason == "it would bring 1 more than it mends"


def test_one_fix_may_follow_from_another() -> None:
    fixed = fixed_by({"a.md": "one"}, replaces("one", "two"), replaces("two", "three"), replaces("three", "four"))
    assert contents(fixed) == {"a.md": b"four"}
    assert [finding.rule for finding in fixed.made] == ["one-two", "two-three", "three-four"]


def test_fixes_that_undo_each_other_are_left_out_and_the_others_are_made() -> None:
    files = {"a.md": "yes old", "b.md": "old"}
    rules = replaces("yes", "no"), replaces("no", "yes"), replaces("old", "new")
    fixed = fixed_by(files, *rules)
    assert contents(fixed) == {"a.md": b"yes new", "b.md": b"new"}
    assert [(left.finding.rule, left.reason) for left in fixed.left] == [("yes-no", "it comes to no end")]
    assert fix(fixed.state, Rules(*rules)).changes == []


def test_a_fix_that_never_ends_is_left_out_where_it_does_not_and_made_where_it_does() -> None:
    rules = replaces("a!", "a!!"), replaces("b?", "b"), replaces("!?", ".")
    fixed = fixed_by({"a.md": "a! b?", "b.md": "a!? b?"}, *rules)
    assert contents(fixed) == {"a.md": b"a! b", "b.md": b"a. b"}
    assert {left.reason for left in fixed.left} == {"it comes to no end"}


def test_a_rename_takes_the_edits_of_its_fix_along() -> None:
    def misnamed(path: str, text: str) -> Iterator[Hit]:
        if path == "specs/001-a/spec.md":
            link = Edit("index.md", Span(1, 8), "specs/002-a")
            yield Hit(
                0, "renumber it", ((0, 3, "002"),), elsewhere=(link,), renames=(Rename("specs/001-a", "specs/002-a"),)
            )

    files: dict[str, str | bytes] = {
        "index.md": "(001-old)",
        "specs/001-a/spec.md": "001",
        "specs/001-a/data.bin": b"\xff\x00",
    }
    fixed = fixed_by(files, misnamed)
    assert contents(fixed) == {
        "index.md": b"(specs/002-a)",
        "specs/002-a/data.bin": b"\xff\x00",
        "specs/002-a/spec.md": b"002",
    }
    assert fixed.changes[-1] == Move("specs/001-a", "specs/002-a")


@pytest.mark.verifies("005-the-whole-checker/AC-005")
def test_a_fix_that_touches_what_another_renames_waits_for_the_next_round() -> None:
    def misnamed(path: str, text: str) -> Iterator[Hit]:
        del text
        if path == "specs/1/spec.md":
            yield Hit(0, "name it in three digits", renames=(Rename("specs/1", "specs/001"),))

    rules = Rules(replaces("old", "new"), misnamed)
    fixed = fix(MemorySource({"specs/1/plan.md": "old", "specs/1/spec.md": "", "specs/2/plan.md": "old"}), rules)
    assert rules.seen[1] == {"specs/001/plan.md": "old", "specs/001/spec.md": "", "specs/2/plan.md": "new"}
    assert contents(fixed) == {"specs/001/plan.md": b"new", "specs/001/spec.md": b"", "specs/2/plan.md": b"new"}


def test_of_two_renames_to_one_place_one_is_made_and_the_other_told() -> None:
    def misnamed(path: str, text: str) -> Iterator[Hit]:
        del text
        if path in {"a.txt", "b.txt"}:
            yield Hit(0, "name it", to="right.txt")

    fixed = fixed_by({"a.txt": "a", "b.txt": "b"}, misnamed)
    assert contents(fixed) == {"b.txt": b"b", "right.txt": b"a"}
    assert [left.reason for left in fixed.left] == ["right.txt exists already"]


def test_only_the_case_of_a_name_may_change() -> None:
    def misnamed(path: str, text: str) -> Iterator[Hit]:
        del text
        if path == "Spec.md":
            yield Hit(0, "name it", to="spec.md")

    assert contents(fixed_by({"Spec.md": "a"}, misnamed)) == {"spec.md": b"a"}
    assert fixed_by({"Spec.md": "a", "spec.md": "b"}, misnamed).made == ()


def test_a_link_that_leads_out_is_neither_edited_nor_renamed_into(tmp_path: Path) -> None:
    (tmp_path / "outside").mkdir()
    (tmp_path / "outside/a.md").write_bytes(b"old")
    root = tmp_path / "project"
    root.mkdir()
    (root / "link").symlink_to(tmp_path / "outside")
    (root / "b.md").write_bytes(b"old")

    def eager(path: str, text: str) -> Iterator[Hit]:
        del text
        if path == "b.md":
            yield Hit(0, "edit what is outside", elsewhere=_elsewhere("link/a.md", 0, 3, "new"))
            yield Hit(1, "go outside", to="link/b.md")

    fixed = fix(WorkTreeSource(str(root)), Rules(eager))
    assert fixed.changes == []
    assert [left.reason for left in fixed.left] == [
        "link/b.md cannot be read: link is a symbolic link, which is not followed",
        "link/a.md is no file of the project",
    ]


def test_what_was_changed_meanwhile_is_not_overwritten(tmp_path: Path) -> None:
    for name in ("a.md", "b.md"):
        (tmp_path / name).write_bytes(b"old")
    fixed = fix(WorkTreeSource(str(tmp_path)), Rules(replaces("old", "new")))
    (tmp_path / "b.md").write_bytes(b"older")
    assert fixed.changes == [Replace("a.md", "new", "old"), Replace("b.md", "new", "old")]
    with pytest.raises(UndeterminedError, match="changed meanwhile"):
        apply(fixed.changes, str(tmp_path))
    assert [(tmp_path / name).read_bytes() for name in ("a.md", "b.md")] == [b"old", b"older"]


def test_what_changes_while_it_is_fixed_is_not_fixed_by_what_was_found_before(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_bytes(b"old and more")

    class Meanwhile(Rules):
        def __call__(self, source: Source) -> Report:
            report = super().__call__(source)
            (tmp_path / "a.md").write_bytes(b"another text")
            return report

    with pytest.raises(UndeterminedError, match="changed meanwhile"):
        fix(WorkTreeSource(str(tmp_path)), Meanwhile(replaces("old", "new")))


@pytest.mark.verifies("005-the-whole-checker/AC-004")
def test_the_patch_leads_git_to_the_same_files(repository: GitRepository) -> None:
    repository.write("specs/1-a/spec.md", "# A\r\n\r\nold\r\nno end")
    repository.write("specs/1-a/checklists/c.md", "old\n")
    repository.write("index.md", "\ufeffspecs/1-a old\n")
    repository.commit()

    def misnamed(path: str, text: str) -> Iterator[Hit]:
        if path == "specs/1-a/spec.md":
            link = Edit("index.md", Span(1, 10), "specs/001-a")
            yield Hit(0, "renumber it", elsewhere=(link,), renames=(Rename("specs/1-a", "specs/001-a"),))
        if path == "specs/001-a/spec.md" and "A2" not in text:
            yield Hit(0, "rename it", ((2, 3, "A2\n\nnew"),), to="specs/001-a/SPEC.md")

    root = str(repository.root)
    fixed = fix(WorkTreeSource(root), Rules(replaces("old", "new"), misnamed))
    patch = diff(fixed.changes_by_file, root)
    (repository.root.parent / "patch").write_bytes(patch.encode())
    repository.git("apply", "../patch")
    patched = _files(repository.root)
    repository.git("checkout", "-q", ".")
    repository.git("clean", "-qfd")
    apply(fixed.changes, root)
    assert _files(repository.root) == patched
    assert patched == contents(fixed)
    assert "rename from specs/1-a/spec.md\nrename to specs/001-a/SPEC.md\n" in patch


def _files(root: Path) -> dict[str, bytes]:
    files = {str(path.relative_to(root)): path for path in root.rglob("*") if path.is_file()}
    return {path: file.read_bytes() for path, file in files.items() if not path.startswith(".git/")}
