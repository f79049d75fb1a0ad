"""Rules on checklists and sign-offs."""
