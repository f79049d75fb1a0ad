"""Numbers that other branches have taken, and giving a decision another number."""
