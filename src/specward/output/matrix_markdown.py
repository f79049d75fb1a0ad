"""The matrix as Markdown: one table a feature, for a job summary or a page of the project's own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from specward.output.matrix_text import cells, counts, head
from specward.output.terminal import printable

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from specward.trace.matrix import Section

_SPECIAL = frozenset(r"\`*_{}[]<>|#~&!$")


def render(sections: Iterable[Section]) -> str:
    """The matrix as one Markdown table a feature."""
    return "\n".join(line for section in sections for line in _section(section)) or "Nothing to trace yet.\n"


def _section(section: Section) -> Iterator[str]:
    yield f"## {_escaped(section.feature) or 'Principles'}"
    yield ""
    if counts(section):
        yield counts(section)
        yield ""
    item, *others = head(section)
    yield f"| {' | '.join((item, 'says', *others))} |"
    yield "| --- | --- | --- | --- | --- | --- | --- |"
    for row in section.rows:
        _, up, below, tasks, tests, level = cells(row)
        name = f"↳ {_escaped(row.node.id)}" if row.nested else f"**{_escaped(row.node.id)}**"
        says, standing = _escaped(_cut(row.node.text)), _escaped(level)
        yield f"| {name} | {says} | {_escaped(up)} | {below} | {tasks} | {tests} | {standing} |"
    yield ""


def _cut(text: str, limit: int = 100) -> str:
    return text if len(text) <= limit else f"{text[: limit - 1].rstrip()}…"


def _escaped(text: str) -> str:
    """Text that Markdown shows as it is, inside a table's cell too."""
    shown = printable(text)
    return "".join(f"\\{character}" if character in _SPECIAL else character for character in shown)
