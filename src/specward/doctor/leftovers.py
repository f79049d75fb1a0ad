"""What work has left behind: files of killed commands, old evidence, remembered findings that are gone."""

from __future__ import annotations

import os
import time
from typing import TYPE_CHECKING

from specward.doctor.check import Check, Grade
from specward.doctor.command import quoted, removal
from specward.evidence.store import FOLDER as EVIDENCE
from specward.evidence.store import SUFFIX
from specward.git.place import find_place
from specward.sources.scope import BASELINE
from specward.state import WITHOUT_GIT, state_folder
from specward.whole_files import is_leftover
from specward.words import counted, listed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from specward.doctor.case import Case

_UNDER_WAY = 60
"""Seconds for which a file that is being written may lie there: longer than a writer waits for the lock."""
_OLD = 30
"""Days."""
_DAY = 86_400


def look(case: Case) -> Iterator[Check]:
    """Each kind of leftover."""
    checks = [*_half_written(case), *_evidence(case), *_former_state(case), *_baseline(case)]
    yield from checks or [Check("leftovers", Grade.GOOD, "there are none")]


def _half_written(case: Case) -> Iterator[Check]:
    """Files that a killed command was writing; the next command that writes there removes them as well."""
    folders = {path.rpartition("/")[0] for path in case.source.files()} | {""}
    places = {os.path.join(case.root, *folder.split("/")) for folder in folders}
    for top in (os.path.join(case.root, ".specify"), state_folder(case.root)):
        places.update(folder for folder, _, _ in os.walk(top))
    found = [path for place in sorted(places) for path in _leftovers_in(place)]
    if found:
        said = f"a killed command left {counted(len(found), 'file')}: {listed([_shown(case, path) for path in found])}"
        yield Check("half-written", Grade.NOTE, said, removal([_shown(case, path) for path in found]))


def _leftovers_in(folder: str) -> list[str]:
    try:
        with os.scandir(folder) as entries:
            named = [entry for entry in entries if is_leftover(entry.name)]
            return sorted(entry.path for entry in named if time.time() - entry.stat().st_mtime > _UNDER_WAY)
    except OSError:
        return []


def _shown(case: Case, path: str) -> str:
    return os.path.relpath(path, case.root)


def _evidence(case: Case) -> Iterator[Check]:
    """Results of test runs that are too old to be about today's files."""
    try:
        with os.scandir(os.path.join(case.root, *EVIDENCE.split("/"))) as entries:
            ages = {entry.name: time.time() - entry.stat().st_mtime for entry in entries if entry.name.endswith(SUFFIX)}
    except OSError:
        return
    old = sorted(f"{EVIDENCE}/{name}" for name, age in ages.items() if age > _OLD * _DAY)
    if old:
        said = f"{counted(len(old), 'file')} of test results older than {_OLD} days: {listed(old)}"
        yield Check("evidence", Grade.NOTE, said, f"{removal(old)}    # pytest --spec-evidence makes them anew")


def _former_state(case: Case) -> Iterator[Check]:
    """What was kept in the project before it had a repository, whose git folder holds it since."""
    if find_place(case.root) and os.path.isdir(os.path.join(case.root, *WITHOUT_GIT.split("/"))):
        said = f"{WITHOUT_GIT} is from before there was a repository, and is not read any more"
        yield Check("former state", Grade.NOTE, said, f"rm -r {quoted(WITHOUT_GIT)}")


def _baseline(case: Case) -> Iterator[Check]:
    """Remembered findings that are there no more, so that a new one of the same kind would pass for one of them."""
    project = case.project
    if BASELINE not in project.paths or project.config_problems:
        return
    from specward.check.baseline import judged_by, read_baseline
    from specward.check.run import check
    from specward.check.select import Selection
    from specward.rules import RULES

    baseline = read_baseline(case.source)
    if baseline is None:
        return
    selection = Selection.of(project, RULES)
    report = baseline.left_out(check(project, selection), case.source, judged_by(selection, project, None))
    said = f"{BASELINE} remembers {counted(len(baseline.entries), 'finding')}"
    if report.gone:
        yield Check("baseline", Grade.NOTE, f"{said}, of which {report.gone} are gone", "spec check --baseline")
