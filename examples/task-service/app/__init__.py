"""A service for tasks of people who sign in."""

__version__ = "1.0.0"
