"""Projections of a report: text, JSON, GitHub annotations."""
