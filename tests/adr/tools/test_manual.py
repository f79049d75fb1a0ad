from __future__ import annotations

import pytest

from specward.adr.tools.manual import COMMANDS, completions, overview, page, usage


def test_the_commands_are_those_of_adr_tools() -> None:
    assert COMMANDS == ("config", "generate", "help", "init", "link", "list", "new", "upgrade-repository")
    assert all(f"  {name}\n" in overview() for name in COMMANDS)


@pytest.mark.parametrize(
    ("words", "completed"),
    [
        ("adr", "config generate help init link list new upgrade-repository"),
        ("adr li", "link list"),
        ("adr ini", "init"),
        ("adr generate", "graph toc"),
        ("adr generate to", "toc"),
        ("adr help", "new"),
        ("adr list", ""),
        ("adr xyz", ""),
        ("", "config generate help init link list new upgrade-repository"),
    ],
)
def test_a_word_is_completed_and_a_whole_command_to_what_is_below_it(words: str, completed: str) -> None:
    assert completions(words.split()) == completed


def test_each_command_and_each_report_has_a_page_of_its_own() -> None:
    for words in [*([name] for name in COMMANDS), ["generate", "toc"], ["generate", "graph"]]:
        assert page(words).startswith(f"usage: adr {' '.join(words)}")
        assert usage(*words) == page(words).splitlines()[0]


@pytest.mark.parametrize(("words", "shown"), [(["new", "x"], page(["new"])), (["x"], overview()), ([], overview())])
def test_what_there_is_no_page_for_has_the_one_above(words: list[str], shown: str) -> None:
    assert page(words) == shown
