"""Constitutions: principles and versions."""

from __future__ import annotations

import pytest

from specward.artifacts.constitution import Constitution, read_constitution
from specward.markdown.document import Document


def constitution_of(text: str) -> Constitution:
    return read_constitution(Document(".specify/memory/constitution.md", text))


@pytest.mark.parametrize(
    ("heading", "name", "ordinal"),
    [
        ("I. Small", "Small", "I"),
        ("IV. Test First (NON-NEGOTIABLE)", "Test First", "IV"),
        ("1. **Small**", "Small", "1"),
        ("2.1 Small", "Small", "2.1"),
        ("Article II: Small", "Small", "II"),
        ("Principle 3 — Small", "Small", "3"),
        ("Small", "Small", ""),
        ("Versioning", "Versioning", ""),
        ("二、小", "小", "二"),
        ("[PRINCIPLE_1_NAME]", "[PRINCIPLE_1_NAME]", ""),
    ],
)
def test_a_principle_is_read_in_each_of_its_forms(heading: str, name: str, ordinal: str) -> None:
    text = f"# X Constitution\n\n## Core Principles\n\n### {heading}\n\nKeep it.\n\n## Governance\n"
    (principle,) = constitution_of(text).principles
    assert (principle.id, principle.name, principle.ordinal, principle.text) == ("P-01", name, ordinal, "Keep it.")


def test_an_explicit_id_wins_over_the_position() -> None:
    found = constitution_of("## Core Principles\n\n### I. A {#P-07}\n\na\n\n### II. B\n\nb\n").principles
    assert [(principle.id, principle.name) for principle in found] == [("P-07", "A"), ("P-02", "B")]


def test_only_the_first_level_below_the_section_holds_principles() -> None:
    found = constitution_of(
        "## Core Principles\n\n### I. A\n\n#### Why\n\n### II. B\n\n## Governance\n\n### C\n"
    ).principles
    assert [principle.name for principle in found] == ["A", "B"]


def test_numbered_headings_are_principles_where_no_section_holds_them() -> None:
    found = constitution_of("# X\n\n## Article I: A\n\na\n\n## Article II: B\n\nb\n\n## Governance\n").principles
    assert [principle.name for principle in found] == ["A", "B"]


@pytest.mark.parametrize(
    ("line", "number"),
    [
        ("**Version**: 1.2.0 | **Ratified**: 2026-01-31 | **Last Amended**: 2026-02-14", "1.2.0"),
        ("**Version:** v2.0", "2.0"),
        ("- **Version**: 1.0.0", "1.0.0"),
        ("Version: 1.0.0", "1.0.0"),
        ("**版本**: 1.1.0", "1.1.0"),
        ("**Version**: TODO(VERSION): decide", ""),
        ("**Version**: [CONSTITUTION_VERSION]", ""),
    ],
)
def test_the_version_line_is_read_in_each_of_its_forms(line: str, number: str) -> None:
    version = constitution_of(f"# X\n\n**Versioning Policy:** semantic\n\n{line}\n").version
    assert version is not None
    assert version.number == number


def test_the_last_version_with_a_number_wins() -> None:
    version = constitution_of("**Version**: 1.0.0\n\n**Version**: 2.0.0 | **Ratified**: 2026-01-31\n").version
    assert version is not None
    assert (version.number, version.ratified, version.amended) == ("2.0.0", "2026-01-31", "")


def test_other_bold_words_that_begin_with_version_are_no_version() -> None:
    assert constitution_of("# X\n\n**Version Bump**: major\n\n**Versioning**: 1.0.0\n").version is None


def test_where_two_headings_say_principle_only_such_are_principles() -> None:
    found = constitution_of(
        "## I. What it is\n\n## II. The Principles\n\n### Principle 1: A\n\na\n\n### Principle 2: B\n\nb\n"
        "\n## III. Goals\n"
    ).principles
    assert [(principle.ordinal, principle.name) for principle in found] == [("1", "A"), ("2", "B")]


def test_principles_that_later_chapters_go_on_counting_are_read_but_not_governance() -> None:
    found = constitution_of(
        "## Core Principles\n\n### I. A\n\n### II. B\n\n## Notes\n\n### Why\n\n## Chat\n\n### III. C\n\n### IV. D\n\n"
        "## Governance\n\n### V. Changes\n"
    ).principles
    assert [principle.ordinal for principle in found] == ["I", "II", "III", "IV"]


def test_the_version_is_not_looked_for_in_comments() -> None:
    version = constitution_of(
        "# X\n\n**Version**: 1.0.0 | **Ratified**: 2026-01-31 | **Last Amended**: 2026-01-31\n"
        "<!-- Version: 9.9 | Ratified: 2025-06-13 | Last Amended: 2025-07-16 -->\n"
    ).version
    assert version
    assert (version.number, version.ratified, version.amended) == ("1.0.0", "2026-01-31", "2026-01-31")
