"""How `spec check` hands a report over: in the form that was asked for, and to the summary of a step on GitHub."""

from __future__ import annotations

import os
import sys
import time
from typing import TYPE_CHECKING

from specward.cli.console import coloured, terminal_width, write
from specward.errors import USAGE, UsageError
from specward.finding import Severity
from specward.output.formats import Format, form
from specward.output.view import View

if TYPE_CHECKING:
    from collections.abc import Mapping

    from specward.check.report import Report
    from specward.cli.check_options import Options
    from specward.markdown.document import Document
    from specward.project import Project

SUMMARY = "GITHUB_STEP_SUMMARY"
"""The variable of a GitHub workflow that names a file; what is appended to it is shown beside the step's log."""
FOR_PEOPLE = frozenset({Format.TEXT, Format.STATISTICS})
"""Forms that need nothing besides the report."""


def finish(report: Report, projects: Mapping[str, Project], options: Options, started: float) -> int:
    """Write a report as the options want it, and return the exit code.

    Args:
        report: what the run came to.
        projects: the states that were checked, by what their paths begin with in the report.
        options: the options.
        started: when the run began, by `time.perf_counter`.

    Raises:
        UsageError: the file of GitHub's summary cannot be written.
    """
    code = report.exit_code(options.fail_on)
    if options.quiet:
        errors = tuple(finding for finding in report.findings if finding.severity is Severity.ERROR)
        report = report._replace(findings=errors, unshown=len(report.findings) - len(errors))
    view = _view(projects, options, started)
    write(form(options.format).render(report, view))
    summary = os.environ.get(SUMMARY)
    if options.format is Format.GITHUB and summary:
        _append_summary(report, view, summary)
    return max(code, USAGE) if any(project.config_problems for project in projects.values()) else code


def _append_summary(report: Report, view: View, path: str) -> None:
    from specward.output import github

    try:
        with open(path, "a", encoding="utf-8") as file:
            file.write(github.summary(report, view))
    except OSError as error:
        raise UsageError(f"{SUMMARY} cannot be written: {error.strerror}", where=path) from None


def _view(projects: Mapping[str, Project], options: Options, started: float) -> View:
    fail_on = options.fail_on
    if options.format in FOR_PEOPLE:
        elapsed = time.perf_counter() - started
        return View(fail_on=fail_on, colour=coloured(sys.stdout), width=terminal_width(), elapsed=elapsed)
    from specward.check.fix_places import FixPlaces
    from specward.rules import RULES

    return View(rules=RULES, places=FixPlaces(lambda path: _document(projects, path)), fail_on=fail_on)


def _document(projects: Mapping[str, Project], path: str) -> Document | None:
    """The document at a path as the report has it: that of the project with the longest way to it."""
    prefix = max((each for each in projects if path.startswith(each)), key=len, default=None)
    return None if prefix is None else projects[prefix].document(path.removeprefix(prefix))
