"""The matrix as one HTML page that needs nothing else: no script, no font, no picture; light and dark.

Everything from the documents is escaped. Colour is never the only sign of a level.
"""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from specward.output.matrix_text import JUSTIFIED, NOTHING, SIGNS, count, counts, head, sign
from specward.output.terminal import printable
from specward.trace.coverage import Level

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from specward.trace.coverage import Tally
    from specward.trace.matrix import Row, Section
    from specward.trace.node import NodeKind

_STYLE = """
:root { color-scheme: light dark; --ink: #1d2430; --soft: #5d6878; --paper: #fff; --line: #e2e6ec; --band: #f5f7fa;
  --none: #c0392b; --planned: #a86400; --done: #8a6d00; --bound: #1f6feb; --evidenced: #7a4fd0; --verified: #1a7f4b; }
@media (prefers-color-scheme: dark) { :root { --ink: #e3e8ef; --soft: #97a3b4; --paper: #14181f; --line: #2a313c;
  --band: #1b212a; --none: #ff7b72; --planned: #e8a33d; --done: #d6bb3a; --bound: #6cb0ff; --evidenced: #b99bff;
  --verified: #56d08a; } }
* { box-sizing: border-box; }
body { margin: 0 auto; padding: 2.5rem 1.5rem 4rem; max-width: 78rem; background: var(--paper); color: var(--ink);
  font: 15px/1.5 system-ui, sans-serif; }
h1 { font-size: 1.6rem; margin: 0; } h2 { font-size: 1.1rem; margin: 2.75rem 0 .25rem; }
p { margin: .25rem 0 .75rem; color: var(--soft); }
nav { columns: 18rem; margin: 1.25rem 0 0; } nav a { display: block; color: inherit; }
.bar { display: flex; height: .5rem; border-radius: .25rem; overflow: hidden; background: var(--line); }
.bars { max-width: 34rem; } .bars div.name { font-size: .85rem; color: var(--soft); }
.scroll { overflow-x: auto; } table { border-collapse: collapse; width: 100%; margin-top: .75rem; }
th { text-align: left; font-size: .78rem; font-weight: 600; color: var(--soft); }
th, td { padding: .4rem .75rem .4rem 0; border-bottom: 1px solid var(--line); vertical-align: top; }
td { font-variant-numeric: tabular-nums; } td.says { min-width: 18rem; }
tbody th { white-space: nowrap; font-size: 1em; color: inherit; }
tr.nested th { padding-left: 1.25rem; font-weight: 400; }
td:last-child { min-width: 9rem; } td small { display: block; color: var(--soft); max-width: 20rem; }
tbody tr:hover { background: var(--band); }
details { color: var(--soft); font-size: .85rem; overflow-wrap: anywhere; }
summary { cursor: pointer; color: var(--ink); font-size: 1rem; white-space: nowrap; }
.none { color: var(--none); } .planned { color: var(--planned); } .done { color: var(--done); }
.bound { color: var(--bound); } .evidenced { color: var(--evidenced); } .verified { color: var(--verified); }
.bar i { display: block; background: currentColor; } .aside { color: var(--soft); }
footer { margin-top: 3rem; color: var(--soft); font-size: .85rem; }
@media print { body { max-width: none; padding: 0; } tr { break-inside: avoid; } nav { display: none; } }
"""
_LISTED = 6
"""Up to how many ids are shown in a cell."""
_LEGEND = (
    (Level.NONE, "nothing that is needed is linked"),
    (Level.PLANNED, "a task is linked"),
    (Level.DONE, "its tasks are ticked"),
    (Level.BOUND, "every criterion has a test"),
    (Level.EVIDENCED, "the tests ran on this tree"),
    (Level.VERIFIED, "they passed and could have failed"),
)


def render(sections: Sequence[Section], *, title: str, profile: str) -> str:
    """The page.

    Args:
        sections: the matrix.
        title: the project's name.
        profile: the policy that was applied.
    """
    return "\n".join(_page(sections, title, profile)) + "\n"


def _page(sections: Sequence[Section], title: str, profile: str) -> Iterator[str]:
    name = _shown(f"Traceability of {title}")
    yield "<!doctype html>"
    yield '<html lang="en">'
    yield f'<head><meta charset="utf-8"><title>{name}</title>'
    yield '<meta name="viewport" content="width=device-width, initial-scale=1">'
    yield f"<style>{_STYLE}</style></head>"
    yield f"<body><header><h1>{name}</h1>"
    yield f"<p>From principle to requirement, criterion, task and test; profile {_shown(profile)}.</p></header>"
    if len(sections) > 1:
        links = (f'<a href="#{_anchor(s.feature)}">{_shown(s.feature or "Principles")}</a>' for s in sections)
        yield f"<nav>{''.join(links)}</nav>"
    for section in sections:
        yield from _section(section)
    yield "<footer>" + " · ".join(
        f'<span class="{level.label}">{SIGNS[level]} {level.label}</span> {words}' for level, words in _LEGEND
    )
    yield f" · {JUSTIFIED} justified waived, by whom it says · {NOTHING} set aside does not count"
    yield "</footer></body></html>"


def _section(section: Section) -> Iterator[str]:
    yield f'<section><h2 id="{_anchor(section.feature)}">{_shown(section.feature or "Principles")}</h2>'
    if counts(section):
        yield '<div class="bars">'
        for kind, tally in section.tallies:
            if tally.total:
                yield _bar(kind, tally)
        yield "</div>"
    item, *others = head(section)
    heads = (f'<th scope="col">{name}</th>' for name in (item, "says", *others))
    yield f'<div class="scroll"><table><thead><tr>{"".join(heads)}</tr></thead><tbody>'
    for row in section.rows:
        yield _row(row)
    yield "</tbody></table></div></section>"


def _bar(kind: NodeKind, tally: Tally) -> str:
    parts = "".join(
        f'<i class="{level.label}" style="width:{100 * tally.levels[level] / tally.total:.2f}%"></i>'
        for level in sorted(Level, reverse=True)
        if tally.levels[level] and level is not Level.NONE
    )
    return f'<div class="name">{_shown(count(kind, tally))}</div><div class="bar" aria-hidden="true">{parts}</div>'


def _row(row: Row) -> str:
    """One row. End tags that HTML lets be left out are left out: a page may have twenty thousand rows."""
    level = row.level.label if row.counts and not row.justified else "aside"
    remark = f"<small>{_shown(row.remark)}</small>" if row.remark else ""
    return (
        f"<tr{' class=nested' if row.nested else ''}><th scope=row>{_shown(row.node.id)}"
        f"<td class=says>{_shown(row.node.text)}<td>{_listed(row.up)}<td>{_listed(row.below)}"
        f"<td>{_counted(f'{row.done}/{len(row.tasks)}', row.tasks)}<td>{_counted(_passed(row), _told(row))}"
        f"<td class={level}>{sign(row)} {row.standing}{remark}"
    )


def _listed(ids: Sequence[str]) -> str:
    return _shown(" ".join(ids)) or NOTHING if len(ids) <= _LISTED else _counted(str(len(ids)), ids)


def _counted(count: str, items: Sequence[str]) -> str:
    """A number that can be opened to see what is counted."""
    if not items:
        return NOTHING
    listed = "<br>".join(map(_shown, items))
    return f"<details><summary>{count}</summary>{listed}</details>"


def _passed(row: Row) -> str:
    known = any(test.state for test in row.tests)
    return f"{row.passed}/{len(row.tests)}" if known else str(len(row.tests))


def _told(row: Row) -> list[str]:
    return [f"{test.key} {test.state}".rstrip() for test in row.tests]


def _shown(text: str) -> str:
    return escape(printable(text))


def _anchor(key: str) -> str:
    """An id for a place in the page: nothing in it needs escaping."""
    return "".join(c if c.isascii() and (c.isalnum() or c in "-_.") else f"_{ord(c):x}_" for c in key) or "principles"
