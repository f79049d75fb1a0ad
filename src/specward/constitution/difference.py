"""What two texts of a constitution differ in, and how far its version has to move for it.

Source of the rule: the prompt of spec-kit's command `constitution`. MAJOR: a principle is removed or redefined. MINOR:
a principle or a section is added. PATCH: wording.
"""

from __future__ import annotations

import re
from enum import IntEnum
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from specward.artifacts.constitution import without_comments, without_version_line

if TYPE_CHECKING:
    from collections.abc import Sequence

    from specward.artifacts.constitution import Constitution, Principle

_KEPT_WORDS = 0.5
"""A principle that keeps fewer of its words is another principle."""


class Step(IntEnum):
    """How far a version moves."""

    NONE = 0
    PATCH = 1
    MINOR = 2
    MAJOR = 3


class Difference(NamedTuple):
    """What two texts of a constitution differ in."""

    added: tuple[Principle, ...] = ()
    removed: tuple[Principle, ...] = ()
    redefined: tuple[tuple[Principle, Principle], ...] = ()
    """Before and after: most of its words are others, or it binds otherwise (a MUST became a SHOULD)."""
    reworded: tuple[tuple[Principle, Principle], ...] = ()
    added_sections: tuple[str, ...] = ()
    removed_sections: tuple[str, ...] = ()
    other: bool = False
    """Whether any other text differs; comments and the version line do not count."""

    @property
    def step(self) -> Step:
        """How far the version has to move."""
        if self.removed or self.redefined:
            return Step.MAJOR
        if self.added or self.added_sections or self.removed_sections:
            return Step.MINOR
        return Step.PATCH if self.reworded or self.other else Step.NONE

    @property
    def least(self) -> Step:
        """How far it has to move whatever one thinks of the wording: what is redefined is a matter of judgement."""
        if self.removed:
            return Step.MAJOR
        return Step.MINOR if self.added else min(self.step, Step.PATCH)

    @property
    def reason(self) -> str:
        """Why the version moves, the gravest reason first; empty where nothing differs."""
        reasons = (
            (self.removed, "a principle was removed"),
            (self.redefined, "a principle was redefined"),
            (self.added, "a principle was added"),
            (self.added_sections or self.removed_sections, "a section was added or removed"),
            (self.step, "wording"),
        )
        return next((reason for holds, reason in reasons if holds), "")

    @property
    def touched(self) -> tuple[Principle, ...]:
        """Every principle that is not what it was: as it is now, or as it last was."""
        return (*self.added, *(pair[1] for pair in (*self.redefined, *self.reworded)), *self.removed)


def compare(old: Constitution, new: Constitution) -> Difference:
    """What differs between two texts of a constitution.

    Principles are the same where they have the same explicit id or the same name; what is left over is paired by id,
    so that a renamed principle is not one removed and one added.
    """
    pairs, removed, added = _paired(old.principles, new.principles)
    redefined = tuple((a, b) for a, b in pairs if _meaning(a) != _meaning(b) and _redefined(a, b))
    reworded = tuple((a, b) for a, b in pairs if _meaning(a) != _meaning(b) and not _redefined(a, b))
    sections, old_sections = _sections(new), _sections(old)
    return Difference(
        added=tuple(added),
        removed=tuple(removed),
        redefined=redefined,
        reworded=reworded,
        added_sections=tuple(title for title in sections if title not in old_sections),
        removed_sections=tuple(title for title in old_sections if title not in sections),
        other=_rest(old) != _rest(new),
    )


def bumped(version: str, step: Step) -> str:
    """The version that follows, in three parts."""
    major, minor, patch = numbers(version)
    match step:
        case Step.MAJOR:
            return f"{major + 1}.0.0"
        case Step.MINOR:
            return f"{major}.{minor + 1}.0"
        case Step.PATCH:
            return f"{major}.{minor}.{patch + 1}"
        case Step.NONE:
            return version


def numbers(version: str) -> tuple[int, int, int]:
    """The three numbers of a version; what is missing is 0."""
    found = [int(number) for number in _number().findall(version)[:3]]
    major, minor, patch = (*found, 0, 0, 0)[:3]
    return major, minor, patch


def moved(old: str, new: str) -> Step:
    """How far a version has moved from another; `NONE` where it has not, or has gone back."""
    before, after = numbers(old), numbers(new)
    if after <= before:
        return Step.NONE
    return Step.MAJOR if after[0] > before[0] else Step.MINOR if after[1] > before[1] else Step.PATCH


def _paired(
    old: Sequence[Principle], new: Sequence[Principle]
) -> tuple[list[tuple[Principle, Principle]], list[Principle], list[Principle]]:
    """Principles that are the same, those gone, those new; see `compare`."""
    pairs: list[tuple[Principle, Principle]] = []
    left, right = list(old), list(new)
    for key in (_explicit, _name, _id):
        known = {key(principle): principle for principle in reversed(left) if key(principle)}
        rest = []
        for principle in right:
            partner = known.pop(key(principle), None)
            if partner is None:
                rest.append(principle)
            else:
                pairs.append((partner, principle))
        taken = {id(pair[0]) for pair in pairs}
        left, right = [principle for principle in left if id(principle) not in taken], rest
    # A position says little: two that share one, and hardly a word, are one removed and one added.
    same = [pair for pair in pairs if _one(*pair)]
    kept = {id(principle) for pair in same for principle in pair}
    return same, [p for p in old if id(p) not in kept], [p for p in new if id(p) not in kept]


def _one(old: Principle, new: Principle) -> bool:
    """Whether two principles that were paired are one."""
    written = old.explicit and new.explicit and old.id == new.id
    return written or _name(old) == _name(new) or _kept(old, new) >= _KEPT_WORDS


def _explicit(principle: Principle) -> str:
    return principle.id if principle.explicit else ""


def _name(principle: Principle) -> str:
    return " ".join(principle.name.lower().split())


def _id(principle: Principle) -> str:
    return principle.id


def _meaning(principle: Principle) -> tuple[str, str]:
    return _name(principle), " ".join(_text(principle.text).split())


def _redefined(old: Principle, new: Principle) -> bool:
    return _kept(old, new) < _KEPT_WORDS or _bindings(old) != _bindings(new)


def _kept(old: Principle, new: Principle) -> float:
    """Which part of the words of a principle its new text still has."""
    words = set(_word().findall(_text(old.text).lower()))
    return len(words & set(_word().findall(_text(new.text).lower()))) / len(words) if words else 1.0


def _bindings(principle: Principle) -> frozenset[str]:
    """How a principle binds: `MUST`, `MUST NOT`, `SHOULD` …; code, enforcement blocks too, does not count."""
    text = _fence().sub("", _text(principle.text))
    return frozenset(" ".join(found.split()) for found in _modal().findall(text))


def _text(text: str) -> str:
    """A text without comments and without the version line."""
    return without_version_line(without_comments(text))


def _sections(constitution: Constitution) -> dict[str, None]:
    """The titles of level 2."""
    return dict.fromkeys(section.title for section in constitution.document.sections if section.level == 2)


def _rest(constitution: Constitution) -> list[str]:
    """The words of everything that is no principle, no heading, no comment and not the version line."""
    document = constitution.document
    pieces = []
    last = 0
    for principle in sorted(constitution.principles, key=lambda principle: principle.start):
        pieces.append(document.text[last : principle.heading.start])
        last = max(last, principle.end)
    text = _text("".join((*pieces, document.text[last:])))
    lines = (line for line in text.splitlines() if not line.startswith("#"))
    return " ".join(lines).split()


@cache
def _number() -> re.Pattern[str]:
    return re.compile(r"\d{1,4}", re.ASCII)


@cache
def _word() -> re.Pattern[str]:
    return re.compile(r"\w+")


@cache
def _modal() -> re.Pattern[str]:
    return re.compile(r"\b(?:MUST|SHALL|SHOULD|MAY|NEVER)\b(?:[ \t\r\n]{1,4}NOT\b)?")


@cache
def _fence() -> re.Pattern[str]:
    return re.compile(r"^(?:```|~~~)[^\n]*\n(?:(?!```|~~~)[^\n]*\n)*(?:```|~~~)?", re.MULTILINE)
