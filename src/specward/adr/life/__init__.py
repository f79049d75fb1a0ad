"""The life of a decision: written, accepted, superseded, amended, given up."""
