from __future__ import annotations

import pytest
from tests.adr.edit.records import (
    ALL,
    BANNER,
    LINES,
    MADR2,
    MADR4,
    NYGARD,
    PATH,
    PLAIN,
    SPECKIT_PLUS,
    TABLE,
    adr,
    changed,
)

from specward.adr.edit.editing import Edit, appended_section, replacement, respan, respanned
from specward.adr.edit.fields import with_field, with_title_number
from specward.changes import Replace
from specward.errors import UsageError


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        (NYGARD, ["+", "+Deciders: Ada, Bob"]),
        (MADR4, ["-decision-makers: Ada", "+decision-makers: Ada, Bob"]),
        (MADR4.replace("decision-makers: Ada\n", ""), ['+deciders: "Ada, Bob"']),
        (MADR4.replace(": Ada", ": [Ada]"), ["-decision-makers: [Ada]", '+decision-makers: ["Ada", "Bob"]']),
        (MADR2, ["-* Deciders: Ada", "+* Deciders: Ada, Bob"]),
        (SPECKIT_PLUS, ["+- **Deciders:** Ada, Bob"]),
        (LINES, ["+**Deciders:** Ada, Bob  "]),
        (PLAIN, ["+Deciders: Ada, Bob"]),
        (TABLE, ["+| Deciders | Ada, Bob   |"]),
        (BANNER, ["+> **Deciders:** Ada, Bob"]),
    ],
)
def test_a_field_is_changed_or_added_in_the_notation_of_the_record(text: str, lines: list[str]) -> None:
    once = with_field(adr(text), "deciders", "Ada, Bob")
    assert sorted(changed(text, once)) == sorted(lines)
    assert once.people.deciders == ("Ada", "Bob")
    assert with_field(once, "deciders", "Ada, Bob") is once


@pytest.mark.parametrize("text", ALL.values(), ids=ALL.keys())
@pytest.mark.parametrize("ending", ["\n", "\r\n"])
def test_any_record_takes_a_date_and_keeps_its_line_ends(text: str, ending: str) -> None:
    stored = text.replace("\n", ending)
    once = with_field(adr(stored), "date", "2026-11-29")
    assert once.date is not None
    assert once.date.value == "2026-11-29"
    assert once.document.text.count("\n") == once.document.text.count(ending)
    assert with_field(once, "date", "2026-11-29").document.text == once.document.text


def test_a_remark_behind_a_date_stays() -> None:
    text = NYGARD.replace("2026-01-02", "2026-01-02 (updated in May)")
    edited = with_field(adr(text), "date", "2026-11-29")
    assert edited.document.text == text.replace("2026-01-02", "2026-11-29")


def test_a_section_on_the_date_has_the_new_one() -> None:
    text = "# 1. T\n\n## Date\n\n2026-01-02\n\n## Decision\n\nRedis.\n"
    assert with_field(adr(text), "date", "2026-11-29").document.text == text.replace("2026-01-02", "2026-11-29")


def test_a_value_that_would_be_another_field_is_refused() -> None:
    with pytest.raises(UsageError, match="cannot be written without changing what else"):
        with_field(adr(PLAIN), "deciders", "Ada\nStatus: Rejected")


@pytest.mark.parametrize(
    ("title", "written"),
    [
        ("# 1. Sessions", "# 12. Sessions"),
        ("# ADR-0001: Sessions", "# ADR-0012: Sessions"),
        ("# ADR 001 - Sessions", "# ADR 012 - Sessions"),
        ("# [1] Sessions 1", "# [12] Sessions 1"),
        ("# Sessions since 2024", "# Sessions since 2024"),
        ("Sessions\n========", "Sessions\n========"),
    ],
)
def test_a_title_gets_another_number_as_wide_as_before(title: str, written: str) -> None:
    text = f"{title}\n\n## Status\n\nAccepted\n"
    assert with_title_number(adr(text), 12).document.text == text.replace(title, written)


@pytest.mark.parametrize(
    ("tail", "written"),
    [
        ("", "\n\n## Amendments\n\n- 2026-11-29: why"),
        ("\n", "\n\n## Amendments\n\n- 2026-11-29: why\n"),
        ("\n\n## Amendments\n\n- 2026-01-01: first\n", "\n\n## Amendments\n\n- 2026-01-01: first\n- 2026-11-29: why\n"),
        (
            "\n\n## Amendments\n\n* 2026-01-01: first\n  goes on\n\n## Notes\n\nx\n",
            "\n\n## Amendments\n\n* 2026-01-01: first\n  goes on\n* 2026-11-29: why\n\n## Notes\n\nx\n",
        ),
        ("\n\n## Amendments\n\n## Notes\n", "\n\n## Amendments\n\n- 2026-11-29: why\n\n## Notes\n"),
        ("\n\n## Amendments\n\nProse.\n", "\n\n## Amendments\n\nProse.\n\n- 2026-11-29: why\n"),
    ],
)
def test_a_section_grows_at_its_end(tail: str, written: str) -> None:
    text = NYGARD.rstrip("\n")
    edited = appended_section(adr(text + tail), "Amendments", "- 2026-11-29: why")
    assert edited.document.text == text + written


def test_a_new_section_stands_at_the_level_of_the_others() -> None:
    text = "# 1. T\n\n# Status\n\nAccepted\n\n# Decision\n\nRedis.\n"
    assert appended_section(adr(text), "Amendments", "- why").document.text == f"{text}\n# Amendments\n\n- why\n"


def test_nothing_is_added_behind_a_fence_that_is_never_closed() -> None:
    with pytest.raises(UsageError, match="the section `Amendments` cannot be written"):
        appended_section(adr(NYGARD + "\n```\ncode\n"), "Amendments", "- why")


def test_two_edits_of_one_place_are_refused_and_one_is_a_change_of_the_file() -> None:
    before = adr(NYGARD)
    with pytest.raises(UsageError, match="overlap"):
        respanned(before, [Edit(0, 3, "# "), Edit(2, 4, "2")])
    after = respan(before, 0, 1, "#")
    assert replacement(before, after) == Replace(PATH, NYGARD, NYGARD)
