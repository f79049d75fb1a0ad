"""Specward: the toolkit for spec-driven development; its command is `spec`."""

__version__ = "0.1.0"
