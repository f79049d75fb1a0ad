"""What an enforcement block may say: one value for each way in which a principle is held to."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, TypeAlias

if TYPE_CHECKING:
    from specward.finding import Severity
    from specward.markdown.document import Place

SECONDS = 300
"""How long a command may take where it does not say."""


class BuiltinRule(NamedTuple):
    """`rule: task-without-test`: a rule of Specward's, whatever the configuration says of it."""

    principle: str
    """The id of the principle that the entry stands under."""
    place: Place
    rule: str
    """The name or code."""
    severity: Severity | None = None
    paths: tuple[str, ...] = ()
    """Globs of the documents that it means; all where there is none."""


class Forbid(NamedTuple):
    """`forbid: {pattern: 'print[(]', in: 'src/**/*.py'}`: no line of these files may match."""

    principle: str
    place: Place
    pattern: str
    paths: tuple[str, ...]
    """Globs of the files; see `specward.globs`."""
    why: str = ""
    severity: Severity | None = None
    passing: tuple[str, ...] = ()
    """What the entry must accept; see `specward.constitution.samples`."""
    failing: tuple[str, ...] = ()
    """What it must refuse."""


class Require(NamedTuple):
    """`require: {path: 'docs/**', when: 'src/**'}`: who touches the one touches the other."""

    principle: str
    place: Place
    paths: tuple[str, ...]
    """Globs of which one must be met."""
    when: tuple[str, ...] = ()
    """Globs that bring the duty about; it always holds where there is none."""
    why: str = ""
    severity: Severity | None = None
    passing: tuple[str, ...] = ()
    failing: tuple[str, ...] = ()


class Command(NamedTuple):
    """`command: {run: 'ruff check src'}`: run by `spec verify --run` alone, once trusted."""

    principle: str
    place: Place
    run: str
    when: tuple[str, ...] = ()
    """Globs of the files that it is about; it always applies where there is none."""
    within: int = SECONDS
    """Seconds."""
    severity: Severity | None = None


class PlanAnswer(NamedTuple):
    """`plan: answer`: the Constitution Check of every plan answers this principle."""

    principle: str
    place: Place
    severity: Severity | None = None


class ChecklistItem(NamedTuple):
    """`checklist: 'Security review signed'`: a person confirms it."""

    principle: str
    place: Place
    text: str
    severity: Severity | None = None


class Manual(NamedTuple):
    """`manual: 'Judged at review'`: no machine can tell, and somebody said so."""

    principle: str
    place: Place
    reason: str
    severity: Severity | None = None


class Override(NamedTuple):
    """`override: 'reason'`: this principle replaces the inherited one of the same id."""

    principle: str
    place: Place
    reason: str
    severity: Severity | None = None


class Malformed(NamedTuple):
    """An entry that means nothing: kept, so that it is reported and never taken for a held principle."""

    principle: str
    """Empty where the block stands under no principle."""
    place: Place
    reason: str
    help: str = ""


Entry: TypeAlias = BuiltinRule | Forbid | Require | Command | PlanAnswer | ChecklistItem | Manual | Override
Enforced: TypeAlias = Entry | Malformed
