"""A prompt becomes a record at once: the agent waits for the answer of its hook, and so does whoever has typed it.

The one writer of project files beside `changes`, which costs half of what a prompt may take (ADR-0013). It only ever
creates a file that is not there.
"""

from __future__ import annotations

import os
import time

from specward import whole_files
from specward.artifacts.phr_filing import record_number
from specward.confined import refuse_path
from specward.errors import UsageError
from specward.features import POINTER, VARIABLES, current, read_pointer
from specward.git.place import find_place
from specward.ids import next_number, uid
from specward.lock import lock
from specward.phr.capture.journal import Journal, Turn, journal_name, journal_names
from specward.phr.prompt_key import fingerprint
from specward.phr.stage import MISC, command_of, context_of, stage_of_command, title_of
from specward.redaction import known_values, local_key, redact
from specward.scaffold.record import UNANSWERED, Circumstances, Exchange, record_folder, write_up
from specward.scaffold.render import OVERRIDES, built_in_template

TYPE_CHECKING = False  # before `typing`, which a prompt does not wait for
if TYPE_CHECKING:
    from specward.git.place import GitPlace
    from specward.git.process import Child
    from specward.phr.capture.payload import Event
    from specward.phr.capture.settings import Settings
    from specward.redaction import Redacted
    from specward.scaffold.record import NewRecord

PATIENCE = 8
"""Seconds that a hook waits for other writers: agents give their hooks ten or more."""
_SAME_MOMENT = 5000
"""Milliseconds within which the same words of one place are one prompt, told twice."""
HOOK, TRANSCRIPT = "hook", "transcript"
"""How a prompt came to be recorded."""


class Asking:
    """A prompt that is to be recorded, and where it was asked.

    Attributes:
        event: what the agent told.
        root: the project's root.
        settings: the project's.
        moment: when it was asked, milliseconds since 1970.
        source: how it came here: `hook` or `transcript`.
        branch: the branch that it was asked on; empty for the one that is checked out.
        place: the repository that it lies in, or None.
        folder: the project's, below the top of the repository; empty where it is the top.
        said: the prompt, without secrets.
        print: the `fingerprint` of that.
        user: git, saying who works here; None where there is none to ask.
    """

    __slots__ = ("branch", "event", "folder", "moment", "place", "print", "root", "said", "settings", "source", "user")

    def __init__(  # noqa: PLR0913 -- a prompt and its circumstances
        self, event: Event, root: str, settings: Settings, *, moment: int = 0, source: str = HOOK, branch: str = ""
    ) -> None:
        self.event = event
        self.root = root
        self.settings = settings
        self.moment = moment or time.time_ns() // 1_000_000
        self.source = source
        self.place = find_place(root)
        self.branch = branch or (self.place.branch() if self.place else "")
        self.user = _ask_user(root, self.place)
        self.folder = self.place.folder_of(root) if self.place else ""
        self.said: Redacted = redact(event.text, lambda: local_key(root), known_values(root, os.environ))
        self.print = fingerprint(self.said.text)


def begin(event: Event, root: str, settings: Settings) -> bool:
    """Record a prompt: note it in the journal, then write its record.

    A prompt that was told before is the same turn, whose record is written if that is still to be done.

    Returns:
        Whether the end of a turn was told before its prompt, which may be this one.

    Raises:
        OSError, SpecError: it cannot be recorded.
    """
    asking = Asking(event, root, settings)
    with lock(root, timeout=PATIENCE):
        journal = Journal(root, journal_name(event.agent, event.session, asking.folder))
        turn = _told_before(journal, asking) or note_prompt(journal, asking)
        if not turn.written:
            write_record(journal, turn, root)
        return journal.loose is not None and not turn.done


def write_record(journal: Journal, turn: Turn, root: str) -> None:
    """Write the record of a turn as it was noted, unless that was done. Only under the lock."""
    refuse_path(turn.path, root)
    folder, name = os.path.split(os.path.join(root, turn.path))
    os.makedirs(folder, exist_ok=True)
    number = name.partition("-")[0]
    alike = [other for other in whole_files.sweep(folder) if other.startswith(f"{number}-")]
    if name not in alike or turn.uid.encode() not in whole_files.content(os.path.join(folder, name)):
        if alike:  # somebody came between the note and the file: only a killed hook leaves such a gap
            _renumber(turn, number, root)
        whole_files.create(os.path.join(root, turn.path), turn.text.encode("utf-8"))
    journal.note("written", key=turn.key, path=turn.path)


def _renumber(turn: Turn, taken: str, root: str) -> None:
    folder, _, name = turn.path.rpartition("/")
    number = f"{next_number(root, folder, record_number):04d}"
    turn.path = f"{folder}/{number}{name[len(taken) :]}"
    turn.text = turn.text.replace(f'id: "{taken}"', f'id: "{number}"', 1)


def _told_before(journal: Journal, asking: Asking) -> Turn | None:
    """The turn of a prompt that was told before, by this hook or by another one that the same words have set off."""
    event, print_ = asking.event, asking.print
    if event.id:
        found = journal.find(event.id, print_)
    elif event.stamp:
        found = next((t for t in journal.turns.values() if t.stamp == event.stamp and t.print == print_), None)
    else:
        alike = journal.find("", print_)
        found = alike if alike and asking.moment - alike.at < _SAME_MOMENT else None
    return found or _told_by_another(asking)


def _told_by_another(asking: Asking) -> Turn | None:
    """The turn that another agent's hook has begun for the same words in the same project at the same moment."""
    for name in reversed(journal_names(asking.root, since=asking.moment - _SAME_MOMENT)):
        if name.startswith(f"{asking.event.agent}-"):
            continue
        for turn in Journal(asking.root, name).turns.values():
            if turn.print == asking.print and turn.folder == asking.folder and asking.moment - turn.at < _SAME_MOMENT:
                return turn
    return None


def note_prompt(journal: Journal, asking: Asking) -> Turn:
    """Make the record of a new prompt and note it; `write_record` writes it. Only under the lock."""
    event = asking.event
    told = stage_of_command(asking.said.text)
    draft = _draft(asking, told)
    key = str(len(journal.turns) + 1)
    journal.note(
        "begin",
        key=key,
        id=event.id,
        print=asking.print,
        stamp=event.stamp,
        at=asking.moment,
        uid=draft.uid,
        path=draft.path,
        text=draft.text,
        told=told,
        folder=asking.folder,
        session=event.session,
        start=_size(event.transcript),
    )
    return journal.turns[key]


def _draft(asking: Asking, told: str) -> NewRecord:
    event, root, said = asking.event, asking.root, asking.said
    feature = _feature(root, asking.settings.specs, asking.branch)
    stage = context_of(told or MISC, feature)
    folder = record_folder(asking.settings.history, stage, feature)
    spec = f"{asking.settings.specs}/{feature}/spec.md"
    exchange = Exchange(title_of(said.text), stage, said.text, UNANSWERED)
    circumstances = Circumstances(
        uid(asking.moment, int.from_bytes(os.urandom(10), "big")),
        time.strftime("%Y-%m-%d", time.localtime(asking.moment / 1000)),
        _answered(asking.user),
        asking.branch,
        surface=event.agent or "agent",
        model=event.model or "unspecified",
        command=command_of(said.text) or "none",
        source=asking.source,
        session=event.session,
        prompt_id=event.id,
        redactions=said.count,
        links={"spec": spec} if feature and os.path.isfile(os.path.join(root, spec)) else {},
    )
    number = next_number(root, folder, record_number)
    if os.path.lexists(os.path.join(root, OVERRIDES, "phr-template.md")):
        from specward.scaffold.record import new_record
        from specward.sources.worktree import WorkTreeSource

        return new_record(WorkTreeSource(root), folder, exchange, number=number, circumstances=circumstances)
    return write_up(built_in_template("phr"), folder, exchange, number=number, circumstances=circumstances)


def _feature(root: str, specs: str, branch: str) -> str:
    """The feature that is worked on; empty where nothing tells, which is no reason to lose a prompt."""
    try:
        names = sorted(name for name in os.listdir(os.path.join(root, specs)) if not name.startswith("."))
    except OSError:
        return ""
    try:
        with open(os.path.join(root, POINTER), "rb") as file:
            pointer = read_pointer(file.read(4096))
    except OSError:
        pointer = ""
    if not (branch or pointer or any(os.environ.get(variable) for variable in VARIABLES)):
        return ""
    try:
        return current(names, env=os.environ, pointer=pointer, branch=branch)
    except UsageError:
        return ""


def _ask_user(root: str, place: GitPlace | None) -> Child | None:
    from specward.git.process import GitMissing, start

    try:
        return start(["config", "--get", "user.name"], root) if place else None
    except GitMissing:
        return None


def _answered(child: Child | None) -> str:
    return child.result().out.decode("utf-8", "replace").strip() if child else ""


def _size(path: str) -> int:
    """How much of a transcript was there already."""
    try:
        return os.stat(path).st_size if path else 0
    except (OSError, ValueError):
        return 0
