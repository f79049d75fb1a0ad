"""What checks found, kept from one run to the next; see `memory`."""
