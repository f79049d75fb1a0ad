"""The fingerprint: the reference's own vectors, what normalising leaves and takes, what hostile text costs."""

from __future__ import annotations

import unicodedata
from hashlib import sha256

import pytest
from hypothesis import given
from hypothesis import strategies as st

from specward import fingerprint
from specward.fingerprint import digest, every, known, matches, normalised

T = "The system MUST reject a password shorter than 12 characters and show the user's error within 2 seconds."
REQUIREMENT = (("kind", "requirement"), ("text", T))
CRITERION = (
    ("kind", "criterion"),
    ("given", "a password of 11 characters"),
    ("when", "the form is sent"),
    ("then", "it is rejected"),
)


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        (REQUIREMENT, "sf1:6b01e04da8390b05cb6f03b7dba63478"),
        ((*REQUIREMENT, ("parent", "derives P-01")), "sf1:d3c98b6181814964bfcd86ea6d2897ea"),
        ((*REQUIREMENT, ("parent", "derives P-02")), "sf1:8863b67749a5fbe9c88ff221f1498b5a"),
        (CRITERION, "sf1:7757efc29eb179b49b29494857e58f03"),
        ((("kind", "FR-1"), ("text", "2 users")), "sf1:f2ddde34eac23f10a9a91681d55cd41e"),
    ],
)
def test_the_worked_vectors(fields: tuple[tuple[str, str], ...], expected: str) -> None:
    assert fingerprint.fingerprint(fields) == expected
    assert matches(expected, fields)
    assert every(fields) == [expected]


def test_the_separator_vector_whose_blank_is_taken_literally() -> None:
    assert digest("sf1", [("kind", "FR-12"), ("text", " users")]) == "sf1:3f8d9bbf4b9b11270928715c40801f68"


def test_the_bytes_hashed_are_each_string_behind_its_length() -> None:
    hashed = f"3:sf1,4:kind,11:requirement,4:text,104:{T},6:parent,12:derives P-01,".encode()
    fields = (*REQUIREMENT, ("parent", "derives P-01"))
    assert fingerprint.fingerprint(fields) == f"sf1:{sha256(hashed).hexdigest()[:32]}"


def test_a_length_counts_bytes() -> None:
    assert digest("sf1", [("text", "é")]) == f"sf1:{sha256('3:sf1,4:text,2:é,'.encode()).hexdigest()[:32]}"


def test_an_empty_field_is_as_good_as_none() -> None:
    assert fingerprint.fingerprint((*REQUIREMENT, ("attr:status", " "))) == fingerprint.fingerprint(REQUIREMENT)


ITEM = T.replace("characters ", "characters\n  ")


@pytest.mark.parametrize(
    "edited",
    [
        ITEM,
        ITEM.replace("characters", "characters   "),
        ITEM.replace("\n", "\r\n"),
        f"* {ITEM}",
        f"**{ITEM}**",
        ITEM.replace("'", "\u2019"),
        f"{ITEM} <!-- agreed -->",
        f"- [x] {ITEM}",
        f"      - {ITEM}",
    ],
)
def test_the_editorial_vectors_leave_it_as_it_is(edited: str) -> None:
    assert matches("sf1:6b01e04da8390b05cb6f03b7dba63478", (("kind", "requirement"), ("text", edited)))


def test_composed_and_decomposed_letters_are_the_same() -> None:
    composed = T.replace("reject", "réject")
    assert normalised(unicodedata.normalize("NFD", composed)) == normalised(composed) != normalised(T)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("reject", "rejct"),
        ("MUST", "SHOULD"),
        ("MUST", "must"),
        ("12", "8"),
        ("seconds", "minutes"),
        ("MUST", "MUST NOT"),
        (" and show the user's error within 2 seconds", ""),
    ],
)
def test_the_semantic_vectors_change_it(old: str, new: str) -> None:
    assert not matches("sf1:6b01e04da8390b05cb6f03b7dba63478", (REQUIREMENT[0], ("text", T.replace(old, new))))


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("***x*** y", "x y"),
        ("**a **b**", "a **b"),
        ("a**b**c", "abc"),
        ("a*b*c", "a*b*c"),
        ("a__b__c d_e_f", "a__b__c d_e_f"),
        ("__a__ _b_ *c*", "a b c"),
        ("2 * 3 * 4", "2 * 3 * 4"),
        ("** a ** b **", "** a ** b **"),
        (r"\*a\* *b*", r"\*a\* b"),
        ("**a\n\nb**", "**a b**"),
        ("****", "****"),
        ("`**x**` **`x`**", "`**x**` `x`"),
        ("``a`b`` `c", "``a`b`` `c"),
        ("`a\n   b`", "`a b`"),
        ("`a  b`", "`a  b`"),
        ("`a\n\nb`", "`a b`"),
        ("`a\n\nb ` c", "`a b ` c"),
        (r"\`a **b**\`", r"\`a b\`"),
        ("a <!-- `x --> b` c", "a b` c"),
        ("a `<!-- x` b --> c", "a `<!-- x` b --> c"),
        ("a <!--> b", "a b"),
        ("a <!-- b", "a <!-- b"),
        ("<!-- a\nb -->- c", "c"),
        ("- [x] a\n  - [ ] b\n    * c\n2) d\n### e", "a b c d e"),
        ("-a *b 1.5 #c", "-a *b 1.5 #c"),
        ("- - a", "- a"),
        ("- [y] a", "[y] a"),
        (
            "[l_i_](http://a/_b_ 't') https://x/_y_/z **https://q.r/**",
            "[l_i_](http://a/_b_ 't') https://x/_y_/z https://q.r/",
        ),
        ("[a](b_(c)_d) _e_", "[a](b_(c)_d) e"),
        ("“a” – ‘b’ — c", "\"a\" - 'b' - c"),
        ("`“a”` [b](c–d)", "`“a”` [b](c–d)"),
        ("```py\n a  **b**\n```\nc", "```py\n a  **b**\n``` c"),
        ("  ```py\n   a\n  b\n  ```", "```py\n a\nb\n```"),
        ("~~~\n- a\n~~~", "~~~\n- a\n~~~"),
        ("```\na", "```\na"),
        ("\ufeffa\u00a0b\rc", "a b c"),
        ("", ""),
        (" \n\t ", ""),
    ],
)
def test_what_normalising_leaves(text: str, left: str) -> None:
    assert normalised(text) == left


@given(st.text("ab*_`<!->\\[](){}#1. \n\t~\u2019\u00e9"))
def test_any_text_can_be_normalised_and_layout_of_its_ends_does_not_matter(text: str) -> None:
    assert isinstance(normalised(text), str)
    assert normalised(f"{text}\n\n ") == normalised(text)


@pytest.mark.parametrize(
    "text",
    [
        "**a " * 100_000,
        "_a _" * 100_000,
        "*a*b" * 100_000,
        "`" * 300_000 + "x",
        "".join("`" * length + " " for length in range(600)),
        "<!-- " * 100_000,
        "](" * 100_000,
        "[x](a(b" * 50_000,
        "http://*" * 50_000,
        "http://" + "*" * 200_000,
        "`" + " " * 200_000 + "x`",
        " " * 200_000 + "`x",
        "```\n" * 50_000,
        "~~~ x\n" * 50_000,
        "\\" * 200_000,
        "- " * 100_000,
    ],
    ids=lambda text: repr(text[:9]),
)
def test_hostile_text_takes_linear_time(text: str) -> None:
    # Anything quadratic would take minutes here.
    assert normalised(text) is not None


def test_a_fingerprint_of_an_algorithm_that_is_not_known_matches_nothing() -> None:
    assert not matches("sf9:6b01e04da8390b05cb6f03b7dba63478", REQUIREMENT)
    assert not known("sf9:6b01e04da8390b05cb6f03b7dba63478")


@pytest.mark.parametrize("stored", ["", "sf1", "sf1:", "sf1:6b01", "sf1:6B01E04DA8390B05CB6F03B7DBA63478", "6b01e04d"])
def test_what_is_no_fingerprint_is_not_known(stored: str) -> None:
    assert not known(stored)
    assert not matches(stored, REQUIREMENT)


def test_bytes_that_are_no_utf8_can_be_hashed() -> None:
    assert known(fingerprint.fingerprint([("text", "a\udcffb")]))
