"""Asking an application about itself in its own interpreter, and keeping what it said."""
