"""What a person has to say about a feature, and what people have signed in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from specward.artifacts.enforcement_entry import ChecklistItem
from specward.check.report import Undetermined
from specward.constitution.norms import norms_of
from specward.signoff.content import check_item
from specward.signoff.record import CONSTITUTION_FILE
from specward.signoff.signature import Worth, check
from specward.signoff.standing import State, signed, standing
from specward.trace.profile import SAFETY, STORY
from specward.verify.verification import Row, Verdict

if TYPE_CHECKING:
    from collections.abc import Iterator

    from specward.project import Feature, Project
    from specward.signoff.signature import Verdict as Signature
    from specward.signoff.standing import Standing

_WORDS = {
    State.CURRENT: "signed by {name} on {on}",
    State.SELF: "signed by {name}, its only author, on {on}",
    State.UNKNOWN: "signed by {name}, who never committed here, on {on}",
    State.STALE: "it changed since {name} signed it on {on}",
}
_SIGNATURES = {
    Worth.GOOD: ", with a good signature",
    Worth.BAD: ", with a bad signature: {reason}",
    Worth.UNCHECKED: ", with a signature not checked: {reason}",
}


def confirmation_rows(project: Project, feature: Feature) -> list[Row]:
    """What must be confirmed, then everything else that is signed.

    Asked for are the sentences of `acceptance.checks` and of the constitution's checklists; under the profile `safety`
    the specification too. What else is signed is shown only, unless its signature says that the record was changed.

    Raises:
        UnreadableFile: a document or the record of sign-offs cannot be read.
    """
    entries = norms_of(project).of_kind(ChecklistItem)
    standings = standing(project, feature, entries)
    rows: dict[str, Row] = {}
    for identity, sentence, item in _asked(project, feature, entries):
        rows.setdefault(item, _row(project, identity, sentence, item, signed(standings, item)))
    for one in standings:
        if one.item not in rows:
            local = one.item.partition("/")[2] or one.item
            signature = check(project, one.signoff)
            judged = _judged(project, one, signature)
            rows[one.item] = Row(local, "signed off", *judged, required=_is_bad(signature))
    return list(rows.values())


def forged_in_constitution(project: Project) -> Undetermined | None:
    """The first sign-off of the constitution with a bad signature: then nobody knows who signed what there.

    Raises:
        UnreadableFile: the constitution cannot be read.
    """
    for one in standing(project, None):
        signature = check(project, one.signoff)
        if signature and _is_bad(signature):
            line = one.recorded_at.location().start.line
            reason = f"line {line}: the sign-off of {one.item} has a bad signature: {signature.reason}"
            return Undetermined(CONSTITUTION_FILE, reason)
    return None


def _asked(project: Project, feature: Feature, entries: list[ChecklistItem]) -> Iterator[tuple[str, str, str]]:
    """Each thing to be confirmed: its id here, what it asks, and the item to be signed."""
    if project.config.trace_profile == SAFETY:
        yield "spec.md", "The specification is approved", f"{feature.name}/spec.md"
    for number, sentence in enumerate(project.config.acceptance_checks, 1):
        yield f"CHECK-{number}", sentence, check_item(feature.name, sentence)
    for entry in entries:
        yield entry.principle, entry.text, check_item(feature.name, entry.text)


def _row(project: Project, identity: str, sentence: str, item: str, found: Standing | None) -> Row:
    if found is None:
        return Row(identity, sentence, Verdict.OPEN, f"nobody has signed it: spec sign {item}")
    verdict, words = _judged(project, found, check(project, found.signoff))
    mend = "" if verdict is Verdict.HOLDS else f": spec sign {item}"
    return Row(identity, sentence, verdict, words + mend)


def _judged(project: Project, found: Standing, signature: Signature | None) -> tuple[Verdict, str]:
    """Whether a sign-off stands, and whose it is."""
    words = _WORDS[found.state].format(name=found.signoff.name, on=found.signoff.on)
    if signature:
        words += _SIGNATURES[signature.worth].format(reason=signature.reason)
    lenient = project.config.trace_profile == STORY and found.state is not State.STALE
    holds = (found.state is State.CURRENT or lenient) and not _is_bad(signature)
    return Verdict.HOLDS if holds else Verdict.FAILS, words


def _is_bad(signature: Signature | None) -> bool:
    return signature is not None and signature.worth is Worth.BAD
