"""The message of the commit under way: the file that git hands to `prepare-commit-msg` and to `commit-msg`."""

from __future__ import annotations

import os
import re
import stat

from specward.errors import UndeterminedError
from specward.git.process import run
from specward.phr.trailer import body_lines
from specward.whole_files import overwrite

_MARKS = "#;@!$%^&|:"
"""What git may choose from where `core.commentChar` is `auto`: git-commit, `adjust_comment_line_char`."""
_NO_EDITOR = ":"


class Message:
    """A message as it stands in its file, byte for byte.

    Args:
        path: the file.
        cwd: a folder of the repository, which knows what begins a comment.
        given: whether the message was given to git (`-m`, `-C`): then, where no editor is opened, no line is a comment.

    Raises:
        UndeterminedError: it cannot be read.
    """

    def __init__(self, path: str, cwd: str, *, given: bool = False) -> None:
        self.path = path
        # Whatever its encoding is: what is looked for in it is ASCII.
        self.text = read(path)
        self._cwd = cwd
        self.mark = _unused(self.text) if given and not is_edited() else _comment_mark(self.text, cwd)
        """What begins a comment line."""

    def body(self) -> list[str]:
        """The lines that git would commit; see `trailer.body_lines`."""
        return body_lines(self.text, self.mark)

    @property
    def is_empty(self) -> bool:
        """Whether it says nothing yet."""
        return not any(line.strip() for line in self.body())

    def add(self, trailers: list[str]) -> None:
        """Write it again with more trailers, where git puts them: before comments, diff and scissors.

        Raises:
            UndeterminedError: git refuses, or the file cannot be written.
        """
        arguments = ["-c", f"core.commentChar={self.mark}", "-c", "trailer.separators=:", "interpret-trailers"]
        arguments += ["--no-divider", "--where", "end", "--if-exists", "addIfDifferent", "--if-missing", "add"]
        arguments += [argument for trailer in trailers for argument in ("--trailer", trailer)]
        # Git knows a subject by its standing at the top, takes a trailer for more of a last line that has no end, and
        # keeps one empty line above trailers, where the subject is to be written and an empty line is to follow.
        blank, rest = _parted(self.text)
        above = "\n" if self.is_empty else ""
        text = above + rest + ("" if rest.endswith("\n") else "\n")
        result = run(arguments, self._cwd, stdin=text.encode("utf-8", "surrogateescape"))
        if result.status:
            raise UndeterminedError(f"git interpret-trailers: {result.complaint}", where=self.path)
        self.write((above or blank) + result.out.decode("utf-8", "surrogateescape"))

    def write(self, text: str) -> None:
        """Write another text in its place.

        Raises:
            UndeterminedError: it cannot be written; the file is as it was.
        """
        try:
            mode = stat.S_IMODE(os.stat(self.path).st_mode)
            overwrite(self.path, text.encode("utf-8", "surrogateescape"), mode)
        except OSError as error:
            raise UndeterminedError(f"the message cannot be written: {error.strerror}", where=self.path) from error
        self.text = text


def read(path: str) -> str:
    """The text of a message's file.

    Raises:
        UndeterminedError: it cannot be read.
    """
    try:
        with open(path, encoding="utf-8", errors="surrogateescape", newline="") as file:
            return file.read()
    except OSError as error:
        raise UndeterminedError(f"the commit message cannot be read: {error.strerror}", where=path) from error


def is_edited() -> bool:
    """Whether git opens an editor on the message; `GIT_EDITOR=:` tells its hooks that it does not (githooks(5))."""
    return os.environ.get("GIT_EDITOR") != _NO_EDITOR


def _parted(text: str) -> tuple[str, str]:
    """The blank lines at the top of a text, and the rest."""
    first = next((at for at, line in enumerate(text.split("\n")) if line.strip()), 0)
    rest = text.split("\n", first)[first]
    return text[: len(text) - len(rest)], rest


def _comment_mark(text: str, cwd: str) -> str:
    """What begins a comment line in a text that git has prepared for an editor."""
    result = run(["config", "--null", "--get-regexp", r"^core\.comment(char|string)$"], cwd)
    values = [entry.partition("\n")[2] for entry in result.out.decode("utf-8", "replace").split("\0") if entry]
    mark = values[-1] if values else ""
    return _chosen_mark(text) if mark == "auto" else mark or _MARKS[0]


def _chosen_mark(text: str) -> str:
    """The mark that git has chosen by itself: that of the scissors line, else that of the last line."""
    scissors = re.search(rf"^([{re.escape(_MARKS)}]) -{{24}} >8 -{{24}}\r?$", text, re.MULTILINE)
    last = scissors[1] if scissors else text.rstrip().rpartition("\n")[2][:1]
    return last if last and last in _MARKS else _MARKS[0]


def _unused(text: str) -> str:
    """A mark that begins no line of a text."""
    return next((mark for mark in _MARKS if not text.startswith(mark) and f"\n{mark}" not in text), _MARKS[0])
