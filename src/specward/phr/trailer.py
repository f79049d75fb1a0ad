"""What a commit message says about its prompt record: the subject, and the `PHR:` trailers.

A trailer is a line of the body that begins with `PHR:` (in any case, as git reads trailer keys), continued by lines
that begin with a blank. It need not stand in the last paragraph, where alone git looks for trailers: whoever writes
one by hand and signs off below it means it all the same. The subject is no trailer, whatever it begins with.
"""

from __future__ import annotations

from typing import NamedTuple

_KEY = "phr:"
_NONE = "none"
_SCISSORS = "------------------------ >8 ------------------------"
_DASHES = ("--", "—", "–")


class Trailer(NamedTuple):
    """One `PHR:` trailer: a reference to a record, or the claim that none is needed."""

    reference: str
    """What names the record; empty where the trailer says `none`."""
    reason: str = ""
    """Why there is none: what follows `none --`; empty where no reason was given."""

    @property
    def says_none(self) -> bool:
        """Whether the trailer is `PHR: none`, with or without a reason."""
        return not self.reference


def body_lines(message: str, comment: str = "#") -> list[str]:
    """The lines that git would commit: comments left out, nothing from the scissors line on.

    Args:
        message: the file that git hands to the `commit-msg` hook.
        comment: git's `core.commentChar`; empty or `auto` means `#`.
    """
    mark = comment if comment and comment != "auto" else "#"
    lines = []
    for ended in message.split("\n"):
        line = ended.removesuffix("\r")
        if line.startswith(mark):
            if line[len(mark) :].strip() == _SCISSORS:
                break
            continue
        lines.append(line)
    return lines


def subject(message: str, comment: str = "#") -> str:
    """The first line that says anything."""
    return next((line.strip() for line in body_lines(message, comment) if line.strip()), "")


def read_trailers(message: str, comment: str = "#") -> list[Trailer]:
    """Every `PHR:` trailer with a value, in order."""
    values: list[str] = []
    continues = False
    seen_subject = False
    for line in body_lines(message, comment):
        if not line.strip():
            continues = False
        elif continues and line[0] in " \t":
            values[-1] += " " + line.strip()
        else:
            continues = seen_subject and line[: len(_KEY)].lower() == _KEY
            if continues:
                values.append(line[len(_KEY) :].strip())
        seen_subject = seen_subject or bool(line.strip())
    return [_trailer(value) for value in values if value]


def _trailer(value: str) -> Trailer:
    word, _, rest = value.partition(" ")
    if word.lower() != _NONE:
        return Trailer(value)
    rest = rest.strip()
    dash = next((dash for dash in _DASHES if rest.startswith(dash)), "")
    return Trailer("", rest[len(dash) :].strip(" -—–"))
