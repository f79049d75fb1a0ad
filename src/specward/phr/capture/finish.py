"""What happens after a prompt: files are written, the agent answers, the turn ends, and the record is completed.

Where the agent keeps a transcript, the turn is read from there: the hook at its end tells the last words alone. Prompts
that stand in the transcript and that no hook has told, as those typed while the agent worked, are recorded too.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from specward.lock import lock
from specward.phr.capture.begin import PATIENCE, write_record
from specward.phr.capture.complete import Details
from specward.phr.capture.conversation import Conversation, now
from specward.phr.capture.payload import CLOSE, EDITED, RESPONSE
from specward.phr.prompt_key import fingerprint
from specward.phr.transcripts.lines import UnreadableTranscript
from specward.phr.transcripts.reading import READERS, read_transcript
from specward.phr.transcripts.turn import Mark

if TYPE_CHECKING:
    from collections.abc import Sequence

    from specward.phr.capture.journal import Journal, Turn
    from specward.phr.capture.payload import Event
    from specward.phr.capture.settings import Settings

_SAME_MOMENT = 5000
"""Milliseconds within which the end of a turn may come before its prompt: hooks of one agent run at the same time."""


def take_note(event: Event, root: str, settings: Settings) -> None:
    """Take in what happened after a prompt.

    Raises:
        OSError, SpecError: it cannot be recorded.
    """
    with lock(root, timeout=PATIENCE):
        conversation = Conversation(event.agent, event.session, root, settings)
        if event.kind == EDITED:
            _note_files(conversation, event)
        elif event.kind == RESPONSE:
            _note_response(conversation, event)
        else:
            _end(conversation, event)


def settle_loose_end(event: Event, root: str, settings: Settings) -> None:
    """Complete the turn, if it has begun, whose end was told before its prompt.

    Raises:
        OSError, SpecError: it cannot be completed.
    """
    with lock(root, timeout=PATIENCE):
        conversation = Conversation(event.agent, event.session, root, settings)
        loose = conversation.journal.loose
        for turn in conversation.journal.open_turns():
            if loose and _belongs(loose, turn):
                conversation.complete(turn, _details_of(loose))


def _note_files(conversation: Conversation, event: Event) -> None:
    turn = _turn_at_work(conversation.journal, event)
    files = conversation.inside(event.files, event.cwd)
    if turn and files:
        conversation.journal.note("edited", key=turn.key, files=files)


def _note_response(conversation: Conversation, event: Event) -> None:
    turn = _turn_at_work(conversation.journal, event)
    if turn and event.text.strip():
        conversation.journal.note("said", key=turn.key, text=conversation.cleaned(event.text).text)


def _turn_at_work(journal: Journal, event: Event) -> Turn | None:
    """The turn that an event belongs to: the one with its id, else the last."""
    turns = journal.open_turns()
    return next((turn for turn in reversed(turns) if event.id and turn.id == event.id), turns[-1] if turns else None)


def _end(conversation: Conversation, event: Event) -> None:
    """Complete the turns that are over: the one that has ended and those before it."""
    journal = conversation.journal
    over = journal.open_turns() if event.kind == CLOSE else _over(conversation, event)
    if not over:
        _note_loose(conversation, event)
        return
    for turn in over:
        if not turn.written:
            write_record(journal, turn, conversation.root)
    read = _from_transcript(conversation, event, over)
    answer = conversation.cleaned(event.text)
    last = over[-1].key
    for turn in over:
        details = read.get(turn.key, Details())
        if turn.key == last:
            details = details._replace(
                response=details.response or answer.text,
                redactions=details.redactions or answer.count,
                model=details.model or event.model,
                status=event.status,
            )
            # Some agents write their transcript later than they tell of the end: a later event, or a sync, reads it.
            if not (details.response or turn.response) and event.agent in READERS:
                return
        conversation.complete(turn, details)


def _over(conversation: Conversation, event: Event) -> list[Turn]:
    turns = conversation.journal.open_turns()
    asked = fingerprint(conversation.cleaned(event.asked).text) if event.asked else ""
    named = [
        index
        for index, turn in enumerate(turns)
        if (event.id and turn.id == event.id) or (asked and turn.print == asked)
    ]
    if named:
        return turns[: named[-1] + 1]
    return [] if (event.id and any(turn.id for turn in turns)) or asked else turns


def _from_transcript(conversation: Conversation, event: Event, over: Sequence[Turn]) -> dict[str, Details]:
    """What the transcript says of the turns that are over, by key; prompts that no hook has told are recorded."""
    if not event.transcript or event.agent not in READERS:
        return {}
    try:
        with read_transcript(event.agent, event.transcript, Mark(over[0].start, event.session, event.cwd)) as reading:
            turns = list(reading)
    except UnreadableTranscript:
        return {}  # what the hooks have told is all there is
    found: dict[str, Details] = {}
    taken = {turn.key for turn in conversation.journal.turns.values() if turn.done}
    for read in turns:
        if not read.prompt:
            turn: Turn | None = over[0]
        else:
            turn = conversation.match(read, taken)
        if turn is None:
            turn = conversation.add(read)
            taken.add(turn.key)
            if read.ended or event.kind == CLOSE or read is turns[-1]:
                conversation.complete(turn, conversation.details(read))
        else:
            found[turn.key] = _joined(found.get(turn.key), conversation.details(read))
    return found


def _joined(before: Details | None, after: Details) -> Details:
    if before is None:
        return after
    return after._replace(
        response=after.response or before.response,
        files=list(dict.fromkeys([*before.files, *after.files])),
        tests=[*before.tests, *after.tests],
        tokens=after.tokens or before.tokens,
    )


def _note_loose(conversation: Conversation, event: Event) -> None:
    """Keep an end whose prompt is not known yet; one of a turn that is over is told twice, and nothing."""
    journal = conversation.journal
    turns = list(journal.turns.values())
    known = any(event.id and turn.id == event.id for turn in turns)
    if event.kind == CLOSE or known or (turns and turns[-1].done and now() - turns[-1].ended < _SAME_MOMENT):
        return
    answer = conversation.cleaned(event.text)
    asked = fingerprint(conversation.cleaned(event.asked).text) if event.asked else ""
    journal.note(
        "loose",
        id=event.id,
        asked=asked,
        at=now(),
        text=answer.text,
        redactions=answer.count,
        model=event.model,
        status=event.status,
    )


def _belongs(loose: dict[str, Any], turn: Turn) -> bool:
    """Whether an end that came first is that of a prompt."""
    if loose["id"] and turn.id:
        return bool(loose["id"] == turn.id)
    return (not loose["asked"] or loose["asked"] == turn.print) and abs(turn.at - int(loose["at"])) < _SAME_MOMENT


def _details_of(loose: dict[str, Any]) -> Details:
    return Details(
        response=str(loose["text"]),
        model=str(loose["model"]),
        status=str(loose["status"]),
        redactions=int(loose["redactions"]),
    )
