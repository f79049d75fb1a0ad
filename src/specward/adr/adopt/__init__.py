"""Decision records that other tools have left, taken over where they lie."""
