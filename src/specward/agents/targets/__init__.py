"""The agents that definitions are rendered for, one module a target."""
