"""What of an item is normative: the fields that its fingerprint is made of.

An item's id, its position, who wrote it and when, the notes that link it, its rationale and remarks are none of it.
What is nested in a requirement is, down to the next item that has an id of its own.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import cache
from typing import TYPE_CHECKING

from specward.artifacts import link_notes
from specward.artifacts.constitution import without_version_line
from specward.artifacts.language.steps import AND, BUT, GIVEN, THEN, WHEN
from specward.artifacts.scenario import bold_steps
from specward.markdown.scan import FENCE, HEADING, ITEM, PARAGRAPH, TABLE

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from specward.artifacts.constitution import Principle
    from specward.artifacts.requirement import Requirement
    from specward.artifacts.scenario import Scenario
    from specward.artifacts.spec import Spec, Story
    from specward.artifacts.tasks import Tasks
    from specward.markdown.document import Document
    from specward.markdown.scan import Block

    Fields = tuple[tuple[str, str], ...]
    """Name and value, as `specward.fingerprint` takes them."""

REQUIREMENT = "requirement"
_KINDS = {"US": "story", "AC": "criterion", "SC": "success criterion", "EC": "edge case"}
_EDGES = " \t\r\n,，、;；:："


def of_spec(spec: Spec) -> Iterator[tuple[str, Fields]]:
    """Id and fields of each story, scenario and declared item of a specification.

    Where two items have one id, both come; a story of one line comes after those with a section.
    """
    for story in spec.stories:
        yield story.id, (("kind", "story"), ("text", _story_text(spec, story)))
    for scenario in spec.scenarios:
        yield scenario.id, (("kind", "criterion"), *steps(spec, scenario))
    extents = _Extents(spec)
    for item in spec.declared:
        kind = _KINDS.get(item.family, REQUIREMENT)
        yield item.id, (("kind", kind), ("text", _without_notes(extents.words(item), kind)))


def of_tasks(tasks: Tasks) -> Iterator[tuple[str, Fields]]:
    """Id and fields of each task. Whether it is ticked, its labels and its steps are no part of what it says."""
    for task in tasks.tasks:
        yield task.id, (("kind", "task"), ("text", _without_notes(task.text, "task")))


def of_principle(document: Document, principle: Principle) -> Fields:
    """The fields of a principle. How it is enforced is no part of what it says, nor is the constitution's version."""
    blocks = document.blocks
    first, last = (bisect_right(blocks, end - 1, key=_start) for end in (principle.start, principle.end))
    said = [document.text[block.start : block.end] for block in blocks[first:last] if not _is_enforcement(block)]
    return (("kind", "principle"), ("text", _joined([principle.name, *map(without_version_line, said)])))


def _is_enforcement(block: Block) -> bool:
    return block.kind == FENCE and block.info.split()[1:2] == ["enforce"]


def _story_text(spec: Spec, story: Story) -> str:
    """A story's title and what it tells before its scenarios, labelled remarks left out."""
    document = spec.document
    end = min([story.end, *(scenario.start for scenario in story.scenarios[:1])])
    blocks = document.blocks
    said = [story.title]
    for block in _from(blocks, bisect_right(blocks, story.start - 1, key=_start)):
        if block.start >= end or block.kind != PARAGRAPH:
            break
        if not _label().match(document.text, block.start, block.end):
            said.append(document.text[block.start : block.end])
    return _without_notes(_joined(said), "story")


def steps(spec: Spec, scenario: Scenario) -> Iterator[tuple[str, str]]:
    """Clause (`given`, `when`, `then`, `and`, `but`) and words of each step, in order.

    Where the steps are not told apart, each clause is one.

    Args:
        spec: the specification.
        scenario: one of its scenarios.
    """
    text, keywords = spec.document.text, spec.vocabulary.keywords
    clauses = {GIVEN: scenario.given, WHEN: scenario.when, THEN: scenario.then}
    found = bold_steps(text, scenario.start, scenario.end, keywords)
    if {step.clause for step in found} - {AND} != {clause for clause, words in clauses.items() if words is not None}:
        for clause, words in clauses.items():
            yield clause, _without_notes(words or "", "criterion")
        return
    for step in found:
        keyword = text[step.keyword : step.start].strip("*" + _EDGES).lower()
        clause = BUT if step.clause == AND and keywords.is_but(keyword) else step.clause
        yield clause, _without_notes(_step_words(text[step.start : step.end]), "criterion")


def _step_words(words: str) -> str:
    """The words of a step without what leads over to the next: a comma, the mark of the next step's list item."""
    words = words.strip(_EDGES)
    before, _, last = words.rpartition("\n")
    return before.strip(_EDGES) if _bare_mark().fullmatch(last) else words


class _Extents:
    """How far each item of a specification reaches; asked in any order, linear in the text in all."""

    def __init__(self, spec: Spec) -> None:
        self._document = spec.document
        starts = {item.start for item in spec.declared} | {scenario.start for scenario in spec.scenarios}
        self._starts = sorted(starts | {story.heading.start for story in spec.stories})

    def words(self, item: Requirement) -> str:
        """What an item says: its own words, and what is nested in it and is no remark."""
        blocks = self._document.blocks
        index = bisect_right(blocks, item.start, key=_start)
        if not index or blocks[index - 1].kind == TABLE:
            return item.text
        block = blocks[index - 1]
        following = bisect_right(self._starts, item.start)
        limit = self._starts[following] if following < len(self._starts) else len(self._document.text)
        text = self._document.text
        said = [item.text, text[item.end : min(block.end, limit)]]
        for inner in _inside(blocks, index, item, opened=item.text.endswith((":", "："))):
            if inner.start >= limit:
                break
            said.append(text[_line_start(text, inner) : min(inner.end, limit)])
        return _joined(said)


def _inside(blocks: Sequence[Block], index: int, item: Requirement, *, opened: bool) -> Iterable[Block]:
    """The blocks that belong to the item whose own block stands before `index`.

    A paragraph whose words end with a colon is `opened`: the list, table or code right behind it belongs to it too.
    """
    own = blocks[index - 1]
    opened = opened and own.kind == PARAGRAPH
    for block in _from(blocks, index):
        behind = opened and block.kind in {ITEM, TABLE, FENCE}
        if block.kind == HEADING or not (item.heading or block.depth > own.depth or behind):
            return
        yield block


def _from(blocks: Sequence[Block], index: int) -> Iterator[Block]:
    """The blocks from `index` on. A slice would copy them all, for each item."""
    return (blocks[position] for position in range(index, len(blocks)))


def _line_start(text: str, block: Block) -> int:
    """Where the indent before a block begins, by which the lines of a fence are indented too."""
    start = block.start
    while start and text[start - 1] in " \t":
        start -= 1
    return start if not start or text[start - 1] in "\r\n" else block.start


def _joined(pieces: Iterable[str]) -> str:
    """Paragraphs, without those that give a reason or remark on something."""
    kept = [piece.strip("\r\n") for piece in pieces if piece.strip()]
    return "\n\n".join([*kept[:1], *(piece for piece in kept[1:] if not _remark().match(piece))])


def _without_notes(text: str, kind: str) -> str:
    """The text without the notes that link the item, and without the blanks before each."""
    pieces: list[str] = []
    last = 0
    for note in link_notes.notes(text):
        if note.start < last or not _links(note, kind):
            continue
        pieces.append(text[last : note.start].rstrip())
        last = note.end
    return "".join((*pieces, text[last:])) if pieces else text


def _links(note: link_notes.LinkNote, kind: str) -> bool:
    """Whether a note links the item; a requirement that names another one says something about it."""
    if note.kind != link_notes.NAMES or kind != REQUIREMENT:
        return True
    return all(target.rpartition("/")[2].startswith(("US", "P-")) for target in note.targets)


def _start(block: Block) -> int:
    return block.start


@cache
def _label() -> re.Pattern[str]:
    """The lead of a story's remark: `**Why this priority**:`, `**Independent Test:**`."""
    return re.compile(r"\*\*[^*\r\n]{1,60}(?:[:：]\*\*|\*\*[ \t]?[:：])")


@cache
def _remark() -> re.Pattern[str]:
    return re.compile(
        r"[ \t]*(?:[-*+>][ \t]+)?[*_]{0,3}(?:Rationale|Why|Notes?|Remarks?)[*_]{0,3}[ \t]?[:：]",
        re.IGNORECASE,
    )


@cache
def _bare_mark() -> re.Pattern[str]:
    return re.compile(r"[ \t]*(?:[-*+]|[0-9]{1,9}[.)])[ \t]*")
