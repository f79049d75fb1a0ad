"""Running the rules over a project."""
