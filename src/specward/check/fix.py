"""Fixes in rounds: check, make what does not overlap, check again, until nothing more applies. Nothing is written here.

A fix is left out where it would raise the number of findings, and where it comes to no end. What is reached is fixed
again, until that changes nothing.
"""

from __future__ import annotations

from collections import Counter
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from specward.changes import Move, Replace
from specward.check.claims import Claims
from specward.check.culprits import Standing, Wanted, judged
from specward.check.editing import Editing
from specward.phr.refiling import led
from specward.sources.edited import EditedSource

if TYPE_CHECKING:
    from collections.abc import Callable

    from specward.changes import Change
    from specward.check.report import Report
    from specward.finding import Finding, Fix
    from specward.sources.source import Source

IDLE = 10
"""So many rounds may pass without the number of findings falling; fixes that go on come to no end."""
_PATIENCE = 40
"""So often a round is tried without some fixes that raise the number; then all of their rules are left out of it."""
_NO_END = "it comes to no end"
_LIKE_OTHERS = "others of its rule bring more than they mend"


class Left(NamedTuple):
    """A finding whose fix was asked for and is not made."""

    finding: Finding
    reason: str


class Fixed(NamedTuple):
    """What fixing comes to."""

    report: Report
    """What remains."""
    made: tuple[Finding, ...]
    """Whose fixes were made, in order."""
    left: tuple[Left, ...]
    state: EditedSource

    @property
    def changes(self) -> list[Change]:
        """What makes the first state this one: texts, then paths."""
        return [*self._edits, *(Move(rename.path, rename.to) for rename in self.state.renames)]

    @property
    def changes_by_file(self) -> list[Change]:
        """The same as git reads it in a patch: without folders, and paths first."""
        now = self.state.now
        moves = [Move(path, to) for path, to in sorted(self.state.moved.items())]
        return [*moves, *(edit._replace(path=now(edit.path)) for edit in self._edits)]

    @property
    def _edits(self) -> list[Replace]:
        return [Replace(path, text.now, text.was) for path, text in sorted(self.state.texts.items())]


def fix(
    source: Source,
    look: Callable[[Source], Report],
    *,
    unsafe: bool = False,
    weigh: Callable[[Source], Report] | None = None,
) -> Fixed:
    """Make the fixes of what is found in a state of a project.

    Args:
        source: the state.
        look: finds what is to be fixed in a state of it.
        unsafe: whether fixes are made that may change what a document means.
        weigh: finds everything that counts, where that is more: the number of these findings does not rise.
    """
    return _Fixing(look, weigh, unsafe=unsafe).run(EditedSource(source))


class _Fixing:
    """One run, and what it has learnt on the way."""

    def __init__(
        self, look: Callable[[Source], Report], weigh: Callable[[Source], Report] | None, *, unsafe: bool
    ) -> None:
        self._look = look
        self._weigh = weigh
        self._unsafe = unsafe
        self._left: list[Left] = []
        self._endless: set[tuple[str, str]] = set()
        self._blamed: set[tuple[str, str]] = set()
        self._neutral: set[str] = set()

    def run(self, first: EditedSource) -> Fixed:
        """Go on until starting anew from what was reached changes nothing."""
        stand = self._standing(first)
        for _ in range(IDLE):
            self._endless, self._blamed, self._neutral = set(), set(), set()
            reached = self._settled(stand)
            if reached.state.is_like(stand.state):
                break
            stand = reached
        made = () if stand.state.is_like(first) else tuple(wanted.finding for wanted in stand.made)
        return Fixed(stand.report, made, tuple(self._left), stand.state if made else first)

    def _settled(self, start: Standing) -> Standing:
        """Go on until a round changes nothing. Fixes that come to no end are taken back and left out."""
        stand = best = start
        idle = [start]
        while after := self._round(stand):
            stand = after
            if stand.weight.total() < best.weight.total():
                best = stand
                idle = [best]
                continue
            again = next((number for number, former in enumerate(idle) if former.state.is_like(stand.state)), -1)
            idle.append(stand)
            if again >= 0 or len(idle) > IDLE:
                self._endless |= _running(idle[again:] if again >= 0 else idle, repeats=again >= 0)
                stand = best = start  # what they have led to is not wanted either
                idle = [start]
        return stand

    def _standing(self, state: EditedSource, made: tuple[Wanted, ...] = ()) -> Standing:
        report = self._look(state)
        return Standing(state, report, self._weigh(state) if self._weigh else report, made)

    def _round(self, stand: Standing) -> Standing | None:
        """Make as many fixes at once as can be; None where there are none to make."""
        editing = Editing(stand.state)
        self._left = []
        fresh: list[Wanted] = []
        tried: list[Wanted] = []
        for wanted in self._wanted(stand):
            reason = _NO_END if wanted.key in self._endless else editing.refusal(wanted.fix)
            if reason:
                self._left.append(Left(wanted.finding, reason))
            elif wanted.key in self._blamed:
                tried.append(wanted)
            else:
                fresh.append(wanted)
        return self._some_of(fresh, editing, stand) or self._some_of(tried, editing, stand)

    def _wanted(self, stand: Standing) -> list[Wanted]:
        """The fixes asked for, by where they begin."""
        found = []
        for finding in stand.report.findings:
            if finding.fix and (finding.fix.safe or self._unsafe):
                path = finding.location.path
                whole = led(finding.fix, stand.state)
                found.append(Wanted(finding, whole, (finding.code, stand.state.origin(path) or path)))
        return sorted(found, key=lambda wanted: _beginning(wanted.fix))

    def _some_of(self, wanted: list[Wanted], editing: Editing, stand: Standing) -> Standing | None:
        """Make those that neither touch each other nor raise the number of findings; None where all do."""
        failures = 0
        while wanted:
            claims = Claims()
            batch = tuple(one for one in wanted if claims.take(one.fix))
            while batch:
                after = self._standing(editing.made(one.fix for one in batch), (*stand.made, *batch))
                verdict = judged(stand, after, batch, self._neutral)
                self._neutral |= verdict.neutral
                if verdict.kept == batch:
                    return after
                failures += 1
                batch = verdict.kept
                for blamed in verdict.blamed:
                    self._leave([blamed.wanted], blamed.reason, wanted)
                if failures >= _PATIENCE:
                    faulty = {key[0] for key in self._blamed}
                    self._leave([one for one in wanted if one.key[0] in faulty], _LIKE_OTHERS, wanted)
                    batch = ()
        return None

    def _leave(self, those: list[Wanted], reason: str, wanted: list[Wanted]) -> None:
        for one in those:
            wanted.remove(one)
            self._blamed.add(one.key)
            self._left.append(Left(one.finding, reason))


def _beginning(fix: Fix) -> tuple[str, int]:
    """What fixes are ordered by: the first edit, or what is renamed."""
    edits = ((edit.path, edit.span.start) for edit in fix.edits)
    return min([*edits, *((rename.path, -1) for rename in fix.renames)], default=("", 0))


def _running(idle: list[Standing], *, repeats: bool) -> set[tuple[str, str]]:
    """Which fixes keep rounds going: all those between a state and the same again, else those made more than once."""
    made = idle[-1].made[len(idle[0].made) :]
    rounds = Counter(key for one, other in pairwise(idle) for key in {w.key for w in other.made[len(one.made) :]})
    often = {key for key, count in rounds.items() if count > 1 or repeats}
    return often or {wanted.key for wanted in made}
