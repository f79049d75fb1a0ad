"""The guided demonstration: the whole way, from `spec init` to a guarded commit, in a scratch project."""
