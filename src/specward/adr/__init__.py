"""Decisions: the records of a project, their life, who cites them, and which choices deserve one."""
