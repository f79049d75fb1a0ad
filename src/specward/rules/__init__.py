"""The rules: a module each, and the catalogue of what they declare."""

from specward.rules.catalogue import RULES

__all__ = ["RULES"]
