"""Git hooks: installing them, and what they do."""
