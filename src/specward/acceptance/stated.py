"""What a specification must state before anybody can accept the feature: criteria, error paths, constraints."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from specward.acceptance.measure import Answer, Verdict
from specward.artifacts.acceptance import has_plain_criteria
from specward.artifacts.language.english import is_english
from specward.artifacts.set_aside import is_set_aside
from specward.markdown.scan import ITEM, PARAGRAPH, TABLE
from specward.words import counted

if TYPE_CHECKING:
    from specward.artifacts.scenario import Scenario
    from specward.artifacts.spec import Spec
    from specward.finding import Location, Span
    from specward.markdown.block import Block
    from specward.markdown.document import Document, Section

_NO_SPEC = Answer(Verdict.UNKNOWN, "there is no spec.md")
_ERROR_PATHS = (
    *(
        "edge case",
        "error",
        "failure",
        "exception",
        "unhappy",
        "negative",
        "fallback",
        "casos extremos",
        "casos de borde",
    ),
    *("casos limite", "cas limites", "erreur", "erro", "fehler", "grenzf", "randf", "エッジケース", "エラー", "例外"),
    *("边界", "邊界", "错误", "錯誤", "异常", "例外", "경계", "오류", "ошиб", "граничн"),
)
"""What the title of a section on error paths holds, in the languages met."""
_CRITERIA = (
    "acceptance",
    "definition of done",
    "critérios de aceit",
    "criterios de acept",
    "akzeptanz",
    "受け入れ",
    "验收",
    "驗收",
)
"""The same for a section on criteria that are no scenarios."""
_CONSTRAINTS = (
    *("constraint", "non-functional", "nonfunctional", "limits", "limitation", "out of scope", "out-of-scope"),
    *("non-goal", "nongoal", "invariant", "guardrail", "restric", "contrainte", "não funciona", "no funciona"),
    *("hors périmètre", "fora do escopo", "fuera de alcance", "einschränk", "nicht-ziel", "nicht im umfang"),
    *("制約", "約束", "约束", "限制", "非機能", "非功能", "範囲外", "范围外", "範圍外", "제약", "범위 외", "ограничен"),
)
"""The same for a section on constraints; what will not be built is one."""
_CONSTRAINT_FAMILIES = frozenset({"NFR", "C", "CR", "PR", "SEC"})
_LANGUAGE_SAMPLE = 4_000
_LABEL = 80
"""How many characters of a block may be its label."""


def criteria(spec: Spec | None) -> Answer:
    """Whether every story has a criterion, and each scenario says what is done and what comes of it."""
    if spec is None:
        return _NO_SPEC
    document = spec.document
    for scenario in spec.scenarios:
        if fault := _undecidable(scenario):
            place = document.place(scenario.start, scenario.end)
            return Answer(Verdict.UNMET, f"{scenario.id} {fault}", place.location())
    for story in spec.stories:
        if not story.scenarios and not is_set_aside(story.title) and not has_plain_criteria(spec, story):
            return Answer(Verdict.UNMET, f"{story.id} has no criterion", _location(spec, story.heading))
    if count := len(spec.scenarios) + len(spec.criteria):
        return Answer(Verdict.MET, counted(count, "criterion", "criteria"))
    if spec.stories or _statements(spec, _about(spec, _CRITERIA)):
        return Answer(Verdict.MET, "a list of criteria without ids")
    return Answer(Verdict.UNMET, "there is no acceptance criterion", _location(spec))


def error_paths(spec: Spec | None) -> Answer:
    """Whether a scenario, an edge case or a section on errors says what happens when something goes wrong."""
    if spec is None:
        return _NO_SPEC
    sections = _about(spec, _ERROR_PATHS)
    scenarios = sum(1 for scenario in spec.scenarios if _failure().search(_words(scenario)))
    requirements = sum(1 for item in spec.requirements if _failure().search(item.text))
    told = max(_statements(spec, sections), len(spec.edge_cases))
    counts = ((scenarios, "scenario"), (requirements, "requirement"), (told, "stated case"))
    if any(count for count, _ in counts):
        return Answer(Verdict.MET, ", ".join(counted(count, thing) for count, thing in counts if count))
    if sections:
        title = spec.document.words(sections[0].heading)
        return Answer(
            Verdict.UNMET, f"`{title[:80]}` says of no error what follows", _location(spec, sections[0].heading)
        )
    return _absent(spec, "no scenario and no section speaks of an error")


def constraints(spec: Spec | None) -> Answer:
    """Whether the specification says what limits the feature: constraints, qualities, what is out of scope."""
    if spec is None:
        return _NO_SPEC
    sections = _about(spec, _CONSTRAINTS)
    declared = sum(1 for item in spec.requirements if item.family in _CONSTRAINT_FAMILIES)
    told = max(_statements(spec, sections), declared) or _labelled(spec, _CONSTRAINTS)
    if told:
        return Answer(Verdict.MET, counted(told, "constraint"))
    if sections:
        title = spec.document.words(sections[0].heading)
        return Answer(Verdict.UNMET, f"`{title[:80]}` is empty", _location(spec, sections[0].heading))
    return _absent(spec, "no section says what limits the feature or is out of its scope")


def reads_english(text: str) -> bool:
    """Whether the beginning of a document is English; dashes and emoji do not count against it."""
    sample = text[:_LANGUAGE_SAMPLE]
    return sample.lower().count(" the ") > 1 or is_english(sample)


def says(document: Document, titles: tuple[str, ...]) -> bool:
    """Whether a document has a section whose title holds one of these words, with something below it."""
    sections = [section for section in document.sections if any(title in section.title for title in titles)]
    return any(document.text[section.start : section.end].strip() for section in sections)


def _undecidable(scenario: Scenario) -> str:
    """Why no test can decide a scenario; empty where one can."""
    if not scenario.then:
        return "names no result"
    if not scenario.when and not scenario.given:
        return "names no action"
    return "asks only that it works" if _empty_praise().fullmatch(scenario.then) else ""


def _words(scenario: Scenario) -> str:
    return " ".join(filter(None, (scenario.given, scenario.when, scenario.then)))


def _about(spec: Spec, words: tuple[str, ...]) -> list[Section]:
    return [section for section in spec.document.sections if any(word in section.title for word in words)]


def _statements(spec: Spec, sections: list[Section]) -> int:
    """How many items, paragraphs and tables of these sections state something rather than ask."""
    document = spec.document
    stating = {
        block.start
        for section in sections
        for block in document.within(section)
        if block.kind == TABLE or (block.kind in {ITEM, PARAGRAPH} and _states(document.words(block)))
    }
    return len(stating)


def _labelled(spec: Spec, words: tuple[str, ...]) -> int:
    """How many items and paragraphs begin with a bold label that holds one of the words: `**Out of scope**: …`."""
    document = spec.document
    leads = (document.words(block)[:_LABEL] for block in document.blocks if block.kind in {ITEM, PARAGRAPH})
    labels = (lead.split("**", 2)[1].lower() for lead in leads if lead.startswith("**"))
    return sum(1 for label in labels if any(word in label for word in words))


def _states(words: str) -> bool:
    words = words.strip(" \t\r\n*_`")
    return bool(words) and not words.endswith(("?", "？", ":", "："))


def _absent(spec: Spec, detail: str) -> Answer:
    """The answer where no section was found, which means something only where the titles can be understood."""
    if not reads_english(spec.document.text):
        return Answer(Verdict.UNKNOWN, "no such section was recognised; its language may be unknown")
    return Answer(Verdict.UNMET, detail, _location(spec))


def _location(spec: Spec, span: Span | Block | None = None) -> Location:
    return spec.document.place(span.start, span.end).location() if span else spec.document.place(0, 0).location()


@cache
def _failure() -> re.Pattern[str]:
    """Words that tell that something goes wrong, in English and a few languages met."""
    return re.compile(
        r"\b(?:error|fail|invalid|reject|refus|den(?:y|ied)|unauthori[sz]ed|forbidden|timed? ?out|time-out|missing"
        r"|not found|expire|wrong|incorrect|unavailable|offline|corrupt|malformed|exceed|conflict|abort|[45]\d\d\b"
        r"|erro|inválid|falh|erreur|échou|fehl|ungültig|ошиб)|エラー|失敗|无效|無効|無效|错误|錯誤|失败|실패|오류",
        re.IGNORECASE,
    )


@cache
def _empty_praise() -> re.Pattern[str]:
    """A result that says only that all is well: `it works as expected`."""
    return re.compile(
        r"(?:(?:it|this|that|everything|all(?: of it)?|the (?:system|feature|application|app|page)) )?"
        r"(?:(?:should|must|will|shall) )?(?:still )?(?:works?|functions?|behaves?|runs?|is ok|is fine)"
        r"(?: (?:correctly|properly|well|fine|as (?:expected|intended|designed|before)))*\.?",
        re.IGNORECASE,
    )
