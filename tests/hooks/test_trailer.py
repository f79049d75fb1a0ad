from __future__ import annotations

import pytest

from specward.phr.trailer import Trailer, read_trailers, subject


def test_a_trailer_names_a_record() -> None:
    assert read_trailers("feat: sign in\n\nPHR: 001-login/0003\n") == [Trailer("001-login/0003")]


@pytest.mark.parametrize("key", ["PHR:", "phr:", "Phr:"])
def test_the_key_is_read_in_any_case(key: str) -> None:
    assert read_trailers(f"x\n\n{key} a\n") == [Trailer("a")]


def test_a_trailer_above_a_later_paragraph_counts() -> None:
    message = "x\n\nPHR: 001-login/0003\n\nSigned-off-by: Ada <ada@example.org>\n"
    assert read_trailers(message) == [Trailer("001-login/0003")]


def test_the_subject_is_no_trailer() -> None:
    assert read_trailers("PHR: none -- not a trailer\n") == []
    assert read_trailers("\n# comment\n\nPHR: none -- not a trailer\n") == []


def test_several_trailers_keep_their_order() -> None:
    assert [trailer.reference for trailer in read_trailers("x\n\nPHR: b\nPHR: a\n")] == ["b", "a"]


@pytest.mark.parametrize("line", ["# PHR: a", " PHR: a", "see PHR: a", "PHR a", "PHR:", "PHR:   "])
def test_other_lines_are_no_trailers(line: str) -> None:
    assert read_trailers(f"x\n\n{line}\n") == []


@pytest.mark.parametrize("dash", ["--", "—", "–"])
def test_none_with_a_reason(dash: str) -> None:
    (trailer,) = read_trailers(f"x\n\nPHR: none {dash} generated code\n")
    assert trailer.says_none
    assert trailer.reason == "generated code"


@pytest.mark.parametrize("value", ["none", "None", "none --", "none -- ", "none —"])
def test_none_without_a_reason_has_no_reason(value: str) -> None:
    (trailer,) = read_trailers(f"x\n\nPHR: {value}\n")
    assert trailer.says_none
    assert trailer.reason == ""


def test_a_name_that_begins_with_none_is_a_reference() -> None:
    assert read_trailers("x\n\nPHR: none-of-these/0001\n") == [Trailer("none-of-these/0001")]


def test_a_folded_trailer_is_one_value() -> None:
    message = "x\n\nPHR: none -- generated\n  from the schema\nOther: y\n  more\n"
    assert read_trailers(message) == [Trailer("", "generated from the schema")]


def test_nothing_below_the_scissors_counts() -> None:
    message = "x\n\n# ------------------------ >8 ------------------------\n# Do not modify\nPHR: a\n"
    assert read_trailers(message) == []


def test_another_comment_character_is_honoured() -> None:
    message = (
        "; a comment\n#12 is the subject\n\nPHR: a\n; ------------------------ >8 ------------------------\nPHR: b\n"
    )
    assert subject(message, ";") == "#12 is the subject"
    assert read_trailers(message, ";") == [Trailer("a")]


def test_automatic_comment_characters_fall_back_to_the_usual_one() -> None:
    assert subject("# note\nreal", "auto") == "real"


def test_windows_line_endings_are_left_out_of_the_value() -> None:
    assert read_trailers("x\r\n\r\nPHR: 001-login/0003\r\n") == [Trailer("001-login/0003")]


def test_an_empty_message_says_nothing() -> None:
    assert subject("# only comments\n\n") == ""
    assert read_trailers("") == []
