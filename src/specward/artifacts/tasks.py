"""A feature's tasks: the phases and check boxes of `tasks.md`.

Source of the format: `tasks-template.md` of spec-kit 0.0.1 to 1.2 and of SpecKit Plus, and the variants met in public
repositories. A task is a check box with an id, or a heading with an id and check boxes below it, which are its steps;
what merely looks like one is kept as a `Lookalike`.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from specward.artifacts import check_box, header, references, task_line
from specward.artifacts.heading_steps import steps_by_heading
from specward.artifacts.spec import story_heading
from specward.artifacts.task import Lookalike, Phase, Task
from specward.artifacts.unreadable import Unreadable
from specward.finding import Span, new
from specward.markdown.scan import HEADING, ITEM, PARAGRAPH, TABLE

if TYPE_CHECKING:
    from specward.artifacts.header import Field
    from specward.markdown.document import Document
    from specward.markdown.scan import Block

SETUP = "setup"
FOUNDATION = "foundation"
STORY = "story"
POLISH = "polish"
CONVERGENCE = "convergence"
OTHER = "other"

_KINDS = (
    (CONVERGENCE, ("convergence",)),
    (SETUP, ("setup", "set-up", "initiali")),
    (FOUNDATION, ("foundation", "blocking prerequisite")),
    (POLISH, ("polish", "cross-cutting")),
)
_AFTER_ID = " \t*`~]:：.—–-"
_TASK_STARTS = frozenset("T*[`~")


class Tasks:
    """A task list as read."""

    __slots__ = (
        "checkboxes",
        "document",
        "fields",
        "legacy",
        "lookalikes",
        "phases",
        "tasks",
        "title",
        "title_span",
        "unreadable",
    )

    def __init__(self, document: Document) -> None:
        self.document = document
        self.title = ""
        self.title_span: Span | None = None
        self.fields: dict[str, Field] = {}
        """The header fields by lower-case name: `input`, `prerequisites`, `tests`, `organization`."""
        self.phases: list[Phase] = []
        self.tasks: list[Task] = []
        self.lookalikes: list[Lookalike] = []
        self.checkboxes = 0
        """How many check boxes there are in all, those without an id included."""
        self.legacy = False
        """Whether its phases are numbered as in the template of before October 2025: `Phase 3.1: Setup`."""
        self.unreadable: list[Unreadable] = []
        """Check boxes whose first word begins like a task's id and is none."""

    @property
    def done(self) -> list[Task]:
        """The tasks that are ticked."""
        return [task for task in self.tasks if task.done]

    @property
    def open(self) -> list[Task]:
        """The tasks that are not ticked, those with an unknown mark included."""
        return [task for task in self.tasks if not task.done]


def read_tasks(document: Document) -> Tasks:
    """Read a task list; whatever the text is, nothing is raised."""
    tasks = Tasks(document)
    # Fields before title: they ask for every block, and the headings are then taken from those, not scanned for again.
    tasks.fields = header.header_fields(document)
    tasks.title, tasks.title_span = header.title(document)
    text = document.text
    phase: int | None = None
    level = 0
    for block in document.blocks:
        if block.kind == ITEM:
            _read_item(tasks, block, phase)
        elif block.kind == HEADING:
            found = _phase(document.words(block), block)
            if found:
                tasks.phases.append(found)
                phase, level = len(tasks.phases) - 1, block.depth
            else:
                if phase is not None and block.depth <= level:
                    phase = None
                _look_alike(tasks, block, "heading", phase)
        elif block.kind == PARAGRAPH:
            _read_line(tasks, block, phase)
        elif block.kind == TABLE:
            for match in _row().finditer(text, block.start, block.end):
                tasks.lookalikes.append(Lookalike(match["id"], "row", phase, match.start("id"), match.end("id")))
    _take_headings(tasks)
    tasks.legacy = any(phase.number.startswith("3.") for phase in tasks.phases)
    return tasks


def _read_item(tasks: Tasks, block: Block, phase: int | None) -> None:
    text = tasks.document.text
    mark = check_box.mark(text, block)
    if not mark:
        if text.startswith("[]", block.text_start):
            _keep_unreadable(tasks, block, 2, "the box holds no mark")
        elif wide := check_box.wide(text, block.text_start):
            _keep_unreadable(tasks, block, wide.end - wide.start, "the box holds more than one mark")
        elif text[block.text_start : block.text_start + 1] in _TASK_STARTS:
            _look_alike(tasks, block, "bullet", phase)
        return
    tasks.checkboxes += 1
    line = task_line.read(text, block)
    if line is None:
        _keep_unreadable(tasks, block, 3, "its first word is no task id")
        return
    identity, id_start, id_end, labels, text_start, strict = line
    _, start, end, box_start, text_end, *_ = block
    tasks.tasks.append(
        new(
            Task,
            (
                identity,
                mark,
                True if mark in check_box.TICKS else False if mark.isspace() else None,
                "P" in labels,
                labels,
                task_line.stories(labels),
                text[text_start:text_end].rstrip(),
                phase,
                start,
                end,
                new(Span, (box_start, box_start + len(mark) + 2)),
                new(Span, (id_start, id_end)),
                new(Span, (text_start, max(text_start, text_end))),
                strict,
                (),
            ),
        )
    )


def _take_headings(tasks: Tasks) -> None:
    """Make tasks of the headings with steps, where no step is a task itself and no box has the heading's id."""
    if not any(other.form == "heading" for other in tasks.lookalikes):
        return
    known = {references.key(task.id) for task in tasks.tasks}
    headings = {
        other.start: other
        for other in tasks.lookalikes
        if other.form == "heading" and references.key(other.id) not in known
    }
    with_box = {task.start for task in tasks.tasks}
    stepped = {
        start: steps
        for start, steps in steps_by_heading(tasks.document, headings).items()
        if with_box.isdisjoint(step.start for step in steps)
    }
    tasks.tasks.extend(_of_heading(tasks.document.text, headings[start], steps) for start, steps in stepped.items())
    tasks.tasks.sort(key=lambda task: task.start)
    tasks.lookalikes = [other for other in tasks.lookalikes if other.start not in stepped]


def _of_heading(text: str, heading: Lookalike, steps: list[Block]) -> Task:
    marks = [check_box.mark(text, step) for step in steps]
    done = all(mark in check_box.TICKS for mark in marks)
    id_start = text.index(heading.id, heading.start)
    id_end = id_start + len(heading.id)
    words = text[id_end : heading.end].lstrip(_AFTER_ID)
    return Task(
        id=heading.id,
        mark="x" if done else " ",
        done=done,
        parallel="[P]" in words,
        labels=(),
        stories=(),
        text=words,
        phase=heading.phase,
        start=heading.start,
        end=heading.end,
        box=None,
        id_span=Span(id_start, id_end),
        text_span=Span(heading.end - len(words), heading.end),
        strict=False,
        steps=tuple(
            Span(step.text_start, step.text_start + len(mark) + 2) for step, mark in zip(steps, marks, strict=True)
        ),
    )


def _read_line(tasks: Tasks, block: Block, phase: int | None) -> None:
    text = tasks.document.text
    if text.startswith(("-[", "*[", "+["), block.start):
        _keep_unreadable(tasks, block, 4, "no blank between bullet and box", block.text_start + 1)
    elif text[block.text_start : block.text_start + 1] in _TASK_STARTS:
        _look_alike(tasks, block, "line", phase)


def _keep_unreadable(tasks: Tasks, block: Block, skip: int, reason: str, start: int | None = None) -> None:
    """Keep a broken check box, if what stands in it was meant as a task."""
    if task_line.meant(tasks.document.text, block.text_start + skip, block.text_end):
        tasks.unreadable.append(Unreadable(block.start if start is None else start - 1, block.end, reason))


def _look_alike(tasks: Tasks, block: Block, form: str, phase: int | None) -> None:
    identity = task_line.leading_id(tasks.document.text, block.text_start, block.text_end, form)
    if identity:
        tasks.lookalikes.append(Lookalike(identity, form, phase, block.start, block.end))


def _phase(words: str, block: Block) -> Phase | None:
    if block.depth == 1:
        return None
    match = _phase_heading().match(words)
    story = story_heading(words[match.end() :] if match else words)
    if not match and not story:
        return None
    title = words[match.end() :] if match else words
    number = match["number"] if match else ""
    return Phase(
        number,
        title,
        STORY if story else _kind(title.lower()),
        f"US{story}" if story else "",
        Span(block.start, block.end),
    )


def _kind(title: str) -> str:
    for kind, words in _KINDS:
        if any(word in title for word in words):
            return kind
    return OTHER


@cache
def _phase_heading() -> re.Pattern[str]:
    return re.compile(
        r"[^\w(]{0,8}(?:Phase|Fase|Étape|フェーズ|阶段|階段|단계)[ \t]*"
        r"(?P<number>\d{1,3}(?:\.\d{1,3})*[A-Za-z]?|[A-Z]|N)\b[ \t:：.)）—–-]*",
        re.IGNORECASE,
    )


@cache
def _row() -> re.Pattern[str]:
    return re.compile(
        rf"^[ \t]*\|[ \t]*[*`]{{0,3}}(?P<id>{references.TASK_ID})[*`]{{0,3}}[ \t]*\|", re.ASCII | re.MULTILINE
    )
