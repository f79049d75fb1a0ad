"""The trace graph: what is linked to what, how far each item is covered, what changed since it was reviewed."""
