"""Suggestions: grouped, named and keyed; what is recorded or declined is not asked for."""

from __future__ import annotations

import pytest

from specward.adr.suggest.declined import decline, read_declined
from specward.adr.suggest.prefill import prefill, quoted
from specward.adr.suggest.recorded import Recorded, recorded
from specward.adr.suggest.stated import stated
from specward.adr.suggest.suggestion import State, Suggestion, suggestions
from specward.artifacts.adr import read_adr
from specward.changes import Create, Replace
from specward.errors import UsageError
from specward.markdown.document import Document
from specward.markdown.inline import visible

PLAN = """# Plan

## Database
**Decision**: PostgreSQL
**Rationale**: Orders and stock change together
**Alternatives considered**:
- MongoDB: no joins

## Mapper
**Decision**: SQLModel
**Alternatives considered**:
- Raw SQL: more code

## Look
**Decision**: Tailwind CSS
**Alternatives considered**: CSS Modules

## Web
**Decision**: FastAPI
**Alternatives considered**: Flask
"""


def suggested(
    text: str = PLAN, records: list[Recorded] | None = None, declined: frozenset[str] = frozenset()
) -> list[Suggestion]:
    return suggestions(stated(Document("specs/001-shop/plan.md", text)), records or [], declined)


def record(text: str) -> list[Recorded]:
    return recorded([read_adr(Document("history/adr/0007-x.md", text))])


def titles(found: list[Suggestion], state: State = State.OPEN) -> list[str]:
    return [one.title for one in found if one.state is state]


def test_choices_of_one_area_are_one_suggestion() -> None:
    assert titles(suggested()) == ["Data storage: PostgreSQL, SQLModel", "FastAPI as web framework"]


def test_a_small_choice_joins_a_significant_one_and_founds_nothing() -> None:
    look = PLAN + "\n## Pages\n**Decision**: Next.js\n**Alternatives considered**: Angular\n"
    assert "Frontend stack: Next.js, Tailwind CSS" in titles(suggested(look))


def test_a_key_is_the_same_wherever_the_weightiest_choice_is_found() -> None:
    (data, web) = suggested()
    assert len(data.key) == len(web.key) == 8
    assert data.key.isalpha()
    assert data.key != web.key
    alone = suggested("## D\n**Decision**: Use Postgres everywhere\n**Options**: MySQL, SQLite\n")
    assert [one.key for one in alone] == [data.key]


def test_the_text_names_the_decision_and_both_ways_out() -> None:
    web = suggested()[1]
    assert web.text.startswith(
        "📋 Architectural decision detected: FastAPI as web framework, weighed against Flask. "
        f"Document reasoning and trade-offs? Run: spec new adr --suggestion {web.key} "
    )
    assert f"spec adr suggest --decline {web.key}" in web.text


@pytest.mark.parametrize(
    "text",
    [
        "# ADR-0007: FastAPI serves the shop\n\n- **Status:** Accepted\n\n## Decision\n\nAs the title says.\n",
        "# 7. Web\n\n## Status\n\nProposed\n\n## Decision\n\nWe use fastapi.\n",
        "---\nstatus: accepted\n---\n\n# Web\n\n## Considered Options\n\n- Flask\n\n## Decision Outcome\n\nFastAPI\n",
    ],
)
def test_what_a_record_decides_is_recorded(text: str) -> None:
    found = suggested(records=record(text))
    assert "FastAPI as web framework" not in titles(found)
    (settled,) = [one for one in found if one.state is State.RECORDED]
    assert (settled.title, settled.records) == ("FastAPI as web framework", ("ADR-0007",))


@pytest.mark.parametrize(
    "text",
    [
        "# 7. Web\n\n## Status\n\nRejected\n\n## Decision\n\nFastAPI\n",
        "# 7. Web\n\n## Status\n\nSuperseded by [8](0008-y.md)\n\n## Decision\n\nFastAPI\n",
        "# 7. Web\n\n## Status\n\nAccepted\n\n## Decision\n\nFlask\n\n## Alternatives Considered\n\n- FastAPI\n",
        "# 7. Web\n\n## Status\n\nAccepted\n\n## Decision\n\nTODO\n\n<!-- such as: FastAPI -->\n",
    ],
)
def test_dead_records_turned_down_options_and_comments_cover_nothing(text: str) -> None:
    assert "FastAPI as web framework" in titles(suggested(records=record(text)))


@pytest.mark.parametrize("link", ["see ADR-0003", "[why](../../history/adr/0003-web.md)"])
def test_a_decision_that_names_its_record_is_recorded(link: str) -> None:
    text = f"## Web\n**Decision**: FastAPI\n**Rationale**: {link}\n**Alternatives considered**: Flask\n"
    assert titles(suggested(text), State.RECORDED) == ["FastAPI as web framework"]


def test_what_is_left_of_a_stack_is_asked_for_alone() -> None:
    assert titles(suggested(declined=frozenset({"PostgreSQL as database"}))) == [
        "SQLModel as object-relational mapper",
        "FastAPI as web framework",
    ]
    assert titles(suggested(declined=frozenset({"PostgreSQL as database"})), State.DECLINED) == [
        "PostgreSQL as database"
    ]


def test_a_refusal_is_kept_and_the_file_only_grows() -> None:
    data, web = suggested()
    first = decline(None, data, by="Ada Lovelace", today="2026-11-21", reason="it's: the\ncompany standard")
    (made,) = first.changes
    assert isinstance(made, Create)
    second = decline(made.text.encode(), web, by="Grace: Hopper #1", today="2026-11-22")
    (grown,) = second.changes
    assert isinstance(grown, Replace)
    assert grown.text.startswith(made.text)
    refusals = read_declined(grown.text.encode())
    assert refusals.declined == (first.refusal, second.refusal)
    assert first.refusal.reason == "it's: the company standard"
    assert titles(suggested(declined=refusals.subjects)) == []


def test_a_file_with_other_line_endings_and_comments_is_added_to() -> None:
    old = "- key: abc\r\n  decides: [x]  # mine"
    (change,) = decline(old.encode(), suggested()[0], by="Ada", today="2026-11-21").changes
    assert isinstance(change, Replace)
    assert change.text.startswith(f"{old}\r\n- key: ")
    assert "\n" not in change.text.replace("\r\n", "")


@pytest.mark.parametrize(
    "data", [b"\xff", b"a: b\n", b"- [\n", b"- key: x\n", b"- 7\n", b"- key: x\n  decides: word\n", b"&a [*a]", b"\0"]
)
def test_a_file_that_cannot_be_read_refuses_nothing_and_is_not_written_to(data: bytes) -> None:
    refusals = read_declined(data)
    assert refusals.problem
    assert refusals.declined == ()
    with pytest.raises(UsageError, match="nothing can be added"):
        decline(data, suggested()[0], by="Ada", today="2026-11-21")


def test_an_entry_that_cannot_be_read_does_not_hide_the_others() -> None:
    refusals = read_declined(b"- key: x\n- key: y\n  decides: [z]\n")
    assert refusals.subjects == {"z"}
    assert refusals.problem


def test_an_accepted_suggestion_brings_its_evidence_along() -> None:
    known = prefill(suggested()[0])
    assert known.title == "Data storage: PostgreSQL, SQLModel"
    assert known.chosen == ("PostgreSQL", "SQLModel")
    assert known.context.startswith("`PostgreSQL` (`specs/001-shop/plan.md:4`); `Orders and stock change together` (")
    assert known.alternatives == (
        "`MongoDB: no joins` (`specs/001-shop/plan.md:7`)",
        "`Raw SQL: more code` (`specs/001-shop/plan.md:12`)",
    )


@pytest.mark.parametrize(
    "words", ["-->", "<!-- x", "`a` ``b``", "`", "[x](y)", "# h\n## i", "{{TITLE}}", "\x1b[31mred\u202e", "$ARGUMENTS"]
)
def test_quoted_words_mean_nothing(words: str) -> None:
    line = quoted(words)
    assert line.isprintable()
    assert visible(f"a {line} b", 0, len(line) + 4).split() == ["a", "b"]


def test_a_quotation_is_short() -> None:
    assert len(quoted("word " * 1000)) <= 302
