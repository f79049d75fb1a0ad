"""Who cites which decision: every citation in the documents, the code and the comments of a project."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from specward.adr.citations.pattern import Grammar, Mention
from specward.adr.citations.places import record_folders
from specward.artifacts.adr_identity import folder_of
from specward.artifacts.kind import Kind
from specward.finding import Location, Position
from specward.remembered import remembered

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from specward.adr.catalogue.catalogue import Catalogue
    from specward.adr.catalogue.entry import Entry
    from specward.project import Project
    from specward.sources.searched import Line, Searched

_EXCERPT = 400


class Citation(NamedTuple):
    """One place that names a decision."""

    path: str
    line: int
    """From 1."""
    mention: Mention
    text: str
    """The whole line."""

    def location(self) -> Location:
        """The place as people count it."""
        start, end = (Position(self.line, offset + 1) for offset in (self.mention.start, self.mention.end))
        return Location(self.path, start, end, excerpt=self.text[:_EXCERPT])


class Citations(NamedTuple):
    """The citations of a state of a project, by path and place."""

    found: list[Citation]
    unread: tuple[str, ...] = ()
    """What could not be read, in words."""


@remembered
def grammar_of(project: Project) -> Grammar:
    """How the project's records are cited."""
    return Grammar(record_folders(project))


@remembered
def citations_of(project: Project) -> Citations:
    """Every citation of a project; of a commit under way those in the files that it touches.

    None where there are no records.

    Raises:
        UndeterminedError: the files cannot be listed, or git refuses.
    """
    if not project.of_kind(Kind.ADR):
        return Citations([])
    from specward.sources.searched import lines_of

    grammar = grammar_of(project)
    if not project.judges_all:
        return _read(lines_of(project.source, grammar.coarse, project.code), grammar)
    from specward.adr.citations.cache import cached_lines

    return _read(cached_lines(project.source, grammar.coarse), grammar)


def citations_in(project: Project, path: str) -> Citations:
    """The citations in one file."""
    from specward.sources.searched import lines_of

    grammar = grammar_of(project)
    return _read(lines_of(project.source, grammar.coarse, [path]), grammar)


def citations_below(project: Project, folder: str) -> Citations:
    """The citations in all files of a folder; of the whole project where it is empty.

    Raises:
        UndeterminedError: the files cannot be listed, or git refuses.
    """
    from specward.sources.searched import lines_with

    grammar = grammar_of(project)
    return _read(lines_with(project.source, grammar.coarse, folder), grammar)


def cited_by(project: Project, catalogue: Catalogue, entry: Entry) -> list[Citation]:
    """The places that cite a decision, other records included, its own text left out.

    Args:
        project: the project.
        catalogue: its decisions.
        entry: the decision.

    Raises:
        UndeterminedError: the files cannot be listed, or git refuses.
    """
    from specward.adr.citations.judge import Judge

    judge = Judge(catalogue)
    others = (citation for citation in _all_citations(project, entry) if citation.path != entry.path)
    return [citation for citation in others if judge.judge(citation).meant == (entry,)]


def _all_citations(project: Project, entry: Entry) -> list[Citation]:
    """Every citation, and the links between records of one folder, which name no folder."""
    from specward.sources.searched import lines_of

    found = set(citations_of(project).found)
    beside = [path for path in project.of_kind(Kind.ADR) if folder_of(path) == entry.folder and path != entry.path]
    name = entry.path.rpartition("/")[2]
    pattern = "".join(f"[{character}]" if character in _SPECIAL else character for character in name)
    found.update(_read(lines_of(project.source, pattern, beside), grammar_of(project)).found)
    return sorted(found)


_SPECIAL = frozenset(".+*?()[{|$")


def _read(searched: Searched, grammar: Grammar) -> Citations:
    return Citations(list(_cited(searched.lines, grammar)), searched.unread)


def _cited(lines: Iterable[Line], grammar: Grammar) -> Iterator[Citation]:
    for line in lines:
        for mention in grammar.mentions(line.text):
            yield Citation(line.path, line.number, mention, line.text)
