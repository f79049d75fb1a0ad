"""The prompt records of a project, as the policy sees them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from specward.artifacts.kind import Kind
from specward.artifacts.phr import read_record
from specward.artifacts.phr_filing import ROUTES
from specward.artifacts.phr_header import NONE, UNCLOSED
from specward.phr.policy import Candidate, Verdict, judge
from specward.sources.source import UnreadableFile

if TYPE_CHECKING:
    from specward.artifacts.phr import Record
    from specward.changeset import Changeset
    from specward.markdown.document import Document
    from specward.project import Project


def judge_project(project: Project, change: Changeset) -> Verdict:
    """Apply the project's record policy to a change that leads to the state it is opened over."""
    return judge(change, project.config, ProjectRecords(project))


class ProjectRecords:
    """The records of a project over any source; see `policy.Records`."""

    def __init__(self, project: Project) -> None:
        self._project = project

    def paths(self) -> list[str]:
        """Every record, sorted."""
        return self._project.of_kind(Kind.PHR)

    def read(self, path: str) -> Candidate | None:
        """The record at a path, or None where there is none. One that cannot be read is a record with that defect."""
        try:
            document = self._project.document(path)
        except UnreadableFile as error:
            return Candidate(path, f"it cannot be read: {error.reason}")
        return _candidate(document) if document else None

    def with_uid(self, uid: str) -> Candidate | None:
        """The record with a unique id, or None. Reads records until it is found."""
        for path in self.paths():
            record = self.read(path)
            if record and record.uid.upper() == uid:
                return record
        return None

    def features(self) -> list[str]:
        """The folder name of every feature."""
        return [folder.rpartition("/")[2] for folder in self._project.feature_paths]


def _candidate(document: Document) -> Candidate:
    record = read_record(document)
    return Candidate(
        path=document.path,
        defect="" if record.complete else _defect(record),
        feature=record.feature.value if record.feature else "",
        files=tuple(entry.value for entry in record.files),
        uid=record.uid.value if record.uid else "",
    )


def _defect(record: Record) -> str:
    """Why a record is not complete, the weightiest reason first."""
    stage = record.stage.value if record.stage else ""
    reasons = (
        (not record.document.text.strip(), "it is empty"),
        (record.untouched, "it is not filled in"),
        (record.header.form in {NONE, UNCLOSED}, "its front matter cannot be read"),
        (not record.has_prompt, "its prompt is empty"),
        (bool(record.tokens), f"{record.document.slice(record.tokens[0])} is not filled in" if record.tokens else ""),
        (bool(record.missing_keys), f"it has no {record.missing_keys[0]}" if record.missing_keys else ""),
        (stage.lower() not in ROUTES, f"it names no known stage: {stage}"),
    )
    return next((reason for holds, reason in reasons if holds), "it is not complete")
