"""Commits and the records that answer for them."""
