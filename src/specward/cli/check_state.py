"""How a run of `spec check` looks at states of a project: the one that is asked about, and those that fixes lead to."""

from __future__ import annotations

import os
from contextlib import AbstractContextManager, nullcontext, suppress
from functools import cache, cached_property, partial
from typing import TYPE_CHECKING

from specward.check.memory.memory import Memory
from specward.cli.console import note
from specward.sources.scope import BASELINE
from specward.sources.source import UnreadableFile

if TYPE_CHECKING:
    from collections.abc import Callable, Collection

    from specward.check.baseline import Baseline
    from specward.check.report import Report
    from specward.check.select import Selection
    from specward.cli.check_options import Options
    from specward.cli.check_since import Since
    from specward.git.elsewhere import Elsewhere
    from specward.opening import OpenSource
    from specward.project import Project
    from specward.sources.source import Source


class Checking:
    """What the options of a run mean for one project.

    Args:
        options: the options.
        root: the project's root.

    Raises:
        UsageError: git knows no such range of commits, or there is none.
        UndeterminedError: the clone is too shallow to tell.
    """

    def __init__(self, options: Options, root: str) -> None:
        self._options = options
        self._root = root
        self._since = None if options.fix else _since(options, root)
        self._memory = _memory(options, root) if options.may_remember else None
        self.recalled = self._memory.recall() if self._memory else None
        """What former checks know, where nothing has changed; nothing of the project is read for it."""

    @cached_property
    def source(self) -> OpenSource:
        """The state that the options ask about."""
        if self._memory:
            return self._memory.source
        from specward.opening import open_source

        rev = self._since.head if self._since else self._options.rev
        return open_source(self._root, staged=self._options.staged, rev=rev)

    @cached_property
    def nested(self) -> list[str]:
        """The folders of the projects nested in it; each ends in `/`."""
        if self._memory and self.recalled:
            return self._memory.nested
        with self.remembering():
            return self.source.nested

    @property
    def is_told(self) -> bool:
        """Whether the report is known, and nothing has to be taken from it."""
        lists = os.path.lexists(os.path.join(self._root, *BASELINE.split("/")))
        return self.recalled is not None and (self._options.no_baseline or not lists)

    def remembering(self) -> AbstractContextManager[object]:
        """Within it is noted what is asked of the project, for the next check."""
        return self._memory or nullcontext()

    def project(self, source: Source) -> Project:
        """The project in a state."""
        from specward.project import Project

        project = Project(
            source,
            committed=self._committed,
            elsewhere=self._elsewhere,
            mends=self._options.fix,
            with_probe=not (self._since or self._options.staged or self._options.rev),
            altered=self._since.altered if self._since else None,
        )
        if self._options.profile:
            project.config = project.config._replace(trace_profile=self._options.profile)
        if self._since and self._since.head:
            project.base = self._start(project)
        return project

    @cached_property
    def _committed(self) -> Callable[[], Project | None] | None:
        """One answer for all states: a fix does not change the last commit."""
        if self._options.rev:
            return None
        from specward.opening import open_committed

        return cache(partial(open_committed, self._root))

    @cached_property
    def _elsewhere(self) -> Callable[[], Elsewhere] | None:
        """One answer for all states: a fix does not change what others hold."""
        if self._options.rev:
            return None
        from specward.opening import open_elsewhere

        return cache(partial(open_elsewhere, self._root))

    def _start(self, project: Project) -> Project | None:
        """The state that the change began from, held to the same configuration; None where there was nothing yet."""
        if not self._since or not self._since.base:
            return None
        from specward.opening import open_source
        from specward.project import Project

        return Project(open_source(self._root, rev=self._since.base), project.config, with_probe=False)

    def selection(self, project: Project) -> Selection:
        """The rules that the options ask for."""
        from specward import rules
        from specward.check.select import Selection

        named = self._options.select or self._options.ignore
        known = rules.RULES if named else rules.rules_for(project)
        return Selection.of(project, known, select=self._options.select, ignore=self._options.ignore)

    def report(
        self,
        project: Project,
        only: Collection[str] | None = None,
        *,
        progress: Callable[[int, int], None] | None = None,
    ) -> Report:
        """What the options ask for of the project in a state.

        Raises:
            UsageError: a selector names no rule, or the baseline cannot be relied on.
        """
        selection = self.selection(project)
        report = self.recalled if only is None else None
        if report is None:
            from specward.check.run import check

            memory = self._memory if project.source is self.source else None
            report = check(project, selection, only=only, progress=progress, memory=memory)
        if project.config_problems:
            return report
        baseline = None if self._options.no_baseline else baseline_of(project)
        if baseline:
            from specward.check.baseline import judged_by

            # What other branches hold is not known of the past.
            judged = (lambda _: False) if self._options.rev else judged_by(selection, project, only)
            report = baseline.left_out(report, project.source, judged)
        if self._since is None:
            return report
        from specward.check.brought import brought

        report = report._replace(since=self._since.label, gone=0)
        before = project.base or self._start(project)
        return brought(report, before, selection, self._since.change, baseline) if before else report


def _memory(options: Options, root: str) -> Memory:
    asked = repr((options.select, options.ignore, options.profile))
    return Memory(root, asked, tell=note if options.verbose else None)


def baseline_of(project: Project) -> Baseline | None:
    """The baseline of a project; most have none, and then nothing of it is imported.

    Raises:
        UsageError: it cannot be relied on.
    """
    with suppress(UnreadableFile):
        # Asked for by name: where git ignores the list, no source lists it.
        if project.source.read(BASELINE) is None:
            return None
    from specward.check.baseline import read_baseline

    return read_baseline(project.source)


def _since(options: Options, root: str) -> Since | None:
    """The change whose findings alone are wanted; None where all are."""
    if not options.diff and ".." not in options.rev:
        return None
    from specward.cli.check_since import of_range, of_work

    return of_range(root, options.rev) if options.rev else of_work(root, staged=options.staged)
