"""Renderings that are no longer what their sources say: the source changed, somebody edited them, they are gone."""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING, NamedTuple

from specward.agents import manifest
from specward.agents.definitions import source_paths
from specward.agents.manifest import text_hash
from specward.agents.placing import ours
from specward.agents.render import is_rendering, roster
from specward.agents.rendering import made_from, unfit
from specward.agents.targets.agents_md import roster_hash
from specward.agents.targets.table import ROSTER, TARGETS
from specward.artifacts.agent import read_agent
from specward.errors import UsageError
from specward.finding import Edit, Fix, Span
from specward.json_text import parse
from specward.markdown.document import Document
from specward.sources.source import UnreadableFile

if TYPE_CHECKING:
    from collections.abc import Iterator

    from specward.agents.manifest import Record
    from specward.artifacts.agent import Agent
    from specward.project import Project


class Kind(Enum):
    """How a rendering has drifted."""

    STALE = "its source changed since"
    EDITED = "it was edited"
    GONE = "it is gone"
    ORPHANED = "its source is gone"


class Drift(NamedTuple):
    """A rendering that has drifted."""

    record: Record
    kind: Kind
    fix: Fix | None = None
    """Rendering again; None where that would lose an edit, or make or remove a file."""


def drifted(project: Project) -> Iterator[Drift]:
    """The renderings that have drifted, by path; of a commit under way those that it touches, or whose source it does.

    Raises:
        UsageError: the manifest is not valid.
        UnreadableFile: the manifest, or a source, cannot be read.
    """
    text = _text(project, manifest.PATH)
    recorded = manifest.read(text)
    state = _State(project, text or "")
    for path in sorted(recorded):
        record = recorded[path]
        if is_rendering(record) and (project.touches(path) or state.touches_source(record)):
            yield from state.judge(record)


def _text(project: Project, path: str) -> str | None:
    data = project.source.read(path)
    return None if data is None else Document.from_bytes(path, data).text


class _State:
    """A project's renderings and their sources; each source is read once."""

    def __init__(self, project: Project, text: str) -> None:
        self._project = project
        self._text = text
        self._agents: dict[str, Agent | None] = {}

    def touches_source(self, record: Record) -> bool:
        if record.target == ROSTER:
            return any(map(self._project.touches, source_paths(self._project)))
        return self._project.touches(record.source)

    def judge(self, record: Record) -> Iterator[Drift]:
        try:
            text = _text(self._project, record.path)
            mine = None if text is None else ours(text, record)
        except (UnreadableFile, UsageError):
            yield Drift(record, Kind.EDITED)
            return
        now = self._source_hash(record)
        if not now:
            if mine is not None:
                yield Drift(record, Kind.ORPHANED)
        elif text is None or mine is None:
            yield Drift(record, Kind.GONE)
        elif not record.is_as_written(mine):
            yield Drift(record, Kind.EDITED)
        elif now != record.source_sha256 or text_hash(mine) != record.sha256:
            yield Drift(record, Kind.STALE, self._again(record, text, mine, now))

    def _agent(self, path: str) -> Agent | None:
        if path not in self._agents:
            text = _text(self._project, path)
            self._agents[path] = None if text is None else read_agent(Document(path, text))
        return self._agents[path]

    def _all(self) -> list[Agent]:
        found = map(self._agent, source_paths(self._project))
        return [agent for agent in found if agent and not unfit(agent)]

    def _source_hash(self, record: Record) -> str:
        """The hash of what a rendering is made from as it is now; empty where that is gone."""
        if record.target == ROSTER:
            agents = self._all()
            return roster_hash((agent.document.path, made_from(agent)) for agent in agents) if agents else ""
        agent = self._agent(record.source)
        return made_from(agent) if agent else ""

    def _again(self, record: Record, text: str, mine: str, now: str) -> Fix | None:
        """Rendering again where the file stays where it is, and what the manifest says of it."""
        rendered = self._rendered(record)
        if rendered is None:
            return None
        start = text.index(mine)
        files = parse(self._text).find(("files", record.path))
        edits = [Edit(record.path, Span(start, start + len(mine)), rendered)]
        for key, value in (("sha256", text_hash(rendered)), ("source_sha256", now)):
            node = files.member(key) if files else None
            if node is None:
                return None
            edits.append(Edit(manifest.PATH, Span(node.start, node.end), f'"{value}"'))
        return Fix("render it again", tuple(edits), safe=True)

    def _rendered(self, record: Record) -> str | None:
        """What a rendering is now; None where it is refused, or stands elsewhere."""
        if record.target == ROSTER:
            return roster(self._all()).text
        agent = self._agent(record.source)
        if agent is None or record.target not in TARGETS or unfit(agent):
            return None
        rendering = TARGETS[record.target].render(agent)
        return rendering.text if rendering.path == record.path and not rendering.refused else None
