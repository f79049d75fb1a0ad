"""What holds for any text at all."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from tests.redaction.seeds import seeds

from specward.redaction import find, redact

KEY = b"k" * 32
SECRETS = [seed.secret for seed in seeds() if len(seed.secret) < 500]
PIECES = st.sampled_from(
    [
        *("password", "token", "secret", "api_key", "bearer ", "basic ", "value", "curl -u a", "is ", "to ", "--", "a"),
        *("=", ":", ": ", '"', "'", "`", " ", "\n", "\\n", "\\r", "(", ")", "[", "]", "{", "<", ">", "@", "://", "u:"),
        *("-----BEGIN PRIVATE KEY-----", "-----END PRIVATE KEY-----", "A1b2C3d4E5f6G7h8" * 4, "eyJ", ".", ",", ";"),
        *("hunter2Xy!", "[REDACTED:jwt:01234567]", "[REDACTED:", "ghp_", "AKIA", "f", "0", "Z", "_", "-", "%3D", "İ"),
        *("字", "$", "/", "https://", "sk-", "+", "&", "x=", "**", "|", "@tcp("),
    ]
)
TEXTS = st.lists(PIECES | st.sampled_from(SECRETS) | st.text(max_size=6), max_size=14).map("".join)
KNOWN = st.lists(
    st.sampled_from(["REDACTED", "hunter2Xy!", "private-key", "01234567", "assigned-secret"]), max_size=2
).map(lambda values: [("NAME", value) for value in values])


def key() -> bytes:
    return KEY


@given(TEXTS | st.text(), KNOWN)
def test_places_are_in_range_in_order_and_apart(text: str, known: list[tuple[str, str]]) -> None:
    past = 0
    for secret in find(text, known):
        assert past <= secret.start < secret.end <= len(text)
        past = secret.end


@given(TEXTS, KNOWN)
def test_redacting_twice_is_redacting_once(text: str, known: list[tuple[str, str]]) -> None:
    once = redact(text, key, known).text
    assert redact(once, key, known).text == once


@given(TEXTS, KNOWN)
def test_everything_outside_of_the_places_is_kept(text: str, known: list[tuple[str, str]]) -> None:
    kept, at = [], 0
    for secret in find(text, known):
        kept.append(text[at : secret.start])
        at = secret.end
    rest = redact(text, key, known).text
    for piece in [*kept, text[at:]]:
        assert piece in rest
        rest = rest[rest.index(piece) + len(piece) :]


_APART = st.text(st.characters(exclude_categories=("L", "N", "Cs"), exclude_characters="_-=[]\"'`\\+/.%"), max_size=30)


@given(st.text(max_size=30), _APART, st.sampled_from([one for one in SECRETS if one.startswith(("ghp_", "sk-ant-"))]))
def test_a_token_is_found_whatever_stands_around_it(text: str, apart: str, token: str) -> None:
    whole = f"{text} {apart}{token}{apart} {text}"
    at = whole.index(token)
    assert any(one.start <= at and at + len(token) <= one.end for one in find(whole))
