"""A decision for people: how it stands, what holds in its place, what it hangs together with, what was weighed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from specward.output.adr.palette import ALERT, BOLD, GREY, status_code, title_code
from specward.output.adr.words import status_of
from specward.output.terminal import cells, cut, folded, painter, printable

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from specward.adr.catalogue.catalogue import Catalogue
    from specward.adr.catalogue.chain import Branch
    from specward.adr.catalogue.entry import Entry
    from specward.output.terminal import Painter

_BAR = "▌ "
_CHOSEN, _NOT = "● ", "○ "
_FORK, _LAST, _WALL, _BLANK = "├─ ", "└─ ", "│  ", "   "


def head(entry: Entry, catalogue: Catalogue, *, width: int = 0, colour: bool) -> list[str]:
    """The first lines: what it is called, how it stands, its title; where it holds no longer also what does instead.

    Args:
        entry: the decision.
        catalogue: all decisions, among which successors are looked up.
        width: cells of the terminal; 0 where lines have no edge.
        colour: whether to use terminal colours.
    """
    paint = painter(colour=colour)
    facts = [paint(printable(entry.name), BOLD), paint(printable(status_of(entry)), status_code(entry))]
    lines = ["  ".join([*facts, *([printable(entry.date)] if entry.date else [])])]
    title = _line(entry.title) or printable(entry.path.rpartition("/")[2])
    lines += [paint(line, BOLD) for line in folded(title, width)]
    banner = [f"{_BAR}{line}" for words in _banner(entry, catalogue) for line in folded(words, width and width - 2)]
    return [*lines, *([""] if banner else []), *(paint(line, ALERT) for line in banner)]


def _banner(entry: Entry, catalogue: Catalogue) -> list[str]:
    """What a reader must know before anything else of a decision that holds no longer, or only in part."""
    after = catalogue.successors(entry)
    if after:
        names = (f"{printable(one.name)} {_line(one.title)} ({printable(status_of(one))})" for one in after)
        return [f"superseded: read {name}" for name in names]
    lost = [tie.name for tie in entry.ties if tie.kind == "superseded by" and not tie.paths]
    if lost:
        return [f"superseded by {_line(', '.join(lost))}, which is not among the records"]
    return [f"this decision does not hold: it is {status_of(entry)}"] if entry.standing == "dead" else []


def facts(entry: Entry, further: dict[str, str], *, width: int = 0, colour: bool) -> list[str]:
    """What is known of it, one fact a line.

    Args:
        entry: the decision.
        further: more facts, by name; empty ones are left out.
        width: cells of the terminal; 0 where lines have no edge.
        colour: whether to use terminal colours.
    """
    paint = painter(colour=colour)
    known = {
        "path": entry.path,
        "status": entry.status_text,
        "deciders": ", ".join(entry.deciders),
        **further,
        "feature": entry.feature,
        "tags": ", ".join(entry.tags),
        "review by": entry.review_by,
        "format": entry.format,
    }
    if entry.status is not None and entry.status_text.lower() == entry.status.value:
        del known["status"]
    shown = {name: _line(fact) for name, fact in known.items() if fact.strip()}
    margin = max(map(len, shown)) + 2
    lines = []
    for name, fact in shown.items():
        first, *rest = folded(fact, width and width - margin)
        lines += [f"{paint(f'{name:{margin}}', GREY)}{first}", *(f"{' ' * margin}{line}" for line in rest)]
    return lines


def tree(branches: Sequence[Branch], *, width: int = 0, colour: bool) -> list[str]:
    """The relations as a tree.

    Args:
        branches: see `chain.chain_of`.
        width: cells of the terminal; 0 where lines have no edge.
        colour: whether to use terminal colours.
    """
    paint = painter(colour=colour)
    return list(_tree(branches, "", width, paint))


def _tree(branches: Sequence[Branch], before: str, width: int, paint: Painter) -> Iterator[str]:
    for branch in branches:
        last = branch is branches[-1]
        start = f"{before}{_LAST if last else _FORK}{_relation(branch)} "
        yield paint(start, GREY) + _record(branch, width and max(1, width - cells(start)), paint)
        yield from _tree(branch.branches, before + (_BLANK if last else _WALL), width, paint)


def _relation(branch: Branch) -> str:
    if branch.partly and branch.kind.endswith(" by"):
        return f"{branch.kind.removesuffix(' by')} in part by"
    return f"{branch.kind} in part" if branch.partly else branch.kind


def _record(branch: Branch, width: int, paint: Painter) -> str:
    """A record in one line: name, how it stands, title."""
    name, entry = printable(branch.name), branch.entry
    if entry is None or branch.note:
        return f"{name} ({branch.note})"
    stands = ", ".join(filter(None, [status_of(entry), entry.date]))
    rest = "  ".join(filter(None, [name, _line(entry.title)]))
    end = f"  ({printable(stands)})"
    shown = cut(rest, width - cells(end)) if width else rest
    return paint(shown, title_code(entry)) + paint(end, status_code(entry))


def options(names: Sequence[str], chosen: str, *, width: int = 0, colour: bool) -> list[str]:
    """The options that were considered, with a mark at the one that was chosen.

    Args:
        names: of the options, in order.
        chosen: the one of them that was chosen; empty where none is known.
        width: cells of the terminal; 0 where lines have no edge.
        colour: whether to use terminal colours.
    """
    paint = painter(colour=colour)
    lines = []
    for name in dict.fromkeys(filter(None, map(_line, names))):
        is_chosen = name == _line(chosen)
        first, *rest = folded(f"{name} (chosen)" if is_chosen else name, width and width - len(_NOT))
        said = [f"{_CHOSEN if is_chosen else _NOT}{first}", *(f"{' ' * len(_NOT)}{line}" for line in rest)]
        lines += [paint(line, BOLD if is_chosen else "") for line in said]
    return lines


def _line(words: str) -> str:
    return printable(" ".join(words.split()))
