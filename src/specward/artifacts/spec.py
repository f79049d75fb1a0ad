"""A feature's specification: its stories, scenarios, requirements, criteria and open questions.

Source of the format: `spec-template.md` of spec-kit 0.0.1 to 1.2 and of SpecKit Plus, the requirement tables of
spec-kitty, and the variants of all three met in public repositories.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import TYPE_CHECKING, NamedTuple

from specward.artifacts import header, open_question
from specward.artifacts.language.stories import PRIORITY_WORDS, STORY_WORDS
from specward.artifacts.language.vocabulary import STANDARD
from specward.artifacts.requirement import Declarations
from specward.artifacts.scenario import ScenarioReader
from specward.finding import Span
from specward.markdown.scan import HEADING, ITEM, PARAGRAPH, TABLE

if TYPE_CHECKING:
    from specward.artifacts.header import Field
    from specward.artifacts.language.vocabulary import Vocabulary
    from specward.artifacts.requirement import Requirement
    from specward.artifacts.scenario import Scenario
    from specward.artifacts.unreadable import Unreadable
    from specward.markdown.document import Document
    from specward.markdown.scan import Block

_PROSE = {ITEM, PARAGRAPH}


class Story(NamedTuple):
    """One user story: its heading and all that stands under it."""

    number: str
    """As written: `1`, `1.2`, `3b`; empty in the template of before October 2025, whose one story has no number."""
    title: str
    priority: str
    """`P1`, or empty where none is given."""
    heading: Span
    level: int
    """Of the heading."""
    start: int
    """Where the story's body begins, past the heading."""
    end: int
    """Where the next heading of the same or a higher level begins."""
    scenarios: list[Scenario]

    @property
    def id(self) -> str:
        """The story's local id: `US1`."""
        return f"US{self.number or 1}"


class Spec:
    """A specification as read."""

    __slots__ = (
        "criteria",
        "document",
        "edge_cases",
        "fields",
        "legacy",
        "one_line_stories",
        "open_questions",
        "requirements",
        "scenarios",
        "stories",
        "success_criteria",
        "title",
        "title_span",
        "unreadable",
        "vocabulary",
    )

    def __init__(self, document: Document, vocabulary: Vocabulary = STANDARD) -> None:
        self.document = document
        self.vocabulary = vocabulary
        """The words that it was read by."""
        self.title = ""
        """What follows `# Feature Specification:`, or the whole first heading where it says something else."""
        self.title_span: Span | None = None
        self.fields: dict[str, Field] = {}
        """The header fields by lower-case name: `status`, `feature branch`, `created`, `input`."""
        self.stories: list[Story] = []
        self.one_line_stories: list[Requirement] = []
        """Family US: stories told as `- **US-001**: As a …`."""
        self.scenarios: list[Scenario] = []
        """Every scenario in source order, those outside of any story too."""
        self.requirements: list[Requirement] = []
        """Every requirement declared, of whatever family (FR, NFR, C, REQ …), in source order."""
        self.success_criteria: list[Requirement] = []
        """Family SC."""
        self.criteria: list[Requirement] = []
        """Family AC, where it is declared as a line of its own and not as the id of a scenario."""
        self.edge_cases: list[Requirement] = []
        """Family EC."""
        self.open_questions: list[Span] = []
        """Each `[NEEDS CLARIFICATION …]` outside code, comments and check boxes."""
        self.legacy = False
        """Whether it follows the template of before 3 October 2025, which keeps check boxes inside the spec."""
        self.unreadable: list[Unreadable] = []

    @property
    def status(self) -> str:
        """The value of `**Status**:` as written, or empty."""
        field = self.fields.get("status")
        return field.value if field else ""

    @property
    def declared(self) -> list[Requirement]:
        """Every item declared with an id of its own: requirements, success criteria, criteria, edge cases."""
        return [*self.one_line_stories, *self.requirements, *self.success_criteria, *self.criteria, *self.edge_cases]


def read_spec(document: Document, vocabulary: Vocabulary = STANDARD) -> Spec:
    """Read a specification; whatever the text is, nothing is raised."""
    spec = Spec(document, vocabulary)
    # Fields before title: they ask for every block, and the headings are then taken from those, not scanned for again.
    spec.fields = header.header_fields(document)
    spec.title, spec.title_span = header.title(document)
    spec.open_questions = open_question.find(document)
    scenarios = ScenarioReader(document.text, spec.scenarios, vocabulary.keywords)
    declared = Declarations(document.text)
    outline = _Outline([], set())
    for block in document.blocks:
        if block.kind == HEADING:
            scenarios.finish()
            outline.come_to(block)
            _read_heading(spec, block, scenarios, declared, outline)
            continue
        item = declared.take(block) if block.kind in _PROSE else None
        if item is None or item.family == "AC":
            scenarios.take(block)
        if block.kind == TABLE:
            declared.take_table(block)
    scenarios.finish()
    _sort(spec, declared.all())
    return spec


def story_heading(words: str) -> str:
    """The number of the story that a heading names at its beginning, or empty."""
    match = _story_heading().match(words)
    return match["number"] if match else ""


class _Outline(NamedTuple):
    """Where the reader is."""

    headings: list[Block]
    """The heading read last and those that it lies under, each deeper than the one before."""
    numbers: set[str]
    """Of the stories told so far."""

    def come_to(self, heading: Block) -> None:
        """Go on to a heading."""
        while self.headings and self.headings[-1].depth >= heading.depth:
            self.headings.pop()
        self.headings.append(heading)


def _read_heading(
    spec: Spec, block: Block, scenarios: ScenarioReader, declared: Declarations, outline: _Outline
) -> None:
    if spec.stories:
        story = spec.stories[-1]
        # The template of before October 2025 puts the scenarios beside the one story, not under it.
        last_level = story.level if story.number else 2
        if story.end > block.start and block.depth <= last_level:
            spec.stories[-1] = story._replace(end=block.start)
            scenarios.enter("", spec.scenarios)
    if block.depth == 1:
        return
    words = spec.document.words(block)
    story_found = _story(words, block, len(spec.document.text))
    if story_found and not _groups_requirements(spec, story_found, outline):
        spec.stories.append(story_found)
        outline.numbers.add(story_found.number)
        spec.legacy = spec.legacy or not story_found.number
        scenarios.enter(story_found.id, story_found.scenarios)
    else:
        declared.take_heading(block)


def _groups_requirements(spec: Spec, story: Story, outline: _Outline) -> bool:
    """Whether a heading names a story told before to say that the requirements below it are of that story."""
    if not story.number or story.number not in outline.numbers or len(outline.headings) == 1:
        return False
    return _requirements().search(spec.document.words(outline.headings[-2])) is not None


def _story(words: str, block: Block, end: int) -> Story | None:
    parts = _story_parts(words)
    return parts and Story(*parts, Span(block.start, block.end), block.depth, block.end, end, [])


@lru_cache(maxsize=256)
def _story_parts(words: str) -> tuple[str, str, str] | None:
    """Number, title and priority in a story's heading, if it is one. The template's headings come again and again."""
    if words.lower().startswith("primary user story"):
        return "", words, ""
    match = _story_heading().match(words)
    if not match:
        return None
    priority = next(iter(_priority().findall(words)), "")
    return match["number"], _after_title().sub("", words[match.end() :]), priority and f"P{priority}"


def _sort(spec: Spec, declared: list[Requirement]) -> None:
    lists = {"US": spec.one_line_stories, "SC": spec.success_criteria, "AC": spec.criteria, "EC": spec.edge_cases}
    stories = {scenario.id for scenario in spec.scenarios if scenario.stable}
    for item in declared:
        if item.id not in stories:
            lists.get(item.family, spec.requirements).append(item)


@cache
def _requirements() -> re.Pattern[str]:
    return re.compile(
        "requirement|requisit|requerimiento|anforderung|exigence|требован|要件|需求|要求|요구", re.IGNORECASE
    )


@cache
def _story_heading() -> re.Pattern[str]:
    words = "|".join(re.escape(word) for word in STORY_WORDS)
    return re.compile(
        rf"(?:[^\w(\[]{{0,4}}P\d[ \t:–—-]+)?[^\w(\[]{{0,8}}(?:{words})[ \t#-]{{0,3}}"
        r"(?P<number>\d{1,4}(?:\.\d{1,4})?[a-z]?)(?![\w/,])(?!\s*[,/&+])[ \t:：.)）\]—–*_-]*",
        re.IGNORECASE,
    )


@cache
def _priority() -> re.Pattern[str]:
    return re.compile(r"[(（][^()（）\d]{0,20}?[Pp]?(\d{1,2})\b[^()（）]{0,40}[)）]")


@cache
def _after_title() -> re.Pattern[str]:
    return re.compile(rf"[ \t]*[(（](?:{PRIORITY_WORDS}|P\d)[^()（）]{{0,60}}[)）].{{0,80}}$", re.IGNORECASE)
