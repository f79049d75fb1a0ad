"""Rules on adrs."""
