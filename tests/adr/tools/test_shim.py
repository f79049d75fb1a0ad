from __future__ import annotations

import pytest

from specward.adr.tools.shim import shims
from specward.changes import Create, Replace
from specward.errors import UsageError
from specward.sources.memory import MemorySource
from specward.sources.source import UnreadableFile

PATHS = (".specify/bin/adr", ".specify/bin/_adr_autocomplete")


def test_both_programs_are_executable_scripts_that_hand_everything_on() -> None:
    made = shims(MemorySource({}), "doc/adr")
    assert made.paths == PATHS
    assert [change for change in made.changes if isinstance(change, Create) and change.executable] == made.changes
    texts = [change.text for change in made.changes if isinstance(change, Create)]
    assert [text.splitlines()[-1] for text in texts] == [
        'exec spec adr-tools "$@"',
        'exec spec adr-tools --complete "$@"',
    ]


def in_place() -> dict[str, str | bytes]:
    return {
        change.path: change.text for change in shims(MemorySource({}), "doc/adr").changes if isinstance(change, Create)
    }


def test_what_is_in_place_is_not_written_again() -> None:
    assert shims(MemorySource(in_place()), "doc/adr").changes == []


def test_a_script_of_another_version_is_replaced() -> None:
    files = in_place()
    former = str(files[PATHS[0]]) + "# more\n"
    assert shims(MemorySource({**files, PATHS[0]: former}), "doc/adr").changes == [
        Replace(PATHS[0], str(files[PATHS[0]]), former)
    ]


@pytest.mark.parametrize("content", ["#!/bin/sh\n", b"\x7fELF\xff"])
def test_anything_else_in_their_place_is_left_alone(content: str | bytes) -> None:
    with pytest.raises(UsageError, match="something else stands"):
        shims(MemorySource({PATHS[0]: content}), "doc/adr")


def test_records_that_adr_tools_would_not_find_are_pointed_to() -> None:
    made = shims(MemorySource({}), "history/adr")
    assert made.changes[-1] == Create(".adr-dir", "history/adr\n")
    assert made.paths == (*PATHS, ".adr-dir")


@pytest.mark.parametrize("there", [".adr-dir", "doc/adr/0001-t.md"])
def test_what_adr_tools_finds_already_is_not_pointed_to(there: str) -> None:
    assert [change.path for change in shims(MemorySource({there: "x"}), "history/adr").changes] == list(PATHS)


def test_a_folder_in_their_place_is_told() -> None:
    class Folders(MemorySource):
        def read(self, path: str) -> bytes | None:
            raise UnreadableFile(path, "it is a folder")

    with pytest.raises(UsageError, match="stands in the way of adr-tools' program: it is a folder"):
        shims(Folders({PATHS[0]: ""}), "doc/adr")
