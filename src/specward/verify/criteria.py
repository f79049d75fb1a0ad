"""The criteria of a feature, each held against the tests that claim to verify it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from specward.acceptance.checklist import Entry
from specward.acceptance.criteria import criteria_of
from specward.evidence.judge import State
from specward.verify.verification import Row, Verdict

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from specward.acceptance.criteria import Criterion
    from specward.artifacts.spec import Spec
    from specward.finding import Location
    from specward.verify.claims import Claim, Claims

    Suspects = Mapping[str, Sequence[str]]
    """The parents, by the key of the child, that have changed since somebody reviewed the link to them."""

NO_TEST = "no test says that it verifies this"
_LONGEST = 400
_WORST_FIRST = (
    *(State.FAILED, State.FAILING_PARAMETER, State.HOLLOW, State.EXPECTED_FAILURE, State.SKIPPED),
    *(State.DESELECTED, State.NEVER_RAN, State.STALE, State.NO_EVIDENCE),
)


def criterion_rows(spec: Spec, key: str, claims: Claims, suspects: Suspects) -> list[Row]:
    """A row for each criterion of a spec.

    Args:
        spec: the spec.
        key: the feature's part of the keys in the trace.
        claims: what the tests claim.
        suspects: the links that are in doubt.
    """
    rows = []
    for criterion in criteria_of(spec):
        item = f"{key}/{criterion.id}"
        found = claims.get(item, [])
        place = spec.document.location(criterion.start, criterion.end)
        rows.append(
            _row(criterion.id, criterion.title, _judged(criterion, found, _doubt(item, found, suspects)), place, found)
        )
    return rows


def direct_rows(spec: Spec, key: str, claims: Claims, suspects: Suspects) -> list[Row]:
    """A row for each requirement, story or other item of a spec, no criterion, that a test says it verifies."""
    rows = []
    for item in (*spec.requirements, *spec.success_criteria, *spec.edge_cases, *spec.one_line_stories):
        found = claims.get(f"{key}/{item.id}")
        if found:
            place = spec.document.location(item.id_start, item.id_end)
            doubt = _doubt(f"{key}/{item.id}", found, suspects)
            rows.append(_row(item.id, " ".join(item.text[:_LONGEST].split()), _proved(found, doubt), place, found))
    for story in spec.stories:
        found = claims.get(f"{key}/{story.id}")
        if found:
            place = spec.document.location(story.heading.start, story.heading.end)
            doubt = _doubt(f"{key}/{story.id}", found, suspects)
            rows.append(_row(story.id, story.title, _proved(found, doubt), place, found))
    return rows


def checklist_entries(spec: Spec, rows: Sequence[Row]) -> list[Entry]:
    """What the acceptance checklist says of the rows of a spec; what is undecided is neither ticked nor unticked."""
    return [
        Entry(
            criterion,
            None if row.verdict is Verdict.UNKNOWN else row.verdict is Verdict.HOLDS,
            tuple(proof.case.id for proof in row.proofs),
        )
        for criterion, row in zip(criteria_of(spec), rows, strict=True)
    ]


def _row(identity: str, text: str, judged: tuple[Verdict, str], place: Location, claims: Sequence[Claim]) -> Row:
    return Row(identity, text, *judged, place, tuple(claim.proof for claim in claims))


def _judged(criterion: Criterion, claims: Sequence[Claim], doubt: str) -> tuple[Verdict, str]:
    if not criterion.named:
        if criterion.id.startswith("AC"):
            return Verdict.OPEN, "another criterion has this id; give it an id of its own"
        return Verdict.OPEN, "it has no id that a test could name; give it an id, such as **AC-001**"
    verdict, detail = _proved(claims, doubt)
    if verdict is Verdict.HOLDS and all(claim.partial for claim in claims):
        return Verdict.OPEN, "verified in part only"
    return verdict, detail


def _proved(claims: Sequence[Claim], doubt: str) -> tuple[Verdict, str]:
    if not claims:
        return Verdict.OPEN, NO_TEST
    short = [claim.proof for claim in claims if not claim.proof.holds]
    if short:
        worst = min(short, key=lambda proof: _WORST_FIRST.index(proof.state))
        return Verdict.UNKNOWN if worst.state is State.NO_EVIDENCE else Verdict.FAILS, worst.detail
    if doubt:
        return Verdict.FAILS, doubt
    first = min(claims, key=lambda claim: claim.partial).proof.case.id
    return Verdict.HOLDS, f"{first} and {len(claims) - 1} more" if len(claims) > 1 else first


def _doubt(item: str, claims: Sequence[Claim], suspects: Suspects) -> str:
    """Why an item may say something else than its tests, or its parents something else than it; empty where not."""
    local = item.rpartition("/")[2]
    if any(item in suspects.get(claim.proof.case.id, ()) for claim in claims):
        return f"{local} has changed since its test was reviewed: spec trace review {item}"
    parents = suspects.get(item)
    return f"{parents[0]} has changed since {local} was reviewed: spec trace review {item}" if parents else ""
