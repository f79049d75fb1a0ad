"""The record policy: whether a change needs a prompt record, and whether it has one.

Pure functions over a change, the configuration and the records of the state that the change leads to. A change needs
a record when it touches a path of `phr.paths` that `phr.exempt` does not take out, and is no merge, revert,
cherry-pick or rebase, and no commit that will be squashed into another.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, Protocol

from specward.artifacts.kind import STANDARD, Kind, Layout
from specward.artifacts.phr_filing import CONSTITUTION, GENERAL
from specward.artifacts.phr_name import RecordName, RecordPlace
from specward.changeset import DELETED, MOVED
from specward.errors import UsageError
from specward.features import current, same_feature
from specward.ids import may_be_uid
from specward.phr.code import OFF, code_paths
from specward.phr.trailer import read_trailers, subject

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from specward.changeset import Changeset
    from specward.config import Config
    from specward.phr.trailer import Trailer

FEATURE = "feature"
COMMIT = "commit"

_SQUASHED = ("fixup! ", "squash! ", "amend! ")
_REVERT = 'Revert "'


class Candidate(NamedTuple):
    """A prompt record as the policy sees it."""

    path: str
    defect: str = ""
    """Why it is not complete, as a clause: `its prompt is empty`; empty where it is complete."""
    feature: str = ""
    """The feature that its front matter names."""
    files: tuple[str, ...] = ()
    """The files that its front matter names."""
    uid: str = ""


class Records(Protocol):
    """The prompt records of one state of a project."""

    def paths(self) -> Sequence[str]:
        """Every record, sorted."""
        ...

    def read(self, path: str) -> Candidate | None:
        """The record at a path, or None where there is none."""
        ...

    def with_uid(self, uid: str) -> Candidate | None:
        """The record with a unique id, or None."""
        ...

    def features(self) -> Iterable[str]:
        """The folder name of every feature."""
        ...


class Refusal(NamedTuple):
    """A record or trailer that was offered and does not count."""

    offered: str
    reason: str
    """A clause: `it is not filled in`."""
    unfinished: bool = False
    """Whether it is a record of this change that only has to be completed."""


class Verdict(NamedTuple):
    """What the policy says about a change."""

    code: tuple[str, ...] = ()
    """The paths that ask for a record; empty where none is asked for."""
    granted: str = ""
    """What answers for them: a record's path, or the reason for having none."""
    refused: tuple[Refusal, ...] = ()
    feature: str = ""
    """The one feature that the change belongs to, where that can be told."""

    @property
    def passes(self) -> bool:
        """Whether the change may be made."""
        return bool(self.granted) or not self.code


def judge(change: Changeset, config: Config, records: Records) -> Verdict:
    """Apply the policy to a change."""
    if config.phr_require == OFF or exemption(change):
        return Verdict()
    code = code_paths((path for _, path in change.paths), config)
    if not code:
        return Verdict()
    features = features_of(change, records.features(), Layout.of(config))
    feature = next(iter(features)) if len(features) == 1 else ""
    granted, refused = _by_record(change, config, records, code, features)
    if not granted:
        granted, more = _by_trailer(change, config, records, features)
        refused += more
    return Verdict(tuple(code), granted, tuple(refused), feature)


def exemption(change: Changeset) -> str:
    """Why a change needs no record whatever it touches, or an empty string."""
    if change.state:
        return change.state
    first = subject(change.message, change.comment) if change.message is not None else ""
    if first.startswith(_REVERT):
        return "revert"
    return first.partition(" ")[0] if first.startswith(_SQUASHED) else ""


def features_of(change: Changeset, names: Iterable[str], layout: Layout = STANDARD) -> frozenset[str]:
    """The features that a change belongs to: those whose documents it touches, else the one its branch is named after.

    Empty where neither tells.
    """
    folders = {layout.feature_folder(path) for _, path in change.paths if layout.kind_of(path) is not Kind.PHR}
    touched = {folder.rpartition("/")[2] for folder in folders if folder}
    known = set(names)
    if touched & known:
        return frozenset(touched & known)
    try:
        return frozenset({current(sorted(known), branch=change.branch)})
    except UsageError:
        return frozenset()


def objection(record: Candidate, code: Sequence[str], features: frozenset[str]) -> str:
    """Why a record of the change does not answer for its code, as a clause; empty where it does."""
    if record.defect:
        return record.defect
    if not features or _context(record.path) in {GENERAL, CONSTITUTION}:
        return ""
    if any(same_feature(name, feature) for name in (_context(record.path), record.feature) for feature in features):
        return ""
    if any(_names(entry, path) for entry in record.files for path in code):
        return ""
    return f"it belongs to {_context(record.path) or record.feature or 'no feature'}, the change to {_listed(features)}"


def _by_record(
    change: Changeset, config: Config, records: Records, code: list[str], features: frozenset[str]
) -> tuple[str, list[Refusal]]:
    """The record that answers for the code, or an empty string and why those offered do not."""
    refused: list[Refusal] = []
    layout = Layout.of(config)
    for status, path in change.paths:
        if layout.kind_of(path) is not Kind.PHR:
            continue
        record = None if status in {DELETED, MOVED} else records.read(path)
        if record:
            reason = objection(record, code, features)
        else:
            reason = "it is only moved" if status == MOVED else "it is deleted"
        if not reason:
            return path, []
        refused.append(Refusal(path, reason, unfinished=bool(record and record.defect)))
    if config.phr_require == FEATURE:
        offered = {refusal.offered for refusal in refused}
        for path in records.paths():
            if path not in offered and any(same_feature(_context(path), feature) for feature in features):
                record = records.read(path)
                if record and not record.defect:
                    return path, []
    return "", refused


def _by_trailer(
    change: Changeset, config: Config, records: Records, features: frozenset[str]
) -> tuple[str, list[Refusal]]:
    """What a trailer of the message grants, or an empty string and why none does."""
    refused: list[Refusal] = []
    for trailer in read_trailers(change.message or "", change.comment):
        granted, reason = _consider(trailer, config, records, features)
        if granted:
            return granted, []
        refused.append(Refusal(f"PHR: {trailer.reference or 'none'}", reason))
    return "", refused


def _consider(trailer: Trailer, config: Config, records: Records, features: frozenset[str]) -> tuple[str, str]:
    """What one trailer grants, and otherwise why it does not."""
    if trailer.says_none:
        if not config.phr_allow_none:
            return "", "this project does not accept it (phr.allow-none)"
        return trailer.reason, "" if trailer.reason else "it gives no reason; write PHR: none -- <reason>"
    found = resolve(trailer.reference, records, features)
    if not found:
        return "", "it names no record that is committed or staged"
    if len(found) > 1:
        return "", f"it may mean {_listed(record.path for record in found)}"
    return ("", found[0].defect) if found[0].defect else (found[0].path, "")


def resolve(reference: str, records: Records, features: frozenset[str] | None = frozenset()) -> list[Candidate]:
    """The records that a reference may mean: a path, a uid, `<folder>/<id>`, or an id alone.

    Args:
        reference: what somebody wrote.
        records: the records that there are.
        features: where an id alone is looked for, such as the change's own feature; None for everywhere.
    """
    if reference in records.paths():
        record = records.read(reference)
        return [record] if record else []
    if may_be_uid(reference):
        record = records.with_uid(reference.upper())
        return [record] if record else []
    folder, _, digits = reference.rpartition("/")
    if not (digits.isascii() and digits.isdigit() and len(digits) <= 10):
        return []
    paths = [path for path in records.paths() if RecordName.parse(path).number == int(digits)]
    if not folder and features is None:
        return [record for record in map(records.read, paths) if record]
    wanted = {folder.rpartition("/")[2]} if folder else features or frozenset()
    exact = [path for path in paths if _context(path) in wanted]
    loose = [path for path in paths if any(_either_way(_context(path), name) for name in wanted)]
    return [record for record in map(records.read, exact or loose) if record]


def _context(path: str) -> str:
    """The folder that a record is filed in: a feature's name, `general`, `constitution`."""
    return RecordPlace.parse(path).folder


def _either_way(context: str, name: str) -> bool:
    """Whether the folder of a record and the name of a feature mean the same, whichever of them is the shorter."""
    return same_feature(context, name) or same_feature(name, context)


def _names(entry: str, path: str) -> bool:
    """Whether an entry of a record's `files` means a path: the path, a folder above it, the path and a remark."""
    entry = entry.removeprefix("./").strip("`")
    return entry == path or entry.startswith(path + " ") or path.startswith(entry.rstrip("/") + "/")


def _listed(names: Iterable[str]) -> str:
    return " or ".join(sorted(names))
