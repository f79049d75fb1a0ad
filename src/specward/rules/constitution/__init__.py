"""Rules on constitutions."""
