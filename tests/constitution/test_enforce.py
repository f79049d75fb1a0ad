"""Files held against `forbid` and `require`, and the samples that are held against the entries."""

from __future__ import annotations

import pytest

from specward.changeset import ChangedPath, Changeset
from specward.constitution.enforce import examine, violations
from specward.constitution.norms import norms_of
from specward.constitution.samples import failing_samples
from specward.errors import UndeterminedError
from specward.project import Project
from specward.sources.memory import MemorySource

PATH = ".specify/memory/constitution.md"


def project(entry: str, files: dict[str, str | bytes] | None = None, change: str = "") -> Project:
    text = f"# X\n\n## Core Principles\n\n### I. A\n\nB.\n\n```yaml enforce\n- {entry}\n```\n"
    paths = tuple(ChangedPath(status, path) for status, path in (word.split(":") for word in change.split()))
    return Project(MemorySource({PATH: text, **(files or {})}), change=Changeset(paths) if change else None)


def found(project: Project) -> list[tuple[str, int, str]]:
    result = examine(project, norms_of(project).entries)  # type: ignore[arg-type]
    assert result.undetermined == []
    places = [(violation.place.location(), violation.message) for violation in result.violations]
    return [(place.path, place.start.line, message) for place, message in places]


@pytest.mark.verifies("002-enforced-with-evidence/AC-001")
def test_each_line_that_matches_is_a_violation_at_its_place() -> None:
    held = project(
        "forbid: {pattern: 'print\\(', in: 'src/**/*.py', why: 'use the logger'}",
        {"src/a.py": "x\nprint(1)\n", "src/b.txt": "print(1)\n", "src/c/d.py": "print(2); print(3)\n"},
    )
    assert found(held) == [("src/a.py", 2, "use the logger"), ("src/c/d.py", 1, "use the logger")]
    (first, _) = violations(held, norms_of(held).entries[0])  # type: ignore[arg-type]
    place = first.place.location()
    assert (place.start.column, place.end.column, place.excerpt) == (1, 7, "print(1)")


def test_without_a_why_the_pattern_is_told() -> None:
    assert found(project("forbid: {pattern: TODO, in: src/}", {"src/a": "a TODO"})) == [
        ("src/a", 1, "this matches `TODO`")
    ]


def test_the_document_that_holds_the_entry_and_files_that_are_no_text_are_not_looked_into() -> None:
    assert found(project("forbid: {pattern: PNG, in: '**'}", {"a.png": b"PNG\0PNG", "b": b"", "c": b"\xffPN"})) == []


def test_bytes_that_are_no_utf8_do_not_hide_a_line() -> None:
    assert found(project("forbid: {pattern: 'key=', in: '**'}", {"a": b"\xff\xfe\nkey=1\n"}))[0][:2] == ("a", 2)


def test_of_a_file_without_end_only_so_many_lines_are_told() -> None:
    assert len(found(project("forbid: {pattern: x, in: a}", {"a": "x\n" * 1_000}))) == 100


def test_where_a_change_is_examined_only_what_it_touches_is_looked_into() -> None:
    files: dict[str, str | bytes] = {"src/a.py": "print(1)", "src/b.py": "print(1)"}
    held = project("forbid: {pattern: 'print', in: 'src/**'}", files, "M:src/b.py D:src/c.py")
    assert [path for path, _, _ in found(held)] == ["src/b.py"]


@pytest.mark.parametrize(
    ("files", "change", "held"),
    [
        ({"src/a.py": ""}, "", False),
        ({"src/a.py": "", "docs/a.md": ""}, "", True),
        ({}, "", True),
        ({"src/a.py": "", "docs/a.md": ""}, "M:src/a.py", False),
        ({"src/a.py": "", "docs/a.md": ""}, "M:src/a.py M:docs/a.md", True),
        ({"src/a.py": "", "docs/a.md": ""}, "M:docs/a.md", True),
        ({"docs/a.md": ""}, "D:src/a.py", False),
        ({"src/a.py": ""}, "M:src/a.py D:docs/a.md", False),
    ],
)
def test_who_touches_the_one_touches_the_other(files: dict[str, str | bytes], change: str, held: bool) -> None:
    assert (found(project("require: {path: 'docs/**/*.md', when: 'src/**'}", files, change)) == []) == held


def test_what_is_required_without_a_condition_must_be_there() -> None:
    assert found(project("require: {path: LICENSE}"))[0][2] == "nothing is at `LICENSE`"
    assert found(project("require: {path: LICENSE}", {"LICENSE": ""}, "M:src/a.py")) == []


def test_a_pattern_that_nobody_can_decide_is_no_pass() -> None:
    bits = "".join(format(number * 2654435761 % 2**32, "032b") for number in range(2_000))
    held = project("forbid: {pattern: '(0|1)*1(0|1){20}2', in: a}", {"a": f"{bits}2\n{bits}"})
    with pytest.raises(UndeterminedError, match="takes too long on this file"):
        list(violations(held, norms_of(held).entries[0]))  # type: ignore[arg-type]


@pytest.mark.verifies("002-enforced-with-evidence/AC-002")
@pytest.mark.parametrize(
    ("entry", "problems"),
    [
        ("forbid: {pattern: 'print', in: a}\n  pass: log\n  fail: print", []),
        (
            "forbid: {pattern: '^print', in: a}\n  fail: '  print(x)'",
            ["`print(x)` should fail, and nothing refuses it"],
        ),
        (
            "forbid: {pattern: 'print', in: a}\n  pass: pprint(x)",
            ["`pprint(x)` should pass, and the pattern matches `print`"],
        ),
        (
            "require: {path: 'docs/**', when: 'src/**'}\n  pass: src/a docs/a\n  fail: [src/a, 'docs/a']",
            ["`docs/a` should fail, and nothing refuses it"],
        ),
        (
            "require: {path: 'docs/**', when: 'src/**'}\n  pass: src/a",
            ["`src/a` should pass, and what is required is missing"],
        ),
    ],
)
def test_an_entry_is_held_against_its_own_samples(entry: str, problems: list[str]) -> None:
    assert list(failing_samples(norms_of(project(entry)).entries[0])) == problems


def test_of_a_commit_under_way_only_what_it_touches_is_looked_into() -> None:
    files: dict[str, str | bytes] = {"src/a.py": "print(1)", "src/b.py": "print(1)"}
    whole = project("forbid: {pattern: 'print', in: 'src/**'}", files)
    held = Project(whole.source, touched=("src/b.py", "src/gone.py"))
    assert [path for path, _, _ in found(held)] == ["src/b.py"]
