"""The prompt history: which changes need a record, and which records they have."""
