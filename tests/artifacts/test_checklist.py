"""Checklists: boxes, ids, marks."""

from __future__ import annotations

from specward.artifacts.checklist import Checklist, read_checklist
from specward.markdown.document import Document


def checklist_of(text: str) -> Checklist:
    return read_checklist(Document("specs/001-login/checklists/requirements.md", text))


def test_items_are_read_with_and_without_an_id() -> None:
    checklist = checklist_of(
        "# Specification Quality Checklist: Login\n\n**Purpose**: Check it\n\n## Content Quality\n\n"
        "- [x] No implementation details\n- [ ] CHK001 Is it clear? [Clarity]\n- [X] CHK002 - Is it whole?\n"
    )
    assert checklist.title == "Login"
    assert checklist.fields["purpose"].value == "Check it"
    assert [(item.id, item.ticked, item.text) for item in checklist.items] == [
        (None, True, "No implementation details"),
        ("CHK001", False, "Is it clear? [Clarity]"),
        ("CHK002", True, "Is it whole?"),
    ]
    assert {item.section for item in checklist.items} == {"Content Quality"}
    assert [item.id for item in checklist.open] == ["CHK001"]
    assert checklist.document.slice(checklist.items[1].box) == "[ ]"


def test_an_unknown_mark_is_open_and_kept_as_unreadable() -> None:
    checklist = checklist_of("- [?] Is it?\n")
    assert [item.ticked for item in checklist.items] == [False]
    assert len(checklist.unreadable) == 1


def test_a_sign_in_the_box_is_open_even_of_two_code_points() -> None:
    checklist = checklist_of("- [❌] One\n- [⚠️] Two\n- [✅x] no box\n")
    assert [(item.ticked, item.text) for item in checklist.items] == [(False, "One"), (False, "Two")]
    assert [checklist.document.slice(item.box) for item in checklist.items] == ["[❌]", "[⚠️]"]


def test_links_and_fences_are_no_items() -> None:
    assert checklist_of("- [a](b.md)\n- [a]: b\n\n```\n- [ ] x\n```\n").items == []
