"""What one decision record says of another: supersedes, is superseded by, amends, relates to.

Read from link lines of a status or links section (`Superseded by [2. T](0002-t.md)`), from metadata
(`superseded-by: ADR-0012`, `- **Supersedes:** ADR-3`) and from the status itself. Prose is not searched.
"""

from __future__ import annotations

import posixpath
import re
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from specward.artifacts.adr_identity import AdrIdentity
from specward.artifacts.adr_metadata import SECTION, STATUS_NAMES
from specward.artifacts.adr_status import StatusClass, classify
from specward.artifacts.kind import ADR_ENDINGS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from specward.artifacts.adr_metadata import Metadatum

SUPERSEDES = "supersedes"
SUPERSEDED_BY = "superseded by"
AMENDS = "amends"
AMENDED_BY = "amended by"
CLARIFIES = "clarifies"
CLARIFIED_BY = "clarified by"
REFINES = "refines"
REFINED_BY = "refined by"
DEPENDS_ON = "depends on"
RELATES_TO = "relates to"
PRECEDES = "precedes"
SUCCEEDS = "succeeds"

INVERSE = {
    SUPERSEDES: SUPERSEDED_BY,
    AMENDS: AMENDED_BY,
    CLARIFIES: CLARIFIED_BY,
    REFINES: REFINED_BY,
    PRECEDES: SUCCEEDS,
    RELATES_TO: RELATES_TO,
}
"""Each kind and what the other record says; the pairs hold both ways."""
CONVERSE = {**INVERSE, **{other: kind for kind, other in INVERSE.items()}}
"""The same for either of two records."""

_WORDS = {
    "superseded by": SUPERSEDED_BY,
    "superceded by": SUPERSEDED_BY,
    "superseded-by": SUPERSEDED_BY,
    "superceded-by": SUPERSEDED_BY,
    "superseded_by": SUPERSEDED_BY,
    "supersededby": SUPERSEDED_BY,
    "replaced by": SUPERSEDED_BY,
    "replaced-by": SUPERSEDED_BY,
    "superseded": SUPERSEDED_BY,
    "superceded": SUPERSEDED_BY,
    "supersedes": SUPERSEDES,
    "supercedes": SUPERSEDES,
    "replaces": SUPERSEDES,
    "amended by": AMENDED_BY,
    "amended-by": AMENDED_BY,
    "amends": AMENDS,
    "clarified by": CLARIFIED_BY,
    "clarifies": CLARIFIES,
    "refined by": REFINED_BY,
    "refines": REFINES,
    "depends on": DEPENDS_ON,
    "depends-on": DEPENDS_ON,
    "clarified-by": CLARIFIED_BY,
    "refined-by": REFINED_BY,
    "relates to": RELATES_TO,
    "relates-to": RELATES_TO,
    "related to": RELATES_TO,
    "related": RELATES_TO,
    "related adrs": RELATES_TO,
    "related adr": RELATES_TO,
    "precedes": PRECEDES,
    "succeeds": SUCCEEDS,
}
"""How each kind is written, lower case."""


_LONGEST = 1000
"""Characters of a line that are searched for references: more is prose, or hostile."""


class AdrLink(NamedTuple):
    """One reference from a record to another."""

    kind: str
    partly: bool
    """Whether only a part of the other record is meant: `superseded in part by`."""
    label: str
    """The words of a Markdown link; empty for a bare reference."""
    target: str
    """As written: `0005-x.md`, `ADR-0005`, `5`."""
    path: str
    """Where a relative target leads, from the project's root; empty for a number, an anchor or a web address."""
    number: int | None
    """The number that the target names, or its file name bears; None where there is none."""
    start: int
    end: int

    @property
    def is_foreign(self) -> bool:
        """Whether the target is a web address or a path of a web site, which may lie outside the project."""
        return "://" in self.target or self.target.startswith(("/", "mailto:"))


def links_of(metadata: Iterable[Metadatum], path: str) -> Iterator[AdrLink]:
    """The links that metadata and lines of a status or links section hold.

    Args:
        metadata: a name such as `superseded-by` gives the kind; under any other name the value must begin with it.
        path: of the record, from which relative targets count.
    """
    for metadatum in metadata:
        value = metadatum.value[:_LONGEST]
        found = _kind().match(value)
        name = metadatum.name.removeprefix("partly ")
        kind = _WORDS.get(name)
        offset = 0
        if found is None and metadatum.name in STATUS_NAMES:
            found = _later_kind(value)
            if found is None and metadatum.notation == SECTION:
                yield from _link_line(metadatum, value, path)
        if found and (kind is None or _WORDS[found[1].lower()] != RELATES_TO):
            kind, offset = _WORDS[found[1].lower()], found.end()
        if kind is None:
            continue
        partly = name != metadatum.name or "part" in value[:offset].lower()
        yield from _references(kind, value[offset:], metadatum.start + offset, path, partly=partly)


def kind_of(words: str) -> str:
    """The kind of link that some words mean; words of no known kind are a kind of their own."""
    plain = " ".join(words.split()).lower()
    return _WORDS.get(plain, plain)


def is_kind(words: str) -> bool:
    """Whether some words, lower case, are how a kind of link is written."""
    return words in _WORDS


def reference(kind: str, target: str, path: str, start: int, end: int) -> AdrLink:
    """A link from the record at `path` to what `target` means: a number, an identity, a path."""
    plain = _plain(target)
    number = AdrIdentity.parse(plain.rpartition("/")[2]).number
    return AdrLink(kind, False, "", target, _path_of(plain, path), number, start, end)


def _later_kind(value: str) -> re.Match[str] | None:
    """What a status adds of a successor: `Deprecated, superseded by ADR-0005`."""
    if " by" not in value or classify(value)[0] is StatusClass.UNKNOWN:
        return None
    return _passive().search(value)


def _link_line(line: Metadatum, value: str, path: str) -> Iterator[AdrLink]:
    """The link of a line that is nothing but a kind of its author's own and a record: `Enables [5. T](0005-t.md)`."""
    found = _free_link().fullmatch(value) if "](" in value else None
    if found and classify(value)[0] is StatusClass.UNKNOWN:
        kind, label, target = found.groups()
        link = reference(kind_of(kind), target, path, line.start + found.start(2) - 1, line.start + found.end(3) + 1)
        if link.number is not None and link.path:
            yield link._replace(label=label)


def _references(kind: str, text: str, start: int, path: str, *, partly: bool) -> Iterator[AdrLink]:
    """The references of a line, up to the first that prose separates from those before."""
    first = True
    position = 0
    for match in _reference().finditer(text):
        between = text[position : match.start()]
        if not first and not _between().fullmatch(between):
            if match[5] and "(" in between and ")" not in between.rpartition("(")[2]:
                continue  # a number in a note on the reference: `(§4)`
            return
        if first and not _lead().fullmatch(between):
            return
        first = False
        position = match.end()
        label, link, number, file, bare = match.groups("")
        target = link or number or file or bare
        plain = _plain(target)
        numbered = AdrIdentity.parse(plain.rpartition("/")[2]).number
        if numbered is None and label:
            numbered = AdrIdentity.parse(label).number
        span = (start + match.start(), start + match.end())
        yield AdrLink(kind, partly, label, target, _path_of(plain, path), numbered, *span)


def _path_of(target: str, path: str) -> str:
    """Where a relative path leads from the record at `path`; empty where the target is none."""
    is_path = target.endswith(ADR_ENDINGS) or "/" in target
    if "://" in target or target.startswith(("/", "mailto:", "#")) or not is_path:
        return ""
    return posixpath.normpath(posixpath.join(posixpath.dirname(path), target))


def _plain(target: str) -> str:
    """A target without its anchor, percent signs resolved."""
    target = target.partition("#")[0]
    if "%" not in target:
        return target
    from urllib.parse import unquote

    return unquote(target)


@cache
def _kind() -> re.Pattern[str]:
    words = "|".join(sorted(map(re.escape, _WORDS), key=len, reverse=True))
    qualifier = r"(?:[ \t]+\([^()\r\n]{0,80}\))?(?:[ \t]+(?:in[ \t]+part|partly|partially))?(?:[ \t]+by)?"
    return re.compile(
        rf"[*_`>\-\s]{{0,6}}(?:[^\w\s]{{1,3}}[ \t]+)?"
        rf"(?:Accepted[ \t]*\|[ \t]*|This[ \t]+ADR[ \t]+|in[ \t]+part[ \t]+|partly[ \t]+|partially[ \t]+){{0,3}}"
        rf"({words})\b{qualifier}[*_]{{0,2}}[:：]?[*_]{{0,2}}[ \t]*",
        re.IGNORECASE,
    )


@cache
def _passive() -> re.Pattern[str]:
    verbs = r"superseded by|superceded by|replaced by|amended by|clarified by|refined by"
    return re.compile(rf"\b({verbs})\b[*_]{{0,2}}[:：]?[ \t]*", re.IGNORECASE)


@cache
def _free_link() -> re.Pattern[str]:
    kind = r"[A-Za-z][\w-]{0,30}(?: [\w-]{1,30}){0,3}"
    return re.compile(rf"({kind}) \[([^\[\]\r\n]{{1,200}})\]\(([^()<>\s]{{1,300}})\)[ .]{{0,2}}")


@cache
def _reference() -> re.Pattern[str]:
    return re.compile(
        r"\[([^\[\]\r\n]{1,200})\]\(<?([^()<>\r\n]{1,300})>?\)"
        r"|\bADR[-_ ]?#?(\d{1,6})(?![\w/])(?!\.\w)"
        r"|((?:[\w.-]{1,80}/){0,8}\d{1,8}-[\w.-]{1,120})"
        r"|(?<![\w.#/-])(\d{1,6})(?![\w./-])",
        re.IGNORECASE,
    )


@cache
def _lead() -> re.Pattern[str]:
    return re.compile(r"[\s\[({\"'`*_#-]*(?:ADRs?[\s:]*)?", re.IGNORECASE)


@cache
def _between() -> re.Pattern[str]:
    return re.compile(r"[\s\]\[(){}\"'`*_,;&]*(?:and|-|\([^()]{0,80}\))?[\s\]\[(){}\"'`*_,;&]*", re.IGNORECASE)
