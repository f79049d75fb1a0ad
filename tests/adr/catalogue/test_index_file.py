"""The index in a file that people write: what stands between the marks is ours, all else is theirs."""

from __future__ import annotations

from textwrap import dedent

import pytest
from hypothesis import given
from hypothesis import strategies as st

from specward.adr.catalogue.catalogue import catalogue_of
from specward.adr.catalogue.index_file import brought_up_to_date, differing, region_of, wanted_lines
from specward.adr.catalogue.index_place import END, START, index_paths, new_index_path
from specward.changes import Create, Replace
from specward.errors import UsageError
from specward.markdown.document import Document
from specward.project import Project
from specward.sources.memory import MemorySource

INDEX = "docs/adr/README.md"
RECORDS = {
    "docs/adr/0001-store.md": "# 1. Store\n\nDate: 2026-01-02\n\n## Status\n\nSuperseded by [2](0002-tokens.md)\n",
    "docs/adr/0002-tokens.md": "# 2. Tokens\n\nDate: 2026-02-03\n\n## Status\n\nAccepted\n",
}
TABLE = dedent("""\
    | Decision | Title | Status | Date |
    | --- | --- | --- | --- |
    | ADR-0001 | [Store](0001-store.md) | superseded by [ADR-0002](0002-tokens.md) | 2026-01-02 |
    | ADR-0002 | [Tokens](0002-tokens.md) | accepted | 2026-02-03 |
""")
MARKED = f"# Decisions\n\nRead this.\n\n{START}\n{END}\n\nThe end."


def project(**files: str | bytes) -> Project:
    return Project(MemorySource({**RECORDS, **{path.replace("__", "/"): text for path, text in files.items()}}))


def updated(text: str | bytes, path: str = INDEX) -> Create | Replace | None:
    opened = project(**{path: text})
    return brought_up_to_date(opened, catalogue_of(opened), path)


def test_a_region_is_filled_and_nothing_else_is_touched() -> None:
    change = updated(MARKED)
    assert change == Replace(INDEX, f"# Decisions\n\nRead this.\n\n{START}\n\n{TABLE}\n{END}\n\nThe end.", MARKED)
    assert updated(change.text) is None


def test_the_marks_of_adr_log_serve_as_well() -> None:
    change = updated("<!-- adrlog -->\n\n* [ADR-0001](0001-store.md) - Store\n\n<!-- adrlogstop -->\n")
    assert change
    assert change.text == f"<!-- adrlog -->\n\n{TABLE}\n<!-- adrlogstop -->\n"


def test_a_file_with_crlf_keeps_it() -> None:
    change = updated(MARKED.replace("\n", "\r\n"))
    assert change
    assert change.text == f"# Decisions\n\nRead this.\n\n{START}\n\n{TABLE}\n{END}\n\nThe end.".replace("\n", "\r\n")


def test_an_index_that_is_not_there_is_made() -> None:
    opened = project()
    change = brought_up_to_date(opened, catalogue_of(opened), INDEX)
    assert change == Create(INDEX, f"# Architecture decisions\n\n{START}\n\n{TABLE}\n{END}\n")


@pytest.mark.parametrize(
    "text",
    [
        f"{START}\n",
        f"{END}\n\n{START}\n",
        f"{START}\n{END}\n{START}\n{END}\n",
        f"{START}\n<!-- adrlogstop -->\n",
        f"{START}\n\n```\nan open fence\n{END}\n",
    ],
)
def test_marks_that_do_not_pair_are_refused(text: str) -> None:
    with pytest.raises(UsageError, match="do not pair") as refused:
        updated(text)
    assert refused.value.where == f"{INDEX}:1"


@pytest.mark.parametrize("text", ["# No mark\n", f"In words: `{START}`.\n", f"```\n{START}\n{END}\n```\n"])
def test_a_file_without_a_region_is_refused_with_the_lines_that_make_one(text: str) -> None:
    with pytest.raises(UsageError, match="no place for an index") as refused:
        updated(text)
    assert START in refused.value.help


def test_a_file_that_is_not_utf_8_is_refused() -> None:
    with pytest.raises(UsageError, match="not UTF-8"):
        updated(f"caf\xe9\n\n{MARKED}".encode("windows-1252"))


def test_how_a_formatter_sets_out_the_table_makes_no_difference() -> None:
    aligned = TABLE.replace("| --- | --- | --- | --- |", "|:----------|-------|:---:|--|").replace(
        "| Store", "|   Store"
    )
    assert updated(MARKED.replace(START, f"{START}\n\n{aligned.replace(' | ', '   |  ')}")) is None


def test_what_differs_is_named() -> None:
    rows = TABLE.splitlines()
    assert differing(rows, rows) == []
    assert differing(rows[:-1], rows) == ["ADR-0002"]
    assert differing([*rows, "| ADR-0009 | [Gone](x.md) | accepted | – |"], rows) == ["ADR-0009"]
    assert differing([*rows[:2], rows[3], rows[2]], rows) == ["the order"]
    assert differing([], rows) == ["ADR-0001", "ADR-0002"]
    assert differing(["Somebody's notes", *rows], rows) == ["Somebody's notes"]


def test_an_index_beside_records_lists_those_below_it_and_one_elsewhere_all() -> None:
    opened = project(docs__adr__ui__0001_x="# 1. X\n")
    opened = Project(MemorySource({**RECORDS, "docs/adr/ui/0001-colours.md": "# 1. Colours\n"}))
    catalogue = catalogue_of(opened)
    assert len(wanted_lines(catalogue, "docs/adr/ui/README.md")) == 3
    assert len(wanted_lines(catalogue, "docs/adr/README.md")) == 5
    assert len(wanted_lines(catalogue, "README.md")) == 5
    assert "[Colours](../docs/adr/ui/0001-colours.md)" in "\n".join(wanted_lines(catalogue, "notes/adr.md"))


def test_the_index_is_the_configured_file_or_one_beside_the_records() -> None:
    assert index_paths(project()) == []
    assert index_paths(project(**{INDEX: "# no mark\n", "README.md": MARKED})) == []
    assert index_paths(project(**{INDEX: MARKED, "docs/adr/index.md": MARKED})) == [INDEX, "docs/adr/index.md"]
    settings = {".specify/specward.yml": "adr: {index: docs/decisions.md}\n"}
    assert index_paths(project(**settings, **{INDEX: MARKED})) == ["docs/decisions.md"]


def test_a_new_index_stands_where_the_records_are() -> None:
    opened = project()
    assert new_index_path(opened, catalogue_of(opened)) == INDEX
    home = Project(MemorySource({**RECORDS, "history/adr/0001-x.md": "# 1. X\n"}))
    assert new_index_path(home, catalogue_of(home)) == "history/adr/README.md"
    empty = Project(MemorySource({}))
    assert new_index_path(empty, catalogue_of(empty)) == "history/adr/README.md"


TEXTS = st.text(st.characters(blacklist_categories=["Cs"], blacklist_characters="<`~"), max_size=60)


@given(TEXTS, TEXTS, TEXTS, st.sampled_from(["\n", "\r\n"]))
@pytest.mark.verifies("004-decisions/AC-014")
def test_whatever_stands_around_a_region_stays_and_a_second_time_nothing_changes(
    before: str, inside: str, after: str, end: str
) -> None:
    text = f"{before}{end}{end}{START}{end}{inside}{end}{END}{end}{after}"
    region = region_of(Document(INDEX, text))
    if region is None:  # the mark continues something that stands before it: an indented block, front matter
        return
    change = updated(text)
    if change is not None:
        assert change.text.startswith(text[: region.start])
        assert change.text.endswith(text[region.end :])
        assert updated(change.text) is None
