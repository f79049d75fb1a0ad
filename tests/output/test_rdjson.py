from __future__ import annotations

import json
from itertools import accumulate
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from specward.check.editing import edited
from specward.check.fix_places import FixPlaces
from specward.check.report import Report
from specward.finding import Edit, Finding, Fix, Location, Position, Severity, Span
from specward.markdown.document import Document
from specward.output import rdjson
from specward.output.view import View

if TYPE_CHECKING:
    from specward.finding import Rename


def diagnostics(report: Report, view: View) -> list[dict[str, Any]]:
    value = json.loads(rdjson.render(report, view))
    assert value["source"] == {"name": "specward"}
    found: list[dict[str, Any]] = value["diagnostics"]
    return found


def fixed(fix: Fix, text: str, path: str = "a.md") -> dict[str, Any]:
    finding = Finding("TSK001", "x", Severity.ERROR, "m", Location(path), fix=fix)
    view = View((), FixPlaces(lambda path: Document(path, text)))
    return diagnostics(Report((finding,), (), {}, 0, 1), view)[0]


@pytest.mark.verifies("005-the-whole-checker/AC-009")
def test_columns_count_bytes_and_ends_are_exclusive(full: Report, view: View) -> None:
    assert diagnostics(full, view)[0] == {
        "message": "`FR-001` is declared a second time\ndelete one copy",
        "location": {
            "path": "specs/001-é login/spec.md",
            "range": {"start": {"line": 4, "column": 18}, "end": {"line": 4, "column": 33}},
        },
        "severity": "ERROR",
        "code": {"value": "duplicate-requirement-id [SPC002]"},
        "suggestions": [
            {
                "range": {"start": {"line": 1, "column": 1}, "end": {"line": 4, "column": 33}},
                "text": "# A specification\n\n- **FR-001**: It MUST work\n- **FR-001**: Es FR-002",
            }
        ],
    }


def test_a_whole_file_has_no_range_and_a_rename_is_no_suggestion(full: Report, view: View) -> None:
    assert diagnostics(full, view)[1] == {
        "message": "the folder 002-out is not named NNN-slug",
        "location": {"path": "specs/002-out"},
        "severity": "INFO",
        "code": {"value": "malformed-feature-folder [PRJ002]"},
    }


def test_what_could_not_be_decided_is_an_error(full: Report, view: View) -> None:
    crashed, unread = diagnostics(full, view)[3:]
    assert crashed["message"] == "rule story-without-criterion crashed: KeyError: 'x'"
    assert crashed["location"] == {"path": "."}
    assert (unread["severity"], unread["location"]) == ("ERROR", {"path": "specs/003-x/spec.md"})


def test_an_end_on_another_line_is_counted_in_the_document(full: Report, view: View) -> None:
    finding = full.findings[0]
    place = finding.location._replace(start=Position(3, 1), end=Position(4, 22), excerpt="- **FR-001**: It MUST work")
    (found,) = diagnostics(Report((finding._replace(location=place),), (), {}, 0, 1), view)
    assert found["location"]["range"]["end"] == {"line": 4, "column": 24}


def test_lines_alone_are_told_where_the_bytes_are_not_known() -> None:
    place = Location("src/a.py", Position(7, 4), Position(9, 2))
    report = Report((Finding("TRC001", "x", Severity.ERROR, "m", place),), (), {}, 0, 1)
    (found,) = diagnostics(report, View())
    assert found["location"]["range"] == {"start": {"line": 7}, "end": {"line": 9}}


pieces = st.lists(st.text("aé漢\n", max_size=5).map(lambda text: text.replace("\n", "\r\n")), min_size=5, max_size=5)


@pytest.mark.verifies("005-the-whole-checker/AC-009")
@settings(max_examples=80, deadline=None)
@given(pieces)
def test_who_takes_the_suggestion_gets_what_the_fix_makes(parts: list[str]) -> None:
    ends = [*accumulate(map(len, parts))]
    edits = (Edit("a.md", Span(ends[0], ends[1]), "x\ny"), Edit("a.md", Span(ends[2], ends[3]), ""))
    text = "".join(parts)
    (suggestion,) = fixed(Fix("t", edits), text)["suggestions"]
    lines = text.encode().splitlines(keepends=True) or [b""]
    starts = [sum(map(len, lines[:number])) for number in range(len(lines) + 1)]
    start, end = (starts[side["line"] - 1] + side["column"] - 1 for side in suggestion["range"].values())
    after = text.encode()[:start] + suggestion["text"].encode() + text.encode()[end:]
    assert after.decode() == edited(text, edits)


@pytest.mark.parametrize(
    ("edits", "renames"),
    [
        ((Edit("b.md", Span(0, 1), ""),), ()),
        ((Edit("a.md", Span(0, 1), ""), Edit("b.md", Span(0, 1), "")), ()),
        ((Edit("a.md", Span(0, 99), ""),), ()),
        ((), ()),
    ],
)
def test_a_fix_of_other_files_or_another_text_is_no_suggestion(
    edits: tuple[Edit, ...], renames: tuple[Rename, ...]
) -> None:
    assert "suggestions" not in fixed(Fix("t", edits, renames=renames), "some text")


def test_a_message_makes_nothing_in_a_comment() -> None:
    nasty = "`<b>` <img src=x> @everyone [x](https://evil.example) ![y](z) ``` unclosed"
    report = Report((Finding("TSK001", "x", Severity.ERROR, nasty, Location("a.md")),), (), {}, 0, 1)
    (found,) = diagnostics(report, View())
    assert found["message"] == (
        "`<b>` &lt;img src=x> @\u200beveryone [x] (https:\u200b//evil.example) ![y] (z) ' unclosed"
    )


marks = st.lists(
    st.sampled_from(["`", "``", "<b>", "<img src=x>", "[x](y)", "[x]: y", "[x]", "\\", "a", " "]), max_size=9
)


@settings(max_examples=300, deadline=None)
@given(marks.map("".join), marks.map("".join))
def test_no_message_makes_a_tag_or_a_link_in_a_comment(message: str, advice: str) -> None:
    report = Report((Finding("TSK001", "x", Severity.ERROR, message, Location("a.md"), help=advice),), (), {}, 0, 1)
    (found,) = diagnostics(report, View())
    html = MarkdownIt("commonmark").render(found["message"])
    assert "<b>" not in html
    assert "<img" not in html
    assert "<a " not in html
