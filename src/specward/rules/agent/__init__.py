"""Rules on agent definitions."""
