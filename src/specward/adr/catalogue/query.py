"""Which decisions are asked for, and in what order."""

from __future__ import annotations

import re
from functools import cache
from operator import itemgetter
from typing import TYPE_CHECKING, Any, NamedTuple

from specward.adr.catalogue.lookup import number_of
from specward.artifacts.adr_roles import FORMATS
from specward.artifacts.adr_status import WORDS, StatusClass
from specward.errors import UsageError
from specward.features import same_feature

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from specward.adr.catalogue.entry import Entry

NO_STATUS = "none"
"""What `--status` calls the records without any."""
SORTS = ("number", "date", "status", "title")
"""What a list can be put in order by."""

_CLASSES = {kind.value: kind for kind in StatusClass}
_ORDER = {kind: index for index, kind in enumerate((*StatusClass, None))}


class Facets(NamedTuple):
    """What a decision must be; an empty facet asks for nothing."""

    words: tuple[str, ...] = ()
    """Each must stand in the title or the file's name, in whatever case; a number, `ADR-0007` or a path means the
    decision itself, and of several such any one will do."""
    statuses: frozenset[StatusClass | None] = frozenset()
    """One of these classes; None is for records without a status."""
    since: str = ""
    """The first day, `YYYY-MM-DD`."""
    until: str = ""
    """The last day."""
    tag: str = ""
    decider: str = ""
    """A decider's name or a part of it."""
    feature: str = ""
    """A feature's folder name, its number or its slug."""
    format: str = ""
    """A format or the beginning of one: `madr` means all of MADR."""
    live: bool = False
    """Not rejected, deprecated or superseded."""

    def admits(self, entry: Entry) -> bool:
        """Whether a decision is what was asked for."""
        return (
            (not self.statuses or entry.status in self.statuses)
            and (not self.live or entry.is_live)
            and (not self.tag or self.tag.casefold() in (tag.casefold() for tag in entry.tags))
            and (not self.decider or any(self.decider.casefold() in one.casefold() for one in entry.deciders))
            and (not self.feature or is_of_feature(entry, self.feature))
            and (not self.format or entry.format.startswith(self.format.lower()))
            and ((not self.since and not self.until) or self._in_time(entry.date))
            and (not self.words or self._is_named(entry))
        )

    def _in_time(self, date: str) -> bool:
        """Whether all days that a date may mean lie within the bounds; a date that is none lies in no time."""
        from specward.artifacts.written_date import days_of

        days = days_of(date)
        return days is not None and self.since <= days.first and (not self.until or days.last <= self.until)

    def _is_named(self, entry: Entry) -> bool:
        references = self.references
        words = [word.casefold() for word in self.words if word not in references]
        said = f"{entry.title}\n{entry.path.rpartition('/')[2]}\n{entry.name}".casefold()
        return all(word in said for word in words) and (
            not references or any(is_meant(reference, entry) for reference in references)
        )

    @property
    def references(self) -> list[str]:
        """Those of the words that mean a decision itself: numbers and paths."""
        return [word for word in self.words if number_of(word) is not None or "/" in word]


def statuses_of(words: str) -> frozenset[StatusClass | None]:
    """The classes that a list of status words with commas means: `accepted,draft`, in any language of the field.

    Raises:
        UsageError: a word belongs to no class.
    """
    known = {word: kind for kind, group in WORDS.items() for word in group} | _CLASSES
    found: set[StatusClass | None] = set()
    for word in filter(None, (part.strip().lower() for part in words.split(","))):
        if word != NO_STATUS and word not in known:
            near = _near(word, [*_CLASSES, NO_STATUS], known)
            raise UsageError(f"there is no status `{word}`", help=near)
        found.add(known.get(word))
    return frozenset(found)


def format_of(words: str) -> str:
    """A format, or the beginning that several have in common: `madr`.

    Raises:
        UsageError: no format begins like this.
    """
    wanted = " ".join(words.lower().split())
    if not any(known.startswith(wanted) for known in FORMATS):
        raise UsageError(f"there is no format `{words}`", help=_near(wanted, FORMATS))
    return wanted


def in_order(entries: Iterable[Entry], by: str, *, backwards: bool = False) -> list[Entry]:
    """Decisions in an order; what has none of it comes last either way, and equals stay by folder and number.

    Args:
        entries: the decisions.
        by: one of `SORTS`.
        backwards: the greatest first.

    Raises:
        UsageError: there is no such order.
    """
    if by not in SORTS:
        raise UsageError(f"there is no order by `{by}`", help=_near(by, SORTS))
    keyed = [(_KEYS[by](entry), entry) for entry in sorted(entries, key=_number)]
    some = sorted((one for one in keyed if one[0]), key=itemgetter(0), reverse=backwards)
    return [entry for _, entry in (*some, *(one for one in keyed if not one[0]))]


def _number(entry: Entry) -> tuple[Any, ...]:
    return entry.folder, entry.number is None, entry.number or 0, entry.path


def _date(entry: Entry) -> tuple[Any, ...]:
    from specward.artifacts.written_date import days_of

    days = days_of(entry.date)
    return tuple(days) if days else ()


def _status(entry: Entry) -> tuple[Any, ...]:
    return () if entry.status is None else (_ORDER[entry.status],)


def _title(entry: Entry) -> tuple[Any, ...]:
    return (entry.title.casefold(),) if entry.title else ()


_KEYS: dict[str, Callable[[Entry], tuple[Any, ...]]] = {
    "number": _number,
    "date": _date,
    "status": _status,
    "title": _title,
}
"""What each order goes by; an empty one where a decision has none of it."""


def is_meant(reference: str, entry: Entry) -> bool:
    """Whether a number or a path means a decision; a path also means all that lies below it."""
    number = number_of(reference)
    if number is not None:
        return entry.number == number or (reference.isdigit() and reference in _digits().findall(entry.title))
    path = reference.removeprefix("./").rstrip("/")
    return entry.path == path or entry.path.startswith(f"{path}/")


def is_of_feature(entry: Entry, wanted: str) -> bool:
    """Whether a decision names a feature, by its folder, its number or its slug."""
    name = entry.feature.strip("`* ").rstrip("/").rpartition("/")[2].casefold()
    wanted = wanted.strip().rstrip("/").rpartition("/")[2].casefold()
    return bool(name) and same_feature(wanted.zfill(3) if wanted.isdecimal() else wanted, name)


def _near(word: str, usual: Sequence[str], others: Iterable[str] = ()) -> str:
    """The word that was probably meant, or the usual ones."""
    from difflib import get_close_matches

    near = get_close_matches(word[:100], [*usual, *others], n=1)
    return f"did you mean `{near[0]}`?" if near else f"known here: {', '.join(usual)}"


@cache
def _digits() -> re.Pattern[str]:
    return re.compile(r"\d+", re.ASCII)
