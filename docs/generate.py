"""Write the documents that are derived from the code; with `--check`, only say whether they are current."""

from __future__ import annotations

import json
import sys
from pathlib import Path

from specward import config

DOCS = Path(__file__).parent
NOTE = "<!-- Written by docs/generate.py from src/specward/config.py. -->\n\n"


def documents() -> dict[str, str]:
    """Every derived document by its path below `docs/`."""
    return {
        "configuration.md": NOTE + config.documentation().strip() + "\n",
        "schemas/config-v1.json": json.dumps(config.json_schema(), indent=2, ensure_ascii=False) + "\n",
    }


def main(arguments: list[str]) -> int:
    """Write, or with `--check` compare; 1 where a document is not current."""
    stale = [path for path, text in documents().items() if not _is_current(DOCS / path, text)]
    if "--check" in arguments:
        for path in stale:
            sys.stderr.write(f"docs/{path} is not current: run python docs/generate.py\n")
        return int(bool(stale))
    for path in stale:
        (DOCS / path).write_text(documents()[path], encoding="utf-8")
        sys.stdout.write(f"docs/{path}\n")
    return 0


def _is_current(path: Path, text: str) -> bool:
    return path.exists() and path.read_text(encoding="utf-8") == text


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
