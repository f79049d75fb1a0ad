"""References from documents to places in code: `src/login.py:12`, `src/login.py:12-20`, `src/login.py#L12`.

SpecKit Plus asks for `12:20:src/login.py`, mostly as the info string of a fence. What stands inside of a fence is an
example or the output of a program, and refers to nothing.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from specward.artifacts.code_files import has_lines
from specward.markdown.scan import FENCE, HEADING, HTML

if TYPE_CHECKING:
    from collections.abc import Iterator

    from specward.markdown.document import Document


class CodeReference(NamedTuple):
    """One reference."""

    path: str
    line: int
    """The last line that it names, counted from 1."""
    start: int
    end: int


def code_references(document: Document) -> Iterator[CodeReference]:
    """Every reference to a line of a file, in source order."""
    for block in document.blocks:
        if block.kind == HTML:
            continue
        start = block.start if block.kind in {FENCE, HEADING} else block.text_start
        end = block.text_start if block.kind == FENCE else block.text_end
        yield from _in(document.text, start, end)


def _in(text: str, start: int, end: int) -> Iterator[CodeReference]:
    for match in _reference().finditer(text, start, end):
        path = match["path"] or match["after"]
        if has_lines(path):
            line = match["last"] or match["first"] or match["until"]
            yield CodeReference(path, int(line), *match.span())


@cache
def _reference() -> re.Pattern[str]:
    path = r"[\w.@+/-]{1,300}\.[A-Za-z][A-Za-z0-9]{0,9}"
    line = r"\d{1,7}"
    return re.compile(
        rf"(?<![\w./@:+-])(?:(?P<from>{line}):(?P<until>{line}):(?P<after>{path})"
        rf"|(?P<path>{path})(?::|#L)(?P<first>{line})(?:[-–]L?(?P<last>{line}))?(?![\w:]))",
        re.ASCII,
    )
