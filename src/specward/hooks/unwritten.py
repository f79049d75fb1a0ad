"""A message that its author left unwritten: git must find it empty, or its template untouched, as without us.

`prepare-commit-msg` adds trailers before the editor opens. Git takes a message that holds nothing else for a message,
and a template with a trailer below it for one that was edited: whoever leaves the editor to give the commit up would
find it made.
"""

from __future__ import annotations

import os

from specward.errors import UndeterminedError
from specward.git.process import run
from specward.hooks.message import Message, read
from specward.phr.trailer import body_lines

TYPE_CHECKING = False  # as in `prepare_commit_msg`
if TYPE_CHECKING:
    from collections.abc import Iterable

_KEY = "phr:"
_NONE = "none"
_SIGNED_OFF = "signed-off-by:"
"""What begins the one trailer that git, too, does not take for a message: git-commit, `rest_is_empty`."""


def take_back(message: Message, cwd: str) -> None:
    """Take the trailers that name records out of a message that says nothing besides, or only what its template says.

    Args:
        message: written again only where something is taken out.
        cwd: the top of the work tree.

    Raises:
        UndeterminedError: it cannot be written.
    """
    body = message.body()
    if any(map(_names_record, body)) and (not _said(body) or is_template(message, cwd)):
        message.write("\n".join(line for line in message.text.split("\n") if not _names_record(line)))


def is_template(message: Message, cwd: str) -> bool:
    """Whether a message says what `commit.template` says, and nothing more."""
    result = run(["config", "--type=path", "--get", "commit.template"], cwd)
    path = os.fsdecode(result.out).rstrip("\n")
    if not path:
        return False
    try:
        template = read(os.path.join(cwd, path))
    except UndeterminedError:  # git has read it; whatever became of it since, it tells nothing
        return False
    return _said(body_lines(template, message.mark)) == _said(message.body())


def _said(body: Iterable[str]) -> list[str]:
    """What the lines of a message say, besides naming records and signing off."""
    lines = (line.strip() for line in body if not _names_record(line))
    return [line for line in lines if line and not line.lower().startswith(_SIGNED_OFF)]


def _names_record(line: str) -> bool:
    """Whether a line is a `PHR:` trailer that `prepare-commit-msg` may have added."""
    return line[: len(_KEY)].lower() == _KEY and not line[len(_KEY) :].strip().lower().startswith(_NONE)
