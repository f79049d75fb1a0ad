"""A secret's place in a text."""

from __future__ import annotations

TYPE_CHECKING = False  # before `typing`, which a prompt does not wait for
if TYPE_CHECKING:
    from collections.abc import Iterable


class Secret:
    """A stretch of a text that must not be written anywhere.

    Attributes:
        rule: what it was known by: `github-token`, `url-password`, `assigned-secret`.
        start: its offset in characters.
        end: the offset past it.
    """

    __slots__ = ("end", "rule", "start")

    def __init__(self, rule: str, start: int, end: int) -> None:
        self.rule = rule
        self.start = start
        self.end = end

    def __repr__(self) -> str:
        return f"Secret({self.rule!r}, {self.start}, {self.end})"


def merged(secrets: Iterable[Secret]) -> list[Secret]:
    """The secrets in order of their places, those that overlap made one, known by the rule of the first of them."""
    kept: list[Secret] = []
    for secret in sorted(secrets, key=_place):
        if kept and secret.start < kept[-1].end:
            kept[-1].end = max(kept[-1].end, secret.end)
        else:
            kept.append(secret)
    return kept


def _place(secret: Secret) -> tuple[int, int]:
    return secret.start, -secret.end
