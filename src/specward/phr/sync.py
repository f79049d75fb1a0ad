"""What the agents' transcripts hold, set against the records: what is not recorded yet, and recording it.

No hook sees every prompt: text typed while the agent works, conversations with hooks switched off, other machines. The
transcripts of this machine fill the gaps; where there is none to read, the answer is that nobody knows.
"""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

from specward.artifacts.kind import Kind
from specward.artifacts.phr import read_record
from specward.lock import lock
from specward.markdown.document import Document
from specward.phr.agents import AGENTS
from specward.phr.capture.begin import write_record
from specward.phr.capture.finish import Conversation
from specward.phr.capture.journal import Journal, journal_names
from specward.phr.capture.settings import Settings
from specward.phr.prompt_key import fingerprint
from specward.phr.seen import Seen, SeenPrompt, read_seen
from specward.phr.transcripts.lines import UnreadableTranscript
from specward.phr.transcripts.reading import read_transcript
from specward.sources.source import UnreadableFile

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from specward.artifacts.phr import Record
    from specward.phr.transcripts.stores import Found
    from specward.phr.transcripts.turn import Turn
    from specward.project import Project

_FEW = 20
"""Characters; a shorter prompt, such as `continue`, is not taken for a record that names no conversation."""
_HEAD = re.compile(rb"^(session|prompt_id|surface):[ \t]*[\"']?([^\"'\r\n]*)", re.MULTILINE)
"""The keys that tell which records are to be read whole."""
_NO_SESSION = frozenset({"", "null", "~"})


class Known(NamedTuple):
    """A prompt that has a record, or is noted to get one."""

    session: str
    id: str
    print: str
    path: str


class AgentPrompts(NamedTuple):
    """The prompts of one agent in this project, as far as this machine's transcripts tell."""

    agent: str
    seen: int
    missing: tuple[SeenPrompt, ...]
    """Those without a record, oldest first."""
    unknown: str = ""
    """Why nothing or not all could be looked at, as a clause; empty where all was read."""
    skipped: int = 0
    """Lines of a kind that the reader does not know."""

    @property
    def recorded(self) -> int:
        """How many have a record."""
        return self.seen - len(self.missing)


class Survey(NamedTuple):
    """What the transcripts hold, set against the records."""

    agents: tuple[AgentPrompts, ...]
    noted: frozenset[str]
    """The records, by `uid`, that the journals knew of at that time."""


class Written(NamedTuple):
    """A record that `sync` has written."""

    agent: str
    path: str


def survey(
    project: Project,
    root: str,
    environ: Mapping[str, str],
    *,
    agents: Sequence[str] = (),
    progress: Callable[[int], None] | None = None,
) -> Survey:
    """What each agent's transcripts hold of prompts in this project, set against its records.

    Args:
        project: over the work tree.
        root: its root.
        environ: tells where agents keep their transcripts.
        agents: only these; all where left out.
        progress: is told how many bytes were read.
    """
    records, noted = Recorded(project), dict(_noted(root))
    expected = () if agents else records.surfaces
    found = read_seen(root, environ, agents=agents, expected=expected, progress=progress)
    prompts = [prompt for seen in found.values() for prompt in seen.prompts]
    known = Matching([*records.of(prompts), *noted.values()])
    missing = [prompt for prompt in prompts if not known.take(prompt)]
    silent = Matching(records.silent_like(missing))
    missing = [prompt for prompt in missing if not silent.take(prompt._replace(session="", ids=()))]
    against = (_against(agent, found[agent], missing) for agent in AGENTS if agent in found)
    return Survey(tuple(against), frozenset(noted))


def sync(
    root: str, settings: Settings, surveyed: Survey, *, progress: Callable[[int], None] | None = None
) -> list[Written]:
    """Record the prompts that `survey` found missing, and those that a killed hook has noted and not written.

    Each is matched again under the lock, so that two that run at once record nothing twice.

    Raises:
        OSError, SpecError: a record cannot be written; those before it are.
    """
    written = list(_write_noted(root))
    for agent in surveyed.agents:
        wanted: defaultdict[Found, set[tuple[int, str]]] = defaultdict(set)
        for prompt in agent.missing:
            wanted[prompt.found].add((prompt.start, prompt.print))
        for found, places in wanted.items():
            written += _record(found, places, root, settings, surveyed.noted, progress)
    return written


def _record(  # noqa: PLR0913, PLR0917 -- a transcript, what is wanted of it, and the project
    found: Found,
    wanted: set[tuple[int, str]],
    root: str,
    settings: Settings,
    noted: frozenset[str],
    progress: Callable[[int], None] | None,
) -> Iterator[Written]:
    """Record those turns of a transcript that are wanted, reading it once more: only now their texts are needed."""
    places = {start for start, _ in wanted}
    try:
        with read_transcript(found.agent, found.path, found.start, progress) as reading:
            for read in reading:
                if read.start not in places or not read.prompt:
                    continue
                with lock(root):
                    conversation = Conversation(found.agent, read.session, root, settings)
                    if (read.start, fingerprint(conversation.cleaned(read.prompt).text)) in wanted:
                        path = _record_turn(conversation, read, noted)
                        if path:
                            yield Written(found.agent, path)
    except UnreadableTranscript:
        return  # it was there when it was surveyed; what is left of it is missing at the next run


def _record_turn(conversation: Conversation, read: Turn, noted: frozenset[str]) -> str:
    """Record a turn, unless another run has done so since the survey; the path of its record, or empty."""
    taken = {turn.key for turn in conversation.journal.turns.values() if turn.uid in noted or turn.id not in read.ids}
    if conversation.match(read, taken):
        return ""
    turn = conversation.add(read)
    conversation.complete(turn, conversation.details(read))
    return turn.path


def _write_noted(root: str) -> Iterator[Written]:
    """Write the records that were noted and not written: their hooks were killed between the two."""
    for name in journal_names(root):
        with lock(root):
            journal = Journal(root, name)
            for turn in journal.turns.values():
                if not turn.written:
                    write_record(journal, turn, root)
                    yield Written(name.partition("-")[0], turn.path)


class Recorded:
    """The records of a project, of which only those are read whole that may answer for a prompt.

    Args:
        project: over the work tree.

    Attributes:
        surfaces: where prompts were asked, by what the records say.
    """

    def __init__(self, project: Project) -> None:
        self._project = project
        self._heads = {path: dict(_HEAD.findall(self._data(path))) for path in project.of_kind(Kind.PHR)}
        self.surfaces = {_text(head.get(b"surface")) for head in self._heads.values()}

    def _data(self, path: str) -> bytes:
        try:
            return self._project.source.read(path) or b""
        except UnreadableFile:
            return b""  # what it records is unknown; `spec check` reports it

    def of(self, prompts: Sequence[SeenPrompt]) -> list[Known]:
        """The records of the same conversations, or of prompts with the same ids."""
        sessions = {prompt.session for prompt in prompts} - {""}
        ids = {id_ for prompt in prompts for id_ in prompt.ids}
        return [
            self._known(path)
            for path, head in self._heads.items()
            if _text(head.get(b"session")) in sessions or _text(head.get(b"prompt_id")) in ids
        ]

    def silent_like(self, prompts: Sequence[SeenPrompt]) -> list[Known]:
        """The records that name no conversation and may hold one of the prompts, as agents write them by themselves."""
        asked = [prompt.words.encode().split() for prompt in prompts if prompt.length >= _FEW]
        silent = [path for path, head in self._heads.items() if asked and _text(head.get(b"session")) in _NO_SESSION]
        return [self._known(path) for path in silent if self._holds_all_of_any(path, asked)]

    def _holds_all_of_any(self, path: str, asked: Sequence[Sequence[bytes]]) -> bool:
        data = self._data(path)
        return any(all(word in data for word in words) for words in asked)

    def _known(self, path: str) -> Known:
        record = read_record(Document.from_bytes(path, self._data(path)))
        session, id_ = (_value(record, key) for key in ("session", "prompt_id"))
        return Known(session, id_, fingerprint(record.prompt_text), path)


def _value(record: Record, key: str) -> str:
    field = record.header.field(key)
    return field.value if field else ""


def _text(value: bytes | None) -> str:
    return (value or b"").decode("utf-8", "replace").strip()


def _noted(root: str) -> Iterator[tuple[str, Known]]:
    """Every prompt whose record went to another branch, or is about to be written: the journals remember it, by uid."""
    for name in journal_names(root):
        for turn in Journal(root, name).turns.values():
            yield turn.uid, Known(turn.session, turn.id, turn.print, turn.path)


class Matching:
    """Which prompts of transcripts have a record. Each record answers for one prompt."""

    def __init__(self, known: Sequence[Known]) -> None:
        self._by_session: defaultdict[str, list[Known]] = defaultdict(list)
        self._by_id = {(one.id, one.print): one for one in known if one.id}
        for one in {(one.session, one.id, one.print, one.path): one for one in known}.values():
            self._by_session[one.session].append(one)  # a record and the journal that led to it are one

    def take(self, prompt: SeenPrompt) -> bool:
        """Whether a record answers for a prompt; that record answers for no other from then on."""
        # A conversation that goes on under another id repeats what was asked before.
        by_id = next((self._by_id[id_, prompt.print] for id_ in prompt.ids if (id_, prompt.print) in self._by_id), None)
        told = self._by_session[prompt.session]
        found = by_id or next((one for one in told if one.print == prompt.print), None)
        if found in told:
            told.remove(found)
        return found is not None


def _against(agent: str, seen: Seen, missing: Sequence[SeenPrompt]) -> AgentPrompts:
    own = tuple(prompt for prompt in missing if prompt.found.agent == agent)
    return AgentPrompts(agent, len(seen.prompts), own, seen.unknown, seen.skipped)


def settings_of(project: Project) -> Settings:
    """What capture needs to know of a project's configuration."""
    config = project.config
    return Settings(config.specs, config.history, config.phr_capture)
