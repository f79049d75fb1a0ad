"""A line that cites a record, with the record's new number and the new name of its file."""

from __future__ import annotations

import posixpath
import re
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import quote, unquote

from specward.adr.citations.judge import Judge
from specward.adr.citations.scan import Citation
from specward.adr.edit.editing import Edit
from specward.adr.numbers.naming import with_digits, written_like
from specward.artifacts.adr_identity import AdrIdentity, folder_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from specward.adr.catalogue.catalogue import Catalogue
    from specward.adr.catalogue.entry import Entry
    from specward.adr.citations.pattern import Grammar, Mention

_NO_PATH = frozenset(" \t\"'`()<>[]{}|,;*=")
"""Characters that a path in prose or code does not go across."""
_LONGEST_PATH = 300
_PADDED = "0"


class Rewritten(NamedTuple):
    """What is found in a line."""

    edits: list[Edit]
    """Offsets within the line."""
    doubtful: list[Edit]
    """Those of numbers that another record bears too."""
    lost: list[Mention]
    """Paths with the record's number and another name, where no file is."""


class Rewriting:
    """One record under its new number and path.

    Args:
        entry: the record as it is.
        number: its new number.
        path: its new path.
        catalogue: all decisions, among which citations are looked up.
        grammar: how they are cited.
    """

    def __init__(self, entry: Entry, number: int, path: str, catalogue: Catalogue, grammar: Grammar) -> None:
        self._entry = entry
        self._number = number
        self._grammar = grammar
        self._catalogue = catalogue
        self._judge = Judge(catalogue)
        self._stem, self._new_stem = AdrIdentity.parse(entry.path).text, AdrIdentity.parse(path).text
        self._named_so = [one for one in catalogue.entries if AdrIdentity.parse(one.path).text == self._stem]

    @property
    def pattern(self) -> str:
        """What every line that may cite the record holds, as `sources.searched` wants it."""
        stem = "".join(sign if sign.isalnum() or sign in "-_" else "." for sign in self._stem)
        return f"{self._grammar.coarse}|{stem}"

    def of(self, line: str, path: str, is_ours: Callable[[Mention], bool], *, bare: bool) -> Rewritten:
        """What becomes of a line of the file at a path.

        Args:
            line: its text, without its end.
            path: the file.
            is_ours: whether a name such as `ADR-0007` is meant for a decision of this project. Links and paths tell
                by themselves.
            bare: whether the name of the file counts where it stands alone.
        """
        edits: list[Edit] = []
        doubtful: list[Edit] = []
        lost: list[Mention] = []
        for mention in self._grammar.mentions(line):
            if mention.number is not None and not is_ours(mention):
                continue
            meant = self._meant(Citation(path, 0, mention, line))
            if self._entry in meant and mention.target and self._stem not in unquote(mention.target):
                lost.append(mention)
                continue
            edit = Edit(mention.start, mention.end, self._rewritten(mention))
            if meant == [self._entry]:
                edits += [edit, *self._on_site(line, mention)]
            elif self._entry in meant and mention.number is not None:
                doubtful.append(edit)
        for start, end in self._stems(line, path, bare=bare):
            if not any(start < edit.end and edit.start < end for edit in edits):
                edits.append(Edit(start, end, self._new_stem))
        if edits and not doubtful and path.endswith(".md"):
            edits += self._beside(line, edits)
        return Rewritten([edit for edit in edits if line[edit.start : edit.end] != edit.words], doubtful, lost)

    def _meant(self, citation: Citation) -> list[Entry]:
        """The records that a citation may mean; of several with one number, the one of the folder that cites it."""
        if is_permanent(citation.mention.target):
            return []
        meant = list(self._judge.judge(citation).meant)
        own = [one for one in meant if one.path == citation.path]
        near = [one for one in meant if one.folder == folder_of(citation.path)]
        return own or (near if len(near) == 1 else meant)

    def _rewritten(self, mention: Mention) -> str:
        if mention.number is not None:
            return self.named(mention.text)
        if not mention.text.startswith("["):
            return self._target(mention.text)
        label, link, rest = mention.text[1:].partition("](")
        end = rest.find(">") + 1 if rest.startswith("<") else len(rest.split(maxsplit=1)[0].rstrip(")"))
        return f"[{self._label(label)}{link}{self._target(rest[:end])}{self._label(rest[end:])}"

    def named(self, words: str) -> str:
        """Words that hold the record's number, such as `ADR-0007`, `7` or `[7. T](/adr/7)`, with the new one."""
        if "](/" in words and self._entry.number is not None:
            words = re.sub(self._site, self._in_words, words, count=1, flags=re.ASCII)
        return with_digits(words, self._entry.number, self._number)

    @property
    def _site(self) -> str:
        """A pattern: a link to a page of a web site that the number names."""
        return rf"(\[[^\[\]\r\n]{{0,200}}\]\(/(?:[^()\s]{{0,200}}/)?)(0*{self._entry.number})(?=/?[#)])"

    def _on_site(self, line: str, mention: Mention) -> Iterator[Edit]:
        """The number in the address of a link whose label names the record: `[ADR 7](/adr/7)`."""
        if mention.number is None or "](/" not in line:
            return
        for match in re.finditer(self._site, line, re.ASCII):
            if match.start() < mention.start and mention.end <= line.index("](", match.start()):
                yield Edit(*match.span(2), written_like(match[2], self._number))

    def _label(self, label: str) -> str:
        """The words of a link: a number that they begin with, a name, the name of the file."""
        label = label.replace(self._stem, self._new_stem)
        if self._entry.number is None:
            return label
        number = rf"(0*{self._entry.number})"
        label = re.sub(rf"(\bM?ADR[-_ ]?#?){number}(?!\d)", self._in_words, label, flags=re.ASCII | re.IGNORECASE)
        return re.sub(rf"\A([\s\"\[]*){number}(?=[.:)\]\s–—-]|\Z)", self._in_words, label, flags=re.ASCII)

    def _in_words(self, match: re.Match[str]) -> str:
        return f"{match[1]}{written_like(match[2], self._number)}"

    def _target(self, target: str) -> str:
        """A path or an address, with the new file, and an anchor that is made of the title with its number."""
        way, sign, anchor = target.partition("#")
        folder, slash, name = way.rpartition("/")
        if "%" in name:
            name = quote(unquote(name).replace(self._stem, self._new_stem, 1))
        name = name.replace(self._stem, self._new_stem, 1)
        if self._entry.number is not None:
            number = rf"\A((?:adr-?)?)(0*{self._entry.number})(?=-)"
            anchor = re.sub(number, self._in_words, anchor, flags=re.ASCII | re.IGNORECASE)
        return f"{folder}{slash}{name}{sign}{anchor}"

    def _stems(self, line: str, path: str, *, bare: bool) -> Iterator[tuple[int, int]]:
        """Where the name of the file stands in whatever words: in a path to it, or alone where no other has it."""
        if not AdrIdentity.parse(self._entry.path).slug or "-" not in self._stem:
            return
        start = line.find(self._stem)
        while start >= 0:
            end = start + len(self._stem)
            way = line[_path_start(line, start) : end]
            if _stands_alone(line, start, end) and (bare or "/" in way) and self._leads_here(way, path):
                yield start, end
            start = line.find(self._stem, end)

    def _leads_here(self, way: str, path: str) -> bool:
        """Whether a path without its ending, or a bare name, in the file at `path` means the record."""
        if "/" not in way.removeprefix("./"):
            return len(self._named_so) == 1 or folder_of(path) == self._entry.folder
        record = f"{self._entry.folder}/{self._stem}"
        places = [posixpath.normpath(posixpath.join(posixpath.dirname(path), way)), way]
        if len(self._named_so) == 1:
            record = "/".join(record.split("/")[-2:])
        return not is_permanent(way) and any(f"/{place}".endswith(f"/{record}") for place in places)

    def _beside(self, line: str, edits: list[Edit]) -> Iterator[Edit]:
        """The number in a cell of its own, or in front of the link, on a line that leads to the record's file."""
        digits = AdrIdentity.parse(self._entry.path).digits
        if not digits or not any(self._new_stem in edit.words for edit in edits):
            return
        cell = rf"(?<=\|)\s*(0*{self._entry.number})(?=\s*\|)" if line.lstrip().startswith("|") else r"(?!)()"
        token = rf"(?<![\w./#-])({digits})(?![\w./-])" if digits.startswith(_PADDED) else r"(?!)()"
        for match in re.finditer(f"{cell}|{token}", line, re.ASCII):
            start, end = match.span(1) if match[1] else match.span(2)
            if not any(start < edit.end and edit.start < end for edit in edits):
                yield Edit(start, end, written_like(line[start:end], self._number))


def _path_start(line: str, start: int) -> int:
    """Where the path begins that leads up to an offset."""
    first = max(0, start - _LONGEST_PATH)
    while start > first and line[start - 1] not in _NO_PATH:
        start -= 1
    return start


def _stands_alone(line: str, start: int, end: int) -> bool:
    """Whether a name is no part of a longer one."""
    before, after = line[start - 1 : start], line[end : end + 1]
    return not (before.isalnum() or before in {"_", "-"}) and not (after.isalnum() or after in {"_", "-"})


def is_permanent(target: str) -> bool:
    """Whether an address names a commit, and so what was there then: `…/blob/8f1c2d3…/docs/adr/0007-x.md`."""
    return "://" in target and re.search(r"/[0-9a-f]{7,64}/", target, re.ASCII) is not None
