"""Whether a value is a secret or only stands in the place of one: a placeholder, a word, a name, code, an address."""

from __future__ import annotations

import re
from functools import cache

_STAND_INS = (
    *("example", "placeholder", "changeme", "change-me", "change_me", "change-this", "change_this", "redacted", "..."),
    *("your-", "your_", "yourtoken", "yourkey", "yoursecret", "yourpassword", "my-secret", "mysecret", "dummy", "<"),
    *("sample", "goes-here", "goes_here", "insert", "replace", "not-real", "notreal", "xxxx", "fake-", "fake_"),
)
"""What stands in values that show where a real one goes."""
_SEQUENCES = ("1234567", "abcdefg", "7654321", "qwerty")
"""Rows of keys and of the alphabet."""
_PUBLISHED = ("4ec39hqlyjwdarjt", "bqokikjovbii2hlw", "-e29b-41d4-a716-", "-e89b-12d3-a456-")
"""Parts of what everybody prints as an example: two keys of Stripe's documentation, two UUIDs."""
_FEWEST = 4
"""Of so many different characters a secret consists at least."""

_WORDS = sorted(
    (
        *(
            "password",
            "passwd",
            "passphrase",
            "passcode",
            "pass",
            "pwd",
            "secret",
            "token",
            "key",
            "api",
            "user",
            "name",
        ),
        *("root", "admin", "administrator", "guest", "test", "testing", "tester", "demo", "dev", "development", "prod"),
        *("production", "staging", "local", "localhost", "default", "foo", "bar", "baz", "abc", "def", "ghi", "jkl"),
        *("xyz", "value", "string", "str", "text", "varchar", "char", "bytes", "byte", "int", "uint", "float", "hash"),
        *("none", "null", "nil", "true", "false", "undefined", "postgres", "postgresql", "mysql", "mariadb", "mongo"),
        *("mongodb", "redis", "rabbitmq", "minio", "hello", "welcome", "change", "letmein", "something", "whatever"),
        *("anything", "todo", "example", "sample", "dummy", "fake", "mock", "temp", "tmp", "the", "your", "new", "old"),
        *("hidden", "masked", "min", "max", "sha", "base", "utf", "bcrypt", "argon", "scrypt", "pbkdf", "oauth", "aes"),
        *("rsa", "hmac", "jwt", "http", "super", "secure", "strong", "weak", "valid", "invalid", "wrong", "correct"),
        *("current", "confirm", "good", "bad", "simple", "easy", "id"),
    ),
    key=len,
    reverse=True,
)
"""Words that are no secret where they stand for one: alone, joined, or with a number behind them; longer ones first."""
_LONGEST_OF_WORDS = 48
_SHORTEST_WORD = 8
_LONG_WORD = 16


def is_made_up(value: str) -> bool:
    """Whether nobody would be given this as a token: it says so, runs along the alphabet, or hardly varies."""
    low = value.lower()
    return (
        _stands_in(low)
        or any(row in low for row in _SEQUENCES)
        or any(part in low for part in _PUBLISHED)
        or (value == low and value.isascii() and not any(sign.isdigit() for sign in value))
    )


def is_placeholder(value: str) -> bool:
    """Whether a value, be it a weak one, names no secret: a variable, a template's token, a word for what goes here."""
    low = value.lower()
    return (
        _stands_in(low)
        or value[0] in "<{[(%@"
        or (value[0] == "$" and value[1:].isidentifier())
        or "${" in value
        or "{{" in value
        or _is_made_of_words(low)
    )


def _stands_in(low: str) -> bool:
    return len(set(low)) < _FEWEST or any(word in low for word in _STAND_INS)


def _is_made_of_words(low: str) -> bool:
    """Whether a value has well-known words and little else: `TestPassword123!`, `dev-secret-do-not-use`, `sha256`."""
    if _slug().fullmatch(low) and not set(low.replace("_", "-").split("-")).isdisjoint(_WORDS):
        return True
    if len(low) > _LONGEST_OF_WORDS:
        return False
    for word in _WORDS:
        low = low.replace(word, " ")
    return sum(sign.isalpha() for sign in low) < 2


def is_random_secret(value: str) -> bool:
    """Whether a value is one that a machine made to be kept secret."""
    return (
        looks_random(value)
        and len(value.split()) == 1
        and "\\" not in value
        and not _address().match(value)
        and not is_placeholder(value)
        and not is_made_up(value)
    )


def is_unmistakable(value: str) -> bool:
    """Whether a secret would be one even if nothing said that it follows: it is long, or has a sign within."""
    return len(value) >= _LONG_WORD or any(sign in value[1:-1] for sign in "!#$%^&*")


def is_chosen_secret(value: str, *, blanks: bool = False) -> bool:
    """Whether a value is a password as people choose them: letters with digits or signs, and not just a known word.

    Args:
        value: what stands where a password would.
        blanks: whether it may have several words; one of them must then be such a password.
    """
    if blanks and " " in value:
        return any(is_chosen_secret(word) for word in value.split())
    return _chosen().fullmatch(value) is not None and not is_placeholder(value) and not is_made_up(value)


def looks_random(value: str) -> bool:
    """Whether a machine made it, not a person from words: letters, digits and cases change all the time in it.

    A name is made of words, so runs of one kind of character are long in it: `user-session-token-2`, `oauth2Token`.
    In random text they are short, on average 1.7 characters in base64, 2.1 in hexadecimal, 2.5 in base36.
    """
    parts = _parts().findall(value)
    if any(_is_random_word(part) for part in parts if len(part) >= _SHORTEST_WORD) or _jumble().fullmatch(value):
        return True
    whole = "".join(parts)  # base64 for URLs has dashes in it
    return len(whole) >= _LONG_WORD and _mean_run(whole) <= 2.2 and _mixed().match(whole) is not None


def _is_random_word(word: str) -> bool:
    """Whether its runs are short. In a short word they may be so by chance, so less is allowed there."""
    if word.isalpha():
        return len(word) >= _LONG_WORD and _mean_run(word) <= 2.75
    most = 2.75 if len(word) < 12 else 3.0 if len(word) < _LONG_WORD else 3.6 if len(word) < 24 else 4.2
    return _mean_run(word) <= most and not word.isdigit()


def _mean_run(text: str) -> float:
    """The mean length of its runs; a capital belongs to the small letters behind it."""
    return len(text) / len(_runs().findall(text))


@cache
def _parts() -> re.Pattern[str]:
    return re.compile("[A-Za-z0-9]+")


@cache
def _runs() -> re.Pattern[str]:
    return re.compile("[A-Z]?[a-z]+|[A-Z]+|[0-9]+")


@cache
def _jumble() -> re.Pattern[str]:
    """Letters, digits and several signs that no name and no pattern has together."""
    few, more = "!@#$%^&*", "+=~()_.,:;-"
    return re.compile(
        rf"(?=[^0-9]*[0-9])(?=[^A-Za-z]*[A-Za-z])(?=(?:[^{few}]*[{few}]){{2}})[A-Za-z0-9{few}{more}]{{8,}}"
    )


@cache
def _mixed() -> re.Pattern[str]:
    return re.compile("(?=[^a-z]*[a-z])(?=[^A-Z]*[A-Z])(?=[^0-9]*[0-9])")


@cache
def _chosen() -> re.Pattern[str]:
    """One word of letters and digits; or of letters, digits and signs; or of letters of both cases around a sign."""
    signs = "!@#$%^&*"
    return re.compile(
        r"(?=.{6,72}$)(?:"
        r"(?=[A-Za-z]*[0-9])(?=[0-9]*[A-Za-z])[A-Za-z0-9]+"
        rf"|(?=[^0-9]*[0-9])(?=[^A-Za-z]*[A-Za-z])(?=[^{signs}]*[{signs}])[A-Za-z0-9{signs}_.,:;~+=?/-]+"
        rf"|(?=[^a-z]*[a-z])(?=[^A-Z]*[A-Z])[A-Za-z]+[{signs}][A-Za-z{signs}]+)"
    )


@cache
def _address() -> re.Pattern[str]:
    """How a URL, a path, a name in a cloud or a checksum begins."""
    return re.compile(r"(?:https?|file|data|urn|arn|sha[0-9]{3})[:~-]|[.~]{0,2}/[A-Za-z_.-]+/")


@cache
def _slug() -> re.Pattern[str]:
    return re.compile("[a-z]++(?:[-_][a-z]++)++")
