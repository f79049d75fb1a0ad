"""A feature's tasks: the phases and check boxes of `tasks.md`.

Source of the format: `tasks-template.md` of spec-kit 0.0.1 to 1.2 and of SpecKit Plus, and the variants met in public
repositories. A task is a check box with an id; what merely looks like one is kept as a `Lookalike`.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from specward.artifacts import check_box, header, references, task_line
from specward.artifacts.spec import story_heading
from specward.artifacts.unreadable import Unreadable
from specward.finding import Span
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
_TASK_STARTS = frozenset("T*[`~")


class Phase(NamedTuple):
    """A phase: its heading and the tasks that follow it."""

    number: str
    """As written: `1`, `3.2`, `A`; empty where it has none."""
    title: str
    kind: str
    """`setup`, `foundation`, `story`, `polish`, `convergence` or `other`."""
    story: str
    """The id of the story that it builds, `US1`; empty for any other kind."""
    heading: Span


class Task(NamedTuple):
    """One task."""

    id: str
    """As written: `T001`, `T012a`, `TASK-001`."""
    mark: str
    """The character in the box."""
    done: bool | None
    """`x` or `X`: True; blank: False; any other mark: None, which counts as open."""
    parallel: bool
    """Whether it is labelled `[P]`."""
    labels: tuple[str, ...]
    """Every bracketed label between id and text, without brackets: `P`, `US1`, `GATED`."""
    stories: tuple[str, ...]
    """The stories that the labels name: `US1`; two for `[US1,US2]`."""
    text: str
    """What is to be done, after the labels."""
    phase: int | None
    """Its index in `Tasks.phases`, or None before the first."""
    start: int
    """Of the list marker."""
    end: int
    box: Span
    """The box with its brackets."""
    id_span: Span
    text_span: Span
    strict: bool
    """Whether it is written exactly as spec-kit writes it: `- [ ] T001 [P] [US1] Text`."""

    @property
    def story(self) -> str:
        """The first story it is labelled with, or empty."""
        return self.stories[0] if self.stories else ""

    @property
    def refs(self) -> tuple[str, ...]:
        """The requirements, criteria and stories that the text cites, in order, each once."""
        return references.cited(self.text)

    @property
    def after(self) -> tuple[str, ...]:
        """The tasks that the text says must come first: `after T001`, `depends on T012, T013`."""
        return task_line.dependencies(self.text)

    @property
    def paths(self) -> tuple[str, ...]:
        """The file paths that the text names, in order, each once."""
        return task_line.paths(self.text)


class Lookalike(NamedTuple):
    """A heading, bullet, bare line or table row that begins with a task's id and has no check box."""

    id: str
    form: str
    """`heading`, `bullet`, `line` or `row`."""
    phase: int | None
    """The index of the phase that it stands in, or None."""
    start: int
    end: int


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
    tasks.title, tasks.title_span = header.title(document)
    tasks.fields = header.header_fields(document)
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
    tasks.legacy = any(phase.number.startswith("3.") for phase in tasks.phases)
    return tasks


def _read_item(tasks: Tasks, block: Block, phase: int | None) -> None:
    text = tasks.document.text
    mark = check_box.mark(text, block)
    if not mark:
        if text.startswith("[]", block.text_start):
            _keep_unreadable(tasks, block, 2, "the box holds no mark")
        elif text[block.text_start : block.text_start + 1] in _TASK_STARTS:
            _look_alike(tasks, block, "bullet", phase)
        return
    tasks.checkboxes += 1
    line = task_line.read(text, block)
    if line is None:
        _keep_unreadable(tasks, block, 3, "its first word is no task id")
        return
    tasks.tasks.append(
        Task(
            line.id,
            mark,
            True if mark in check_box.TICKS else False if mark.isspace() else None,
            "P" in line.labels,
            line.labels,
            task_line.stories(line.labels),
            text[line.text_start : block.text_end].rstrip(),
            phase,
            block.start,
            block.end,
            Span(block.text_start, block.text_start + 3),
            Span(line.id_start, line.id_end),
            Span(line.text_start, max(line.text_start, block.text_end)),
            line.strict,
        )
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
