from __future__ import annotations

import pytest

from specward.adr.tools.nygard import StatusLink, is_laid_out_so, status_links, with_link, with_successor
from specward.artifacts.adr import Adr, read_adr
from specward.errors import UsageError
from specward.markdown.document import Document

AMENDS = StatusLink("Amends", "3. Three", "0003-three.md")
OVER = StatusLink("Superceded by", "2. Two", "0002-two.md")
LINE = "Superceded by [2. Two](0002-two.md)"


def record(text: str) -> Adr:
    return read_adr(Document("doc/adr/0001-one.md", text))


def under_status(words: str) -> str:
    return f"# 1. One\n\nDate: 2026-01-02\n\n## Status\n\n{words}## Context\n\nWords\n"


def test_a_link_goes_right_before_the_next_heading_with_a_blank_line_after_it() -> None:
    once = with_link(record(under_status("Accepted\n\n")), AMENDS)
    assert once.document.text == under_status("Accepted\n\nAmends [3. Three](0003-three.md)\n\n")
    twice = with_link(once, OVER)
    assert twice.document.text == under_status(f"Accepted\n\nAmends [3. Three](0003-three.md)\n\n{LINE}\n\n")
    assert list(status_links(twice.document)) == [AMENDS, OVER]


@pytest.mark.verifies("004-decisions/AC-018")
def test_a_link_that_is_there_is_not_written_again_whatever_its_label() -> None:
    once = with_link(record(under_status("Accepted\n\n")), AMENDS)
    assert with_link(once, AMENDS._replace(label="3. Renamed")) is once


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("Accepted\n\n", f"{LINE}\n\n"),
        ("Proposed\n\n", f"{LINE}\n\n"),
        ("Accepted\n", f"{LINE}\n\n"),
        ("", f"{LINE}\n\n"),
        ("✅ Accepted\n\n", f"{LINE}\n\n"),
        ("Whatever the board says\n\n", f"{LINE}\n\n"),
        ("Accepted: tracked in #12\n\n", f"{LINE}\n\n"),
        ("Accepted\n\nProposed\n\n", f"{LINE}\n\n"),
        ("Accepted [minutes](https://example.org/12)\n\n", f"{LINE}\n\n"),
        ("Accepted\n\n\n\nSome words\n\n", f"Some words\n\n{LINE}\n\n"),
        ("Amends [3. T](0003-t.md)\n\n", f"Amends [3. T](0003-t.md)\n\n{LINE}\n\n"),
        ("Superceded by [4. T](0004-t.md)\n\n", f"Superceded by [4. T](0004-t.md)\n\n{LINE}\n\n"),
        ("Superseded by ADR-0004\n\n", f"Superseded by ADR-0004\n\n{LINE}\n\n"),
        (f"Accepted\n\n{LINE}\n\n", f"{LINE}\n\n"),
    ],
)
def test_what_superseded_a_record_is_the_one_status_that_it_keeps(before: str, after: str) -> None:
    superseded = with_successor(record(under_status(before)), OVER)
    assert superseded.document.text == under_status(after)


def test_a_second_successor_changes_nothing_where_it_is_said_already() -> None:
    once = with_successor(record(under_status("Accepted\n\n")), OVER)
    assert with_successor(once, OVER) is once


@pytest.mark.verifies("004-decisions/AC-018")
@pytest.mark.parametrize("ending", ["", "\n"])
def test_a_status_at_the_end_of_the_file_loses_nothing(ending: str) -> None:
    text = "# 1. One\n\n## Decision\n\nWords\n\n## Status\n\n"
    superseded = with_successor(record(f"{text}Accepted{ending}"), OVER)
    assert superseded.document.text == f"{text}{LINE}{ending}"


@pytest.mark.verifies("004-decisions/AC-018")
def test_line_ends_stay_those_of_the_file() -> None:
    crlf = under_status("Accepted\n\n").replace("\n", "\r\n")
    superseded = with_successor(record(crlf), OVER)
    assert superseded.document.text == under_status(f"{LINE}\n\n").replace("\n", "\r\n")


def test_a_heading_of_any_level_ends_the_section() -> None:
    text = "# One\n\n# Status\n\nAccepted\n\n# Context\n"
    assert with_link(record(text), OVER).document.text == f"# One\n\n# Status\n\nAccepted\n\n{LINE}\n\n# Context\n"


def test_a_heading_inside_a_fence_is_none() -> None:
    text = "# 1. One\n\n````md\n## Status\n\nProposed\n````\n\n## Status\n\nAccepted\n\n## Context\n"
    superseded = with_successor(record(text), OVER)
    assert superseded.document.text == text.replace("\n\nAccepted", f"\n\n{LINE}")


@pytest.mark.parametrize(
    ("text", "own"),
    [
        (under_status("Accepted\n\n"), True),
        (under_status(""), True),
        ("# 1. One\n\nWords\n", False),
        ("---\nstatus: accepted\n---\n\n# One\n\n## Status\n\nAccepted\n", False),
        ("# One\n\n- **Status:** Accepted\n\n## Context\n", False),
        (under_status("2026-01-01 proposed\n\n2026-01-02 accepted\n\n"), False),
    ],
)
def test_only_a_status_section_without_a_history_is_laid_out_as_adr_tools_does_it(text: str, own: bool) -> None:
    assert is_laid_out_so(record(text)) is own


def test_a_record_that_is_not_utf8_is_refused() -> None:
    latin = Document.from_bytes("doc/adr/0001-one.md", under_status("Accepted\n\nä\n\n").encode("latin-1"))
    with pytest.raises(UsageError, match="not UTF-8"):
        with_link(read_adr(latin), OVER)


def test_a_line_of_links_gives_its_last_and_prose_gives_none() -> None:
    section = "* Amends [3. T](0003-t.md) since May\nsee [4. T](0004-t.md\n[5. T](0005-t.md)\nclarifies [6. T] (x)\n\n"
    assert list(status_links(Document("a.md", under_status(section)))) == [StatusLink("Amends", "3. T", "0003-t.md")]
