"""Putting placeholders in the place of secrets."""

from __future__ import annotations

from specward.redaction.search import find

TYPE_CHECKING = False  # before `typing`, which a prompt does not wait for
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from specward.redaction.secret import Secret

_BLOCK = 64
"""Bytes of a block of SHA-256."""


class Redacted:
    """A text without its secrets.

    Attributes:
        text: the text, a placeholder where each secret stood, every other character as it was.
        count: how many there were.
        rules: what they were known by, each once, sorted.
    """

    __slots__ = ("count", "rules", "text")

    def __init__(self, text: str, count: int = 0, rules: tuple[str, ...] = ()) -> None:
        self.text = text
        self.count = count
        self.rules = rules


def redact(text: str, key: Callable[[], bytes], known: Iterable[tuple[str, str]] = ()) -> Redacted:
    """Replace every secret by `[REDACTED:<rule>:<8 hex digits>]`; see `replace`.

    Args:
        text: any text.
        key: gives the key of the digits (see `local_key`); only asked where there is a secret.
        known: see `find`.
    """
    return replace(text, find(text, known), key)


def replace(text: str, secrets: Sequence[Secret], key: Callable[[], bytes]) -> Redacted:
    """Put a placeholder in the place of each secret.

    The digits are of the secret's HMAC-SHA-256, so that two places can be told to hold the same one; a plain hash of a
    short password could be found by trial. A placeholder is no secret: redacting twice changes nothing.

    Args:
        text: any text.
        secrets: in order, none overlapping another, as `find` gives them.
        key: gives the key of the digits; only asked where there is a secret.
    """
    if not secrets:
        return Redacted(text)
    kept = key()
    pieces: list[str] = []
    at = 0
    for secret in secrets:
        value = text[secret.start : secret.end].encode("utf-8", "surrogatepass")
        pieces += text[at : secret.start], f"[REDACTED:{secret.rule}:{_keyed_hash(kept, value)[:8]}]"
        at = secret.end
    rules = tuple(sorted({secret.rule for secret in secrets}))
    return Redacted("".join([*pieces, text[at:]]), len(secrets), rules)


def _keyed_hash(key: bytes, value: bytes) -> str:
    """HMAC-SHA-256 (RFC 2104) of a value, without the library for it, which takes a third of an interpreter start."""
    from specward.digest import sha256

    block = (key if len(key) <= _BLOCK else sha256(key).digest()).ljust(_BLOCK, b"\0")
    inner = sha256(bytes(byte ^ 0x36 for byte in block) + value).digest()
    return sha256(bytes(byte ^ 0x5C for byte in block) + inner).hexdigest()
