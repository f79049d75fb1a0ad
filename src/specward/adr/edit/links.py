"""What a decision record says of another, added and taken away in the record's own notation, each once.

A link goes where the record keeps links of its kind: a key of front matter, a field of the head, the Status section of
Nygard, the list of links of MADR, `Related ADRs` of SpecKit Plus. A place that would not read back is passed over.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from specward.adr.edit.editing import differs, refusal, require_utf8, respanned
from specward.adr.edit.link_places import LINK_TITLES, places
from specward.adr.edit.link_removal import removal
from specward.adr.edit.link_statement import Statement
from specward.adr.edit.reference import Target, link_to
from specward.artifacts.adr_identity import folder_of
from specward.artifacts.adr_links import (
    AMENDED_BY,
    AMENDS,
    CLARIFIED_BY,
    CLARIFIES,
    DEPENDS_ON,
    PRECEDES,
    REFINED_BY,
    REFINES,
    RELATES_TO,
    SUCCEEDS,
    SUPERSEDED_BY,
    SUPERSEDES,
    links_of,
)
from specward.artifacts.adr_metadata import FRONT_MATTER, KNOWN_NAMES, STATUS_NAMES, section_lines
from specward.artifacts.adr_paths import AdrPaths
from specward.artifacts.adr_roles import LINKS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from specward.artifacts.adr import Adr
    from specward.artifacts.adr_links import AdrLink
    from specward.artifacts.adr_metadata import Metadatum

__all__ = ["KINDS", "Target", "kinds_said", "said", "with_link", "without_link"]

KINDS = frozenset(
    {
        *(SUPERSEDES, SUPERSEDED_BY, AMENDS, AMENDED_BY, CLARIFIES, CLARIFIED_BY),
        *(REFINES, REFINED_BY, DEPENDS_ON, RELATES_TO, PRECEDES, SUCCEEDS),
    }
)
"""The kinds that every reader of records knows. Any other is free text before a link."""


def with_link(adr: Adr, kind: str, target: Target, *, partly: bool = False, part: str = "") -> Adr:
    """The record saying this of another; as it was where it does so already.

    Args:
        adr: the record.
        kind: `supersedes`, `amended by`, `relates to`, or words of one's own, lower case.
        target: the other record.
        partly: whether only a part of one of the two is meant.
        part: which part, such as `§4`.

    Raises:
        UsageError: it is not UTF-8, or there is no place where this would read back.
    """
    require_utf8(adr.document)
    if said(adr, kind, target, partly=partly):
        return adr
    statement = Statement(kind, partly, part, target)
    for edit, heading in places(adr, statement):
        edited = respanned(adr, [edit])
        found = said(edited, kind, target, partly=partly)
        if found and not _changed(adr, edited, statement, found, *filter(None, [heading])):
            return edited
    raise refusal(adr, f"the link to {target.name}", f"`{statement.phrase} {link_to(target, adr)}`")


def without_link(adr: Adr, kind: str, target: Target) -> Adr:
    """The record no longer saying this of another, in part or in whole; as it was where it does not.

    Raises:
        UsageError: it is not UTF-8, the link is its status, or it cannot be taken out by itself.
    """
    require_utf8(adr.document)
    found = said(adr, kind, target)
    while found:
        link = found[-1]
        if adr.status and adr.status.start <= link.start <= adr.status.end:
            raise refusal(adr, f"the status without {target.name}", "the status that it has now")
        edited = respanned(adr, [removal(adr, link, _of_kind(adr, kind))])
        left = said(edited, kind, target)
        statement = Statement(kind, link.partly, "", target)
        if len(left) >= len(found) or _changed(adr, edited, statement, found, *LINK_TITLES):
            raise refusal(adr, f"the record without its link to {target.name}", "it without the link")
        adr, found = edited, left
    return adr


def said(adr: Adr, kind: str, target: Target, *, partly: bool | None = None) -> list[AdrLink]:
    """The links of a kind that lead to another record.

    Args:
        adr: the record.
        kind: see `with_link`.
        target: the other record.
        partly: only those in part, or only those that are not; None for both.
    """
    paths = AdrPaths([target.path])
    found = []
    for link in _of_kind(adr, kind):
        by_name = not link.path and not link.is_foreign
        if by_name and folder_of(adr.document.path) != folder_of(target.path):
            continue  # A number means the record of the own folder.
        if paths.meant_by(link, adr.document.path) and partly in (None, link.partly):
            found.append(link)
    return found


def _of_kind(adr: Adr, kind: str) -> list[AdrLink]:
    """All links of a kind, in source order."""
    found = {link.start: link for link in adr.links if link.kind == kind}
    if kind not in KINDS:
        found = {link.start: link for link in _free(adr, kind)} | found
    return [found[start] for start in sorted(found)]


def kinds_said(adr: Adr, target: Target) -> list[str]:
    """The kinds of all links that lead to another record, words of one's own among them."""
    kinds = sorted(KINDS)
    kinds += sorted({link.kind for link in adr.links} - KINDS)
    kinds = [kind for kind in kinds if said(adr, kind, target)]
    for line in _lines(adr):
        words = _words().match(line.value)
        kind = " ".join(words[1].lower().split()) if words else ""
        if kind and kind not in kinds and not kind.startswith("partly ") and said(adr, kind, target):
            kinds.append(kind)
    own = {
        field.name: None for field in adr.metadata if field.name not in KNOWN_NAMES and field.notation != FRONT_MATTER
    }
    kinds += [name for name in own if name not in kinds and said(adr, name, target)]
    return kinds


def _lines(adr: Adr) -> list[Metadatum]:
    """The lines in which words of one's own may introduce a link."""
    sections = [section for section in adr.document.sections if section.title in STATUS_NAMES]
    return [line for each in (*sections, *adr.roles.get(LINKS, [])) for line in section_lines(adr.document, each)]


def _free(adr: Adr, kind: str) -> Iterator[AdrLink]:
    """The links that words of one's own introduce: `Implements [5. T](0005-t.md)`, `- **Implements:** …`."""
    stated = [(line, line.value) for line in _lines(adr)]
    stated += [(field, f"{kind} {field.value}") for field in adr.metadata if field.name == kind]
    for line, words in stated:
        if words.lower().startswith(f"{kind} "):
            rest = words[len(kind) :].lstrip(" :*_")
            value = line._replace(name=RELATES_TO, value=rest, start=line.end - len(rest))
            yield from (link._replace(kind=kind) for link in links_of([value], adr.document.path))


def _changed(adr: Adr, edited: Adr, statement: Statement, links: list[AdrLink], *headings: str) -> bool:
    """Whether an edit of a link changed anything else that the record says."""
    names = {each.name for each in (*adr.metadata, *edited.metadata) if statement.reads_as(each.name)}
    permitted = {(link.kind, link.partly, link.target) for link in links}
    return differs(adr, edited, names={*names, "links"}, links=permitted, headings=headings)


@cache
def _words() -> re.Pattern[str]:
    return re.compile(r"[*_]{0,2}([^\W\d_][^\W_]{0,30}(?:[ -][^\W_]{1,30}){0,5})[*_]{0,2}:?[*_]{0,2} \[")
