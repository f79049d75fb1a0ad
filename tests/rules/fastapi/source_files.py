"""What rules find in the Python files of a back end."""

from __future__ import annotations

from typing import TYPE_CHECKING

from specward.check.run import check
from specward.check.select import Selection
from specward.project import Project
from specward.sources.memory import MemorySource

if TYPE_CHECKING:
    from collections.abc import Mapping

    from specward.finding import Finding
    from specward.rule import Rule

STRICT = "packs: [fastapi]\nfastapi:\n  profile: strict\n"
MODEL = "from pydantic import BaseModel\n"
ROUTER = "from fastapi import APIRouter\nrouter = APIRouter()\n"


def found(rule: Rule, files: Mapping[str, str | bytes] | str, configuration: str = STRICT) -> list[Finding]:
    """The findings of one rule in files, or in the one file `app/api/orders.py`."""
    files = {"app/api/orders.py": files} if isinstance(files, str) else files
    project = Project(MemorySource({".specify/specward.yml": configuration, **files}))
    report = check(project, Selection([rule], project.config))
    assert not report.undetermined
    return list(report.findings)


def lines(rule: Rule, files: Mapping[str, str | bytes] | str, configuration: str = STRICT) -> list[str]:
    """The line of each finding, as it is written."""
    return [finding.location.excerpt.strip() for finding in found(rule, files, configuration)]
