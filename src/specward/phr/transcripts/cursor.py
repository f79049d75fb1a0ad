"""The transcripts of Cursor: `~/.cursor/projects/<folder>/agent-transcripts/<session>/<session>.jsonl`.

The facts belong to what versions of 2026 write, as public readers describe it; the format is undocumented. A line is
`{role, message: {content: […]}}`; a turn that is over may be followed by `{type: "turn_ended"}`. There are no ids, no
results of calls and no tokens: the place of a line in the file, which only grows, is the id of its prompt. What was
typed stands between `<user_query>` tags, the time before it, if at all.
"""

from __future__ import annotations

import re
from datetime import datetime, timedelta, timezone
from typing import TYPE_CHECKING

from specward.phr.transcripts.fields import fields, find, first_text, objects, text
from specward.phr.transcripts.patch import patched_files
from specward.phr.transcripts.shell_call import command_text

if TYPE_CHECKING:
    from specward.phr.transcripts.fields import Fields
    from specward.phr.transcripts.talk import Talk

VERSIONS = "2026"

_SHELLS = frozenset({"Shell", "run_terminal_cmd", "Bash"})
_EDITS = frozenset({"Write", "StrReplace", "Edit", "MultiEdit", "EditNotebook", "edit_file", "search_replace", "write"})
_TIME = re.compile(
    r"<timestamp>\w{1,12}, (\w{3} \d{1,2}, \d{4}, \d{1,2}:\d{2} [AP]M) \(UTC([+-]\d{1,2})?(?::(\d{2}))?\)<"
)
_OPEN, _CLOSE = "<user_query>", "</user_query>"


def read(line: Fields, talk: Talk) -> None:
    """Read one line."""
    role, content = text(line, "role"), find(line, "message", "content")
    if role == "user":
        said = _said(content)
        if prompt := _query(said):
            talk.begin(prompt, (f"{talk.session}@{talk.place}",), _time(said))
    elif role == "assistant":
        talk.at_hand().say(_said(content).replace("[REDACTED]", "").strip())
        for place, block in enumerate(objects(content)):
            if text(block, "type") == "tool_use":
                _call(talk, f"{talk.place}.{place}", text(block, "name"), fields(block, "input"))
    elif text(line, "type") == "turn_ended":
        if talk.draft:
            talk.draft.ended = True
    else:
        talk.skip(role or text(line, "type") or "without a role")


def _said(content: object) -> str:
    if isinstance(content, str):
        return text(content)
    return "\n".join(text(block, "text") for block in objects(content) if text(block, "type") == "text")


def _query(said: str) -> str:
    """What was typed; a message without the tags that the editor has put together itself is none."""
    _, opened, rest = said.partition(_OPEN)
    if opened:
        inside, closed, _ = rest.rpartition(_CLOSE)
        return (inside if closed else rest).strip()
    return "" if said.lstrip().startswith("<") else said.strip()


def _time(said: str) -> str:
    """The moment that stands before a prompt, as ISO 8601."""
    match = _TIME.search(said[:500])
    if not match:
        return ""
    hours = int(match[2] or 0)
    minutes = int(match[3] or 0) * (-1 if hours < 0 else 1)
    try:
        zone = timezone(timedelta(hours=hours, minutes=minutes))
        return datetime.strptime(match[1], "%b %d, %Y, %I:%M %p").replace(tzinfo=zone).isoformat()
    except ValueError:
        return ""


def _call(talk: Talk, call: str, name: str, arguments: Fields) -> None:
    if name in _SHELLS:
        talk.at_hand().run(call, command_text(find(arguments, "command")))
    elif name in _EDITS:
        paths = ("path", "file_path", "target_file", "target_notebook")
        talk.at_hand().edit(call, [first_text(arguments, *paths)])
    elif name == "ApplyPatch":
        talk.at_hand().edit(call, patched_files(first_text(arguments, "patch", "input")))
