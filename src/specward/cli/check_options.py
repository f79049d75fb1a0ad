"""What may be asked of `spec check`, and what excludes what."""

from __future__ import annotations

from typing import NamedTuple

from specward.errors import UsageError
from specward.finding import Severity
from specward.output.formats import Format


class Options(NamedTuple):
    """What to check and how to report it; the fields are the options of `spec check`."""

    paths: tuple[str, ...] = ()
    staged: bool = False
    rev: str = ""
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    fail_on: Severity = Severity.ERROR
    format: Format = Format.TEXT
    quiet: bool = False
    fix: bool = False
    unsafe_fixes: bool = False
    diff: bool = False
    dry_run: bool = False
    profile: str = ""
    baseline: bool = False
    no_baseline: bool = False
    no_cache: bool = False
    verbose: bool = False

    @property
    def may_remember(self) -> bool:
        """Whether it is the work tree as it is that is checked: of that, former checks may know something."""
        return not (self.no_cache or self.staged or self.rev or self.diff or self.fix)


def refuse_contradictions(options: Options) -> None:
    """Refuse options that contradict each other.

    Raises:
        UsageError: they do.
    """
    if options.staged and options.rev:
        raise UsageError("--staged and --rev exclude each other", help="choose one state to check")
    if options.dry_run and not (options.fix or options.baseline):
        raise UsageError(
            "--dry-run is for --fix and --baseline: nothing else is written", help="spec check --fix --dry-run"
        )
    if options.diff and options.rev and not options.fix:
        raise UsageError("--diff is about what is not committed", help="name a range of commits: --rev main..HEAD")
    if options.fix and (options.diff or options.dry_run) and options.format is not Format.TEXT:
        raise UsageError(
            f"--fix {'--diff shows a patch' if options.diff else '--dry-run lists files'}, "
            f"which has no form {options.format}",
            help=f"spec check --format {options.format} reports each fix with its finding",
        )
    if options.baseline and options.no_baseline:
        raise UsageError("--baseline and --no-baseline exclude each other", help="leave one of them out")
    other = "--fix" if options.fix else "--diff" if options.diff else "--staged" if options.staged else "--rev"
    if options.baseline and (options.fix or options.diff or options.staged or options.rev):
        raise UsageError(
            f"--baseline remembers all findings of the work tree, so {other} has no place beside it",
            help="spec check --baseline",
        )
