"""A rule's manual read as data: its sections, and the examples that are run as tests."""

from __future__ import annotations

from typing import TYPE_CHECKING

from specward.changeset import ADDED, ChangedPath, Changeset
from specward.check.run import check
from specward.check.select import Selection
from specward.evidence import jsonl
from specward.evidence.store import FOLDER, gather
from specward.evidence.tree import tree_of
from specward.markdown.document import Document
from specward.markdown.scan import FENCE
from specward.project import Project
from specward.sources.memory import MemorySource
from specward.sources.memory_elsewhere import MemoryElsewhere

if TYPE_CHECKING:
    from collections.abc import Sequence

    from specward.check.report import Report
    from specward.evidence.result import Evidence
    from specward.rule import Rule

EXAMPLE = "example"
"""The section whose files must yield a finding of the rule."""
USE_INSTEAD = "use instead"
"""The section whose files must yield none."""
BASE = "base:"
"""What the path of a file begins with that belongs to the state that the example's change starts from."""
BRANCH = "feature/other:"
"""What the path of a file begins with that is on another branch than the example."""
REQUIRED_SECTIONS = ("what it does", "why is this bad?", EXAMPLE, USE_INSTEAD)


def sections(rule: Rule) -> list[str]:
    """The titles of a manual's sections, in order, lower case."""
    return [section.title for section in _document(rule).sections]


def example(rule: Rule, title: str) -> dict[str, str]:
    """The files of an example: each fence whose info string is `LANGUAGE PATH` is the file at PATH."""
    document = _document(rule)
    section = document.section(title)
    if section is None:
        return {}
    fences = [block for block in document.within(section, FENCE) if len(block.info.split()) == 2]
    return {block.info.split()[1]: f"{document.words(block)}\n" for block in fences}


def run_example(rule: Rule, files: dict[str, str], catalogue: Sequence[Rule]) -> Report:
    """Check an example's files with this rule alone, as a commit that adds them."""
    before = {path.removeprefix(BASE): text for path, text in files.items() if path.startswith(BASE)}
    other = {path.removeprefix(BRANCH): text for path, text in files.items() if path.startswith(BRANCH)}
    files = {path: text for path, text in files.items() if not path.startswith((BASE, BRANCH))}
    change = Changeset(paths=tuple(ChangedPath(ADDED, path) for path in files))
    source = MemorySource(files)
    base = Project(MemorySource(before)) if before else None
    project = Project(
        source,
        change=change,
        evidence=_evidence(source),
        base=base,
        elsewhere=lambda: MemoryElsewhere({BRANCH[:-1]: other}),
        mends=True,
    )
    return check(project, Selection.of(project, catalogue, select=[rule.name]))


def _evidence(source: MemorySource) -> Evidence | None:
    """The example's evidence files; one whose header names no tree was made on the example's own."""
    runs = [(path, jsonl.parse(source.read(path) or b"")) for path in source.paths() if path.startswith(FOLDER + "/")]
    return gather(runs, tree_of(source)) if runs else None


def _document(rule: Rule) -> Document:
    return Document(f"{rule.code}.md", rule.manual)
