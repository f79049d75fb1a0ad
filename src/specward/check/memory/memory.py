"""What checks of a project found, for the next one: it finds anew only what rests on something that has changed.

Each unit's part is kept with what it rests on (`noted`): every question that was put to the world outside while it was
checked, of files, of git, of the day. It is used again while the world answers all of them as it did. What cannot be
asked again is found anew in each run, and so is whatever could not be determined. Where nothing has changed at all, the
whole report is told again, and not one rule is loaded.

A file counts as unchanged while the system tells the same size, times and inode of it, if it had rested for two seconds
when it was read (git's racy rule); else its content is compared.

The memory is never needed: one that is missing, damaged, foreign or of another version counts as empty. There is none
outside of a repository, where nothing keeps it out of the project.
"""

from __future__ import annotations

import os
import time
from array import array
from contextlib import suppress
from functools import partial
from itertools import chain
from typing import TYPE_CHECKING, NamedTuple, cast

from specward import noted
from specward.check.memory import shelf as shelves
from specward.check.memory.shelf import LETTERS, UNKNOWN, Files, Shelf
from specward.check.memory.world import World
from specward.check.memory.written import report_of
from specward.sources.worktree import RACY, WorkTreeSource, is_settled, mark
from specward.state import program

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence
    from types import TracebackType
    from typing import Self

    from specward.artifacts.kind import Kind
    from specward.check.memory.former import Former, Found
    from specward.check.memory.ledger import Ledger
    from specward.check.parts import Part, Unit
    from specward.check.report import Report
    from specward.check.select import Selection
    from specward.check.sharing import Checked
    from specward.project import Project
    from specward.sources.worktree import Mark

_NO_FILES = Files([], array("q"), "", [])
_MARK = len(UNKNOWN)
_VARIABLES = ("GIT_", "SPECWARD_", "HOME", "XDG_CONFIG_HOME")


class Memory:
    """What is known of a project from former checks.

    `recall` tells the whole report where nothing has changed. Else the project has to be opened over `source`, and
    checked, inside of a `with` statement of the memory, which takes the notes.

    Args:
        root: the project's root.
        asked: all that the report hangs on besides the project: the options, in words.
        tell: called with what is worth telling somebody who asks why a check is slow.
        now: tells the time in nanoseconds.
    """

    def __init__(
        self,
        root: str,
        asked: str = "",
        *,
        tell: Callable[[str], None] | None = None,
        now: Callable[[], int] = time.time_ns,
    ) -> None:
        self.source = WorkTreeSource(root)
        self.nested: list[str] = []
        """The folders of the projects nested in it, where the report was recalled; each ends in `/`."""
        self._root = self.source.root
        self._tell = tell
        self._began = now()
        self._place = shelves.place_of(self._root, asked)
        self._key = [program(), self._root, asked, _environment()]
        self._shelf = self._open()
        self._facts: list[tuple[noted.Question, str]] = []
        self._world: World | None = None
        self._former: Former | None = None
        self._notes = noted.Notes()
        self._outer: noted.Notes | None = None
        self._run: _Run | None = None

    def _open(self) -> Shelf | None:
        if not self._place:
            self._say("nothing is kept outside of a git repository")
            return None
        try:
            return shelves.read(self._place, self._key)
        except FileNotFoundError:
            self._say("nothing is known of former checks")
        except (OSError, ValueError) as error:
            self._say(f"what is known of former checks is not used: {getattr(error, 'strerror', None) or error}")
        return None

    def _say(self, words: str) -> None:
        if self._tell:
            self._tell(words)

    def recall(self) -> Report | None:
        """The report, where nothing has changed that it rests on; None where something has to be found anew."""
        shelf = self._shelf
        if shelf is None:
            return None
        try:
            self._facts = [(tuple(question), str(answer)) for question, answer in shelf.front["facts"]]
            self._world = World(self.source, self._facts, shelf.files, self._began)
            if not self._world.is_same or shelf.front["report"] is None:
                return None
            report = report_of(shelf.front["report"])
            self.nested = [str(folder) for folder in shelf.front["nested"]]
        except (ValueError, TypeError, LookupError):
            self._world = None
            return None
        if self._world.marks:
            self._correct(shelf.files, self._world.marks)
            shelves.write(self._root, self._place, shelf)
        self._say("nothing has changed since a former check")
        return report

    @staticmethod
    def _correct(files: Files, marks: dict[int, Mark]) -> None:
        for row, now in marks.items():
            files.marks[row * _MARK : (row + 1) * _MARK] = array("q", now)

    def __enter__(self) -> Self:
        if self._shelf and self._world and not self._former:
            from specward.check.memory.former import Former

            with suppress(ValueError, TypeError, LookupError):
                self._former = Former(self._shelf, self._facts, self._world)
                self._correct(self._shelf.files, self._world.marks)
                self.source.recalled = self._former.recalled()
        self._outer, noted.current, noted.subject = noted.current, self._notes, self.source
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        noted.current, noted.subject = self._outer, None

    def parts(
        self,
        project: Project,
        selection: Selection,
        units: Sequence[Unit],
        check: Callable[[Sequence[Unit]], list[Checked]],
    ) -> list[Part]:
        """What the units come to, in their order; those that are empty as one."""
        if noted.current is not self._notes or not self._may_know(project):
            return [one.part for one in check(units)]
        from specward.check.memory.former import NOTHING
        from specward.check.parts import Part

        stamp, former = repr((selection.stamp, project.config_problems)), self._former
        if former and (former.stamp != stamp or not former.holds_in(project)):
            former = None
        known = former.known(units) if former else {}
        outlined = [found.part.outline for found in known.values() if found.part.outline]
        if outlined:
            from specward.packs.fastapi.source.outlines import hand_on

            hand_on(project, outlined)
        checked = {one.unit: one for one in check([unit for unit in units if unit not in known])}
        self._say(f"{len(known)} of {len(units)} units are known from former checks")
        self._run = _Run(project, stamp, known, checked)
        kinds = dict(project.kinds.items())  # asked of as a whole, not of each path
        known_kinds = Part(checked=_kinds_of(known, kinds))
        told = (known[unit].part if unit in known else checked[unit].part for unit in units)
        return [known_kinds, *(part for part in told if part is not NOTHING)]

    def _may_know(self, project: Project) -> bool:
        """Whether a project is nothing but its files: what it is compared with or judged by is not kept."""
        besides = (project.evidence, project.altered, project.base, project.mends)
        return bool(self._place) and project.source is self.source and project.judges_all and not any(besides)

    def keep(self, report: Report) -> None:
        """Keep what was found by the check under way, and the report that it came to."""
        run = self._run
        if run is None:
            return
        from specward.check.memory import former
        from specward.check.memory import ledger as ledgers

        ledger = self._former.ledger if self._former else ledgers.Ledger(_NO_FILES, [])
        kinds = dict(run.project.kinds.items())
        units = dict(run.known)
        for unit, (_, part, notes, read) in run.checked.items():
            for path, content in zip(unit.paths, read, strict=True):
                if content:
                    ledger.read(path, content)
            whole = part.outline is not None or part.checked == _kinds_of([unit], kinds)
            if notes is not None and whole and not part.undetermined:
                units[unit] = former.Found(part, ledger.node(notes, unit.paths))
        listed, _ = noted.taken(lambda: run.project.paths)
        others, listing = noted.taken(self.source.others)
        besides = ledger.node(self._notes)
        ground = noted.Notes()
        for folder in _folders_above(chain(listed, ledger.read_besides(listed))):
            # What is read is read through real folders alone.
            if folder in self.source.sound_folders or ledger.standing_at(folder) == LETTERS["folder"]:
                ground.facts["at", folder] = "folder"
        kept = former.Kept(
            self._key,
            run.stamp,
            listed,
            others,
            self.source.nested,
            run.project,
            # Where the configuration is not valid, no feature is looked at.
            not run.project.config_problems and len(units) == len(run.known) + len(run.checked),
            ledger.node(listing),
            ledger.node(ground),
            besides,
            units,
            report if self._may_tell_again(run.project, report) else None,
        )
        shelves.write(self._root, self._place, former.shelf_of(kept, ledger, partial(self._marks_of, ledger)))

    @staticmethod
    def _may_tell_again(project: Project, report: Report) -> bool:
        """Whether nobody who is told the report again needs to look at the project besides."""
        return not report.undetermined and not project.config_problems and bool(project.kinds or report.modules)

    def _marks_of(self, ledger: Ledger, rows: list[int]) -> array[int]:
        """The marks of files: as they were read, of what was; unknown where a file may change without another one."""
        former = self._shelf.files if self._shelf and self._former else _NO_FILES
        numbers, count = array("q"), min(former.marked, len(rows))
        if rows[:count] == [*range(count)]:
            numbers = former.marks[: count * _MARK]
        paths, learnt = ledger.paths, self.source.marks
        known = len(numbers) // _MARK
        for place, row in enumerate(rows):
            if place >= known or paths[row] in learnt or not ledger.was_read(row):
                found = learnt.get(paths[row]) if ledger.was_read(row) else self._looked_at(paths[row])
                if ledger.is_unsure(row):
                    found = UNKNOWN
                elif found is None:
                    found = former.mark(row) if row < former.marked else UNKNOWN
                elif not is_settled(found, self._began - RACY):
                    found = UNKNOWN
                numbers[place * _MARK : (place + 1) * _MARK] = array("q", found)
        return numbers

    def _looked_at(self, path: str) -> Mark:
        try:
            return cast("Mark", mark(os.lstat(os.path.join(self._root, path))))
        except (OSError, ValueError):
            return UNKNOWN


class _Run(NamedTuple):
    """The check under way."""

    project: Project
    stamp: str
    known: dict[Unit, Found]
    checked: dict[Unit, Checked]


def _kinds_of(units: Iterable[Unit], kinds: Mapping[str, Kind]) -> tuple[Kind, ...]:
    """The kinds of the documents of some units; a Python file is none."""
    return tuple(kinds[path] for unit in units for path in unit.paths if path in kinds)


def _folders_above(paths: Iterable[str]) -> set[str]:
    """Every folder that one of the paths lies in."""
    folders: set[str] = set()
    for path in paths:
        folder = path.rpartition("/")[0]
        while folder and folder not in folders:
            folders.add(folder)
            folder = folder.rpartition("/")[0]
    return folders


def _environment() -> list[str]:
    """What of the environment changes what git or Specward say."""
    names = sorted(name for name in os.environ if name.startswith(_VARIABLES))
    return [f"{name}={os.environ[name]}" for name in names]
