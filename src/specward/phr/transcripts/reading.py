"""Reading a transcript, whichever agent has written it.

The formats are the agents' own affair and change without notice: there is one reader for each, which says what
versions its facts belong to, and a line of an unknown kind is counted and passed over.

A turn is told whole: a later reading begins where the last turn began (`Reading.resume`) and tells that turn again,
with what came since. So two readings give, once the turns of the first that begin at the second's start are dropped,
what one reading of the whole would have given. A reading that starts in the middle of a turn tells its remains as a
turn without a prompt.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING, BinaryIO, Self

from specward.phr.transcripts import claude, codex, copilot, cursor, gemini, opencode, qwen
from specward.phr.transcripts.fields import Fields
from specward.phr.transcripts.lines import Line, UnreadableTranscript, is_document, read_document, read_lines
from specward.phr.transcripts.talk import Talk
from specward.phr.transcripts.turn import Mark, Turn

if TYPE_CHECKING:
    from types import TracebackType

Progress = Callable[[int], None]
Reader = Callable[[Fields, Talk], None]

READERS: dict[str, Reader] = {
    "claude": claude.read,
    "codex": codex.read,
    "gemini": gemini.read,
    "copilot": copilot.read,
    "cursor": cursor.read,
    "opencode": opencode.read,
    "qwen": qwen.read,
}
"""By the agent's word, for the agents whose transcripts are read."""
OVERSIZE = "a line that is too long"
BEGINNING = Mark()


class Reading(Iterator[Turn]):
    """The turns of a transcript, read as they are asked for.

    Attributes:
        skipped: how many lines of each kind are unknown to the reader.
        malformed: how many lines are no JSON object.
        offset: up to where whole lines were read.
        resume: where the next reading begins.
    """

    def __init__(self, agent: str, lines: Iterable[Line], start: Mark, held: Callable[[], None] | None = None) -> None:
        self.malformed = 0
        self.offset = start.offset
        self.resume = start
        self._talk = Talk(agent, start)
        self._read = READERS[agent]
        self._lines = iter(lines)
        self._held = held
        self._over = False

    @property
    def skipped(self) -> dict[str, int]:
        """How many lines of each kind are unknown to the reader, or too long to be held."""
        return dict(self._talk.skipped)

    def __next__(self) -> Turn:
        while not self._talk.done:
            if self._over:
                raise StopIteration
            self._step()
        return self._talk.done.popleft()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the file; a reading that came to its end has done so."""
        self._over = True
        if self._held:
            self._held()
            self._held = None

    def _step(self) -> None:
        line = self._next()
        talk = self._talk
        if line is None:
            self.resume = talk.resume(self.offset)
            talk.close(self.offset)
            self.close()
            return
        talk.place = line.start
        if line.fields is not None:
            self._read(line.fields, talk)
        elif line.oversize:
            talk.skip(OVERSIZE)
        else:
            self.malformed += 1
        self.offset = line.end

    def _next(self) -> Line | None:
        try:
            return next(self._lines, None)
        except OSError as error:
            self.close()
            raise UnreadableTranscript(error.strerror or str(error)) from None
        except UnreadableTranscript:
            self.close()
            raise


def read_turns(agent: str, file: BinaryIO, start: Mark = BEGINNING, progress: Progress | None = None) -> Reading:
    """Read a transcript that is a file.

    Args:
        agent: a word of `READERS`.
        file: opened in binary mode, and seekable; whoever has opened it closes it.
        start: where an earlier reading ended, or what is known of the file before it is read. A file that has become
            shorter was written anew, and is read from its beginning.
        progress: is told now and then how many bytes were read since it was last told.
    """
    return _reading(agent, file, start, progress)


def read_transcript(agent: str, path: str, start: Mark = BEGINNING, progress: Progress | None = None) -> Reading:
    """Read a transcript by its path as `locate` tells it; see `read_turns`. Use it in a `with`.

    Raises:
        UnreadableTranscript: it cannot be opened. Reading on may raise this too.
    """
    if agent == "opencode":
        session = opencode.Session(path)
        start = start if start.offset <= session.count else Mark(0, start.session, start.cwd)
        return Reading(agent, session.lines(start.offset), start, session.close)
    try:
        if not stat.S_ISREG(os.stat(path).st_mode):
            raise UnreadableTranscript("it is no file")
        file = open(path, "rb")  # noqa: SIM115 -- the reading closes it
    except OSError as error:
        raise UnreadableTranscript(error.strerror or str(error)) from None
    return _reading(agent, file, start, progress, file.close)


def _reading(
    agent: str, file: BinaryIO, start: Mark, progress: Progress | None, held: Callable[[], None] | None = None
) -> Reading:
    if start.offset > file.seek(0, os.SEEK_END):
        start = Mark(0, start.session, start.cwd)
    if agent == "gemini" and is_document(file):
        return Reading(agent, read_document(file), start._replace(offset=0), held)
    return Reading(agent, read_lines(file, start.offset, progress), start, held)
