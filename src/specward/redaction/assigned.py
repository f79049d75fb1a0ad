"""Secrets that are known by the name in front of them: `DB_PASSWORD=…`, `"apiKey": "…"`, `the password is …`.

What such a name stands before is mostly no secret but a type, a call, a variable, a sentence; so the value decides.
"""

from __future__ import annotations

import re
from functools import cache

from specward.redaction.secret import Secret
from specward.redaction.values import is_chosen_secret, is_random_secret, is_unmistakable

TYPE_CHECKING = False  # before `typing`, which a prompt does not wait for
if TYPE_CHECKING:
    from collections.abc import Iterator

ASSIGNED = "assigned-secret"
SPOKEN = "spoken-secret"

_MARKS = ("pass", "pw", "secret", "token", "key", "credential", "auth")
_PUBLIC = (
    *("csrf", "xsrf", "antiforgery", "page", "next", "sync", "continuation", "cancel", "cancellation", "public"),
    *("lock", "change", "idempotency", "request", "starting", "update"),
)
"""Before `token` and `key`: what everybody may know, or what serves once."""
_LONGEST_NAME = 64
_LONGEST_QUOTED = 4096
_LOOK = 256
"""So much of a word decides whether it is a secret; what is left of it goes the same way."""


def find_assigned(text: str, lowered: str) -> Iterator[Secret]:
    """The values that stand behind the name of a secret.

    Args:
        text: where they are looked for.
        lowered: the same in lower case, character for character.
    """
    if not any(mark in lowered for mark in _MARKS):
        return
    past = 0
    for match in _name_and_sign().finditer(lowered):
        if match.start() >= past:
            place = _secret_behind(text, lowered, match)
            if place:
                past = place[1]
                yield Secret(SPOKEN if match.lastgroup == "said" else ASSIGNED, *place)


def _secret_behind(text: str, lowered: str, match: re.Match[str]) -> tuple[int, int] | None:
    """Where the secret stands that a name announces; None where what stands there is none."""
    start = match.end()
    quote = text[start - 1] if text[start - 1] in "\"'`" else ""
    if match.lastgroup == "call" and not quote:  # check_password(form), not set_password("x")
        return None
    end = _end_of_quoted(text, start, quote) if quote else -1
    quoted = end >= 0
    if not quoted:
        end = _end_of_word(text, lowered, match)
    value = text[start:end]
    if not _promising().search(value):  # most are words; the rest of the questions cost more
        return None
    is_password = match["name"].startswith("p") and not match["name"].startswith("private")
    if not (is_random_secret(value) or (is_password and is_chosen_secret(value, blanks=quoted))):
        return None
    if not _announces(lowered, match, quote, value):
        return None
    return start, end if quoted or end - start < _LOOK else _end_of_rest(text, end)


def _announces(lowered: str, match: re.Match[str], quote: str, value: str) -> bool:
    """Whether what stands behind a name says that its value follows."""
    before = lowered[max(0, match.start() - _LONGEST_NAME) : match.start()]
    word = _breaks().split(before)[-1]
    if before.rstrip(" _.-").endswith(_PUBLIC) or "::" in word or "arn:" in word:  # AWS::IAM::AccessKey
        return False
    if match.lastgroup == "blank":  # password "x", --password x, the api key x
        return (bool(quote) and match["name"] != "pass") or word.startswith("-") or is_unmistakable(value)
    if match.lastgroup == "tag":  # <password>x</password>
        return "<" in before and not re.search("[>\\s]", before[before.rindex("<") :])
    return True


def _end_of_quoted(text: str, start: int, quote: str) -> int:
    """Where a quoted value ends; -1 where it is not closed on its line."""
    end = text.find(quote, start, start + _LONGEST_QUOTED)
    if end < 0 or "\n" in text[start:end]:
        return -1
    return end - 1 if text[start - 2 : start - 1] == "\\" == text[end - 1] else end


def _end_of_word(text: str, lowered: str, match: re.Match[str]) -> int:
    """Where an unquoted value ends; its start where there is none, or code."""
    start = match.end()
    if match["sign"] == "=" and _is_variable(lowered, match.start()):
        word = _line_word().match(text, start)
        return word.end() if word else start
    word = _word().match(text, start)
    if not word or text[word.end() : word.end() + 1] in {"(", "[", "{"} or word[0].endswith("..") or _is_code(word[0]):
        return start
    parameter = _next_parameter().search(word[0])
    return start + len((word[0][: parameter.start()] if parameter else word[0]).rstrip(".,:"))


def _is_code(word: str) -> bool:
    """Whether it names something in a program: `settings.SECRET_KEY2`, `Schema.Uint8Array`."""
    parts = word.rstrip(".,:").split(".")
    return len(parts) > 1 and all(part.isidentifier() for part in parts)


def _end_of_rest(text: str, end: int) -> int:
    """Where a word ends of which so much has been looked at."""
    mark = _mark().search(text, end)
    return mark.start() if mark else len(text)


def _is_variable(lowered: str, at: int) -> bool:
    """Whether a line begins with the name, as in a file of variables: `DB_PASSWORD=`, `export DB_PASSWORD=`."""
    head = lowered[max(0, at - _LONGEST_NAME) : at].rpartition("\n")[2]
    name = head.lstrip("+- >").removeprefix("export ")
    return not name or name.isidentifier()


@cache
def _name_and_sign() -> re.Pattern[str]:
    """A name, what may stand around it, and what says that its value follows; in lower case."""
    name = (
        "pass(?:word|wd|phrase|code|wort|(?<![a-z]pass)(?![a-z]))|pwd|pw(?<![a-z]pw)(?![a-z])"
        '|secret|token|credentials?|authorization|auth(?<=[_"]auth)(?![a-z])'
        "|(?:api|access|account|auth|private|signing|encryption|master|shared|storage|license|service)[ _.-]?key"
    )
    kind = "key|value|base64|base|hex|prod|production|dev|development|staging|live|test|main|[0-9]{1,2}"
    whose = r"(?: \([^()\n]{1,30}\))?(?: (?:for|of|to|on|in|at)(?: [\w@.'/-]{1,30}){1,4}?(?= is|:))?"
    type_ = r"(?::[ \t]?[&\w.\[\]|? ]{1,24}?)?"
    sign = (
        rf"(?P<sign>[ \t]{{0,4}}{type_}(?:=>|={{1,3}}|:=)[ \t]{{0,6}}|[ \t]{{0,4}}(?:::?|\||→)[ \t]{{0,6}})"
        r"|(?P<said>[ \t]{1,4}(?:is|was|to|ist)(?: now| still| set to)?:?[ \t]{1,4})"
        r"|(?P<pair>,?\s{1,40}[\"']?value[\"']?[ \t]{0,3}[:=][ \t]{0,4})"
        r"|(?P<call>\()|(?P<tag>>)|(?P<blank>[ \t]{1,4})"
    )
    scheme = r"(?:(?:bearer|token|bot|apikey|api-key)[ \t]{1,3})?"
    opening = r"(?:[*_]{1,3}[ \t]{0,3})?" + scheme + r"(?:[bfru@$&]{1,2}(?=[\"']))?\\?[\"'`*]{0,3}"
    return re.compile(rf"(?P<name>{name})(?:[ _-]?(?:{kind})){{0,2}}\\?[\"'`*_)\]}}]{{0,3}}{whose}(?:{sign}){opening}")


@cache
def _promising() -> re.Pattern[str]:
    """What no secret is without: a digit, many letters, a sign among letters."""
    return re.compile("[0-9]|[A-Za-z]{16}|[A-Za-z][!@#$%^&*][A-Za-z]")


@cache
def _breaks() -> re.Pattern[str]:
    return re.compile("[\\s\"'`(=]")


@cache
def _word() -> re.Pattern[str]:
    return re.compile(rf"[^\s\\\"'`,;<>|(){{}}\[\]=]{{1,{_LOOK}}}+={{0,2}}")


@cache
def _next_parameter() -> re.Pattern[str]:
    """Of a URL or a form."""
    return re.compile(r"&[\w.%-]{1,40}=")


@cache
def _line_word() -> re.Pattern[str]:
    return re.compile(rf"[^\s\\\"'`]{{1,{_LOOK}}}+")


@cache
def _mark() -> re.Pattern[str]:
    """What no word goes on behind."""
    return re.compile(r"[\s\\\"'`,;&<>|(){}\[\]]")
