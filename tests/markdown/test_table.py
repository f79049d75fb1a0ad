"""The cells of a table and where they stand."""

from __future__ import annotations

import pytest

from specward.finding import Span
from specward.markdown.scan import TABLE, scan
from specward.markdown.table import rows


def cells(text: str) -> list[list[str]]:
    """The words of each cell of the only table."""
    (block,) = [block for block in scan(text) if block.kind == TABLE]
    return [[text[cell.start : cell.end] for cell in row] for row in rows(text, block)]


def test_the_header_comes_first_and_the_delimiter_row_is_left_out() -> None:
    assert cells("| a | b |\n|---|---|\n| 1 | 2 |\n| 3 | 4 |\n") == [["a", "b"], ["1", "2"], ["3", "4"]]


def test_a_cell_is_a_span_of_the_text() -> None:
    text = "intro\n\n| a | bc |\n|---|---|\n"
    (block,) = [block for block in scan(text) if block.kind == TABLE]
    assert rows(text, block) == [[Span(9, 10), Span(13, 15)]]


@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"])
def test_each_line_ending_parts_rows(ending: str) -> None:
    assert cells(ending.join(["a | b", "--|--", "1 | 2", ""])) == [["a", "b"], ["1", "2"]]


def test_outer_pipes_may_be_missing() -> None:
    assert cells("a | b\n--|--\n| 1 | 2\n1 | 2 |\n") == [["a", "b"], ["1", "2"], ["1", "2"]]


def test_a_row_may_have_too_few_or_too_many_cells() -> None:
    assert cells("| a | b |\n|---|---|\n| 1 |\n| 1 | 2 | 3 |\nword\n") == [["a", "b"], ["1"], ["1", "2", "3"], ["word"]]


def test_an_empty_cell_is_an_empty_span() -> None:
    assert cells("| a | b | c |\n|---|---|---|\n|  || 3 |\n") == [["a", "b", "c"], ["", "", "3"]]


def test_a_pipe_after_a_backslash_stays_in_its_cell() -> None:
    assert cells("| a \\| b | c |\n|---|---|\n| `x \\| y` | 2 |\n") == [["a \\| b", "c"], ["`x \\| y`", "2"]]


def test_a_pipe_in_a_code_span_stays_in_its_cell_where_the_row_would_grow_too_long() -> None:
    assert cells("| a | b |\n|---|---|\n| `x|y` | 2 |\n") == [["a", "b"], ["`x|y`", "2"]]


def test_backticks_in_two_cells_do_not_join_them() -> None:
    assert cells("| a | b |\n|---|---|\n| ` | ` |\n") == [["a", "b"], ["`", "`"]]


def test_a_table_in_an_item_has_the_same_cells() -> None:
    assert cells("- x\n\n  | a | b |\n  |---|---|\n  | 1 | 2 |\n") == [["a", "b"], ["1", "2"]]


def test_a_hostile_row_is_read_in_linear_time() -> None:
    count = 20_000
    text = "|" + "a|" * count + "\n|" + "-|" * count + "\n" + "|`" * count * 2 + "\n" + "\\|" * count
    assert len(cells(text)[0]) == count
