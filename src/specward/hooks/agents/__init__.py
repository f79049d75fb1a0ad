"""Capture hooks in the settings of coding agents: what is written where, and how it is taken back."""
