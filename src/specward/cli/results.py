"""The test results that a command judges by: those that are kept, and those in files that the user names."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from specward.cli.console import note
from specward.errors import UsageError
from specward.evidence.binding import Binding
from specward.evidence.result import Evidence
from specward.evidence.store import load
from specward.evidence.tree import tree_of
from specward.output.terminal import printable
from specward.sources.source import UnreadableFile

if TYPE_CHECKING:
    from collections.abc import Sequence

    from specward.project import Project


def evidence_of(project: Project, root: str, files: Sequence[str] = ()) -> Evidence:
    """The evidence of a project; undetermined where a file cannot be read that counts to the present tree.

    Args:
        project: over the work tree.
        root: the project's root.
        files: JUnit reports and evidence files that the user names.
    """
    try:
        tree = tree_of(project.source, project.config.trace_exempt)
    except UnreadableFile as error:  # nobody knows which tree this is
        return Evidence(undetermined=((error.path, error.reason),))
    binding = binding_of(project) if files else None
    evidence = load(root, tree, files=files, binding=binding)
    if binding and (why := binding.why_nothing_is_bound()):
        note(printable(why))
    return evidence


def require_files(files: Sequence[str]) -> None:
    """Refuse a name that is no file's: a slip is not a report that cannot be read.

    Raises:
        UsageError: one of them is not there.
    """
    for path in files:
        if not os.path.exists(path):
            raise UsageError(f"there is no file {path}", help="run the tests first: pytest --junit-xml=report.xml")


def binding_of(project: Project) -> Binding:
    """What binds the entries of foreign reports to the project's marked tests."""

    def text_of(path: str) -> str:
        try:
            return (project.source.read(path) or b"").decode("utf-8", "replace")
        except UnreadableFile:
            return ""  # nothing is bound to it, and the tree tells that it cannot be read

    return Binding(project.tests.cases, project.source.files(), text_of)
