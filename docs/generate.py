"""Write the files that are derived from the code; with `--check`, only say whether they are current."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import catalogue

from specward import config

ROOT = Path(__file__).parents[1]
NOTE = "<!-- Written by docs/generate.py from src/specward/config.py. -->\n\n"


def documents() -> dict[str, str]:
    """Every derived file by its path."""
    return {
        "docs/configuration.md": NOTE + config.documentation().strip() + "\n",
        "docs/schemas/config-v1.json": json.dumps(config.json_schema(), indent=2, ensure_ascii=False) + "\n",
        "src/specward/rules/catalogue.py": catalogue.render(),
    }


def main(arguments: list[str]) -> int:
    """Write, or with `--check` compare; 1 where a file is not current."""
    stale = {path: text for path, text in documents().items() if not _is_current(ROOT / path, text)}
    for path, text in stale.items():
        if "--check" in arguments:
            sys.stderr.write(f"{path} is not current: run python docs/generate.py\n")
        else:
            (ROOT / path).write_text(text, encoding="utf-8")
            sys.stdout.write(f"{path}\n")
    return int(bool(stale) and "--check" in arguments)


def _is_current(path: Path, text: str) -> bool:
    return path.exists() and path.read_text(encoding="utf-8") == text


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
