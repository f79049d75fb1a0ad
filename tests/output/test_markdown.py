from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from specward.artifacts.kind import Kind
from specward.check.report import Report, Undetermined
from specward.finding import Finding, Location, Position, Severity
from specward.output import markdown, markdown_words

if TYPE_CHECKING:
    from collections.abc import Iterable

    from specward.output.view import View

LIMIT = 65_536
NASTY = [
    *("<script>", "<!-- specward report -->", "</details>", "@everyone", "#1", "![x](y)", "[x](https://evil.example)"),
    *("https://evil.example", "www.evil.example", "a@evil.example", "`", "|", "\\", "*", "_", "\n", "&lt;", "[[x]]"),
]
hostile = st.lists(st.one_of(st.sampled_from(NASTY), st.text(max_size=4)), max_size=6).map("".join)


def html(text: str) -> str:
    return str(MarkdownIt("commonmark").enable("table").render(text))


def many(count: int, paths: Iterable[str] = ("specs/001-a/spec.md",)) -> Report:
    findings = [
        Finding("SPC002", "x", Severity.ERROR, "a fault " * 9, Location(path, Position(line, 1), excerpt="x"))
        for path in paths
        for line in range(1, count + 1)
    ]
    return Report(tuple(findings), (), {Kind.SPEC: 3}, 0, 1)


@pytest.mark.verifies("005-the-whole-checker/AC-009")
def test_the_whole_form_of_a_report(full: Report, view: View) -> None:
    assert markdown.render(full, view) == (
        "<!-- specward report -->\n"
        "### ? spec check: 1 error, 1 warning, 1 info in 2 of 3 documents and 1 other place"
        " · 2 suppressed · 1 waived · 2 undetermined\n"
        "\n"
        "2 can be mended with <code>spec check --fix</code>, 1 more with <code>--unsafe-fixes</code>.\n"
        "\n"
        "Undetermined, which is not a pass:\n"
        "\n"
        "- project: rule story-without-criterion crashed: KeyError: 'x'\n"
        "- <code>specs/003-x/spec.md</code>: permission denied\n"
        "\n"
        "<details open><summary><code>specs/001-é login/spec.md</code>: 1 error</summary>\n"
        "\n"
        "| line | | rule | |\n"
        "|---:|---|---|---|\n"
        "| 4 | error | duplicate-requirement-id `SPC002` | <code>FR-001</code> is declared a second time"
        "<br>fix: write FR-002 (unsafe)<br>help: delete one copy |\n"
        "\n"
        "</details>\n"
        "\n"
        "<details><summary><code>specs/002-out</code>: 1 info</summary>\n"
        "\n"
        "| line | | rule | |\n"
        "|---:|---|---|---|\n"
        "|  | info | malformed-feature-folder `PRJ002` | the folder 002-out is not named NNN-slug"
        "<br>fix: rename it |\n"
        "\n"
        "</details>\n"
        "\n"
        "<details><summary><code>specs/002-out/tasks.md</code>: 1 warning</summary>\n"
        "\n"
        "| line | | rule | |\n"
        "|---:|---|---|---|\n"
        "| 3 | warning | malformed-task `TSK001` | no blank in the box<br>fix: put a blank in the box |\n"
        "\n"
        "</details>\n"
    )


def test_a_clean_project_takes_two_lines(empty: Report, view: View) -> None:
    assert markdown.render(empty, view) == "<!-- specward report -->\n### ✓ spec check: no findings in 3 documents\n"


def test_the_head_says_whether_the_run_fails(full: Report, view: View) -> None:
    decided = full._replace(undetermined=(), findings=full.findings[1:])
    assert "### ✓ spec check: 1 warning" in markdown.render(decided, view)
    assert "### ✗ spec check: 1 warning" in markdown.render(decided, view._replace(fail_on=Severity.WARNING))


@pytest.mark.verifies("005-the-whole-checker/AC-009")
@pytest.mark.parametrize("report", [many(2000), many(5, [f"specs/{n:03}-a/spec.md" for n in range(400)])])
def test_a_comment_is_never_longer_than_a_comment_may_be(report: Report) -> None:
    text = markdown.render(report)
    assert LIMIT - 2_000 < len(text.encode()) <= LIMIT
    rest = re.search(r"\n(\d+) more findings: `spec check` shows them all\.\n$", text)
    assert rest is not None
    assert text.count("| SPC") + text.count("`SPC002`") + int(rest[1]) == len(report.findings)
    assert text.count("<details") == text.count("</details>")


def test_one_file_whose_name_has_no_room_leaves_a_count() -> None:
    report = many(3, ["specs/" + "x" * LIMIT])
    assert "3 more findings" in markdown.render(report)
    unread = report._replace(findings=(), undetermined=tuple(Undetermined(f"{n}.md", "no") for n in range(50)))
    assert "- and 30 more\n" in markdown.render(unread)


@pytest.mark.verifies("005-the-whole-checker/AC-009")
@settings(max_examples=150, deadline=None)
@given(hostile, hostile, hostile)
def test_nothing_from_a_document_makes_a_link_a_tag_or_a_mention(message: str, path: str, words: str) -> None:
    finding = Finding("SPC002", "x", Severity.ERROR, message, Location(path, Position(3, 1), excerpt="x"), help=words)
    report = Report((finding, finding), (Undetermined(path, words),), {Kind.SPEC: 1}, 0, 1, since=words)
    text = markdown.render(report)
    shown = html(text)
    assert set(re.findall(r"<(?!!--)[^>]*>", shown)) <= {
        *("<h3>", "</h3>", "<p>", "</p>", "<ul>", "</ul>", "<li>", "</li>", "<code>", "</code>", "<br>"),
        *("<details open>", "</details>", "<summary>", "</summary>"),
        *("<table>", "</table>", "<thead>", "</thead>", "<tbody>", "</tbody>", "<tr>", "</tr>"),
        *('<th style="text-align:right">', "<th>", "</th>", '<td style="text-align:right">', "<td>", "</td>"),
    }
    assert (shown.count("<tr>"), shown.count("<!--")) == (3, 1)
    read = re.sub(r"&#(\d+);", lambda number: chr(int(number[1])), text.removeprefix(markdown.MARKER))
    assert not re.search(r"@\w|#\w|://|\bwww\.|\[\[", read, re.IGNORECASE)


def test_names_in_backticks_are_code_and_a_single_backtick_is_none() -> None:
    assert markdown_words.prose("`a b` is <no> `stage") == ("<code>a b</code> is &#60;no&#62; 'stage")
    assert markdown_words.prose("") == ""
