"""A command line taken apart as a POSIX shell does it, no further than needed: into simple commands and their words."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

_DEEPEST = 3
_TOKEN = re.compile(
    r"""(?P<gap>(?:[ \t]|\\\n)+)
    |(?P<comment>(?<![^\s;&|()])\#[^\n]*)
    |(?P<document><<-?[ \t]*(?P<mark>\\?\w+|'[^'\n]*'|"[^"\n]*"))
    |(?P<redirection>\d*(?:>>|>&|<&|>\||<>|>|<|&>>|&>)[ \t]*(?:\d+(?!\S)|-(?!\S))?)
    |(?P<link>&&|\|\||\|&|[;&|\n()])
    |(?P<word>(?:[^\s'"\\;&|()<>`$]|\$\((?:[^()]|\([^()]*\))*\)|`[^`]*`|\$|\\.|'[^']*'|"(?:[^"\\]|\\.)*")+)
    |(?P<stray>.)""",
    re.VERBOSE | re.DOTALL,
)
_ASSIGNMENT = re.compile(r"[A-Za-z_]\w*\+?=")
_QUOTED = re.compile(r"""\\(.)|'([^']*)'|"((?:[^"\\]|\\.)*)\"""", re.DOTALL)
_ESCAPED = re.compile(r"""\\([\\"$`])""")
_KEYWORDS = frozenset({"if", "then", "elif", "else", "do", "while", "until", "!", "{", "time", "exec", "command"})
_SHELLS = ("bash", "sh", "zsh", "dash")


class Simple(NamedTuple):
    """A simple command."""

    words: list[str]
    """Without assignments, redirections and quotes; at least one."""
    shown: str
    """The words as they stand there."""
    link: str
    """What stands behind it: `&&`, `||`, `;`, `|`, `&`, `)` or a line break; empty at the end."""


def simple_commands(line: str, depth: int = 0) -> Iterator[Simple]:
    """The simple commands of a command line, in order.

    The text of a here document is none of it; that of `bash -c '…'` is taken apart in its place.
    """
    raw: list[str] = []
    marks: list[str] = []
    place, is_target = 0, False
    while token := _TOKEN.match(line, place):
        place, kind = token.end(), token.lastgroup
        if kind == "document":
            marks.append(token["mark"].strip("\\'\""))
        elif kind == "redirection":
            is_target = token[0].rstrip()[-1] in "<>|&"
        elif kind == "word":
            raw += [] if is_target else [token[0]]
            is_target = False
        elif kind == "link":
            yield from _simple(raw, token[0], depth)
            raw, is_target = [], False
            if token[0] == "\n":
                place, marks = _behind_documents(line, place, marks), []
    yield from _simple(raw, "", depth)


def _behind_documents(line: str, place: int, marks: list[str]) -> int:
    for mark in marks:
        end = re.compile(rf"^\t*{re.escape(mark)}[ \t]*$", re.MULTILINE).search(line, place)
        place = end.end() if end else len(line)
    return place


def _simple(raw: list[str], link: str, depth: int) -> Iterator[Simple]:
    begin = next(
        (place for place, word in enumerate(raw) if not _ASSIGNMENT.match(word) and word not in _KEYWORDS), None
    )
    if begin is None:
        return
    words = [_QUOTED.sub(_unquoted, word) for word in raw[begin:]]
    script = next((place for place, word in enumerate(words[:-1]) if word in {"-c", "-lc"}), 0)
    if script and words[0].rpartition("/")[2] in _SHELLS and depth < _DEEPEST:
        inner = simple_commands(words[script + 1], depth + 1)
        yield from (each._replace(link=each.link or link) for each in inner)
    else:
        yield Simple(words, " ".join(raw[begin:]), link)


def _unquoted(match: re.Match[str]) -> str:
    return match[1] or match[2] or _ESCAPED.sub(r"\1", match[3] or "")
