"""What capture does here, and what it has left undone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from specward.doctor.check import Check, Grade
from specward.git.place import folder_of
from specward.phr.capture.journal import Journal, journal_names
from specward.phr.capture.log import failures
from specward.words import counted

if TYPE_CHECKING:
    from collections.abc import Iterator

    from specward.doctor.case import Case


def look(case: Case) -> Iterator[Check]:
    """The setting, prompts that wait to be written, and failures."""
    if not case.project.config_problems:
        yield _setting(case)
    yield from _undone(case.root)
    yield from _failures(case.root)


def _setting(case: Case) -> Check:
    said = case.project.config.phr_capture
    if said == "off":
        return Check(
            "capture", Grade.NOTE, "phr.capture is off: no prompt is recorded by hooks", "spec config phr.capture"
        )
    return Check("capture", Grade.GOOD, f"prompts are captured (phr.capture: {said})")


def _undone(root: str) -> Iterator[Check]:
    """Prompts that a killed hook has noted."""
    folder = folder_of(root)
    turns = [turn for name in journal_names(root) for turn in Journal(root, name).turns.values()]
    unwritten = sum(not turn.written and turn.folder == folder for turn in turns)
    if unwritten:
        yield Check("records", Grade.BAD, f"{counted(unwritten, 'prompt')} noted and not written yet", "spec phr sync")


def _failures(root: str) -> Iterator[Check]:
    told = failures(root)
    if not told:
        return
    last = told[-1]
    said = f"{counted(len(told), 'failure')}; the last at {last.get('at')}: {last.get('agent')}, {last.get('problem')}"
    help_ = "spec phr sync    # records what was missed; spec doctor --clear empties the log"
    yield Check("failures", Grade.BAD, said, help_)
