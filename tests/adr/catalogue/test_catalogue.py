"""Decisions found by what people call them."""

from __future__ import annotations

import pytest
from tests.adr.entries import entry

from specward.adr.catalogue.catalogue import Catalogue, Unread
from specward.errors import UsageError


def help_of(catalogue: Catalogue) -> str:
    with pytest.raises(UsageError, match="there is no decision 77") as refused:
        catalogue.find("77")
    return refused.value.help


def test_where_there_is_no_decision_the_first_can_be_written() -> None:
    assert help_of(Catalogue([])) == '`spec new adr "Title"` writes the first'
    assert help_of(Catalogue([], [Unread("docs/adr/0001-x.md", "Permission denied")])) == ""


def test_the_latest_decisions_are_those_of_the_highest_numbers() -> None:
    names = ("apps/adr/0009-j.md", "docs/adr/0002-b.md", "docs/adr/0010-x.md", "docs/adr/9-i.md", "docs/adr/notes.md")
    assert help_of(Catalogue([entry(name) for name in names])) == (
        "the latest are notes.md, 0002-b.md, 0009-j.md, 9-i.md, 0010-x.md"
    )
    many = Catalogue([entry(f"docs/adr/{number}-x.md") for number in (1, 10, 11, 2, 3, 4)])
    assert help_of(many) == "the latest are 2-x.md, 3-x.md, 4-x.md, 10-x.md, 11-x.md"
