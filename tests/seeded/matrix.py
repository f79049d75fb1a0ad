"""The published detection matrix: every seeded defect and what came of it, from the data that the tests assert."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

from tests.seeded import (
    agents,
    backend_change,
    backend_code,
    backend_contract,
    backend_exchange,
    backend_layers,
    backend_probe,
    backend_waiting,
    coverage,
    decisions,
    documents,
    evidence,
    naming,
    planning,
    policy,
    records,
    review,
    specification,
    structure,
)
from tests.seeded.samples import SAMPLES

from specward.rules import RULES

if TYPE_CHECKING:
    from tests.seeded.defect import Defect

PATH = Path(__file__).parents[2] / "docs/detection.md"
RENEW = "python -m tests.seeded"
GROUPS: dict[str, tuple[Defect, ...]] = {
    "Structure and graph": structure.GRAPH,
    "Identity": naming.IDENTITY,
    "Marks": naming.MARKER,
    "Coverage": coverage.COVERAGE,
    "Evidence": evidence.EVIDENCE,
    "Reports of any runner": evidence.REPORTS,
    "Evidence that cannot be used": evidence.BAD_EVIDENCE,
    "Review and locks": review.REVIEW,
    "Sign-off": review.SIGN_OFF,
    "Waivers and configuration": policy.POLICY,
    "Constitution": policy.PRINCIPLES,
    "Decisions": decisions.DECISIONS,
    "Decisions that are pinned": decisions.PINNED,
    "Ratchet": policy.RATCHET,
    "Documents that cannot be read": policy.UNREADABLE,
    "Documents": documents.DOCUMENTS,
    "Specification": specification.SPECIFICATION,
    "Plan": planning.PLANS,
    "Tasks": planning.TASK_LISTS,
    "Checklists": planning.CHECKLISTS,
    "Prompt records": records.PROMPTS,
    "Decisions in front matter": records.FRONT_MATTER,
    "Agent definitions": agents.AGENTS,
    "FastAPI: what is looked at": backend_probe.PROBED,
    "FastAPI: layout and layers": backend_layers.LAYOUT,
    "FastAPI: what waits, and what is shared": backend_waiting.ASYNCHRONOUS,
    "FastAPI: schemas": backend_code.SCHEMAS,
    "FastAPI: errors and logs": backend_code.ERRORS,
    "FastAPI: settings and start": backend_code.SETTINGS,
    "FastAPI: what ruff finds": backend_probe.RUFF,
    "FastAPI: names and paths": backend_contract.NAMES,
    "FastAPI: answers": backend_exchange.ANSWERS,
    "FastAPI: inputs": backend_exchange.INPUTS,
    "FastAPI: who may call": backend_contract.ACCESS,
    "FastAPI: contract, plan and tests": backend_change.CONTRACTS,
    "FastAPI: tools": backend_change.TOOLS,
    "FastAPI: changes": backend_change.CHANGES,
    "FastAPI: what a person looked at": backend_change.LOOKED_AT,
}
DEFECTS = tuple(defect for group in GROUPS.values() for defect in group)
_HEAD = """\
<!-- Written by `{renew}` from the data in tests/seeded/; tests/test_seeded_defects.py asserts all of it. -->

# Detection matrix

Clean projects, in which `spec check` finds nothing of any severity; then one small change at a time, {count} of them.
The tests assert every finding with its place, the exit statuses, and the words in which `spec verify` names the defect.
What is listed is all that is found. Each of the {rules} rules is set off, and each of the {samples} projects is checked
without a defect too:

- The shop, under the profile `strict`: a constitution that is enforced, two features that use the same ids, plans,
  tasks, code, marked tests, reviewed links, sign-offs, evidence. `spec verify` accepts it and exits with 0.
- The library, under the profile `story`: no constitution, no traces, a feature half built and a draft, a checklist,
  records of prompts. Nothing of it is to be accepted yet, so `spec verify` is not asked: –.
- The shop and the library with decision records, in bullets and in front matter; the library in other languages.
- The service, under `strict`: `examples/task-service` as it stands in the repository, with the pack `fastapi`, after a
  probe and the sign-offs that it asks for. An edit of its source comes with what the application would say of itself
  then, so that a rule is set off by the edit alone.

Exit status: 0 nothing that fails the run, 1 findings, 2 wrong configuration, 3 undetermined. `spec check` looks at no
results of tests, so findings that need them belong to `spec verify` alone. A defect with two zeros is told as a warning
or for information. What is not caught at all is in [qualification.md](qualification.md).

After a change to the seeds or the rules: `{renew}`.
"""
_FOOT = """\
## Controls

Changes that must come to nothing (`tests/seeded/test_controls.py`): another order of scenarios,
re-wrapping and other layout of a requirement, a feature folder with another number, an id inside of a fence, a comment
or a code span, a bare id inside of its own feature, a retired id that stands with its own text, an active waiver.

## Of any size, and for real

`tests/seeded/test_of_any_size.py` has rings of 10,000 requirements, chains of 100,000, diamonds of 40 levels, XML
without end. `tests/seeded/test_with_git.py` has the whole way through git, pytest and the command line, merges of two
branches, a shallow clone, hand-ticked boxes, phantom tasks, sign-offs of the wrong person.

## Rules

"""


def render() -> str:
    """The matrix as Markdown."""
    parts = [_HEAD.format(renew=RENEW, count=len(DEFECTS), rules=len(RULES), samples=len(SAMPLES))]
    for title, group in GROUPS.items():
        rows = [f"| {' | '.join(_cells(defect))} |" for defect in group]
        head = [
            "| defect | what is changed | project | found | `check` | `verify` |",
            "| --- | --- | --- | --- | --- | --- |",
        ]
        parts.append("\n".join([f"## {title}", "", *head, *rows, ""]))
    return "\n".join(parts) + "\n" + _FOOT + _rules()


def _codes(defect: Defect) -> str:
    """What is found, shortest first: `TRC001, TSK011 × 8`; by the report of the gate alone where no rule has a code."""
    counts = Counter(found.partition(" ")[0] for found in defect.found)
    words = [f"{code} × {count}" if count > 1 else code for code, count in counts.items()]
    return ", ".join(words) if words else f"“{defect.says.replace('|', chr(92) + '|')}”"


def _cells(defect: Defect) -> tuple[str, ...]:
    verify = "–" if defect.verify is None else str(defect.verify)
    return defect.name, defect.what, defect.sample, _codes(defect), str(defect.check), verify


def _rules() -> str:
    """How many defects set each rule off."""
    counts = Counter(code for defect in DEFECTS for code in {found.partition(" ")[0] for found in defect.found})
    listed = ", ".join(f"{rule.code} {rule.name} × {counts[rule.code]}" for rule in RULES)
    return f"Each rule, and how many of the defects it is found in: {listed}.\n"
