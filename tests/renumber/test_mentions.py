"""Where a line names something that gets another name."""

from __future__ import annotations

import pytest

from specward.renumber.mentions import ADDRESS, ALONE, BRANCH, ELSEWHERE, LEADS, leads, mentions

NAME = "006-search"


def ways(line: str, document: str = "docs/x.md", *, place: str = "specs/006-search", alone: bool = True) -> list[str]:
    return [leads(mention, line, document, place, alone=alone) for mention in mentions(line, [NAME])]


@pytest.mark.parametrize(
    ("line", "way"),
    [
        ("see specs/006-search/spec.md", LEADS),
        ("`/specs/006-search/`", LEADS),
        ("[a](../specs/006-search/plan.md#x)", LEADS),
        ("@specs/006-search HEAD", LEADS),
        ("git show HEAD:specs/006-search/spec.md", LEADS),
        ("paths: ['specs/006-search/**']", LEADS),
        ("https://example.org/blob/main/specs/006-search/spec.md", LEADS),
        ("006-search/FR-001", ALONE),
        ("Feature: 006-search.", ALONE),
        ("git switch -c 006-search", BRANCH),
        ("feature/006-search", BRANCH),
        ("Confirm branch is `006-search`", BRANCH),
        ("on the **branch** (006-search)", BRANCH),
        ("current branch: 006-search", BRANCH),
        ("a branch named `006-search`", BRANCH),
        ("merge the `006-search` branch", BRANCH),
        ("on 006-search feature branch", BRANCH),
        ("la rama `006-search`, a branche", BRANCH),
        ("ブランチ `006-search` で", BRANCH),
        ("the branch of 006-search", ALONE),
        ("| branch | 006-search | branch |", ALONE),
        ("branches; 006-search is one feature, branching", ALONE),
        ("on the branch see specs/006-search/spec.md", LEADS),
        ("origin/006-search", BRANCH),
        ("https://example.org/tree/006-search", ADDRESS),
        ("https://example.org/blob/8f1c2d3/specs/006-search/spec.md", ELSEWHERE),
        ("tests/006-search/a.py", ELSEWHERE),
    ],
)
def test_a_name_is_told_by_the_path_that_it_ends(line: str, way: str) -> None:
    assert ways(line) == [way]


@pytest.mark.parametrize("line", ["006-search-more", "x006-search", "docs/006-search.md", "1006-search", "006-searché"])
def test_a_longer_name_is_another(line: str) -> None:
    assert ways(line) == []


def test_where_two_have_the_name_only_a_whole_path_leads_to_one() -> None:
    place = "apps/a/specs/006-search"
    assert ways("specs/006-search", place=place) == [LEADS]
    assert ways("specs/006-search", place=place, alone=False) == [ELSEWHERE]
    assert ways("../specs/006-search", "apps/a/docs/x.md", place=place, alone=False) == [LEADS]
    assert ways("specs/006-search", "apps/a/docs/x.md", place=place, alone=False) == [LEADS]
    assert ways("../specs/006-search", "apps/a/docs/x.md", alone=False) == [ELSEWHERE]
