"""Which decisions a plan, its tasks or a specification name: by number, by path, by link."""

from __future__ import annotations

import posixpath
import re
from typing import TYPE_CHECKING, NamedTuple

from specward.adr.catalogue.catalogue import catalogue_of
from specward.adr.citations.scan import grammar_of
from specward.markdown import inline
from specward.markdown.scan import CODE, FENCE, HTML
from specward.remembered import remembered

if TYPE_CHECKING:
    from specward.adr.citations.pattern import Mention as Citation
    from specward.markdown.document import Document
    from specward.project import Project

_NOT_SEARCHED = frozenset({CODE, FENCE, HTML})


class Mention(NamedTuple):
    """One place in which a document names a decision."""

    record: str
    """The path of the record."""
    document: str
    start: int
    end: int


def mentions_in(document: Document, project: Project) -> list[Mention]:
    """The places in which a document names a record that exists, in source order; a shared number names none.

    What stands in the document's code and comments does not count.
    """
    grammar, coarse = grammar_of(project), _coarse(project)
    if coarse.search(document.text) is None:
        return []
    found = []
    for block in document.blocks:
        if block.kind in _NOT_SEARCHED or coarse.search(document.text, block.start, block.end) is None:
            continue
        offset = block.start
        for line in inline.visible(document.text, block.start, block.end).splitlines(keepends=True):
            for citation in grammar.mentions(line.rstrip("\r\n")):
                record = _record(citation, document, project)
                if record:
                    found.append(Mention(record, document.path, offset + citation.start, offset + citation.end))
            offset += len(line)
    return found


def _record(citation: Citation, document: Document, project: Project) -> str:
    """The one record that a citation means; empty where it means none, or several."""
    catalogue = catalogue_of(project)
    if citation.number is not None:
        found = [entry.path for entry in catalogue.by_number.get(citation.number, ())]
    else:
        plain = citation.target.partition("#")[0]
        beside = posixpath.normpath(posixpath.join(posixpath.dirname(document.path), plain))
        found = list(dict.fromkeys(path for path in (beside, plain.lstrip("/")) if path in catalogue.at))
    return found[0] if len(found) == 1 else ""


@remembered
def _coarse(project: Project) -> re.Pattern[str]:
    """What every text that cites a record of the project holds."""
    return re.compile(grammar_of(project).coarse)
