"""Whether everything is in place: what is looked at, and what mends it."""
