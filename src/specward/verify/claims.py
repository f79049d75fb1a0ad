"""Which tests claim to verify which item, and what each claim is worth."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

from specward.trace.build import identities

if TYPE_CHECKING:
    from specward.evidence.judge import Proof
    from specward.project import Project


class Claim(NamedTuple):
    """One test's claim on one item."""

    proof: Proof
    """What the test came to."""
    partial: bool
    """Whether it verifies a part of the item only."""


Claims = dict[str, list[Claim]]
"""The claims on each item, by its key in the trace: `001-login/AC-002`."""


def claims_of(project: Project) -> Claims:
    """Every claim that names one item; what else a mark names is for the rules on marks."""
    known = identities(project)
    found: defaultdict[str, list[Claim]] = defaultdict(list)
    for proof in project.proofs:
        home = known.home(proof.case.location.path)
        claimed: dict[str, bool] = {}
        for mark in proof.case.marks:
            key = known.resolve(mark.target, home).key
            if key:
                claimed[key] = claimed.get(key, True) and mark.partial
        for key, partial in claimed.items():
            found[key].append(Claim(proof, partial))
    return dict(found)
