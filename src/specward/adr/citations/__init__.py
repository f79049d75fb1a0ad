"""Where decisions are cited, and what they cite."""
