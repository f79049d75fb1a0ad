"""The rules on standard sections: missing, misspelt, empty, twice."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from specward.check.run import check
from specward.check.select import Selection
from specward.config import DEFAULTS
from specward.project import Project
from specward.rules.document import duplicate_heading, empty_section, missing_section, misspelt_section
from specward.sources.memory import MemorySource

if TYPE_CHECKING:
    from specward.finding import Finding, Fix
    from specward.rule import Rule

SPEC = "specs/001-login/spec.md"
PLAN = "specs/001-login/plan.md"
pytestmark = pytest.mark.verifies("005-the-whole-checker/AC-001")


def findings(rule: Rule, text: str, path: str = SPEC, config: str = "") -> list[Finding]:
    files = {path: text} | ({".specify/specward.yml": config} if config else {})
    project = Project(MemorySource(files))
    report = check(project, Selection([rule], DEFAULTS))
    assert not report.undetermined
    return list(report.findings)


def told(rule: Rule, text: str, path: str = SPEC, config: str = "") -> list[tuple[int, str]]:
    return [(found.location.start.line, found.message) for found in findings(rule, text, path, config)]


def mended(text: str, fix: Fix | None) -> str:
    assert fix is not None
    for edit in sorted(fix.edits, key=lambda edit: -edit.span.start):
        text = text[: edit.span.start] + edit.text + text[edit.span.end :]
    return text


@pytest.mark.verifies("005-the-whole-checker/AC-002")
@pytest.mark.parametrize(
    ("titles", "missing"),
    [
        (("User Scenarios & Testing", "Requirements"), "Success Criteria"),
        (("Cenários de Usuário e Testes *(obrigatório)*", "Requisitos *(obrigatório)*"), "Critérios de sucesso"),
        (("Escenarios de Usuario y Pruebas", "Requisitos"), "Criterios de éxito"),
        (("Nutzerszenarien & Tests", "Erfolgskriterien"), "Anforderungen"),
        (("Scénarios utilisateur et tests", "Exigences"), "Critères de succès"),
        (("ユーザーシナリオとテスト *(必須)*", "要件 *(必須)*"), "成功基準"),
        (("需求（必填）", "成功标准（必填）"), "用户场景与测试"),
        (("使用者情境與測試", "成功標準"), "需求"),
    ],
)
def test_the_one_missing_section_is_named_in_the_documents_language(titles: tuple[str, ...], missing: str) -> None:
    text = "# Spec\n\n" + "".join(f"## {title}\n\nwords\n\n" for title in titles)
    assert told(missing_section.check, text) == [(1, f"there is no section {missing!r}")]
    assert told(missing_section.check, f"{text}## {missing}\n\nwords\n") == []


def test_a_section_under_another_name_is_not_missing() -> None:
    text = "# S\n\n## ユーザーシナリオとテスト\n\nx\n\n## 要件\n\nx\n\n## 受け入れ基準\n\nx\n"
    assert told(missing_section.check, text) == []


def test_a_projects_own_title_is_a_standard_section() -> None:
    text = "# S\n\n## User Scenarios & Testing\n\nx\n\n## Requirements\n\nx\n\n## Definition of Victory\n\nx\n"
    config = "language:\n  sections: {Definition of Victory: Success Criteria}\n"
    assert len(told(missing_section.check, text)) == 1
    assert told(missing_section.check, text, config=config) == []


def test_a_misspelt_section_is_told_and_not_missing_too() -> None:
    text = "# S\n\n## User Scenarios & Testing\n\nx\n\n## Requirements\n\nx\n\n## Sucess Criteria\n\nx\n"
    assert told(misspelt_section.check, text) == [(11, "'Sucess' in the title of a standard section")]
    assert told(missing_section.check, text) == []


@pytest.mark.verifies("005-the-whole-checker/AC-003")
@pytest.mark.parametrize(
    ("heading", "right"),
    [
        ("## Requirments *(mandatory)*", "## Requirements *(mandatory)*"),
        ("### 3. **Functoinal Requirments** <!-- keep -->", "### 3. **Functional Requirements** <!-- keep -->"),
        ("## SUCESS CRITERIA", "## SUCCESS CRITERIA"),
        ("## Critérios de Sucessso", "## Critérios de Sucesso"),
        ("Assumtions\n----------", "Assumptions\n----------"),
    ],
)
def test_the_fix_mends_the_words_alone(heading: str, right: str) -> None:
    text = f"# S\r\n\r\n{heading}\r\n\r\nRequirments stay as they are\r\n"
    (found,) = findings(misspelt_section.check, text)
    assert found.fix is not None
    assert found.fix.safe
    fixed = mended(text, found.fix)
    assert fixed == f"# S\r\n\r\n{right}\r\n\r\nRequirments stay as they are\r\n"
    assert findings(misspelt_section.check, fixed) == []


def test_the_fix_is_not_safe_where_a_link_leads_to_the_heading() -> None:
    (found,) = findings(misspelt_section.check, "# S\n\n[see](#sucess-criteria)\n\n## Sucess Criteria\n\nx\n")
    assert found.fix is not None
    assert not found.fix.safe


@pytest.mark.parametrize(
    "heading", ["## Requirement", "## Technical Content", "## Success Criterion", "#### Requirments", "## Note"]
)
def test_other_words_other_forms_and_deep_headings_are_left_alone(heading: str) -> None:
    assert told(misspelt_section.check, f"# S\n\n{heading}\n\nx\n") == []


def test_a_near_miss_beside_the_section_itself_is_another_section() -> None:
    assert told(misspelt_section.check, "# S\n\n## Requirements\n\nx\n\n## Requirments\n\nx\n") == []


def test_a_section_of_another_kind_of_document_is_not_meant() -> None:
    assert told(misspelt_section.check, "# S\n\n## Tecnical Context\n\nx\n") == []
    assert len(told(misspelt_section.check, "# P\n\n## Tecnical Context\n\nx\n", PLAN)) == 1


@pytest.mark.parametrize("body", ["", "\n", "<!-- say which -->\n", "---\n", "<!--\nlong\n\nnote\n-->\n\n---\n"])
def test_a_section_without_content_is_told(body: str) -> None:
    text = f"# S\n\n## Edge Cases\n\n{body}\n## Requirements\n\n- **FR-001**: System MUST answer\n"
    assert told(empty_section.check, text) == [(3, "nothing stands in this section")]


@pytest.mark.parametrize("body", ["None", "N/A", "<p>x</p>", "- a", "*none*", "### Session 1\n\n- a", "```\n```"])
def test_a_section_that_says_anything_is_left_alone(body: str) -> None:
    assert told(empty_section.check, f"# S\n\n## Edge Cases\n\n{body}\n\n## Requirements\n\nx\n") == []


def test_an_empty_section_at_the_end_is_told_and_one_with_another_title_is_not() -> None:
    assert told(empty_section.check, "# S\n\n## Glossary\n\n## Clarifications") == [
        (5, "nothing stands in this section")
    ]


def test_the_second_of_two_sections_is_told_with_the_first() -> None:
    text = "# P\n\n## Constitution Check\n\na\n\n## Constitution Check\n\nb\n"
    (found,) = findings(duplicate_heading.check, text, PLAN)
    assert (found.location.start.line, [place.start.line for place in found.related]) == (7, [3])


def test_what_comes_again_on_purpose_is_no_duplicate() -> None:
    deep = "# S\n\n## A\n\n### Edge Cases\n\nx\n\n## B\n\n### Edge Cases\n\nx\n"
    assert told(duplicate_heading.check, deep) == []
    assert (
        told(duplicate_heading.check, "# P\n\n## Summary\n\na\n\n## Notes\n\n## Notes\n\n## Summary\n\nb\n", PLAN) == []
    )


def test_a_heading_that_says_that_there_is_nothing_is_an_answer() -> None:
    assert told(empty_section.check, "# S\n\n### Key Entities _(N/A - no data)_\n\n## Requirements\n\nx\n") == []


def test_requirements_under_headings_of_the_same_level_are_content() -> None:
    text = "# S\n\n## Requirements\n\n### Functional Requirements\n\n### {} of the list\n\n- **FR-001**: x\n"
    assert told(empty_section.check, text.replace("{} of the list", "Task List Requirements")) == []
    assert told(empty_section.check, text.format("Notes")) == [(5, "nothing stands in this section")]
