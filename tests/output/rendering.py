"""Writes a project's report in every form to stdout: run twice, it must give the same bytes."""

from __future__ import annotations

import sys

from specward.check.fix_places import FixPlaces
from specward.check.run import check
from specward.check.select import Selection
from specward.output.formats import Format, form
from specward.output.view import View
from specward.project import Project
from specward.rules import RULES
from specward.sources.memory import MemorySource

FILES = {
    "specs/001-a/spec.md": "# Feature Specification: A\n\n- **FR-001**: It [NEEDS CLARIFICATION: x]\n- **FR-001**: y\n",
    "specs/001-b/spec.md": "# Feature Specification: B\n",
    "specs/002-c/tasks.md": "---\na: b: c\n---\n\n# Tasks: C\n\n- []T001 Write it\n- [ ] T001 Again\n",
    "history/prompts/general/0001-a.misc.prompt.md": "---\nid: 7\nstage: nothing\n---\n\n## Prompt\n",
    "history/adr/0001-a.md": "# ADR-0002: A\n\n- **Status:** Superseded by ADR-0009\n",
}
project = Project(MemorySource(FILES), today="2026-01-31")
selection = Selection.of(project, RULES)
report = check(project, selection)
for name in Format:
    sys.stdout.write(f"=== {name}\n{form(name).render(report, View(selection.rules, FixPlaces(project.document)))}")
