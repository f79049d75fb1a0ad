"""What a decision weighed, what it chose, what follows from it, and what was amended since."""

from __future__ import annotations

import pytest

from specward.artifacts.adr import Adr, read_adr
from specward.artifacts.adr_amendments import Amendment
from specward.artifacts.adr_consequences import Consequences
from specward.artifacts.adr_option_names import option_named
from specward.markdown.document import Document

MADR = """\
# Sessions

## Considered Options

* [Redis](#redis)
* Keep them in memory <!-- as today -->
* A file
* … <!-- numbers of options can vary -->

## Decision Outcome

Chosen option: "Redis", because
it is there and
the team knows it.

### Consequences

* Good, because nobody is logged out
* Bad, because one more service runs
* Neutral, because nothing else changes
* … <!-- more -->

## Pros and Cons of the Options

### Redis

A store beside the service.

* Good, because fast
* Good, because shared
* Bad, because one more service

### Keep them in memory

* Neutral: as today
* Bad - lost at each restart
"""

ALTERNATIVES = """\
# ADR-0007: Sessions

- **Feature:** 001-login

## Decision

Use **Redis** because it is there.

## Alternatives Considered

"""


def adr(text: str) -> Adr:
    return read_adr(Document("history/adr/0007-sessions.md", text))


def alternatives(text: str) -> list[tuple[str, tuple[str, ...], tuple[str, ...], str]]:
    found = adr(ALTERNATIVES + text).options
    assert all(option.is_alternative for option in found)
    return [(option.name, option.pros, option.cons, option.rejection) for option in found]


def test_the_options_of_madr_have_their_arguments_from_the_headings_below() -> None:
    read = adr(MADR)
    redis, memory, file = read.options
    assert (redis.name, redis.pros, redis.cons) == ("Redis", ("fast", "shared"), ("one more service",))
    assert redis.neutral == ("A store beside the service.",)
    assert (memory.name, memory.neutral, memory.cons) == (
        "Keep them in memory",
        ("as today",),
        ("lost at each restart",),
    )
    assert (file.name, file.pros, file.is_alternative) == ("A file", (), False)
    assert read.document.text[redis.start : redis.end] == "[Redis](#redis)"


def test_the_chosen_option_of_madr_has_its_reason_from_the_lines_below() -> None:
    read = adr(MADR)
    assert read.chosen is not None
    assert (read.chosen.name, read.chosen.rationale) == ("Redis", "it is there and the team knows it.")
    assert read.document.text[read.chosen.start : read.chosen.end] == "Redis"
    assert read.chosen.is_stated


def test_consequences_are_good_bad_or_neither() -> None:
    assert adr(MADR).consequences == Consequences(
        ("nobody is logged out",), ("one more service runs",), ("nothing else changes",)
    )


@pytest.mark.parametrize(
    "text",
    [
        "### Positive\n\n- fast\n\n### Negative\n\n- dear\n",
        "**Positive:**\n\n- fast\n\n**Negative / Trade-offs:**\n\n- dear\n",
        "Pros:\n\n* fast\n\nCons:\n\n* dear\n",
        "- **Positive**:\n  - fast\n- **Negative**:\n  - dear\n",
        "- Positive: fast\n- Negative: dear\n",
        "- Good - fast\n- Bad - dear\n",
        "- ✅ fast\n- ❌ dear\n",
        "### Positive Consequences\n\nfast\n\n### Risks and mitigations\n\ndear\n",
    ],
)
def test_good_and_bad_are_told_apart_in_every_form(text: str) -> None:
    assert adr(f"# T\n\n## Consequences\n\n{text}").consequences == Consequences(("fast",), ("dear",))


def test_a_label_of_no_known_sign_ends_the_one_before_it() -> None:
    read = adr("# T\n\n## Consequences\n\nPositive:\n\n- fast\n\nFollow-up:\n\n- write a test\n")
    assert read.consequences == Consequences(("fast",), (), ("write a test",))


def test_pros_of_an_option_or_of_a_design_are_no_consequences() -> None:
    text = "# T\n\n## Options\n\n### Redis\n\n#### Pros\n\n- fast\n\n## Design\n\n### Benefits\n\n- small\n"
    assert adr(text).consequences == Consequences()


@pytest.mark.parametrize(
    "text",
    [
        "- **Django**: Large. Rejected due to its weight.\n- **Flask**: Small. Rejected for its syntax.\n",
        "### Django\n\n- Why rejected: its weight\n\n### Flask\n\n**Rejected**: its syntax\n",
        "**Django**\n\n- Rejected because of its weight\n\n**Flask**\n\n- Rejected as well\n",
        "1. Django\n\n- Rejected due to its weight\n\n2. Flask\n\n- Rejected for its syntax\n",
        "- Django — rejected: its weight\n- Flask — rejected: its syntax\n",
        "| Alternative | Why rejected |\n|---|---|\n| Django | its weight |\n| Flask | its syntax |\n",
    ],
)
def test_alternatives_are_read_in_every_form_with_what_speaks_against_them(text: str) -> None:
    found = alternatives(text)
    assert [name for name, *_ in found] == ["Django", "Flask"]
    assert all(rejection for *_, rejection in found)


def test_alternatives_by_letters_keep_them_and_their_pros_and_cons() -> None:
    text = (
        "### Alternative A: Click + SQLite\n- Pros: Mature, works offline\n- Cons: More to write\n"
        "- Why rejected: Typer is smaller\n\n### Alternative B: Fire\n- **Pros:** None\n\n### Conclusion\n\nSo it is.\n"
    )
    assert alternatives(text) == [
        ("Alternative A: Click + SQLite", ("Mature, works offline",), ("More to write",), "Typer is smaller"),
        ("Alternative B: Fire", ("None",), (), ""),
    ]
    assert (
        alternatives("- **Alternative Stack A**: VuePress: like it, on Vue.\n")[0][0] == "Alternative Stack A: VuePress"
    )
    assert alternatives("Alternative A: Django\n\n- slow\n\nAlternative B: Flask\n")[1][0] == "Alternative B: Flask"


@pytest.mark.parametrize("text", ["None.\n", "- None\n", "{{ALTERNATIVES}}\n", "- Option 1\n- Option 2\n", "TBD\n"])
def test_where_nothing_was_weighed_there_are_no_options(text: str) -> None:
    assert alternatives(text) == []


@pytest.mark.parametrize(
    "line",
    [
        "- [TODO: another option, its merits, and why it was not chosen]",
        "- [TODO: first option] (chosen)",
        "- [TODO]",
        "- TODO: first option (chosen)",
        "- **TODO**: name it",
        "- **Option 1**: [TODO: name it]",
        "- Alternative A: TBD",
        "- {title of option 1}",
        "- …",
        "- ...",
        "### [TODO: first option]\n\n- Good, because fast",
        "### Option 2: TODO\n\nSaid of it.",
        "### Option 3: {title of option 3}",
        "| Option | Pros |\n|---|---|\n| [TODO: name it] | fast |\n| TODO: name it | |\n| … | |",
    ],
)
def test_what_a_template_has_in_the_place_of_an_option_is_none(line: str) -> None:
    assert alternatives(f"{line}\n") == []
    assert [option.name for option in adr(f"# T\n\n## Considered Options\n\n- Redis\n\n{line}\n").options] == ["Redis"]


def test_names_that_begin_like_a_placeholder_are_names() -> None:
    text = "- TODO app, rewritten\n- [TODO comments](todo.md) as they are\n- [Redis](redis.md): fast\n"
    assert [option.name for option in adr(f"# T\n\n## Options\n\n{text}").options] == [
        "TODO app, rewritten",
        "TODO comments as they are",
        "Redis: fast",
    ]


def test_a_second_list_after_a_paragraph_is_not_of_options() -> None:
    text = "- Redis\n- A file\n\nIn all cases:\n\n- logs are kept\n- keys are renewed\n"
    assert [option.name for option in adr(f"# T\n\n## Considered Options\n\n{text}").options] == ["Redis", "A file"]


@pytest.mark.parametrize(
    "text",
    [
        "- Redis\n\nIt is there.\n\n- A file\n\nIt is slow.\n",
        "1. Redis\n\nIt is there.\n\n2. A file\n\nIt is slow.\n",
        "- Redis\n- A file\n\n### Memory\n\n- lost\n",
        "Stores:\n\n- Redis\n- A file\n",
    ],
)
def test_options_with_paragraphs_between_them_are_all_read(text: str) -> None:
    names = [option.name for option in adr(f"# T\n\n## Considered Options\n\n{text}").options]
    assert names[:2] == ["Redis", "A file"]


def test_a_table_of_options_has_its_columns_for_and_against() -> None:
    text = (
        "# T\n\n## Options\n\n| Option | Pros | Cons |\n|---|---|---|\n| Redis | fast<br>shared | dear |\n| TBD | | |\n"
    )
    (option,) = adr(text).options
    assert (option.name, option.pros, option.cons) == ("Redis", ("fast", "shared"), ("dear",))


def test_letters_in_a_table_are_the_options_that_headings_spell_out() -> None:
    table = "| Option | Fit |\n|---|---|\n| A | high |\n| B | low |\n"
    text = f"# T\n\n## Options\n\n{table}\n### Option A: Redis\n\n### Option B: File\n"
    assert [option.name for option in adr(text).options] == ["Option A: Redis", "Option B: File"]


def test_headings_that_call_themselves_options_are_some_wherever_they_stand() -> None:
    text = "# T\n\n## Option 1: Redis\n\nPros:\n\n- fast\n\n## Option 2: File\n\n## Decision\n\nOption 1.\n"
    assert [(option.name, option.pros) for option in adr(text).options] == [
        ("Option 1: Redis", ("fast",)),
        ("Option 2: File", ()),
    ]


def test_arguments_may_stand_on_the_line_of_the_option() -> None:
    (option,) = adr("# T\n\n## Options\n\n- B) FastAPI: Modern. Pros: Type-safe. Cons: Setup, docs.\n").options
    assert (option.name, option.pros, option.cons, option.neutral) == (
        "FastAPI",
        ("Type-safe.",),
        ("Setup, docs.",),
        ("Modern.",),
    )


@pytest.mark.parametrize(
    "line",
    [
        'Chosen option: "Redis", because it is there.',
        "Chosen option: “Redis”, because it is there.",
        "Chosen option: `Redis`, because it is there.",
        "**Chosen option:** Redis because it is there.",
        "**Chosen option: Redis**, because it is there.",
        "Chosen option: [Redis](#redis), because it is there.",
        "Chosen option: **Redis**\n\nit is there.",
        "Chosen option: 'Redis', because:\n\n* it is there.",
        "Chosen option:\n\n* Redis\n\n## Rationale\n\nit is there.",
        "Selected approach: Redis — it is there.",
        'Chosen option "1. Redis", since it is there.',
        "Chosen option: Redis, it is there.",
    ],
)
def test_the_chosen_option_is_read_in_every_form(line: str) -> None:
    read = adr(f"# T\n\n## Considered Options\n\n1. Redis\n2. File\n\n## Decision Outcome\n\n{line}\n")
    assert read.chosen is not None
    assert (read.chosen.name, read.chosen.rationale.strip(": .")) == ("Redis", "it is there")


@pytest.mark.parametrize(
    "line", ["Chosen option: Option 2.", "Chosen option: 2", "We decided for [Option 2](#option-2) because: x"]
)
def test_an_option_that_is_chosen_by_its_place_has_its_name(line: str) -> None:
    read = adr(f"# T\n\n## Options\n\n1. Redis\n2. File\n\n## Outcome\n\n{line}\n")
    assert read.chosen is not None
    assert read.chosen.name == "File"


@pytest.mark.parametrize(
    ("decision", "name"),
    [
        ("Use PostgreSQL because it is there.", "PostgreSQL"),
        ("We will use **FastAPI** for the service.", "FastAPI"),
        ("Choose FastAPI—suits us.", "FastAPI"),
        ("**Use UUID (v4) as the key**", "UUID"),
        ("Selected Typer + Pydantic as the stack.", "Typer + Pydantic"),
        ("We chose to use option 3 as it met the needs.", "option 3"),
    ],
)
def test_a_decision_that_begins_with_a_choice_has_chosen(decision: str, name: str) -> None:
    chosen = adr(f"# T\n\n## Decision\n\n{decision}\n").chosen
    assert chosen is not None
    assert (chosen.name, chosen.is_stated) == (name, False)


@pytest.mark.parametrize(
    "decision",
    [
        "We will adopt the following integrated stack:",
        "We use this pattern to provide interfaces.",
        "There are many ways to do it.",
        "Use a cache where it helps.",
        "We will write unit tests.",
        "All gates are based on a plan.",
        'Chosen option: "", because',
        'Chosen option: "{title of option 1}", because {justification. e.g., only option}',
        "Chosen option: TBD",
        'Chosen option: "[TODO: first option]", because [TODO: the reason that decided]',
        "Chosen option: TODO: first option (chosen)",
        "Chosen option:\n\n- [TODO: first option]",
        "Chosen options:\n\n- Redis\n- File",
        "```\nChosen option: X\n```",
        "",
    ],
)
def test_prose_and_templates_choose_nothing(decision: str) -> None:
    assert adr(f"# T\n\n## Decision\n\n{decision}\n").chosen is None


def test_names_mean_the_same_option_with_and_without_label_and_whole_or_not() -> None:
    options = adr("# T\n\n## Options\n\n- Option 1: Keep Redis\n- Option 2: Keep a file\n- Redis Cluster\n").options
    for words, name in (
        ("option 1", "Option 1: Keep Redis"),
        ("`Keep a file`", "Option 2: Keep a file"),
        ("Keep a file on disk", "Option 2: Keep a file"),
        ("Redis", "Redis Cluster"),
    ):
        found = option_named(options, words)
        assert found is not None
        assert found.name == name
    assert option_named(options, "Keep") is None
    assert option_named(options, "") is None


def test_amendments_are_told_with_their_dates_in_every_form() -> None:
    text = (
        "# T\n\n## Changelog\n\n- 2026-01-01: proposed\n\n## Amendments\n\n- 2026-03-05: A reason\n"
        "- **2026-03-06** – Another,\n  longer one\n- No date\n\n### 2026-03-07\n\nBelow a heading.\n\n"
        "## Errata\n\n- TBD\n"
    )
    read = adr(text)
    assert [(each.date, each.text) for each in read.amendments] == [
        ("2026-01-01", "proposed"),
        ("2026-03-05", "A reason"),
        ("2026-03-06", "Another, longer one"),
        ("", "No date"),
        ("2026-03-07", "Below a heading."),
    ]
    assert isinstance(read.amendments[1], Amendment)
    assert read.document.text[read.amendments[1].start : read.amendments[1].end] == "- 2026-03-05: A reason"
