"""Suggesting a decision record: which choices together deserve one, what it would be called, what was said of it.

Nothing is recorded without consent: a suggestion waits for a person to accept it (`spec new adr --suggestion KEY`) or
to decline it (`spec adr suggest --decline KEY`), and what is declined is not asked for again.

Source of the wording: the rules file of SpecKit Plus.
"""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING, NamedTuple

from specward.adr.suggest.recorded import names_record
from specward.adr.suggest.significance import judge
from specward.adr.suggest.topic_table import TOPICS
from specward.digest import digest

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence

    from specward.adr.suggest.recorded import Recorded
    from specward.adr.suggest.significance import Judgement
    from specward.adr.suggest.topics import Area
    from specward.adr.suggest.weighed import Passage, Weighed

_LETTERS = "bcdfghjklmnpqrstvwxz"
"""No vowels: a key is no word."""
_ORDER = {topic.name: index for index, topic in enumerate(TOPICS)}


class State(Enum):
    """What became of a suggestion."""

    OPEN = "open"
    RECORDED = "recorded"
    DECLINED = "declined"


class Suggestion(NamedTuple):
    """Choices of one area that deserve a decision record."""

    key: str
    """Eight letters, the same in every run as long as the weightiest choice is."""
    title: str
    """What the record would be called."""
    brief: str
    area: str
    judgements: tuple[Judgement, ...]
    """The choices, the weightiest first; it alone need be significant, the others may only join it."""
    state: State = State.OPEN
    records: tuple[str, ...] = ()
    """Those that cover it, of one that is recorded."""

    @property
    def is_open(self) -> bool:
        """Whether nobody has recorded or declined it."""
        return self.state is State.OPEN

    @property
    def place(self) -> Passage:
        """Where its weightiest choice stands."""
        return self.judgements[0].place

    @property
    def text(self) -> str:
        """The suggestion as people and agents read it."""
        return (
            f"📋 Architectural decision detected: {self.brief}. Document reasoning and trade-offs? "
            f"Run: spec new adr --suggestion {self.key} (or decline: spec adr suggest --decline {self.key})"
        )


class _Standing(NamedTuple):
    judgement: Judgement
    state: State
    record: str


def suggestions(
    found: Iterable[Weighed], records: Sequence[Recorded] = (), declined: Collection[str] = ()
) -> list[Suggestion]:
    """The one significance test, over choices from anywhere: plans, changes, exchanges.

    Args:
        found: the choices.
        records: what the project's decision records decide.
        declined: the choices (`Judgement.subject`) that the team wants no record of.

    Returns:
        What deserves a record, one for each area and state, the open ones first. Choices that are recorded or declined
        are left out of those that are not.
    """
    groups: dict[tuple[State, str], list[_Standing]] = {}
    for standing in _distinct(found, records, declined):
        groups.setdefault((standing.state, standing.judgement.topic.area.name), []).append(standing)
    made = [_suggestion(state, group) for state in State for (of, _), group in groups.items() if of is state]
    return [suggestion for suggestion in made if suggestion]


def _distinct(found: Iterable[Weighed], records: Sequence[Recorded], declined: Collection[str]) -> Iterable[_Standing]:
    """Each choice once: where it is first found to be significant, else where it first joins."""
    best: dict[str, Judgement] = {}
    for weighed in found:
        for judgement in judge(weighed):
            known = best.get(judgement.subject)
            if judgement.joins and (known is None or (judgement.significant and not known.significant)):
                best[judgement.subject] = judgement
    for subject, judgement in best.items():
        record = next((known.name for known in records if known.covers(judgement)), "") or names_record(judgement)
        state = State.RECORDED if record else State.DECLINED if subject in declined else State.OPEN
        yield _Standing(judgement, state, record)


def _suggestion(state: State, group: list[_Standing]) -> Suggestion | None:
    """One suggestion for choices of one area; None where none of them is significant."""
    ordered = sorted(group, key=lambda one: (not one.judgement.significant, _ORDER[one.judgement.topic.name]))
    judgements = tuple(one.judgement for one in ordered)
    if not judgements[0].significant:
        return None
    area = judgements[0].topic.area
    return Suggestion(
        _key(judgements[0]),
        _title(area, judgements),
        _brief(area, judgements),
        area.name,
        judgements,
        state,
        tuple(dict.fromkeys(one.record for one in ordered if one.record)),
    )


def _title(area: Area, judgements: Sequence[Judgement]) -> str:
    if len(judgements) == 1:
        return judgements[0].subject
    return f"{area.title}: {', '.join(dict.fromkeys(judgement.option.name for judgement in judgements))}"


def _brief(area: Area, judgements: Sequence[Judgement]) -> str:
    if len(judgements) > 1:
        named = ", ".join(f"{judgement.option.name} ({judgement.topic.name})" for judgement in judgements)
        return f"{area.title[0].lower()}{area.title[1:]}: {named}"
    return f"{judgements[0].subject}, {judgements[0].alternatives.why}"


def _key(judgement: Judgement) -> str:
    name = f"{judgement.topic.area.name}\n{judgement.topic.name}\n{judgement.option.name}".lower()
    return "".join(_LETTERS[byte % len(_LETTERS)] for byte in bytes.fromhex(digest(name))[:8])
