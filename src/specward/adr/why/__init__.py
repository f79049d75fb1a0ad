"""Which decisions a file or a line stands on, and how that is known."""
