"""What a commit was told, to be told again where nothing has changed.

A commit that is refused, be it for its message, by another hook or for what was found here, is tried again; and then
the same index over the same commit is checked once more. What is found in it is the same on the same day, by the same
program, where nothing else was asked of the outside but the index and the last commit: `noted` tells that.

What is kept is never needed: what is missing, damaged or of something else is not told.
"""

from __future__ import annotations

import os
import time
from contextlib import suppress

from specward import noted
from specward.git.process import LOCAL_VARIABLES
from specward.state import make_state_folder, program, state_folder

_FOLDER = "hook"
_NAME = "pre-commit"
_MARK = b"specward hook 1 "
_PRIVATE = 0o600


class Again:
    """The answer of the hook to one index.

    Args:
        top: the top of the work tree.
        listing: what git says of how the index differs from the last commit.
        commit: the text of that commit.
        code: whether what is staged besides documents counts, which hangs on the work tree, too.
        today: the day, `2026-01-31`; empty asks the clock.
    """

    def __init__(self, top: str, listing: bytes, commit: bytes, *, code: bool = False, today: str = "") -> None:
        bound = sorted((name, os.environ[name]) for name in LOCAL_VARIABLES if name in os.environ)
        index = noted.digest(listing), noted.digest(commit)
        self._top = top
        day = today or time.strftime("%Y-%m-%d")
        self._key = noted.digest_of((program(), day, top, index, code, bound)).encode()

    def told(self) -> tuple[int, str] | None:
        """The exit code and the words of the answer; None where it is not known."""
        try:
            with open(os.path.join(state_folder(self._top), _FOLDER, _NAME), "rb") as file:
                head, _, body = file.read().partition(b"\n")
            if head != self._head(body):
                return None
            code, _, words = body.partition(b"\n")
            return int(code), words.decode()
        except (OSError, ValueError):
            return None

    def keep(self, code: int, words: str, notes: noted.Notes) -> None:
        """Keep the answer for the next time, if it rests on nothing but the index and the last commit."""
        if not _is_settled(notes):
            return
        from specward.whole_files import overwrite

        body = f"{code}\n{words}".encode("utf-8", "backslashreplace")
        with suppress(OSError):
            folder = make_state_folder(self._top, _FOLDER)
            overwrite(os.path.join(folder, _NAME), self._head(body) + b"\n" + body, _PRIVATE)

    def _head(self, body: bytes) -> bytes:
        return _MARK + self._key + b" " + noted.digest(body).encode()


def _is_settled(notes: noted.Notes) -> bool:
    """Whether nothing was asked but what the key answers: the day, and what the last commit holds at a path."""
    waiting, seen = [notes], {notes}
    while waiting:
        found = waiting.pop()
        if not all(question == ("today",) or _is_of_commit(question) for question in found.facts):
            return False
        others = {*found.others, *found.settled.values()} - seen
        seen |= others
        waiting += others
    return True


def _is_of_commit(question: noted.Question) -> bool:
    return question[0] == "object" and question[2].startswith("HEAD:")
