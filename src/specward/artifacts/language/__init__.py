"""Words of the languages that specifications are written in, as data, and what a project adds to them."""
