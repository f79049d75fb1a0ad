"""Rules on projects."""
