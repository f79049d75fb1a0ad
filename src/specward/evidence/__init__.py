"""What tests say and prove: their marks, their results, and the tree that they were run on."""
