"""ADR008, ADR009, ADR010 and ADR029: what was weighed, what was chosen, and what follows."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from specward.finding import Severity

if TYPE_CHECKING:
    from collections.abc import Callable

    from specward.finding import Finding

    Findings = Callable[[str, dict[str, str]], list[Finding]]

PATH = "history/adr/0001-sessions.md"


def madr(
    options: str, outcome: str = 'Chosen option: "Redis", because it is fast.', status: str = "accepted"
) -> dict[str, str]:
    head = f"---\nstatus: {status}\n---\n\n# Sessions\n\n"
    return {PATH: f"{head}## Considered Options\n\n{options}\n\n## Decision Outcome\n\n{outcome}\n"}


def speckit(alternatives: str) -> dict[str, str]:
    head = "# ADR-0001: Sessions\n\n- **Status:** Accepted\n- **Feature:** 001-login\n\n## Decision\n\nRedis.\n\n"
    return {PATH: f"{head}## Alternatives Considered\n\n{alternatives}\n\n## References\n\n- none\n"}


TWO = "* Redis\n* Memory"


def test_the_only_item_of_a_list_of_options_is_told(findings: Findings) -> None:
    (found,) = findings("ADR008", madr("* Redis"))
    assert (found.severity, found.message) == (Severity.WARNING, "this is the only option")
    assert found.location.excerpt == "* Redis"


@pytest.mark.parametrize("words", ["", "None", "N/A", "- None considered.", "<!-- others -->"])
def test_a_section_on_alternatives_that_has_none_is_told(words: str, findings: Findings) -> None:
    (found,) = findings("ADR008", speckit(words))
    assert found.message == "nothing else was weighed"
    assert found.location.excerpt == "## Alternatives Considered"


@pytest.mark.parametrize(
    "files",
    [
        madr(TWO),
        madr("We looked at Redis and at memory."),
        madr("* Redis\n\n### Redis\n\nFast.\n\n### Memory\n\nSimple."),
        madr("* Option 4: Redis", "Options 2 and 3 are told elsewhere."),
        madr("* Redis", status="proposed"),
        speckit("- Memory"),
        speckit("Memory was thought of, and found wanting."),
        {PATH: "# Sessions\n\n## Decision\n\nRedis.\n"},
    ],
)
def test_several_options_prose_one_alternative_and_proposals_are_enough(
    files: dict[str, str], findings: Findings
) -> None:
    assert findings("ADR008", files) == []


@pytest.mark.parametrize("code", ["ADR008", "ADR009", "ADR019", "ADR029"])
def test_a_template_that_nobody_filled_in_weighs_and_chooses_nothing(code: str, findings: Findings) -> None:
    chosen = 'Chosen option: "[TODO: first option]", because [TODO: the reason that decided]'
    assert findings(code, madr("- [TODO: first option]\n- [TODO: second option]", chosen)) == []
    assert findings(code, madr("- [TODO: first option]", chosen)) == []
    assert findings(code, speckit("- [TODO: another option, its merits, and why it was not chosen]")) == []


def test_a_choice_that_is_no_option_is_told_with_the_options(findings: Findings) -> None:
    (found,) = findings("ADR009", madr(TWO, 'Chosen option: "PostgreSQL", because it is there.'))
    assert found.message == "`PostgreSQL` is none of the options"
    assert found.help.startswith("name one of `Redis`, `Memory`, or")
    assert found.location.excerpt.startswith("Chosen option")


@pytest.mark.parametrize(
    ("options", "chosen"),
    [
        (TWO, "redis"),
        (TWO, "**Redis**"),
        (TWO, "[Redis](#redis)"),
        (TWO, "Redis in a cluster"),
        ("* Option 1 - Redis\n* Option 2 - Memory", "Option 1"),
        ("* Option A: Redis\n* Option B: Memory", "B"),
        ("1. Redis\n2. Memory", "Redis"),
        ("* Enable the project-wide flag\n* Memory", "Enabled, flag project-wide"),
        ("* A store\n  * PostgreSQL\n* Memory", "PostgreSQL"),
        ("* A database (chosen)\n* Memory", "PostgreSQL"),
        ("* Redis\n* Memory", "keep each of them for another purpose, as was said when all met in the spring"),
        ("PostgreSQL, or MySQL.", "Redis"),
    ],
)
def test_an_option_may_be_called_by_other_words(options: str, chosen: str, findings: Findings) -> None:
    assert findings("ADR009", madr(options, f"Chosen option: {chosen}, because it is fast.")) == []


def test_alternatives_do_not_name_what_was_chosen(findings: Findings) -> None:
    files = speckit("- Memory\n- MySQL")
    files[PATH] = files[PATH].replace("Redis.", "Chosen option: Redis, because it is fast.")
    assert findings("ADR009", files) == []


def consequences(text: str, status: str = "Accepted") -> dict[str, str]:
    return {PATH: f"# Sessions\n\n- **Status:** {status}\n\n## Decision\n\nRedis.\n\n## Consequences\n\n{text}\n"}


@pytest.mark.parametrize(
    "text",
    [
        "### Positive\n\n- Fast\n\n### Negative\n\nNone.",
        "### Positive\n\n- Fast\n\n### Negative\n",
        "### Positive\n\n- Fast\n\n### Negative\n\n- n/a",
        "* Good, because it is fast\n* Good, because it is simple",
        "### Positive\n\n- Fast",
    ],
)
def test_a_decision_that_costs_nothing_is_told(text: str, findings: Findings) -> None:
    (found,) = findings("ADR010", consequences(text))
    assert found.severity is Severity.WARNING
    assert found.location.excerpt.startswith("#")
    (found,) = findings("ADR010", consequences(text, "Proposed"))
    assert found.severity is Severity.INFO


@pytest.mark.parametrize(
    "text",
    [
        "### Positive\n\n- Fast\n\n### Negative\n\n- One more service",
        "* Good, because it is fast\n* Bad, because it must run",
        "**Positive**\n\n- Fast\n\n**Negative / costs**\n\n- One more service",
        "Positive:\n\n- Fast\n\nTrade-offs:\n\n- One more service",
        "* Good, because it is fast, although it costs more",
        "- Sessions live in Redis.",
        "Sessions live in Redis, which is good.",
        "",
    ],
)
def test_a_price_in_any_form_and_consequences_without_a_sign_are_enough(text: str, findings: Findings) -> None:
    assert findings("ADR010", consequences(text)) == []


def test_what_speaks_against_an_option_is_no_consequence(findings: Findings) -> None:
    redis = "### Redis\n\n#### Positive\n\n- Fast\n\n#### Negative\n\nNone\n"
    text = f"# S\n\n## Considered Options\n\n{redis}\n### Memory\n\nSimple.\n"
    assert findings("ADR010", {PATH: text}) == []


@pytest.mark.parametrize("end", ["because", "because …", "because TODO", "because:", "because ..."])
def test_because_with_nothing_after_it_is_told(end: str, findings: Findings) -> None:
    (found,) = findings("ADR029", madr(TWO, f'Chosen option: "Redis", {end}'))
    assert found.message == "nothing says why it is `Redis`"


@pytest.mark.parametrize(
    "outcome",
    [
        'Chosen option: "Redis", because it is fast.',
        'Chosen option: "Redis", because\n\n* it is fast\n* it is simple',
        'Chosen option: "Redis", because\nit is fast.',
        'Chosen option: "Redis".',
        "We use Redis, because",
        'Chosen option: "Redis", because {justification. e.g., only option, which meets k.o. criterion}.',
    ],
)
def test_a_reason_anywhere_below_is_one(outcome: str, findings: Findings) -> None:
    assert findings("ADR029", madr(TWO, outcome)) == []
