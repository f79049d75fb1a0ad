"""Write docs/redaction.md anew: `python -m tests.redaction`."""

from __future__ import annotations

from tests.redaction.measured import PATH, render

if __name__ == "__main__":
    PATH.write_text(render(), encoding="utf-8")
