"""What holds for every form of a report."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from specward.artifacts.kind import Kind
from specward.check.fix_places import FixPlaces
from specward.check.report import Report, Undetermined
from specward.finding import Edit, Finding, Fix, Location, Position, Rename, Severity, Span
from specward.markdown.document import Document
from specward.output import github
from specward.output.formats import Format, form
from specward.output.view import View
from specward.rules import RULES

JSON = {Format.JSON, Format.SARIF, Format.GITLAB, Format.RDJSON}
NASTY = [
    *("\x1b[2J", "\x07", "\x9b31m", "\u202e", "\u2028", "\x00", "\r\n::error::", "%0A", "\ud800", "\ufffe"),
    *("<script>alert(1)</script>", "<img src=x>", "-->", "]]>", "&amp;", "<!-- specward report -->", "</details>"),
    *("@everyone", "#1", "![x](https://evil.example)", "[x](1)", "www.evil.example", "a@evil.example", "[[Home]]"),
    *("`", "``", "|", "\\|", "*", "_", "~~", "$x$", "/close", "", " ", "漢字", "words"),
]
hostile = st.lists(st.one_of(st.sampled_from(NASTY), st.text(max_size=5)), max_size=5).map("".join)


def finding(message: str, path: str, words: str) -> Finding:
    place = Location(path, Position(3, 2), Position(3, 4), words, excerpt=words)
    return Finding(
        *("SPC002", "duplicate-requirement-id", Severity.ERROR, message, place),
        related=(place, place._replace(start=Position(9, 1)), Location(words, label=message)),
        help=words,
        fix=Fix(words, (Edit(path, Span(1, 2), words),), renames=()),
    )


@pytest.mark.verifies("005-the-whole-checker/AC-009")
@pytest.mark.parametrize("name", Format)
def test_every_form_shows_a_clean_project(name: Format, empty: Report, view: View) -> None:
    text = form(name).render(empty, view)
    assert not text or text.endswith("\n")
    assert bool(text) == (name is not Format.GITHUB)


@pytest.mark.verifies("005-the-whole-checker/AC-009")
@pytest.mark.parametrize("name", set(Format) - {Format.STATISTICS})
def test_every_form_tells_of_what_could_not_be_decided(name: Format, empty: Report, view: View) -> None:
    items = (Undetermined("", "no history"), Undetermined("specs/a.md", "denied", "some-rule"))
    text = form(name).render(empty._replace(undetermined=items), view)
    assert "no history" in text
    assert "some-rule" in text
    assert "denied" in text


@pytest.mark.parametrize("name", Format)
def test_every_form_does_without_rules_and_documents(name: Format, full: Report) -> None:
    assert form(name).render(full)


def test_a_form_is_loaded_when_it_is_asked_for() -> None:
    script = (
        "import sys; from specward.output.formats import Format, form; form(Format.TEXT);"
        "print([name for name in sys.modules if name.startswith('specward.output.')])"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert "specward.output.text" in done.stdout
    assert "sarif" not in done.stdout


@pytest.mark.verifies("005-the-whole-checker/AC-009")
@settings(max_examples=150, deadline=None)
@given(hostile, hostile, hostile)
def test_nothing_from_a_document_acts_in_any_form(message: str, path: str, words: str) -> None:
    found = finding(message, path, words)
    items = (Undetermined(path, words), Undetermined(path, message, "some-rule"))
    report = Report((found, found._replace(code="SPC003")), items, {Kind.SPEC: 1}, 0, 1, since=words)
    view = View(RULES[:3], FixPlaces(lambda path: Document(path, "text\n" * 9)))
    texts = {name: form(name).render(report, view) for name in Format}
    texts[Format.TEXT] += form(Format.TEXT).render(report, view._replace(width=40))
    for name, text in texts.items():
        assert text.replace("\n", "").isprintable(), name
    for name in JSON:
        assert not set("<>&") & set(texts[name]), name
        assert json.loads(texts[name])
    assert texts[Format.GITHUB].count("\n") == 4
    assert texts[Format.STATISTICS].count("\n") == 6


@pytest.mark.verifies("005-the-whole-checker/AC-010")
def test_every_form_is_the_same_in_every_process(unmeasured: None) -> None:
    script = Path(__file__).with_name("rendering.py")

    def rendered(seed: str) -> bytes:
        env = {**os.environ, "PYTHONHASHSEED": seed}
        return subprocess.run([sys.executable, script], capture_output=True, check=True, env=env).stdout

    first = rendered("1")
    assert first == rendered("2")
    assert [name for name in Format if f"=== {name}\n".encode() not in first] == []
    assert os.getcwd().encode() not in first


@pytest.mark.verifies("005-the-whole-checker/AC-009")
def test_the_summary_of_a_step_is_the_report_without_the_mark_of_a_comment(full: Report, view: View) -> None:
    comment = form(Format.MARKDOWN).render(full, view)
    assert comment == f"<!-- specward report -->\n{github.summary(full, view)}"


@pytest.mark.parametrize("name", Format)
def test_twice_as_many_findings_take_no_more_than_their_share_of_text(name: Format, full: Report, view: View) -> None:
    def size(count: int) -> int:
        return len(form(name).render(full._replace(findings=full.findings * count), view))

    assert size(40) - size(20) <= 2 * (size(20) - size(10)) + 100


def test_a_rename_is_said_where_there_are_words_for_it(full: Report, view: View) -> None:
    assert '"to": "specs/002-sign-out"' in form(Format.JSON).render(full, view)
    assert "sign-out" not in form(Format.SARIF).render(full, view)
    assert Rename("specs/002-out", "specs/002-sign-out") in full.findings[1].fix.renames  # type: ignore[union-attr]
