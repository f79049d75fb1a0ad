"""Accepted text stays as it was accepted: pins, and what differs from them."""
