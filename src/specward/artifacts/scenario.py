"""Acceptance scenarios: Given, When, Then in every form that specs write them.

Forms met in public specs: one list item with bold keywords, on one line or wrapped; one item or line a clause; plain
paragraphs; keywords that are not bold; table rows with Given, When and Then columns; a gherkin fence.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from specward.artifacts import references
from specward.artifacts.language.steps import AND, GIVEN, LABELS, SCENARIO_WORDS, STANDARD, THEN, WHEN
from specward.finding import new
from specward.markdown import table
from specward.markdown.scan import FENCE, ITEM, PARAGRAPH, TABLE

if TYPE_CHECKING:
    from specward.artifacts.language.steps import Keywords
    from specward.finding import Span
    from specward.markdown.scan import Block

_PROSE = {ITEM, PARAGRAPH}
_GHERKIN = {"gherkin", "feature", "cucumber"}
_LEAD_ENDS = (":", "：", ")", "）", "-", "–", "—", ".", "*", "`", "]")
_LEAD_LIMIT = 160
_CANONICAL_MARKS = 6
"""How many pairs of asterisks a scenario has whose three keywords alone are bold."""
_EDGES = " \t\r\n,，、;；:："


class Scenario(NamedTuple):
    """One acceptance scenario."""

    id: str
    """Its own (`AC-001`), or made of the story and the position in it: `US1.2`; `S3` outside of any story."""
    stable: bool
    """Whether the id is its own and survives a change of order."""
    refs: tuple[str, ...]
    """The ids it names before its first keyword: `FR-001`, `FR-002`."""
    given: str | None
    """The words of the clause with all its `And`s; empty where it says nothing; None where it is absent."""
    when: str | None
    then: str | None
    start: int
    end: int


class Step(NamedTuple):
    """One keyword and where its words lie."""

    clause: str
    keyword: int
    """Where the keyword begins, its emphasis included."""
    start: int
    end: int


class ScenarioReader:
    """Collects the scenarios of a document, block by block in source order.

    Args:
        text: the document's text.
        found: where each finished scenario is put, besides the list of its story.
        keywords: the words that begin a clause.
    """

    def __init__(self, text: str, found: list[Scenario], keywords: Keywords = STANDARD) -> None:
        self._text = text
        self._keywords = keywords
        self._found = found
        self._story = "S"
        self._of_story: list[Scenario] = found
        self._steps: list[Step] = []
        self._start = self._end = self._depth = 0
        self._certain = False
        self._seen: set[str] = set()
        self._canonical: Block | None = None
        """Where the last scenario was read from, if it was read fast and nothing has come since."""

    def enter(self, story: str, scenarios: list[Scenario]) -> None:
        """What follows belongs to this story (`US1`), or to none where `story` is empty."""
        self.finish()
        self._story = f"{story}." if story else "S"
        self._of_story = scenarios

    def take(self, block: Block) -> None:
        """Read one block that is no heading."""
        if block.kind in _PROSE and self._take_canonical(block):
            return
        if self._canonical:
            self._reopen(self._canonical)
        if block.kind in _PROSE:
            steps = bold_steps(self._text, block.text_start, block.text_end, self._keywords)
            if steps:
                self._take(steps, block, certain=True)
            elif self._text[block.text_start : block.text_start + 1] in self._keywords.starts:
                steps = plain_steps(self._text, block.text_start, block.text_end, self._keywords)
                self._take(steps, block, certain=block.info[-1:] in {".", ")"})
            elif self._steps:
                self._continue(block)
        elif block.kind == TABLE:
            self._take_table(block)
        elif block.kind == FENCE and block.info.strip().lower() in _GHERKIN:
            self._take_gherkin(block)
        elif self._steps:
            self._continue(block)

    def finish(self) -> None:
        """End the scenario being read, if any."""
        self._canonical = None
        if not self._steps:
            return
        text, first = self._text, self._steps[0].keyword
        lead = text[self._start : first]
        refs = references.cited(lead) if any(character.isdigit() for character in lead) else ()
        own = next((ref for ref in refs if ref.startswith("AC")), None)
        plain = self._certain and not any(text.startswith("*", step.keyword) for step in self._steps)
        clauses = _clauses(text, self._steps, self._keywords, plain=plain)
        certain = self._certain and clauses[0] is not None and not self._is_label()
        if certain or (clauses[1] is not None and clauses[2] is not None):
            rest = tuple(ref for ref in refs if ref != own)
            stable = own is not None
            self._put(Scenario(own or self._next_id(), stable, rest, *clauses, self._start, self._end))
        self._steps = []
        self._seen.clear()

    def _is_label(self) -> bool:
        """Whether what has been read is one word for Given that may as well label data or an assumption."""
        step = self._steps[0]
        return len(self._seen) == 1 and self._text[step.keyword : step.start].strip("*" + _EDGES).lower() in LABELS

    def _take_canonical(self, block: Block) -> bool:
        """Read nine scenarios of ten, fast: `**Given** …, **When** …, **Then** …` and nothing else bold.

        An id and what the scenario is about may stand before: `**AC-001** (FR-001): **Given** …`.
        """
        text, start, end = self._text, block.text_start, block.text_end
        lead = _identified().match(text, start, end) if text.startswith("**AC-", start) else None
        start = lead.end() if lead else start
        if not text.startswith("**Given** ", start) or text.count("**", start, end) != _CANONICAL_MARKS:
            return False
        when = text.find("**When** ", start, end)
        then = text.find("**Then** ", when, end)
        words = text[then + 9 : end].strip(_EDGES)
        if when < 0 or then < 0 or not words or text[end - 1] == ":":
            return False
        self.finish()
        own, refs = (lead[1], references.cited(lead[2] or "")) if lead else (self._next_id(), ())
        clauses = (text[start + 10 : when].strip(_EDGES), text[when + 9 : then].strip(_EDGES), words)
        refs = tuple(ref for ref in refs if ref != own)
        self._put(new(Scenario, (own, lead is not None, refs, *clauses, block.start, end)))
        self._canonical = block
        return True

    def _reopen(self, block: Block) -> None:
        """Read the last scenario again, slowly: what follows may go on with it, `And` by `And`."""
        self._found.pop()
        if self._of_story is not self._found:
            self._of_story.pop()
        self._take(bold_steps(self._text, block.text_start, block.text_end, self._keywords), block, certain=True)
        self._canonical = None

    def _next_id(self) -> str:
        return f"{self._story}{len(self._of_story) + 1}"

    def _put(self, scenario: Scenario) -> None:
        self._found.append(scenario)
        if self._of_story is not self._found:
            self._of_story.append(scenario)

    def _take(self, steps: list[Step], block: Block, *, certain: bool) -> None:
        if not steps:
            if self._steps:
                self._continue(block)
            return
        for step in steps:
            if self._opens(step, block):
                self.finish()
                self._start = block.start if step is steps[0] else step.keyword
                self._depth = block.depth
                self._certain = certain
            elif not self._steps:
                continue
            self._add(step)

    def _add(self, step: Step) -> None:
        self._steps.append(step)
        self._seen.add(step.clause)
        self._end = step.end

    def _opens(self, step: Step, block: Block) -> bool:
        """Whether a step begins a new scenario rather than going on with the one that is open."""
        if step.clause == AND or (step.clause == THEN and self._seen):
            return False
        near = step.keyword - block.text_start <= _LEAD_LIMIT
        lead = self._text[block.text_start : step.keyword] if near else self._text[step.keyword - 1]
        begins = lead.endswith(("\n", "\r")) or not any(character.isalnum() for character in lead)
        if step.clause == GIVEN:
            # A second Given in a line goes on with the scenario: one list item is one scenario.
            return begins or (near and lead.rstrip().endswith(_LEAD_ENDS) and not self._begun_in(block))
        return begins and (not self._seen or THEN in self._seen)

    def _begun_in(self, block: Block) -> bool:
        return bool(self._steps) and self._steps[0].keyword >= block.start

    def _continue(self, block: Block) -> None:
        last = self._steps[-1]
        if block.depth > self._depth or not self._text[last.start : last.end].strip(_EDGES):
            self._steps[-1] = last._replace(end=block.end)
            self._end = block.end

    def _take_table(self, block: Block) -> None:
        rows = table.rows(self._text, block)
        clauses = [
            self._keywords.clauses.get(self._text[cell.start : cell.end].strip("*` ").lower(), "") for cell in rows[0]
        ]
        if GIVEN in clauses and THEN in clauses:
            for row in rows[1:]:
                self._take_row(row, clauses)
        elif self._steps:
            self._continue(block)

    def _take_row(self, row: list[Span], clauses: list[str]) -> None:
        self.finish()
        cells = [(clause, cell) for clause, cell in zip(clauses, row, strict=False) if clause]
        if cells:
            self._start, self._certain = row[0].start, True
            for clause, cell in cells:
                self._add(Step(clause, cell.start, cell.start, cell.end))
            self.finish()

    def _take_gherkin(self, block: Block) -> None:
        self.finish()
        start = block.text_start
        while start < block.text_end:
            end = self._text.find("\n", start, block.text_end)
            end = block.text_end if end < 0 else end
            line = self._text[start:end]
            word = line.split(None, 1)[0] if line.strip() else ""
            keyword = start + line.find(word)
            match = self._keywords.gherkin.match(self._text, keyword, end)
            clause = self._keywords.clauses.get(match[0].lower(), "") if match else ""
            if word.partition(":")[0].partition("：")[0].lower() in SCENARIO_WORDS:
                self.finish()
            elif match and clause and (self._steps or clause != AND):
                if not self._steps:
                    self._start, self._certain = keyword, False
                self._add(Step(clause, keyword, match.end(), end))
            start = end + 1
        self.finish()


def bold_steps(text: str, start: int, end: int, keywords: Keywords = STANDARD) -> list[Step]:
    """The steps of a block whose keywords are bold."""
    if text.find("**", start, end) < 0:
        return []
    clauses = keywords.clauses
    found: list[tuple[str, int, int]] = []
    for match in keywords.bold.finditer(text, start, end):
        clause = clauses.get(match[1].strip(_EDGES).lower())
        if clause:
            found.append((clause, match.start(), match.end()))
    return _steps(found, end) if found else []


def plain_steps(text: str, start: int, end: int, keywords: Keywords = STANDARD) -> list[Step]:
    """The steps of a block that begins with a keyword which is not bold."""
    clauses = keywords.clauses
    first = keywords.plain_start.match(text, start, end)
    clause = clauses.get(first[1].lower()) if first else None
    if not first or not clause:
        return []
    found = [(clause, first.start(1), first.end(1))]
    # A letter may match without regard to case and have another lower one: `ſ`.
    found.extend(
        (following, match.start(1), match.end(1))
        for match in keywords.plain_next.finditer(text, first.end(), end)
        if (following := clauses.get(match[1].lower()))
    )
    return _steps(found, end)


def _steps(found: list[tuple[str, int, int]], end: int) -> list[Step]:
    ends = [keyword for _, keyword, _ in found[1:]]
    return [
        Step(clause, keyword, after, following)
        for (clause, keyword, after), following in zip(found, [*ends, end], strict=True)
    ]


def _clauses(
    text: str, steps: list[Step], keywords: Keywords, *, plain: bool
) -> tuple[str | None, str | None, str | None]:
    """The words of the three clauses; a clause whose keyword alone is not bold is found inside the one before.

    Where all is plain, the Then may do without its keyword: `1. Given …, when …, the system …`.
    """
    words: dict[str, list[str]] = {}
    clause = steps[0].clause
    for step in steps:
        clause = clause if step.clause == AND else step.clause
        words.setdefault(clause, []).append(text[step.start : step.end].strip(_EDGES))
    joined = {clause: " ".join(parts).strip(_EDGES) for clause, parts in words.items()}
    for missing in (WHEN, THEN):
        if missing not in joined:
            _split(joined, missing, keywords)
    if plain and THEN not in joined and joined.get(GIVEN):
        _split_at_comma(joined)
    return joined.get(GIVEN), joined.get(WHEN), joined.get(THEN)


def _split(joined: dict[str, str], missing: str, keywords: Keywords) -> None:
    for clause in (WHEN, GIVEN) if missing == THEN else (GIVEN,):
        for match in keywords.plain_inside.finditer(joined.get(clause, "")):
            if keywords.clauses.get(match[1].lower()) == missing:
                joined[clause], joined[missing] = (
                    joined[clause][: match.start()].strip(_EDGES),
                    joined[clause][match.end() :].strip(_EDGES),
                )
                return


def _split_at_comma(joined: dict[str, str]) -> None:
    """Take what follows the When's first comma outside of brackets for the Then."""
    depth = 0
    words = joined.get(WHEN, "")
    for index, character in enumerate(words):
        depth += (character in "(（") - (character in ")）")
        if character in ",，" and depth == 0:
            joined[WHEN], joined[THEN] = words[:index].strip(_EDGES), words[index:].strip(_EDGES)
            return


@cache
def _identified() -> re.Pattern[str]:
    return re.compile(r"\*\*(AC-[0-9]{3,4})\*\*(?: \(([A-Z0-9, -]{1,40})\))?: ")
