"""A decision record edited in its own notation: what is not named stays as it is, byte for byte."""
