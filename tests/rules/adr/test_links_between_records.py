"""ADR028 and ADR030: links that say one thing and lead to another."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

    from specward.finding import Finding

    Findings = Callable[[str, dict[str, str]], list[Finding]]

OTHER = {"history/adr/0008-hash.md": "# ADR-0008: Password hash\n\n## Why Argon2?\n\nStrong.\n"}


def linking(words: str) -> dict[str, str]:
    return {"history/adr/0001-a.md": f"# ADR-0001: A\n\n- **Status:** Accepted\n\n## Context\n\n{words}\n", **OTHER}


@pytest.mark.parametrize(
    "words", ["ADR-0007", "7. Password hash", "0007", "7", "see ADR 7, the hash", "adr-007", "0007 - Hash"]
)
def test_words_and_target_that_name_two_records_are_told(words: str, findings: Findings) -> None:
    (found,) = findings("ADR028", linking(f"See [{words}](0008-hash.md#x) for it."))
    assert found.message == f"`{words}` leads to record 8"
    assert found.location.excerpt.startswith("See [")


@pytest.mark.parametrize(
    "link",
    [
        "[ADR-0008](0008-hash.md)",
        "[8. Hash](./0008-hash.md)",
        "[the hash of 2024](0008-hash.md)",
        "[7 reasons](0008-hash.md)",
        "[ADR-7 and ADR-8](0008-hash.md)",
        "[ADR-0007](https://example.org/0008-hash.md)",
        "[ADR-0007](../../docs/0008-hash.md)",
        "[ADR-0007](0009-gone.md)",
        "`[ADR-0007](0008-hash.md)`",
    ],
)
def test_other_words_and_other_targets_are_left_alone(link: str, findings: Findings) -> None:
    assert findings("ADR028", linking(link)) == []


@pytest.mark.parametrize(("target", "near"), [("0008-hash.md#why-argon", "#why-argon2"), ("#contxt", "#context")])
def test_an_anchor_that_no_heading_has_is_told_with_the_nearest(target: str, near: str, findings: Findings) -> None:
    (found,) = findings("ADR030", linking(f"See [it]({target})."))
    assert found.message.endswith(f"is `#{target.partition('#')[2]}`")
    assert found.help == f"did you mean `{near}`?"


@pytest.mark.parametrize(
    "target",
    [
        "0008-hash.md#why-argon2",
        "#context",
        "#adr-0001-a",
        "0008-hash.md",
        "0009-gone.md#x",
        "../notes.md#x",
        "https://example.org/#x",
        "0008-hash.md#L3",
    ],
)
def test_anchors_that_are_there_and_targets_that_are_no_records_are_left_alone(target: str, findings: Findings) -> None:
    assert findings("ADR030", {**linking(f"See [it]({target})."), "history/notes.md": "# Notes\n"}) == []


def test_an_anchor_like_no_heading_at_all_has_no_nearest(findings: Findings) -> None:
    (found,) = findings("ADR030", linking("See [it](0008-hash.md#zzzzzzzz)."))
    assert found.help == "name a heading that is there, or lead to the whole record"
