"""A conversation as far as it has been read: what the reader of a format writes into, line by line."""

from __future__ import annotations

from collections import Counter, deque
from typing import TYPE_CHECKING

from specward.phr.transcripts.turn import QUEUED, TYPED, Command, Mark, Tokens, Turn

if TYPE_CHECKING:
    from collections.abc import Iterable

_LONGEST_COMMAND = 8_000
_LONGEST_PATH = 4096
_LONGEST_KIND = 60
_MOST_KINDS = 100
_OTHERS = "others"


class Talk:
    """The state of a reading.

    Args:
        agent: a word of `AGENTS`.
        start: where the reading begins.

    Attributes:
        session, cwd, branch, model, note: what is known, see `Mark`.
        draft: the turn at hand; None where no line has told of one yet.
        done: the turns that are over, to be handed on.
        skipped: how many lines of each kind are unknown to the reader.
        place: where the line at hand begins.
    """

    def __init__(self, agent: str, start: Mark) -> None:
        self.agent = agent
        self.session, self.cwd, self.branch, self.model, self.note = start[1:]
        self.draft: Draft | None = None
        self.done: deque[Turn] = deque()
        self.skipped: Counter[str] = Counter()
        self.place = start.offset

    def mark(self, offset: int) -> Mark:
        """A place, and what is known now."""
        return Mark(offset, self.session, self.cwd, self.branch, self.model, self.note)

    def resume(self, offset: int) -> Mark:
        """Where the next reading begins, once all up to a place was read: with the turn at hand."""
        return self.draft.start if self.draft else self.mark(offset)

    def begin(self, prompt: str, ids: Iterable[str], at: str, way: str = TYPED) -> None:
        """Somebody has said something: the turn at hand is over, and the next one begins."""
        start = self.mark(self.place)
        self.close(start.offset, ended=True)
        self.draft = Draft(self, start, prompt, tuple(dict.fromkeys(filter(None, ids))), at, way)

    def at_hand(self) -> Draft:
        """The turn that the line at hand belongs to; one without a prompt where none was seen."""
        if self.draft is None:
            self.draft = Draft(self, self.mark(self.place))
        return self.draft

    def close(self, end: int, *, ended: bool = False) -> None:
        """Hand on the turn at hand."""
        draft, self.draft = self.draft, None
        if draft and (draft.prompt or draft.touched):
            self.done.append(draft.turn(end, ended=ended or draft.ended))

    def skip(self, kind: str) -> None:
        """Count a line of an unknown kind."""
        kind = kind[:_LONGEST_KIND]
        self.skipped[kind if kind in self.skipped or len(self.skipped) < _MOST_KINDS else _OTHERS] += 1


class Draft:
    """The turn at hand.

    Attributes:
        start: where it begins.
        prompt, ids, at, way: see `Turn`.
        ended: whether a mark says so.
        model: the last that was told while the agent worked on it.
    """

    def __init__(  # noqa: PLR0913, PLR0917 -- a prompt is as many things
        self, talk: Talk, start: Mark, prompt: str = "", ids: tuple[str, ...] = (), at: str = "", way: str = TYPED
    ) -> None:
        self.start = start
        self.prompt = prompt
        self.ids = ids
        self.at = at
        self.way = way
        self.ended = False
        self.model = ""
        self._talk = talk
        self._session, self._cwd, self._branch = talk.session, talk.cwd, talk.branch
        self._response = ""
        self._edits: dict[str, tuple[str, ...]] = {}
        self._commands: dict[str, Command] = {}
        self._calls: dict[str, str] = {}
        self._spent: dict[str, Tokens] = {}

    @property
    def touched(self) -> bool:
        """Whether the agent did anything yet."""
        return bool(self._response or self._edits or self._commands or self._spent)

    @property
    def queued(self) -> bool:
        """Whether it was asked while the agent worked on something else."""
        return self.way == QUEUED

    def say(self, text: str) -> None:
        """The agent has written something to the user."""
        if text.strip():
            self._response = text
            self._works()

    def edit(self, call: str, paths: Iterable[str]) -> None:
        """A call writes files."""
        kept = tuple(path for path in paths if path and len(path) <= _LONGEST_PATH)
        if kept:
            self._edits[call] = kept
            self._works()

    def run(self, call: str, text: str, *, failed: bool | None = None) -> None:
        """A call runs a command, or has run it: what is told twice is one."""
        if not text.strip():
            return
        text = text[:_LONGEST_COMMAND]
        known = self._commands.get(call)
        self._commands[call] = Command(text, known.failed if known and failed is None else failed)
        self._calls[text] = call
        self._works()

    def result(self, call: str, *, failed: bool | None) -> None:
        """How a call went."""
        if failed and call in self._edits:
            del self._edits[call]
        if failed is not None and call in self._commands:
            self._commands[call] = self._commands[call]._replace(failed=failed)

    def refuse(self, call: str) -> None:
        """A call was not allowed, so it never ran."""
        self._edits.pop(call, None)
        self._commands.pop(call, None)

    def unresolved(self, text: str) -> str:
        """The last call that runs this very command, where it has no result yet; empty where there is none."""
        call = self._calls.get(text[:_LONGEST_COMMAND], "")
        return call if call in self._commands and self._commands[call].failed is None else ""

    def spend(self, answer: str, tokens: Tokens) -> None:
        """What an answer of the model has cost, as far as it goes."""
        self._spent[answer] = self._spent.get(answer, Tokens()).most(tokens)
        self._works()

    def _works(self) -> None:
        self.model = self._talk.model or self.model
        self.ended = False

    def turn(self, end: int, *, ended: bool) -> Turn:
        """All of it as a value."""
        return Turn(
            agent=self._talk.agent,
            session=self._session or self._talk.session,
            prompt=self.prompt,
            ids=self.ids,
            at=self.at,
            way=self.way,
            cwd=self._cwd or self._talk.cwd,
            branch=self._branch or self._talk.branch,
            response=self._response,
            files=tuple(dict.fromkeys(path for paths in self._edits.values() for path in paths)),
            model=self.model,
            tokens=sum(self._spent.values(), Tokens()) if self._spent else None,
            commands=tuple(self._commands.values()),
            ended=ended,
            start=self.start.offset,
            end=end,
        )
