"""Pins: what accepted decisions said when they were accepted, and whether they still say it."""
