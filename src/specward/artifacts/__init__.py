"""What the documents mean: one reader for each kind of artifact."""
