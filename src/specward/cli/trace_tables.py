"""How `spec trace` shows what it finds: tables and trees of Rich's on a terminal, plain columns everywhere else."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from specward.cli.console import coloured, note, rich_console, write
from specward.output import matrix_text
from specward.output.matrix_text import NOTHING, SIGNS, columns
from specward.output.terminal import printable
from specward.trace.chain import chain
from specward.trace.coverage import Level
from specward.trace.node import NodeKind

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from rich.table import Table
    from rich.text import Text

    from specward.trace.chain import Step
    from specward.trace.coverage import Coverage, Tally
    from specward.trace.diff import Difference
    from specward.trace.graph import Graph
    from specward.trace.impact import Impact
    from specward.trace.matrix import Row, Section
    from specward.trace.node import Node

_OVERVIEW = ("feature", "stories", "requirements", "planned", "tested", "verified", "criteria", "tested", "verified")
_STYLES = {
    Level.NONE: "red",
    Level.PLANNED: "yellow",
    Level.DONE: "yellow",
    Level.BOUND: "blue",
    Level.EVIDENCED: "magenta",
    Level.VERIFIED: "green",
}
_UNLIMITED = 10_000
_SHOWN = 200
"""How many lines of a list are shown; JSON has all."""


def write_overview(coverage: Coverage) -> None:
    """How far each feature is covered, one line each, and the whole."""
    folders = list(coverage.graph.folders.values())
    if not folders:
        write('no feature yet; start one: spec new feature "Title"')
        return
    rows = [_overview_row(feature, coverage, feature) for feature in folders]
    if len(rows) > 1:
        rows.append(_overview_row(f"{len(folders)} features", coverage, None))
    if sys.stdout.isatty():
        _write_overview(rows)
    else:
        write(columns([_OVERVIEW, *rows]))
    note(_note(coverage))


def _write_overview(rows: Sequence[tuple[str, ...]]) -> None:
    """A table; where the terminal is too narrow for it, three lines a feature."""
    console = rich_console()
    table = _table(("feature", "left"), *((name, "right") for name in _OVERVIEW[1:]))
    for index, row in enumerate(rows):
        table.add_row(*row, end_section=len(rows) > 1 and index == len(rows) - 2)
    if table.__rich_measure__(console, console.options.update(width=_UNLIMITED)).maximum <= console.width:
        console.print(table)
        return
    paint = _Paint()
    for name, stories, requirements, planned, *bound, criteria, tested, verified in rows:
        write(paint(name, "1"))
        write(f"  stories      {stories:>4}")
        write(f"  requirements {requirements:>4} {planned:>4} planned {bound[0]:>4} tested {bound[1]:>4} verified")
        write(f"  criteria     {criteria:>4} {'':12} {tested:>4} tested {verified:>4} verified")


def write_matrix(sections: Sequence[Section], coverage: Coverage) -> None:
    """The matrix: a table a feature."""
    note(_note(coverage))
    if not sys.stdout.isatty() or not sections:
        write(matrix_text.plain(sections))
        return
    from rich.text import Text

    console = rich_console()
    for section in sections:
        head = Text(printable(section.feature) or "principles", style="bold")
        console.print(head.append(f"  {matrix_text.counts(section)}", style="not bold dim"))
        below = "criteria" if section.feature else "requirements"
        wide = console.width >= 110
        heads = [("item", "left"), *([("says", "left")] if wide else []), ("from", "left"), (below, "right")]
        table = _table(*heads, ("tasks", "right"), ("tests", "right"), ("level", "left"))
        if wide:
            says, level = table.columns[1], table.columns[-1]
            says.no_wrap, says.overflow = True, "ellipsis"
            says.ratio = level.ratio = 1
            table.expand = True
        for row in section.rows:
            table.add_row(*_matrix_cells(row, wide=wide))
        console.print(table)


def write_chain(coverage: Coverage, key: str) -> None:
    """An item with what it rests on and what rests on it."""
    found = chain(coverage.graph, key)
    node = found.node
    covered = coverage.covered.get(key)
    paint = _Paint()
    level = paint.level(covered.deep, f"{SIGNS[covered.deep]} {covered.deep.label}") if covered else ""
    unstable = "" if node.stable else "  (named by its place)"
    lines = [f"{paint(printable(key), '1')}  {node.kind}{unstable}  {level}".rstrip()]
    lines += [f"{printable(node.path)}:{node.line}", printable(node.text)]
    if covered and (covered.justified or covered.gap):
        lines.append(
            f"waived: {printable(covered.justified)}" if covered.justified else f"gap: {printable(covered.gap)}"
        )
    for title, steps in (("rests on", found.up), ("on it rest", found.down)):
        if steps:
            lines += ["", paint(title, "2")]
            lines += [_step_line(step, node.feature, coverage, paint) for step in steps[:_SHOWN]]
            lines += _left_out(len(steps))
    write("\n".join(lines))


def write_impact(found: Impact, graph: Graph) -> None:
    """What a change reaches: in doubt, and further."""
    paint = _Paint()
    lines = [f"{paint(printable(node.key), '1')}  {_cut(node.text)}" for node in found.changed[:_SHOWN]]
    lines += ["", paint(f"in doubt: {len(found.suspect)}", "33" if found.suspect else "2")]
    for link in found.suspect[:_SHOWN]:
        node = graph.nodes[link.child]
        lines.append(f"  {_named(node)}  {link.kind} {printable(link.parent)}  {printable(node.path)}:{node.line}")
    lines += [*_left_out(len(found.suspect)), "", paint(f"further on: {len(found.further)}", "2")]
    lines += [f"  {_named(node)}  {distance} links away" for node, distance in found.further[:_SHOWN]]
    lines += _left_out(len(found.further))
    write("\n".join(lines))


def write_difference(found: Difference) -> None:
    """What became of each item, and of the coverage."""
    paint = _Paint()
    lines: list[str] = []
    lines += _list(f"{paint('+', '32')} {_named(node)}  {_cut(node.text)}" for node in found.added)
    lines += _list(f"{paint('-', '31')} {_named(node)}  {_cut(node.text)}" for node in found.removed)
    for pair in found.changed[:_SHOWN]:
        lines += [f"{paint('~', '33')} {_named(pair.new)}"]
        lines += [f"    {paint('-', '31')} {_cut(pair.old.text)}", f"    {paint('+', '32')} {_cut(pair.new.text)}"]
    lines += _left_out(len(found.changed))
    lines += _list(f"→ {_named(pair.old)} is {_named(pair.new)} now" for pair in found.moved)
    for one in found.relinked[:_SHOWN]:
        gained = [f"{paint('+', '32')}{printable(parent)}" for parent in one.gained]
        lost = [f"{paint('-', '31')}{printable(parent)}" for parent in one.lost]
        lines.append(f"⇄ {_named(one.pair.new)}  {' '.join([*gained, *lost])}")
    lines += _left_out(len(found.relinked))
    lines += _list(f"{'☑' if pair.new.done else '☐'} {_named(pair.new)}" for pair in found.ticked)
    lines = lines or ["no item is different"]
    lines += ["", *(f"{kind.value}: {_delta(before, after)}" for kind, before, after in found.tallies)]
    write("\n".join(lines))


def _list(lines: Iterable[str]) -> Iterator[str]:
    listed = list(lines)
    yield from listed[:_SHOWN]
    yield from _left_out(len(listed))


def _delta(before: Tally, after: Tally) -> str:
    """Both states with their denominators: `planned 7/9 → 9/10, tested 3/9 → 3/10`."""
    parts = [
        f"{name} {before.reached(level)}/{before.total} → {after.reached(level)}/{after.total}"
        for name, level in (("planned", Level.PLANNED), ("tested", Level.BOUND))
        if before.reached(level) or after.reached(level)
    ]
    return ", ".join(parts) or f"{before.total} → {after.total}, none planned or tested"


def _overview_row(name: str, coverage: Coverage, feature: str | None) -> tuple[str, ...]:
    stories = coverage.tally(NodeKind.STORY, feature)
    requirements = coverage.tally(NodeKind.REQUIREMENT, feature)
    criteria = coverage.tally(NodeKind.CRITERION, feature)
    reached = [requirements.reached(level) for level in (Level.PLANNED, Level.BOUND, Level.VERIFIED)]
    tested = [criteria.reached(level) for level in (Level.BOUND, Level.VERIFIED)]
    numbers = (stories.total, requirements.total, *reached, criteria.total, *tested)
    return (printable(name), *(str(number) if number else NOTHING for number in numbers))


def _note(coverage: Coverage) -> str:
    """Under which policy, and on which evidence."""
    said = "no test results are stored, so nothing is verified: pytest --spec-evidence"
    if coverage.proofs is not None:
        held = sum(proof.holds for proof in coverage.proofs.values())
        said = f"{held} of {len(coverage.proofs)} marked tests hold on this tree"
    return f"profile {coverage.profile.name}; {said}"


def _matrix_cells(row: Row, *, wide: bool) -> list[Text | str]:
    from rich.text import Text

    item, up, below, tasks, tests, _ = matrix_text.cells(row)
    level = Text(f"{matrix_text.sign(row)} {row.standing}", style=_style(row))
    if row.remark:
        level.append(f"  {printable(row.remark)}", style="default dim" if coloured(sys.stdout) else "")
    says = [Text(printable(row.node.text), style="dim" if row.nested else "")] if wide else []
    return [Text(item, style="" if row.nested else "bold"), *says, up, below, tasks, tests, level]


def _style(row: Row) -> str:
    return "dim" if not row.counts else "cyan" if row.justified else _STYLES[row.level]


def _table(*heads: tuple[str, str]) -> Table:
    from rich.box import SIMPLE_HEAD
    from rich.table import Table

    table = Table(box=SIMPLE_HEAD, pad_edge=False, header_style="dim")
    for name, justify in heads:
        table.add_column(name, justify="right" if justify == "right" else "left", overflow="fold")
    return table


def _step_line(step: Step, home: str, coverage: Coverage, paint: _Paint) -> str:
    node = step.node
    mark = ""
    if node.kind is NodeKind.TASK:
        mark = "☑ " if node.done else "☐ "
    elif node.kind is NodeKind.TEST and coverage.proofs is not None:
        proof = coverage.proofs[node.key]
        mark = paint(f"{'✓' if proof.holds else '✗'} {proof.detail} ", "32" if proof.holds else "31")
    elif node.key in coverage.covered:
        level = coverage.covered[node.key].deep
        mark = paint.level(level, f"{SIGNS[level]} ")
    partly = " in part" if step.link.partial else ""
    again = "  (see above)" if step.again else ""
    text = "" if node.kind is NodeKind.TEST else f"  {_cut(node.text)}"
    name = printable(node.id if node.feature == home else node.key)
    return f"{'  ' * step.depth}{paint(f'{step.link.kind}{partly}', '2')}  {mark}{name}{text}{again}"


def _named(node: Node) -> str:
    return printable(node.key)


def _cut(text: str, limit: int = 90) -> str:
    shown = printable(text)
    return shown if len(shown) <= limit else f"{shown[: limit - 1].rstrip()}…"


def _left_out(count: int) -> list[str]:
    return [f"  … {count - _SHOWN} more: --json has all"] if count > _SHOWN else []


class _Paint:
    """Colours a text where the terminal can show it."""

    _CODES = ("31", "33", "33", "34", "35", "32")

    def __init__(self) -> None:
        self._on = coloured(sys.stdout)

    def __call__(self, text: str, code: str) -> str:
        return f"\x1b[{code}m{text}\x1b[0m" if self._on else text

    def level(self, level: Level, text: str) -> str:
        """A text in the colour of a level."""
        return self(text, self._CODES[level])
