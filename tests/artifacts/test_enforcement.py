"""Enforcement blocks: what each entry says, and what is kept of one that says nothing."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from specward.artifacts.constitution import read_constitution
from specward.artifacts.enforcement import read_enforcement
from specward.artifacts.enforcement_entry import (
    BuiltinRule,
    ChecklistItem,
    Command,
    Enforced,
    Forbid,
    Malformed,
    Manual,
    Override,
    PlanAnswer,
    Require,
)
from specward.finding import Severity
from specward.markdown.document import Document

PATH = ".specify/memory/constitution.md"


def read(block: str, *, before: str = "# X\n\n## Core Principles\n\n### I. Small\n\nKeep it.\n\n") -> list[Enforced]:
    document = Document(PATH, f"{before}```yaml enforce\n{block}\n```\n\n## Governance\n\nText.\n")
    return read_enforcement(read_constitution(document))


def malformed(block: str) -> str:
    (entry,) = read(block)
    assert isinstance(entry, Malformed)
    return entry.reason


def test_every_kind_of_entry_is_read_with_its_principle_and_place() -> None:
    found = read(
        "- rule: task-without-test\n  severity: error\n  paths: 'specs/0*/**'\n"
        "- forbid: {pattern: 'print\\(', in: ['src/**/*.py', './lib/**'], why: 'use the  logger'}\n"
        "  severity: info\n  pass: log(x)\n  fail: ['print(x)', 'print()']\n"
        "- require: {path: 'docs/**', when: 'src/**'}\n"
        "- command: {run: 'ruff check  src', when: ['src/**'], within: 60}\n"
        "- command: make lint\n"
        "- plan: answer\n- checklist: 'Reviewed by another'\n- manual: 'judged at review'\n- override: 'stricter here'"
    )
    rule, forbid, require, command, bare, plan, checklist, manual, override = found
    assert isinstance(rule, BuiltinRule)
    assert rule[2:5] == ("task-without-test", Severity.ERROR, ("specs/0*/**",))
    assert isinstance(forbid, Forbid)
    assert forbid[2:] == (
        "print\\(",
        ("src/**/*.py", "lib/**"),
        "use the logger",
        Severity.INFO,
        ("log(x)",),
        ("print(x)", "print()"),
    )
    assert isinstance(require, Require)
    assert require[2:4] == (("docs/**",), ("src/**",))
    assert isinstance(command, Command)
    assert command[2:5] == ("ruff check  src", ("src/**",), 60)
    assert isinstance(bare, Command)
    assert bare[2:5] == ("make lint", (), 300)
    assert isinstance(plan, PlanAnswer)
    assert isinstance(checklist, ChecklistItem)
    assert isinstance(manual, Manual)
    assert isinstance(override, Override)
    assert {entry.principle for entry in found} == {"P-01"}
    assert [entry.place.location().start.line for entry in found[:3]] == [10, 13, 17]


@pytest.mark.parametrize(
    ("block", "reason"),
    [
        ("- forbids: {pattern: a, in: b}", "unknown key `forbids`"),
        ("- forbid: {pattern: a}", "`in` is missing"),
        ("- forbid: {pattern: a, in: b, at: c}", "unknown key `at`"),
        ("- forbid: {pattern: '(a', in: b}", "this pattern is refused: it is no regular expression"),
        ("- forbid: {pattern: '(a)\\1', in: b}", "this pattern is refused: a backreference"),
        ("- forbid: {pattern: '', in: b}", "the pattern is empty"),
        ("- forbid: {pattern: a, in: '../b'}", "this glob leads out of the project"),
        ("- forbid: {pattern: a, in: /etc/**}", "this glob leads out of the project"),
        ("- forbid: {pattern: a, in: []}", "a glob is missing"),
        ("- require: {when: b}", "`path` is missing"),
        ("- command: ''", "there is no command"),
        ("- command: {run: make, within: 0}", "`within` is a number of seconds"),
        ("- plan: maybe", "the only word here is `answer`"),
        ("- manual:", "nothing is said here"),
        ("- manual: a\n  severity: fatal", "`fatal` is no severity"),
        ("- manual: a\n  plan: answer", "2 times"),
        ("- manual: a\n  pass: b", "samples are run against forbid and require, not manual"),
        ("- manual: a\n  paths: b", "`paths` belongs to rule, not to manual"),
        ("- severity: error", "0 times"),
        ("- just words", "an entry is a mapping"),
        ("manual: a", "this block is no list"),
        ("", "this block is no list"),
        ("- &a [x]\n- *a", "not YAML as Specward reads it: anchor"),
        ("- manual: a\n  manual: b", "not YAML as Specward reads it: duplicate key"),
    ],
)
def test_an_entry_that_means_nothing_is_kept_with_the_reason(block: str, reason: str) -> None:
    assert reason in malformed(block)


def test_one_broken_entry_does_not_take_the_others_with_it() -> None:
    assert [type(entry) for entry in read("- manual: a\n- nope: b\n- plan: answer")] == [Manual, Malformed, PlanAnswer]


def test_a_block_under_no_principle_holds_nothing() -> None:
    document = Document(
        PATH, "# X\n\n## Core Principles\n\n### I. A\n\nB.\n\n## Governance\n\n```yaml enforce\n- plan: answer\n```\n"
    )
    (entry,) = read_enforcement(read_constitution(document))
    assert isinstance(entry, Malformed)
    assert (entry.principle, entry.reason) == ("", "this block stands under no principle")


def test_other_fences_are_examples_and_say_nothing() -> None:
    document = Document(
        PATH, "# X\n\n## Core Principles\n\n### I. A\n\n```yaml\n- enforce: me\n```\n\n````md\n```yaml enforce\n````\n"
    )
    assert read_enforcement(read_constitution(document)) == []


def test_an_unclosed_block_is_told() -> None:
    document = Document(PATH, "# X\n\n## Core Principles\n\n### I. A\n\n```yaml enforce\n- plan: answer\n")
    assert [getattr(entry, "reason", "") for entry in read_enforcement(read_constitution(document))] == [
        "this block is not closed"
    ]


@given(st.text(max_size=200))
def test_whatever_a_block_holds_it_is_read(block: str) -> None:
    for entry in read(block):
        assert entry.place.location().start.line >= 1


@given(st.text("-:{}[]'\" \nabcdefgilmnoprstuw,.*?()\\", max_size=80))
def test_whatever_looks_like_entries_is_read(text: str) -> None:
    read(f"- forbid: {{pattern: {text}, in: a}}\n- require: {text}\n- {text}")
