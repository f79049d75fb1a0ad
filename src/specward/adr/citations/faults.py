"""The citations that are wrong: of decisions that do not exist, and of decisions that no longer hold."""

from __future__ import annotations

import posixpath
import re
from bisect import bisect_right
from collections import defaultdict
from functools import cache
from typing import TYPE_CHECKING

from specward.adr.catalogue.catalogue import Catalogue, catalogue_of, paths_of
from specward.adr.citations import phrases
from specward.adr.citations.context import Context
from specward.adr.citations.judge import Judge, Judged, Verdict
from specward.adr.citations.places import Places
from specward.adr.citations.scan import citations_of
from specward.artifacts.adr_identity import AdrIdentity
from specward.errors import UndeterminedError
from specward.lazy import lazy
from specward.remembered import remembered, remembered_each
from specward.sources.searched import LARGEST
from specward.sources.source import UnreadableFile

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from specward.adr.catalogue.entry import Entry
    from specward.adr.citations.scan import Citation
    from specward.project import Project

_SAMPLES = frozenset({0, 123, 1234, 12345, 999, 9999, 99999})
"""Numbers that people write where any would do."""
_LISTED = 0.6
"""A file that cites so much of all records lists them, where that is no mere handful."""
_HANDFUL = 4
_SOON = 10
"""So far above the highest number, a number may be given next."""
_BLOCK = 20
"""So many numbers in a row that no record bears are kept elsewhere, in one file for instance."""


class Faults:
    """The wrong citations of a project.

    Args:
        project: the project.
    """

    def __init__(self, project: Project) -> None:
        self._project = project
        self._places = Places(project)
        self._said = [found for found in citations_of(project).found if self._places.at(found.path).speaks]

    def dead(self) -> Iterator[Judged]:
        """The citations of decisions that were given up, where nothing around says so."""
        for citation in self._said:
            place = self._places.at(citation.path)
            if place.is_past or place.lists:
                continue
            judged = self._judge.judge(citation)
            if judged.verdict is Verdict.DEAD and self._is_followed(judged):
                yield judged

    def unknown(self) -> list[Judged]:
        """The citations of decisions that do not exist."""
        claims = []
        for citation in self._said:
            if self._is_settled(citation) or not self._counts_in_numbers:
                continue
            judged = self._judge.judge(citation)
            if judged.verdict is Verdict.UNKNOWN and self._is_claim(citation):
                claims.append(judged)
        return claims

    def most_are_elsewhere(self, unknown: Sequence[Judged]) -> bool:
        """Whether more numbers are cited that no record has than others: then the records are kept elsewhere."""
        strange = {judged.citation.mention.number for judged in unknown} - {None}
        cited = {citation.mention.number for citation in self._said}
        return len(strange) >= _HANDFUL and len(strange) > len(cited.intersection(self._judge.numbers))

    def counted_elsewhere(self, unknown: Sequence[Judged]) -> list[Judged]:
        """Those above all numbers of this project, where they are so many and so high that another project has them."""
        above = [judged for judged in unknown if (judged.citation.mention.number or 0) > self.highest]
        numbers = {judged.citation.mention.number or 0 for judged in above if not self.is_loose(judged)}
        far = sum(number > self.highest + _SOON for number in numbers)
        return above if len(numbers) >= _HANDFUL and far * 2 >= _HANDFUL else []

    @remembered_each
    def context(self, path: str) -> Context | None:
        """A file around its citations; None where it cannot be read or is too large to be written by people."""
        try:
            data = self._project.source.read(path)
        except UnreadableFile:
            data = None
        return Context(path, data) if data and len(data) <= LARGEST else None

    def is_announced(self, judged: Judged) -> bool:
        """Whether a document cites a number that may be given next: shortly above all others."""
        number = judged.citation.mention.number
        is_prose = self._places.at(judged.citation.path).is_prose
        return is_prose and number is not None and 0 < number - self.highest <= _SOON

    def is_loose(self, judged: Judged) -> bool:
        """Whether letters and number may mean something else: `ADR 120`, far above all numbers, `ADR #3946`."""
        number = judged.citation.mention.number
        return (
            number is not None
            and number > self.highest
            and _loose().fullmatch(judged.citation.mention.text) is not None
        )

    def same_slug(self, judged: Judged) -> Entry | None:
        """The one record that has the name, but for the number, of a file that a citation leads to."""
        slug = AdrIdentity.parse(judged.citation.mention.target.partition("#")[0]).slug
        found = [entry for entry in self._catalogue.entries if AdrIdentity.parse(entry.path).slug == slug]
        return found[0] if slug and len(found) == 1 else None

    @lazy
    def highest(self) -> int:
        """The highest number of a record."""
        return max(self._judge.numbers, default=0)

    @lazy
    def _in_order(self) -> list[int]:
        """The numbers of the records, lowest first."""
        return sorted(self._judge.numbers)

    def _is_followed(self, judged: Judged) -> bool:
        """Whether the citation of a dead decision takes it for one that holds."""
        citation = judged.citation
        if citation.path in self._listings or not self._is_spoken(citation):
            return False
        context = self.context(citation.path)
        if context is None or not context.is_made(citation):
            return False
        return not (context.says_past(citation) or _names_successor(judged, context.around(citation)))

    def _is_settled(self, citation: Citation) -> bool:
        """Whether a citation needs no further look: most name a record by the number in its file's name."""
        number = citation.mention.number
        if number is not None and (number in _SAMPLES or paths_of(self._project).numbered(number)):
            return True
        place = self._places.at(citation.path)
        return place.is_past and not place.is_record

    def _is_claim(self, citation: Citation) -> bool:
        """Whether a citation of nothing claims that there is such a decision."""
        number, target = citation.mention.number, citation.mention.target.partition("#")[0]
        if number is None and (AdrIdentity.parse(target).number in _SAMPLES or self._is_there(target, citation.path)):
            return False
        before = citation.text[: citation.mention.start]
        if (
            number in self._defined_elsewhere
            or self._is_of_a_block(number)
            or phrases.range_start().search(before)
            or not self._is_spoken(citation)
        ):
            return False
        context = self.context(citation.path)
        if context is None or context.is_quoted(citation) or not context.is_made(citation):
            return False
        if context.says_missing(citation) or self._is_read_as_link(citation, context):
            return False
        return not (number is not None and number > self.highest and context.says_planned(citation))

    def _is_of_a_block(self, number: int | None) -> bool:
        """Whether a number lies below a record's, amid many that no record bears."""
        if number is None or number >= self.highest:
            return False
        above = bisect_right(self._in_order, number)
        return self._in_order[above] - (self._in_order[above - 1] if above else 0) > _BLOCK

    def _is_spoken(self, citation: Citation) -> bool:
        """Whether a citation speaks to people, rather than being a setting or a test's sample."""
        if not self._places.at(citation.path).in_comments:
            return True
        return phrases.comment().search(citation.text[: citation.mention.start]) is not None

    def _is_there(self, target: str, citing: str) -> bool:
        """Whether a path leads to a file, though to no record: a template."""
        beside = posixpath.normpath(posixpath.join(posixpath.dirname(citing), target))
        return any(map(self._project.source.exists, (beside, posixpath.normpath(target))))

    def _is_read_as_link(self, citation: Citation, context: Context) -> bool:
        """Whether a record's own fields say it, of which `missing-target` tells."""
        if not self._places.at(citation.path).is_record:
            return False
        from specward.finding import Position

        offset = context.document.offset(Position(citation.line, citation.mention.start + 1))
        links = self._links(context)
        index = bisect_right(links, (offset, len(context.document.text))) - 1
        return index >= 0 and offset < links[index][1]

    @remembered_each
    def _links(self, context: Context) -> list[tuple[int, int]]:
        """Where a record's fields name other records: starts and ends, in order."""
        from specward.artifacts.adr import read_adr

        return sorted((link.start, link.end) for link in read_adr(context.document).links)

    @lazy
    def _counts_in_numbers(self) -> bool:
        """Whether most of the records have a number, so that a number names one."""
        entries = self._catalogue.entries
        return sum(entry.number is not None for entry in entries) * 2 > len(entries)

    @lazy
    def _judge(self) -> Judge:
        return Judge(self._catalogue)

    @lazy
    def _catalogue(self) -> Catalogue:
        """The decisions of this project, without those that samples of its tests hold."""
        known = catalogue_of(self._project)
        ours = [entry for entry in known.entries if self._places.at(entry.path).speaks]
        return (
            Catalogue(ours, known.unread, self._project.config.adr_folder) if len(ours) < len(known.entries) else known
        )

    @lazy
    def _defined_elsewhere(self) -> set[int | None]:
        """The numbers in headings of documents: of a log of decisions in one file, of a dated record's own title."""
        return {
            citation.mention.number
            for citation in citations_of(self._project).found
            if self._places.at(citation.path).is_prose
            and phrases.definition().match(citation.text[: citation.mention.start])
        } - {None}

    @lazy
    def _listings(self) -> set[str]:
        """The files that list the decisions."""
        named: defaultdict[str, set[str]] = defaultdict(set)
        for citation in self._said:
            named[citation.path].update(entry.path for entry in self._judge.judge(citation).meant)
        enough = max(_HANDFUL, len(self._catalogue.entries) * _LISTED)
        return {path for path, records in named.items() if len(records) >= enough}


def citations_read(project: Project) -> None:
    """Say that citations may be missing where files could not be read; to be asked when the others are told.

    Raises:
        UndeterminedError: they could not.
    """
    unread = citations_of(project).unread
    if unread:
        more = f", and {len(unread) - 1} more" if len(unread) > 1 else ""
        raise UndeterminedError(f"citations were not looked for in {unread[0]}{more}")


@remembered
def faults_of(project: Project) -> Faults:
    """The wrong citations of a project."""
    return Faults(project)


def _names_successor(judged: Judged, around: str) -> bool:
    """Whether the words around name what holds now."""
    numbers = {str(entry.number) for entry in judged.successors}
    if not numbers.isdisjoint(_numbers().findall(around)):
        return True
    return any(entry.path.rpartition("/")[2] in around for entry in judged.successors)


@cache
def _loose() -> re.Pattern[str]:
    return re.compile(r"ADR(?:\s#?|#)[1-9]\d{0,5}", re.IGNORECASE)


@cache
def _numbers() -> re.Pattern[str]:
    return re.compile(r"(?:ADR[-_ ]?#?|/)0*(\d{1,6})", re.ASCII | re.IGNORECASE)
