"""Placeholders in the place of secrets."""

from __future__ import annotations

import hashlib
import hmac
import re

import pytest

from specward.redaction import redact
from specward.redaction.placeholders import replace
from specward.redaction.secret import Secret

KEY = b"k" * 32
TOKEN = "ghp_" + "aB3dE5fG7hI9kL1mN3oP5qR7sT9uV1wX3yZ5"


def no_key() -> bytes:
    raise AssertionError("the key is not needed")


def test_a_text_without_a_secret_is_kept_and_no_key_is_asked_for() -> None:
    done = redact("nothing to hide", no_key)
    assert (done.text, done.count, done.rules) == ("nothing to hide", 0, ())


def test_a_secret_gives_way_to_its_rule_and_its_keyed_hash() -> None:
    digits = hmac.new(KEY, TOKEN.encode(), hashlib.sha256).hexdigest()[:8]
    done = redact(f"use {TOKEN}, please", lambda: KEY)
    assert (done.text, done.count, done.rules) == (
        f"use [REDACTED:github-token:{digits}], please",
        1,
        ("github-token",),
    )


def test_the_same_secret_has_the_same_digits_and_another_key_gives_others() -> None:
    first = redact(f"{TOKEN} {TOKEN}", lambda: KEY).text.split()
    assert first[0] == first[1]
    assert redact(TOKEN, lambda: b"x" * 32).text != first[0]


@pytest.mark.parametrize("length", [0, 32, 64, 65, 200])
def test_the_hash_is_that_of_the_standard_library_for_any_key(length: int) -> None:
    key = b"k" * length
    digits = hmac.new(key, TOKEN.encode(), hashlib.sha256).hexdigest()[:8]
    assert redact(TOKEN, lambda: key).text == f"[REDACTED:github-token:{digits}]"


def test_the_key_is_asked_once_however_many_secrets_there_are() -> None:
    asked: list[int] = []

    def key() -> bytes:
        asked.append(1)
        return KEY

    done = redact(f"{TOKEN} password=hunter2x {TOKEN}", key)
    assert (done.count, done.rules, asked) == (3, ("assigned-secret", "github-token"), [1])


def test_redacting_twice_changes_nothing() -> None:
    once = redact(f"token: {TOKEN} password='hunter2x' postgres://a:zebra@db", lambda: KEY)
    twice = redact(once.text, no_key, [("NAME", "REDACTED"), ("NAME", "github-token")])
    assert (twice.text, twice.count) == (once.text, 0)


def test_known_values_are_taken_out_too() -> None:
    done = redact("the answer is swordfish-9", lambda: KEY, [("WORD", "swordfish-9")])
    assert re.fullmatch(r"the answer is \[REDACTED:known-value:[0-9a-f]{8}\]", done.text)


def test_a_secret_with_a_lone_surrogate_is_taken_out() -> None:
    done = replace("a\ud800b", [Secret("known-value", 1, 2)], lambda: KEY)
    assert re.fullmatch(r"a\[REDACTED:known-value:[0-9a-f]{8}\]b", done.text)
