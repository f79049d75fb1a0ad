"""The paths of all decision records, and which of them a reference means."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from specward.artifacts.adr_identity import AdrIdentity, folder_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from specward.artifacts.adr_links import AdrLink

_MOST_DIGITS = 6


class AdrPaths:
    """The records of a project by what references call them.

    Args:
        paths: the path of every record.
        others: tells of records in other markups, asked only where a reference means none of those.
    """

    def __init__(self, paths: Iterable[str], others: Callable[[], Iterable[str]] = tuple) -> None:
        self._others: Callable[[], Iterable[str]] | None = others
        self._paths: dict[str, None] = {}
        self._numbered: defaultdict[int, list[str]] = defaultdict(list)
        self._named: defaultdict[str, list[str]] = defaultdict(list)
        self._add(paths)

    def _add(self, paths: Iterable[str]) -> None:
        for path in paths:
            identity = AdrIdentity.parse(path)
            self._paths[path] = None
            self._named[identity.text].append(path)
            if identity.number is not None:
                self._numbered[identity.number].append(path)

    def __contains__(self, path: str) -> bool:
        """Whether there is a record at a path."""
        return path in self._paths

    def meant_by(self, link: AdrLink, path: str) -> list[str]:
        """The records that a link may mean: one, none, or several that share a number.

        Args:
            link: a link of the record at `path`.
            path: of the record that holds the link; numbers and names count in its folder first.
        """
        found = self._meant_by(link, path)
        if not found and self._others is not None:
            others, self._others = self._others(), None
            self._add(others)
            found = self._meant_by(link, path)
        return found

    def _meant_by(self, link: AdrLink, path: str) -> list[str]:
        plain = link.target.partition("#")[0]
        if link.path:
            wanted = dict.fromkeys((link.path, plain, f"{link.path}.md", f"{plain}.md"))
            return [record for record in wanted if record in self._paths]
        if link.is_foreign:
            stem = AdrIdentity.parse(plain).text
            found = self._named[stem] or self._numbered.get(_number_on_site(link), [])
            return [record for record in found if folder_of(record) == folder_of(path)]
        named = [record for record in self._named[plain] if folder_of(record) == folder_of(path)]
        return named or (self.numbered(link.number, path) if link.number is not None else [])

    def named(self, name: str) -> list[str]:
        """The records whose file has a name, with or without its ending, in whatever folder they stand."""
        return list(self._named.get(AdrIdentity.parse(name.rpartition("/")[2]).text, []))

    @property
    def has_numbers(self) -> bool:
        """Whether any file name bears a number."""
        return any(self._numbered.values())

    def numbered(self, number: int, path: str = "") -> list[str]:
        """The records whose file names bear a number: those of the folder that `path` lies in, else all."""
        found = self._numbered.get(number, [])
        near = [record for record in found if path and folder_of(record) == folder_of(path)]
        return near or list(found)


def _number_on_site(link: AdrLink) -> int:
    """The number that both a path of a web site and its label tell, `[ADR 32](/adr/32)`; -1 where they do not."""
    last = link.target.partition("#")[0].rstrip("/").rpartition("/")[2]
    is_number = link.target.startswith("/") and last.isascii() and last.isdigit() and len(last) <= _MOST_DIGITS
    return int(last) if is_number and AdrIdentity.parse(link.label).number == int(last) else -1
