"""The real state of a project's features and items, derived from its documents."""
