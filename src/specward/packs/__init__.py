"""Rules for a kind of software, besides those for documents; each pack is asked for in the configuration."""
