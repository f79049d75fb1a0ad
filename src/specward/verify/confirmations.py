"""What a person has to say about a feature, and what people have signed in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from specward.artifacts.enforcement import ChecklistItem
from specward.constitution.norms import norms_of
from specward.signoff.content import check_item
from specward.signoff.standing import State, signed, standing
from specward.trace.profile import SAFETY, STORY
from specward.verify.verification import Row, Verdict

if TYPE_CHECKING:
    from collections.abc import Iterator

    from specward.project import Feature, Project
    from specward.signoff.standing import Standing

_WORDS = {
    State.CURRENT: "signed by {name} on {on}",
    State.SELF: "signed by {name}, its only author, on {on}",
    State.UNKNOWN: "signed by {name}, who never committed here, on {on}",
    State.STALE: "it changed since {name} signed it on {on}",
}


def confirmation_rows(project: Project, feature: Feature) -> list[Row]:
    """What must be confirmed, then everything else that is signed.

    Asked for are the sentences of `acceptance.checks` and of the constitution's checklists; under the profile `safety`
    the specification too.

    Raises:
        UnreadableFile: a document or the record of sign-offs cannot be read.
    """
    entries = norms_of(project).of_kind(ChecklistItem)
    standings = standing(project, feature, [entry.text for entry in entries])
    strict = project.config.trace_profile != STORY
    rows: dict[str, Row] = {}
    for identity, sentence, item in _asked(project, feature, entries):
        rows.setdefault(item, _row(identity, sentence, item, signed(standings, item), strict=strict))
    for one in standings:
        local = one.item.partition("/")[2] or one.item
        verdict = _verdict(one, strict=strict)
        rows.setdefault(one.item, Row(local, "signed off", verdict, _words(one), required=False))
    return list(rows.values())


def _asked(project: Project, feature: Feature, entries: list[ChecklistItem]) -> Iterator[tuple[str, str, str]]:
    """Each thing to be confirmed: its id here, what it asks, and the item to be signed."""
    if project.config.trace_profile == SAFETY:
        yield "spec.md", "The specification is approved", f"{feature.name}/spec.md"
    for number, sentence in enumerate(project.config.acceptance_checks, 1):
        yield f"CHECK-{number}", sentence, check_item(feature.name, sentence)
    for entry in entries:
        yield entry.principle, entry.text, check_item(feature.name, entry.text)


def _row(identity: str, sentence: str, item: str, found: Standing | None, *, strict: bool) -> Row:
    if found is None:
        return Row(identity, sentence, Verdict.OPEN, f"nobody has signed it: spec sign {item}")
    verdict = _verdict(found, strict=strict)
    mend = "" if verdict is Verdict.HOLDS else f": spec sign {item}"
    return Row(identity, sentence, verdict, _words(found) + mend)


def _verdict(found: Standing, *, strict: bool) -> Verdict:
    if found.state is State.CURRENT:
        return Verdict.HOLDS
    return Verdict.FAILS if strict or found.state is State.STALE else Verdict.HOLDS


def _words(found: Standing) -> str:
    return _WORDS[found.state].format(name=found.signoff.name, on=found.signoff.on)
