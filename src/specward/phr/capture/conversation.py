"""A conversation with an agent, and the records that it leaves: prompts added, matched and completed."""

from __future__ import annotations

import os
import time
from typing import TYPE_CHECKING

from specward.git.place import folder_of
from specward.phr.capture.begin import TRANSCRIPT, Asking, note_prompt, write_record
from specward.phr.capture.complete import Details
from specward.phr.capture.journal import Journal, journal_name
from specward.phr.capture.payload import PROMPT, Event
from specward.phr.capture.refile import complete_record
from specward.phr.prompt_key import fingerprint
from specward.phr.test_commands import tests_of
from specward.redaction import known_values, local_key, redact

if TYPE_CHECKING:
    from collections.abc import Iterable

    from specward.phr.capture.journal import Turn
    from specward.phr.capture.settings import Settings
    from specward.phr.transcripts.turn import Tokens
    from specward.phr.transcripts.turn import Turn as ReadTurn
    from specward.redaction import Redacted


class Conversation:
    """A conversation and the project that its records go to.

    Args:
        agent: a word of `AGENTS`.
        session: the agent's id of it.
        root: the project's root.
        settings: the project's.

    Raises:
        OSError: its journal cannot be read.
    """

    def __init__(self, agent: str, session: str, root: str, settings: Settings) -> None:
        self.agent = agent
        self.session = session
        self.root = root
        self.settings = settings
        self.journal = Journal(root, journal_name(agent, session, folder_of(root)))
        self._known = known_values(root, os.environ)

    def cleaned(self, text: str) -> Redacted:
        """A text without secrets."""
        return redact(text, lambda: local_key(self.root), self._known)

    def inside(self, files: Iterable[str], cwd: str) -> list[str]:
        """Those of some files that lie in the project, relative to its root."""
        root = os.path.realpath(self.root)
        found = []
        for name in files:
            path = os.path.realpath(os.path.join(cwd or root, name)) if "\0" not in name else ""
            if path.startswith(os.path.join(root, "")):
                found.append(self.cleaned(os.path.relpath(path, root).replace(os.sep, "/")).text)
        return list(dict.fromkeys(found))

    def add(self, read: ReadTurn) -> Turn:
        """Record a prompt that stands in the transcript and that no hook has told. Only under the lock."""
        event = Event(self.agent, PROMPT, {}, read.prompt)
        event.session, event.id = self.session, next(iter(read.ids), "")
        event.stamp, event.cwd, event.model = read.at, read.cwd, read.model
        asking = Asking(
            event, self.root, self.settings, moment=milliseconds(read.at), source=TRANSCRIPT, branch=read.branch
        )
        turn = note_prompt(self.journal, asking)
        write_record(self.journal, turn, self.root)
        return turn

    def match(self, read: ReadTurn, taken: set[str]) -> Turn | None:
        """The recorded turn that a turn of the transcript is; each is taken once.

        Args:
            read: the turn.
            taken: the keys of those that are taken; the answer's is added.
        """
        print_ = fingerprint(self.cleaned(read.prompt).text)
        free = [turn for turn in self.journal.turns.values() if turn.key not in taken and turn.print == print_]
        turn = next((turn for turn in free if turn.id and turn.id in read.ids), next(iter(free), None))
        if turn:
            taken.add(turn.key)
        return turn

    def details(self, read: ReadTurn) -> Details:
        """What a turn of the transcript says of what became of its prompt."""
        answer = self.cleaned(read.response)
        return Details(
            response=answer.text,
            files=self.inside(read.files, read.cwd),
            tests=[self.cleaned(test).text for test in tests_of(read.commands)],
            model=read.model,
            tokens=_spent(read.tokens),
            redactions=answer.count,
        )

    def complete(self, turn: Turn, details: Details) -> None:
        """Complete the record of a turn with this and with what its hooks have told. Only under the lock."""
        told = self.cleaned(turn.response)
        details = details._replace(
            response=details.response or told.text,
            redactions=details.redactions or told.count,
            files=list(dict.fromkeys([*details.files, *turn.files])),
        )
        path = complete_record(turn, details, self.root, self.settings)
        self.journal.note("done", key=turn.key, path=path, at=now())


def now() -> int:
    """The time in milliseconds since 1970."""
    return time.time_ns() // 1_000_000


def _spent(tokens: Tokens | None) -> str:
    """The tokens of a turn, as far as the transcript tells them: `1200 in, 340 out`."""
    if tokens is None:
        return ""
    read = tokens.input + tokens.cache_read + tokens.cache_write
    return ", ".join(f"{count} {way}" for count, way in ((read, "in"), (tokens.output, "out")) if count)


def milliseconds(moment: str) -> int:
    """A moment as transcripts tell it, in milliseconds since 1970; now where it cannot be read."""
    from datetime import UTC, datetime

    if moment.isascii() and moment.isdigit() and len(moment) <= 14:
        return int(moment) * (1 if len(moment) > 11 else 1000)
    try:
        read = datetime.fromisoformat(moment)
    except ValueError:
        return now()
    return int((read if read.tzinfo else read.replace(tzinfo=UTC)).timestamp() * 1000)
