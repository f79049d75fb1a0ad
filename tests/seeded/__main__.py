"""Write docs/detection.md anew: `python -m tests.seeded`."""

from __future__ import annotations

from tests.seeded.matrix import PATH, render

if __name__ == "__main__":
    PATH.write_text(render(), encoding="utf-8")
