from __future__ import annotations

import pytest

from specward.adr.tools.place import Place
from specward.adr.tools.template import built_in, filled, template_of
from specward.errors import UsageError
from specward.sources.memory import MemorySource
from specward.sources.source import UnreadableFile

PLACE = Place("/shop", "doc/adr", "doc/adr")
VALUES = {"NUMBER": "7", "TITLE": "T", "DATE": "2026-01-02", "STATUS": "Accepted"}


def test_the_four_words_are_filled_in_where_they_first_stand_in_a_line() -> None:
    template = "# NUMBER. TITLE (not TITLE)\r\nDATE/DATE UPDATE\n\nSTATUS"
    assert filled(template, VALUES) == "# 7. T (not TITLE)\r\n2026-01-02/DATE UPDATE\n\nAccepted"


@pytest.mark.verifies("004-decisions/AC-018")
@pytest.mark.parametrize(
    "title", ["Choose DATE format", "Use STATUS codes", r"Use A & B \1 \n", "A | B", "NUMBER TITLE"]
)
def test_a_title_is_written_literally_whatever_it_holds(title: str) -> None:
    assert filled("# NUMBER. TITLE, DATE\n", {**VALUES, "TITLE": title}) == f"# 7. {title}, 2026-01-02\n"


@pytest.mark.parametrize("name", ["template", "init"])
def test_the_built_in_texts_have_nygards_layout_and_each_word_once(name: str) -> None:
    text = built_in(name)
    assert text.startswith("# NUMBER. TITLE\n\nDate: DATE\n\n## Status\n\nSTATUS\n\n## Context\n\n")
    assert [line for line in text.splitlines() if line.startswith("##")] == [
        "## Status",
        "## Context",
        "## Decision",
        "## Consequences",
    ]
    assert all(text.count(word) == 1 for word in VALUES)


def test_a_projects_own_template_takes_the_place_of_the_built_in_one() -> None:
    own = MemorySource({"doc/adr/templates/template.md": "TITLE"})
    assert (template_of(own, PLACE), template_of(MemorySource({}), PLACE)) == ("TITLE", built_in("template"))


def test_a_template_that_is_not_utf8_is_refused() -> None:
    with pytest.raises(UsageError, match="not UTF-8"):
        template_of(MemorySource({"doc/adr/templates/template.md": b"\xe4"}), PLACE)


def test_a_template_that_cannot_be_read_is_told() -> None:
    class Folders(MemorySource):
        def read(self, path: str) -> bytes | None:
            raise UnreadableFile(path, "it is a folder")

    with pytest.raises(UsageError, match="the template cannot be read: it is a folder"):
        template_of(Folders({}), PLACE)
