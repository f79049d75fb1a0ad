"""What the agents' transcripts hold, set against the records: what is not recorded yet, and recording it.

No hook sees every prompt: text typed while the agent works, conversations with hooks switched off, other machines. The
transcripts of this machine fill the gaps; where there is none to read, the answer is that nobody knows.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

from specward.git.place import folder_of
from specward.lock import lock
from specward.phr.agents import AGENTS
from specward.phr.capture.begin import write_record
from specward.phr.capture.conversation import Conversation, now
from specward.phr.capture.journal import Journal, journal_names
from specward.phr.prompt_key import fingerprint
from specward.phr.recorded import Known, Matching, Recorded
from specward.phr.seen import Seen, SeenPrompt, read_seen
from specward.phr.transcripts.lines import UnreadableTranscript
from specward.phr.transcripts.reading import read_transcript

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from specward.phr.capture.settings import Settings
    from specward.phr.transcripts.stores import Found
    from specward.phr.transcripts.turn import Turn
    from specward.project import Project

_AT_REST = 600_000
"""Milliseconds after which a transcript that nobody has written to tells no turn that still goes on."""


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
    transcripts: Mapping[str, Found]
    """Where each conversation is kept, by its id."""


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
    return Survey(tuple(against), frozenset(noted), {prompt.session: prompt.found for prompt in prompts})


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
    _complete_answered(root, settings, surveyed.transcripts)
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


def _complete_answered(root: str, settings: Settings, transcripts: Mapping[str, Found]) -> None:
    """Complete the records whose turn is over by their transcript, and by no hook."""
    folder = folder_of(root)
    for name in journal_names(root):
        waiting = {turn.session for turn in Journal(root, name).open_turns() if turn.folder == folder}
        for session in waiting & transcripts.keys():
            with lock(root):
                _complete_open(Conversation(name.partition("-")[0], session, root, settings), transcripts[session])


def _complete_open(conversation: Conversation, found: Found) -> None:
    taken: set[str] = set()
    rests = now() - found.mtime_ns // 1_000_000 > _AT_REST
    try:
        with read_transcript(found.agent, found.path, found.start) as reading:
            for read in reading:
                turn = conversation.match(read, taken) if read.prompt and read.session == conversation.session else None
                if turn and not turn.done and read.response and (read.ended or rests):
                    conversation.complete(turn, conversation.details(read))
    except UnreadableTranscript:
        return  # the next run may have more luck


def _write_noted(root: str) -> Iterator[Written]:
    """Write the records that were noted and not written: their hooks were killed between the two.

    Journals in which everything is done are made small on the way.
    """
    folder = folder_of(root)
    for name in journal_names(root):
        with lock(root):
            journal = Journal(root, name)
            for turn in journal.turns.values():
                if not turn.written and turn.folder == folder:
                    write_record(journal, turn, root)
                    yield Written(name.partition("-")[0], turn.path)
            if journal.turns and not journal.open_turns():
                journal.compact()


def _noted(root: str) -> Iterator[tuple[str, Known]]:
    """Every prompt whose record went to another branch, or is about to be written: the journals remember it, by uid."""
    for name in journal_names(root):
        for turn in Journal(root, name).turns.values():
            yield turn.uid, Known(turn.session, turn.id, turn.print, turn.path)


def _against(agent: str, seen: Seen, missing: Sequence[SeenPrompt]) -> AgentPrompts:
    own = tuple(prompt for prompt in missing if prompt.found.agent == agent)
    return AgentPrompts(agent, len(seen.prompts), own, seen.unknown, seen.skipped)
