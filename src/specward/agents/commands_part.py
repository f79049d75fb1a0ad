"""The part of AGENTS.md that tells of the toolkit's commands, between two marks; the rest of the file is the user's.

The manifest has one line for AGENTS.md, and that is the list of agents. So this part says itself, by a hash in its
note, whether it stands as it was written.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from specward.agents import part, toolkit
from specward.agents.manifest import COMMAND, plain, text_hash
from specward.agents.part import Marks
from specward.agents.places import AGENTS_MD
from specward.agents.placing import Outcome, State
from specward.errors import UsageError
from specward.project_files import read, step

if TYPE_CHECKING:
    from specward.changes import Change

READERS = ("codex", "copilot", "cursor", "opencode", "kiro", "devin", "cline")
"""Agents that read AGENTS.md without being told to."""
MARKS = Marks("<!-- specward-commands:start -->", "<!-- specward-commands:end -->")

_SHOWN_DIGITS = 12
_HASH = re.compile(rf"\(sha256 ([0-9a-f]{{{_SHOWN_DIGITS}}})\)")
_BLANK = f"(sha256 {'0' * _SHOWN_DIGITS})"


def text() -> str:
    """The part, its marks included."""
    names = ", ".join(f"`spec-{name}`" for name in toolkit.NAMES)
    written = f"""\
{MARKS.start}
<!-- Written by Specward {_BLANK}; `spec upgrade` renews it unless you edit it. -->
## Specs, plans, decisions

They are kept honest by `spec`. `spec status --json` says where each feature stands and what comes next.

- Before you call anything done, `spec check --json` is clean. `spec explain CODE` says what a finding wants.
- Never sign, accept a decision or tick a box in a person's place; no tick without evidence.
- Where the request is silent and it matters, ask.
- Commands for each step, where your agent has commands or skills: {names}.
{MARKS.end}
"""
    return written.replace(_BLANK, f"(sha256 {_digits(written)})")


def put(root: str, *, new: bool) -> Outcome | None:
    """Put the part into AGENTS.md, or renew it where it stands as it was written; None where there is none to be.

    Args:
        root: the project's root.
        new: whether it is put there where it does not stand yet.

    Raises:
        UndeterminedError: the file cannot be read.
    """
    outcome = _outcome(State.FOREIGN)
    try:
        before = read(root, AGENTS_MD)
        mine = _mine(before)
        after = text() if before is None else _with(before)
    except UsageError as error:
        return outcome._replace(reason=error.message)
    would = step(AGENTS_MD, before, after)
    if mine is None:
        return outcome._replace(state=State.WRITTEN, would=would) if new else None
    if mine == text():
        return outcome._replace(state=State.UNCHANGED)
    return outcome._replace(state=State.RENEWED if _is_as_written(mine) else State.EDITED, would=would)


def take_back(root: str) -> Outcome | None:
    """Take the part out where it stands as it was written, and a file that holds nothing else; None without a part.

    Raises:
        UndeterminedError: the file cannot be read.
    """
    try:
        before = read(root, AGENTS_MD)
        mine = _mine(before)
    except UsageError as error:
        return _outcome(State.FOREIGN, reason=error.message)
    if before is None or mine is None:
        return None
    would = step(AGENTS_MD, before, part.taken_out(before, MARKS, lead=_lead(before)))
    return _outcome(State.REMOVED if _is_as_written(mine) else State.EDITED, would)


def _outcome(state: State, would: Change | None = None, reason: str = "") -> Outcome:
    return Outcome(AGENTS_MD, "agents-md", f"{COMMAND}{AGENTS_MD}", state, would, reason)


def _with(before: str) -> str:
    """A text with the part. What had no line end at its end has none then, which tells `_lead` of it."""
    after = part.put(before, text(), MARKS)[0]
    return after if not before or before.endswith("\n") else after.removesuffix("\n").removesuffix("\r")


def _lead(whole: str) -> str:
    """What was put before the part: nothing where the file was made for it."""
    if whole.lstrip("\ufeff").startswith(MARKS.start):
        return ""
    return "\n\n" if whole.endswith(MARKS.end) else "\n"


def _mine(whole: str | None) -> str | None:
    """Our part of a file's text, as `text` has it; None where there is none."""
    found = part.find(whole, MARKS) if whole is not None else None
    return plain(whole[found.start : found.end]).removesuffix("\n") + "\n" if whole is not None and found else None


def _is_as_written(mine: str) -> bool:
    said = _HASH.search(mine)
    return said is not None and said[1] == _digits(mine.replace(said[0], _BLANK, 1))


def _digits(written: str) -> str:
    return text_hash(written)[:_SHOWN_DIGITS]
