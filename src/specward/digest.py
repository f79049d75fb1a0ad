"""SHA-256, for those who have no time to load a library for it."""

from __future__ import annotations

__all__ = ["digest", "sha256"]

TYPE_CHECKING = False  # before `typing`, which a prompt does not wait for
if TYPE_CHECKING:
    from hashlib import sha256
else:
    # `hashlib` loads OpenSSL, which costs a fifth of an interpreter start; `random` in the standard library does this.
    try:
        from _sha2 import sha256
    except ImportError:
        try:
            from _sha256 import sha256
        except ImportError:
            from hashlib import sha256


def digest(text: str) -> str:
    """The SHA-256 of a text in UTF-8, lone surrogates included, as 64 hexadecimal digits."""
    return sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
