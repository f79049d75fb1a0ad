"""The commands of adr-tools, for those whose fingers and scripts know them."""
