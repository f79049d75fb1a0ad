"""What bears a number here that something else bears on the line of work that was there first, before any merge."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Iterable, Iterator

    from specward.renumber.ground import Ground


class Named(NamedTuple):
    """The name of something that bears a number, taken apart."""

    number: Hashable
    """What no two may have in common; with a day where that goes before the number."""
    slug: str


def claimed_there(
    paths: Iterable[str], ground: Ground, parse: Callable[[str], Named | None]
) -> Iterator[tuple[str, str]]:
    """The paths that must move, each with what bears its number there.

    Both must have come after the lines parted, and neither may only have another number here and there.

    Args:
        paths: what stands here, files or folders.
        ground: what git knows.
        parse: takes a name apart; None for one that bears no number.
    """
    by_folder: defaultdict[str, list[str]] = defaultdict(list)
    for path in sorted(paths):
        by_folder[path.rpartition("/")[0]].append(path)
    folders = sorted(by_folder) if ground.kept else []
    held = ground.held(folders) if folders else frozenset[str]()
    parted = ground.parted(folders) if held else None
    for folder, here in by_folder.items() if parted is not None else ():
        there = sorted(path for path in held if path.rpartition("/")[0] == folder)
        ours, theirs = _slugs(here, parse), _slugs(there, parse)
        new = [path for path in there if path not in here and path not in (parted or ())]
        for path in here:
            name = _parsed(path, parse)
            if name is None or path in there or path in (parted or ()) or (name.slug and name.slug in theirs):
                continue
            for other in new:
                rival = _parsed(other, parse)
                if rival and rival.number == name.number and rival.slug not in ours:
                    yield path, other
                    break


def _parsed(path: str, parse: Callable[[str], Named | None]) -> Named | None:
    return parse(path.rpartition("/")[2])


def _slugs(paths: Iterable[str], parse: Callable[[str], Named | None]) -> set[str]:
    return {name.slug for path in paths if (name := _parsed(path, parse))}
