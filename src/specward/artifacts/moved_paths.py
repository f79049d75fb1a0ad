"""What leads to files that get another path, and what leads out of them, as it must be written then.

Links, images and reference definitions count wherever they lead to the file; a path from the root (or from the root
of the nested project) counts in whatever words or code it stands as a whole. A prompt record says what was: of one,
the keys alone are rewritten.
"""

from __future__ import annotations

import posixpath
from typing import TYPE_CHECKING

from specward.artifacts.kind import base_of
from specward.finding import Edit, Span
from specward.markdown.document import UTF8, Document
from specward.markdown.targets import Target, targets_in
from specward.sources.source import UnreadableFile

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from specward.sources.source import Source


def moved(path: str, moves: Mapping[str, str]) -> str:
    """The path that a file or folder has after the moves, each of a file or of a folder with all that is in it."""
    for old, new in moves.items():
        if path == old or path.startswith(f"{old}/"):
            return new + path[len(old) :]
    return path


RECORDS = (".prompt.md", ".phr.md")
"""How the name of a prompt record ends."""


def edits_of_moves(source: Source, moves: Mapping[str, str], paths: Iterable[str] | None = None) -> list[Edit]:
    """The edits, on the texts before, that keep the documents' links and paths true after the moves.

    Args:
        source: the state before.
        moves: the new path of each file or folder.
        paths: the documents that are looked through; None for every Markdown file.
    """
    names = [old.rpartition("/")[2].encode() for old in moves]
    edits: list[Edit] = []
    for path in source.paths() if paths is None else paths:
        if not path.endswith(".md"):
            continue
        try:
            data = source.read(path)
        except UnreadableFile:
            continue  # it keeps what it says; `spec check` reports it
        if data and (moved(path, moves) != path or any(name in data for name in names)):
            document = Document.from_bytes(path, data)
            if document.encoding == UTF8:
                edits += relinked(document, moves, source.exists, keys_alone=path.endswith(RECORDS))
    return edits


def relinked(
    document: Document, moves: Mapping[str, str], exists: Callable[[str], bool], *, keys_alone: bool = False
) -> list[Edit]:
    """The edits of one document; see `edits_of_moves`.

    Args:
        document: as it is before.
        moves: the new path of each file or folder.
        exists: whether a file or folder stands at a path before: a link that leads nowhere is left as it is.
        keys_alone: whether only the front matter may change.
    """
    found: dict[Span, str] = {}
    front_matter = document.front_matter
    end = len(document.text) if not keys_alone else front_matter.content_end if front_matter else 0
    if not keys_alone:
        for target in targets_in(document):
            words = _retargeted(target, document.path, moves, exists)
            if words != target.text:
                found[target.span] = words
    taken = sorted(found)
    found |= {
        span: words
        for span, words in _mentions(document, moves, end)
        if not any(span.start < other.end and other.start < span.end for other in taken)
    }
    return [Edit(document.path, span, found[span]) for span in sorted(found)]


def _retargeted(target: Target, path: str, moves: Mapping[str, str], exists: Callable[[str], bool]) -> str:
    """A target as it must be written after the moves; as it is where it still leads there."""
    leads_to = target.path(path)
    if not leads_to or leads_to.startswith("..") or not exists(leads_to):
        return target.text
    wanted, home = moved(leads_to, moves), moved(path, moves)
    if Target(target.text, target.span).path(home) == wanted:
        return target.text
    written, tail = _parted(target.text)
    if written.startswith("/"):
        anew = f"/{wanted}"
    else:
        anew = posixpath.relpath(wanted, posixpath.dirname(home) or ".")
        if written.startswith("./") and not anew.startswith("../"):
            anew = f"./{anew}"
    if "%" in written or " " in anew:
        from urllib.parse import quote

        anew = quote(anew, safe="/@:+,()&=~!$'*;")
    return anew + ("/" if written.endswith("/") and not anew.endswith("/") else "") + tail


def _parted(text: str) -> tuple[str, str]:
    """The path of a target as written, and its query and anchor."""
    at = min((place for place in (text.find("#"), text.find("?")) if place >= 0), default=len(text))
    return text[:at], text[at:]


def _mentions(document: Document, moves: Mapping[str, str], end: int) -> Iterator[tuple[Span, str]]:
    """Where a path that moves stands as a whole, counted from the root of the project or of the one nested in it."""
    text, base = document.text, base_of(document.path)
    for old, new in moves.items():
        forms = {old: new}
        if base and old.startswith(f"{base}/") and new.startswith(f"{base}/"):
            forms[old[len(base) + 1 :]] = new[len(base) + 1 :]
        for written, anew in forms.items():
            if "/" not in written:
                continue  # a bare name may be that of any file
            at = text.find(written, 0, end)
            while at >= 0:
                past = at + len(written)
                if _stands_alone(text, at, past):
                    yield Span(at, past), anew
                at = text.find(written, past, end)


def _stands_alone(text: str, start: int, end: int) -> bool:
    """Whether a path is no part of a longer name, and no end of a longer path: one `/` or `./` may stand before."""
    lead = text[max(0, start - 3) : start]
    lead = lead.removesuffix("./") if lead.endswith("./") and not lead.endswith("../") else lead.removesuffix("/")
    before = lead[-1:]
    after, next_ = text[end : end + 1], text[end + 1 : end + 2]
    joined_before = before.isalnum() or before in {"_", "-", ".", "/", "@", ":", "~"}
    joined_after = after.isalnum() or after in {"_", "-"} or (after == "." and next_.isalnum())
    return not (before and joined_before) and not joined_after
