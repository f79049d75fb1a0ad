"""Decisions for other programs: JSON-ADR and what a feed says of them."""
