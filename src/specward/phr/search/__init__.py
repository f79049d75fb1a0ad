"""Finding records: by words, facets, and what people call them."""
