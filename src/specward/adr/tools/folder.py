"""The records of one folder, as adr-tools knows them: by the names of their files."""

from __future__ import annotations

import re
from contextlib import suppress
from functools import cache, cached_property
from typing import TYPE_CHECKING

from specward.errors import UsageError
from specward.markdown.document import Document
from specward.sources.source import UnreadableFile

if TYPE_CHECKING:
    from collections.abc import Iterable

    from specward.adr.catalogue.catalogue import Catalogue
    from specward.adr.tools.place import Place
    from specward.artifacts.adr import Adr
    from specward.sources.source import Source


class Folder:
    """Records that lie side by side.

    Args:
        source: the files of the place's root.
        place: where the folder is.
        names: the name of every file in it.
    """

    def __init__(self, source: Source, place: Place, names: Iterable[str]) -> None:
        self._source = source
        self.place = place
        self.names = sorted(name for name in names if record_number(name) is not None)
        """Of the records, as text sorts them."""

    def document(self, name: str) -> Document | None:
        """A record's document; None where it is gone or cannot be read."""
        try:
            data = self._source.read(self.place.path(name))
        except UnreadableFile:
            return None
        return None if data is None else Document.from_bytes(self.place.path(name), data)

    def title(self, name: str) -> str:
        """A record's title with its number; its name without the ending where it has none, or cannot be read."""
        document = self.document(name)
        return (visible(title_of(document)) if document else "") or stem(name)

    def record(self, reference: str) -> Adr:
        """The record that a reference means, read.

        Args:
            reference: a number in any width, `ADR-0007`, a path as it was printed, a file's name, its stem, how that
                begins, or a piece of one title.

        Raises:
            UsageError: it means no record or more than one, or a record that cannot be read.
        """
        from specward.artifacts.adr import read_adr

        path = self._meant(reference)
        document = self.document(path.rpartition("/")[2])
        if document is None:
            raise UsageError("this record cannot be read", where=path)
        return read_adr(document)

    def _meant(self, reference: str) -> str:
        from specward.adr.catalogue.lookup import meant_by, number_of

        wanted = reference.strip()
        if wanted.startswith(f"{self.place.shown}/"):
            wanted = self.place.path(wanted.removeprefix(f"{self.place.shown}/"))
        if wanted and number_of(wanted) is None and not meant_by(wanted, self._catalogue):
            begun = [name for name in self.names if name.casefold().startswith(wanted.casefold())]
            if len(begun) > 1:
                message = f"{reference} names {len(begun)} decisions: {', '.join(begun)}"
                raise UsageError(message, help="give the name of one")
            if begun:
                return self.place.path(begun[0])
        if not self.names:
            help_ = "put the path of another folder into .adr-dir"
            raise UsageError(f"there is no decision {reference} in {self.place.shown}", help=help_)
        return self._catalogue.find(wanted).path

    @cached_property
    def _catalogue(self) -> Catalogue:
        """The records that can be read, without what they say of each other."""
        from specward.adr.catalogue.catalogue import Catalogue
        from specward.adr.catalogue.entry import sketch_of
        from specward.artifacts.adr import read_adr

        documents = filter(None, map(self.document, self.names))
        return Catalogue([sketch_of(read_adr(document)).entry for document in documents])


def record_number(name: str) -> int | None:
    """The number that the name of a record begins with; None for the name of anything else.

    A name that begins with a date has the year, or the whole date, as its number: so has it in adr-tools.
    """
    match = _record().match(name)
    return int(match[1]) if match else None


def number_taken(name: str) -> int | None:
    """The number that a record of any tool bears in its name; None for what is no record, and for a date."""
    from specward.artifacts.adr_identity import AdrIdentity
    from specward.artifacts.kind import ADR_ENDINGS

    return AdrIdentity.parse(name).number if name.lower().endswith(ADR_ENDINGS) else None


def stem(name: str) -> str:
    """The name of a record without its ending."""
    return name.removesuffix(".md")


def title_of(document: Document) -> str:
    """A record's title with its number, on one line: `5. Use H2`; empty where it has none."""
    text = document.text.removeprefix("\ufeff")
    if text.startswith("# "):
        return text[2:].partition("\n")[0].strip()
    from specward.artifacts.adr import read_adr

    span = read_adr(document).title_span
    return " ".join(document.slice(span).split()) if span else ""


def visible(words: str) -> str:
    """Words of a document without what a terminal would obey; as they are where there is no such thing."""
    if words.isprintable():
        return words
    from specward.scaffold.title import clean_title

    with suppress(UsageError):
        return clean_title(words)
    return ""


@cache
def _record() -> re.Pattern[str]:
    return re.compile(r"(\d{1,250})-.*\.md\Z", re.ASCII | re.DOTALL)
