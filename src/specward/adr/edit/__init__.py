"""Decision records edited in place, each in its own notation: every byte outside of the edit stays."""
