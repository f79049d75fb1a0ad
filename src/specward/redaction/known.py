"""Secrets that are known by their very value, because it stands in a `.env` file or in the environment."""

from __future__ import annotations

import os
import re
import stat
from functools import cache

from specward.redaction.structures import find_structures
from specward.redaction.values import is_placeholder, is_random_secret

TYPE_CHECKING = False  # before `typing`, which a prompt does not wait for
if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_LARGEST_FILE = 65_536
_MOST_FILES = 10
_MOST_VALUES = 200
_SHORTEST = 8
_LONGEST = 4096
_SAMPLES = (".example", ".sample", ".template", ".dist", ".defaults", ".schema", ".vault")
_PUBLIC = ("NEXT_PUBLIC_", "VITE_", "REACT_APP_", "EXPO_PUBLIC_", "NUXT_PUBLIC_", "PUBLIC_", "GATSBY_")
"""What a web page is built with: its readers see these."""
_SECRET = ("TOKEN", "SECRET", "PASSWORD", "PASSWD", "PASSPHRASE", "APIKEY", "CREDENTIAL")
_SECRET_ENDS = ("_KEY", "_PASS", "_PWD", "_PAT", "_AUTH")
_NAMED = ("ID", "URL", "URI", "HOST", "NAME", "SHA", "COMMIT", "DIGEST", "TAG", "VERSION", "PUBLIC_KEY")
"""What people call things by in their prompts."""


def known_values(root: str, environ: Mapping[str, str]) -> tuple[tuple[str, str], ...]:
    """Names and values of the variables that hold secrets: of the `.env` files of a project and of the environment.

    A plain word, a path, a number or an address is none, however its variable is called: it stands in texts for what
    it is. Of a URL with a password, the password is one. Files that cannot be read, and samples such as
    `.env.example`, are left out.

    Args:
        root: the project's root; only the files directly in it are read.
        environ: the environment.
    """
    found: dict[str, str] = {}
    for path in _files(root):
        for name, value in _variables(path):
            for secret in _secrets(name, value) or ([value] if _is_random(name, value) else []):
                found.setdefault(secret, name)
    for name, value in environ.items():
        for secret in _secrets(name, value):
            found.setdefault(secret, name)
    return tuple((name, secret) for secret, name in found.items())[:_MOST_VALUES]


def _secrets(name: str, value: str) -> list[str]:
    """The secrets in a variable, judged by its name, or by the form of a URL."""
    if "://" in value:
        value = value[:_LONGEST]
        places = find_structures(value, value.lower(), value)
        return [part for part in (value[place.start : place.end] for place in places) if _is_telling(part)]
    upper = name.upper()
    is_secret = any(word in upper for word in _SECRET) or upper.endswith(_SECRET_ENDS)
    is_secret = is_secret and not upper.startswith(_PUBLIC) and not upper.endswith(_NAMED)
    return [value] if is_secret and _is_telling(value) else []


def _is_telling(value: str) -> bool:
    """Whether a value can be nothing but what it is: no word, name, number, path or address."""
    return (
        _SHORTEST <= len(value) <= _LONGEST
        and not value.startswith(("/", "./", "../", "~"))
        and not _plain().fullmatch(value)
        and not is_placeholder(value)
    )


def _is_random(name: str, value: str) -> bool:
    """Whether a variable of a `.env` file holds a secret whatever it is called."""
    upper = name.upper()
    return (
        len(value) <= _LONGEST and is_random_secret(value) and not (upper.startswith(_PUBLIC) or upper.endswith(_NAMED))
    )


def _files(root: str) -> list[str]:
    try:
        names = sorted(name for name in os.listdir(root) if name.startswith(".env") and not name.endswith(_SAMPLES))
    except OSError:
        return []
    return [os.path.join(root, name) for name in names[:_MOST_FILES]]


def _variables(path: str) -> Iterator[tuple[str, str]]:
    """The variables of a `.env` file, as shells and the many libraries for it would read them."""
    try:
        state = os.stat(path)
        if not stat.S_ISREG(state.st_mode) or state.st_size > _LARGEST_FILE:
            return
        with open(path, "rb") as file:
            text = file.read(_LARGEST_FILE).decode("utf-8", "replace")
    except OSError:
        return
    for match in _assignment().finditer(text):
        value = match["double"] or match["single"] or match["bare"] or ""
        yield match["name"], value.strip()


@cache
def _assignment() -> re.Pattern[str]:
    return re.compile(
        r"^[ \t]*(?:export[ \t]+)?(?P<name>[A-Za-z_][\w.-]{0,100})[ \t]*[=:][ \t]*"
        r"(?:\"(?P<double>[^\"\r\n]*)\"|'(?P<single>[^'\r\n]*)'|(?P<bare>(?:(?![ \t]#)[^\r\n])*))",
        re.MULTILINE,
    )


@cache
def _plain() -> re.Pattern[str]:
    """A word or several joined, a number, a host with or without its port."""
    return re.compile(r"[A-Za-z]++(?:[-_. ][A-Za-z]++)*+(?::[0-9]+)?|[0-9.,:_-]+")
