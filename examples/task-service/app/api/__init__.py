"""The HTTP side: routes, errors, middleware; the only layer that knows HTTP."""
