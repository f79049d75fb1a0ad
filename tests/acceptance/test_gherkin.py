"""Scenarios as `.feature` files that any reader of the format reads."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from specward.acceptance.gherkin import Export, export, exported
from specward.artifacts.spec import read_spec
from specward.changes import Create, Replace
from specward.errors import UsageError
from specward.markdown.document import Document
from specward.sources.memory import MemorySource

SPEC = """# Feature Specification: Sign in

### User Story 1 - Sign in (Priority: P1)

1. **AC-001** (FR-001, FR-002): **Given** an account, **When** the right `password` is
   sent, **Then** a session starts **And** the user is told, **But** no mail is sent
2. **Given** an account, **Given** a device, **When** the wrong one is used, **Then** it is **refused**

### User Story 2 - Sign out (Priority: P2)

- Given a session, when the user signs out, then it ends

## Requirements

- **AC-009**: A plain criterion.
"""


def exported_text(text: str, feature: str = "001-login", folder: str = "") -> Export:
    return export(read_spec(Document("specs/001-login/spec.md", text)), feature, folder)


def parsed(text: str) -> list[tuple[list[str], str, list[tuple[str, str]]]]:
    """Tags, name and steps of each scenario, by the grammar of Gherkin as far as these files use it.

    https://cucumber.io/docs/gherkin/reference/: a file is one feature; comments and tags have lines of their own.
    """
    scenarios: list[tuple[list[str], str, list[tuple[str, str]]]] = []
    tags: list[str] = []
    features = 0
    for line in text.split("\n"):
        words = line.strip()
        if not words or words.startswith("#"):
            continue
        if words.startswith("@"):
            assert all(re.fullmatch(r"@[^\s@#]+", tag) for tag in words.split(" "))
            tags += words.split(" ")
        elif found := re.fullmatch(r"(Feature|Scenario): (\S.*)", words):
            if found[1] == "Feature":
                features += 1
            else:
                assert features == 1
                scenarios.append((tags, found[2], []))
            tags = []
        else:
            step = re.fullmatch(r"(Given|When|Then|And|But) (\S.*)", words)
            assert step, words
            assert scenarios
            assert not tags
            scenarios[-1][2].append((step[1], step[2]))
    assert features == 1
    assert not tags
    return scenarios


def test_each_scenario_is_written_with_its_tags_and_steps() -> None:
    one = exported_text(SPEC)
    assert one.text.startswith(
        "# From specs/001-login/spec.md: change that file and export it again.\n@001-login\nFeature: Sign in\n\n"
    )
    assert parsed(one.text) == [
        (
            ["@AC-001", "@US1", "@FR-001", "@FR-002"],
            "AC-001 a session starts",
            [
                ("Given", "an account"),
                ("When", "the right `password` is sent"),
                ("Then", "a session starts"),
                ("And", "the user is told"),
                ("But", "no mail is sent"),
            ],
        ),
        (
            ["@US1.2", "@US1"],
            "US1.2 it is refused",
            [
                ("Given", "an account"),
                ("And", "a device"),
                ("When", "the wrong one is used"),
                ("Then", "it is refused"),
            ],
        ),
        (
            ["@US2.1", "@US2"],
            "US2.1 it ends",
            [("Given", "a session"), ("When", "the user signs out"), ("Then", "it ends")],
        ),
    ]
    assert (one.scenarios, one.left_out) == (3, ("AC-009",))


def test_a_spec_without_scenarios_has_no_file() -> None:
    assert exported_text("# Feature Specification: X\n").text == ""


@given(
    st.lists(
        st.sampled_from(
            [
                *("# Feature Specification: a @b #c\n", "### User Story 1 - a (Priority: P1)\n", "1. **AC-001**: "),
                *("**Given** a", ", **When** b", ", **Then** c", "**And** d\n", "\n", "\r\n", "\u2028", "\0", '"""'),
                *(
                    "Given a, when b, then c\n",
                    "| Given | When | Then |\n|---|---|---|\n| a | b | c |\n",
                    "@x",
                    "#",
                    "  ",
                ),
                *("```gherkin\nScenario: x\nGiven a\nWhen b\nThen c\n```\n", "Feature: y", "Examples:", "- ", "`", "*"),
            ]
        ),
        max_size=25,
    ).map("".join)
)
def test_whatever_a_spec_says_the_file_can_be_read(text: str) -> None:
    one = exported_text(text, "001-é @x#")
    if one.text:
        assert len(parsed(one.text)) == one.scenarios


def test_a_file_that_stands_there_is_replaced_only_where_it_was_exported() -> None:
    one = exported_text(SPEC, folder="features")
    assert one.path == "features/001-login.feature"
    assert exported(MemorySource({}), one) == Create(one.path, one.text)
    assert exported(MemorySource({one.path: one.text}), one) is None
    old = one.text.replace("Sign in", "Sign up")
    assert exported(MemorySource({one.path: old}), one) == Replace(one.path, one.text, old)
    with pytest.raises(UsageError, match="not exported"):
        exported(MemorySource({one.path: "Feature: Mine\n"}), one)
