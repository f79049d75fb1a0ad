"""The body of a prompt history record, split at the headings of its template.

A prompt is arbitrary Markdown: it may hold headings, fences, even a whole record. So a section does not end at the
next heading but at the next heading *of the template*, and of these the last set in template order counts.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import TYPE_CHECKING, NamedTuple

from specward.artifacts.phr_text import JSON_PROMPT, from_json
from specward.finding import Span, new
from specward.markdown.document import normal_title

if TYPE_CHECKING:
    from collections.abc import Iterator

    from specward.artifacts.phr_header import Header
    from specward.markdown.document import Document

_PROMPT, _RESPONSE, _OUTCOME, _EVALUATION = range(4)
_TITLES = {
    "prompt": _PROMPT,
    "prompt text": _PROMPT,
    "prompt (verbatim)": _PROMPT,
    "user prompt": _PROMPT,
    "user input": _PROMPT,
    "user request": _PROMPT,
    "user message": _PROMPT,
    "user command": _PROMPT,
    "original prompt": _PROMPT,
    "original request": _PROMPT,
    "response": _RESPONSE,
    "response snapshot": _RESPONSE,
    "response summary": _RESPONSE,
    "response text": _RESPONSE,
    "outcome": _OUTCOME,
    "outcome impact": _OUTCOME,
    "outcome & impact": _OUTCOME,
    "outcome (fill after run)": _OUTCOME,
    "files summary": _OUTCOME,
    "tests summary": _OUTCOME,
    "next prompts": _OUTCOME,
    "reflection note": _OUTCOME,
    "evaluation": _EVALUATION,
    "evaluation notes": _EVALUATION,
    "evaluation notes (flywheel)": _EVALUATION,
    "failure modes observed": _EVALUATION,
}
"""Every heading of a template or of what agents make of it, and its place in the template's order."""

_PARTS = {
    "outcome impact",
    "files summary",
    "tests summary",
    "next prompts",
    "reflection note",
    "failure modes observed",
}
"""Bullets of a section that some records turn into headings of their own: several of them make one section."""


_V0_DEPTH = 3
_SHORTEST_FENCE = 3
_LONGEST = 80
"""Characters of a heading that are compared; no known title comes near."""


_CANONICAL = ("\n## Prompt\n", "\n## Response snapshot\n", "\n## Outcome\n", "\n## Evaluation notes (flywheel)\n")
_CANONICAL_SIGNS = 8
_FENCES_OR_HTML = ("`", "~", "<", "\r")
"""What may hide a heading, one sign each: for more than one a search takes ten times as long."""


class Body(NamedTuple):
    """The sections that a record has, each without its heading and without blanks around it."""

    prompt: Span | None = None
    response: Span | None = None
    outcome: Span | None = None
    evaluation: Span | None = None
    prompt_heading: Span | None = None


class _Heading(NamedTuple):
    rank: int
    """The section's place in the template's order."""
    start: int
    end: int
    depth: int
    part: bool


def split(document: Document, header: Header) -> Body:
    """The sections of a record's body."""
    return _canonical(document.text, document.body_start) or _tolerant(document, header)


def _canonical(text: str, start: int) -> Body | None:
    """The sections of a body that has the template's four headings and nothing that could be or hide another one.

    Most records are so, and need no scan for headings. A test holds this against `_tolerant`.
    """
    if text.count("#", start) != _CANONICAL_SIGNS or _has_more(text, start):
        return None
    ends = []
    at = max(0, start - 1)
    for heading in _CANONICAL:
        at = text.find(heading, at)
        if at < 0:
            return None
        ends.append((at + 1, at + len(heading) - 1))
        at += len(heading) - 1
    bounds = [*(begin for begin, _ in ends[1:]), len(text)]
    sections = (_trim(text, past, bound) for (_, past), bound in zip(ends, bounds, strict=True))
    return new(Body, (*sections, new(Span, ends[0])))


def _has_more(text: str, start: int) -> bool:
    """Whether there may be anything that hides a heading, or makes one of the line above: fences, HTML, underlines."""
    if any(text.find(sign, start) >= 0 for sign in _FENCES_OR_HTML):
        return True
    if text.find("--", start) >= 0 or text.find("\n-\n", start) >= 0:
        return True
    return text.find("=", start) >= 0 and (text.find("==", start) >= 0 or text.find("\n=\n", start) >= 0)


def _tolerant(document: Document, header: Header) -> Body:
    """The sections of a body in whatever form."""
    known = _known(document)
    starts = _last_in_order(known)
    limit = min(starts.values())[0] if starts else len(document.text)
    prompt = next((heading for heading in known if heading.rank == _PROMPT and heading.start < limit), None)
    if prompt:
        starts[_PROMPT] = (prompt.start, prompt.end)
    elif starts and all(heading.depth == _V0_DEPTH for heading in known):
        starts[_PROMPT] = (header.end, header.end)
    spans: dict[int, Span] = {}
    end = len(document.text)
    for rank in sorted(starts, reverse=True):
        start, past = starts[rank]
        spans[rank] = _trim(document.text, past, end)
        end = start
    heading = Span(prompt.start, prompt.end) if prompt else None
    return Body(spans.get(_PROMPT), spans.get(_RESPONSE), spans.get(_OUTCOME), spans.get(_EVALUATION), heading)


def _last_in_order(known: list[_Heading]) -> dict[int, tuple[int, int]]:
    """Start and end of the heading of each section after the prompt: of all sets, the last in template order."""
    starts: dict[int, tuple[int, int]] = {}
    bound, part = len(Body._fields), False
    for heading in reversed(known):
        if heading.rank == _PROMPT:
            continue
        if heading.rank < bound or (heading.rank == bound and part and heading.part):
            starts[heading.rank] = (heading.start, heading.end)
            bound, part = heading.rank, heading.part
    return starts


def _known(document: Document) -> list[_Heading]:
    """The headings of the template, in order; in v0 they are of the third level, and only there do such count."""
    text = document.text
    headings = document.headings
    if text.rfind("\n## ") >= (headings[-1].start if headings else 0):
        known = list(_behind_an_open_block(text))
    else:
        known = []
        for block in headings:
            if block.depth <= _V0_DEPTH:
                rank, part = _rank(text[block.text_start : block.text_end][:_LONGEST])
                if rank >= 0:
                    known.append(new(_Heading, (rank, block.start, block.end, block.depth, part)))
    return [heading for heading in known if heading.depth < _V0_DEPTH] or known


@lru_cache(maxsize=256)
def _rank(words: str) -> tuple[int, bool]:
    """A heading's place in the template's order, or -1, and whether it is a bullet made a heading."""
    title = normal_title(words).replace("_", " ")
    return _TITLES.get(title, -1), title in _PARTS


def _behind_an_open_block(text: str) -> Iterator[_Heading]:
    """Every line that looks like a heading, where a fence or a comment that is never closed may hide the real ones."""
    for match in _heading_line().finditer(text):
        rank, part = _rank(match[2][:_LONGEST])
        if rank >= 0:
            yield _Heading(rank, match.start(), match.end(), len(match[1]), part)


def _trim(text: str, start: int, end: int) -> Span:
    while start < end and text[start].isspace():
        start += 1
    while start < end and text[end - 1].isspace():
        end -= 1
    return new(Span, (start, end))


def prompt_words(text: str) -> str:
    """A prompt without the block quote or the fence around the whole of it; what a fence holds is kept to the byte."""
    text = text.strip()
    if text.startswith(">") and all(line.lstrip().startswith(">") for line in text.splitlines() if line.strip()):
        text = "\n".join(line.lstrip()[1:].removeprefix(" ") for line in text.splitlines()).strip()
    return _without_fence(text)


def _without_fence(text: str) -> str:
    """A text without the one fence that holds all of it: what stood between its lines, blanks included."""
    mark = text[:1]
    fence = text[: len(text) - len(text.lstrip(mark))] if mark in {"`", "~"} else ""
    first_line = len(text.partition("\n")[0])
    close = text.find("\n" + fence, first_line) if len(fence) >= _SHORTEST_FENCE else -1
    if close < 0 or text[close:].strip(mark + "\r\n\t "):
        return text
    content = text[first_line + 1 : close]
    if text[len(fence) : first_line].strip() == JSON_PROMPT:
        prompt = from_json(content)
        return content if prompt is None else prompt
    return content.removesuffix("\r") if text.startswith("\r", first_line - 1) else content


@cache
def _heading_line() -> re.Pattern[str]:
    return re.compile(r"^(#{1,3})[ \t]+([^\r\n]*)", re.MULTILINE)
