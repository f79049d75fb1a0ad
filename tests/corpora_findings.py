"""How often each rule reports something in each of the real projects: a golden table, to see what a change brings.

To write it anew after a look at what changed: `python -m tests.corpora_findings`.
"""

from __future__ import annotations

from collections import Counter
from pathlib import Path

from specward.check.run import check
from specward.check.select import Selection
from specward.opening import open_source
from specward.project import Project
from specward.rules import RULES

CORPORA = Path(__file__).parents[2] / "shared/corpora"
GOLDEN = Path(__file__).with_name("corpora_findings.tsv")
TODAY = "2026-11-29"
"""The day that terms are held against, so that the table stays as it is."""


def projects() -> list[Path]:
    """The real projects, where they are at hand."""
    return sorted(path for path in CORPORA.iterdir() if path.is_dir()) if CORPORA.is_dir() else []


def count(root: Path) -> Counter[str]:
    """How many findings each rule has in a project and those nested in it, by code, at the defaults."""
    found: Counter[str] = Counter()
    for folder in ("", *open_source(str(root)).nested):
        project = Project(open_source(str(root / folder)), today=TODAY)
        found.update(finding.code for finding in check(project, Selection.of(project, RULES)).findings)
    return found


def render() -> str:
    """The whole table: a line for each rule, a column for each project, and the sum."""
    roots = projects()
    counts = [count(root) for root in roots]
    lines = ["\t".join(["rule", "severity", "all", *(root.name for root in roots)])]
    for rule in RULES:
        row = [found[rule.code] for found in counts]
        name = f"{rule.code} {rule.name}"
        lines.append("\t".join([name, rule.severity.label, str(sum(row)), *(str(n) if n else "" for n in row)]))
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    GOLDEN.write_text(render(), encoding="utf-8")
