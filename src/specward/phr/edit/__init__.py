"""Records edited in place: every byte outside of the edit stays."""
