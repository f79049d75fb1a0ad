from __future__ import annotations

import pytest
from tests.adr.edit.records import (
    ALL,
    BANNER,
    HISTORY,
    LINES,
    MADR2,
    MADR4,
    NYGARD,
    PATH,
    PLAIN,
    SPECKIT_PLUS,
    TABLE,
    TARGET,
    adr,
    changed,
)

from specward.adr.edit.reference import Target
from specward.adr.edit.status import superseded, with_status
from specward.artifacts.adr import read_adr
from specward.artifacts.adr_links import SUPERSEDED_BY
from specward.artifacts.adr_status import StatusClass
from specward.errors import UsageError
from specward.markdown.document import Document

TODAY = "2026-11-29"
OPTIONAL = "<!-- optional -->"


@pytest.mark.verifies("004-decisions/AC-004")
@pytest.mark.parametrize(
    ("text", "lines"),
    [
        (NYGARD, ["-Accepted", "+Superseded by [5. Use A & B](0005-use-a-b.md)"]),
        (MADR4, ['-status: "accepted" # since May', '+status: "superseded by ADR-0005" # since May']),
        (
            MADR2,
            [
                "-* Status: accepted <!-- optional -->",
                "+* Status: superseded by [ADR-0005](0005-use-a-b.md) <!-- optional -->",
            ],
        ),
        (SPECKIT_PLUS, ["-- **Status:** Accepted", "+- **Status:** Superseded by [ADR-0005](0005-use-a-b.md)"]),
        (LINES, ["-**Status:** Accepted  ", "+**Status:** Superseded by [ADR-0005](0005-use-a-b.md)  "]),
        (PLAIN, ["-Status: Accepted", "+Status: Superseded by [ADR-0005](0005-use-a-b.md)"]),
        (TABLE, ["-| Status | Accepted   |", "+| Status | Superseded by [ADR-0005](0005-use-a-b.md) |"]),
        (BANNER, ["-> **Status:** Accepted", "+> **Status:** Superseded by [ADR-0005](0005-use-a-b.md)"]),
        (HISTORY, ["+2026-11-29 superseded", "+", "+Superseded by [5. Use A & B](0005-use-a-b.md)", "+"]),
    ],
)
def test_a_superseded_record_says_so_where_and_as_it_says_its_status(text: str, lines: list[str]) -> None:
    once = superseded(adr(text), TARGET, today=TODAY)
    assert changed(text, once) == lines
    assert [(link.kind, link.number) for link in once.links if link.kind == SUPERSEDED_BY] == [(SUPERSEDED_BY, 5)]
    assert superseded(once, TARGET, today="2027-01-01") is once


@pytest.mark.parametrize("text", ALL.values(), ids=ALL.keys())
@pytest.mark.parametrize(("words", "kind"), [("Rejected", StatusClass.REJECTED), ("Proposed", StatusClass.PROPOSED)])
def test_any_status_is_written_and_read_back_and_written_once(text: str, words: str, kind: StatusClass) -> None:
    once = with_status(adr(text), words, today=TODAY)
    assert once.status is not None
    assert once.status.kind is kind
    assert with_status(once, words, today="2027-01-01") is once


@pytest.mark.parametrize(
    ("former", "words"),
    [
        ("accepted", "rejected"),
        ("ACCEPTED", "REJECTED"),
        ("**Accepted**", "**Rejected**"),
        ("_accepted_", "_rejected_"),
        ("`Accepted`", "`Rejected`"),
        ("✅ Accepted", "Rejected"),
        ("**approved** - TSC vote on 2026-01-02", "rejected"),
        ("Accepted (until 2027)", "Rejected"),
        ("Aceito", "Rejeitado"),
        ("提议", "已拒绝"),
        ("принято", "rejected"),
        ("Proposed | Accepted | Superseded", "Rejected"),
    ],
)
def test_a_status_keeps_letter_case_emphasis_and_language(former: str, words: str) -> None:
    text = NYGARD.replace("Accepted", former)
    assert with_status(adr(text), "Rejected").document.text == NYGARD.replace("Accepted", words)


@pytest.mark.parametrize(
    ("former", "written"),
    [
        ("accepted", "superseded by ADR-0005"),
        ("'accepted'", "'superseded by ADR-0005'"),
        ('"accepted"', '"superseded by ADR-0005"'),
        ("{accepted}", "superseded by ADR-0005"),
        ("Accepted", "Superseded by ADR-0005"),
        ("superseded by [ADR-0003](0003-x.md)", "superseded by ADR-0005"),
        ("", "superseded by ADR-0005"),
    ],
)
def test_front_matter_keeps_its_quotes_and_its_comments(former: str, written: str) -> None:
    text = f"---\n# a\nstatus: {former}\ndate: 2026-01-02 # b\n---\n\n# T\n\n## Decision Outcome\n\nA\n"
    edited = superseded(adr(text.replace(": \n", ":\n")), TARGET)
    assert edited.document.text == text.replace(f"status: {former}", f"status: {written}")


@pytest.mark.verifies("004-decisions/AC-004")
@pytest.mark.parametrize(
    ("section", "left"),
    [
        ("Proposed", "S"),
        ("Proposed\n\nSuperseded by [3. X](0003-x.md)", "S"),
        ("Proposed\nSuperceded by [3. X](0003-x.md)", "S"),
        ("Proposed\n\nAccepted", "S"),
        ("Accepted\n\nAmends [2. X](0002-x.md)", "S\n\nAmends [2. X](0002-x.md)"),
        ("Amends [2. X](0002-x.md)\n\nAccepted", "Amends [2. X](0002-x.md)\n\nS"),
        ("Amended by [2. X](0002-x.md)", "S\n\nAmended by [2. X](0002-x.md)"),
        ("- Accepted\n- Amends [2. X](0002-x.md)", "- S\n- Amends [2. X](0002-x.md)"),
        ("Accepted\n\nWhat we said in May.", "S\n\nWhat we said in May."),
        ("", "S"),
    ],
)
def test_one_status_is_left_and_links_of_other_kinds_stay(section: str, left: str) -> None:
    body = f"\n\n{section}" if section else ""
    text = f"# 1. T\n\n## Status{body}\n\n## Context\n\nWords\n\n## Decision\n\nRedis.\n"
    said = left.replace("S", "Superseded by [5. Use A & B](0005-use-a-b.md)", 1)
    assert superseded(adr(text), TARGET).document.text == text.replace(f"## Status{body}", f"## Status\n\n{said}")


@pytest.mark.parametrize("tail", ["", "\n", "\n\n", " \n"])
def test_a_status_at_the_end_of_the_file_is_replaced_and_the_end_stays(tail: str) -> None:
    text = f"# 1. T\n\n## Context\n\nWords\n\n## Decision\n\nRedis.\n\n## Status\n\nAccepted{tail}"
    edited = superseded(adr(text), TARGET)
    assert edited.document.text == text.replace("Accepted", "Superseded by [5. Use A & B](0005-use-a-b.md)")


@pytest.mark.parametrize("ending", ["\r\n", "\r"])
@pytest.mark.parametrize("text", ALL.values(), ids=ALL.keys())
def test_every_line_ends_as_before_and_new_ones_alike(text: str, ending: str) -> None:
    if ending == "\r" and text.startswith("---"):
        pytest.skip("front matter of old Macintosh files is not read")
    stored = "\ufeff" + text.replace("\n", ending)
    edited = superseded(adr(stored), TARGET, today=TODAY).document.text
    plain = superseded(adr(text), TARGET, today=TODAY).document.text
    assert edited == "\ufeff" + plain.replace("\n", ending)


def test_new_lines_of_a_mixed_file_end_as_the_line_before_them() -> None:
    text = HISTORY.replace("2026-01-02 accepted\n", "2026-01-02 accepted\r\n").replace(
        "01-01 proposed\n\n", "01-01 proposed\r\n\r\n"
    )
    edited = with_status(adr(text), "Deprecated", today=TODAY)
    assert edited.document.text == text.replace("accepted\r\n", "accepted\r\n\r\n2026-11-29 deprecated\r\n")


@pytest.mark.parametrize(
    ("text", "added"),
    [
        (SPECKIT_PLUS.replace("- **Status:** Accepted\n", ""), ["+- **Status:** Rejected"]),
        (MADR2.replace("* Status: accepted <!-- optional -->\n", ""), ["+* Status: Rejected"]),
        (MADR4.replace('status: "accepted" # since May\n', ""), ["+status: rejected"]),
        (LINES.replace("**Status:** Accepted  \n", ""), ["+**Status:** Rejected  "]),
        (TABLE.replace("| Status | Accepted   |\n", ""), ["+| Status | Rejected   |"]),
        (NYGARD.replace("## Status\n\nAccepted\n\n", ""), ["+", "+## Status", "+", "+Rejected"]),
        ("# 1. T\n\nWords.", ["-Words.", "+Words.", "+", "+## Status", "+", "+Rejected"]),
        ("Words without a title.\n", ["+", "+## Status", "+", "+Rejected"]),
    ],
)
def test_a_record_without_a_status_gets_one_as_its_format_has_it(text: str, added: list[str]) -> None:
    record = adr(text)
    assert record.status is None
    once = with_status(record, "Rejected")
    assert changed(text, once) == added
    assert with_status(once, "Rejected") is once


def test_two_notations_say_the_same_afterwards_and_so_does_a_tag() -> None:
    text = f"---\nstatus: accepted\ntags: [Accepted, auth]\n---\n\n{NYGARD}"
    assert changed(text, with_status(adr(text), "Deprecated")) == [
        "-status: accepted",
        "+status: deprecated",
        "-tags: [Accepted, auth]",
        "+tags: [Deprecated, auth]",
        "-Accepted",
        "+Deprecated",
    ]


@pytest.mark.parametrize(
    ("former", "words"),
    [
        ("Accepted · Date: 2026-01-02", "Rejected · Date: 2026-01-02"),
        ("Status: accepted", "Status: rejected"),
        ("{{STATUS}}", "Rejected"),
        ("> Accepted", "> Rejected"),
    ],
)
def test_what_else_stands_on_the_line_of_a_status_stays(former: str, words: str) -> None:
    text = NYGARD.replace("Accepted", former)
    assert with_status(adr(text), "Rejected").document.text == NYGARD.replace("Accepted", words)


def test_a_status_in_a_heading_or_a_bold_banner_is_replaced_there() -> None:
    heading = "# 1. T\n\n## Status: Accepted\n\n## Decision\n\nRedis.\n"
    assert with_status(adr(heading), "Rejected").document.text == heading.replace("Accepted", "Rejected")
    banner = "# 1. T\n\n> **Archived** since 2025.\n\n## What we do\n\nRedis.\n"
    assert with_status(adr(banner), "Deprecated").document.text == banner.replace("Archived", "Deprecated")


def test_a_status_that_only_a_changelog_tells_is_written_where_others_have_theirs() -> None:
    text = "# 1. T\n\n## Changelog\n\n- 2026-01-02: Accepted\n\n## Decision\n\nRedis.\n"
    edited = with_status(adr(text), "Rejected")
    assert edited.document.text == text.replace("## Changelog", "## Status\n\nRejected\n\n## Changelog")


def test_what_is_superseded_in_part_keeps_a_status_of_its_own_and_may_be_so_by_several() -> None:
    once = superseded(adr(NYGARD), TARGET, partly=True, part="§4")
    assert changed(NYGARD, once) == ["-Accepted", "+Partly superseded by [5. Use A & B](0005-use-a-b.md) (§4)"]
    assert once.status is not None
    assert once.status.kind is StatusClass.PARTLY_SUPERSEDED
    other = Target("ADR-0006", "More", "docs/adr/0006-more.md")
    twice = superseded(once, other, partly=True)
    assert [(link.number, link.partly) for link in twice.links] == [(5, True), (6, True)]
    assert superseded(twice, TARGET, partly=True) is twice


def test_a_record_of_another_folder_is_linked_even_from_front_matter() -> None:
    far = Target("ADR-0005", "T", "docs/other folder/0005-t (1).md")
    edited = superseded(adr(MADR4), far)
    assert (
        'status: "superseded by [ADR-0005](../other%20folder/0005-t%20%281%29.md)" # since May' in edited.document.text
    )
    assert edited.links[0].path == far.path


def test_a_key_for_the_successor_is_filled_where_the_record_has_one() -> None:
    text = MADR4.replace("date:", "superseded-by: null\ndate:")
    assert changed(text, superseded(adr(text), TARGET)) == [
        '-status: "accepted" # since May',
        '+status: "superseded" # since May',
        "-superseded-by: null",
        "+superseded-by: ADR-0005",
    ]


def test_a_record_that_is_not_utf_8_is_not_edited() -> None:
    record = read_adr(Document.from_bytes(PATH, NYGARD.encode() + b"caf\xe9\n"))
    with pytest.raises(UsageError, match="not UTF-8"):
        with_status(record, "Rejected")


def test_words_that_would_be_read_as_something_else_are_refused() -> None:
    with pytest.raises(UsageError, match="cannot be written without changing what else"):
        with_status(adr(NYGARD), "Rejected\n\n## Decision\n\nMongo")
    with pytest.raises(UsageError, match="cannot be written"):
        with_status(adr(NYGARD + "```\n".replace("`", "")), "<!-- Rejected")


def test_a_heading_look_alike_in_a_fence_is_no_status() -> None:
    text = f"# 1. T\n\n````\n## Status\n\nAccepted\n````\n\n{NYGARD.partition(chr(10))[2]}"
    edited = with_status(adr(text), "Rejected")
    assert edited.document.text.count("Accepted") == 1
    assert edited.document.text.index("Accepted") < edited.document.text.index("Rejected")
