"""Setting an option in the configuration's text."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from specward.adr.adopt.settings import with_option
from specward.config import ConfigError, parse
from specward.errors import UsageError


def after(text: str) -> str:
    return with_option(text, "adr.folder", "docs/adr")


@pytest.mark.parametrize(
    ("before", "expected"),
    [
        ("", "adr:\n  folder: docs/adr\n"),
        ("# Ours.\nphr:\n  require: commit", "# Ours.\nphr:\n  require: commit\nadr:\n  folder: docs/adr\n"),
        ("adr:\n    format: madr  # ours\n", "adr:\n    folder: docs/adr\n    format: madr  # ours\n"),
        ("adr:\n  folder: x  # old\nphr:\n", "adr:\n  folder: docs/adr  # old\nphr:\n"),
        ('adr:\n  folder: "x y"\n', "adr:\n  folder: docs/adr\n"),
        ("adr:\n  folder:\n  format: madr\n", "adr:\n  folder: docs/adr\n  format: madr\n"),
        ("adr:  # all of it\nphr:\n  require: off\n", "adr:  # all of it\n  folder: docs/adr\nphr:\n  require: off\n"),
        ("adr:", "adr:\n  folder: docs/adr\n"),
        ("adr: {format: madr}\n", "adr: {folder: docs/adr, format: madr}\n"),
        ("phr:\r\n  require: commit\r\n", "phr:\r\n  require: commit\r\nadr:\r\n  folder: docs/adr\r\n"),
    ],
)
def test_an_option_is_set_where_it_belongs_and_all_else_stays(before: str, expected: str) -> None:
    assert after(before) == expected
    assert after(expected) == expected


def test_a_folder_that_yaml_would_read_otherwise_is_quoted() -> None:
    assert with_option("", "adr.folder", "my: records") == 'adr:\n  folder: "my: records"\n'


@pytest.mark.parametrize("text", ["adr: {}\n", "adr: ~\n"])
def test_what_cannot_be_edited_is_left_to_its_author(text: str) -> None:
    with pytest.raises(UsageError, match="cannot be set in this file"):
        after(text)


def test_a_configuration_that_is_not_valid_is_not_edited() -> None:
    with pytest.raises(ConfigError):
        after("adr: 1\n")


LINES = st.sampled_from(
    ["adr:", "  folder: x", "  format: madr", "phr:", "  require: commit", "# c", "", "  # c", "adr: {}", "rules:"]
)


@settings(max_examples=100, deadline=None)
@given(st.lists(LINES, max_size=6).map("\n".join))
def test_no_line_of_any_configuration_is_lost(text: str) -> None:
    try:
        edited = after(text)
    except (ConfigError, UsageError):
        return
    assert parse(edited).adr_folder == "docs/adr"
    assert [line for line in text.split("\n") if line and "folder" not in line and line not in edited.split("\n")] == []
