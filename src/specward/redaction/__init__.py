"""Redaction: secrets are taken out of what people and agents wrote before a byte of it is kept."""

from __future__ import annotations

from specward.redaction.key import local_key
from specward.redaction.known import known_values
from specward.redaction.placeholders import Redacted, redact
from specward.redaction.search import find
from specward.redaction.secret import Secret

__all__ = ["Redacted", "Secret", "find", "known_values", "local_key", "redact"]
