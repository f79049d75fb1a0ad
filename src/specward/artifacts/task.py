"""What a task list is made of: phases, tasks, and what only looks like a task."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from specward.artifacts import references, task_line

if TYPE_CHECKING:
    from specward.finding import Span


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
    """As written: `T001`, `T012a`, `TASK-001`; of a heading also `Task 1.1`."""
    mark: str
    """The sign in the box; of a heading `x` where it is done, else a blank."""
    done: bool | None
    """`x` or `X`: True; blank: False; any other mark: None, which counts as open. A heading is done when all its steps
    are ticked."""
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
    """Of the list marker, or of the heading."""
    end: int
    box: Span | None
    """The box with its brackets; None of a heading."""
    id_span: Span
    text_span: Span
    strict: bool
    """Whether it is written exactly as spec-kit writes it: `- [ ] T001 [P] [US1] Text`."""
    steps: tuple[Span, ...] = ()
    """The boxes below a heading; none of a task with a box of its own."""

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
