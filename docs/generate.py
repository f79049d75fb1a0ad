"""Write the files that are derived from the code; with `--check`, only say whether they are current."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import catalogue
import commands
import definitions
import rule_pages

from specward import config

ROOT = Path(__file__).parents[1]
_NOTE = "<!-- Written by docs/generate.py from src/specward/config.py. -->\n\n"
_CURE = "run python docs/generate.py"


def documents() -> dict[str, str]:
    """Every derived file by its path."""
    rules = catalogue.rules()
    return {
        "docs/configuration.md": _NOTE + config.documentation().strip() + "\n",
        "docs/schemas/config-v1.json": json.dumps(config.json_schema(), indent=2, ensure_ascii=False) + "\n",
        **catalogue.render(),
        "docs/cli.md": commands.render(),
        definitions.PATH: definitions.render(rules),
        **rule_pages.render(rules),
    }


def main(arguments: list[str]) -> int:
    """Write, or with `--check` compare; 1 where a file is not current, or is of a rule that is gone."""
    wanted = documents()
    stale = {path: text for path, text in wanted.items() if not _is_current(ROOT / path, text)}
    gone = sorted(
        path for path in (ROOT / rule_pages.FOLDER).glob("*.md") if path.relative_to(ROOT).as_posix() not in wanted
    )
    if "--check" in arguments:
        said = [f"{path} is not current" for path in stale] + [
            f"{path.relative_to(ROOT)} is of no rule" for path in gone
        ]
        sys.stderr.write("".join(f"{line}: {_CURE}\n" for line in said))
        return int(bool(said))
    for path, text in stale.items():
        (ROOT / path).parent.mkdir(parents=True, exist_ok=True)
        (ROOT / path).write_text(text, encoding="utf-8")
        sys.stdout.write(f"{path}\n")
    for path in gone:
        path.unlink()
        sys.stdout.write(f"{path.relative_to(ROOT)} removed\n")
    return 0


def _is_current(path: Path, text: str) -> bool:
    return path.exists() and path.read_text(encoding="utf-8") == text


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
