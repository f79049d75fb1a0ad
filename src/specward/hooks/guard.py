"""The record policy as the hooks apply it to the commit under way."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

from specward.finding import Severity

if TYPE_CHECKING:
    from specward.config import Config
    from specward.hooks.staged import Commit, StagedProject


def guard(staged: StagedProject, commit: Commit, message: str | None, message_file: str = "") -> int:
    """Apply the policy to one project's part of the commit; say so and give 1 where a record is missing.

    Args:
        staged: the project.
        commit: the commit under way.
        message: its message; None where it is not written yet.
        message_file: where git keeps the message.

    Raises:
        ConfigError: the project's configuration is not valid.
    """
    from specward.phr.code import OFF, code_paths

    config = staged.config()
    if config.phr_require == OFF:
        return 0
    if not code_paths((change.path for change in staged.changes), config):
        return 0
    from specward.phr.records import judge_project
    from specward.project import Project
    from specward.sources.index import IndexSource

    project = Project(IndexSource(staged.root, blobs=commit.blobs), config)
    verdict = judge_project(project, commit.change(staged, message))
    if verdict.passes:
        return 0
    severity = _severity(config, verdict.code[0])
    if severity is Severity.OFF:
        return 0
    from specward.hooks.refusal import Standpoint, explain

    standpoint = Standpoint(staged.folder, os.environ.get("GIT_PREFIX", ""))
    sys.stdout.write(explain(verdict, config, standpoint, message_file=message_file))
    return int(severity is Severity.ERROR)


def _severity(config: Config, path: str) -> Severity:
    """How severe a missing record is in this project: its rule can be configured like any other."""
    from specward.check.select import Selection
    from specward.rules import RULES

    return Selection(RULES, config).severity_of("change-without-record", path)
