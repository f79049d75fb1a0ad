"""The decisions of a project as listings, rules and graphs know them."""
