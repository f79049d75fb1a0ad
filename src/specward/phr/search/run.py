"""Finding prompt records in a work tree, at the speed of reading files.

Every record is looked through as bytes first: what cannot be a hit is never parsed. Records are parsed from the newest
on, until there are as many hits as were asked for.
"""

from __future__ import annotations

import os
from functools import partial
from heapq import merge
from itertools import chain, islice
from operator import itemgetter
from typing import TYPE_CHECKING, NamedTuple

from specward.artifacts.kind import Kind
from specward.artifacts.phr import read_record
from specward.artifacts.phr_filing import record_number
from specward.markdown.document import Document
from specward.phr.search.cache import SHARDS, Age, index_checksum, open_shelves, searched_before, shard_of, write_shelf
from specward.phr.search.match import Hit, match
from specward.phr.search.moment import moment_of
from specward.phr.search.record_files import RecordFiles
from specward.phr.search.sieve import Sieve, asked_at, folded
from specward.sources.source import UnreadableFile
from specward.sources.worktree import WorkTreeSource

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

    from specward.artifacts.kind import Layout
    from specward.artifacts.phr import Record
    from specward.phr.search.cache import Shelf
    from specward.phr.search.query import Query

MANY = 2000
"""So many records, and more processes and a cache are worth their while."""


class Found(NamedTuple):
    """What a search found."""

    hits: list[Hit]
    """The newest first."""
    more: bool
    """Whether there are more than were asked for."""
    unreadable: list[tuple[str, str]]
    """Records that could not be looked through, with the reason."""
    nowhere: bool
    """Whether there is no record at all to look through."""


class _Part(NamedTuple):
    """What was found in some of the records: one hit more than asked for at the most, which tells that there are."""

    hits: list[tuple[Age, Hit]]
    unreadable: list[tuple[str, str]]


class _Share(NamedTuple):
    """Some of the records, for one process."""

    paths: list[str]
    shard: int = 0
    kept: Collection[str] = ()
    """What is put into this shard of the cache, of these and others."""


def search(root: str, layout: Layout, query: Query, *, cached: bool = True) -> Found:
    """The records of a work tree that answer to a query.

    Args:
        root: the project's root.
        layout: where the configuration says that documents are kept.
        query: what is looked for.
        cached: whether texts may be used that were read for an earlier search.

    Raises:
        UndeterminedError: git refuses to list the files, or a folder cannot be listed.
    """
    files = RecordFiles(root)
    look = _Look(root, layout, query, index_checksum(root) if cached else b"")
    shelves = open_shelves(root, look.checksum)
    cached_ages = look.cached(shelves)
    if shelves and files.differing is not None and len(files.differing) < MANY:
        parts = [look.judged(cached_ages, set(files.differing)), look.through([_Share(files.differing)])]
    elif len(files.paths) < MANY:
        parts = [look.through([_Share(files.paths)])]
    else:
        parts = _shared_out(look, files)
    hits = sorted((hit for part in parts for hit in part.hits), key=itemgetter(0), reverse=True)
    shown = hits[: query.limit] if query.limit else hits
    unreadable = sorted(entry for part in parts for entry in part.unreadable)
    return Found([hit for _, hit in shown], len(hits) > len(shown), unreadable, not shelves and not files.paths)


def _shared_out(look: _Look, files: RecordFiles) -> list[_Part]:
    """Look through many records, with as many processes as there are processors."""
    from specward.forked import FORKS, share_out

    kept = files.as_in_index if look.checksum and searched_before(look.root, look.checksum) else set()
    shares = [_Share([], shard, kept) for shard in range(SHARDS)]
    for path in files.paths:
        shares[shard_of(path)].paths.append(path)
    processes = min(SHARDS, os.cpu_count() or 1) if FORKS else 1
    return share_out([partial(look.through, shares[first::processes]) for first in range(processes)])


class _Look:
    """One search in one process."""

    def __init__(self, root: str, layout: Layout, query: Query, checksum: bytes) -> None:
        self.checksum = checksum
        """Of the index for which the cache is read and written; empty where neither is done."""
        self.root = root
        self._source = WorkTreeSource(root)
        self._layout = layout
        self._query = query
        self._sieve = Sieve(query)

    def through(self, shares: list[_Share]) -> _Part:
        """What is found in the files themselves."""
        part = _Part([], [])
        ages: list[Age] = []
        for share in shares:
            texts: list[tuple[Age, bytes]] = []
            for path, text in self._read(share.paths, part.unreadable):
                passes, kept = self._sieve.lets_pass(path, text), path in share.kept
                if passes or kept:
                    age = Age(asked_at(text) or self._asked(path), _number(path[path.rfind("/") + 1 :]), path)
                    if passes:
                        ages.append(age)
                    if kept:
                        texts.append((age, text))
            if share.kept:
                write_shelf(self.root, share.shard, self.checksum, texts)
        ages.sort(reverse=True)
        return part._replace(hits=self.judged(ages).hits)

    def cached(self, shelves: list[Shelf]) -> Iterator[Age]:
        """The records in the cache that may be hits, the newest first.

        The first is found before this returns. Of a rare word that is most of the work, and git works meanwhile.
        """
        word = max(self._sieve.words, key=len, default=b"")
        entries = merge(*(shelf.entries(word) for shelf in shelves), key=itemgetter(0), reverse=True)
        ages = (age for age, text in entries if self._sieve.lets_pass(age.path, text))
        return chain(list(islice(ages, 1)), ages)

    def judged(self, ages: Iterable[Age], differing: Collection[str] = ()) -> _Part:
        """The hits among records that may be some, given the newest first; those that differ are left out."""
        hits: list[tuple[Age, Hit]] = []
        for age in ages:
            if age.path in differing or self._layout.kind_of(age.path) is not Kind.PHR:
                continue
            record = self._record(age.path)
            hit = match(record, self._query) if record else None
            if hit:
                hits.append((age, hit))
                if len(hits) > self._query.limit > 0:
                    break
        return _Part(hits, [])

    def _read(self, paths: list[str], unreadable: list[tuple[str, str]]) -> Iterator[tuple[str, bytes]]:
        """The content, `folded`, of each record that can be read."""
        for path in paths:
            try:
                data = self._source.read(path)
            except UnreadableFile as error:
                unreadable.append((path, error.reason))
            else:
                if data is not None:
                    yield path, folded(data)

    def _record(self, path: str) -> Record | None:
        """The record at a path; None where it is gone, or cannot be read any more."""
        try:
            data = self._source.read(path)
        except UnreadableFile:
            return None
        return None if data is None else read_record(Document.from_bytes(path, data))

    def _asked(self, path: str) -> int:
        record = self._record(path)
        return moment_of(record) if record else 0


def _number(name: str) -> int:
    """The number that a file's name bears, 0 where it bears none; most names begin with four digits and a dash."""
    if name[4:5] == "-" and name[:4].isdigit() and name[:4].isascii() and not name[5:6].isdigit():
        return int(name[:4])
    return record_number(name) or 0
