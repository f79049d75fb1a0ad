"""The file of sign-offs: read tolerantly, added to without touching a byte of what is there."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from specward.changes import Create, Replace
from specward.errors import UsageError
from specward.signoff.record import Signoff, add, read_signoffs

PATH = "specs/001-login/signoffs.yml"
PRINT = "sf1:6b01e04da8390b05cb6f03b7dba63478"
ADA = Signoff("001-login/FR-003", PRINT, "Ada Lovelace <Ada@example.org>", "2026-01-31")


def read(text: str) -> list[Signoff]:
    found = read_signoffs(PATH, text.encode())
    assert found.malformed == ()
    return [recorded.signoff for recorded in found.recorded]


def test_the_first_sign_off_makes_the_file() -> None:
    change = add(PATH, None, [ADA])
    assert change == Create(
        PATH,
        f'- item: "001-login/FR-003"\n  fingerprint: {PRINT}\n  by: Ada Lovelace <Ada@example.org>\n  on: 2026-01-31\n',
    )


def test_everything_in_a_record_survives_the_file() -> None:
    signature = "-----BEGIN PGP SIGNATURE-----\n\niQIz\n=abcd\n-----END PGP SIGNATURE-----"
    files = (("src/a b.py", "sha256:0e12"), ("src/ü: #.py", "sha256:1"))
    full = ADA._replace(note='he said: "no", # and then', files=files, signature=signature)
    change = add(PATH, None, [full, ADA])
    assert isinstance(change, Create)
    assert read(change.text) == [full, ADA]
    assert (full.name, full.email) == ("Ada Lovelace", "ada@example.org")


@pytest.mark.parametrize("before", ["", "# ours\n", "# ours\r\n- item: a\r\n", "\ufeff# with a mark\n"])
def test_what_is_there_stays_to_the_byte(before: str) -> None:
    entry = f"- item: x\n  fingerprint: {PRINT}\n  by: B C <b@c>\n  on: 2026-01-01   # a comment\n"
    text = before.replace("- item: a\r\n", entry.replace("\n", "\r\n"))
    change = add(PATH, text, [ADA])
    assert isinstance(change, Replace)
    assert change.text.startswith(text)
    assert change.old_text == text
    assert read(change.text)[-1] == ADA
    assert ("\r\n" in change.text) == ("\r\n" in text)
    assert change.text.count("\n") == change.text.count("\r\n") or "\r\n" not in text


def test_a_last_line_without_its_end_gets_one() -> None:
    first = add(PATH, None, [ADA])
    assert isinstance(first, Create)
    second = add(PATH, first.text.rstrip("\n"), [ADA])
    assert isinstance(second, Replace)
    assert read(second.text) == [ADA, ADA]


@pytest.mark.parametrize(
    "text", ["a: b\n", "[]\n", "- item: x\n", "<<<<<<< HEAD\n- item: x\n", "- &a x\n", "  - x: y\n"]
)
def test_a_file_that_is_not_ours_is_not_added_to(text: str) -> None:
    with pytest.raises(UsageError, match="nothing can be added"):
        add(PATH, text, [ADA])


@pytest.mark.parametrize(
    ("entry", "reason"),
    [
        ("- a\n", "this entry is no sign-off"),
        ("- item: x\n", "this sign-off has no `fingerprint`"),
        (
            f"- {{item: x, fingerprint: {PRINT}, by: A <a@b>, on: 2026-02-30}}\n",
            "its `on` is no day such as 2026-01-31",
        ),
        (f"- {{item: x, fingerprint: {PRINT}, by: Ada, on: 2026-02-01}}\n", "its `by` is not `Name <address>`"),
        ("- {item: x, fingerprint: 'sf9:aa', by: A <a@b>, on: 2026-02-01}\n", "its fingerprint is malformed"),
        (f"- {{item: x, fingerprint: {PRINT}, by: A <a@b>, on: 2026-02-01, ok: y}}\n", "has no key `ok`"),
        ("a: b\n", "this file is no list of sign-offs"),
        ("- item: [x\n", "this file is not YAML"),
        ("- item: x\n<<<<<<< HEAD\n", "this file"),
        ("- &a b\n- *a\n", "this file is not YAML: anchor"),
    ],
)
def test_what_is_no_sign_off_is_kept_and_named(entry: str, reason: str) -> None:
    found = read_signoffs(PATH, entry.encode())
    assert found.recorded == ()
    assert [problem.reason for problem in found.malformed if reason in problem.reason]
    assert found.malformed[0].place.location().path == PATH


def test_a_bad_entry_does_not_hide_the_others() -> None:
    change = add(PATH, None, [ADA])
    assert isinstance(change, Create)
    found = read_signoffs(PATH, b"- item: x\n" + change.text.encode())
    assert [recorded.signoff for recorded in found.recorded] == [ADA]
    assert len(found.malformed) == 1


def test_an_empty_file_and_one_of_another_encoding() -> None:
    assert read_signoffs(PATH, b"# nothing yet\n") == ((), ())
    assert read_signoffs(PATH, b"\xff\xfe").malformed[0].reason == "this file is not UTF-8"


words = st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=30).map(
    lambda text: " ".join(text.split())
)


@given(st.lists(st.tuples(words.filter(bool), words), min_size=1, max_size=4))
def test_any_note_and_path_can_be_written(values: list[tuple[str, str]]) -> None:
    wanted = [ADA._replace(note=note, files=((path, "sha256:1"),)) for path, note in values]
    change = add(PATH, None, wanted)
    assert isinstance(change, Create)
    assert read(change.text) == wanted


@given(st.binary(max_size=200))
def test_no_bytes_make_the_reader_fail(data: bytes) -> None:
    read_signoffs(PATH, data)
