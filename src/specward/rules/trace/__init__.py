"""Rules on what is linked to what, and on what proves it."""
