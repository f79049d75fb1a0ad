"""Rules on taskss."""
