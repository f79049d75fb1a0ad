"""What Specward writes: each function returns the changes that it intends, and touches nothing."""
