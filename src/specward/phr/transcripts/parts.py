"""Messages as lists of parts, the form of Google's API that Gemini CLI and its descendants keep."""

from __future__ import annotations

from typing import TYPE_CHECKING

from specward.phr.transcripts.fields import fields, find, first_text, number, objects, text
from specward.phr.transcripts.shell_call import has_failed
from specward.phr.transcripts.turn import Tokens

if TYPE_CHECKING:
    from collections.abc import Iterator

    from specward.phr.transcripts.fields import Fields
    from specward.phr.transcripts.talk import Draft

_ATTACHED = "--- Content from referenced files ---"
_SHELL = "run_shell_command"
_EDITS = frozenset({"write_file", "replace", "edit", "edit_file"})


def typed(content: object) -> str:
    """What a person has typed: the text up to the files that `@path` put behind it; an image is `[image]`."""
    if isinstance(content, str):
        return text(content)
    said = []
    for part in objects([content] if isinstance(content, dict) else content):
        words = text(part, "text")
        if words.strip().startswith(_ATTACHED):
            break
        media = find(part, "inlineData") or find(part, "fileData")
        said.append("[image]" if media else words)
    return "\n".join(filter(None, said))


def written(content: object) -> str:
    """What the model has written: the text without its thoughts."""
    if isinstance(content, str):
        return text(content)
    return "".join(text(part, "text") for part in objects(content) if not find(part, "thought"))


def responses(content: object) -> Iterator[Fields]:
    """The results of calls that a message holds; such a message is no prompt."""
    yield from filter(None, (fields(part, "functionResponse") for part in objects(content)))


def note_call(draft: Draft, call: str, name: str, arguments: Fields) -> None:
    """A call runs a command or writes a file."""
    if name == _SHELL:
        draft.run(call, text(arguments, "command"))
    elif name in _EDITS:
        draft.edit(call, [first_text(arguments, "file_path", "absolute_path", "path")])


def note_result(draft: Draft, call: str, status: str, result: Fields) -> None:
    """How a call went. A command that failed is a success of the tool whose words tell the exit code, where not 0."""
    if status == "cancelled":
        draft.refuse(call)
        return
    said = first_text(fields(result, "response"), "output", "error")
    failed = has_failed(said)
    if failed is None and status in {"success", "error"}:
        failed = status == "error"
    if "moved to background" not in said[:100]:
        draft.result(call, failed=failed)


def cost(usage: Fields, read: str, written: str, cached: str) -> Tokens:
    """The tokens of an answer, by the names that they have there; what was read counts the cached ones too."""
    from_cache = number(usage, cached)
    return Tokens(max(number(usage, read) - from_cache, 0), number(usage, written), from_cache)
