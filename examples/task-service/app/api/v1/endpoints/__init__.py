"""The operations, a module for each resource."""
