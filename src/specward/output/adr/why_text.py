"""The decisions behind a file or a line: for people, and as JSON."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from specward.output.adr.entry_json import entry_as_json
from specward.output.adr.palette import BOLD, GREY, status_code, title_code
from specward.output.adr.words import status_of
from specward.output.terminal import cells, cut, painter, printable

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from specward.adr.catalogue.catalogue import Catalogue
    from specward.adr.catalogue.entry import Entry
    from specward.adr.citations.scan import Citation
    from specward.adr.why.grounds import Ground, Why
    from specward.adr.why.reason import Reason

_MOST = 5
"""Reasons of one decision that are shown; JSON has all."""
_WORDS = 100
_SAYS = {
    "here": "cited here",
    "around": "cited around it",
    "commit": "cited by the commit",
    "file": "cited in the file",
    "folder": "cited in the folder",
    "named": "names it",
    "affects": "applies to it",
    "feature": "by the feature",
}
_BY_FEATURE = "feature"
"""The weakest reason: it says that a decision is about the same work."""
_WIDEST = max(map(len, _SAYS.values()))


def render(found: Why, *, colour: bool = False, width: int = 0) -> str:
    """Each decision with the reasons to name it; nothing where there is none.

    Args:
        found: the decisions.
        colour: whether to use terminal colours.
        width: how many cells a line has; 0 where lines have no end.
    """
    direct = [ground for ground in found.grounds if ground.reasons[0].kind != _BY_FEATURE]
    parts = ["\n".join(_ground(ground, colour=colour, width=width)) for ground in direct]
    if len(direct) < len(found.grounds):
        parts.append("\n".join(_of_features(found.grounds[len(direct) :], colour=colour, width=width)))
    if found.cited_by:
        parts.append("\n".join(_places("cited by", found.cited_by, width)))
    if found.unknown:
        parts.append("\n".join(_places("cited, and not there", found.unknown, width)))
    return "\n\n".join(parts)


def as_json(found: Why, catalogue: Catalogue) -> dict[str, Any]:
    """The same for programs."""
    return {
        "decisions": [
            {**entry_as_json(ground.entry, catalogue), "reasons": [reason._asdict() for reason in ground.reasons]}
            for ground in found.grounds
        ],
        "unknown": [_place(citation) for citation in found.unknown],
        "cited_by": [_place(citation) for citation in found.cited_by],
    }


def _ground(ground: Ground, *, colour: bool, width: int) -> Iterator[str]:
    paint = painter(colour=colour)
    yield _head(ground, colour=colour, width=width)
    for reason in ground.reasons[:_MOST]:
        said = printable(f"  {_SAYS[reason.kind]:<{_WIDEST}}  {_words(reason)}")
        said = cut(said, width) if width else said
        yield said[: _WIDEST + 4] + paint(said[_WIDEST + 4 :], GREY)
    if len(ground.reasons) > _MOST:
        yield f"  {'':<{_WIDEST}}  and {len(ground.reasons) - _MOST} more"


def _of_features(grounds: Sequence[Ground], *, colour: bool, width: int) -> Iterator[str]:
    """The decisions that only a feature leads to, a line each below the reason that they share."""
    paint = painter(colour=colour)
    reason = ""
    for ground in sorted(grounds, key=lambda ground: (ground.reasons[0].text.partition(" ")[2], ground.entry.path)):
        # `made for 001-login, whose T001 names it`, `named by 001-login, whose …`: of one feature.
        feature = ground.reasons[0].text.split(" ", 2)[2]
        if feature != reason:
            reason = feature
            line = printable(f"{_SAYS[_BY_FEATURE]} {feature}")
            yield paint(cut(line, width) if width else line, GREY)
        yield f"  {_head(ground, colour=colour, width=width and width - 2)}"


def _head(ground: Ground, *, colour: bool, width: int) -> str:
    """A decision and how it stands, with what holds in its place."""
    paint = painter(colour=colour)
    entry = ground.entry
    name, title, status = (printable(words) for words in (entry.name, entry.title, status_of(entry)))
    after = f"; now {', '.join(map(_called, ground.successors))}" if ground.successors else ""
    if width:
        left = width - cells(f"{name}    {status}")
        title = cut(title, max(left - cells(after), left // 2))
        after = cut(after, left - cells(title))
    shown = [paint(title, title_code(entry))] if title else []
    return "  ".join([paint(name, BOLD), *shown, paint(status, status_code(entry))]) + after


def _called(entry: Entry) -> str:
    return printable(f"{entry.name} {entry.title}".strip())


def _words(reason: Reason) -> str:
    where = f"{reason.path}:{reason.line}" if reason.line else reason.path
    return "  ".join(filter(None, (where, _shortened(reason.text))))


def _places(title: str, citations: Sequence[Citation], width: int) -> Iterator[str]:
    yield title
    for citation in citations[: 4 * _MOST]:
        line = printable(f"  {citation.path}:{citation.line}  {_shortened(' '.join(citation.text.split()))}")
        yield cut(line, width) if width else line
    if len(citations) > 4 * _MOST:
        yield f"  and {len(citations) - 4 * _MOST} more"


def _shortened(words: str) -> str:
    return words if len(words) <= _WORDS else f"{words[:_WORDS]}…"


def _place(citation: Citation) -> dict[str, Any]:
    column = citation.mention.start + 1
    return {"path": citation.path, "line": citation.line, "column": column, "text": citation.text.strip()}
