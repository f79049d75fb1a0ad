from __future__ import annotations

import pytest

from specward.adr.tools.folder import Folder
from specward.adr.tools.graph import graph
from specward.adr.tools.place import Place
from specward.adr.tools.relations import link
from specward.adr.tools.toc import toc
from specward.adr.tools.upgrade import upgraded
from specward.changes import Change, Replace
from specward.errors import UsageError
from specward.sources.memory import MemorySource

PLACE = Place("/shop", "doc/adr", "doc/adr")


def folder(**records: str | bytes) -> Folder:
    named = {f"{name.replace('_', '-').removeprefix('r')}.md": text for name, text in records.items()}
    return Folder(MemorySource({f"doc/adr/{name}": text for name, text in named.items()}), PLACE, named)


def nygard(title: str, status: str) -> str:
    return f"# {title}\n\n## Status\n\n{status}\n\n## Context\n\nWords\n"


def test_a_table_of_contents_lists_titles_with_prefixed_names() -> None:
    records = folder(r0002_b="# 2. B\n", r0001_a="# 1. A\n")
    assert toc(records, prefix="docs/") == (
        "# Architecture Decision Records\n\n* [1. A](docs/0001-a.md)\n* [2. B](docs/0002-b.md)\n"
    )


def test_an_intro_and_an_outro_stand_apart_from_the_list() -> None:
    assert toc(folder(r0001_a="# 1. A\n"), intro="Before.\n", outro="After.") == (
        "# Architecture Decision Records\n\nBefore.\n\n* [1. A](0001-a.md)\n\nAfter.\n"
    )


def test_a_folder_without_records_has_an_empty_table() -> None:
    assert toc(folder()) == "# Architecture Decision Records\n\n"


@pytest.mark.verifies("004-decisions/AC-018")
def test_a_graph_has_records_in_their_order_and_links_but_not_their_reverse() -> None:
    records = folder(
        r0001_a=nygard("1. A", "Superceded by [3. C](0003-c.md)"),
        r0003_c=nygard("3. C", "Accepted\n\nSupercedes [1. A](0001-a.md)\n\nsee [x](https://example.org)"),
    )
    assert graph(records, prefix="/adr/") == (
        "digraph {\n"
        "  node [shape=plaintext];\n"
        "  subgraph {\n"
        '    _1 [label="1. A"; URL="/adr/0001-a.html"];\n'
        '    _3 [label="3. C"; URL="/adr/0003-c.html"];\n'
        '    _2 -> _3 [style="dotted", weight=1];\n'
        "  }\n"
        '  _3 -> _1 [label="Supercedes", weight=0]\n'
        "}\n"
    )


def test_quotes_and_backslashes_do_not_end_a_label() -> None:
    drawn = graph(folder(r0001_a=nygard(r'1. Say "no" to C:\new', 'Not "in" [2. B](0002-b.md)')), ending=".md")
    assert r'_1 [label="1. Say \"no\" to C:\\new"; URL="0001-a.md"];' in drawn
    assert r'_1 -> _2 [label="Not \"in\"", weight=0]' in drawn


def test_a_record_with_front_matter_is_drawn_with_what_it_says_there() -> None:
    madr = "---\nstatus: accepted\nsupersedes: ADR-0001\n---\n\n# Two\n"
    assert '_2 -> _1 [label="supersedes", weight=0]' in graph(folder(r0001_a="# 1. A\n", r0002_b=madr))


def test_old_dates_are_rewritten_once_a_line_and_nothing_else_is() -> None:
    text = "# 1. T\r\n\r\nDate: 31/12/2016, not Date: 01/02/2017\r\n* **Date: 1/2/2017\nBegun on Date: 05/06/2018"
    assert upgraded(folder(r0001_a=text, r0002_b="Date: 2016-12-31\n")) == [
        Replace(
            "doc/adr/0001-a.md",
            text.replace("31/12/2016", "2016-12-31").replace("05/06/2018", "2018-06-05"),
            text,
        )
    ]


def test_an_old_date_in_a_record_that_is_not_utf8_is_refused() -> None:
    assert upgraded(folder(r0001_a=b"\xe4 Date: 2016-12-31")) == []
    with pytest.raises(UsageError, match="not UTF-8"):
        upgraded(folder(r0001_a=b"\xe4 Date: 31/12/2016"))


def linked(records: Folder, source: str = "2", target: str = "1") -> list[Change]:
    return link(records, source, "Amends", target, "Amended by")


def test_a_link_is_written_into_both_records() -> None:
    first, second = nygard("1. A", "Accepted"), nygard("2. B", "Accepted")
    assert linked(folder(r0001_a=first, r0002_b=second)) == [
        Replace("doc/adr/0002-b.md", nygard("2. B", "Accepted\n\nAmends [1. A](0001-a.md)"), second),
        Replace("doc/adr/0001-a.md", nygard("1. A", "Accepted\n\nAmended by [2. B](0002-b.md)"), first),
    ]


@pytest.mark.verifies("004-decisions/AC-018")
def test_a_link_that_both_records_have_changes_nothing() -> None:
    first, second = nygard("1. A", "Amended by [2. B](0002-b.md)"), nygard("2. B", "Amends [1. A](0001-a.md)")
    assert linked(folder(r0001_a=first, r0002_b=second)) == []


def test_a_record_is_not_linked_with_itself() -> None:
    with pytest.raises(UsageError, match="not linked with itself"):
        linked(folder(r0001_a=nygard("1. A", "Accepted")), source="0001")


def test_a_link_without_words_is_refused() -> None:
    records = folder(r0001_a=nygard("1. A", "Accepted"), r0002_b=nygard("2. B", "Accepted"))
    with pytest.raises(UsageError, match="a link says"):
        link(records, "1", " \n", "2", "By")
