"""Which choices deserve a decision record: a test of three parts, over plans, changes and conversations."""
