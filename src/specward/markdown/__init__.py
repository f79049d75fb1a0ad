"""Markdown read as data: blocks, sections, front matter, inline text, each with its exact span."""
