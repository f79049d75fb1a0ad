"""Access to the tables: every query stands here."""
