"""What a decision was made for."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from specward.adr.chain.sources import features_in, sources_of
from specward.artifacts.adr import read_adr
from specward.markdown.document import Document
from specward.project import Project
from specward.sources.memory import MemorySource

RECORD = "history/adr/0001-a.md"
FILES = {
    "specs/001-login/spec.md": "# Spec\n",
    "specs/001-login/plan.md": "# Plan\n",
    "specs/002-export data/spec.md": "# Spec\n",
    "specs/003-notes/ideas.md": "# Ideas\n",
    "apps/web/specs/001-login/spec.md": "# Spec\n",
}


def named(feature: str = "", *references: str, path: str = RECORD) -> list[tuple[str, str, tuple[str, ...], str]]:
    field = f"- **Feature:** {feature}\n" if feature else ""
    listed = "\n".join(f"- {reference}" for reference in references)
    text = f"# ADR-0001: A\n\n- **Status:** Accepted\n{field}\n## Decision\n\nYes.\n\n## References\n\n{listed}\n"
    found = sources_of(read_adr(Document(path, text)), Project(MemorySource(FILES)))
    return [(source.label, source.words, source.features, source.path) for source in found]


LOGIN = ("specs/001-login",)


@pytest.mark.parametrize("value", ["001-login", "`001-login`", "001-login (the first)", "001-LOGIN".lower()])
def test_a_feature_is_known_by_its_folder(value: str) -> None:
    assert named(value) == [("feature", "001-login", LOGIN, "specs/001-login")]


def test_a_field_may_name_several_features_by_name_or_by_path() -> None:
    assert named("001-login, [notes](../../specs/003-notes/ideas.md)") == [
        ("feature", "001-login", LOGIN, "specs/001-login"),
        ("feature", "../../specs/003-notes/ideas.md", (), "specs/003-notes/ideas.md"),
    ]


def test_a_feature_may_be_called_without_its_number() -> None:
    assert named("login") == [("feature", "login", LOGIN, "specs/001-login")]


@pytest.mark.parametrize("value", ["Cross-cutting (001-006)", "all of them", "None", "ADR 001"])
def test_a_range_and_prose_name_no_feature(value: str) -> None:
    assert named(value) == []


def test_a_feature_that_is_not_there_is_kept_without_a_folder() -> None:
    assert named("009-gone") == [("feature", "009-gone", (), "")]


def test_a_folder_without_specification_is_there_and_is_no_feature() -> None:
    assert named("003-notes") == [("feature", "003-notes", (), "specs/003-notes")]


@pytest.mark.parametrize(
    "path",
    [
        "specs/001-login/plan.md",
        "/specs/001-login/plan.md",
        "../../specs/001-login/plan.md",
        "../specs/001-login/plan.md#decisions",
        "/mnt/d/shop/specs/001-login/plan.md",
        "./specs/001-login/plan.md",
    ],
)
def test_a_path_counts_from_wherever_its_author_had_the_project(path: str) -> None:
    expected = [("implementation plan", path, LOGIN, "specs/001-login/plan.md")]
    assert named("", f"Implementation Plan: {path}") == expected
    assert named("", f"**Implementation Plan**: [specs/001-login/other.md]({path}) §2") == expected


def test_what_a_path_leads_to_may_be_missing_while_its_feature_is_there() -> None:
    assert named("", "Plan: `specs/001-login/tasks.md`.") == [("plan", "specs/001-login/tasks.md", LOGIN, "")]


def test_blanks_in_a_folder_are_read_from_links() -> None:
    found = named("", "Spec: [it](../../specs/002-export%20data/spec.md)")
    assert [(features, path) for _, _, features, path in found] == [
        (("specs/002-export data",), "specs/002-export data/spec.md")
    ]


@pytest.mark.parametrize(
    "reference",
    ["https://example.org/specs/001-login/spec.md", "Related ADRs: ADR-0002", "myspecs/001-x", "specs/x.md"],
)
def test_other_references_are_no_sources(reference: str) -> None:
    assert named("", reference) == []


def test_of_nested_projects_the_record_means_its_own() -> None:
    assert named("001-login", path="apps/web/history/adr/0001-a.md")[0][2] == ("apps/web/specs/001-login",)
    assert named("001-login")[0][2] == LOGIN


def test_a_field_alone_gives_features_too() -> None:
    project = Project(MemorySource(FILES))
    assert features_in("001-login and 009-gone", RECORD, project) == ["specs/001-login"]
    assert features_in("*login*", RECORD, project) == ["specs/001-login"]
    assert features_in("001-login", RECORD, Project(MemorySource({}))) == []


@given(st.text(alphabet="specs/01-lgoin.md[]() `#:%\n", max_size=80), st.text(alphabet="01-login/ specs`", max_size=30))
def test_no_record_is_too_odd(references: str, feature: str) -> None:
    text = f"# A\n\n- **Feature:** {feature}\n\n## References\n\n- {references}\n"
    document = Document(RECORD, text)
    for source in sources_of(read_adr(document), Project(MemorySource(FILES))):
        assert text[source.start : source.end].strip("`*_ \t") == source.words.strip("`*_ \t")
