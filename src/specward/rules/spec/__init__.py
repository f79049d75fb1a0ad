"""Rules on specs."""
