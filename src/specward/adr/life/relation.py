"""Decisions related to one another, in both records, and taken apart again."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from specward.adr.edit.links import KINDS, kinds_said, with_link, without_link
from specward.adr.life.edits import Edits
from specward.artifacts.adr_links import CONVERSE, DEPENDS_ON, RELATES_TO, SUPERSEDED_BY, SUPERSEDES
from specward.errors import UsageError
from specward.scaffold.title import visible

if TYPE_CHECKING:
    from specward.changes import Change
    from specward.project import Project

_MOVES = frozenset({SUPERSEDES, SUPERSEDED_BY})
_SPELLINGS = {
    "supercedes": SUPERSEDES,
    "replaces": SUPERSEDES,
    "superceded by": SUPERSEDED_BY,
    "replaced by": SUPERSEDED_BY,
    "related to": RELATES_TO,
    "relates": RELATES_TO,
    "related": RELATES_TO,
}
_LONGEST_KIND = 40


class Linked(NamedTuple):
    """Two records that name each other, or no longer do."""

    names: tuple[str, str]
    paths: tuple[str, str]
    kinds: tuple[tuple[str, str], ...]
    """What the first says of the second, and what the second says of the first; empty where it says nothing."""
    changes: list[Change]


def link(  # noqa: PLR0913 -- one argument for each word of the command
    project: Project, first: str, kind: str, second: str, *, reverse: str = "", today: str
) -> Linked:
    """Relate two decisions.

    Args:
        project: the project.
        first: one, as people call it.
        kind: what it says of the other: a known kind in any spelling, or words of one's own.
        second: the other.
        reverse: what the other says; known kinds have theirs.
        today: the day, `YYYY-MM-DD`.

    Raises:
        UsageError: one is not known or cannot be edited, both are one, a kind of one's own has no reverse, or the kind
            is a supersession, which is a move.
    """
    kind = kind_of(kind)
    edits = Edits(project, today)
    one, other = edits.find(first), edits.find(second)
    names = edits.name(one), edits.name(other)
    if one.document.path == other.document.path:
        raise UsageError(f"{names[0]} cannot be linked to itself", help="name two decisions")
    if kind in _MOVES:
        old, new = names if kind == SUPERSEDED_BY else (names[1], names[0])
        raise UsageError("a supersession changes a status too", help=f"`spec adr supersede {old} {new}`")
    reverse = _reverse_of(kind, reverse)
    edits.put(with_link(one, kind, edits.target(other)))
    if reverse:
        edits.put(with_link(edits.at(other.document.path), reverse, edits.target(one)))
    return Linked(names, (one.document.path, other.document.path), ((kind, reverse),), edits.changes())


def unlink(project: Project, first: str, second: str, *, kind: str = "", today: str) -> Linked:
    """Take what two decisions say of each other out of both.

    Args:
        project: the project.
        first: one, as people call it.
        second: the other.
        kind: only this, as the first says it; empty for all but supersessions.
        today: the day, `YYYY-MM-DD`.

    Raises:
        UsageError: one is not known or cannot be edited, or there is nothing but a supersession, which is a move.
    """
    kind = kind_of(kind) if kind else ""
    edits = Edits(project, today)
    one, other = edits.find(first), edits.find(second)
    names = edits.name(one), edits.name(other)
    there, back = kinds_said(one, edits.target(other)), kinds_said(other, edits.target(one))
    if one.document.path == other.document.path:
        back = []  # it is what the first says
    if kind:
        there = [each for each in there if each == kind]
        back = [each for each in back if each == CONVERSE.get(kind, each) and (kind in KINDS or each not in KINDS)]
    moves = [each for each in (kind, *there, *map(_inverse_of, back)) if each in _MOVES]
    there, back = ([each for each in found if each not in _MOVES] for found in (there, back))
    if moves and not there and not back:
        raise _moved(names[0] if moves[0] == SUPERSEDED_BY else names[1])
    for each in there:
        edits.put(without_link(edits.at(one.document.path), each, edits.target(other)))
    for each in back:
        edits.put(without_link(edits.at(other.document.path), each, edits.target(one)))
    kinds = [(each, "") for each in there] + [("", each) for each in back]
    return Linked(names, (one.document.path, other.document.path), tuple(kinds), edits.changes())


def kind_of(words: str) -> str:
    """A kind as records write it: lower case, a known one in the usual spelling.

    Raises:
        UsageError: it is empty, too long, or would be read as a link.
    """
    kind = visible(words).lower().replace("_", " ")
    if not kind:
        raise UsageError("the kind of link is missing", help=f"say one of {', '.join(sorted(KINDS))}")
    known = kind.replace("-", " ")
    known = _SPELLINGS.get(known, known)
    if known in KINDS:
        return known
    if len(kind) > _LONGEST_KIND or not kind.replace(" ", "").replace("-", "").isalpha():
        raise UsageError(f"`{kind}` is no kind of link", help=f"in a few words, such as {', '.join(sorted(KINDS))}")
    return kind


def _moved(old: str) -> UsageError:
    """What is raised where all that could be taken out is a supersession."""
    return UsageError(
        "a supersession changes a status too",
        help=f"`spec adr accept {old} --force --reason TEXT` takes it back in both records",
    )


def _inverse_of(kind: str) -> str:
    return CONVERSE.get(kind, kind)


def _reverse_of(kind: str, given: str) -> str:
    """What the other record says."""
    reverse, known = kind_of(given) if given else "", CONVERSE.get(kind, "")
    if known and reverse not in {"", known}:
        raise UsageError(f"the reverse of `{kind}` is `{known}`", help="leave out --reverse")
    if known or reverse:
        return known or reverse
    if kind == DEPENDS_ON:
        return ""  # The other need not know who relies on it.
    raise UsageError(
        f"`{kind}` has no reverse that is known",
        help=f"say what the other record says: --reverse TEXT; known kinds are {', '.join(sorted(KINDS))}",
    )
