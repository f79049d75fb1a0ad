"""Secrets that tell by their form what they are: private keys, JSON web tokens, passwords in URLs, HTTP credentials.

Sources: RFC 7468 (PEM), RFC 9580 (OpenPGP armor), RFC 7519 and 7515 (JWT), RFC 3986 (user information), RFC 7617 and
6750 (Basic, Bearer).
"""

from __future__ import annotations

import re
from functools import cache

from specward.redaction.secret import Secret
from specward.redaction.values import is_made_up, is_placeholder, looks_random

TYPE_CHECKING = False  # before `typing`, which a prompt does not wait for
if TYPE_CHECKING:
    from collections.abc import Iterator

PRIVATE_KEY = "private-key"
JWT = "jwt"
URL_PASSWORD = "url-password"  # noqa: S105 -- the name of a rule
AUTHORIZATION = "authorization"

_DASHES = "-----"
_BEGIN = _DASHES + "BEGIN "
_ENCODED_BEGIN = "LS0tLS1CRUdJTi"
"""Its base64, as in the configuration of `kubectl`."""
_LARGEST_BLOCK = 50_000
"""Characters of a private key at most; one of 16,384 bits takes 13,000."""
_LONGEST_USER = 130
_SHORTEST_BODY = 40
"""Base64 characters of a private key at least; one of Ed25519 takes 64."""
_JWT_EXAMPLE = "eyJzdWIiOiIxMjM0NTY3ODkwIiwi"
"""Begins the payload of the example that everybody copies: its subject is 1234567890."""
_BASIC_EXAMPLE = "QWxhZGRpbjpvcGVuIHNlc2FtZQ"
"""The credentials of the example in RFC 7617."""


def find_structures(text: str, lowered: str, words: str) -> Iterator[Secret]:
    """The secrets of these forms.

    Args:
        text: where they are looked for.
        lowered: the same in lower case, character for character.
        words: those of its words that are as long as a token, or all; see `tokens.long_words`.
    """
    if _BEGIN in text:
        yield from _private_keys(text)
    if _ENCODED_BEGIN in words:
        yield from _encoded_keys(text)
    if "eyJ" in words:
        yield from _web_tokens(text)
    if "@" in text:  # one sign is looked for many times faster than several
        yield from _url_passwords(text)
        yield from _source_passwords(text)
    if "bearer" in lowered or "basic" in lowered:
        yield from _credentials(text, lowered)
    if "curl" in lowered:
        yield from _curl_users(text)


def _private_keys(text: str) -> Iterator[Secret]:
    """Whole blocks from BEGIN to END; where the END is missing, as far as the lines look like a key's."""
    at = text.find(_BEGIN)
    while at >= 0:
        head = _begin_line().match(text, at)
        past = at + len(_BEGIN)
        if head:
            past = _end_of_key(text, head.end())
            if _is_key(text[head.end() : past]):
                yield Secret(PRIVATE_KEY, at, past)
            else:
                past = head.end()
        at = text.find(_BEGIN, past)


def _end_of_key(text: str, start: int) -> int:
    dashes = text.find(_DASHES, start, start + _LARGEST_BLOCK)
    foot = _end_line().match(text, dashes) if dashes >= 0 else None
    if foot:
        return foot.end()
    end = start
    line = _key_line().match(text, end)
    while line:
        end = line.end()
        line = _key_line().match(text, end)
    return end


def _is_key(body: str) -> bool:
    """Whether a block holds a key and not much else: neither `...` in its place, nor a text about such blocks."""
    body = body.partition(_DASHES)[0]
    lines = _long_base64().findall(body)
    longest = max(lines, key=len, default="")
    return len(longest) >= _SHORTEST_BODY and not is_made_up(longest) and 2 * sum(map(len, lines)) >= len(body)


def _encoded_keys(text: str) -> Iterator[Secret]:
    """Whole private keys in base64."""
    for match in _long_base64().finditer(text):
        if match[0].startswith(_ENCODED_BEGIN) and b"PRIVATE KEY-----" in _decoded(match[0][:80]):
            yield Secret(PRIVATE_KEY, *match.span())


def _web_tokens(text: str) -> Iterator[Secret]:
    """Signed and encrypted JSON web tokens: their first part decodes to a JSON object."""
    for match in _web_token().finditer(text):
        if _JWT_EXAMPLE not in match[0] and _is_header(match[1]):
            yield Secret(JWT, *match.span())


def _is_header(part: str) -> bool:
    data = _decoded(part)
    return data.startswith(b'{"') and b":" in data and data.isascii()


def _decoded(part: str) -> bytes:
    """What base64 of either alphabet stands for; empty where it is none."""
    from binascii import Error, a2b_base64

    try:
        return a2b_base64(part.replace("-", "+").replace("_", "/").rstrip("=") + "===")
    except (Error, ValueError):
        return b""


def _url_passwords(text: str) -> Iterator[Secret]:
    """What stands between the user's name and the host."""
    at = text.find("://")
    while at >= 0:
        match = _user_information().match(text, at + 3)
        if match and _is_password(*match.groups()):
            yield Secret(URL_PASSWORD, *match.span(2))
        at = text.find("://", at + 3)


def _source_passwords(text: str) -> Iterator[Secret]:
    """The same in the data source names of Go: `name:password@tcp(host)/base`."""
    at = text.find("@tcp(")
    while at >= 0:
        match = _source_user().search(text, max(0, at - _LONGEST_USER), at)
        if match and _is_password(*match.groups()):
            yield Secret(URL_PASSWORD, *match.span(2))
        at = text.find("@tcp(", at + 5)


def _is_password(user: str, password: str) -> bool:
    """Whether what stands for a password is one; `postgres:postgres` is how every database begins."""
    return password.lower() != user.lower() and not is_placeholder(password)


def _credentials(text: str, lowered: str) -> Iterator[Secret]:
    """What follows `Bearer` and `Basic`."""
    for match in _scheme().finditer(lowered):
        value = text[match.start(2) : match.end(2)]
        is_secret = _is_basic(value) if match[1] == "basic" else looks_random(value) and not is_made_up(value)
        if is_secret:
            yield Secret(AUTHORIZATION, *match.span(2))


def _curl_users(text: str) -> Iterator[Secret]:
    """The password of `curl -u name:password`."""
    for match in _curl_user().finditer(text):
        if _is_password(*match.groups()):
            yield Secret(AUTHORIZATION, *match.span(2))


def _is_basic(value: str) -> bool:
    """Whether it decodes to a name and a password that is none of those in examples."""
    data = _decoded(value)
    _, colon, password = data.partition(b":")
    if not colon or not data.isascii() or value.startswith(_BASIC_EXAMPLE):
        return False
    words = data.decode("ascii")
    return words.isprintable() and not is_placeholder(password.decode("ascii"))


@cache
def _begin_line() -> re.Pattern[str]:
    return re.compile("-----BEGIN [A-Z0-9 ]{0,40}PRIVATE KEY(?: BLOCK)?-----")


@cache
def _end_line() -> re.Pattern[str]:
    return re.compile("-----END [A-Z0-9 ]{1,60}-----")


@cache
def _key_line() -> re.Pattern[str]:
    """A line of base64, or a header of an encrypted key, with the line break before it, which may be an escape."""
    return re.compile(
        r"(?:\\{1,4}[rn]|[\s>|\"'+#*]){0,40}+"
        r"(?:[A-Za-z0-9+/]{16,}+={0,2}|(?:Proc-Type|DEK-Info|Version|Comment|Hash):[^\n\\]{1,80})"
    )


@cache
def _long_base64() -> re.Pattern[str]:
    return re.compile("[A-Za-z0-9+/=]{16,}+")


@cache
def _web_token() -> re.Pattern[str]:
    """Begins where a word begins, so no character is read twice however many parts there are."""
    part = "[A-Za-z0-9_-]"
    return re.compile(rf"(?<!{part})(eyJ{part}{{12,}}+)\.{part}*+(?:\.{part}*+){{1,3}}(?<=[A-Za-z0-9_-]{{8}})")


@cache
def _user_information() -> re.Pattern[str]:
    return re.compile(r"([^\s/?#:@\"'<>`\\]{0,128}):([^\s/?#\"'<>`\\,;()|]{1,256})@(?=[A-Za-z0-9\[$<{%_])")


@cache
def _source_user() -> re.Pattern[str]:
    return re.compile(r"([\w.-]{1,64}):([^\s:@/\"'`]{3,64})$")


@cache
def _scheme() -> re.Pattern[str]:
    """In lower case."""
    return re.compile(r"(bearer|basic)[ \t]{1,4}[\"'`]?([a-z0-9._~+/-]{8,}+={0,2})")


@cache
def _curl_user() -> re.Pattern[str]:
    return re.compile(r"[ \t](?:-u|--user)[ \t=]{1,3}[\"']?([\w.@+-]{1,64}):([^\s\"'\\]{3,128})")
