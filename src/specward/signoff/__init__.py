"""What people have signed, and whether what they signed still stands."""
