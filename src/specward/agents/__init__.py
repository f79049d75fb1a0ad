"""Files that coding agents read: what they are made from, where they stand, and how they are taken back."""
