"""What `PHR:` trailers a commit under way may have: a reference to each of its records."""

from __future__ import annotations

from typing import TYPE_CHECKING

from specward.artifacts.kind import Kind, Layout
from specward.artifacts.phr_name import RecordName, RecordPlace
from specward.changeset import MOVED
from specward.ids import may_be_uid
from specward.phr.code import code_paths
from specward.phr.policy import exemption, features_of, objection, resolve
from specward.phr.records import ProjectRecords
from specward.phr.trailer import read_trailers
from specward.project import Project
from specward.sources.index import IndexSource

if TYPE_CHECKING:
    from collections.abc import Iterator

    from specward.hooks.message import Message
    from specward.hooks.staged import Commit, StagedProject
    from specward.phr.policy import Candidate


def missing_references(commit: Commit, message: Message) -> list[str]:
    """What names each complete record that the commit adds or changes, and that its message does not name yet.

    Nothing for a commit that needs no record (`policy.exemption`), nor in a project that wants none (`phr.trailer`).

    Raises:
        SpecError: git cannot tell, or a project's configuration is not valid.
    """
    return [reference for project in commit.projects() for reference in _missing(project, commit, message)]


def _missing(staged: StagedProject, commit: Commit, message: Message) -> Iterator[str]:
    config = staged.config()
    layout = Layout.of(config)
    if not config.phr_trailer or not any(layout.kind_of(change.path) is Kind.PHR for change in staged.changes):
        return
    named = {trailer.reference.lower() for trailer in read_trailers(message.text, message.mark)}
    records = ProjectRecords(Project(IndexSource(staged.root, blobs=commit.blobs), config))
    for record in _answering(staged, commit, message, records):
        short = _short(record)
        uid = record.uid if may_be_uid(record.uid) else ""
        if named.isdisjoint(map(str.lower, {uid, short, staged.folder + short, record.path} - {""})):
            yield uid or _unambiguous(staged.folder + short, record, records)


def _answering(staged: StagedProject, commit: Commit, message: Message, records: ProjectRecords) -> Iterator[Candidate]:
    """The records of one project's part of the commit that answer for its code, if it touches any.

    Another is passed over: named by a trailer, it would count as if the author had said that it answers.
    """
    config = staged.config()
    layout = Layout.of(config)
    change = commit.change(staged, message.text)._replace(comment=message.mark)
    if exemption(change):
        return
    code = code_paths((path for _, path in change.paths), config)
    features = features_of(change, records.features(), layout) if code else frozenset()
    for status, path in change.paths:
        record = records.read(path) if status != MOVED and layout.kind_of(path) is Kind.PHR else None
        if record and not objection(record, code, features):
            yield record


def _short(record: Candidate) -> str:
    """The folder and the id of a record; empty where it lies in no folder of its own, or has no number."""
    folder, number = RecordPlace.parse(record.path).folder, RecordName.parse(record.path).id
    return f"{folder}/{number}" if folder and number else ""


def _unambiguous(reference: str, record: Candidate, records: ProjectRecords) -> str:
    """The reference where it means this record and no other; else the path."""
    found = [candidate.path for candidate in resolve(reference, records)]
    return reference if found == [record.path] else record.path
