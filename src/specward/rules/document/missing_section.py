"""A specification or plan lacks one of its mandatory sections.

## What it does

Reports a specification that has two of its three mandatory sections (user scenarios, requirements, success criteria)
and lacks the third, and a plan that has three of its four (summary, technical context, constitution check, project
structure) and lacks the fourth. The others must bear the template's own titles; the missing one is looked for under
other names too, such as "User Stories" or "Acceptance Criteria".

## Why is this bad?

The section that is missing is the one that nobody thought about: without success criteria nothing can be accepted,
without a constitution check nobody asked the constitution.

## Example

```markdown specs/001-login/spec.md
# Feature Specification: Login

## User Scenarios & Testing

## Requirements

- **FR-001**: The system MUST refuse a wrong password.
```

## Use instead

```markdown specs/001-login/spec.md
# Feature Specification: Login

## User Scenarios & Testing

## Requirements

- **FR-001**: The system MUST refuse a wrong password.

## Success Criteria

- **SC-001**: 99% of people sign in within two seconds
```

## Limits

The titles are known in English, Portuguese, Spanish, German, French, Japanese and Chinese, in part in Italian, Russian
and Korean, and `language.sections` of the configuration adds a project's own. A document that follows another outline
is left alone: where more than one section is missing, the template is not what its author had in mind. So are
specifications in the form of before October 2025, which had no success criteria, and features whose folder begins with
`_`. A section whose title has a slip of the hand is there: `misspelt-section` reports it. It is a warning, for a
section may be left out on purpose, and an information in plans, whose outline projects change more: of 3 plans that it
named in real projects, one had the outline of its project. The figures count the warnings alone.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from specward.artifacts.kind import Kind
from specward.artifacts.standard_sections import standard_sections
from specward.finding import Severity
from specward.rule import Fault, Scope, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from specward.markdown.document import Document
    from specward.project import Project

_MANDATORY = {
    Kind.SPEC: {
        "User Scenarios & Testing": (
            *("scenario", "user stor", "cenário", "escenario", "história", "historia", "szenari", "scénario", "récit"),
            *(
                "histoire",
                "scenari",
                "сценари",
                "истори",
                "シナリオ",
                "ストーリー",
                "场景",
                "場景",
                "情境",
                "故事",
                "시나리오",
            ),
        ),
        "Requirements": (
            *(
                "requirement",
                "requisit",
                "requerim",
                "anforderung",
                "exigence",
                "требован",
                "要件",
                "要求",
                "需求",
                "요구",
            ),
        ),
        "Success Criteria": (
            *("success criteri", "success metric", "measurable outcome", "acceptance criteri", "sucesso", "aceit"),
            *("éxito", "acept", "erfolg", "akzeptanz", "succès", "réussite", "acceptation", "successo", "успех"),
            *("приемк", "成功", "受け入れ", "受入", "完了", "验收", "驗收", "成果", "성공", "인수"),
        ),
    },
    Kind.PLAN: {
        "Summary": (
            *(
                "summary",
                "overview",
                "resumo",
                "sumário",
                "resumen",
                "zusammenfassung",
                "überblick",
                "résumé",
                "aperçu",
            ),
            *("riepilogo", "описание", "概要", "摘要", "概述", "总结", "總結", "要約", "요약", "개요"),
        ),
        "Technical Context": (
            *("technical", "technolog", "tech stack", "approach", "design", "decision", "técnic"),
            *("tecnolog", "technisch", "techniq", "tecnic", "технич"),
            *("技術", "技术", "기술"),
        ),
        "Constitution Check": (
            *("constitution check", "charter check", "constitui", "constituci", "constitution", "verfassung"),
            *("憲章", "憲法", "宪章", "宪法", "章程", "헌법"),
        ),
        "Project Structure": (
            *("structure", "source code", "files", "file changes", "layout", "estrutura", "estructura", "struktur"),
            *("struttura", "структур", "構造", "構成", "结构", "結構", "구조"),
        ),
    },
}
"""The mandatory sections of spec-kit's templates, and what a heading of another name holds for each."""
_FORM_OF_2025 = ("execution flow (main)", "primary user story")
"""Headings that only the template of before October 2025 has."""
_SECTION_DEPTH = 2


@rule("DOC004", Severity.WARNING, Scope.DOCUMENT, records=False, read=2, right=2)
def check(document: Document, project: Project) -> Iterator[Fault]:
    """Yield a fault where exactly one mandatory section is missing."""
    kind = project.kinds.get(document.path)
    mandatory = _MANDATORY.get(kind) if kind else None
    if not mandatory or not document.headings:
        return
    sections = standard_sections(document, kind, project.vocabulary)
    named = [one for one in sections.found if one.section.level <= _SECTION_DEPTH]
    present = {one.name for one in named} | {one.name for one in sections.misspelt}
    missing = [name for name in mandatory if name not in present]
    if len(missing) != 1 or "/_" in document.path:
        return
    headings = document.headings
    others = (*mandatory[missing[0]], *_FORM_OF_2025)
    if not any(word in document.words(block).lower() for block in headings for word in others):
        first = headings[0]
        title = project.vocabulary.named(missing[0], [one.section.title for one in named])
        yield Fault(
            document.place(first.start, first.end),
            f"there is no section {title!r}",
            help=f"add `## {title}`",
            severity=Severity.INFO if kind is Kind.PLAN else None,
        )
