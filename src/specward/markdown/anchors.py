"""The places in a document that a link can lead to, as GitHub and the usual renderers name them.

Source: `html-pipeline` and `github-slugger` (GitHub, Docusaurus), `toc` of Python-Markdown (MkDocs), GitLab. Where they
differ every one of the names counts, for a document does not say who renders it.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from specward.markdown.document import Document

_OF_NO_HEADING = frozenset({"", "top"})
_PREFIX = "user-content-"


def has_anchor(document: Document, anchor: str) -> bool:
    """Whether a link with this anchor, percent signs resolved, leads to a place in the document."""
    wanted = anchor.removeprefix(_PREFIX).lower()
    if wanted in _OF_NO_HEADING or _line().fullmatch(wanted) or anchor.startswith(":~:"):
        return True
    return wanted in anchors_of(document) or wanted in _named(document)


def anchors_of(document: Document) -> set[str]:
    """The anchors of a document's headings; those of one title are numbered from the second on."""
    found: set[str] = set()
    count: dict[str, int] = {}
    for heading in document.headings:
        for slug in slugs(document.words(heading)):
            number = count.get(slug, 0)
            count[slug] = number + 1
            found |= {f"{slug}-{number}", f"{slug}_{number}"} if number else {slug}
    return found


def slugs(words: str) -> set[str]:
    """The anchors that a heading of these words may have: GitHub's, and those of the renderers that differ."""
    own = _own().search(words)
    plain = _markup().sub(r"\1", words[: own.start()] if own else words)
    lowered = plain.strip().lower()
    github = _dropped().sub("", lowered).replace(" ", "-").replace("\t", "-")
    without_emphasis = _dropped().sub("", _emphasis().sub(r"\1", lowered)).replace(" ", "-")
    single = _dashes().sub("-", github).strip("-")
    return {github, without_emphasis, single, *([own[1].lower()] if own else [])}


def _named(document: Document) -> set[str]:
    """What HTML in the document gives a name: `<a name="why">`, `<h2 id="why">`."""
    if "<" not in document.text:
        return set()
    return {match[1].lower() for match in _html_name().finditer(document.text)}


@cache
def _own() -> re.Pattern[str]:
    """The anchor that an author gives a heading: `## Why {#why}`."""
    return re.compile(r"\s{0,20}\{:?\s{0,4}#([^\s{}]{1,100})[^{}]{0,100}\}\s{0,20}$")


@cache
def _markup() -> re.Pattern[str]:
    """Links and images, of which the words stay, and tags, of which nothing does."""
    return re.compile(r"!?\[([^\[\]]{0,200})\](?:\([^()]{0,300}\)|\[[^\[\]]{0,100}\])|<[^<>]{1,200}>")


@cache
def _emphasis() -> re.Pattern[str]:
    return re.compile(r"(?<!\w)_{1,3}([^_]{1,200})_{1,3}(?!\w)")


@cache
def _dropped() -> re.Pattern[str]:
    return re.compile(r"[^\w\s-]")


@cache
def _dashes() -> re.Pattern[str]:
    return re.compile(r"[-\s]{2,}")


@cache
def _line() -> re.Pattern[str]:
    """A line or lines of the file: `#L10-L20`."""
    return re.compile(r"l\d{1,7}(?:-l?\d{1,7})?")


@cache
def _html_name() -> re.Pattern[str]:
    return re.compile(
        r"""<\w{1,20}\s(?:[^<>]{0,200}\s)?(?:id|name)\s{0,4}=\s{0,4}["']?([^"'\s<>]{1,200})""", re.IGNORECASE
    )
