"""Rules on phrs."""
