"""The life of a decision: drafted, proposed, accepted, superseded, and how it comes to stand with others."""
