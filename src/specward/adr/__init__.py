"""Decisions: which choices deserve a record, what is suggested, what was declined."""
