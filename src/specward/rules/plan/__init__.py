"""Rules on plans."""
