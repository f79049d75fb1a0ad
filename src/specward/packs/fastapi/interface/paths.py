"""Paths of an API: which are there for machines, what their words are, where collections lie."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from specward import globs

if TYPE_CHECKING:
    from collections.abc import Iterable

    from specward.packs.fastapi.interface.operation import Operation

_TECHNICAL = re.compile(
    r"/?|.*/(health(z|-?check)?|live(z|ness)?|ready(z)?|readiness|ping|heartbeat|status|up|info|metrics|[\w-]*version)/?"
    r"|.*/(docs|redoc|openapi\.(json|ya?ml)|favicon\.ico|robots\.txt|csrf-?token|\.well-known)(/.*)?"
    r"|/(health|healthz|live|ready|static|assets)/.*"
)
_INCOMING = re.compile(r"webhook|callback|\bhooks?\b|\bevents?\b|\bproxy\b|\brpc\b|\bmcp\b|graphql|\bingest|telemetry")
_SHAPED = re.compile(r"\{\w*(kind|type|model|table|resource|view)(_name)?\}|\{key\}/?$", re.IGNORECASE)
_HEALTH = re.compile(r"/(health|live|ready|readiness|ping|heartbeat|status$|up$|alive)", re.IGNORECASE)
_VERSION = re.compile(r"(^|[/.])v\d++([._-]\d++|alpha\d*+|beta\d*+)*+(?=[/.]|$)", re.IGNORECASE)
_BOUNDARY = re.compile(r"[-_.:]|(?<=[a-z0-9])(?=[A-Z])")


def matches(patterns: Iterable[str], path: str) -> bool:
    """Whether a path matches any of the globs; `*` stands for whatever there is, slashes too."""
    plain = path.replace("/", "\0")
    return any(globs.matches(pattern.replace("/", "\0"), plain) for pattern in patterns)


def is_technical(path: str) -> bool:
    """Whether a path is there for machines and people who run the service: its root, health, metrics, documentation."""
    return _TECHNICAL.fullmatch(path.lower()) is not None


def is_health(path: str) -> bool:
    """Whether a path tells whether the service is well."""
    return _HEALTH.search(path) is not None


def is_incoming(path: str) -> bool:
    """Whether others decide what is sent to a path: a webhook, a callback, a proxy."""
    return ":path}" in path or _INCOMING.search(path.lower().replace("_", "-")) is not None


def is_shaped_by_parameter(path: str) -> bool:
    """Whether a parameter decides the form of what is sent and answered: `/records/{kind}`, `/settings/{key}`."""
    return _SHAPED.search(path) is not None


def is_versioned(path: str) -> bool:
    """Whether a version stands in a path: `/api/v1/items`."""
    return _VERSION.search(path) is not None


def words_of(segment: str) -> list[str]:
    """The words of a segment in lower case: `get-user`, `get_user` and `getUser` have two."""
    return [word.lower() for word in _BOUNDARY.split(segment) if word]


def is_parameter(segment: str) -> bool:
    """Whether a segment holds a parameter."""
    return "{" in segment


def collections(operations: Iterable[Operation]) -> set[str]:
    """The paths, without a last slash, under which single things are found: `/items` where there is `/items/{id}`."""
    found = set()
    for operation in operations:
        outer, _, last = operation.path.rstrip("/").rpartition("/")
        if outer and is_parameter(last) and not is_parameter(outer.rpartition("/")[2]):
            found.add(outer)
    return found
