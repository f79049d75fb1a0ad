"""Decisions as listings, tables of contents, graphs, pages, feeds and reviews show them."""
