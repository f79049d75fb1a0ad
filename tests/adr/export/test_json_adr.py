from __future__ import annotations

from typing import Any

import pytest
from jsonschema import Draft202012Validator, FormatChecker

from specward.adr.catalogue.catalogue import catalogue_of, record_at
from specward.adr.export.json_adr import Omission, exported
from specward.project import Project
from specward.sources.memory import MemorySource

TEXTS = {"type": "array", "items": {"type": "string"}}


def closed(required: list[str], **properties: Any) -> dict[str, Any]:
    return {"type": "object", "properties": properties, "required": required, "additionalProperties": False}


SIDES = dict.fromkeys(("positive", "negative", "risks"), TEXTS)
TEXT = {"type": "string"}
NUMBER = {"type": "integer", "minimum": 1}
OPTION = closed(["name"], name=TEXT, description=TEXT, pros=TEXTS, cons=TEXTS)
DECISION = closed(
    ["number", "title", "status", "date"],
    number=NUMBER,
    title={"type": "string", "minLength": 1},
    status=TEXT,
    date={"type": "string", "format": "date"},
    **dict.fromkeys(("deciders", "consulted", "informed", "tags", "decision_drivers"), TEXTS),
    **dict.fromkeys(("context", "decision", "confirmation", "path", "source_uri"), TEXT),
    considered_options={"type": "array", "items": OPTION},
    consequences={"oneOf": [TEXTS, closed([], **SIDES)]},
    links={"type": "array", "items": closed(["type", "target"], type=TEXT, target=NUMBER, description=TEXT)},
    custom_sections={"type": "object", "additionalProperties": TEXT},
)
SCHEMA = closed(
    ["version", "adrs"],
    version={"const": "1.0.0"},
    generated_at={"type": "string", "format": "date-time"},
    tool=closed(["name", "version"], name=TEXT, version=TEXT),
    repository=closed([], name=TEXT, adr_directory=TEXT),
    adrs={"type": "array", "items": DECISION},
)
"""JSON-ADR 1.0.0 for many decisions at once."""

MADR = """---
status: accepted
date: 2026-01-02
decision-makers: [Ann, Bob]
tags: [auth]
---
# Tokens for sessions

## Context and Problem Statement

Sessions must survive a restart.

## Decision Drivers

* no shared state

## Considered Options

* Redis
* Tokens

## Decision Outcome

Chosen option: "Tokens", because nothing is shared.

### Consequences

* Good, because nodes are alike
* Bad, because a token cannot be taken back

## More Information

Supersedes ADR-0001
"""
NYGARD = """# 1. Redis for sessions

Date: 2025-03-04

## Status

Superseded by [2. Tokens](0002-tokens.md)

## Context

Restarts.

## Decision

We keep sessions in Redis.

## Consequences

One more service.
"""


def export(**files: str) -> tuple[dict[str, Any], list[Omission]]:
    project = Project(
        MemorySource({f"docs/adr/{name[1:]}.md".replace("_", "-"): text.encode() for name, text in files.items()})
    )
    catalogue = catalogue_of(project)
    pairs = [(entry, adr) for entry in catalogue.entries if (adr := record_at(project, entry.path))]
    return exported(pairs, catalogue, "docs/adr")


@pytest.mark.verifies("004-decisions/AC-015")
def test_records_of_any_dialect_make_one_valid_object() -> None:
    value, omitted = export(_0001_redis=NYGARD, _0002_tokens=MADR)

    Draft202012Validator(SCHEMA, format_checker=FormatChecker()).validate(value)
    assert omitted == []
    first, second = value["adrs"]
    assert first["status"] == "superseded"
    assert first["links"] == [{"type": "superseded-by", "target": 2}]
    assert first["consequences"] == ["One more service."]
    assert second["deciders"] == ["Ann", "Bob"]
    assert second["decision_drivers"] == ["no shared state"]
    assert [option["name"] for option in second["considered_options"]] == ["Redis", "Tokens"]
    assert second["consequences"]["negative"] == ["a token cannot be taken back"]


@pytest.mark.verifies("004-decisions/AC-015")
@pytest.mark.parametrize(
    ("name", "text", "reason"),
    [
        ("_2026_01_02_dated", "# T\n\n- **Status:** Accepted\n", "it has no number"),
        ("_0000_zero", NYGARD, "its number is 0"),
        ("_0003_untitled", "Date: 2026-01-02\n", "it has no title"),
        ("_0003_open", "# 3. T\n\nDate: 2026-01-02\n", "it has no status"),
        ("_0003_undated", "# 3. T\n\n- **Status:** Accepted\n", "it has no calendar date"),
        ("_0003_odd", "# 3. T\n\n- **Status:** Accepted\n- **Date:** 2026-02-30\n", "it has no calendar date"),
    ],
)
def test_a_record_that_the_format_cannot_hold_is_left_out_and_named(name: str, text: str, reason: str) -> None:
    value, omitted = export(**{name: text})

    assert value["adrs"] == []
    assert [omission.reason for omission in omitted] == [reason]


def test_a_link_to_a_record_without_a_number_is_named() -> None:
    dated = "# T\n\n- **Status:** Accepted\n"
    value, omitted = export(
        _2026_01_02_dated=dated,
        _0001_one="# 1. T\n\nDate: 2026-01-02\n\n## Status\n\nSuperseded by [T](2026-01-02-dated.md)\n",
    )

    assert "links" not in value["adrs"][0]
    assert ("docs/adr/0001-one.md", "superseded by 2026-01-02-dated.md: the target has no number") in omitted


def test_an_unknown_status_is_exported_in_its_own_words() -> None:
    value, _ = export(_0001_one="# 1. T\n\nDate: 2026-01-02\n\n## Status\n\nSimmering gently\n")

    assert value["adrs"][0]["status"] == "Simmering gently"


def test_the_context_that_a_speckit_plus_record_has_in_its_head_is_exported() -> None:
    value, _ = export(
        _0001_one="# ADR-0001: T\n\n- **Status:** Accepted\n- **Date:** 2026-01-02\n- **Feature:** none\n"
        "- **Context:** Sessions are lost\n  at each restart.\n\n## Decision\n\nWe use Redis.\n"
    )

    assert value["adrs"][0]["context"] == "Sessions are lost at each restart."


def test_a_status_section_is_no_section_of_its_own_in_any_language() -> None:
    value, _ = export(_0001_one="# 1. T\n\nDate: 2026-01-02\n\n## 状态\n\n通过\n\n## Approval\n\nAll of us.\n")

    assert value["adrs"][0]["status"] == "accepted"
    assert value["adrs"][0]["custom_sections"] == {"Approval": "All of us."}
