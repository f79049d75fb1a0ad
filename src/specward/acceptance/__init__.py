"""Acceptance: criteria against evidence, the acceptance checklist, tests and scenarios written from criteria."""
