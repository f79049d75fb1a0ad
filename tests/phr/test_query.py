from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from specward import ids
from specward.artifacts.calendar_date import check_days
from specward.artifacts.kind import STANDARD
from specward.artifacts.phr import Record, read_record
from specward.errors import UndeterminedError, UsageError
from specward.markdown.document import Document
from specward.phr.edit.outcome import outcome_of
from specward.phr.search.lookup import find_record
from specward.phr.search.match import match
from specward.phr.search.moment import date_moment, day_of, is_uid, moment, moment_of, uid_moment
from specward.phr.search.query import FIELDS, Facets, Query, Row, check_fields, names

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import GitRepository

PATH = "history/prompts/001-login/0003-sign-in.green.prompt.md"
UID = "01K5J6Q9005K1VVYM697N70YPK"
TEXT = """---
id: "0003"
title: Sign in with a passkey
stage: green
date: 2026-01-04
model: claude-opus-4-5
feature: 001-login
files:
  - src/login/session.py (rewritten)
  - ./tests/test_login.py
tests:
  - none
---

## Prompt

Add the Straße field.
Then log out.

## Response snapshot

It is done.

## Outcome

- ✅ Impact: sessions are kept
"""


def record(text: str = TEXT, path: str = PATH) -> Record:
    return read_record(Document(path, text))


def shown(*words: str, fields: tuple[str, ...] = FIELDS, text: str = TEXT) -> list[tuple[str, str]]:
    """The excerpts for a query, each hit in brackets; `none` where the record is no hit."""
    hit = match(record(text), Query(words, fields))
    if hit is None:
        return [("none", "")]
    return [(excerpt.field, marked(excerpt.text, excerpt.spans)) for excerpt in hit.excerpts]


def marked(text: str, spans: tuple[tuple[int, int], ...]) -> str:
    for start, end in reversed(spans):
        text = f"{text[:start]}[{text[start:end]}]{text[end:]}"
    return text


@pytest.mark.parametrize(
    ("facets", "admitted"),
    [
        (Facets(), True),
        (Facets(stage="green"), True),
        (Facets(stage="Implementation"), True),
        (Facets(stage="red"), False),
        (Facets(feature="001-login"), True),
        (Facets(feature="login"), True),
        (Facets(feature="001"), True),
        (Facets(feature="002-login"), False),
        (Facets(file="src/login/session.py"), True),
        (Facets(file="src/login/"), True),
        (Facets(file="session.py"), True),
        (Facets(file="ession.py"), False),
        (Facets(file="./tests/test_login.py"), True),
        (Facets(model="OPUS"), True),
        (Facets(model="sonnet"), False),
        (Facets(since="2026-01-04", until="2026-01-04"), True),
        (Facets(since="2026-01-05"), False),
        (Facets(until="2026-01-03"), False),
    ],
)
def test_a_facet_admits_what_people_mean_by_it(facets: Facets, admitted: bool) -> None:
    assert facets.admits(record()) is admitted


def test_a_record_without_a_day_lies_in_no_time() -> None:
    undated = record(TEXT.replace("date: 2026-01-04", "date: YYYY-MM-DD"))
    assert not Facets(since="2020-01-01").admits(undated)
    assert Facets(stage="green").admits(undated)


def test_a_file_is_named_by_its_path_its_folder_or_its_end() -> None:
    assert names("`src/a.py`", "src/a.py")
    assert names("src/a.py (fixed: x)", "a.py")
    assert names("web/src/a.py", "src")
    assert not names("src/ab.py", "src/a")
    assert not names("websrc/a.py", "src")


def test_a_stage_may_be_told_by_the_name_alone_and_in_another_word() -> None:
    named = record("## Prompt\n\nx\n", "history/prompts/001-login/0001-a.impl.prompt.md")
    assert Facets(stage="green").admits(named)
    assert Row.of(named).stage == "green"


def test_a_row_says_what_is_known_and_nothing_else() -> None:
    assert Row.of(record()) == Row(
        PATH, "001-login/0003", "", "2026-01-04", "green", "001-login", "claude-opus-4-5", "Sign in with a passkey"
    )
    bare = Row.of(record("", "history/prompts/sign-in-page.prompt.md"))
    assert (bare.id, bare.title, bare.date) == ("history/prompts/sign-in-page.prompt.md", "sign in page", "")


def test_bounds_must_be_days_and_fields_must_be_known() -> None:
    check_days("2026-01-31", "")
    with pytest.raises(UsageError, match="`2026-02-30` is no day"):
        check_days("", "2026-02-30")
    assert check_fields("Title, prompt,title") == ("title", "prompt")
    with pytest.raises(UsageError, match="no field `body`"):
        check_fields("title,body")
    with pytest.raises(UsageError, match="no field"):
        check_fields(" , ")


def test_every_word_must_stand_somewhere() -> None:
    assert shown("PASSKEY", "kept") == [("outcome", "- ✅ Impact: sessions are [kept]")]
    assert shown("passkey", "missing") == [("none", "")]
    assert shown("kept", fields=("title", "prompt")) == [("none", "")]


def test_case_is_folded_as_unicode_folds_it() -> None:
    assert shown("STRASSE") == [("prompt", "Add the [Straße] field.")]
    assert shown("ss") == [("prompt", "Add the Stra[ß]e field.")]


def test_a_phrase_is_one_word() -> None:
    assert shown("then log out") == [("prompt", "[Then log out].")]
    assert shown("out then") == [("none", "")]


def test_two_lines_are_shown_at_the_most_and_one_where_it_shows_all() -> None:
    assert shown("straße", "log", "done") == [("prompt", "Add the [Straße] field."), ("prompt", "Then [log] out.")]
    assert shown("then", "out") == [("prompt", "[Then] log [out].")]


def test_a_word_in_the_title_is_marked_there() -> None:
    hit = match(record(), Query(("in",)))
    assert hit is not None
    assert marked(hit.row.title, hit.title_spans) == "Sign [in] with a passkey"


def test_a_long_line_is_cut_between_words_around_the_hit() -> None:
    text = TEXT.replace("Then log out.", f"{'before ' * 50}needle{' after' * 50}")
    ((_, piece),) = shown("needle", text=text)
    assert piece.startswith("…before before")
    assert "[needle]" in piece
    assert piece.endswith("after…")
    assert len(piece) < 200


def test_a_line_of_one_huge_word_is_cut_all_the_same() -> None:
    ((_, piece),) = shown("needle", text=TEXT.replace("Then log out.", "x" * 5000 + "needle" + "y" * 5000))
    assert len(piece) < 300


def test_the_line_of_an_excerpt_is_the_line_in_the_file() -> None:
    hit = match(record(), Query(("log",)))
    assert hit is not None
    assert TEXT.splitlines()[hit.excerpts[0].line - 1] == "Then log out."


def test_a_prompt_that_is_written_as_json_is_searched_as_it_reads() -> None:
    text = TEXT.replace(
        "Add the Straße field.\nThen log out.", '```json prompt\n"say \\"hello\\"\\u0000 and\\u202e go"\n```'
    )
    assert shown('"hello"', text=text) == [("prompt", 'say ["hello"]\x00 and\u202e go')]
    hit = match(record(text), Query(("hello",)))
    assert hit is not None
    assert hit.excerpts[0].line == 0


def test_what_stands_in_keys_of_older_records_is_searched_too() -> None:
    text = "---\nid: 1\ntitle: A\nprompt_text: find the needle\noutcome: all good\n---\n\nnothing here\n"
    assert shown("needle", text=text) == [("prompt", "find the [needle]")]
    assert shown("GOOD", text=text) == [("outcome", "all [good]")]


@given(st.text(), st.text(min_size=1, max_size=4))
def test_spans_mark_what_folds_to_the_word(text: str, word: str) -> None:
    hit = match(record(TEXT.replace("sessions are kept", "- " + " ".join(text.split()))), Query((word,)))
    for excerpt in hit.excerpts if hit else ():
        for start, end in excerpt.spans:
            assert 0 <= start < end <= len(excerpt.text)
            assert word.casefold() in excerpt.text[start:end].casefold()


@given(st.integers(0, (1 << 48) - 1), st.integers(0, (1 << 80) - 1))
def test_a_uid_tells_its_time(milliseconds: int, randomness: int) -> None:
    uid = ids.uid(milliseconds, randomness)
    assert uid_moment(uid) == uid_moment(uid.lower()) == milliseconds
    assert is_uid(uid)


def test_what_is_no_uid_tells_no_time() -> None:
    for text in ("", "01K5J6Q9005K1VVYM697N70YP", "Z1K5J6Q9005K1VVYM697N70YPK", "01K5J6Q9005K1VVYM697N70YPU", "é" * 26):
        assert uid_moment(text) == 0


@pytest.mark.parametrize(
    ("date", "expected"),
    [
        ("1970-01-02", 86_400_000),
        ("1970-01-02T00:00:01Z", 86_401_000),
        ("1970-01-02T01:00:00+01:00", 86_400_000),
        ("1970-01-02 and more", 86_400_000),
        ("1969-01-01", 0),
        ("0000-01-01", 0),
        ("0001-01-01T00:00:00+23:59", 0),
        ("YYYY-MM-DD", 0),
        ("yesterday", 0),
        ("", 0),
    ],
)
def test_a_date_tells_when_it_begins(date: str, expected: int) -> None:
    assert date_moment(date) == expected


@given(st.text(alphabet="0123456789-T:Z+ .", max_size=30))
def test_no_date_is_too_odd(date: str) -> None:
    assert date_moment(date) >= 0


def test_the_uid_goes_before_the_date() -> None:
    assert moment(UID, "2020-01-01") == uid_moment(UID)
    assert moment("not one", "1970-01-02") == 86_400_000
    dated = record(TEXT.replace("date: 2026-01-04", f"date: 2026-01-04\nuid: {UID}"))
    assert moment_of(dated) == uid_moment(UID)
    assert day_of(dated) == "2026-01-04"
    assert day_of(record(f"---\nid: 1\nuid: {UID}\n---\n")) == "2025-09-20"


@pytest.fixture
def project(repository: GitRepository) -> Path:
    """Three records, one of which has no unique number."""
    repository.write(PATH, TEXT.replace("date:", f"uid: {UID}\ndate:"))
    repository.write("history/prompts/002-export/0003-export.green.prompt.md", TEXT)
    repository.write("history/prompts/general/0009-tidy.general.prompt.md", TEXT)
    return repository.root


@pytest.mark.parametrize(
    "reference",
    [PATH, UID, UID.lower(), UID[:8], UID[:20].lower(), "001-login/0003", "001-login/3", "login/3", "001/3"],
)
def test_a_record_is_found_by_whatever_names_it(project: Path, reference: str) -> None:
    assert find_record(str(project), STANDARD, reference).document.path == PATH


def test_a_number_alone_does_where_one_record_has_it(project: Path) -> None:
    assert find_record(str(project), STANDARD, "9").document.path.startswith("history/prompts/general/")
    with pytest.raises(UsageError, match=r"3 may mean 2 records: history/prompts/001-login/\S+, history") as caught:
        find_record(str(project), STANDARD, "3")
    assert PATH in caught.value.help


@pytest.mark.parametrize(
    "reference", ["", "0004", UID[:7], UID[:-1] + "0", "001-login/0004", "../x", "nothing", "é" * 9]
)
def test_what_names_no_record_is_wrong_usage(project: Path, reference: str) -> None:
    with pytest.raises(UsageError, match="there is no prompt record"):
        find_record(str(project), STANDARD, reference)


def test_two_records_with_one_uid_are_told_apart_by_their_paths(project: Path) -> None:
    (project / "history/prompts/general/0010-copy.general.prompt.md").write_bytes((project / PATH).read_bytes())
    for reference in (UID, UID[:9]):
        with pytest.raises(UsageError, match="may mean 2 records"):
            find_record(str(project), STANDARD, reference)


def test_a_record_is_found_without_git(tmp_path: Path) -> None:
    target = tmp_path / PATH
    target.parent.mkdir(parents=True)
    target.write_text(TEXT)
    assert find_record(str(tmp_path), STANDARD, "3").document.path == PATH


def test_a_record_that_is_gone_meanwhile_is_told_so(project: Path) -> None:
    (project / PATH).unlink()
    (project / PATH).mkdir()
    with pytest.raises((UsageError, UndeterminedError)):
        find_record(str(project), STANDARD, "001-login/0003")


@pytest.mark.parametrize(
    ("section", "parts"),
    [
        ("- ✅ Impact: a\n- 🧪 Tests: b", {"impact": "a", "tests": "b"}),
        ("- Impact: a\n* Files: b", {"impact": "a", "files": "b"}),
        ("- **✅ Impact**: a\n- **Next prompts:** b", {"impact": "a", "next": "b"}),
        ("- 📁 Files:\n  - x.py\n  - y.py\n- Reflection:", {"files": "- x.py\n- y.py", "reflection": ""}),
        ("- Impact: a\n  and more\n\n  and still\n\nNot of it.", {"impact": "a\nand more\n\nand still"}),
        ("- Impact: a\nlazily goes on\n- other", {"impact": "a\nlazily goes on"}),
        (
            "### Tests Summary\n\nall pass\n\n### Next Prompts\n\n1. x\n2. y",
            {"tests": "all pass", "next": "1. x\n2. y"},
        ),
        ("- Files changed: a\n- Tests added: b\n- Notes: c", {"files": "a", "tests": "b", "reflection": "c"}),
        ("- Impact: a\n- Impact: b", {"impact": "a"}),
        ("Prose about Files: nothing", {}),
    ],
)
def test_the_parts_of_an_outcome_are_read_in_each_form(section: str, parts: dict[str, str]) -> None:
    text = TEXT.replace("- ✅ Impact: sessions are kept", section)
    assert outcome_of(record(text)) == parts
    assert outcome_of(record(text.replace("\n", "\r\n"))) == parts


def test_parts_that_are_headings_of_their_own_are_one_outcome() -> None:
    text = TEXT[: TEXT.index("## Outcome")] + "## Outcome Impact\n\nkept\n\n## Files Summary\n\nnone\n"
    assert outcome_of(record(text)) == {"impact": "kept", "files": "none"}
