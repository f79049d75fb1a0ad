"""Where a decision states its status and its date, which place counts, and what is none."""

from __future__ import annotations

import pytest

from specward.artifacts.adr import Adr, read_adr
from specward.artifacts.adr_status import StatusClass, classify, is_choice_list
from specward.markdown.document import Document


def adr(text: str, path: str = "docs/adr/0007-sessions.md") -> Adr:
    return read_adr(Document(path, text))


def kinds(text: str) -> list[str]:
    return [status.kind.value for status in adr(text).statuses]


def test_every_place_that_states_a_status_is_told_in_the_order_in_which_they_count() -> None:
    text = (
        "---\nstatus: accepted\n---\n\n# T\n\n- Status: proposed\n\n**Status:** draft\n\n"
        "| Status | rejected |\n|---|---|\n\n> **Status:** done\n\n"
        "## Status\n\nDeprecated\n\nSuperseded by ADR-8\n\n## Changelog\n\n- 2026-01-02 approved\n"
    )
    read = adr(text)
    assert [(each.kind.value, each.notation) for each in read.statuses] == [
        ("accepted", "front matter"),
        ("deprecated", "section"),
        ("superseded", "section"),
        ("proposed", "list"),
        ("draft", "line"),
        ("rejected", "table"),
        ("implemented", "banner"),
    ]
    assert all(read.document.text[each.start : each.end] == each.raw for each in read.statuses)
    assert read.status == read.statuses[0]


def test_deprecated_and_superseded_are_both_kept() -> None:
    text = "# T\n\n## Status\n\nDeprecated\n\nSuperseded by [8. New](0008-new.md)\n"
    assert kinds(text) == ["deprecated", "superseded"]
    assert [(link.kind, link.number) for link in adr(text).links] == [("superseded by", 8)]
    assert classify("Deprecated, superseded by ADR-8")[0] is StatusClass.DEPRECATED


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        ("Accepted\n\nSuperseded by [8. New](0008-new.md)", ["superseded", "accepted"]),
        ("Accepted\n\nAmended by [8. New](0008-new.md)", ["accepted"]),
        ("Amends [3. Old](0003-old.md)\n\nAccepted", ["accepted"]),
        ("Proposed\n\nAccepted", ["proposed", "accepted"]),
        ("Status: Accepted", ["accepted"]),
        ("**Status:** Accepted\n\n**Date:** 2026-01-02", ["accepted"]),
        ("- [ ] Proposed\n- [x] Accepted\n- [ ] Rejected", ["accepted"]),
        ("- [ ] Proposed\n- [ ] Accepted", []),
        ("Proposed | Accepted | Rejected", ["unknown"]),
        ("What is the status, such as proposed, accepted, rejected, deprecated, superseded, etc.?", []),
        ('A decision may be "proposed" if nobody agreed yet.\n\nAccepted', ["accepted"]),
        ("Experimental\n\nSee [x](0008-x.md)", ["unknown"]),
        ("Supersedes [3. Old](0003-old.md)", []),
        ("<!-- accepted -->", []),
        ("2026-01-03 accepted\n\n2026-01-01 proposed", ["accepted"]),
        ("We met on 2026-01-03 and argued.", ["unknown"]),
    ],
)
def test_of_the_lines_of_a_section_those_count_that_are_a_status(lines: str, expected: list[str]) -> None:
    assert kinds(f"# T\n\n## Status\n\n{lines}\n\n## Context\n") == expected


@pytest.mark.verifies("004-decisions/AC-002")
@pytest.mark.parametrize(
    "text",
    [
        "# T\n\nWords.\n",
        "# T\n\n## Status\n\n## Context\n",
        "---\nstatus:\ntags: [Accepted]\n---\n\n# T\n",
        "# T\n\n```\n## Status\n\nAccepted\n```\n",
        "# T\n\n<!--\nStatus: Accepted\n-->\n",
        "# T\n\n    Status: Accepted\n",
        "# T\n\n## Decision\n\nStatus: Accepted\n",
        "# T\n\n> Accepted, they said.\n",
    ],
)
def test_what_is_no_status_is_none_and_never_accepted(text: str) -> None:
    assert adr(text).status is None


@pytest.mark.verifies("004-decisions/AC-002")
@pytest.mark.parametrize(
    "raw",
    [
        "experimental",
        "reverted",
        "Partially Accepted",
        "on hold",
        "{ in-progress }",
        "Not accepted",
        "Acceptance pending",
        "accepted-by-nobody",
        "Open-ended",
        "Amended",
        "SIGNED",
        "Proposed | Accepted | Deprecated | Superseded",
        "accepted, rejected, deprecated, superseded",
        "{{STATUS}}",
    ],
)
def test_an_unknown_word_and_a_list_of_choices_are_of_no_known_class(raw: str) -> None:
    assert classify(raw)[0] is StatusClass.UNKNOWN


@pytest.mark.parametrize(
    ("raw", "kind", "qualifier"),
    [
        ("Implemented (moved to `core`)", StatusClass.IMPLEMENTED, "(moved to `core`)"),
        ("Rejected in favour of ADR 111", StatusClass.REJECTED, "in favour of ADR 111"),
        ("Approved by the board on 2024-05-18", StatusClass.ACCEPTED, "by the board on 2024-05-18"),
        ("Active", StatusClass.ACCEPTED, ""),
        ("{Active}", StatusClass.ACCEPTED, ""),
        (":white_check_mark: Accepted", StatusClass.ACCEPTED, ""),
        ("[x] Accepted", StatusClass.ACCEPTED, ""),
        ("<b>Accepted</b>", StatusClass.ACCEPTED, ""),
        ("~~Accepted~~ Superseded by ADR-8", StatusClass.SUPERSEDED, "by ADR-8"),
        ("Accepted | Superseded by ADR-8", StatusClass.SUPERSEDED, "by ADR-8"),
        ("Accepted (partially superseded by ADR-8)", StatusClass.PARTLY_SUPERSEDED, "by ADR-8)"),
        ("Proposed → Accepted", StatusClass.ACCEPTED, ""),
        ("Accepted. Supersedes ADR-3", StatusClass.ACCEPTED, "Supersedes ADR-3"),
        ("Superseded (as never implemented) by ADR 8", StatusClass.SUPERSEDED, "(as never implemented) by ADR 8"),
        ("پذیرفته شده", StatusClass.ACCEPTED, ""),
        ("已取代", StatusClass.SUPERSEDED, ""),
        ("Provisional until 2027", StatusClass.PROVISIONAL, "until 2027"),
        ("extended in part by ADR-8", StatusClass.PARTLY_SUPERSEDED, "by ADR-8"),
    ],
)
def test_the_first_words_decide_unless_later_ones_take_their_place(raw: str, kind: StatusClass, qualifier: str) -> None:
    found, _word, rest = classify(raw)
    assert (found, rest) == (kind, qualifier)


def test_a_list_of_three_known_words_is_one_of_choices_whatever_parts_them() -> None:
    assert is_choice_list("proposed, accepted, rejected")
    assert is_choice_list("{Deprecated|Proposed|Accepted|Declined}")
    assert not is_choice_list("Accepted, see a, b and c")


def test_a_comment_is_no_part_of_a_status() -> None:
    status = adr("# T\n\n* Status: <!-- choose --> accepted <!-- optional -->\n").status
    assert status is not None
    assert status.raw == "accepted"


def test_fields_beside_the_status_of_a_section_are_metadata() -> None:
    read = adr("# T\n\n## Status\n\nAceito (amendado 2026-06-01) · Data: 2026-05-30 · Contexto: sessões\n")
    assert read.status is not None
    assert (read.status.raw, read.date and read.date.value) == ("Aceito (amendado 2026-06-01)", "2026-05-30")
    context = read.metadatum("contexto")
    assert context is not None
    assert context.value == "sessões"


def test_the_entry_of_a_changelog_with_the_latest_day_tells_the_status_in_either_order() -> None:
    newest_first = "- 2026-03-01: approved\n- 2026-01-01: proposed\n"
    oldest_first = (
        "- [proposed](https://example.org/1) (2026-01-01)\n- [approved](https://example.org/2) (2026-03-01)\n"
    )
    for entries in (newest_first, oldest_first):
        assert kinds(f"# T\n\n## Changelog\n\n{entries}") == ["accepted"]
    assert kinds("# T\n\n## Changelog\n\n<!-- - [approved](u) (2022-04-01) -->\n") == []


@pytest.mark.verifies("004-decisions/AC-002")
@pytest.mark.parametrize(
    ("text", "path", "value", "notation"),
    [
        ("---\ncreated: 2025-01-01\ndate: 2026-01-02\n---\n\n# T\n", "adr/0001-x.md", "2026-01-02", "front matter"),
        ("---\ncreated: 2025-01-01\n---\n\n# T\n", "adr/0001-x.md", "2025-01-01", "front matter"),
        ("# T\n\nDecided: 2026-01\n", "adr/20240101-x.md", "2026-01", "line"),
        ("# T\n\nIntroduced: 2026-01-2.\n", "adr/0001-x.md", "2026-01-2", "line"),
        ("# T\n\nDate: TBD\n", "adr/20240101-x.md", "20240101", "file name"),
        ("# T\n\nDate: TBD\n", "adr/0001-x.md", "", "line"),
        ("# T\n\nDate: September 20, 2024\n", "adr/0001-x.md", "September 20, 2024", "line"),
        ("# T\n\nDate: 20-Sep-2024 / Month\n", "adr/0001-x.md", "20-Sep-2024", "line"),
        ("# T\n\nDate: 2018-08-30; Last update: 2019-04-09\n", "adr/0001-x.md", "2018-08-30", "line"),
        ("# T\n\nDate: 01/02/2016\n", "adr/0001-x.md", "01/02/2016", "line"),
        ("# T\n\nDate: { 2026-01-02 }\n", "adr/0001-x.md", "2026-01-02", "line"),
        ("# T\n\n## Changelog\n\n- 28-07-2018: a\n- 18-09-2018: b\n", "adr/0001-x.md", "18-09-2018", "changelog"),
        (
            "# T\n\n## Change Log\n\n| Date | What |\n|---|---|\n| 2026-01-02 | a |\n",
            "adr/0001-x.md",
            "2026-01-02",
            "changelog",
        ),
        ("# T\n\nData: all of it\n\n## Changelog\n\n- May 13 2024: b\n", "adr/0001-x.md", "May 13 2024", "changelog"),
    ],
)
def test_the_date_is_the_first_that_a_place_tells(text: str, path: str, value: str, notation: str) -> None:
    date = adr(text, path).date
    assert date is not None
    assert (date.value, date.notation) == (value, notation)


@pytest.mark.verifies("004-decisions/AC-002")
@pytest.mark.parametrize(
    "text",
    [
        "# T\n\n## Status\n\nAccepted by the board on 2026-01-02\n",
        "# T\n\n## Changelog\n\n<!-- - 2022-04-01: sample -->\n",
        "# T\n\n## Context\n\nDate: 2026-01-02\n",
        "# T\n\n## Updates\n\n- 2026-01-02: more\n",
    ],
)
def test_no_date_is_guessed_from_anywhere_else(text: str) -> None:
    assert adr(text).date is None
