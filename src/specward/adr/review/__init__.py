"""What a change does to decisions, what waits for somebody, and the history of one record."""
