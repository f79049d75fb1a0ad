"""What follows from a decision, as its record tells it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from specward.artifacts.adr_arguments import CON, NEUTRAL, PRO, arguments
from specward.artifacts.adr_roles import CONSEQUENCES, DECISION, NEGATIVE, POSITIVE
from specward.artifacts.adr_roles import NEUTRAL as NEUTRAL_SECTION

if TYPE_CHECKING:
    from collections.abc import Iterator

    from specward.artifacts.adr_arguments import Argument
    from specward.markdown.document import Document, Section

_SIGNS = {CONSEQUENCES: NEUTRAL, POSITIVE: PRO, NEGATIVE: CON, NEUTRAL_SECTION: NEUTRAL}


class Consequences(NamedTuple):
    """The consequences, each on one line."""

    positive: tuple[str, ...] = ()
    negative: tuple[str, ...] = ()
    neutral: tuple[str, ...] = ()
    """Those of which the record does not say whether they are good or bad, too."""


def consequences_of(document: Document, roles: dict[str, list[Section]]) -> Consequences:
    """The consequences in the sections on them; what speaks for or against an option is none."""
    found: list[Argument] = []
    covered = -1
    for section, sign in _sections(document, roles):
        if section.start >= covered:
            covered = section.end
            said = arguments(document, document.within(section))
            found += (each._replace(sign=sign) if each.sign == NEUTRAL else each for each in said)
    return Consequences(*(tuple(each.text for each in found if each.sign == sign) for sign in (PRO, CON, NEUTRAL)))


def _sections(document: Document, roles: dict[str, list[Section]]) -> Iterator[tuple[Section, str]]:
    """The sections on consequences with the sign that their title gives, in source order."""
    role_of = {section.start: role for role, sections in roles.items() for section in sections}
    above: list[Section] = []
    for section in document.sections:
        while above and above[-1].end <= section.start:
            above.pop()
        role = role_of.get(section.start, "")
        over = {role_of.get(each.start, "") for each in above}
        if role in _SIGNS and (role == CONSEQUENCES or over <= {CONSEQUENCES, DECISION, *_SIGNS}):
            yield section, _SIGNS[role]
        if section.level > 1:
            above.append(section)
