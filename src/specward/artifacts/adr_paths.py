"""The paths of all decision records, and which of them a reference means."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from specward.artifacts.adr_identity import AdrIdentity, folder_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from specward.artifacts.adr_links import AdrLink


class AdrPaths:
    """The records of a project by what references call them.

    Args:
        paths: the path of every record.
    """

    def __init__(self, paths: Iterable[str]) -> None:
        self._paths = dict.fromkeys(paths)
        self._numbered: defaultdict[int, list[str]] = defaultdict(list)
        self._named: defaultdict[str, list[str]] = defaultdict(list)
        for path in self._paths:
            identity = AdrIdentity.parse(path)
            self._named[identity.text].append(path)
            if identity.number is not None:
                self._numbered[identity.number].append(path)

    def meant_by(self, link: AdrLink, path: str) -> list[str]:
        """The records that a link may mean: one, none, or several that share a number.

        Args:
            link: a link of the record at `path`.
            path: of the record that holds the link; numbers and names count in its folder first.
        """
        plain = link.target.partition("#")[0]
        if link.path:
            wanted = dict.fromkeys((link.path, plain, f"{link.path}.md", f"{plain}.md"))
            return [record for record in wanted if record in self._paths]
        if link.is_foreign:
            stem = AdrIdentity.parse(plain).text
            return [record for record in self._named[stem] if folder_of(record) == folder_of(path)]
        named = [record for record in self._named[plain] if folder_of(record) == folder_of(path)]
        return named or (self.numbered(link.number, path) if link.number is not None else [])

    def numbered(self, number: int, path: str = "") -> list[str]:
        """The records whose file names bear a number: those of the folder that `path` lies in, else all."""
        found = self._numbered.get(number, [])
        near = [record for record in found if path and folder_of(record) == folder_of(path)]
        return near or list(found)
