"""What `spec check` does, without the framework that reads its options: a bare `spec check` needs none."""

from __future__ import annotations

import time

from specward.boundary import guarded
from specward.check.several import joined, placed
from specward.cli.check_options import Options, refuse_contradictions
from specward.cli.check_output import FOR_PEOPLE, finish
from specward.cli.check_places import check_all


def main() -> int:
    """Run `spec check` without options, inside the error boundary."""
    return guarded(lambda: run(Options()))


def run(options: Options) -> int:
    """Check the project around the working directory, write the report and return the exit code.

    Raises:
        UsageError: the options contradict each other, or there is no project here.
    """
    started = time.perf_counter()
    refuse_contradictions(options)
    if options.fix:
        from specward.cli.fixing import run_fixes

        return run_fixes(options, started)
    if options.baseline:
        from specward.cli.check_baseline import remember

        return remember(options)
    checked = list(check_all(options))
    report = joined([placed(one.report, one.place.prefix) for one in checked])
    # What is told from memory to people needs no project.
    opened = {one.place.prefix: one.project if options.format in FOR_PEOPLE else one.opened() for one in checked}
    return finish(report, {prefix: project for prefix, project in opened.items() if project}, options, started)
