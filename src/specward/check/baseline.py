"""The baseline: the findings that a project had when it adopted the checker. They are left out, so that new ones show.

`.specify/baseline.lock` is text that git merges line by line: one line that names the schema, a remark for those who
open it, then a sorted line for each finding. Words are parted by single blanks; a blank inside a path is `%20`.

    specward baseline.lock 1
    # Findings that were here before: `spec check` leaves them out, `spec check --baseline` renews the list.
    specs/001-login/spec.md SPC007 ff1:6b01e04d… ff1:d3c98b61… no acceptance scenario follows

A line has the path, the rule's code, the fingerprint of the finding, what of it does not depend on the path, by which
it is known again when its file has moved, and what was said, which is for people alone.
"""

from __future__ import annotations

import re
from collections import defaultdict
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from specward.changes import Create, Delete, Replace
from specward.check.identity import TAG, fingerprints, pathless
from specward.errors import UsageError
from specward.sources.scope import BASELINE
from specward.sources.source import UnreadableFile
from specward.trace.lock_text import CorruptLock, Form, corruption, decoded, read_word, written

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Sequence

    from specward.changes import Change
    from specward.check.report import Report
    from specward.check.select import Selection
    from specward.finding import Finding
    from specward.project import Project
    from specward.sources.source import Source

_FORM = Form("specward baseline.lock", 1)
_REMARK = "# Findings that were here before: `spec check` leaves them out, `spec check --baseline` renews the list."
_LARGEST = 1 << 25
"""Bytes of a file that is read: more are no list of findings."""
_LONGEST_MESSAGE = 100


class Entry(NamedTuple):
    """One finding that is remembered."""

    path: str
    code: str
    fingerprint: str
    pathless: str
    message: str
    """What was said of it when it was remembered."""


class Baseline(NamedTuple):
    """The findings that are remembered, by fingerprint."""

    entries: dict[str, Entry]
    text: str = ""
    """As it stands in the file."""

    def fresh(self, findings: Sequence[Finding], source: Source) -> tuple[list[Finding], list[Entry]]:
        """The findings that are not remembered, and the entries of which none is there.

        Each entry stands for one finding. One whose path is there no more stands for an equal one elsewhere.

        Args:
            findings: all findings of a run, in the order of the report.
            source: the state that they were found in.
        """
        left = dict(self.entries)
        fresh = [
            finding
            for finding, mark in zip(findings, fingerprints(findings), strict=True)
            if left.pop(mark, None) is None
        ]
        return (self._stayed(fresh, left, source) if left else fresh), list(left.values())

    def left_out(self, report: Report, source: Source, judged: Callable[[Entry], bool]) -> Report:
        """A report without what is remembered.

        Args:
            report: all findings of a run.
            source: the state that was checked.
            judged: whether the run would have found what an entry stands for, if it were still there.
        """
        fresh, left = self.fresh(report.findings, source)
        gone = 0 if report.undetermined else sum(map(judged, left))
        return report._replace(findings=tuple(fresh), known=len(report.findings) - len(fresh), gone=gone)

    @staticmethod
    def _stayed(fresh: list[Finding], left: dict[str, Entry], source: Source) -> list[Finding]:
        """The findings that did not come here with their files; takes the entries of those that did."""
        waiting: defaultdict[str, list[Entry]] = defaultdict(list)
        for entry in left.values():
            waiting[entry.pathless].append(entry)
        moved: dict[str, list[Entry]] = {}
        stayed = []
        for finding in fresh:
            mark = pathless(finding)
            if mark in waiting:
                moved[mark] = [entry for entry in waiting.pop(mark) if entry.path and not source.exists(entry.path)]
            if moved.get(mark):
                del left[moved[mark].pop(0).fingerprint]
            else:
                stayed.append(finding)
        return stayed


class Renewal(NamedTuple):
    """What remembering the findings of today comes to."""

    changes: tuple[Change, ...]
    remembered: int
    added: int
    dropped: int


def read_baseline(source: Source) -> Baseline | None:
    """The baseline of a state of a project; None where it has none.

    Raises:
        UsageError: it cannot be read or relied on.
    """
    try:
        data = source.read(BASELINE)
    except UnreadableFile as error:
        raise UsageError(f"the baseline cannot be read: {error.reason}", where=BASELINE, help=_ANEW) from None
    return None if data is None else parse(data)


def parse(data: bytes) -> Baseline:
    """Read a baseline, whose lines may be in any order, since a merge may leave them so.

    Raises:
        UsageError: it cannot be relied on.
    """
    if len(data) > _LARGEST:
        size = f"it has {len(data) >> 20} MiB, and more than {_LARGEST >> 20} are no list of findings"
        raise _refusal(CorruptLock(BASELINE, 1, size))
    text = decoded(BASELINE, data)
    if isinstance(text, CorruptLock):
        raise _refusal(text)
    baseline = Baseline({}, text)
    corrupt = corruption(BASELINE, text, _FORM, lambda line, _: _take(baseline, line))
    if corrupt:
        raise _refusal(corrupt)
    return baseline


def judged_by(selection: Selection, project: Project, only: Collection[str] | None) -> Callable[[Entry], bool]:
    """Whether a run would have found what an entry stands for, if it were still there.

    Args:
        selection: the rules of the run.
        project: what was checked.
        only: the paths in question; None for all.
    """
    folder_of = project.layout.feature_folder
    folders = {folder_of(path) for path in only or ()} - {None}

    def judged(entry: Entry) -> bool:
        asked = only is None or entry.path in only or entry.path in folders or folder_of(entry.path) in folders
        return asked and not selection.leaves_out(entry.code)

    return judged


def renewed(
    baseline: Baseline | None, findings: Sequence[Finding], source: Source, judged: Callable[[Entry], bool]
) -> Renewal:
    """The baseline with the findings of a run in place of those that it could have found.

    Args:
        baseline: what is remembered so far; None where there is no file.
        findings: all findings of the run.
        source: the state that was checked.
        judged: whether the run would have found what an entry stands for, if it were still there.
    """
    before = baseline or Baseline({})
    fresh, left = before.fresh(findings, source)
    kept = [entry for entry in left if not judged(entry)]
    entries = {entry.fingerprint: entry for entry in (*kept, *_entries(findings))}
    changes = _change(baseline, entries.values())
    return Renewal(changes, len(entries), len(fresh), len(left) - len(kept))


def _entries(findings: Sequence[Finding]) -> Iterable[Entry]:
    for finding, mark in zip(findings, fingerprints(findings), strict=True):
        yield Entry(finding.location.path, finding.code, mark, pathless(finding), _short(finding.message))


def _change(baseline: Baseline | None, entries: Iterable[Entry]) -> tuple[Change, ...]:
    lines = sorted(map(_line, entries))
    if baseline is None:
        return (Create(BASELINE, _text(lines)),) if lines else ()
    if not lines:
        return (Delete(BASELINE),)
    text = _text(lines)
    if "\r\n" in baseline.text:
        text = text.replace("\n", "\r\n")
    return (Replace(BASELINE, text, baseline.text),) if text != baseline.text else ()


def _text(lines: list[str]) -> str:
    return "".join(f"{line}\n" for line in (_FORM.first_line, _REMARK, *lines))


def _line(entry: Entry) -> str:
    path = written(entry.path) or "."
    if path.startswith("#"):  # it would read as a remark
        path = f"%23{path[1:]}"
    return f"{path} {entry.code} {entry.fingerprint} {entry.pathless} {entry.message}".rstrip()


def _short(message: str) -> str:
    """A message as the end of a line, safe for a terminal."""
    words = "".join(character if character.isprintable() else " " for character in message[: 2 * _LONGEST_MESSAGE])
    words = " ".join(words.split())
    return words if len(words) <= _LONGEST_MESSAGE else f"{words[: _LONGEST_MESSAGE - 1]}…"


def _take(baseline: Baseline, line: str) -> str:
    """Read one line into a baseline; what is wrong with it, or nothing."""
    if line.startswith("#"):
        return ""
    match = _form().fullmatch(line)
    if not match:
        newer = _newer().match(line)
        if newer:
            return f"this version of spec does not know fingerprints of the kind `{newer[1]}`: another version wrote it"
        return "this line is cut off or was edited: it is no finding"
    path, code, mark, wherever, message = match.groups("")
    entry = Entry("" if path == "." else read_word(path), code, mark, wherever, message)
    if baseline.entries.setdefault(mark, entry)[:2] != entry[:2]:
        return "this line contradicts an earlier one with the same fingerprint"
    return ""


_ANEW = f"git checkout HEAD -- {BASELINE} takes back the last version; or delete it and run `spec check --baseline`"


def _refusal(corrupt: CorruptLock) -> UsageError:
    conflict = "merge conflict" in corrupt.reason
    help_ = "keep the lines of both sides and delete those that git added, which begin with <<<, === or >>>"
    return UsageError(
        f"the baseline cannot be relied on: {corrupt.reason}",
        where=f"{corrupt.path}:{corrupt.line}",
        help=help_ if conflict else _ANEW,
    )


@cache
def _form() -> re.Pattern[str]:
    mark = rf"({TAG}:[0-9a-f]{{32}})"
    return re.compile(rf"(\S++) ([A-Z]{{2,5}}[0-9]{{3}}) {mark} {mark}(?: (\S.*+))?", re.ASCII)


@cache
def _newer() -> re.Pattern[str]:
    return re.compile(r"\S++ [A-Z]{2,5}[0-9]{3} (?!" + TAG + r":)([a-z]{1,8}[0-9]{1,4}):", re.ASCII)
