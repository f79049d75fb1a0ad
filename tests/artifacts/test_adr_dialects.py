"""Records of every dialect are read as a person reads them: number, title, status, date, format."""

from __future__ import annotations

import pytest

from specward.artifacts.adr import Adr, read_adr
from specward.artifacts.adr_roles import ADG, LOG4BRAINS, MADR2, MADR3, MADR4, NYGARD, OTHER, SPECKIT_PLUS
from specward.artifacts.adr_status import StatusClass
from specward.markdown.document import Document

ADR_TOOLS = (
    "# 7. Keep sessions in Redis\n\nDate: 02/01/2026\n\n## Status\n\nAccepted\n\n"
    "## Context\n\nA.\n\n## Decision\n\nB.\n"
)
PHODAL = (
    "# 7. 会话\n\n日期: 2026/01/02\n\n## 状态\n\n2026-01-01 提议\n\n2026-01-02 通过\n\n## 背景\n\n无\n\n## 决策\n\n好\n"
)
PHODAL_RUSSIAN = """\
# 7. Сессии

Дата: 2026-01-02

## Статус

Предложено: 2026-01-01

Принято: 2026-01-02

## Контекст

Нет.

## Решение

Да.
"""
MADR_1 = "# Sessions\n\n**User Story:** 12\n\n## Considered Options\n\n* Redis\n\n## Decision Outcome\n\nRedis.\n"
MADR_2 = """\
# Sessions

* Status: accepted <!-- optional -->
* Deciders: Ada <!-- optional -->
* Date: 2026-01-02 <!-- optional -->

## Context and Problem Statement

Where?

## Decision Outcome

Redis.
"""
MADR_3 = """\
---
# These are optional elements. Feel free to remove any of them.
status: superseded by [ADR-0008](0008-x.md)
date: { 2026-01-02 }
deciders: Ada
---
# Sessions

## Context and Problem Statement

Where?

## Validation

A review.
"""
MADR_4 = MADR_3.replace("deciders", "decision-makers").replace("## Validation", "### Confirmation")
UNFILLED_MADR_3 = """\
---
status: {proposed | rejected | accepted | deprecated | … | superseded by [ADR-0005](0005-example.md)}
date: {YYYY-MM-DD when the decision was last updated}
deciders: {list everyone involved in the decision}
---
# {short title of solved problem and solution}

## Context and Problem Statement

## Decision Outcome
"""
SPECKIT = """\
# ADR-0007: Sessions

> **Scope**: Document decision clusters.

- **Status:** Accepted
- **Date:** 2026-01-02
- **Feature:** 001-login
- **Context:** Sessions are lost
  when a node restarts, related: much else.

## Decision

Redis.
"""
ADG_RECORD = """\
---
adr_id: "0007"
title: sessions
status: open
tags:
    - web
links:
    precedes:
        - "0008"
    custom:
        inspired by: ["0003"]
comments: []
---

## <a name="question"></a> What do we ask?

Where?

## <a name="options"></a> Options

1. <a name="option-1"></a> Redis
"""
EDGEX = (
    "# Sessions\n### Submitters\n- Ada\n\n## Change Log\n- [approved](https://example.org/1) (2026-01-02)\n\n"
    "## Context\n\nA.\n"
)
COSMOS = (
    "# ADR 007: Sessions\n\n## Changelog\n\n- 02-01-2026: Second\n- 2025-12-01: First\n\n## Context\n\nA.\n\n"
    "## Status\n\nImplemented (moved to `core`)\n"
)
UNCLOSED = "# 7. T\n\nDate: 2026-01-02\n\n```\ncode\n\n## Status\n\nAccepted\n\n## Context\n\nA.\n\n## Decision\n\nB.\n"
TIGHT = "---\ntag:Web Client\n---\n\n" + ADR_TOOLS
RULED = "# 7. T\n\n**Status:** Accepted\n**Date:** 2026-01-02\n---\n\n## Context\n\nA.\n"
NESTED_FENCES = (
    "# 7. T\n\n````\n```\n## Status\n\nRejected\n```\n````\n\n~~~\n## Status\n~~~\n\n## Status\n\nAccepted\n"
)


def adr(text: str, path: str = "docs/adr/0007-sessions.md") -> Adr:
    return read_adr(Document(path, text))


@pytest.mark.verifies("004-decisions/AC-001")
@pytest.mark.parametrize(
    ("text", "path", "number", "title", "kind", "date", "form"),
    [
        (ADR_TOOLS, "doc/adr/0007-x.md", 7, "Keep sessions in Redis", "accepted", "02/01/2026", NYGARD),
        (
            ADR_TOOLS.replace("\n", "\r\n"),
            "doc/adr/0007-x.md",
            7,
            "Keep sessions in Redis",
            "accepted",
            "02/01/2026",
            NYGARD,
        ),
        ("\ufeff" + ADR_TOOLS, "doc/adr/0007-x.md", 7, "Keep sessions in Redis", "accepted", "02/01/2026", NYGARD),
        (
            ADR_TOOLS.replace("\n\n", "\r\n\n"),
            "doc/adr/0007-x.md",
            7,
            "Keep sessions in Redis",
            "accepted",
            "02/01/2026",
            NYGARD,
        ),
        (TIGHT, "doc/adr/0007-x.md", 7, "Keep sessions in Redis", "accepted", "02/01/2026", NYGARD),
        (UNCLOSED, "doc/adr/0007-x.md", 7, "T", "accepted", "2026-01-02", NYGARD),
        (NESTED_FENCES, "doc/adr/0007-x.md", 7, "T", "accepted", None, NYGARD),
        (PHODAL, "docs/adr/007-会话.md", 7, "会话", "accepted", "2026/01/02", NYGARD),
        (PHODAL_RUSSIAN, "docs/adr/7-x.md", 7, "Сессии", "accepted", "2026-01-02", NYGARD),
        (MADR_1, "docs/adr/0007-x.md", 7, "Sessions", None, None, MADR2),
        (MADR_2, "docs/adr/0007-x.md", 7, "Sessions", "accepted", "2026-01-02", MADR2),
        (MADR_2, "docs/adr/20260102-x.md", None, "Sessions", "accepted", "2026-01-02", LOG4BRAINS),
        (MADR_3, "docs/decisions/0007-x.md", 7, "Sessions", "superseded", "2026-01-02", MADR3),
        (MADR_4, "docs/decisions/0007-x.md", 7, "Sessions", "superseded", "2026-01-02", MADR4),
        (SPECKIT, "history/adr/ADR-007-x.adr.md", 7, "Sessions", "accepted", "2026-01-02", SPECKIT_PLUS),
        (ADG_RECORD, "models/adr/AD0007-x.md", 7, "sessions", "proposed", None, ADG),
        (EDGEX, "docs/adr/0007-x.md", 7, "Sessions", "accepted", "2026-01-02", OTHER),
        (COSMOS, "docs/architecture/adr-007-x.md", 7, "Sessions", "implemented", "02-01-2026", NYGARD),
        (RULED, "docs/adr/0007-x.md", 7, "T", "accepted", "2026-01-02", OTHER),
        ("# Sessions\n\nWords.\n", "docs/adr/2026-01-02-x/README.md", None, "Sessions", None, "2026-01-02", OTHER),
        ("Status: Accepted\n", "docs/adr/2026-01-02_007-x.md", 7, "", "accepted", "2026-01-02", OTHER),
        ("---\nid: 0007-x\ntitle: T\n---\n", "docs/adr/x.md", 7, "T", None, None, OTHER),
        ("## ADR-0007: T\n\nStatus: Accepted\n\n## Context\n", "docs/adr/x.md", 7, "T", "accepted", None, OTHER),
        ("7. T\n====\n\nStatus\n------\n\nAccepted\n", "docs/adr/x.md", 7, "T", "accepted", None, NYGARD),
    ],
)
def test_each_dialect_is_read_as_a_person_reads_it(
    text: str, path: str, number: int | None, title: str, kind: str | None, date: str | None, form: str
) -> None:
    read = adr(text, path)
    status = read.status.kind.value if read.status else None
    value = read.date.value if read.date else None
    assert (read.number, read.title, status, value, read.format) == (number, title, kind, date, form)


@pytest.mark.verifies("004-decisions/AC-002")
def test_an_unfilled_template_keeps_its_words_and_is_of_no_known_status() -> None:
    read = adr(UNFILLED_MADR_3)
    assert read.status is not None
    assert (read.status.kind, read.status.is_choice) == (StatusClass.UNKNOWN, True)
    assert read.date is not None
    assert read.date.value == ""
    assert adr("# ADR-{{ID}}: {{TITLE}}\n").title == "ADR-{{ID}}: {{TITLE}}"


def test_front_matter_that_is_no_yaml_loses_none_of_its_other_keys() -> None:
    read = adr("---\nstatus: accepted\ntitle: a: b: c\n- stray\ndate: 2026-01-02\n---\n\n## Context\n")
    assert read.status is not None
    assert read.status.kind is StatusClass.ACCEPTED
    assert (read.title, read.date and read.date.value) == ("a: b: c", "2026-01-02")


def test_a_comment_that_heads_front_matter_by_itself_stands_in_for_a_title() -> None:
    assert adr("---\n# How samples are kept\n\nstatus: accepted\n---\n\n## Context\n").title == "How samples are kept"
    assert adr("---\n# These are optional elements.\nstatus: accepted\n---\n\n## Context\n").title == ""


@pytest.mark.parametrize(
    ("heading", "number", "title"),
    [
        ("# ADR #7 Use X", 7, "Use X"),
        ("# ADR0007 - Use X", 7, "Use X"),
        ("# [ADR-0007] Use X", 7, "Use X"),
        ("# 7) Use X", 7, "Use X"),
        ("# **7. Use X**", 7, "Use X"),
        ("# Architecture Decision Record 7: Use X", 7, "Use X"),
        ("# Architecture Decision Record: Use X", None, "Use X"),
        ("# ADR-XXXX: Use X", None, "Use X"),
        ("# XXXX. Use X", None, "Use X"),
        ("# NNNN - Use X", None, "Use X"),
        ("# XXXX.Use X", None, "XXXX.Use X"),
        ("# XXX-ray", None, "XXX-ray"),
        ("# 0007-use-x", 7, "use-x"),
        ('# <a name="top"></a> 7. Use X', 7, "Use X"),
        ("# 📝 ADR-7: Use X <!-- draft -->", 7, "Use X"),
        ("# 2026-01-02 Use X", None, "2026-01-02 Use X"),
        ("# Use **X** and *Y*", None, "Use **X** and *Y*"),
        ("# Use X\n\n---\n", None, "Use X"),
        (".. _ADR-7:\n7. Use X\n========", 7, "Use X"),
    ],
)
def test_a_title_is_told_from_the_number_before_it(heading: str, number: int | None, title: str) -> None:
    read = adr(f"{heading}\n", "docs/adr/x.md")
    assert (read.title_number, read.title) == (number, title)


def test_every_number_that_a_record_gives_itself_is_told_with_its_place() -> None:
    read = adr("---\nid: ADR-0008\ntitle: 9. T\n---\n\n# 10. T\n")
    assert [(each.value, each.notation) for each in read.numbers] == [
        (7, "file name"),
        (8, "front matter"),
        (9, "front matter"),
        (10, "heading"),
    ]
    last = read.numbers[-1]
    assert read.document.text[last.start : last.end] == "10"
    assert read.number == 7


@pytest.mark.parametrize(
    ("deciders", "people"),
    [
        ("[Ada, Grace]", ("Ada", "Grace")),
        ("Ada, Grace", ("Ada", "Grace")),
        ("\n- Ada\n- Grace", ("Ada", "Grace")),
        ("\n  - Ada\n  - Grace", ("Ada", "Grace")),
        ("\n    # who\n    - Ada # lead\n\n    - Grace", ("Ada", "Grace")),
        ("|\n  Ada\n  Grace", ("Ada", "Grace")),
        (">-\n  Ada,\n  Grace", ("Ada", "Grace")),
        ("", ()),
    ],
)
def test_people_are_read_from_every_form_of_a_yaml_value(deciders: str, people: tuple[str, ...]) -> None:
    assert adr(f"---\ndeciders: {deciders}\nstatus: accepted\n---\n\n# T\n").people.deciders == people


def test_people_and_tags_of_a_list_are_read() -> None:
    read = adr("# T\n\n- **Author(s):** Ada\n- Deciders:\n  - Grace\n  - Alan\n- Tags: web data\n")
    assert (read.people.authors, read.people.deciders, read.tags) == (("Ada",), ("Grace", "Alan"), ("web", "data"))


def test_a_value_of_a_list_goes_on_below_its_line() -> None:
    context = adr(SPECKIT).metadatum("context")
    assert context is not None
    assert " ".join(context.value.split()) == "Sessions are lost when a node restarts, related: much else."


@pytest.mark.parametrize(
    "line",
    [
        "Status: Accepted · Date: 2026-01-02 · Deciders: Ada",
        "**Status:** Accepted<br>**Date:** 2026-01-02<br/>**Deciders:** Ada",
        "**Status**: Accepted | **Date**: 2026-01-02 | **Deciders**: Ada",
        "*Status:* Accepted, *Date:* 2026-01-02, *Deciders:* Ada <!-- optional -->",
        "**Status: Accepted; Date: 2026-01-02; Deciders: Ada**",
        "| Status | Date | Deciders |\n|---|---|---|\n| Accepted | 2026-01-02 | Ada |",
        "| Status | Accepted |\n|---|---|\n| Date | 2026-01-02 |\n| Deciders | Ada |",
    ],
)
def test_several_fields_may_stand_on_one_line(line: str) -> None:
    read = adr(f"# T\n\n{line}\n\n## Context\n")
    assert read.status is not None
    assert read.status.raw == "Accepted"
    assert read.date is not None
    assert (read.date.raw, read.people.deciders) == ("2026-01-02", ("Ada",))


@pytest.mark.verifies("004-decisions/AC-001")
def test_a_record_of_speckit_plus_has_its_feature_and_its_references() -> None:
    read = adr(
        f"{SPECKIT}\n## References\n\n- Feature Spec: specs/001-login/spec.md\n- Related ADRs: ADR-0003, 0004-x.md\n"
    )
    feature = read.metadatum("feature")
    assert feature is not None
    assert feature.value == "001-login"
    assert [(link.kind, link.number) for link in read.links] == [("relates to", 3), ("relates to", 4)]


def test_a_list_of_links_below_the_title_is_no_metadata() -> None:
    assert adr("# T\n\n- [Context](#context)\n- [Status: what](#status)\n\n## Context\n").metadata == []


def test_the_data_of_tools_in_front_matter_are_links() -> None:
    found = [(link.kind, link.target, link.number) for link in adr(ADG_RECORD).links]
    assert found == [("precedes", "0008", 8), ("inspired by", "0003", 3)]
    text = "---\nlinks:\n  - target: 2\n    kind: superseded-by\n  - {kind: enables, target: 3}\n---\n\n# T\n"
    assert [(link.kind, link.number) for link in adr(text).links] == [("superseded by", 2), ("enables", 3)]


def test_a_line_of_nygard_keeps_a_kind_of_its_author() -> None:
    read = adr(
        "# T\n\n## Status\n\nAccepted\n\nEnables [5. Five](0005-five.md)\n\nSee [x](notes.md) and [5](0005-five.md)\n"
    )
    assert [(link.kind, link.label, link.number) for link in read.links] == [("enables", "5. Five", 5)]


@pytest.mark.parametrize(
    "text",
    [
        "# T\n\n## Status\n\nDeprecated, superseded by [5. Five](0005-five.md)\n",
        "# T\n\n## Superseded by\n\n- ADR-5\n",
        "# T\n\n## Status: Superseded by ADR-5\n\n## Context\n",
        "---\nstatus: accepted (superseded by ADR-5)\n---\n\n# T\n",
        "# T\n\n> **Superseded by ADR-5**\n\n## Context\n",
    ],
)
def test_a_successor_is_found_wherever_it_is_named(text: str) -> None:
    assert [(link.kind, link.number) for link in adr(text).links] == [("superseded by", 5)]
