"""A record that was begun, completed when the turn is over.

Only what the beginning left open is filled in. Where somebody has written something meanwhile, that stands.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from specward.artifacts.phr import read_record
from specward.artifacts.phr_text import as_section
from specward.markdown.document import Document
from specward.markdown.scalar import quote
from specward.scaffold.record import NOTHING, UNANSWERED, items
from specward.words import counted

if TYPE_CHECKING:
    from collections.abc import Sequence

_SNAPSHOT = 700
"""Characters of an answer that a record keeps: it is a snapshot, the whole stands in the agent's transcript."""
_SENTENCE_ENDS = (". ", ".\n", "! ", "? ", "。", "\n\n")
_MOST_LISTED = 100


class Details(NamedTuple):
    """What became of a prompt."""

    response: str = ""
    """What the agent said last, secrets taken out."""
    files: Sequence[str] = ()
    """What was written, relative to the project's root."""
    tests: Sequence[str] = ()
    """The commands that ran tests, each with its result where it is known."""
    model: str = ""
    tokens: str = ""
    """`1200 in, 340 out`."""
    status: str = ""
    """How the turn ended, in the agent's word; empty for as usual."""
    redactions: int = 0
    """How many secrets were taken out of the response."""


def completed(path: str, text: str, details: Details) -> str:
    """The text of a record with what is known now."""
    record = read_record(Document(path, text))
    head, body = text[: record.header.end], text[record.header.end :]
    if details.response:
        body = _once(body, f"\n{UNANSWERED}\n", f"\n{as_section(snapshot(details.response))}\n")
    else:
        body = _once(body, f"\n{UNANSWERED}\n", f"\n{NOTHING}\n")
    head = _once(head, "\nfiles:\n  - none\n", f"\nfiles:\n{items(details.files[:_MOST_LISTED])}\n")
    head = _once(head, "\ntests:\n  - none\n", f"\ntests:\n{items(details.tests[:_MOST_LISTED])}\n")
    if details.model:
        head = _once(head, "\nmodel: unspecified\n", f"\nmodel: {quote(details.model)}\n")
    if details.tokens and "\ntokens: " not in head:
        head = _once(head, "\nredactions: ", f"\ntokens: {quote(details.tokens)}\nredactions: ")
    if details.redactions:
        head = _more_redactions(head, details.redactions)
    return head + _with_outcome(body, details)


def snapshot(response: str) -> str:
    """The beginning of an answer, up to the end of a sentence."""
    words = response.strip()
    if len(words) <= _SNAPSHOT:
        return words
    ends = [words.rfind(end, 0, _SNAPSHOT) + len(end.rstrip()) for end in _SENTENCE_ENDS if end in words[:_SNAPSHOT]]
    cut = max(ends, default=0)
    return f"{words[: cut if cut > _SNAPSHOT // 3 else _SNAPSHOT].rstrip()} …"


def _once(text: str, old: str, new: str) -> str:
    """The last place of `old` replaced: a prompt before it may quote the same words."""
    before, found, after = text.rpartition(old)
    return before + new + after if found else text


def _more_redactions(head: str, count: int) -> str:
    before, mark, after = head.rpartition('\nredactions: "')
    digits, quote_mark, rest = after.partition('"')
    if not mark or not digits.isdigit():
        return head
    return f"{before}{mark}{int(digits) + count}{quote_mark}{rest}"


def _with_outcome(body: str, details: Details) -> str:
    files, tests = len(details.files), len(details.tests)
    facts = [f"turn {details.status or 'completed'}"]
    facts += [f"{counted(files, 'file')} changed"] if files else []
    body = _once(body, f"- ✅ Impact: {NOTHING}\n", f"- ✅ Impact: {', '.join(facts)}\n")
    if files:
        body = _once(body, f"- 📁 Files: {NOTHING}\n", f"- 📁 Files: {files} changed\n")
    if tests:
        body = _once(body, f"- 🧪 Tests: {NOTHING}\n", f"- 🧪 Tests: {counted(tests, 'run')}\n")
    return body
