"""The standard sections of a specification, plan or task list, in whatever language its titles are."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from specward.artifacts.language.misspelling import Meant, meant
from specward.artifacts.language.sections import OF_KIND
from specward.markdown.document import Section, normal_title

if TYPE_CHECKING:
    from specward.artifacts.kind import Kind
    from specward.artifacts.language.vocabulary import Vocabulary
    from specward.markdown.document import Document

_DEEPEST = 3
_LONGEST_TITLE = 60
_OWN_TITLES = ("User Story", "Phase ", "Task ")


class Standard(NamedTuple):
    """A section of the document, and the standard section that it is."""

    section: Section
    name: str


class Misspelt(NamedTuple):
    """A section whose title was meant to be that of a standard section which the document has nowhere else."""

    section: Section
    name: str
    meant: Meant


class StandardSections(NamedTuple):
    """What of a document are standard sections."""

    found: tuple[Standard, ...]
    misspelt: tuple[Misspelt, ...]


def standard_sections(document: Document, kind: Kind | None, vocabulary: Vocabulary) -> StandardSections:
    """The standard sections of a document, down to the third level; none where its kind has none."""
    return _of(document, kind, vocabulary) if kind in OF_KIND else _NONE


@lru_cache(maxsize=1)
def _of(document: Document, kind: Kind, vocabulary: Vocabulary) -> StandardSections:
    """Several rules ask for the same document, one after the other."""
    expected = OF_KIND[kind]
    found: list[Standard] = []
    others: list[tuple[int, str]] = []
    for index, heading in enumerate(document.headings):
        # Stories and phases are many, each has a title of its own, and none is a standard section.
        if not 1 < heading.depth <= _DEEPEST or document.text.startswith(_OWN_TITLES, heading.text_start):
            continue
        title = normal_title(document.words(heading))
        name = vocabulary.section(title)
        if name in expected:
            found.append(Standard(_section(document, index, title), name))
        elif not name and title and len(title) <= _LONGEST_TITLE:
            others.append((index, title))
    known = {one.name for one in found}
    misspelt: list[Misspelt] = []
    for index, title in others:
        right = meant(title, vocabulary)
        name = vocabulary.sections[right.title] if right else ""
        if right and name in expected and name not in known:
            misspelt.append(Misspelt(_section(document, index, title), name, right))
            known.add(name)
    return StandardSections(tuple(found), tuple(misspelt))


def _section(document: Document, index: int, title: str) -> Section:
    """The section of a heading. `document.sections` would read every title."""
    headings = document.headings
    heading = headings[index]
    following = (headings[after] for after in range(index + 1, len(headings)))
    end = next((other.start for other in following if other.depth <= heading.depth), len(document.text))
    return Section(title, heading.depth, heading, heading.end, end)


_NONE = StandardSections((), ())
