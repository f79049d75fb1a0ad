"""What the gate came to: a value that every output projects."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from specward.errors import UNDETERMINED
from specward.finding import Severity

if TYPE_CHECKING:
    from specward.check.report import Undetermined
    from specward.evidence.judge import Proof
    from specward.finding import Finding, Location


class Verdict(StrEnum):
    """What one question of the gate came to."""

    HOLDS = "holds"
    FAILS = "fails"
    """Something speaks against it."""
    OPEN = "open"
    """Nothing speaks for it."""
    UNKNOWN = "unknown"
    """It could not be decided, which is not a pass."""
    LEFT = "left"
    """Nobody asks for it here: waived, left to people, not applicable."""

    @property
    def passes(self) -> bool:
        """Whether a feature can be accepted with it."""
        return self in {Verdict.HOLDS, Verdict.LEFT}


class Row(NamedTuple):
    """One question of the gate, and its answer."""

    id: str
    """`AC-001`, `P-03`, `MIN-2`."""
    text: str
    """What is asked, in a few words."""
    verdict: Verdict
    detail: str = ""
    """What speaks for it or against it."""
    location: Location | None = None
    """Where that stands."""
    proofs: tuple[Proof, ...] = ()
    """What its tests came to."""
    required: bool = True
    """Whether acceptance depends on it; else it is shown only."""
    decidable: bool = True
    """Of a principle: whether something here tells if it holds; else people judge it, or nobody does."""

    @property
    def blocks(self) -> bool:
        """Whether it keeps its feature from being accepted."""
        return self.required and not self.verdict.passes


class FeatureVerdict(NamedTuple):
    """One feature before the gate."""

    folder: str
    title: str
    criteria: tuple[Row, ...]
    """In the order of the spec."""
    direct: tuple[Row, ...] = ()
    """Other items of the spec that tests say they verify: requirements, stories."""
    minimum: tuple[Row, ...] = ()
    """What is asked of every feature: see `specward.acceptance.minimum`."""
    confirmations: tuple[Row, ...] = ()
    """What a person has to say, and what was signed."""
    findings: tuple[Finding, ...] = ()
    """What the rules of the gate found in its documents and tests."""

    @property
    def name(self) -> str:
        """The folder's own name."""
        return self.folder.rpartition("/")[2]

    @property
    def rows(self) -> tuple[Row, ...]:
        """Every question that is asked of it."""
        return (*self.criteria, *self.direct, *self.minimum, *self.confirmations)

    @property
    def evidenced(self) -> int:
        """How many criteria hold by evidence."""
        return sum(row.verdict is Verdict.HOLDS for row in self.criteria)

    @property
    def accepted(self) -> bool:
        """Whether everything that is asked of it holds. Where nothing is asked, nothing can hold."""
        return bool(self.criteria) and not any(row.blocks for row in self.rows) and not has_errors(self.findings)


class Verification(NamedTuple):
    """The gate's answer."""

    features: tuple[FeatureVerdict, ...]
    principles: tuple[Row, ...] = ()
    findings: tuple[Finding, ...] = ()
    """What the rules of the gate found that belongs to no feature: constitution, waivers, tests of no feature."""
    undetermined: tuple[Undetermined, ...] = ()
    untrusted: tuple[str, ...] = ()
    """Commands of the constitution that may not run, by their exact text."""
    left_out: tuple[str, ...] = ()
    """Features that were not asked: drafts that no test names."""
    sources: tuple[str, ...] = ()
    """Where the evidence came from."""
    by_change: bool = False
    """Whether a change chose the features; one that touches none can be accepted."""

    @property
    def accepted(self) -> bool:
        """Whether every feature is accepted, every principle holds, and nothing was left undecided."""
        return (
            all(feature.accepted for feature in self.features)
            and not any(row.blocks for row in self.principles)
            and not has_errors(self.findings)
            and not self.undecided
        )

    @property
    def undecided(self) -> bool:
        """Whether anything that acceptance depends on could not be decided."""
        rows = (*self.principles, *(row for feature in self.features for row in feature.rows))
        unknown = any(row.required and row.verdict is Verdict.UNKNOWN for row in rows)
        return bool(self.undetermined) or unknown or not (self.features or self.by_change)

    @property
    def exit_code(self) -> int:
        """0 where accepted; 3 where anything is undecided, whatever was found; else 1."""
        return UNDETERMINED if self.undecided else int(not self.accepted)


def has_errors(findings: tuple[Finding, ...]) -> bool:
    """Whether any finding is an error, which the gate does not open for."""
    return any(finding.severity is Severity.ERROR for finding in findings)
