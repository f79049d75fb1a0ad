"""Tables without lines."""

from __future__ import annotations

from specward.cli.columns import plain_table


def test_columns_are_as_wide_as_their_cells_and_a_terminal_cuts_the_lines() -> None:
    rows = [["ADR-0001", "Sessions in a store"], ["中文", "Keys"]]
    assert plain_table(["id", "title"], rows).splitlines() == [
        "id        title",
        "ADR-0001  Sessions in a store",
        "中文      Keys",
    ]
    assert plain_table(["id", "title"], rows, 20).splitlines()[1] == "ADR-0001  Sessions …"
